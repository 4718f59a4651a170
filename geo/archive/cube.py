"""The window cube of an archive's claims: its files streamed a batch at a time, then any window in microseconds."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.archive.folder import Archive
from geo.timeline import ANYWHERE, Batch, Timeline

EPOCH = 719_163  # the ordinal of 1 January 1970, from which Parquet counts days
_COLUMNS = ["kind", "place_id", "category", "start", "end", "once"]


def cube(archive: Archive, *, most: int = 1_000_000_000) -> Timeline:
    """Count claims by place, category and day, days as ordinals; ``most`` is how many bytes the counts may take.

    The files are read twice: for the names and the span of days, then for the counts.

    Raises
    ------
    BadArchive
        If there is no archive.
    """
    archive.found()
    places, categories = {ANYWHERE}, set[str]()
    first, last = np.iinfo(np.int32).max, 0
    for rows in _dated(archive):
        places |= set(pc.unique(rows["place_id"]).to_pylist()) - {None}
        categories |= set(pc.unique(rows["category"]).to_pylist())
        starts, ends = _days(rows, "start"), _days(rows, "end")
        first, last = min(first, int(starts.min())), max(last, int(ends.max()))
    if not categories:
        return Timeline.of([], [], np.zeros(0), np.zeros(0))
    names = sorted(places), sorted(categories)
    return Timeline.of_batches(tuple(product(*names)), _batches(archive, *names), first, last + 1, most=most)


def _batches(archive: Archive, places: list[str], categories: list[str]) -> Iterator[Batch]:
    """Give the claims as codes: each once anywhere, and once at each of its places."""
    for rows in _dated(archive):
        category = _codes(rows["category"], categories)
        for some, at in ((rows["once"], ANYWHERE), (pc.is_valid(rows["place_id"]), None)):
            kept = np.flatnonzero(some.to_numpy(zero_copy_only=False))
            place = np.zeros(len(kept), dtype=np.int64) if at == ANYWHERE else _codes(rows["place_id"], places)[kept]
            yield place * len(categories) + category[kept], _days(rows, "start")[kept], _days(rows, "end")[kept] + 1


def _dated(archive: Archive) -> Iterator[pa.RecordBatch]:
    for rows in archive.batches(_COLUMNS):
        kept = rows.filter(pc.and_(pc.equal(rows["kind"], "claim"), pc.is_valid(rows["start"])))
        if kept.num_rows:
            yield kept


def _codes(column: pa.Array, names: list[str]) -> np.ndarray:
    return pc.fill_null(pc.index_in(column, pa.array(names)), 0).to_numpy().astype(np.int64)  # type: ignore[no-any-return]


def _days(rows: pa.RecordBatch, name: str) -> np.ndarray:
    return rows[name].cast(pa.int32()).to_numpy().astype(np.int64) + EPOCH  # type: ignore[no-any-return]
