"""The events of a window as a list that is as long as there are events, and makes only those that are looked at.

Most of a million imported events are counted and never shown: they stay entries of :mod:`geo.eventcolumns`, and what
can be asked of all of them at once is asked of the columns.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

import numpy as np

from geo.arrays import Numbers
from geo.claims import EventView, by_event, in_order, views_told
from geo.eventcolumns import EventColumns, of_store
from geo.imported import Excerpt, Few, Imported
from geo.kept import kept
from geo.schema import CATEGORIES, STATUSES, Claim, Event
from geo.store import Store
from geo.window import Window

BLOCK = 10_000


@dataclass(frozen=True, slots=True)
class Record:
    """All events of a store: the columns, which of their entries count, and the events that are read as records."""

    columns: EventColumns
    shown: Numbers
    events: dict[str, Event]
    claims: dict[str, list[Claim]]
    dated: tuple[Event, ...]
    days: Numbers  # first and last of those dated

    @classmethod
    def of(cls, columns: EventColumns, shown: Numbers, events: Iterable[Event], claims: Iterable[Claim]) -> "Record":
        """Put a record together."""
        held = {event.id: event for event in events}
        dated = tuple(e for e in held.values() if e.start or e.end)
        days = [(e.start or e.end, e.end or e.start) for e in dated]
        ordinals = np.array([(a.toordinal(), b.toordinal()) for a, b in days if a and b], dtype=np.int64)
        return cls(columns, shown, held, by_event(claims), dated, ordinals.reshape(-1, 2))

    def meeting(self, window: Window) -> Iterator[Event]:
        """Give the events read as records that share a day with a window."""
        first, last = self.days.T
        met = (first < window.end.toordinal()) & (last >= window.start.toordinal())
        return (self.dated[n] for n in np.flatnonzero(met))


class EventList(Sequence[EventView]):
    """Event views in order of day and id, made when they are looked at.

    ``order`` holds positions in the columns, and ``-1 - n`` for the n-th of ``views``, which are made already.
    """

    def __init__(self, store: Store | None, columns: EventColumns | None, order: Numbers, views: Sequence[EventView]):
        self._store, self._columns, self._order, self._views = store, columns, order, views

    @classmethod
    def of(cls, views: Sequence[EventView]) -> "EventList":
        """Give any views the face of a list."""
        return views if isinstance(views, cls) else cls(None, None, ~np.arange(len(views)), views)

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> EventView: ...
    @overload
    def __getitem__(self, at: slice) -> list[EventView]: ...
    def __getitem__(self, at: int | slice) -> EventView | list[EventView]:
        """Make one view, or some of them at once."""
        if isinstance(at, slice):
            return self._made(self._order[at])
        return self._made(self._order[[at]])[0]

    def __iter__(self) -> Iterator[EventView]:
        for begin in range(0, len(self), BLOCK):
            yield from self._made(self._order[begin : begin + BLOCK])

    @property
    def claims(self) -> int:
        """How many claims tell of them."""
        return int((self._order >= 0).sum()) + sum(len(self._views[n].claims) for n in self._made_already())

    def sources(self) -> list[str]:
        """Name the sources of their claims, in the order in which they are met."""
        met: dict[str, tuple[int, int]] = {}
        if self._columns is not None:
            rows = self._order >= 0
            codes, at = np.unique(self._columns.source[self._order[rows]], return_index=True)
            places = np.flatnonzero(rows)[at]
            met = {self._columns.source_ids[c]: (int(p), 0) for c, p in zip(codes, places, strict=True)}
        for place in np.flatnonzero(self._order < 0):
            for n, claim in enumerate(self._views[~self._order[place]].claims):
                met[claim.source_id] = min(met.get(claim.source_id, (len(self), 0)), (int(place), n))
        return sorted(met, key=met.__getitem__)

    def of_id(self, event_id: str) -> list[EventView]:
        """Give the event of an id, where it is among them."""
        made = [self._views[n] for n in self._made_already() if self._views[n].event.id == event_id]
        row = self._columns.find(event_id) if self._columns is not None and not made else None
        return made if row is None or row not in self._order else self._made(np.array([row]))

    def passing(
        self, *, categories: Iterable[str] = (), statuses: Iterable[str] = (), sources: Iterable[str] | None = None
    ) -> "EventList":
        """Keep those of some kinds, of some statuses, that some sources tell of; nothing given keeps all."""
        kinds, standings = frozenset(categories), frozenset(statuses)
        tellers = None if sources is None else frozenset(sources)

        def entries(columns: EventColumns, rows: Numbers) -> Numbers:
            passes = np.ones(len(rows), dtype=bool)
            if kinds:
                passes &= _among(CATEGORIES, kinds)[columns.category[rows]]
            if standings:
                passes &= _among(STATUSES, standings)[columns.status[rows]]
            if tellers is not None:
                passes &= _among(columns.source_ids, tellers)[columns.source[rows]]
            return passes

        def one(view: EventView) -> bool:
            return (
                (not kinds or view.event.category in kinds)
                and (not standings or view.status in standings)
                and (tellers is None or not tellers.isdisjoint(c.source_id for c in view.claims))
            )

        return self._kept(entries, one)[0]

    def begun_here(self, window: Window) -> tuple["EventList", "EventList"]:
        """Part those that began in a window and are about the border from the others."""
        start = window.start.toordinal()
        return self._kept(
            lambda columns, rows: (columns.first[rows] >= start) & columns.border[rows],
            lambda view: begins_here(view, window),
        )

    def _kept(
        self, entries: Callable[[EventColumns, Numbers], Numbers], one: Callable[[EventView], bool]
    ) -> tuple["EventList", "EventList"]:
        keep = np.zeros(len(self), dtype=bool)
        rows = self._order >= 0
        if self._columns is not None:
            keep[rows] = entries(self._columns, self._order[rows])
        keep[~rows] = [one(self._views[n]) for n in self._made_already()]
        return self._only(keep), self._only(~keep)

    def _only(self, keep: Numbers) -> "EventList":
        return EventList(self._store, self._columns, self._order[keep], self._views)

    def _made_already(self) -> Numbers:
        made: Numbers = ~self._order[self._order < 0]
        return made

    def _made(self, order: Numbers) -> list[EventView]:
        read = _read(self._store, self._columns, order[order >= 0])
        return [self._views[~n] if n < 0 else read[n] for n in order.tolist()]


def events_in(
    store: Store,
    window: Window,
    *,
    places: frozenset[str] | None = None,
    categories: frozenset[str] | None = None,
    known_by: date | None = None,
) -> EventList:
    """Give the events that share a day with ``window``, by day and id.

    ``places`` keeps events at any of these place ids; ``known_by`` hides what was not public by that day.
    """
    record = record_of(store)
    columns = record.columns
    within = columns.meeting(window)
    within &= record.shown[: len(within)]
    if known_by:
        within &= columns.said[: len(within)] <= known_by.toordinal()
    rows = np.flatnonzero(within)
    if categories:
        rows = rows[_among(CATEGORIES, categories)[columns.category[rows]]]
    if places:
        here = np.array([not places.isdisjoint(ids) for ids in columns.place_sets], dtype=bool)
        rows = rows[here[columns.places[rows]]]
    asked = (
        event
        for event in record.meeting(window)
        if not (places and places.isdisjoint(event.place_ids)) and not (categories and event.category not in categories)
    )
    views = views_told(asked, record.claims, store, window, known_by=known_by)
    at = np.searchsorted(rows, np.array([columns.position(*in_order(view)) for view in views], dtype=rows.dtype))
    return EventList(store, columns, np.insert(rows, at, ~np.arange(len(views))), views)


def views_at(store: Store, rows: Numbers) -> list[EventView]:
    """Make the views of some entries of a store's columns."""
    return EventList(store, record_of(store).columns, rows, ())[:]


def begins_here(view: EventView, window: Window) -> bool:
    """Say whether an event began in a window and is about the border."""
    first = view.event.start or view.event.end
    return first is not None and first >= window.start and any(c.about_border for c in view.claims)


@kept(most=1)
def record_of(store: Store) -> Record:
    """Give all events of a store; made once."""
    columns = of_store(store)
    with store.added.reading() as base:
        if base is None:
            events, claims, replaced = store.events, store.claims, list[int]()
        else:
            excerpt, replaced = _apart(Imported(base, store), columns)
            claims = tuple(c for c in excerpt.claims if c.source_id not in store.silent)
            told = {c.event_id for c in claims} if store.silent else excerpt.events.keys()
            events = {i: e for i, e in excerpt.events.items() if i in told}
    shown = ~_among(columns.source_ids, store.silent)[columns.source]
    shown[replaced] = False
    return Record.of(columns, shown, events.values(), claims)


def _apart(imported: Imported, columns: EventColumns) -> tuple[Excerpt, list[int]]:
    """Read what people wrote, what was imported about the same events, and what the columns do not hold.

    Also says which entries of the columns are read here.
    """
    store, whole = imported.store, imported.store.whole
    known = {e.id for e in whole.written(Event)} | {c.event_id for c in whole.written(Claim)}
    replaced = [row for event_id in known if (row := columns.find(event_id)) is not None]
    events = imported.where(Event, "id", known) | imported.where(Event, "rowid", columns.apart_events.tolist())
    rows = {*columns.apart_claims.tolist(), *columns.claim[replaced].tolist()}
    few = Few(store.added, {Event: events.values(), Claim: imported.where(Claim, "rowid", rows).values()})
    return Excerpt(store, store.places, few), replaced


def find_event(store: Store, event_id: str) -> Event | None:
    """Look an event up by its id; an imported one that nobody tells of is none."""
    record = record_of(store)
    row = None if event_id in record.events else record.columns.find(event_id)
    if row is None or not record.shown[row]:
        return record.events.get(event_id)
    return _read(store, record.columns, np.array([row]))[row].event


@kept(most=1)
def undated(store: Store) -> tuple[Event, ...]:
    """Events that no claim dates: listed beside the map, in no window."""
    return tuple(e for e in record_of(store).events.values() if e.start is None and e.end is None)


@kept(most=1)
def days_of_events(store: Store) -> tuple[date, ...]:
    """Give the days on which events began, in order."""
    record = record_of(store)
    days = {day for e in record.events.values() if (day := e.start or e.end)}
    return tuple(sorted(days.union(map(date.fromordinal, np.unique(record.columns.first[record.shown]).tolist()))))


def claims_by_source(store: Store) -> Counter[str]:
    """Count the claims of each source."""
    record = record_of(store)
    told = Counter(c.source_id for claims in record.claims.values() for c in claims)
    counts = np.bincount(record.columns.source[record.shown], minlength=len(record.columns.source_ids))
    return told + Counter(dict(zip(record.columns.source_ids, counts.tolist(), strict=True)))


def _among(words: Sequence[str], wanted: frozenset[str]) -> Numbers:
    """Say of each word whether it is one of some."""
    return np.array([word in wanted for word in words], dtype=bool)


def _read(store: Store | None, columns: EventColumns | None, rows: Numbers) -> dict[int, EventView]:
    """Make the views of some entries of the columns, by their positions."""
    if store is None or columns is None or not len(rows):
        return {}
    with store.added.reading() as base:
        if base is None:
            return {}
        imported = Imported(base, store)
        events = imported.where(Event, "rowid", columns.event[rows].tolist())
        claims = imported.where(Claim, "rowid", columns.claim[rows].tolist())
    pairs = zip(columns.event[rows].tolist(), columns.claim[rows].tolist(), strict=True)
    told = ((events[event], claims[claim]) for event, claim in pairs)
    return {row: EventView(e, c.status, (c,), 1, 1) for row, (e, c) in zip(rows.tolist(), told, strict=True)}
