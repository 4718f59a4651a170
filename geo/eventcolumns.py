"""The imported events of a store as columns: days, kinds, places and sources, without their words.

An event that a table brought, that one claim tells of and dates, is an entry of some fifty bytes here. All others (what
people wrote or reviewed, what several claims tell of, what nobody dates) are few, and are read as records. The columns
are made once for what was imported, kept beside the store and mapped into memory rather than read.
"""

import hashlib
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from geo import arrays, eventrows
from geo.arrays import Numbers
from geo.facts import digest_of
from geo.kept import kept
from geo.schema import Place
from geo.store import Store
from geo.window import Window

FORMAT = "1"
KEPT = 2  # on disk: of this state of the imports, and of the one before


@dataclass(frozen=True, slots=True)
class EventColumns:
    """One entry an event, in order of its day and id.

    Attributes
    ----------
    event, claim
        Numbers of their rows where they are kept.
    first, last, said
        Ordinals of days: when it happened (both inside), and when the claim was public.
    category, status, source, places
        Positions in :data:`geo.schema.CATEGORIES`, :data:`geo.schema.STATUSES`, ``source_ids`` and ``place_sets``.
    border
        Whether the claim is about the border.
    rank
        Position of its id among all ids.
    ids, id_ends
        All ids in UTF-8, in order, one after the other, and where each ends.
    apart_events, apart_claims
        Numbers of the rows that must be read as records.
    """

    event: Numbers
    claim: Numbers
    first: Numbers
    last: Numbers
    said: Numbers
    category: Numbers
    status: Numbers
    border: Numbers
    source: Numbers
    places: Numbers
    rank: Numbers
    ids: Numbers
    id_ends: Numbers
    apart_events: Numbers
    apart_claims: Numbers
    source_ids: tuple[str, ...]
    place_sets: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.event)

    def position(self, day: date, event_id: str) -> int:
        """Say before which entry an event of a day and id stands."""
        low, high = np.searchsorted(self.first, np.array([day.toordinal(), day.toordinal() + 1], self.first.dtype))
        return int(low + np.searchsorted(self.rank[low:high], self._rank(event_id)))

    def find(self, event_id: str) -> int | None:
        """Say which entry has an id."""
        rank = self._rank(event_id)
        if rank == len(self.id_ends) or self._id(rank) != _bytes(event_id):
            return None
        found = np.flatnonzero(self.rank == rank)
        return int(found[0]) if len(found) else None

    def meeting(self, window: Window) -> Numbers:
        """Say of each entry up to the last that can whether it shares a day with a window."""
        begun = int(np.searchsorted(self.first, np.array(window.end.toordinal(), self.first.dtype)))
        within: Numbers = self.last[:begun] >= window.start.toordinal()
        return within

    def _rank(self, event_id: str) -> int:
        return bisect_left(range(len(self.id_ends)), _bytes(event_id), key=self._id)

    def _id(self, rank: int) -> bytes:
        begin = int(self.id_ends[rank - 1]) if rank else 0
        return self.ids[begin : int(self.id_ends[rank])].tobytes()

    def save(self, folder: Path) -> None:
        """Write to a folder, as a whole or not at all; of those beside it the oldest go."""
        about = {"format": FORMAT, "source_ids": self.source_ids, "place_sets": self.place_sets}
        arrays.save(folder, about, {name: getattr(self, name) for name in eventrows.NAMES}, keep=KEPT)

    @classmethod
    def load(cls, folder: Path) -> "EventColumns | None":
        """Read back what was saved, mapped into memory; ``None`` where it cannot be read."""

        def made(about: dict[str, Any]) -> EventColumns:
            sets = tuple(map(tuple, about["place_sets"]))
            return cls(**arrays.mapped(folder, eventrows.NAMES), source_ids=tuple(about["source_ids"]), place_sets=sets)

        return arrays.load(folder, FORMAT, made)


def of_store(store: Store) -> EventColumns:
    """Give the columns of what was imported into a store, or into the one that it shows a part of."""
    return _of_whole(store.whole)


@kept(most=1)
def _of_whole(whole: Store) -> EventColumns:
    folder = whole.file.parent / f"events-{_name(whole)}"
    found = EventColumns.load(folder)
    if found is not None:
        return found
    columns, source_ids, place_sets = eventrows.read(whole)
    made = EventColumns(**columns, source_ids=source_ids, place_sets=place_sets)
    if len(made):
        with suppress(OSError):  # a store on a disk that takes nothing more is read all the same
            made.save(folder)
    return made


def _name(whole: Store) -> str:
    """Name the columns by all that they depend on: what was imported, into where, and how its rows are numbered there.

    What is reviewed brings places, and leaves the rest as it is.
    """
    with whole.added.reading() as base:
        command = "select (select max(rowid) from event), (select max(rowid) from claim)"
        rows = base.execute(command).fetchone() if base else ()
    reviewed = sorted(place.id for place in whole._reviewed.of(Place))
    parts = (FORMAT, whole.where, whole.added.digest(digest_of(whole.file), upto=whole._upto), *rows, *reviewed)
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]


def _bytes(event_id: str) -> bytes:
    """Encode an id, which may come from an address and hold what is no character."""
    return event_id.encode("utf-8", "surrogatepass")
