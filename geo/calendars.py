"""Days in the calendars of the border: Gregorian and Solar Hijri, in English, Persian and Dari.

A written date becomes a :class:`Period`, inclusive at both ends, because people write months and years where a
machine wants days. Years from 1200 to 1499 are Solar Hijri, years from 1600 on are Gregorian.
"""

import calendar as _gregorian
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from persiantools.jdatetime import JalaliDate

from geo.errors import BadDate
from geo.numbers import latin_digits, local_digits

Calendar = Literal["gregorian", "solar"]
Lang = Literal["en", "fa", "prs"]
Precision = Literal["day", "month", "season", "year", "decade", "range"]

_MONTH_NAMES = """
gregorian en  January February March April May June July August September October November December
gregorian fa  ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
gregorian prs جنوری فبروری مارچ اپریل می جون جولای آگست سپتمبر اکتوبر نومبر دسمبر
solar en  Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand
solar fa  فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
solar prs حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت
"""
MONTHS: dict[tuple[str, str], tuple[str, ...]] = {
    (calendar, lang): tuple(names)
    for calendar, lang, *names in (line.split() for line in _MONTH_NAMES.strip().splitlines())
}
_FIRST_SOLAR, _LAST_SOLAR, _FIRST_GREGORIAN = 1200, 1499, 1600
_REMEDY = "Write it as 2025-07-06, 2025-07, 2025-06-24/2025-06-30, or in Solar Hijri as 1404-04-15."


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included, and how finely they were written."""

    start: date
    end: date
    precision: Precision
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadDate(f"The period ends ({self.end}) before it starts ({self.start}). Swap its two days.")

    @property
    def days(self) -> int:
        """How many days the period holds, 31 for ``parse_period("2025-07")``."""
        return (self.end - self.start).days + 1


def solar(day: date) -> tuple[int, int, int]:
    """Year, month and day of a Gregorian day in the Solar Hijri calendar.

    Examples
    --------
    >>> solar(date(2025, 7, 5))
    (1404, 4, 14)
    """
    return _solar_day(day)


def from_solar(year: int, month: int, day: int) -> date:
    """Gregorian day of a Solar Hijri date; 30 Esfand exists in leap years only.

    Examples
    --------
    >>> from_solar(1403, 12, 30)
    datetime.date(2025, 3, 20)
    >>> from_solar(1404, 12, 30)
    Traceback (most recent call last):
    ...
    geo.errors.BadDate: No day 1404-12-30 in the Solar Hijri calendar: month 12 has 29 days. Give a day from 1 to 29.
    """
    length = _month_length("solar", year, month)
    if not 1 <= day <= length:
        raise _no_day("Solar Hijri", year, month, day, length)
    return _gregorian_day(year, month, day)


def parse_day(text: str) -> date:
    """Read one day; a month, a year or a range is refused.

    Examples
    --------
    >>> parse_day("۱۴۰۴-۰۴-۱۴")
    datetime.date(2025, 7, 5)
    """
    period = parse_period(text)
    if period.precision != "day":
        raise BadDate(f"'{text}' is not one day but {period.start} to {period.end}. Give year, month and day.")
    return period.start


def parse_period(text: str) -> Period:
    """Read a date or interval in ISO 8601, EDTF or Solar Hijri form, in Latin, Persian or Arabic digits.

    Raises
    ------
    BadDate
        When no calendar knows the day, or the form is not known.

    Examples
    --------
    >>> parse_period("2025-06-24/2025-06-30").days
    7
    >>> parse_period("1404-04")
    Period(start=datetime.date(2025, 6, 22), end=datetime.date(2025, 7, 22), precision='month', approximate=False)
    >>> parse_period("2021-07~").approximate
    True
    """
    plain = latin_digits(text).strip()
    ends = re.split(r"\s*(?:/|\.\.)\s*", plain)
    if len(ends) == 2 and all(ends) and not re.fullmatch(r"\d{1,2}", ends[1]):
        first, last = (_parse_one(end, text) for end in ends)
        return Period(first.start, last.end, "range", first.approximate or last.approximate)
    return _parse_one(plain, text)


def format_day(day: date, *, calendar: Calendar = "gregorian", lang: Lang = "en") -> str:
    """Write a day as a reader of the language writes it, digits included.

    Examples
    --------
    >>> format_day(date(2025, 7, 6))
    '6 July 2025'
    >>> format_day(date(2025, 7, 6), calendar="solar", lang="prs")
    '۱۵ سرطان ۱۴۰۴'
    """
    year, month, number = _parts(day, calendar)
    return local_digits(f"{number} {MONTHS[calendar, lang][month - 1]} {year}", lang)


def format_range(start: date, end: date, *, calendar: Calendar = "gregorian", lang: Lang = "en") -> str:
    """Write days ``start`` to ``end``, both included, naming month and year once where they are the same.

    Examples
    --------
    >>> format_range(date(2025, 6, 25), date(2025, 7, 9))
    '25 June – 9 July 2025'
    >>> format_range(date(2025, 6, 25), date(2025, 7, 9), calendar="solar", lang="fa")
    '۴ – ۱۸ تیر ۱۴۰۴'
    """
    if start == end:
        return format_day(start, calendar=calendar, lang=lang)
    year, month, number = _parts(start, calendar)
    last_year, last_month, _ = _parts(end, calendar)
    first = f"{number}"
    if (year, month) != (last_year, last_month):
        first += f" {MONTHS[calendar, lang][month - 1]}"
    if year != last_year:
        first += f" {year}"
    return f"{local_digits(first, lang)} – {format_day(end, calendar=calendar, lang=lang)}"


def _parts(day: date, calendar: Calendar) -> tuple[int, int, int]:
    return solar(day) if calendar == "solar" else (day.year, day.month, day.day)


def _parse_one(text: str, whole: str) -> Period:
    approximate = text[-1:] in ("~", "?", "%")
    bare = re.sub(r"(-XX)+$", "", text.rstrip("~?%").strip(), flags=re.IGNORECASE)
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(bare):
            start, end, precision = read(*found.groups())
            return Period(start, end, precision, approximate)
    raise BadDate(f"'{whole}' is not a date in a known form. {_REMEDY}")


def _ymd(year: str, month: str, day: str) -> tuple[date, date, Precision]:
    found = _day(int(year), int(month), int(day))
    return found, found, "day"


def _dmy(day: str, name: str, year: str) -> tuple[date, date, Precision]:
    return _ymd(year, str(_month_number(name, year)), day)


def _my(name: str, year: str) -> tuple[date, date, Precision]:
    return _ym(year, str(_month_number(name, year)))


def _ym(year: str, month: str) -> tuple[date, date, Precision]:
    y, m = int(year), int(month)
    calendar = calendar_of(y)
    if calendar == "gregorian" and 21 <= m <= 24:
        first = _day(y, 3 * (m - 20), 1)
        return first, month_end(*carry_month(y, 3 * (m - 20) + 2)), "season"
    return _day(y, m, 1), month_end(y, m), "month"


def _year(year: str) -> tuple[date, date, Precision]:
    y = int(year)
    return _day(y, 1, 1), month_end(y, 12), "year"


def _decade(tens: str) -> tuple[date, date, Precision]:
    y = int(tens) * 10
    return _day(y, 1, 1), month_end(y + 9, 12), "decade"


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., tuple[date, date, Precision]]], ...] = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), _ymd),
    (re.compile(r"(\d{4})-(\d{1,2})"), _ym),
    (re.compile(r"(\d{4})"), _year),
    (re.compile(r"(\d{3})X", re.IGNORECASE), _decade),
    (re.compile(r"(\d{1,2})\s+(\D+?)\s+(\d{4})"), _dmy),
    (re.compile(r"([^\d\s-]+)\s+(\d{4})"), _my),
)


def calendar_of(year: int) -> Calendar:
    """Tell which calendar counts a year: 1404 is Solar Hijri, 2025 Gregorian.

    Examples
    --------
    >>> calendar_of(1404)
    'solar'
    """
    if _FIRST_SOLAR <= year <= _LAST_SOLAR:
        return "solar"
    if _FIRST_GREGORIAN <= year <= date.max.year - 1:
        return "gregorian"
    raise BadDate(f"No calendar here counts a year {year}. Give a Gregorian year from 1600 on, or a Solar Hijri "
                  "one from 1200 to 1499.")  # fmt: skip


def month_end(year: int, month: int) -> date:
    """Last day of a month in the calendar that counts the year.

    Examples
    --------
    >>> month_end(1404, 12)
    datetime.date(2026, 3, 20)
    """
    return _day(year, month, _month_length(calendar_of(year), year, month))


def carry_month(year: int, month: int) -> tuple[int, int]:
    """Carry a month number beyond 12, or below 1, into the year.

    Examples
    --------
    >>> carry_month(2024, 14)
    (2025, 2)
    """
    more, zero_based = divmod(month - 1, 12)
    return year + more, zero_based + 1


def _day(year: int, month: int, day: int) -> date:
    if calendar_of(year) == "solar":
        return from_solar(year, month, day)
    length = _month_length("gregorian", year, month)
    if not 1 <= day <= length:
        raise _no_day("Gregorian", year, month, day, length)
    return date(year, month, day)


@lru_cache(maxsize=10_000)
def _month_length(calendar: Calendar, year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise BadDate(f"No month {month} in {year}. Give a month from 1 to 12.")
    if calendar == "gregorian":
        return _gregorian.monthrange(year, month)[1]
    if not _FIRST_SOLAR <= year <= _LAST_SOLAR:
        raise BadDate(f"Year {year} is not a Solar Hijri year of our times. Give a year from 1200 to 1499.")
    following = carry_month(year, month + 1)
    return (_gregorian_day(*following, 1) - _gregorian_day(year, month, 1)).days


@lru_cache(maxsize=20_000)
def _solar_day(day: date) -> tuple[int, int, int]:
    there = JalaliDate(day)  # type: ignore[no-untyped-call]
    return there.year, there.month, there.day


@lru_cache(maxsize=20_000)
def _gregorian_day(year: int, month: int, day: int) -> date:
    found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return found


def _no_day(calendar: str, year: int, month: int, day: int, length: int) -> BadDate:
    return BadDate(f"No day {year}-{month:02}-{day:02} in the {calendar} calendar: month {month} has {length} days. "
                   f"Give a day from 1 to {length}.")  # fmt: skip


def _month_number(name: str, year: str) -> int:
    wanted, calendar = name.strip().casefold(), calendar_of(int(year))
    for (of, _), names in MONTHS.items():
        if of == calendar:
            for number, known in enumerate(names, 1):
                if known.casefold() == wanted or (known.isascii() and known[:3].casefold() == wanted.rstrip(".")):
                    return number
    raise BadDate(f"No month '{name}' in the {calendar} calendar that counts {year}. {_REMEDY}")
