"""The lunar Hijri calendar, by the tabular rule; sighting the moon may move a month by a day."""

from datetime import date, timedelta

from geo.errors import BadDate

_EPOCH = date(622, 7, 19).toordinal()


def from_lunar(year: int, month: int, day: int) -> date:
    """Gregorian day of a tabular lunar Hijri date, right to about one day.

    Examples
    --------
    >>> from_lunar(1446, 9, 1)
    datetime.date(2025, 3, 1)
    """
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise BadDate(f"No lunar day {year}-{month}-{day}. Give a month from 1 to 12 and a day from 1 to 30.")
    months = 29 * (month - 1) + month // 2
    return date.fromordinal(_EPOCH - 1 + day + months + 354 * (year - 1) + (3 + 11 * year) // 30)


def lunar_days(first: date) -> date:
    """Last day of the lunar month that begins on ``first``."""
    return first + timedelta(days=29)
