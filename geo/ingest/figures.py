"""Figures: numbers with their bounds, unit, measure, and the place and days they belong to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from geo.ingest.around import FARTHEST, Around
from geo.ingest.date_mentions import DateMention
from geo.ingest.heads import Places
from geo.ingest.measures import (
    ARRIVALS,
    FROM_BOTH,
    FROM_IRAN,
    FROM_PAKISTAN,
    QUALIFIED,
    RECENT,
    are_hosted,
    clause_ends,
    is_flow,
    measure_of,
    nature_of,
    told_measure,
)
from geo.ingest.number_forms import NumberMention, find_numbers
from geo.ingest.places import PlaceMention
from geo.ingest.qualifiers import DIVISIBLE, REACH, qualifier, rate_after, unit_after
from geo.ingest.sentences import Sentences
from geo.numbers import bounds

_HAPPENED = frozenset({"day", "weekday", "days", "span", "iso", "since"})
_A_FORTNIGHT = timedelta(days=14)
_MOST_IN_SENTENCE = 60
_BORDERS = ((FROM_BOTH, "borders-ir-pk"), (FROM_IRAN, "border-af-ir"), (FROM_PAKISTAN, "border-af-pk"))


@dataclass(slots=True)  # not frozen, which would make a text's hundred mentions nine times slower
class FigureMention:
    """A number that counts something; ``first`` and ``last`` inclusive, ``place_id`` empty where none is near."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    measure: str
    nature: str
    place_id: str
    first: date | None
    last: date | None
    own_days: bool


class _Sentence:
    """What the figures of a sentence share: its range, the cues that it may hold, its places and its dates.

    ``exact`` are the places that are no countries. ``measure`` is what the whole sentence tells of, once that was
    asked for.
    """

    __slots__ = ("begin", "dates", "exact", "likely", "measure", "places", "stop")

    def __init__(self, begin: int, stop: int, around: Around):
        self.begin, self.stop, self.likely = begin, stop, around.cues.among(begin, stop)
        self.places = [m for m in around.places_in(begin, stop) if not m.metonym and not m.dateline]
        self.exact = [m for m in self.places if m.place.kind != "country"] if self.places else self.places
        self.dates = around.dates_in(begin, stop)
        self.measure: str | None = None


def find_figures(around: Around, taken: bytearray) -> list[FigureMention]:
    """Find every figure of a text outside the characters taken by dates and page furniture.

    Examples
    --------
    >>> text = "at least 65000 migrants entered the country"
    >>> found = find_figures(Around(text, Sentences.of(text), (), (), None), bytearray(len(text)))
    >>> [(f.value, f.low, f.high, f.qualifier, f.unit, f.measure) for f in found]
    [(65000, 65000, None, 'at least', 'people', 'returns_all')]
    """
    numbers = find_numbers(around.flat_text, taken, around.scanned.numbers if around.scanned else None)
    if len(numbers) > _MOST_IN_SENTENCE:
        numbers = _spoken(numbers, around.sentences)
    starts = [n.start for n in numbers]
    found: list[FigureMention] = []
    ends: list[tuple[int, int]] = []
    sentence: _Sentence | None = None
    for index, number in enumerate(numbers):
        if sentence is None or number.start >= sentence.stop:
            begin, stop = around.sentences.around(number.start)
            sentence = _Sentence(begin, stop, around)
            ends = clause_ends(around.cues, sentence.begin, sentence.stop, sentence.likely)
        clause = _clause(numbers, index, ends, sentence, around.flat_text)
        found.append(_figure(number, clause, sentence, starts, around, found))
    return found


def _spoken(numbers: Sequence[NumberMention], sentences: Sentences) -> list[NumberMention]:
    """Leave out what comes after the sixtieth number of a sentence: nobody says so many, it is a dump of data."""
    kept: list[NumberMention] = []
    end = count = 0
    for number in numbers:
        if number.start >= end:
            end, count = sentences.around(number.start)[1], 0
        count += 1
        if count <= _MOST_IN_SENTENCE:
            kept.append(number)
    return kept


def _figure(
    n: NumberMention, clause: tuple[int, int], sentence: _Sentence, starts: Sequence[int], around: Around,
    before: Sequence[FigureMention],
) -> FigureMention:  # fmt: skip
    text, cues, likely = around.flat_text, around.cues, sentence.likely
    word, start = qualifier(text, n.start, n.end, _led(n, sentence, cues))
    unit, end = (
        ("ordinal", n.end) if n.ordinal else ("percent", n.end) if n.share else unit_after(text, n.end, n.currency)
    )
    if n.plus:
        word = "at least"
    if n.value is None:
        word = "vague"
    elif n.high is not None:
        word = "range"
    place_id = _place(n.start, n.end, clause, sentence, around, starts)
    measure = measure_of(unit, cues, *clause, likely) or _measure(sentence, cues)
    if measure == ARRIVALS:
        measure = _arriving(_measure(sentence, cues), place_id)
    if is_flow(measure) and are_hosted(text, start, likely):
        measure = "people_present"
    unit = unit or ("people" if is_flow(measure) or measure in ("capacity", "people_present") else "")
    low, high = _bounds(n, word, unit)
    first, last = _period(n, measure, sentence, around, before)
    rate = rate_after(text, end) if measure not in ("share", "capacity") else ""
    nature = rate or nature_of(measure, cues, *clause, likely)
    return FigureMention(
        start, end, n.value, low, high, word, unit, measure, nature, place_id, first, last, bool(sentence.dates)
    )


def _led(n: NumberMention, sentence: _Sentence, cues: Places) -> "re.Match[str] | None":
    """Find the words before a number that say how firmly it is meant."""
    reach = max(0, n.start - REACH)
    seldom = QUALIFIED not in sentence.likely and sentence.begin <= reach
    return None if seldom else cues.search(QUALIFIED, reach, n.start)


def _measure(sentence: _Sentence, cues: Places) -> str:
    """Choose the measure that the words of a sentence tell of."""
    if sentence.measure is None:
        told = told_measure(cues, sentence.begin, sentence.stop, sentence.likely, here=False)
        sentence.measure = told or "other"
    return sentence.measure


def _arriving(told: str, place_id: str) -> str:
    """Tell those who come home from those who leave: by what the sentence tells, or by the province they come to."""
    abroad = told == "outflows" or (told == ARRIVALS and place_id.startswith("IR-"))
    return "outflows" if abroad else "returns_all"


def _bounds(n: NumberMention, word: str, unit: str) -> tuple[float | None, float | None]:
    if n.value is None:
        return None, None
    return _bounds_of(n.value, word, n.high, n.written, unit not in DIVISIBLE)


@lru_cache(maxsize=20_000)
def _bounds_of(
    value: float, word: str, high: float | None, written: str, whole: bool
) -> tuple[float | None, float | None]:
    return bounds(value, word, high, written, whole=whole)


def _clause(
    numbers: Sequence[NumberMention], index: int, ends: Sequence[tuple[int, int]], sentence: _Sentence, text: str
) -> tuple[int, int]:
    """Cut the clause around a number out of its sentence: up to the next comma, or the next number."""
    n = numbers[index]
    next_end = behind = bisect_left(ends, (n.end, 0))
    if next_end < len(ends) and ends[next_end][0] - n.end < 12:  # "5,846 of them, against": too short to say anything
        next_end += 1
    right = ends[next_end][0] if next_end < len(ends) else sentence.stop
    if index + 1 < len(numbers):
        right = min(right, max(numbers[index + 1].start, n.end))
    while behind and ((after := ends[behind - 1][1]) > n.start or (after == n.start and text[after - 1].isspace())):
        behind -= 1
    left = ends[behind - 1][1] if behind else sentence.begin
    if n.start - left < 4:
        left = max(sentence.begin, numbers[index - 1].end if index else 0)
    return left, right


def place_of(at: int, begin: int, stop: int, around: Around) -> str:
    """Choose the place that a statement at a position of a sentence is about, as for a figure."""
    return _place(at, at, (begin, stop), _Sentence(begin, stop, around), around, ())


def _place(
    start: int, end: int, clause: tuple[int, int], sentence: _Sentence, around: Around, others: Sequence[int]
) -> str:  # fmt: skip
    """Choose the place that a statement is about: the nearest in the sentence, borders for flows between countries."""
    exact = sentence.exact
    if exact:
        best = _nearest(exact, start, end, others)
        if best.place.kind == "province":
            for m in exact:
                if m.place.kind in ("crossing", "camp") and abs(m.start - best.end) < 40:
                    return m.place.id
        return best.place.id
    cues, likely = around.cues, sentence.likely
    if FROM_IRAN in likely or FROM_PAKISTAN in likely or FROM_BOTH in likely:
        for left, right in (clause, (sentence.begin, sentence.stop)):
            for index, border in _BORDERS:
                if cues.search(index, left, right):
                    return border
    if sentence.places:
        return _nearest(sentence.places, start, end, others).place.id
    return _carried_place(sentence.begin, around)


def _nearest(places: Sequence[PlaceMention], start: int, end: int, others: Sequence[int]) -> PlaceMention:
    best = places[0]
    if len(places) > 1:
        distance = _distance(best, start, end, others)
        for m in places[1:]:
            if (farther := _distance(m, start, end, others)) < distance:
                best, distance = m, farther
    return best


def _distance(m: PlaceMention, start: int, end: int, others: Sequence[int]) -> int:
    if m.start >= end:
        return m.start - end + 60 * _count(others, end, m.start)
    return start - m.end + 15 + 60 * _count(others, m.end, start)


def _count(others: Sequence[int], low: int, high: int) -> int:
    """Count what stands between two positions."""
    return max(0, bisect_left(others, high) - bisect_right(others, low))


def _carried_place(begin: int, around: Around) -> str:
    """Fall back on the place named last before the sentence, in the same paragraph or the one before."""
    country = ""
    for m in around.places_before(begin):
        if m.metonym or m.dateline:
            continue
        if m.place.kind != "country":
            return m.place.id
        country = country or m.place.id
    return country


def _period(
    n: NumberMention, measure: str, sentence: _Sentence, around: Around, before: Sequence[FigureMention]
) -> tuple[date | None, date | None]:
    here: Sequence[DateMention] = ()
    if sentence.dates:
        here = [d for d in sentence.dates if d.first and d.form != "after"]
        if told := [d for d in here if not d.said]:
            best = told[0] if len(told) == 1 else min(told, key=lambda d: _days_apart(d, n))
            return best.first, best.last
    flows = is_flow(measure)
    if flows and RECENT in sentence.likely and around.cues.search(RECENT, sentence.begin, sentence.stop):
        first, last = statement_day(n.start, around)
        return first and first - _A_FORTNIGHT, last
    if flows:
        paragraph = around.sentences.paragraph(n.start)
        for f in before[: -FARTHEST - 1 : -1]:
            if paragraph - around.sentences.paragraph(f.start) > 1:
                break
            if f.first and is_flow(f.measure):
                return f.first, f.last
    if flows or measure == "other":
        for d in around.dates_before(sentence.begin, 1):
            if d.first and not d.said and d.form in _HAPPENED:
                return d.first, d.last
    for f in reversed(before) if measure in ("share", "money") else ():
        if f.start < sentence.begin:
            break
        if f.first:
            return f.first, f.last
    if here:
        return here[-1].first, here[-1].last
    return statement_day(n.start, around)


def _days_apart(d: DateMention, n: NumberMention) -> int:
    return d.start - n.end if d.start >= n.end else n.start - d.end + 5


def statement_day(position: int, around: Around) -> tuple[date | None, date | None]:
    """Fall back on the day on which the words were said: named before them in the paragraph, else the publication."""
    for d in around.dates_before(position, 0):
        if d.said:
            return d.first, d.last
    return (around.published.start, around.published.end) if around.published else (None, None)
