"""From a date as written to the days it means, given when the text was published."""

from collections.abc import Callable, Mapping

from geo.errors import BadDate
from geo.ingest import feast_days, relative_dates, stated_dates
from geo.ingest.clock import Clock, Days
from geo.ingest.date_forms import Written

_RESOLVERS: Mapping[str, Callable[[Written, Clock], Days | None]] = {
    **stated_dates.RESOLVERS,
    **feast_days.RESOLVERS,
    **relative_dates.RESOLVERS,
}


def resolve(written: Written, clock: Clock) -> Days | None:
    """Give first day, last day and basis; nothing where the parts make no date (30 February).

    Examples
    --------
    >>> from datetime import date
    >>> resolve(Written(0, 6, "day", {"d": "5", "m": "july"}), Clock(date(2025, 7, 6), date(2025, 7, 6)))
    (datetime.date(2025, 7, 5), datetime.date(2025, 7, 5), 'year from publication')
    """
    try:
        return _RESOLVERS[written.form](written, clock)
    except (BadDate, ValueError, OverflowError):
        return None
