"""What tables brought, read where it is kept: no more of it than is asked for.

What people wrote or reviewed is little, and held. Of a million imported events only those are made into records that
somebody is shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from geo.additions import Additions, table_of
from geo.depot import Base
from geo.rows import maker, swiftly
from geo.schema import Claim, Event, Place, Record
from geo.store import Store
from geo.window import Window

R = TypeVar("R", bound=Record)
_FIRST, _LAST = "coalesce(nullif(e.start, ''), e.end)", "coalesce(nullif(e.end, ''), e.start)"
_MEETS = f"e.batch <= ? and {_FIRST} < ? and {_LAST} >= ?"
_CACHE_KIB = 32_000  # what may be held while it is sorted


class Excerpt(Store):
    """A store that holds only what some events rest on, and of what was imported no more than is given."""

    def __init__(self, store: Store, places: dict[str, Place], added: "Few | None" = None):
        whole = store.whole
        self.__dict__.update(
            where=whole.where, file=whole.file, added=added or whole.added, _upto=whole._upto, _reviewed=whole._reviewed
        )
        self.__dict__.update(places=places, sources=store.sources)


class Few(Additions):
    """Of what was imported only some records, read already."""

    def __init__(self, added: Additions, records: Mapping[type[Record], Iterable[Record]]):
        self.where, self._records = added.where, records

    def read(self, kind: type[R], **_: Any) -> Iterator[R]:
        """Give those of one kind."""
        return iter(self._records.get(kind, ()))  # type: ignore[arg-type]


class Imported:
    """The imported events of a store where they are kept."""

    def __init__(self, base: Base, store: Store):
        self.base, self.store, self.upto = base, store, store.whole._upto
        base.may_hold(_CACHE_KIB)
        self.names: dict[type[Record], list[str]] = {
            kind: store.added.columns_in(base, kind) for kind in (Event, Claim, Place)
        }

    def count(self, window: Window) -> int:
        """Count the dated events of a window."""
        command = f"select count(*) from event e where {_MEETS}"  # noqa: S608
        return int(self.base.execute(command, self._within(window)).fetchone()[0])

    def written(self) -> tuple[Excerpt, set[str]]:
        """Read what people wrote, with what was imported about the same events; and the ids of those events."""
        whole = self.store.whole
        known = {e.id for e in whole.written(Event)} | {c.event_id for c in whole.written(Claim)}
        events = self.where(Event, "id", known)
        claims = self.where(Claim, "event_id", known)
        places = {p.id: p for p in whole.written(Place)}
        here = self._places(places, chain(events.values(), claims.values()))
        few = Few(self.store.added, {Event: events.values(), Claim: claims.values()})
        return Excerpt(self.store, self.store.shown(places | here), few), known

    def excerpts(self, window: Window, known: set[str], places: dict[str, Place], size: int) -> Iterator[Excerpt]:
        """Read the other events, so many at a time, each time with their claims and places."""
        for rows in self._ordered(window, size):
            with swiftly():
                events = self.where(Event, "rowid", rows)
                claims = self.where(Claim, "rowid", chain.from_iterable(rows.values()))
            here = places | self._places(places, chain(events.values(), claims.values()))
            carried = cache(lambda ids, here=here: all(p in here for p in ids))
            excerpt = Excerpt(self.store, self.store.shown(here))
            fresh = {e.id: e for e in events.values() if e.id not in known and carried(e.place_ids)}
            told = (c for c in claims.values() if c.event_id in fresh and carried(c.place_ids))
            excerpt.__dict__.update(events=fresh, claims=tuple(told))
            yield excerpt

    def _ordered(self, window: Window, size: int) -> Iterator[dict[int, list[int]]]:
        """Give the rows of events in the order of their days, each with those of its claims."""
        # A cross join is walked as it is written: every claim once, its event by its key.
        command = f"""select e.rowid, c.rowid from claim c cross join event e
            where e.id = c.event_id and {_MEETS} and c.batch <= ? order by {_FIRST}, e.id, c.rowid"""  # noqa: S608
        rows: dict[int, list[int]] = defaultdict(list)
        for event, claim in self.base.rows(command, [*self._within(window), self.upto]):
            if len(rows) == size and event not in rows:
                yield rows
                rows = defaultdict(list)
            rows[event].append(claim)
        yield rows

    def where(self, kind: type[R], column: str, values: Iterable[object]) -> dict[int, R]:
        """Read the records that have one of these values in a column, by the number of their row."""
        names = self.names[kind]
        columns = ", ".join(f'"{name}"' for name in names)
        command = f"""select rowid, {columns} from {table_of(kind)}
            where {column} {self.base.among} and batch <= ? order by rowid"""  # noqa: S608
        make = maker(kind, names, self.store.whole.blanks if kind is Claim else {})
        rows = self.base.execute(command, [self.base.listed(values), self.upto])
        return {row[0]: make(row[1:]) for row in rows}

    def _places(self, known: Mapping[str, Place], records: Iterable[Event | Claim]) -> dict[str, Place]:
        wanted = {p for record in records for p in record.place_ids} - known.keys()
        return {p.id: p for p in self.where(Place, "id", wanted).values()}

    def _within(self, window: Window) -> list[object]:
        return [self.upto, window.end.isoformat(), window.start.isoformat()]
