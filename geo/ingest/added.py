"""Sentences that only add to the statement before them: its day, its crossings, or that somebody denies it."""

import re
from dataclasses import replace

from geo.ingest.around import Around
from geo.ingest.passage import Passage
from geo.ingest.statement import FLOWS, ClaimMention
from geo.ingest.told import Told
from geo.ingest.whereabouts import gate_of, spot_in

_HAPPENED = re.compile(
    r"\b(?:it|this|the (?:incident|attack|accident|clash|event|crash|shooting|fighting|blast)) (?:happened|took place|"
    r"occurred|broke out|came)\b|رخ داد|اتفاق افتاد|صورت گرفت|پېښ شو|پیش آیا"
)
THEY = re.compile(r"(?:they|these|those|(?:the|all|most) (?:families|people|returnees|deportees|arrivals))\b")
_NEXT = 3  # characters between two sentences that follow each other


def date_before(told: Told, passage: Passage, around: Around) -> None:
    """Give the statement before it the day of a sentence that only says when: "The incident happened on Tuesday"."""
    if not told.claims or told.claims[-1].dated or not passage.event_days:
        return
    day = passage.event_days[0]
    if day.first and day.last and _HAPPENED.search(around.flat_text, passage.start, passage.end):
        told.date_last(day.first, day.last)


def place_before(told: Told, passage: Passage, around: Around) -> None:
    """Give the count before it the crossings of a sentence that only says where: "They came through Islam Qala"."""
    if not (told.claims and passage.crossings):
        return
    last = told.claims[-1]
    if not (last.category in FLOWS and last.counts and last.place_id.startswith("border")):
        return
    if passage.start - last.end <= _NEXT and THEY.match(around.flat_text, passage.start):
        told.place_last(list(dict.fromkeys(gate_of(m.place.id) for m in passage.crossings)))


def answering(told: Told, passage: Passage, around: Around, status: str, said_by: str) -> ClaimMention:
    """Make the claim of a sentence that only denies or doubts what was said before it."""
    answered, said_on = told.claims[-1], passage.days
    first, last = (said_on[-1].first, said_on[-1].last) if said_on else (answered.first, answered.last)
    return replace(
        answered, start=passage.start, end=passage.end, first=first, last=last,
        place_id=spot_in(passage, around) or answered.place_id,
        status=status, attributed_to=said_by or "not named", counts=(), also=(),
        dated=False, placed=False, answers=told.first_alike() if status != "rumour" else None,
    )  # fmt: skip
