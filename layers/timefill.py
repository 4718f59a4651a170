"""Fill the time layer's columns from the store: what was where, when, and how much came back."""

from datetime import date

import shapely

from geo.claims import claims_by_event, status_steps
from geo.schema import Event, Figure, Flow, Place
from geo.store import Store
from geo.window import ONE_DAY, Window
from layers.flows import people, told_flows
from layers.geometry import anchor
from layers.timedata import TimeData, TimeEvent, TimeFlow, TimePlace, day_number
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
    flows = [told for flow, figure in told_flows(store) if (told := _flow(flow, figure, store))]
    named |= {p for f in flows for p in (*f.from_ids, *f.to_ids)}
    named |= {p.id for p in store.places.values() if p.kind in {"camp", "crossing"} and p.lat is not None}
    places = [_place(p) for p in store.places.values() if p.id in named]
    first = day_number(AXIS_START)
    last = max([e.end for e in events] + [r.end for r in returns] + [first + 1])
    return TimeData.of(
        first=first, last=last, places=places, bodies=bodies, flows=flows,
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


def _flow(flow: Flow, figure: Figure, store: Store) -> TimeFlow | None:
    first, last = figure.start or figure.end, figure.end or figure.start
    if first is None or last is None:
        return None
    low, high = people(figure)
    body = store.bodies[figure.counted_by]
    return TimeFlow(
        id=flow.id, from_ids=flow.from_place_ids, to_ids=flow.to_place_ids, start=day_number(first),
        end=day_number(last + ONE_DAY), low=low, high=high, by=body.name, by_fa=body.name_fa, status=figure.status,
        known=day_number(date.fromisoformat(figure.published)) if figure.published else day_number(last),
    )  # fmt: skip


def _place(place: Place) -> TimePlace:
    point = None if place.lon is None or place.lat is None else shapely.Point(place.lon, place.lat)
    mark = point or (anchor(place) if place.kind != "country" or place.id in NEAR else None)
    return TimePlace(
        id=place.id, name=place.name, name_fa=place.name_fa, kind=place.kind, precision_km=place.precision_km,
        lat=mark.y if mark else None, lon=mark.x if mark else None,
        shape=place.id if place.kind in {"province", "border"} or place.id in NEAR else "",
    )  # fmt: skip
