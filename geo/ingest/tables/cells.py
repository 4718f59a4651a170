"""What a cell says: nothing, a number, a day. Faults are ``ValueError``: they refuse a row, not a file."""

import math
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from geo.calendars import Period, parse_period
from geo.errors import MarzError
from geo.numbers import latin_digits, parse_number

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 1, 1)
MISSING = frozenset(
    {"", "-", "–", "—", "*", "..", "...", "n/a", "na", "nan", "null", "none", "nil", "not available", "not applicable",
     "not reported", "unknown", "ندارد", "نامعلوم"}
)  # fmt: skip
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LOCAL = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def given(text: str) -> str:
    """Give the cell's text, or nothing where it only says that nothing is known.

    Examples
    --------
    >>> given(" Herat "), given("-"), given("Not available"), given("nan")
    ('Herat', '', '', '')
    """
    bare = text.strip()
    return "" if bare.casefold() in MISSING else bare


def count(text: str) -> int | None:
    """Read a whole number of people; ``None`` where none is reported, which is not zero.

    Examples
    --------
    >>> count("663,396"), count("1e+05"), count("۱۲٬۵۷۴"), count("-"), count("0")
    (663396, 100000, 12574, None, 0)
    """
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    value = number(text)
    if value is None:
        return None
    if not value.is_integer() or value < 0:
        raise ValueError(f"{text.strip()!r} is not a whole number of people")
    return int(value)


def number(text: str) -> float | None:
    """Read a number; ``None`` where the cell says that there is none.

    Examples
    --------
    >>> number("34.35"), number("۳۴٫۳۵"), number("n/a")
    (34.35, 34.35, None)
    """
    try:
        value = float(text)  # nearly all cells
        if text.isascii() and math.isfinite(value) and "_" not in text:
            return value
    except ValueError:
        pass
    bare = latin_digits(given(text)).replace("\u00a0", " ")
    if not bare:
        return None
    try:
        value = float(bare.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", bare) else bare)
    except ValueError:
        value = _in_words(text)
    if not math.isfinite(value):
        raise ValueError(f"{text.strip()!r} is not a finite number")
    return value


def _in_words(text: str) -> float:
    try:
        found = parse_number(text)
    except MarzError:
        raise ValueError(f"{text.strip()[:60]!r} is not a number") from None
    if found.high is not None:
        raise ValueError(f"{text.strip()!r} is a range; give its ends in two columns")
    return float(found.value)


@lru_cache(maxsize=100_000)
def days(text: str, order: str = "") -> Period | None:
    """Read a day, month, year or interval in either calendar; ``None`` where none is given.

    ``order`` (``dmy`` or ``mdy``) says how ``05/07/2025`` is meant; without it, such a day is refused unless only one
    reading exists.

    Examples
    --------
    >>> days("2017-03-30T00:00:00").start, days("20250705").start, days("۱۴۰۴/۰۴/۱۴").start
    (datetime.date(2017, 3, 30), datetime.date(2025, 7, 5), datetime.date(2025, 7, 5))
    >>> days("31/07/2025").start, days("05/07/2025", "dmy").start, days("-")
    (datetime.date(2025, 7, 31), datetime.date(2025, 7, 5), None)
    """
    bare = latin_digits(given(text))
    if not bare:
        return None
    if stamp := _STAMP.fullmatch(bare):
        bare = stamp[1]
    elif packed := _PACKED.fullmatch(bare):
        bare = "-".join(packed.groups())
    elif local := _LOCAL.fullmatch(bare):
        bare = _in_order(local[1], local[2], local[3], order)
    try:
        period = parse_period(bare)
    except MarzError as fault:
        raise ValueError(str(fault)) from None
    if not (period.start >= FIRST_DAY and period.end < LAST_DAY):
        raise ValueError(f"{text.strip()!r} lies outside {FIRST_DAY.year}–{LAST_DAY.year}")
    return period


def _in_order(first: str, second: str, year: str, order: str) -> str:
    one, other = int(first), int(second)
    order = order or ("dmy" if one > 12 else "mdy" if other > 12 else "same" if one == other else "")
    if not order:
        raise ValueError(f'\'{first}/{second}/{year}\' can be two days; say date_order = "dmy" or "mdy" in a mapping')
    day, month = (other, one) if order == "mdy" else (one, other)
    return f"{year}-{month:02}-{day:02}"


@lru_cache(maxsize=100_000)
def moment(text: str) -> date | None:
    """Read the day of a Unix time, as ACLED stamps its rows; ``None`` where none is given.

    Examples
    --------
    >>> moment("1675191965")
    datetime.date(2023, 1, 31)
    """
    if not text.isdigit() or len(text) > 10:
        return None
    return (datetime(1970, 1, 1) + timedelta(seconds=int(text))).date()  # noqa: DTZ001 (a day in UTC, no zone needed)
