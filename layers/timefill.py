"""Fill the time layer's columns from the store: what was where, when, and how much came back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import shapely

from geo.arrays import Numbers
from geo.claims import status_steps
from geo.eventcolumns import EventColumns
from geo.eventlist import record_of, views_at
from geo.kept import kept
from geo.schema import CATEGORIES, STATUSES, Claim, Event, Figure, Flow, Place
from geo.store import Store
from geo.window import ONE_DAY, Window
from layers.cube import MOST_NAMED, NAMED_AMONG_MANY, crowd
from layers.flows import people, told_flows
from layers.geometry import anchor
from layers.timedata import EPOCH, TimeData, TimeEvent, TimeFlow, TimePlace, day_number
from layers.timereturns import returns_by_interval

AXIS_START = date(2018, 1, 1)
NEAR = {"AF", "IR"}


def time_data(store: Store, window: Window) -> TimeData:
    """Gather everything that changes with time, on both clocks.

    ``window`` only decides whose counts the map draws first. Where there are too many events to name, those that people
    wrote come first, and all but the first are only counted.

    Events that no claim dates, and places that nothing can honestly be drawn for, stay in the page's lists.
    """
    held = _whatever_window(store)
    returns, bodies = returns_by_interval(store, window)
    drawn = [r for r in returns if r.start >= day_number(AXIS_START)]
    return replace(TimeData.of(**held.rows, bodies=bodies, returns=drawn), crowd=held.crowd)


@dataclass(frozen=True, slots=True)
class _Held:
    """What stands on the map whatever its window: the rows of time data, and what is only counted."""

    rows: dict[str, Any]
    crowd: dict[str, Any] | None


@kept(most=1)
def _whatever_window(store: Store) -> _Held:
    record = record_of(store)
    columns, rows = record.columns, np.flatnonzero(record.shown)
    events = [e for event in record.events.values() if (e := _event(event, record.claims.get(event.id, ())))]
    returns, _ = returns_by_interval(store, Window.inclusive(AXIS_START, AXIS_START))
    flows = [f for flow, figure in told_flows(store) if (f := _flow(flow, figure, store))]
    named = {p for e in events for p in e.place_ids} | {r.place_id for r in returns}
    named |= {p for ids in np.unique(columns.places[rows]).tolist() for p in columns.place_sets[ids]}
    named |= {p for f in flows for p in (*f.from_ids, *f.to_ids)}
    named |= {p.id for p in store.places.values() if p.kind in {"camp", "crossing"} and p.lat is not None}
    first = day_number(AXIS_START)
    imported = (columns.last[rows] + 1 - EPOCH.toordinal()).max(initial=first + 1)
    last = max([e.end for e in events] + [r.end for r in returns] + [int(imported)])
    rows = rows[columns.last[rows] + 1 - EPOCH.toordinal() > first]
    rows = rows[np.argsort(columns.event[rows])]
    events = [e for e in events if e.end > first]
    many = len(events) + len(rows) > MOST_NAMED
    room = max(NAMED_AMONG_MANY - len(events), 0) if many else len(rows)
    events += [e for view in views_at(store, rows[:room]) if (e := _event(view.event, view.claims))]
    held: dict[str, Any] = {
        "first": first, "last": last, "places": [_place(p) for p in store.places.values() if p.id in named],
        "flows": flows, "events": events,
        "sources": [columns.source_ids[c] for c in np.unique(columns.source[rows]).tolist()],
    }  # fmt: skip
    if not many:
        return _Held(held, None)
    held |= {
        "events": events[:NAMED_AMONG_MANY],
        "sources": {*held["sources"], *(s for e in events for s in e.source_ids)},
    }
    every = _with_unnamed(
        TimeData.of(first=first, last=last, places=held["places"], events=events), columns, rows[room:]
    )
    return _Held(held, crowd(every, NAMED_AMONG_MANY))


def _with_unnamed(data: TimeData, columns: EventColumns, rows: Numbers) -> TimeData:
    """Add events that are only counted: their days, kinds and places."""
    at = {place: i for i, place in enumerate(data.place_id)}
    lists = [np.array(sorted({at[p] for p in ids if p in at}), dtype=np.int64) for ids in columns.place_sets]
    sets, before = columns.places[rows], len(data.event_start)
    sizes = np.array([len(one) for one in lists], dtype=np.int64)
    which = np.arange(before, before + len(rows), dtype=np.int32)
    epoch = EPOCH.toordinal()
    added: dict[str, Any] = {
        "event_start": columns.first[rows] - epoch, "event_end": columns.last[rows] + 1 - epoch,
        "event_category": np.array(CATEGORIES, dtype=object)[columns.category[rows]],
        "at_event": np.repeat(which, sizes[sets]), "at_place": _joined(lists, sizes, sets),
        "step_event": which, "step_day": columns.said[rows] - epoch,
        "step_status": np.array(STATUSES, dtype=object)[columns.status[rows]],
    }  # fmt: skip
    for name, new in added.items():
        added[name] = np.concatenate((np.asarray(getattr(data, name), dtype=new.dtype), new))
    return replace(data, **added)


def _joined(lists: Sequence[Numbers], sizes: Numbers, wanted: Numbers) -> Numbers:
    """Put lists one after the other, in an order in which each may come often."""
    if not len(wanted):
        return np.zeros(0, dtype=np.int32)
    starts = np.cumsum(sizes) - sizes
    lengths = sizes[wanted]
    ends = np.cumsum(lengths)
    at = np.arange(ends[-1]) - np.repeat(ends - lengths - starts[wanted], lengths)
    joined: Numbers = np.concatenate(lists)[at].astype(np.int32)
    return joined


def _event(event: Event, claims: Sequence[Claim]) -> TimeEvent | None:
    first, last = event.start or event.end, event.end or event.start
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
