"""Fill the time layer's columns from the store: what was where, when, and how much came back."""

from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from geo.claims import claims_by_event, status_steps
from geo.schema import Event, Place
from geo.store import Store
from geo.window import ONE_DAY, Window
from layers.geometry import shape
from layers.timedata import TimeData, TimeEvent, TimePlace, day_number
from layers.timereturns import returns_by_interval

AXIS_START = date(2018, 1, 1)
NEAR = {"AF", "IR"}


def time_data(store: Store, window: Window) -> TimeData:
    """Gather everything that changes with time, on both clocks.

    ``window`` only decides whose counts the map draws first.

    Events that no claim dates, and places that nothing can honestly be drawn for, stay in the page's lists.
    """
    events = [e for event in store.events.values() if (e := _event(event, store))]
    returns, bodies = returns_by_interval(store, window)
    named = {p for e in events for p in e.place_ids} | {r.place_id for r in returns}
    named |= {p.id for p in store.places.values() if p.kind in {"camp", "crossing"} and p.lat is not None}
    places = [_place(p) for p in store.places.values() if p.id in named]
    first = day_number(AXIS_START)
    last = max([e.end for e in events] + [r.end for r in returns] + [first + 1])
    return TimeData.of(
        first=first, last=last, places=places, bodies=bodies,
        events=[e for e in events if e.end > first],
        returns=[r for r in returns if r.start >= first],
    )  # fmt: skip


def _event(event: Event, store: Store) -> TimeEvent | None:
    first, last = event.start or event.end, event.end or event.start
    claims = claims_by_event(store)[event.id]
    steps = status_steps(claims)
    if first is None or last is None or not steps:
        return None
    return TimeEvent(
        id=event.id, title=event.title, title_fa=event.title_fa, category=event.category, key=event.key,
        start=day_number(first), end=day_number(last + ONE_DAY), place_ids=event.place_ids,
        status=tuple((day_number(day), status) for day, status in steps),
        source_ids=tuple(sorted({c.source_id for c in claims})),
    )  # fmt: skip


def _place(place: Place) -> TimePlace:
    drawn = shape(place) if place.kind != "country" or place.id in NEAR else None
    point = None if place.lon is None or place.lat is None else shapely.Point(place.lon, place.lat)
    mark = point or label_point(drawn)
    return TimePlace(
        id=place.id, name=place.name, name_fa=place.name_fa, kind=place.kind, precision_km=place.precision_km,
        lat=mark.y if mark else None, lon=mark.x if mark else None,
        shape=place.id if place.kind in {"province", "border"} or place.id in NEAR else "",
    )  # fmt: skip


def label_point(drawn: BaseGeometry | None) -> shapely.Point | None:
    """Find a point on a shape to write its name at: the middle of a line, the inside of an area."""
    if drawn is None:
        return None
    if drawn.length and not drawn.area:
        longest = max(shapely.get_parts(shapely.line_merge(drawn)), key=lambda part: part.length)
        return shapely.Point(longest.interpolate(0.5, normalized=True))
    return shapely.Point(drawn.representative_point())
