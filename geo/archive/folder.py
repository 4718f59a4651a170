"""Where an archive lies, what it holds, and how more gets into it: whole or not at all.

``month=2025-07/country=IR/part-….parquet`` are GeoParquet files that any reader takes as they are. Each writing ends
with a small file in ``_commits`` that names its parts; a part that no commit names is no part of the archive, so that a
writer that is killed leaves nothing that is read, on a disk as on an object store. What it leaves, the next writer
sweeps away an hour later, for readers that take all files. Beside each commit lie the keys of the documents it holds,
by which a document that is there already is known.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

import fsspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from geo.archive.columns import FIELDS, KEY_BYTES, PARTS
from geo.durable import FORGOTTEN_SECONDS, reason, refusing, write_atomic
from geo.errors import MarzError
from geo.geoparquet import metadata

FORMAT = "marz archive 1"
COMMITS = "_commits"
_PART = re.compile(r"month=[0-9a-z-]+/country=[A-Za-z-]+/part-[0-9a-f]+\.parquet")
_ROW_GROUP = 100_000
Keys = NDArray[np.bytes_]


class BadArchive(MarzError, ValueError):
    """A place that holds no archive, or one that cannot be read."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an archive, and the days its statements speak of; ``None`` where they are undated."""

    path: str
    rows: int
    first: str | None
    last: str | None

    def meets(self, first: date | None, last: date | None) -> bool:
        """Say whether some statement in it may share a day with a span."""
        if self.first is None or self.last is None:
            return first is None and last is None
        return not (last and self.first > last.isoformat()) and not (first and self.last < first.isoformat())


class Archive:
    """An archive at a path or a URL that fsspec knows (``s3://…``, ``memory://…``).

    Examples
    --------
    >>> archive = Archive("memory://doctest-archive")
    >>> archive.parts(), len(archive.keys())
    ([], 0)
    """

    def __init__(self, url: str | Path):
        self.url = str(url)
        if not self.url.strip():
            raise BadArchive("An archive has no empty name. Give a folder, or a URL of fsspec.")
        try:
            self.files, self.root = fsspec.core.url_to_fs(self.url)
        except (ImportError, ValueError, OSError) as fault:
            raise BadArchive(
                f"{self.url} names no storage that is known here ({fault}). Give a folder, or install what it asks for."
            ) from fault
        self.local = "file" in (
            self.files.protocol if isinstance(self.files.protocol, tuple) else [self.files.protocol]
        )

    def found(self) -> "Archive":
        """Give this archive, if there is one: a place that nothing was ever added to holds none.

        Raises
        ------
        BadArchive
            If there is none.
        """
        if not self.files.isdir(f"{self.root}/{COMMITS}"):
            raise BadArchive(f"There is no archive at {self.url}. Check the name, or make one with 'marz archive add'.")
        return self

    def parts(self, first: date | None = None, last: date | None = None) -> list[Part]:
        """List the files that may hold statements of some days, in order of name."""
        found = {p["path"]: Part(**p) for commit in self._commits() for p in commit["parts"]}
        return [found[path] for path in sorted(found) if found[path].meets(first, last)]

    def keys(self) -> Keys:
        """Give the keys of all documents that the archive holds, in order."""
        held = [np.frombuffer(self.files.cat_file(p), dtype=f"S{KEY_BYTES}") for p in self._listed(".keys")]
        return np.sort(np.concatenate(held)) if held else np.zeros(0, dtype=f"S{KEY_BYTES}")

    def address(self, part: Part) -> str:
        """Give the address of a part: a path on a disk, a URL elsewhere."""
        path = f"{self.root}/{part.path}"
        return path if self.local else str(self.files.unstrip_protocol(path))

    def batches(self, columns: list[str], *, size: int = 1_000_000) -> Iterator[pa.RecordBatch]:
        """Read some columns of everything, part by part, so many rows at a time."""
        for part in self.parts():
            with self.files.open(f"{self.root}/{part.path}", "rb") as file:
                yield from pq.ParquetFile(file).iter_batches(batch_size=size, columns=columns)

    def commit(self, rows: pa.Table, keys: Keys) -> None:
        """Add rows and the keys of their documents; the same again writes the same files."""
        name = blake2b(np.sort(keys).tobytes(), digest_size=8).hexdigest()
        ordered = rows.sort_by([(c, "ascending") for c in (*PARTS, "start", "key", "claim_id", "place_id")])
        parts = [self._write(part, where, name) for where, part in _partitions(ordered)]
        self._put(f"{COMMITS}/{name}.keys", keys.tobytes())
        about = {"format": FORMAT, "rows": rows.num_rows, "documents": len(keys), "parts": [asdict(p) for p in parts]}
        self._put(f"{COMMITS}/{name}.json", json.dumps(about, indent=1).encode())
        self.files.invalidate_cache()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers of this disk out, for two that add the same document would both find it new.

        Nothing keeps them out of an object store: have one writer there.

        Raises
        ------
        BadArchive
            If somebody else is writing.
        """
        if not self.local or os.name == "nt":
            yield
            return
        import fcntl

        lock = Path(self.root, COMMITS, ".lock")
        with refusing(lock):
            lock.parent.mkdir(parents=True, exist_ok=True)
            file = lock.open("ab")
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # gone with the process, however that ends
            except BlockingIOError:
                raise BadArchive(f"Somebody is adding to {self.url}. Try again when they are done.") from None
            yield

    def sweep(self) -> None:
        """Remove the parts that writers who were killed left long ago, which a reader of all files would take."""
        named = {f"{self.root}/{part.path}" for part in self.parts()}
        oldest = datetime.now(UTC) - timedelta(seconds=FORGOTTEN_SECONDS)
        for path in self.files.glob(f"{self.root}/month=*/country=*/part-*.parquet"):
            if path not in named and self.files.modified(path).astimezone(UTC) < oldest:
                self.files.rm_file(path)

    def _write(self, rows: pa.Table, where: str, name: str) -> Part:
        path = f"{where}/part-{name}.parquet"
        self._put(path, _parquet(rows))
        ends = pc.min_max(rows["start"])["min"].as_py(), pc.min_max(rows["end"])["max"].as_py()
        first, last = (day.isoformat() if day else None for day in ends)
        return Part(path, rows.num_rows, first, last)

    def _put(self, path: str, content: bytes) -> None:
        if self.local:
            write_atomic(Path(self.root, path), content)
        else:
            self._pipe(f"{self.root}/{path}", content)

    def _pipe(self, path: str, content: bytes) -> None:
        """Write an object, which is there whole, or not at all."""
        try:
            self.files.pipe_file(path, content)
        except NotImplementedError as fault:
            raise BadArchive(f"{self.url} can be read only. Give a folder, or another storage.") from fault
        except OSError as fault:
            raise BadArchive(f"{path} cannot be written: {reason(fault)}. Ask for the right to write there.") from fault

    def _listed(self, suffix: str) -> list[str]:
        """List the commits' files; the keys of a commit that was never finished are none."""
        folder = f"{self.root}/{COMMITS}"
        if not self.files.exists(folder):
            return []
        names = sorted(self.files.ls(folder, detail=False))
        done = {n.removesuffix(".json") for n in names if n.endswith(".json")}
        return [n for n in names if n.endswith(suffix) and n.removesuffix(suffix) in done]

    def _commits(self) -> Iterator[dict[str, Any]]:
        for path in self._listed(".json"):
            try:
                found = json.loads(self.files.cat_file(path))
                if found["format"] != FORMAT or not all(_PART.fullmatch(p["path"]) for p in found["parts"]):
                    raise ValueError("it names what is no part of an archive")
            except (ValueError, KeyError, TypeError) as fault:
                raise BadArchive(f"{path} cannot be read ({fault}). Restore it, or build the archive anew.") from fault
            yield found


def _partitions(rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Cut ordered rows where the month or the country changes."""
    if not rows.num_rows:
        return
    month, country = (rows[name].combine_chunks() for name in PARTS)
    changes = pc.or_(pc.not_equal(month[1:], month[:-1]), pc.not_equal(country[1:], country[:-1]))
    cuts = [0, *(np.flatnonzero(changes.to_numpy(zero_copy_only=False)) + 1).tolist(), rows.num_rows]
    for start, end in pairwise(cuts):
        where = f"month={month[start].as_py()}/country={country[start].as_py()}"
        yield where, rows.slice(start, end - start).select(FIELDS.names)


def _parquet(rows: pa.Table) -> bytes:
    box = rows["bbox"].combine_chunks().drop_null().flatten()
    extent = [edge(side).as_py() for side, edge in zip(box, (pc.min, pc.min, pc.max, pc.max), strict=True)]
    known = [side for side in extent if side is not None]
    out = pa.BufferOutputStream()
    with pq.ParquetWriter(out, FIELDS, compression="zstd", store_schema=False) as writer:
        writer.write_table(rows, row_group_size=_ROW_GROUP)
        writer.add_key_value_metadata({"geo": metadata(["Point"] if known else [], known or [np.inf])})
    return out.getvalue().to_pybytes()  # type: ignore[no-any-return]
