"""Dates that name their day, month, season or year, with the year inferred where it is left out."""

from collections.abc import Callable
from datetime import date, timedelta

from geo.calendars import carry_month, from_solar, month_end, solar
from geo.errors import BadDate
from geo.ingest.clock import Clock, Days
from geo.ingest.date_forms import Written
from geo.ingest.date_words import MONTHS, SEASONS, SMALL, WEEKDAYS
from geo.ingest.lunar import lunar_days
from geo.ingest.spans import build, latest, nearest, number, part_of


def _day(w: Written, c: Clock) -> Days:
    (calendar, month), day_of_month = MONTHS[w.get("m")], number(w.get("d"))
    if w.get("y") or w.get("ry"):
        day = build(calendar, _year_of(w, c, calendar), month, day_of_month)
        return day, day, _checked(day, w, "stated" if w.get("y") else "stated, year relative to publication")
    found = nearest(
        lambda year: build(calendar, year, month, day_of_month),
        c.today,
        calendar,
        future=c.future,
        weekday=WEEKDAYS.get(w.get("w")),
    )
    return found, found, _checked(found, w, "year from publication")


def _year_of(w: Written, c: Clock, calendar: str) -> int:
    if w.get("y"):
        return int(w.get("y"))
    here = solar(c.today)[0] if calendar == "solar" else c.today.year
    words = w.get("ry")
    return here - (words in ("last", "سال گذشته", "پارسال")) + (words == "next")


def _checked(day: date, w: Written, basis: str) -> str:
    named = WEEKDAYS.get(w.get("w"))
    if named is None or named == day.weekday():
        return basis
    return f"{basis}; the weekday written contradicts it ({day:%A})"


def _days(w: Written, c: Clock) -> Days:
    calendar, month = MONTHS[w.get("m")]
    first, last = number(w.get("d")), number(w.get("d2"))
    if w.get("y"):
        start = build(calendar, int(w.get("y")), month, first)
    else:
        start = nearest(lambda year: build(calendar, year, month, first), c.today, calendar, future=c.future)
    end = start + timedelta(days=last - first)
    if last < first:
        raise BadDate(f"Days {first} to {last} run backwards. Swap them.")
    return start, end, "stated" if w.get("y") else "stated, year from publication"


def _span(w: Written, c: Clock) -> Days:
    (calendar, m1), (_, m2) = MONTHS[w.get("m")], MONTHS[w.get("m2")]
    d1, d2 = number(w.get("d")), number(w.get("d2"))
    if w.get("y"):
        end = build(calendar, int(w.get("y")), m2, d2)
    else:
        end = nearest(lambda year: build(calendar, year, m2, d2), c.today, calendar, future=c.future)
    there = end.year if calendar == "gregorian" else solar(end)[0]
    start = build(calendar, int(w.get("y1") or there - (m1 > m2)), m1, d1)
    return start, end, "stated" if w.get("y") else "stated, year from publication"


def _ending(w: Written, c: Clock) -> Days:
    """Resolve "the week ending 5 July": seven days."""
    parts = {**w.parts, "m": w.get("m") or w.get("m1"), "d": w.get("d") or w.get("d1")}
    _, end, basis = _day(Written(w.start, w.end, "day", parts), c)
    return end - timedelta(days=6), end, f"week ending on a day {basis}"


def _runup(w: Written, c: Clock) -> Days:
    """Resolve "the seven days to 20 October"."""
    _, end, basis = _ending(w, c)
    count = SMALL.get(w.get("n")) or int(w.get("n"))
    days = count * (7 if w.get("unit") == "weeks" else 1)
    return end - timedelta(days=days - 1), end, basis.replace("week ending", "days up to")


def _daysof(w: Written, c: Clock) -> Days:
    """Resolve "the last ten days of Jawza"."""
    first, last, basis = _month(w, c)
    count = SMALL.get(w.get("n")) or int(w.get("n") or 1)
    days = timedelta(days=count * (7 if w.get("unit").startswith("week") else 1) - 1)
    return (first, first + days, basis) if w.get("end") == "first" else (last - days, last, basis)


def _nowruz(w: Written, c: Clock) -> Days:
    """Resolve the first day of a year: of the solar one, unless the words are "New Year"."""
    if w.surface.startswith("new"):
        day = date(int(w.get("y") or c.today.year), 1, 1)
    else:
        year = int(w.get("y") or 0) or solar(c.today)[0]
        day = from_solar(year if year < 1600 else year - 621, 1, 1)
    return day, day, "first day of the year"


def _years(w: Written, _: Clock) -> Days:
    return date(int(w.get("y1")), 1, 1), date(int(w.get("y")), 12, 31), "stated"


def _months(w: Written, c: Clock) -> Days:
    (calendar, m1), (_, m2) = MONTHS[w.get("m")], MONTHS[w.get("m2")]
    if w.get("y"):
        last, basis = build(calendar, int(w.get("y")), m2, 1), "stated"
    else:
        last, basis = nearest(lambda year: build(calendar, year, m2, 1), c.today, calendar), "year from publication"
    year = solar(last)[0] if calendar == "solar" else last.year
    return build(calendar, year - (m1 > m2), m1, 1), month_end(year, m2), basis


def _month(w: Written, c: Clock) -> Days:
    calendar, month = MONTHS[w.get("m")]
    basis = "stated"
    if w.get("y") or w.get("ry"):
        first = build(calendar, _year_of(w, c, calendar), month, 1)
    elif w.get("rm") in ("last", "past"):
        first = latest(lambda year: build(calendar, year, month, 1), c.today - timedelta(days=28), calendar)
        basis = "the last one before publication"
    else:
        first, basis = (
            nearest(lambda year: build(calendar, year, month, 1), c.today, calendar, future=c.future),
            "year from publication",
        )
    if calendar == "lunar":
        return first, lunar_days(first), basis
    year, month, _ = (first.year, first.month, 1) if calendar == "gregorian" else solar(first)
    start, end = part_of(first, month_end(year, month), w.get("part"), "month")
    return start, end, f"part of month, {basis}" if w.get("part") else basis


def _numeric(w: Written, c: Clock) -> Days:
    year, month, day_of_month = int(w.get("y")), int(w.get("m")), int(w.get("d"))
    day = from_solar(year, month, day_of_month) if year < 1600 else date(year, month, day_of_month)
    return day, day, "stated"


def _season(w: Written, c: Clock) -> Days:
    first_month = SEASONS[w.get("s")]
    year = int(w.get("y") or 0) or _season_year(first_month, w.get("rel"), c)
    start = date(year, first_month, 1)
    end = month_end(*carry_month(year, first_month + 2))
    start, end = part_of(start, end, w.get("part"), "season")
    return start, end, "season of a stated year" if w.get("y") else "season relative to publication"


def _season_year(month: int, rel: str, c: Clock) -> int:
    if rel == "last":
        return c.today.year - (month_end(*carry_month(c.today.year, month + 2)) > c.today)
    return c.today.year + (1 if rel == "next" and date(c.today.year, month, 1) < c.today else 0)


def _part(w: Written, c: Clock) -> Days:
    year = int(w.get("y") or 0) or c.today.year - (w.get("rel") == "last")
    if w.get("h"):
        return _months_of(year, 1 if w.get("h") == "h1" else 7, 6)
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(w.get("nth")) or int("".join(
        filter(str.isdigit, w.get("nth"))) or 0)  # fmt: skip
    of = w.get("of")
    length = 6 if of == "half" else 3 if of in ("quarter", "") else SMALL.get(of.split()[0], 1)
    start = 13 - length if w.get("nth") == "last" else (nth - 1) * length + 1
    return _months_of(year, start, length)


def _months_of(year: int, first: int, length: int) -> Days:
    start = from_solar(year, first, 1) if year < 1600 else date(year, first, 1)
    return start, month_end(year, first + length - 1), "part of year"


def _year(w: Written, c: Clock) -> Days:
    if not w.get("y"):
        here = solar(c.today)[0]
        year = here - (w.get("ry") == "پارسال")
        return from_solar(year, 1, 1), month_end(year, 12) if year != here else c.today, "relative to publication"
    year = int(w.get("y"))
    if year < 1600:
        return from_solar(year, 1, 1), month_end(year, 12), "stated"
    start, end = part_of(date(year, 1, 1), date(year, 12, 31), w.get("part"), "year")
    return start, end, "part of year" if w.get("part") else "stated"


RESOLVERS: dict[str, Callable[[Written, Clock], Days]] = {
    "iso": _numeric, "slashed": _numeric, "dmy": _numeric, "day": _day, "days": _days, "span": _span, "ending": _ending,
    "runup": _runup, "nowruz": _nowruz, "daysof": _daysof,
    "months": _months, "years": _years, "month": _month, "season": _season, "part": _part, "year": _year,
}  # fmt: skip
