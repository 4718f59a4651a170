"""Figures: numbers with their bounds, unit, measure, and the place and days they belong to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from geo.ingest.around import FARTHEST, Around
from geo.ingest.measures import QUALIFIED, RECENT, RECENTLY, is_flow, measure_of, nature_of
from geo.ingest.number_forms import NumberMention, find_numbers
from geo.ingest.places import PlaceMention
from geo.ingest.qualifiers import DIVISIBLE, REACH, qualifier, rate_after, unit_after
from geo.ingest.sentences import Sentences
from geo.numbers import bounds

_FROM_IRAN = re.compile(r"\b(?:from|left|leaving|leave|sent back by|deported by|out of) iran\b|از ایران|له ایران")
_FROM_PAKISTAN = re.compile(r"\bfrom (?:iran and |both )?pakistan\b|از پاکستان|له پاکستان")
_BOTH = re.compile(r"\biran and pakistan\b|\bpakistan and iran\b|\bboth countries\b|ایران و پاکستان|پاکستان و ایران")
_HAPPENED = frozenset({"day", "weekday", "days", "span", "iso", "since"})
_A_FORTNIGHT = timedelta(days=14)
_MOST_IN_SENTENCE = 60
_NEVER_COUNTED_AT = frozenset({"country"})


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
    own_days: bool = True


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
    numbers = _spoken(numbers, around.sentences)
    starts = [n.start for n in numbers]
    found: list[FigureMention] = []
    for index, number in enumerate(numbers):
        found.append(_figure(number, numbers, starts, index, around, found))
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
    n: NumberMention, numbers: Sequence[NumberMention], starts: Sequence[int], index: int, around: Around,
    before: Sequence[FigureMention],
) -> FigureMention:  # fmt: skip
    text = around.flat_text
    word, start = qualifier(text, n.start, n.end, led=around.cues.may(QUALIFIED, n.start - REACH, n.start))
    unit, end = (
        ("ordinal", n.end) if n.ordinal else ("percent", n.end) if n.share else unit_after(text, n.end, n.currency)
    )
    if n.plus:
        word = "at least"
    if n.value is None:
        word = "vague"
    elif n.high is not None:
        word = "range"
    begin, stop = around.sentences.around(n.start)
    left, right = _clause(around, n, begin, stop, numbers, index)
    clause = text[left:right]
    cues = around.likely_in(begin, stop) if left >= begin and right <= stop else around.likely_in(0, len(text))
    here = around.cues.among(left, right) if cues else cues
    measure = measure_of(unit, clause, text[begin:stop], cues, here)
    unit = unit or ("people" if is_flow(measure) or measure in ("capacity", "people_present") else "")
    low, high = _bounds(n, word, unit)
    first, last = _period(n, measure, around, before, begin, stop)
    return FigureMention(
        start, end, n.value, low, high, word, unit, measure, nature_of(measure, rate_after(text, end), clause, here),
        place_of(n.start, n.end, clause, begin, stop, around, starts), first, last,
        bool(around.dates_in(begin, stop)),
    )  # fmt: skip


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
    around: Around, n: NumberMention, begin: int, stop: int, numbers: Sequence[NumberMention], index: int
) -> tuple[int, int]:
    """Cut the clause around a number out of its sentence: up to the next comma, or the next number."""
    left, ends = begin, around.clauses_in(begin, stop)
    ahead = [start for start, _ in ends if start >= n.end][:2]
    end = ahead[0] if ahead else stop
    if end - n.end < 12 and ahead:  # "5,846 of them, against": too short to say anything
        end = ahead[1] if len(ahead) > 1 else stop
    following = numbers[index + 1].start if index + 1 < len(numbers) else stop
    for _, after in ends:
        if after < n.start or (after == n.start and not around.flat_text[after - 1].isspace()):
            left = after
    if n.start - left < 4:
        left = begin if index == 0 or numbers[index - 1].end < begin else max(begin, numbers[index - 1].end)
    return left, min(end, max(following, n.end))


def place_of(
    start: int, end: int, clause: str, begin: int, stop: int, around: Around, others: Sequence[int]
) -> str:  # fmt: skip
    """Choose the place that a statement is about: the nearest in the sentence, borders for flows between countries."""
    near = [m for m in around.places_in(begin, stop) if not m.metonym and not m.dateline]
    exact = [m for m in near if m.place.kind not in _NEVER_COUNTED_AT]
    if exact:
        best = min(exact, key=lambda m: _distance(m, start, end, others))
        rivals = [m for m in exact if m.place.kind in ("crossing", "camp") and abs(m.start - best.end) < 40]
        return (rivals[0] if rivals and best.place.kind == "province" else best).place.id
    for words in (clause, around.flat_text[begin:stop]):
        pakistan = "pakistan" in words or "پاکستان" in words
        if (pakistan or "both countries" in words) and _BOTH.search(words):
            return "borders-ir-pk"
        if ("iran" in words or "ایران" in words) and _FROM_IRAN.search(words):
            return "border-af-ir"
        if pakistan and _FROM_PAKISTAN.search(words):
            return "border-af-pk"
    if near:
        return min(near, key=lambda m: _distance(m, start, end, others)).place.id
    return _carried_place(begin, around)


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
    n: NumberMention, measure: str, around: Around, before: Sequence[FigureMention], begin: int, stop: int
) -> tuple[date | None, date | None]:
    here = [d for d in around.dates_in(begin, stop) if d.first and d.form != "after"]
    told = [d for d in here if not d.said]
    if told:
        best = min(told, key=lambda d: d.start - n.end if d.start >= n.end else n.start - d.end + 5)
        return best.first, best.last
    if is_flow(measure) and RECENT in around.likely_in(begin, stop) and RECENTLY.search(around.flat_text, begin, stop):
        first, last = statement_day(n.start, around)
        return first and first - _A_FORTNIGHT, last
    if is_flow(measure) or measure == "other":
        paragraph = around.sentences.paragraph(n.start)
        for f in before[: -FARTHEST - 1 : -1] if is_flow(measure) else ():
            if paragraph - around.sentences.paragraph(f.start) > 1:
                break
            if f.first and is_flow(f.measure):
                return f.first, f.last
        if paragraph == around.sentences.paragraph(begin):
            for d in around.dates_before(begin, 1):
                if d.first and not d.said and d.form in _HAPPENED:
                    return d.first, d.last
    for f in reversed(before) if measure in ("share", "money") else ():
        if f.start < begin:
            break
        if f.first:
            return f.first, f.last
    if here:
        return here[-1].first, here[-1].last
    return statement_day(n.start, around)


def statement_day(position: int, around: Around) -> tuple[date | None, date | None]:
    """Fall back on the day on which the words were said: named before them in the paragraph, else the publication."""
    for d in around.dates_before(position, 0):
        if d.said:
            return d.first, d.last
    return (around.published.start, around.published.end) if around.published else (None, None)
