"""From the rows of imported events and claims to :class:`geo.eventcolumns.EventColumns`, some thousands at a time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count, islice
from typing import Any

import numpy as np

from geo.arrays import Numbers
from geo.depot import Base, Row
from geo.rows import day_of, parts_of, swiftly
from geo.schema import CATEGORIES, STATUSES
from geo.store import Store
from geo.window import ONE_DAY

BATCH = 20_000
NAMES = ("event", "claim", "first", "last", "said", "category", "status", "border", "source", "places", "rank", "ids",
         "id_ends", "apart_events", "apart_claims")  # fmt: skip
_TYPES = ("i8", "i8", "i4", "i4", "i4", "u1", "u1", "?", "i4", "i4")
_FIRST, _LAST = "coalesce(nullif(e.start, ''), e.end, '')", "coalesce(nullif(e.end, ''), e.start, '')"
_CLAIMS = f"""select coalesce(e.rowid, 0), c.rowid, {_FIRST}, {_LAST},
    c.said, coalesce(nullif(c.end, ''), c.start, ''), e.category, c.status, c.about_border, c.source_id, e.place_ids,
    c.place_ids
    from claim c left join event e on e.id = c.event_id and e.batch <= ? where c.batch <= ? order by c.rowid"""  # noqa: S608
_IDS = f"select e.rowid, e.id, {_FIRST} from event e where e.batch <= ? order by e.id"  # noqa: S608
Columns = tuple[dict[str, Numbers], tuple[str, ...], tuple[tuple[str, ...], ...]]


def read(whole: Store) -> Columns:
    """Read the columns of what was imported, and the sources and lists of places that they speak of by number."""
    rows = _Rows(whole)
    with whole.added.reading() as base, swiftly():
        if base:
            for batch in _batches(base.rows(_CLAIMS, [whole._upto, whole._upto])):
                rows.take(batch)
        ids = _ids(base, whole._upto)
    return rows.columns(*ids), tuple(rows.sources), tuple(parts_of(text or "") for text in rows.places)


def _ids(base: Base | None, upto: int) -> tuple[Numbers, dict[str, Numbers], Numbers]:
    """Give the rows of all events in order of their ids, the ids, and the rows of those that nobody dates."""
    numbers, lengths, ids, undated = [np.zeros(0, dtype="i8")], [np.zeros(0, dtype="i8")], bytearray(), list[int]()
    for batch in _batches(base.rows(_IDS, [upto])) if base else ():
        rows, texts, first = zip(*batch, strict=True)
        written = list(map(str.encode, texts))
        ids += b"".join(written)
        numbers.append(np.array(rows, dtype="i8"))
        lengths.append(np.fromiter(map(len, written), dtype="i8", count=len(written)))
        undated += [row for row, day in zip(rows, first, strict=True) if not day]
    held = {"ids": np.frombuffer(bytes(ids), dtype="u1"), "id_ends": np.cumsum(np.concatenate(lengths))}
    return np.concatenate(numbers), held, np.array(undated, dtype="i8")


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


class _Kept(dict[Any, Any]):
    """What a function says of each of a few words, asked once."""

    def __init__(self, answer: Callable[[Any], Any]):
        self._answer = answer

    def __missing__(self, word: Any) -> Any:
        return self.setdefault(word, self._answer(word))


def _numbers() -> _Kept:
    """Give numbers for words as they come."""
    next_ = count()
    return _Kept(lambda _: next(next_))


class _Rows:
    """Rows as they are read: numbers for words, and whether the places that they name are carried."""

    def __init__(self, whole: Store):
        self._whole = whole
        self.sources, self.places = _numbers(), _numbers()
        self._days, self._carried, self._said = _Kept(_ordinal), _Kept(self._is_carried), _Kept(self._public)
        self._categories = {c: i for i, c in enumerate(CATEGORIES)} | {None: 0}
        self._statuses = {s: i for i, s in enumerate(STATUSES)}
        self._parts: list[list[Numbers]] = [[np.zeros(0, dtype=t)] for t in (*_TYPES, "?", "?")]

    def take(self, rows: Sequence[Row]) -> None:
        """Add some rows."""
        event, claim, first, last, said, told, category, status, border, source, at, claim_at = zip(*rows, strict=True)
        ways = (
            None, None, self._days, self._days, self._said, self._categories, self._statuses, None, self.sources,
            self.places, self._carried, self._carried,
        )  # fmt: skip
        columns = (event, claim, first, last, zip(said, source, told, strict=True), category, status, border, source,
                   at, at, claim_at)  # fmt: skip
        for parts, column, way in zip(self._parts, columns, ways, strict=True):
            read = column if way is None else map(way.__getitem__, column)
            parts.append(np.fromiter(read, dtype=parts[0].dtype, count=len(rows)))

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

    def _is_carried(self, places: str | None) -> bool:
        return places is not None and all(p in self._whole.places for p in parts_of(places))

    def _public(self, told: tuple[str | None, str, str]) -> int:
        """Say on which day a claim was public: its own, its source's, else that of what it tells of."""
        said, source, happened = told
        day = day_of(said) or self._whole._public(source) or day_of(happened) or date.max - ONE_DAY
        return day.toordinal()


def _ordinal(text: str) -> int:
    day = day_of(text)
    return day.toordinal() if day else 0
