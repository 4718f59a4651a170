"""Arithmetic on days: parts of a period, the period around a day, the year that a date without one means."""

from datetime import date, timedelta

from geo.calendars import carry_month, from_solar, month_end, solar
from geo.errors import BadDate
from geo.ingest.date_words import ORDINALS
from geo.ingest.lunar import from_lunar

_LENGTHS = {"day": 1, "week": 7, "fortnight": 14}
_AHEAD, _FAR_AHEAD, _NEAR = timedelta(days=45), timedelta(days=300), timedelta(days=400)


def build(calendar: str, year: int, month: int, day: int) -> date:
    """Make a day of a named calendar."""
    if calendar == "gregorian":
        return date(year, month, day)
    return from_lunar(year, month, day) if calendar == "lunar" else from_solar(year, month, day)


def number(word: str) -> int:
    """Read a day of the month: 5, 5th, پنجم.

    Examples
    --------
    >>> number("5"), number("بیست و یکم")
    (5, 21)
    """
    if word.isdigit():
        return int(word)
    digits = "".join([c for c in word if c.isdigit()])
    return int(digits) if digits else ORDINALS[" ".join(word.split())]


def nearest(
    calendar: str, month: int, day: int, today: date, *, future: bool = False, weekday: int | None = None
) -> date:
    """Choose the year of a date written without one: the latest that is not far ahead of the publication.

    Where the text looks ahead, it is the first year from the publication on. A weekday written beside the date chooses
    among the years that are not far off.

    Examples
    --------
    >>> nearest("gregorian", 12, 30, date(2019, 1, 2))
    datetime.date(2018, 12, 30)
    """
    limit = today + (_FAR_AHEAD if future else _AHEAD)
    years = _years_around(today, calendar)
    if weekday is not None:
        possible = [d for year in years if (d := _in_year(calendar, year, month, day))]
        if agreeing := [d for d in possible if d.weekday() == weekday and abs(d - today) < _NEAR]:
            fitting = [d for d in agreeing if d <= limit] or possible[-1:]
            ahead = [d for d in fitting if d >= today] if future else []
            return ahead[-1] if ahead else fitting[0]
    chosen: date | None = None
    for year in years:
        if (found := _in_year(calendar, year, month, day)) is None:
            continue
        if chosen and chosen <= limit and found < today:
            return chosen
        chosen = found
        if found <= limit and (found < today or not future):
            return found
    if chosen is None:
        raise BadDate("No year has such a day. Check the day of the month.")
    return chosen


def latest(calendar: str, month: int, day: int, limit: date) -> date:
    """Choose the latest year in which the date is not after ``limit``."""
    for year in _years_around(limit, calendar):
        if (found := _in_year(calendar, year, month, day)) and found <= limit:
            return found
    raise BadDate("No year has such a day. Check the day of the month.")


def _years_around(day: date, calendar: str) -> range:
    here = year_in(day, calendar)
    return range(here + 2, here - 5, -1)


def _in_year(calendar: str, year: int, month: int, day: int) -> date | None:
    try:
        return build(calendar, year, month, day)
    except ValueError:  # 29 February, 30 Esfand
        return None


def year_in(day: date, calendar: str) -> int:
    """Give the year of a calendar that a day lies in."""
    if calendar == "solar":
        return solar(day)[0]
    return day.year if calendar == "gregorian" else round((day.year - 621.57) * 1.0307)


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
    if not part:
        return start, end
    words = part.removeprefix("the ").split()
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
