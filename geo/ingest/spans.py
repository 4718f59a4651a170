"""Arithmetic on days: parts of a period, the period around a day, the year that a date without one means."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from geo.calendars import carry_month, from_solar, month_end, solar
from geo.errors import BadDate
from geo.ingest.date_words import ORDINALS
from geo.ingest.lunar import from_lunar

_LENGTHS = {"day": 1, "week": 7, "fortnight": 14}
_AHEAD, _FAR_AHEAD = timedelta(days=45), timedelta(days=300)


def build(calendar: str, year: int, month: int, day: int) -> date:
    """Make a day of a named calendar."""
    if calendar == "solar":
        return from_solar(year, month, day)
    return from_lunar(year, month, day) if calendar == "lunar" else date(year, month, day)


def number(word: str) -> int:
    """Read a day of the month: 5, 5th, پنجم.

    Examples
    --------
    >>> number("5"), number("بیست و یکم")
    (5, 21)
    """
    digits = "".join(c for c in word if c.isdigit())
    return int(digits) if digits else ORDINALS[" ".join(word.split())]


def nearest(
    make: Callable[[int], date], today: date, calendar: str, *, future: bool = False, weekday: int | None = None
) -> date:
    """Choose the year of a date written without one: the latest that is not far ahead of the publication.

    Examples
    --------
    >>> nearest(lambda year: date(year, 12, 30), date(2019, 1, 2), "gregorian")
    datetime.date(2018, 12, 30)
    """
    limit = today + (_FAR_AHEAD if future else _AHEAD)
    candidates = list(_candidates(make, year_in(today, calendar)))
    if not candidates:
        raise BadDate("No year has such a day. Check the day of the month.")
    agreeing = [d for d in candidates if d.weekday() == weekday and abs((d - today).days) < 400]
    fitting = [d for d in agreeing or candidates if d <= limit] or candidates[:1]
    if future and (ahead := [d for d in fitting if d >= today]):
        return ahead[0]
    return fitting[-1]


def latest(make: Callable[[int], date], limit: date, calendar: str) -> date:
    """Choose the latest year in which the date is not after ``limit``."""
    return [d for d in _candidates(make, year_in(limit, calendar)) if d <= limit][-1]


def year_in(day: date, calendar: str) -> int:
    """Give the year of a calendar that a day lies in."""
    if calendar == "solar":
        return solar(day)[0]
    return day.year if calendar == "gregorian" else round((day.year - 621.57) * 1.0307)


def _candidates(make: Callable[[int], date], here: int) -> Iterator[date]:
    for year in range(here - 4, here + 3):
        try:
            yield make(year)
        except ValueError:  # 29 February, 30 Esfand
            continue


def back(day: date, count: float, unit: str) -> date:
    """Count back days, weeks, months or years.

    Examples
    --------
    >>> back(date(2021, 8, 25), 1.5, "month")
    datetime.date(2021, 7, 10)
    """
    if unit == "hour":
        return day - timedelta(days=max(1, round(count / 24)))
    if unit in _LENGTHS:
        return day - timedelta(days=round(count * _LENGTHS[unit]))
    whole = int(count * {"decade": 120, "year": 12}.get(unit, 1))
    year, month = carry_month(day.year, day.month - whole)
    landed = date(year, month, min(day.day, month_end(year, month).day))
    return landed - timedelta(days=round((count % 1) * 30)) if unit == "month" else landed


def around(day: date, unit: str, first_weekday: int = 6) -> tuple[date, date]:
    """Give the day, week, month or year that a day lies in; weeks of reports from this region begin on Sunday.

    Examples
    --------
    >>> around(date(2025, 7, 9), "week")
    (datetime.date(2025, 7, 6), datetime.date(2025, 7, 12))
    """
    if unit == "week":
        start = day - timedelta(days=(day.weekday() - first_weekday) % 7)
        return start, start + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), month_end(day.year, day.month)
    return (date(day.year, 1, 1), date(day.year, 12, 31)) if unit == "year" else (day, day)


def part_of(start: date, end: date, part: str, unit: str) -> tuple[date, date]:
    """Cut the early, middle or late part out of a month, season or year.

    Examples
    --------
    >>> part_of(date(2025, 5, 1), date(2025, 5, 31), "late", "month")
    (datetime.date(2025, 5, 21), datetime.date(2025, 5, 31))
    """
    words = part.removeprefix("the ").split()
    if not words:
        return start, end
    days = (end - start).days + 1
    third = {"month": 10, "year": 91, "week": 3}.get(unit, days // 3)
    if unit == "year" and start.day == 1:
        return _quarter(start, words[0])
    if words[0] in ("early", "start", "beginning", "اوایل", "آغاز", "ابتدای", "شروع"):
        return start, start + timedelta(days=third - 1)
    if words[0] in ("late", "end", "اواخر", "پایان", "آخر"):
        return start + timedelta(days=2 * third if unit == "month" else days - third), end
    return start + timedelta(days=third), start + timedelta(days=2 * third - 1)


def _quarter(start: date, word: str) -> tuple[date, date]:
    first = (
        1
        if word in ("early", "start", "beginning", "اوایل")
        else 10
        if word in ("late", "end", "پایان", "آخر", "اواخر")
        else 5
    )
    return date(start.year, first, 1), month_end(start.year, first + (3 if first == 5 else 2))


def each(first: date, last: date) -> Iterator[date]:
    """Yield every day from ``first`` to ``last``, at most sixty of them."""
    yield from (first + timedelta(days=n) for n in range(min((last - first).days, 59) + 1))


def years_on(day: date, years: int) -> date:
    """Give the same day of another year; 28 February for a leap day."""
    return date(day.year + years, day.month, min(day.day, month_end(day.year + years, day.month).day))


def month_beside(day: date, rel: str) -> tuple[date, date]:
    """Give this, the last or the next month."""
    year, month = carry_month(day.year, day.month + (rel == "next") - (rel == "last"))
    return date(year, month, 1), month_end(year, month)


def day_in_month(day: date, months: int, number_of_day: int) -> date | None:
    """Give a numbered day of a month counted from that of ``day``, if it has one."""
    year, month = carry_month(day.year, day.month + months)
    return date(year, month, number_of_day) if 1 <= number_of_day <= month_end(year, month).day else None
