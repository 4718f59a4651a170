"""From the rows of imported events and claims to :class:`geo.eventcolumns.EventColumns`, some thousands at a time."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any

import numpy as np

from geo.arrays import Numbers
from geo.depot import Base
from geo.rows import day_of, parts_of
from geo.schema import CATEGORIES, STATUSES
from geo.store import Store
from geo.window import ONE_DAY

BATCH = 20_000
NAMES = ("event", "claim", "first", "last", "said", "category", "status", "border", "source", "places", "rank", "ids",
         "id_ends", "apart_events", "apart_claims")  # fmt: skip
_TYPES = ("i8", "i8", "i4", "i4", "i4", "u1", "u1", "?", "i4", "i4")
_FIRST, _LAST = "coalesce(nullif(e.start, ''), e.end, '')", "coalesce(nullif(e.end, ''), e.start, '')"
_CLAIMS = f"""select e.rowid, c.rowid, {_FIRST}, {_LAST},
    c.said, coalesce(nullif(c.end, ''), c.start, ''), e.category, c.status, c.about_border, c.source_id, e.place_ids,
    c.place_ids
    from claim c left join event e on e.id = c.event_id and e.batch <= ? where c.batch <= ? order by c.rowid"""  # noqa: S608
_IDS = f"select e.rowid, e.id, {_FIRST} from event e where e.batch <= ? order by e.id"  # noqa: S608
Columns = tuple[dict[str, Numbers], tuple[str, ...], tuple[tuple[str, ...], ...]]


def read(whole: Store) -> Columns:
    """Read the columns of what was imported, and the sources and lists of places that they speak of by number."""
    rows = _Rows(whole)
    with whole.added.reading() as base:
        if base:
            told = base.rows(_CLAIMS, [whole._upto, whole._upto])
            while batch := list(islice(told, BATCH)):
                rows.take(batch)
        ids = _ids(base, whole._upto)
    return rows.columns(*ids), tuple(rows.sources), tuple(parts_of(text or "") for text in rows.places)


def _ids(base: Base | None, upto: int) -> tuple[Numbers, dict[str, Numbers], Numbers]:
    """Give the rows of all events in order of their ids, the ids, and the rows of those that nobody dates."""
    numbers, ids, lengths, undated = [], bytearray(), [], []
    for row, event_id, first in base.rows(_IDS, [upto]) if base else ():
        before = len(ids)
        ids += event_id.encode()
        numbers.append(row)
        lengths.append(len(ids) - before)
        if not first:
            undated.append(row)
    held = {"ids": np.frombuffer(bytes(ids), dtype="u1"), "id_ends": np.cumsum(np.array(lengths, dtype="i8"))}
    return np.array(numbers, dtype="i8"), held, np.array(undated, dtype="i8")


class _Numbers(dict[Any, int]):
    """Numbers for words, given as they come."""

    def __missing__(self, word: Any) -> int:
        return self.setdefault(word, len(self))


class _Days(dict[Any, int]):
    """Ordinals of days as rows hold them; nothing is 0."""

    def __missing__(self, text: Any) -> int:
        day = day_of(text)
        return self.setdefault(text, day.toordinal() if day else 0)


class _Rows:
    """Rows as they are read: numbers for words, and whether the places that they name are carried."""

    def __init__(self, whole: Store):
        self.sources, self.places, self.days = _Numbers(), _Numbers(), _Days()
        self._whole = whole
        self._public: dict[str, int] = {}
        self._carried: dict[str | None, bool] = {}
        self._categories = {c: i for i, c in enumerate(CATEGORIES)} | {None: 0}
        self._statuses = {s: i for i, s in enumerate(STATUSES)}
        self._parts: list[list[Numbers]] = [[np.zeros(0, dtype=t)] for t in (*_TYPES, "?", "?")]

    def take(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add some rows."""
        event, claim, first, last, said, told, category, status, border, source, at, claim_at = zip(*rows, strict=True)
        known, days = self._known, self.days.__getitem__
        columns: tuple[Iterable[Any], ...] = (
            (row or 0 for row in event), claim, map(days, first), map(days, last), map(self._said, said, source, told),
            map(self._categories.__getitem__, category), map(self._statuses.__getitem__, status), map(bool, border),
            map(self.sources.__getitem__, source), map(self.places.__getitem__, at), known(at), known(claim_at),
        )  # fmt: skip
        for parts, column in zip(self._parts, columns, strict=True):
            parts.append(np.fromiter(column, dtype=parts[0].dtype, count=len(rows)))

    def columns(self, numbers: Numbers, ids: dict[str, Numbers], undated: Numbers) -> dict[str, Numbers]:
        """Put together what was taken: what one claim tells of and dates, in order, and which rows stand apart."""
        *columns, carried, claim_carried = (np.concatenate(parts) for parts in self._parts)
        event, claim, first = columns[:3]
        joined = claim_carried & carried & (event > 0)
        _, which, times = np.unique(event[joined], return_inverse=True, return_counts=True)
        alone = joined.copy()
        alone[joined] = (times[which] == 1) & (first[joined] > 0)
        several = joined & ~alone
        by_row = np.argsort(numbers)
        rank = by_row[np.searchsorted(numbers[by_row], event[alone])].astype("i4")
        order = np.lexsort((rank, first[alone]))
        names = zip(NAMES, columns, strict=False)
        return {
            **{name: column[alone][order] for name, column in names}, "rank": rank[order], **ids,
            "apart_events": np.union1d(event[several], undated),
            "apart_claims": claim[claim_carried & ~alone],
        }  # fmt: skip

    def _known(self, places: Sequence[str | None]) -> Iterable[bool]:
        for text in set(places) - self._carried.keys():
            self._carried[text] = text is not None and all(p in self._whole.places for p in parts_of(text))
        return map(self._carried.__getitem__, places)

    def _said(self, said: str | None, source: str, told: str) -> int:
        return self.days[said] or self._published(source) or self.days[told] or (date.max - ONE_DAY).toordinal()

    def _published(self, source: str) -> int:
        if source not in self._public:
            day = self._whole._public(source)
            self._public[source] = day.toordinal() if day else 0
        return self._public[source]
