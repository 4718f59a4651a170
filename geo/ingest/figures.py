"""Figures: numbers with their bounds, unit, measure, and the place and days they belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geo.calendars import Period
from geo.ingest.dates import DateMention
from geo.ingest.measures import is_flow, measure_of, nature_of
from geo.ingest.number_forms import NumberMention, find_numbers
from geo.ingest.places import PlaceMention
from geo.ingest.qualifiers import qualifier, rate_after, unit_after
from geo.ingest.sentences import Sentences
from geo.numbers import bounds

_CLAUSE_END = re.compile(r"[,;،؛:()]| while | whereas | against | and (?=\d)|\sو\s(?=\d)|در حالی")
_FROM_IRAN = re.compile(r"\b(?:from|left|leaving|leave|sent back by|deported by|out of) iran\b|از ایران|له ایران")
_FROM_PAKISTAN = re.compile(r"\bfrom (?:iran and |both )?pakistan\b|از پاکستان|له پاکستان")
_BOTH = re.compile(r"\biran and pakistan\b|\bpakistan and iran\b|\bboth countries\b|ایران و پاکستان|پاکستان و ایران")
_HAPPENED = frozenset({"day", "weekday", "days", "span", "iso", "since"})
_RECENTLY, _A_FORTNIGHT = re.compile(r"\brecently\b|اخیرا|اخیراً|وروستیو کې"), timedelta(days=14)
_NEVER_COUNTED_AT = frozenset({"country"})


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Around:
    """What a figure draws on: the flat text, its sentences, dates, places and publication."""

    flat_text: str
    sentences: Sentences
    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]
    published: Period | None


def find_figures(around: Around, taken: bytearray) -> list[FigureMention]:
    """Find every figure of a text outside the characters taken by dates and page furniture.

    Examples
    --------
    >>> text = "at least 65000 migrants entered the country"
    >>> found = find_figures(Around(text, Sentences.of(text), (), (), None), bytearray(len(text)))
    >>> [(f.value, f.low, f.high, f.qualifier, f.unit, f.measure) for f in found]
    [(65000, 65000, None, 'at least', 'people', 'returns_all')]
    """
    numbers = find_numbers(around.flat_text, taken)
    found: list[FigureMention] = []
    for index, number in enumerate(numbers):
        found.append(_figure(number, numbers, index, around, found))
    return found


def _figure(
    n: NumberMention, numbers: Sequence[NumberMention], index: int, around: Around, before: Sequence[FigureMention]
) -> FigureMention:
    text = around.flat_text
    word, start = qualifier(text, n.start, n.end)
    unit, end = ("ordinal", n.end) if n.ordinal else unit_after(text, n.end, n.currency)
    if n.plus:
        word = "at least"
    if n.value is None:
        word = "vague"
    elif n.high is not None:
        word = "range"
    begin, stop = around.sentences.around(n.start)
    clause = _clause(text, n, begin, stop, numbers, index)
    measure = measure_of(unit, clause, text[begin:stop])
    unit = unit or ("people" if is_flow(measure) or measure in ("capacity", "people_present") else "")
    low, high = _bounds(n, word, unit)
    first, last = _period(n, measure, around, before, begin, stop)
    return FigureMention(
        start, end, n.value, low, high, word, unit, measure, nature_of(measure, rate_after(text, end), clause),
        place_of(n.start, n.end, clause, begin, stop, around, [m.start for m in numbers]), first, last,
        any(begin <= d.start < stop for d in around.dates),
    )  # fmt: skip


def _bounds(n: NumberMention, word: str, unit: str) -> tuple[float | None, float | None]:
    if n.value is None:
        return None, None
    return bounds(n.value, word, n.high, n.written, whole=unit != "percent" and unit not in ("km", "USD", "AFN"))


def _clause(text: str, n: NumberMention, begin: int, stop: int, numbers: Sequence[NumberMention], index: int) -> str:
    """Cut the clause around a number out of its sentence: up to the next comma, or the next number."""
    ahead = _CLAUSE_END.search(text, n.end, stop)
    end = ahead.start() if ahead else stop
    if end - n.end < 12 and ahead:  # "5,846 of them, against": too short to say anything
        later = _CLAUSE_END.search(text, ahead.end(), stop)
        end = later.start() if later else stop
    following = numbers[index + 1].start if index + 1 < len(numbers) else stop
    left = max((m.end() for m in _CLAUSE_END.finditer(text, begin, n.start)), default=begin)
    if n.start - left < 4:
        left = begin if index == 0 or numbers[index - 1].end < begin else max(begin, numbers[index - 1].end)
    return text[left : min(end, max(following, n.end))]


def place_of(
    start: int, end: int, clause: str, begin: int, stop: int, around: Around, others: Sequence[int]
) -> str:  # fmt: skip
    """Choose the place that a statement is about: the nearest in the sentence, borders for flows between countries."""
    near = [m for m in around.places if begin <= m.start < stop and not m.metonym and not m.dateline]
    exact = [m for m in near if m.place.kind not in _NEVER_COUNTED_AT]
    if exact:
        best = min(exact, key=lambda m: _distance(m, start, end, others))
        rivals = [m for m in exact if m.place.kind in ("crossing", "camp") and abs(m.start - best.end) < 40]
        return (rivals[0] if rivals and best.place.kind == "province" else best).place.id
    for words in (clause, around.flat_text[begin:stop]):
        if _BOTH.search(words):
            return "borders-ir-pk"
        iran, pakistan = _FROM_IRAN.search(words), _FROM_PAKISTAN.search(words)
        if iran or pakistan:
            return "border-af-ir" if iran else "border-af-pk"
    if near:
        return min(near, key=lambda m: _distance(m, start, end, others)).place.id
    return _carried_place(begin, around)


def _distance(m: PlaceMention, start: int, end: int, others: Sequence[int]) -> int:
    if m.start >= end:
        return m.start - end + 60 * sum(end < other < m.start for other in others)
    return start - m.end + 15 + 60 * sum(m.end < other < start for other in others)


def _carried_place(begin: int, around: Around) -> str:
    """Fall back on the place named last before the sentence, in the same paragraph or the one before."""
    here = around.sentences.paragraph(begin)
    before = [
        m
        for m in around.places
        if m.start < begin and not (m.metonym or m.dateline) and here - around.sentences.paragraph(m.start) <= 1
    ]
    exact = [m for m in before if m.place.kind != "country"]
    chosen = (exact or before)[-1:]
    return chosen[0].place.id if chosen else ""


def _period(
    n: NumberMention, measure: str, around: Around, before: Sequence[FigureMention], begin: int, stop: int
) -> tuple[date | None, date | None]:
    here = [d for d in around.dates if begin <= d.start < stop and d.first and d.form != "after"]
    told = [d for d in here if not d.said]
    if told:
        best = min(told, key=lambda d: d.start - n.end if d.start >= n.end else n.start - d.end + 5)
        return best.first, best.last
    if is_flow(measure) and not told and _RECENTLY.search(around.flat_text, begin, stop):
        first, last = statement_day(n.start, around)
        return first and first - _A_FORTNIGHT, last
    if is_flow(measure) or measure == "other":
        paragraph = around.sentences.paragraph(n.start)
        for f in reversed(before) if is_flow(measure) else ():
            if paragraph - around.sentences.paragraph(f.start) > 1:
                break
            if f.first and is_flow(f.measure):
                return f.first, f.last
        told = [d for d in around.dates if d.first and not d.said and d.start < begin and d.form in _HAPPENED]
        if told and paragraph - around.sentences.paragraph(told[-1].start) <= 1:
            return told[-1].first, told[-1].last
    if measure in ("share", "money") and (same := [f for f in before if f.start >= begin and f.first]):
        return same[-1].first, same[-1].last
    if here:
        return here[-1].first, here[-1].last
    return statement_day(n.start, around)


def statement_day(position: int, around: Around) -> tuple[date | None, date | None]:
    """Fall back on the day on which the words were said: named before them in the paragraph, else the publication."""
    paragraph = around.sentences.paragraph(position)
    said = [
        d for d in around.dates if d.start < position and d.said and around.sentences.paragraph(d.start) == paragraph
    ]
    if said:
        return said[-1].first, said[-1].last
    return (around.published.start, around.published.end) if around.published else (None, None)
