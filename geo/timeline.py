"""How many events a window holds, by place and category, at the same cost for a thousand events as for ten million.

Prefix sums over days: row *d* of one table says how many events of each column (a place and a category) had begun
before day *d*, row *d* of the other how many were over by then. What begins before a window's end and is not over by
its start shares a day with it, so that a window is one row less another. Where all days would take too much room, every
*n*-th row is kept and the days between are counted from a list in order.

Ching-Tien Ho, Rakesh Agrawal, Nimrod Megiddo and Ramakrishnan Srikant, *Range Queries in OLAP Data Cubes*, SIGMOD 1997.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geo import arrays
from geo.arrays import Numbers
from geo.kept import kept
from geo.schema import Event
from geo.store import Store

Batch = tuple[Numbers, Numbers, Numbers | None]  # columns, first days, ends; no ends: one day each
FORMAT = "2"
ANYWHERE = ""  # the place of columns that count each event once, however many places it has
KEPT = 2  # timelines on disk: of the store, and of what may be passed on
MOST_BYTES = 64_000_000  # for both tables together
_SUMS = ("begun", "ended")
_LISTS = ("starts", "ends", "start_columns", "end_columns")


@dataclass(frozen=True, slots=True)
class Timeline:
    """Counts by window. ``columns`` are pairs of place id and category; ``first`` is the ordinal of the first day.

    Parameters
    ----------
    begun, ended
        Prefix sums, one row each ``every`` days.
    starts, start_columns, ends, end_columns
        Days from ``first`` and columns of all beginnings and ends, in order of day; empty where every day has a row.

    Examples
    --------
    >>> made = Timeline.of(["a", "a", "b"], ["clash", "clash", "camp"], np.array([10, 12, 12]), np.array([11, 15, 13]))
    >>> made.total(12, 13), made.by_place(12, 13), made.by_category(0, 99)
    (2, {'a': 1, 'b': 1}, {'camp': 1, 'clash': 2})
    >>> made.total(15, 20)
    0
    """

    columns: tuple[tuple[str, str], ...]
    first: int
    every: int
    begun: Numbers
    ended: Numbers
    starts: Numbers
    ends: Numbers
    start_columns: Numbers
    end_columns: Numbers

    @classmethod
    def of(
        cls, places: Sequence[str], categories: Sequence[str], start: Numbers, end: Numbers, *, most: int = MOST_BYTES
    ) -> "Timeline":
        """Build from one entry an event and place: half-open ``[start, end)`` in days of any one count."""
        pairs = list(zip(places, categories, strict=True))
        columns = tuple(sorted(set(pairs)))
        at = {pair: i for i, pair in enumerate(columns)}
        column = np.fromiter((at[pair] for pair in pairs), dtype=np.int32, count=len(pairs))
        return cls.of_codes(columns, column, np.asarray(start), np.asarray(end), most=most)

    @classmethod
    def of_codes(
        cls,
        columns: tuple[tuple[str, str], ...],
        column: Numbers,
        start: Numbers,
        end: Numbers,
        *,
        most: int = MOST_BYTES,
    ) -> "Timeline":
        """Build from positions of columns that are known already."""
        first = int(start.min()) if len(start) else 0
        days = int(end.max()) - first + 1 if len(end) else 1
        every = max(1, -(-days * max(len(columns), 1) * 8 // most))
        rows, wide = days // every + 2, len(columns)
        begun = _summed(start - first, column, rows, wide, every)
        ended = _summed(end - first, column, rows, wide, every)
        begins, begin_columns = _ordered(start - first, column, every)
        overs, over_columns = _ordered(end - first, column, every)
        return cls(columns, first, every, begun, ended, begins, overs, begin_columns, over_columns)

    @classmethod
    def of_batches(
        cls,
        columns: tuple[tuple[str, str], ...],
        batches: Iterable[Batch],
        first: int,
        end: int,
        *,
        most: int = MOST_BYTES,
    ) -> "Timeline":
        """Build from batches of columns, first days and ends, as arrays (no ends: one day each).

        Memory holds the counts and one batch, so that rows may be streamed from files of any size.

        ``first`` and ``end`` are the half-open span that all days lie in. Every day has its row.

        Raises
        ------
        ValueError
            If a day or a column lies outside, or the days and columns take more than ``most`` bytes.

        Examples
        --------
        >>> batch = np.array([0, 0, 1]), np.array([10, 12, 12]), np.array([11, 15, 13])
        >>> made = Timeline.of_batches((("a", "clash"), ("b", "camp")), [batch, batch], 10, 15)
        >>> made.by_place(12, 13)
        {'a': 2, 'b': 2}
        """
        days, wide = end - first + 1, len(columns)
        if days * wide * 8 > most:
            raise ValueError(f"{days} days of {wide} columns are too many. Allow more than {most:,} bytes.")
        begun, ended, brief = (np.zeros((days + 1, wide), dtype=np.uint32) for _ in range(3))
        for column, start, over in batches:
            if over is None:
                _tally(brief, start, column, first, days - 1, wide)
            else:
                _tally(begun, start, column, first, days, wide)
                _tally(ended, over, column, first, days, wide)
        begun += brief
        ended[1:] += brief[:-1]  # over on the day after
        for table in (begun, ended):
            np.cumsum(table, axis=0, out=table)
        nothing = np.zeros(0, dtype=np.int32)
        return cls(columns, first, 1, begun, ended, nothing, nothing, nothing, nothing)

    def counts(self, start: int, end: int) -> Numbers:
        """Count the events that share a day with ``[start, end)``, one number a column."""
        if end <= start:
            return np.zeros(len(self.columns), dtype=np.int64)
        begun = self._before(self.begun, self.starts, self.start_columns, end - self.first)
        return begun - self._before(self.ended, self.ends, self.end_columns, start - self.first + 1)

    def total(self, start: int, end: int) -> int:
        """Count the events of a window."""
        return sum(self.by_category(start, end).values())

    def by_place(self, start: int, end: int) -> dict[str, int]:
        """Count by place; an event at several places counts at each, and places without events are left out."""
        sums = self._by(0, self.counts(start, end))
        return {place: n for place, n in sums.items() if place != ANYWHERE}

    def by_category(self, start: int, end: int) -> dict[str, int]:
        """Count by category; categories without events are left out."""
        once = np.array([place == ANYWHERE for place, _ in self.columns], dtype=bool)
        counts = self.counts(start, end)
        return self._by(1, np.where(once, counts, 0) if once.any() else counts)

    def _by(self, part: int, counts: Numbers) -> dict[str, int]:
        sums: dict[str, int] = {}
        for column in np.flatnonzero(counts):
            name = self.columns[column][part]
            sums[name] = sums.get(name, 0) + int(counts[column])
        return dict(sorted(sums.items()))

    def _before(self, sums: Numbers, days: Numbers, columns: Numbers, day: int) -> Numbers:
        """Sum up what lies before a day."""
        day = max(day, 0)
        row = min(day // self.every, len(sums) - 1)
        whole: Numbers = sums[row].astype(np.int64)
        if self.every == 1 or row * self.every == day:
            return whole
        # Of the list's own type: for another, numpy would copy the whole list first.
        low, high = np.searchsorted(days, np.array((row * self.every, day), dtype=days.dtype))
        whole += np.bincount(columns[low:high], minlength=len(self.columns))
        return whole

    def save(self, folder: Path) -> None:
        """Write to a folder, as a whole or not at all; the oldest beside it, of earlier states of the store, go."""
        about = {"format": FORMAT, "first": self.first, "every": self.every, "columns": self.columns}
        arrays.save(folder, about, {name: getattr(self, name) for name in _files(self.every)}, keep=KEPT)

    @classmethod
    def load(cls, folder: Path) -> "Timeline | None":
        """Read back what was saved, mapped into memory rather than read; ``None`` where it cannot be read."""

        def made(about: dict[str, Any]) -> Timeline:
            lists = {name: np.zeros(0, dtype=np.int32) for name in _LISTS}
            held = lists | arrays.mapped(folder, _files(about["every"]))
            return cls(tuple((p, c) for p, c in about["columns"]), about["first"], about["every"], **held)

        return arrays.load(folder, FORMAT, made)


@kept(most=1)
def of_store(store: Store) -> Timeline:
    """Give the timeline of a store's dated events, days as ordinals; kept on disk beside it by what the store holds."""
    folder = store.file.parent / f"timeline-{store.digest[:32]}"
    kept = Timeline.load(folder)
    if kept is not None:
        return kept
    made = _made(store.events.values())
    with suppress(OSError):  # a store on a disk that takes nothing more is read all the same
        made.save(folder)
    return made


def _made(events: Iterable[Event]) -> Timeline:
    places: list[str] = []
    categories: list[str] = []
    spans: list[tuple[int, int]] = []
    for event in events:
        start, end = event.start or event.end, event.end or event.start
        if start is None or end is None:
            continue
        at = (ANYWHERE, *event.place_ids)
        places += at
        categories += [event.category] * len(at)
        spans += [(start.toordinal(), end.toordinal() + 1)] * len(at)
    whole = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Timeline.of(places, categories, whole[:, 0], whole[:, 1])


def _files(every: int) -> tuple[str, ...]:
    return _SUMS if every == 1 else _SUMS + _LISTS


def _ordered(days: Numbers, columns: Numbers, every: int) -> tuple[Numbers, Numbers]:
    """List by day what the rows leave out: nothing, where every day has one."""
    if every == 1:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    # numpy sorts 16 bits by counting, in a fifth of the time that it takes for more.
    short = days.astype(np.uint16) if len(days) and days.max() < 1 << 16 else days
    order = np.argsort(short, kind="stable")
    return days[order].astype(np.int32), columns[order].astype(np.int32)


def _tally(counts: Numbers, days: Numbers, columns: Numbers, first: int, span: int, wide: int) -> None:
    """Count one batch into a table of days and columns; what a day counts stands in the row after it."""
    if not len(days):
        return
    if days.min() < first or int(days.max()) - first >= span or columns.min() < 0 or columns.max() >= wide:
        raise ValueError("A day or a column lies outside. Give the span of all days, and all columns.")
    cells: Numbers = days.astype(np.int32 if counts.size < 2**31 else np.int64)
    cells -= first - 1
    cells *= wide
    cells += columns.astype(cells.dtype, copy=False)
    np.add.at(counts.ravel(), cells, np.uint32(1))  # a bincount would make another table of this size for every batch


def _summed(days: Numbers, columns: Numbers, rows: int, wide: int, every: int) -> Numbers:
    """Row r: how many lie before day r × every."""
    cells = ((days if every == 1 else days // every).astype(np.int64) + 1) * wide
    cells += columns
    sums = np.bincount(cells, minlength=rows * wide)[: rows * wide].astype(np.uint32).reshape(rows, wide)
    np.cumsum(sums, axis=0, out=sums)
    return sums
