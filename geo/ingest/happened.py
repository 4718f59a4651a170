"""When a statement says that something happened."""

import re
from datetime import date

from geo.ingest.around import FARTHEST, Around
from geo.ingest.cue_words import COMPARED
from geo.ingest.cues import COMPARING
from geo.ingest.date_mentions import DateMention
from geo.ingest.figures import statement_day
from geo.ingest.heads import Places
from geo.ingest.passage import Passage
from geo.ingest.statement import HAPPENINGS, ClaimMention
from geo.ingest.told import Told

_WIDE = frozenset({"border-af-ir", "border-af-pk", "borders-ir-pk", "AF", "IR", "PK"})
_NAMED_BY_YEAR = re.compile(
    r" (?:[\w-]+ )?(?:treaty|accord|agreement|deal|pact|convention|war|revolution|law|"
    r"constitution)\b"
)
_BY = re.compile(r"\bby (?:the |early |mid-|late |next )*$")
_NEAR = 46  # characters: several words
_MONTHS = 300  # days: what is longer is a year


def keep_days_of_happenings(around: Around, cues: Places) -> None:
    """Leave out of what a text is read with the days in the name of a treaty, or that something is compared with.

    ``cues`` is what :data:`geo.ingest.cues.HEADS` read in the text.
    """
    text, dates = around.flat_text, around.dates
    gone = {
        d.start
        for position in cues.begun(COMPARING)
        for d in around.dates_in(position, position + _NEAR)
        if COMPARED.match(text, position, d.start)
    }
    gone.update([d.start for d in dates if d.first != d.last and _is_year(d) and _NAMED_BY_YEAR.match(text, d.end)])
    if gone:
        around.keep_dates([d for d in dates if d.start not in gone])


def _is_year(d: DateMention) -> bool:
    return d.first is not None and d.last is not None and (d.last - d.first).days > _MONTHS


def days_of(
    at: int,
    part: Passage,
    passage: Passage,
    around: Around,
    before: Told,
    category: str,
    place_id: str,
    *,
    happened: bool,
) -> tuple[date | None, date | None]:
    """Give the days of a statement: of the part of its sentence, of what it tells more of, or when it was made.

    What somebody denies has ``happened`` on no day that a sentence before it names for something else.
    """
    here, told = passage.days, part.event_days or passage.event_days
    if told:
        announced = category == "policy" and len(passage.event_days) < len(here)
        if announced and _BY.search(around.flat_text, passage.start, told[0].start):
            said = next(d for d in here if d.said)
            return said.first, said.last
        best = told[0] if len(told) == 1 else min(told, key=lambda d: abs(d.start - at))
        return best.first, best.last
    if here and not happened:
        return here[-1].first, here[-1].last  # a denial is of the day on which it was made
    if category in HAPPENINGS:
        if same := _same_happening(passage.start, around, before, category, place_id):
            return same.first, same.last
        if happened and not here:
            for d in around.dates_before(passage.start, 0):
                if d.first and not d.said and d.first == d.last:
                    return d.first, d.last
    if here:
        return here[-1].first, here[-1].last
    return statement_day(passage.start, around)


def _same_happening(start: int, around: Around, before: Told, category: str, place_id: str) -> ClaimMention | None:
    """Find the claim before this one that tells of the same: alike and near, or at the same named place."""
    paragraph = around.sentences.paragraph(start)
    for claim in before.claims[: -FARTHEST - 1 : -1]:
        if paragraph - around.sentences.paragraph(claim.start) > 2:
            break
        if claim.first and claim.category == category:
            return claim
    return before.dated_at(place_id) if place_id and place_id not in _WIDE else None
