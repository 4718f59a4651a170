"""Where to look: the count nearest to a window, and the week of which the largest count is on record."""

from collections.abc import Iterator
from datetime import date

from geo.claims import inside
from geo.numbers import bounds
from geo.schema import Figure
from geo.store import Store
from geo.window import Window
from layers.headline import FLOWS

LONGEST = 45
ABOUT_A_WEEK = range(5, 10)


def nearest_count(store: Store, window: Window, place: str) -> Figure | None:
    """Find the count of people nearest to a window, at a place or in it."""

    def apart(figure: Figure) -> tuple[int, str]:
        days = min(abs(((day or date.max) - window.start).days) for day in (figure.start, figure.end))
        return days, figure.id

    return min(_counts(store, place, range(1, LONGEST + 1)), key=apart, default=None)


def busiest_week(store: Store, place: str, *, known_by: date | None = None) -> Figure | None:
    """Find the largest count of about a week at a place, by what it says at least; one body's, never a sum."""

    def least(figure: Figure) -> tuple[float, str]:
        low, _ = bounds(figure.value, figure.qualifier, figure.value_high, figure.value_written)
        return low or 0, figure.id

    known = (f for f in _counts(store, place, ABOUT_A_WEEK) if not known_by or f.published <= str(known_by))
    return max(known, key=least, default=None)


def _counts(store: Store, place: str, days: range) -> Iterator[Figure]:
    here = inside(place, store)
    for figure in store.figures:
        moved = figure.nature == "count" and figure.unit == "people" and figure.measure in FLOWS
        if not (moved and figure.start and figure.end and here.issuperset(figure.place_ids) and figure.place_ids):
            continue
        if (figure.end - figure.start).days + 1 in days:
            yield figure
