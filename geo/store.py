"""The claim store: the facts that are built from the seeds, read together with what people added.

What people add at run time (:mod:`geo.additions`) lies in a second file beside the built one (:mod:`geo.facts`), or in
a team's database; no build touches that. A team's members each build the facts, and their seeds must be the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Any, TypeVar

from geo import depot, paths, records, reviewed
from geo.additions import Additions
from geo.calendars import parse_period
from geo.errors import NotBuilt, RefusedRow
from geo.facts import FILE, TABLES, build, digest_of, reading, seeds_digest
from geo.rows import swiftly
from geo.schema import Body, Claim, Event, Figure, Flow, Measure, Place, Record, Source

R = TypeVar("R", bound=Record)


class Store:
    """Read access to the built and the added records; each property reads its tables once.

    All properties show the added records as they stood when the store was opened. ``claims`` and ``figures`` come with
    their day of publication filled in from the source where they have none of their own: a source known only to the
    month counts as public from the month's last day.
    """

    def __init__(self, where: paths.Where):
        self.where, self.file = where, paths.store(where) / FILE
        self.added = Additions(where)
        self._upto = self.added.last()
        self._reviewed = reviewed.read(where)

    @classmethod
    def open(cls, where: paths.Where | None = None) -> "Store":
        """Open the store at an address (default: :func:`geo.paths.where`), building it first if it is stale."""
        where, digest = where or paths.where(), seeds_digest()
        depot.of(where).agree(digest)
        if digest_of(paths.store(where) / FILE) != digest:
            build(where)
        return cls(where)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what this store holds: the seeds it was built from, the batches added since, what was reviewed."""
        return self._reviewed.carry(self.added.digest(digest_of(self.file), upto=self._upto))

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id."""
        return {p.id: p for p in self._both(Place)}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {s.id: s for s in self._both(Source)}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Counting bodies by id."""
        return {b.id: b for b in self._read(Body)}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Measures by id."""
        return {m.id: m for m in self._read(Measure)}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return {e.id: e for e in self._both(Event)}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims."""
        return tuple(self._dated(c) for c in self._both(Claim, self.blanks) if c.event_id in self.events)

    @property
    def blanks(self) -> dict[str, Callable[[str], Any]]:
        """What an added claim has where its row says nothing, by the id of its source."""
        return {
            "said": self._public,
            "said_basis": lambda source: "published then" if self._public(source) else "unknown",
        }

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures."""
        found = self._both(Figure, {"published": self._published})
        return tuple(f if f.published else self._published_with(f) for f in found)

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """From where to where people went, for the figures that say so."""
        known = {f.id for f in self.figures}
        return tuple(f for f in self._read(Flow) if f.figure_id in known)

    @cached_property
    def refused(self) -> tuple[RefusedRow, ...]:
        """Rows that the build refused."""
        with reading(self.file) as base:
            rows = base.execute("select file, line, why from refused order by rowid").fetchall()
        return tuple(RefusedRow(*row) for row in rows)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """Ids of the sources whose statements stay here: their terms forbid passing them on."""
        return self.added.withheld(upto=self._upto)

    @property
    def whole(self) -> "Store":
        """The store that this one shows, or shows a part of."""
        return self

    @property
    def silent(self) -> frozenset[str]:
        """Ids of the sources whose statements this store does not show."""
        return frozenset()

    def written(self, kind: type[R]) -> Iterator[R]:
        """Read the records that people wrote or reviewed, and none that a table brought: they are few."""
        yield from self._read(kind)
        yield from self._reviewed.of(kind)

    def shown(self, places: dict[str, Place]) -> dict[str, Place]:
        """Give places as this store shows them."""
        return places

    def let_go(self) -> None:
        """Forget what was read and answered, which is read again if somebody asks: for a store that others replaced."""
        for name in vars(self).keys() - {"where", "file", "added", "_upto", "_reviewed"}:
            vars(self).pop(name, None)

    def shareable(self) -> "Store":
        """Give the store without what must not be passed on: for everything that leaves this computer."""
        return Shareable(self) if self.withheld else self

    def _both(self, kind: type[R], blanks: Mapping[str, Callable[[str], Any]] | None = None) -> Iterator[R]:
        """Read what was built, then what was added and reviewed; of two records with one id the first is taken.

        An added record that rests on something which the seeds no longer carry is passed over.
        """
        taken = set()
        for record in self._read(kind):
            taken.add(record.id)  # type: ignore[attr-defined]
            yield record
        carried = self._carries(kind)
        with swiftly():
            added = list(self.added.read(kind, upto=self._upto, blanks=blanks))
        for record in (*added, *self._reviewed.of(kind)):
            if record.id not in taken and carried(record):  # type: ignore[attr-defined]
                taken.add(record.id)  # type: ignore[attr-defined]
                yield record

    def _carries(self, kind: type[Record]) -> Callable[[Any], bool]:
        """Give the test whether the seeds still carry what a record of this kind rests on."""
        if kind not in (Event, Claim, Figure):
            return lambda _: True
        known = cache(lambda place_ids: all(p in self.places for p in place_ids))
        if kind is not Figure:
            return lambda record: known(record.place_ids)
        measures, bodies = self.measures, self.bodies
        return lambda f: f.measure in measures and f.counted_by in bodies and known(f.place_ids)

    def _read(self, kind: type[R]) -> Iterator[R]:
        with reading(self.file) as base:
            rows = base.execute(f"select * from {TABLES[kind]} order by rowid").fetchall()  # noqa: S608
        try:
            for row in rows:
                yield records.parse(["" if c is None else str(c) for c in row], kind)
        except ValueError as fault:
            raise NotBuilt(f"{self.file} cannot be read ({fault}). Build it again with 'marz build'.") from None

    def _public(self, source_id: str) -> date | None:
        return published_by(self.sources[source_id].published)

    def _published(self, source_id: str) -> str:
        day = self._public(source_id)
        return day.isoformat() if day else ""

    def _published_with(self, figure: Figure) -> Figure:
        day = self._published(figure.source_id)
        return replace(figure, published=day) if day else figure

    def _dated(self, claim: Claim) -> Claim:
        if claim.said or claim.said_basis == "unknown":
            return claim
        day = self._public(claim.source_id)
        return replace(claim, said=day, said_basis="published then" if day else "unknown")


class Shareable(Store):
    """A store as others may have it."""

    def __init__(self, whole: Store):
        self.where, self.file, self.added, self._upto = whole.where, whole.file, whole.added, whole._upto
        self._whole = whole
        self._reviewed = whole._reviewed

    @property
    def whole(self) -> Store:
        """The store with what must not be passed on."""
        return self._whole

    @property
    def silent(self) -> frozenset[str]:
        """Ids of the sources whose statements must not be passed on."""
        return self.withheld

    @cached_property
    def digest(self) -> str:
        """The whole store's, and a word that tells this one apart."""
        return self._whole.digest + "-shareable"

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources whose statements may be passed on."""
        return {i: s for i, s in self._whole.sources.items() if i not in self.withheld}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events of which at least one claim may be passed on."""
        kept = {c.event_id for c in self.claims}
        return {i: e for i, e in self._whole.events.items() if i in kept}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Claims that may be passed on."""
        return tuple(c for c in self._whole.claims if c.source_id not in self.withheld)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures that may be passed on."""
        return tuple(f for f in self._whole.figures if f.source_id not in self.withheld)


def state(where: paths.Where | None = None) -> depot.State:
    """Give the numbers of the last batch and of the last decision: a store made at others is out of date.

    Small queries, one round trip to a team's server, so that a running page can ask on every run.
    """
    return depot.of(where).state()


@lru_cache(maxsize=10_000)
def published_by(text: str) -> date | None:
    """Return the last day on which something published at ``text`` can have come out.

    Examples
    --------
    >>> published_by("2025-06"), published_by("")
    (datetime.date(2025, 6, 30), None)
    """
    return parse_period(text).end if text else None
