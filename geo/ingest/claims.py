"""Statements about happenings: what, when, where, who says so, how firmly, on which characters."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geo.ingest.cues import Cues, categories_of, cues_in, status_of
from geo.ingest.figures import Around, FigureMention, place_of, statement_day
from geo.ingest.lexicon import place_named
from geo.ingest.sentences import stories
from geo.ingest.speakers import may_speak, speaker
from geo.numbers import format_number

_BORDER = re.compile(r"\bborders?\b|\bfrontier\b|مرز|سرحد|پوله")
_OPINION = re.compile(r"\b(?:analysts? say|could spell|it is vital|some analysts|hoping to|sources suggest)\b")
_OPINION_WORDS = ("analyst", "could spell", "is vital", "hoping", "sources suggest")
_CROSSING_WORDS = ("crossing", "gate", "terminal", "customs", "site", "این")
_BORDER_WORDS = ("border", "frontier", "مرز", "سرحد", "پوله")
_THE_CROSSING = re.compile(
    r"\b(?:the|a|this|that|its|their) (?:border |key |main |customs )?(?:crossings?|crossing points?|"
    r"gate(?:way)?|terminal|customs (?:post|office)|site)\b|"
    r"این (?:گذرگاه|گمرک|بندر|مرز)"
)
_EXPULSION = re.compile(r"\b(?:deport|expel|expuls)\w*|اخراج")
_ELSEWHERE = re.compile(r"\b(?:tajikistan|turkmenistan|uzbekistan|iraq|turkey|syria)\b")
HAPPENINGS = frozenset({"capture", "clash", "closure", "reopening", "migrant_harm", "accident", "attack", "return_flow",
                         "outflow"})  # fmt: skip
_AT_GATES = frozenset({"capture", "closure", "reopening", "return_flow", "clash"})
_MOST_GATES = 3
_BETWEEN_TWO = frozenset({"trade", "closure", "reopening", "clash", "barrier"})
_WIDE = frozenset({"border-af-ir", "border-af-pk", "borders-ir-pk", "AF", "IR", "PK"})
_RANK = {"crossing": 0, "camp": 0, "settlement": 1, "district": 1, "province": 2, "border": 3}
_LABELS = {
    "capture": "Change of control", "closure": "Closure", "reopening": "Reopening", "clash": "Clash",
    "attack": "Attack", "migrant_harm": "Harm to people on the move", "accident": "Accident",
    "return_flow": "Returns", "outflow": "Flight", "policy": "Policy", "camp": "Camp", "talks": "Talks",
    "diplomacy": "Diplomacy", "barrier": "Barrier", "trade": "Trade", "water": "Water", "security": "Security",
}  # fmt: skip
_LONGEST, _HEADLINE = 600, 100


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """A candidate claim. ``counts`` holds the numbers, in reading order, of the figures of its sentence."""

    start: int
    end: int
    category: str
    status: str
    first: date | None
    last: date | None
    place_id: str
    what: str
    attributed_to: str
    counts: tuple[int, ...] = ()
    answers: int | None = None


def find_claims(text: str, around: Around, figures: Sequence[FigureMention]) -> list[ClaimMention]:
    """Find the statements of a text, story by story.

    A denial points with ``answers`` at the claim before it that it denies. Sentences without a cue, and opinions about
    what may come, make no claim.
    """
    found: list[ClaimMention] = []
    cues = cues_in(around.flat_text, around.sentences.ranges)
    speech = may_speak(text)
    for begin, stop in stories(text):
        said_by = ""
        for (start, end), here in zip(around.sentences.ranges, cues, strict=True):
            if begin <= start < stop and end - start <= _LONGEST and not _is_headline(text[start:end]):
                name = speaker(text[start:end], said_by) if speech.may(0, start, end) else ""
                said_by = name or said_by
                _of_sentence(start, end, around, figures, name, found, here)
    return found


def _is_headline(line: str) -> bool:
    return len(line) < _HEADLINE and line[-1] not in '.!?؟۔"”’»)…:;،'


def _of_sentence(
    start: int, end: int, around: Around, figures: Sequence[FigureMention], said_by: str,
    found: list[ClaimMention], cues: Cues,
) -> None:  # fmt: skip
    """Add the claims of a sentence to those found before it."""
    flat_sentence = around.flat_text[start:end]
    if _names(_OPINION_WORDS, _OPINION, flat_sentence):
        return
    status, about, before = status_of(cues), categories_of(cues), len(found)
    if status == "denied" and not about and found:
        about = [(found[-1].category, 0)]  # "denied the claims": whatever was claimed just before
    counts = around.figures_in(start, end, figures) if about else ()
    for category, offset in about:
        at = start + offset
        answers = _answered(found[:before], category) if status == "denied" else None
        for place_id in _places(at, start, end, flat_sentence, around, category):
            first, last = _days(at, start, end, around, found, category, place_id)
            found.append(ClaimMention(
                start, end, category, status, first, last, place_id,
                _gist(category, status, place_id, said_by, [figures[i] for i in counts]),
                said_by or ("" if status == "reported" else "not named"), counts, answers,
            ))  # fmt: skip


@lru_cache(maxsize=4096)
def _name_of(place_id: str) -> str:
    return place_named(place_id).name


def _gist(category: str, status: str, place_id: str, said_by: str, figures: Sequence[FigureMention]) -> str:
    """Say in own words what a claim is about; the sentence itself stays in the text that the range points at."""
    about = _LABELS.get(category, category.replace("_", " ").capitalize())
    where = f" at {_name_of(place_id)}" if place_id else ""
    numbers = [f for f in figures[:3] if f.value is not None]
    many = ", ".join(
        f"{f.qualifier.replace('exact', '')} {format_number(f.value or 0)} {f.unit}".strip() for f in numbers
    )
    by = (
        f", {status} by {said_by}"
        if said_by and status != "reported"
        else f", {status}"
        if status != "reported"
        else ""
    )
    return f"{about}{where}{': ' + many if many else ''}{by}"


def _answered(before: Sequence[ClaimMention], category: str) -> int | None:
    same = [i for i, c in enumerate(before) if c.category == category and c.status != "denied"]
    return same[-1] if same else None


def _days(
    at: int, start: int, end: int, around: Around, before: Sequence[ClaimMention], category: str, place_id: str
) -> tuple[date | None, date | None]:
    here = [d for d in around.dates_in(start, end) if d.first]
    told = [d for d in here if not d.said]
    if told:
        best = min(told, key=lambda d: abs(d.start - at))
        return best.first, best.last
    if category in HAPPENINGS and (same := _same_happening(start, around, before, category, place_id)):
        return same.first, same.last
    if here:
        return here[-1].first, here[-1].last
    return statement_day(start, around)


def _same_happening(
    start: int, around: Around, before: Sequence[ClaimMention], category: str, place_id: str
) -> ClaimMention | None:
    """Find the claim before this one that tells of the same: alike and near, or at the same named place."""
    paragraph = around.sentences.paragraph(start)
    for claim in reversed(before):
        if paragraph - around.sentences.paragraph(claim.start) > 2:
            break
        if claim.first and claim.category == category:
            return claim
    named = place_id and place_id not in _WIDE
    return next((c for c in before if named and c.first and c.category in HAPPENINGS and c.place_id == place_id), None)


def _places(at: int, start: int, end: int, flat_sentence: str, around: Around, category: str) -> list[str]:
    """Give the place of a statement; several where one happening is told of several crossings."""
    crossings = [m.place.id for m in around.places_in(start, end) if m.place.kind == "crossing"]
    several = list(dict.fromkeys(_whole(i) for i in crossings))
    if len(several) > 1 and category in _AT_GATES:
        return several[:_MOST_GATES]
    return [_place(at, start, end, flat_sentence, around, category)]


@lru_cache(maxsize=4096)
def _whole(place_id: str) -> str:
    """Give the crossing that a side belongs to."""
    above = place_named(place_id).part_of
    return above if above and place_named(above).kind == "crossing" else place_id


def _place(at: int, start: int, end: int, flat_sentence: str, around: Around, category: str) -> str:
    here = [m for m in around.places_in(start, end) if not (m.metonym or m.dateline)]
    named = [m for m in here if m.place.kind != "country"]
    if named:
        best = min(named, key=lambda m: (_RANK.get(m.place.kind, 3), abs(m.start - at)))
        return best.place.id
    if _names(_CROSSING_WORDS, _THE_CROSSING, flat_sentence) and (crossing := _crossing_meant(start, around)):
        return crossing
    if _names(_BORDER_WORDS, _BORDER, flat_sentence) and not (
        category == "policy" and _EXPULSION.search(flat_sentence)
    ):
        if "pakistan" in flat_sentence and "iran" not in flat_sentence:
            return "border-af-pk"
        if {"AF", "IR"} <= around.countries and not _ELSEWHERE.search(flat_sentence):
            return "border-af-ir"
    if category in _BETWEEN_TWO and {"AF", "IR"} <= {m.place.country for m in here}:
        return "border-af-ir"
    if category == "policy" and here:
        return here[0].place.id
    return place_of(at, at, around.flat_text[start:end], start, end, around, ())


def _names(words: Sequence[str], pattern: re.Pattern[str], sentence: str) -> bool:
    """Search for a pattern, each match of which holds one of some words: most sentences hold none."""
    return any(word in sentence for word in words) and bool(pattern.search(sentence))


def _crossing_meant(start: int, around: Around) -> str:
    """Find which crossing "the crossing" is: the last one named before, else the first one after."""
    crossings = around.crossings
    before = bisect_left(crossings, start, key=lambda m: m.start)
    return crossings[max(0, before - 1)].place.id if crossings else ""
