"""Dates that name a feast or the first day of a year."""

from collections.abc import Callable
from datetime import date

from geo.calendars import from_solar, solar
from geo.ingest import feasts
from geo.ingest.clock import Clock, Days
from geo.ingest.date_forms import Written
from geo.ingest.spans import build, nearest, year_in
from geo.ingest.stated_dates import year_of


def _nowruz(w: Written, c: Clock) -> Days:
    """Resolve the first day of a year: of the solar one, unless the words are "New Year"."""
    if w.surface.startswith("new"):
        day = date(int(w.get("y") or c.today.year), 1, 1)
    else:
        year = int(w.get("y") or 0) or solar(c.today)[0] + c.future
        day = from_solar(year if year < 1600 else year - 621, 1, 1)
    return day, day, "first day of the year"


def _feast(w: Written, c: Clock) -> Days:
    """Resolve "Eid al-Adha": those of the lunar calendar may come a day earlier or later, as the moon is seen."""
    calendar, month, day_of_month = feasts.day_of(w.get("feast"))
    stated = int(w.get("y") or 0) or (year_of(w, c, "gregorian") if w.get("ry") else 0)
    if stated:
        near = from_solar(stated, 7, 1) if stated < 1600 else date(stated, 7, 1)
        possible = [build(calendar, year_in(near, calendar) + n, month, day_of_month) for n in (-1, 0, 1)]
        day = next(d for d in possible if year_in(d, "solar" if stated < 1600 else "gregorian") == stated)
    else:
        day = nearest(calendar, month, day_of_month, c.today, future=c.future)
    return day, day, "feast of the lunar calendar, right to about one day" if calendar == "lunar" else "feast"


RESOLVERS: dict[str, Callable[[Written, Clock], Days]] = {"nowruz": _nowruz, "feast": _feast}
