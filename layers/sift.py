"""The reader's filters: which events are listed and drawn, whose counts of what are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.claims import EventView
from geo.eventlist import EventList, claims_by_source
from geo.kept import kept
from geo.store import Store
from layers.headline import FLOWS, one_a_body

if TYPE_CHECKING:  # the solver behind it is slow to import
    from geo.volumes import Volume


@dataclass(frozen=True, slots=True)
class Sift:
    """What to keep; an empty field keeps everything. A source is named by its publisher or by its id."""

    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    body: str = ""
    measure: str = ""

    @property
    def count(self) -> int:
        """How many filters are set."""
        return sum(map(bool, (self.categories, self.statuses, self.publishers, self.body, self.measure)))

    def events(self, views: Sequence[EventView], store: Store) -> EventList:
        """Keep the events that pass."""
        sources = self.sources(store) if self.publishers else None
        return EventList.of(views).passing(categories=self.categories, statuses=self.statuses, sources=sources)

    def sources(self, store: Store) -> frozenset[str]:
        """Give the ids of the sources that are named."""
        named = set(self.publishers)
        if not named:
            return frozenset()
        return frozenset(s.id for s in store.sources.values() if not named.isdisjoint((s.id, s.publisher)))

    def volumes(self, volumes: "Sequence[Volume]", store: Store) -> "list[Volume]":
        """Keep the answers that pass: one a body, of the chosen measure where one is chosen."""
        of_body = [v for v in volumes if self.body in ("", v.counted_by)]
        if not self.measure:
            return one_a_body(of_body, store)
        return sorted((v for v in of_body if v.measure == self.measure), key=lambda v: (not v.low, v.counted_by))

    def on_map(self, store: Store) -> Mapping[str, Sequence[str] | None]:
        """Say the same to the map, which filters by the ids of sources."""
        return {
            "categories": list(self.categories) or None, "statuses": list(self.statuses) or None,
            "sources": sorted(self.sources(store)) if self.publishers else None,
        }  # fmt: skip


@kept(most=1)
def publishers(store: Store) -> tuple[str, ...]:
    """Name the publishers of claims, those of most claims first."""
    counts: dict[str, int] = {}
    for source, claims in claims_by_source(store).items():
        publisher = store.sources[source].publisher
        counts[publisher] = counts.get(publisher, 0) + claims
    return tuple(sorted(counts, key=lambda p: (-counts[p], p)))


@kept(most=1)
def measures(store: Store) -> tuple[str, ...]:
    """Name the measures of people who move."""
    told = {f.measure for f in store.figures}
    return tuple(m for m in FLOWS if m in told)


@kept(most=1)
def counting(store: Store) -> tuple[str, ...]:
    """Name the bodies that count people who move."""
    told = {f.counted_by for f in store.figures if f.nature == "count" and f.measure in measures(store)}
    return tuple(b for b in store.bodies if b in told)
