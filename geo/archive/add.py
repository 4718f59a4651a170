"""Texts, tables and the store into an archive: the same rows in the same files, however many work on it.

Answers are taken in the order of the files, and written when there are enough of them; so a run that was stopped goes
on where it was, and one that is repeated writes nothing. Memory holds the rows of one writing and the keys of all
documents, 16 bytes each.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo.archive.documents import TABLES, Answer, Task, keys_of, of_store, of_table, of_table_if_known, of_texts
from geo.archive.folder import COMMITS, Archive, Keys
from geo.ingest.reader import KINDS, UnreadableText
from geo.paths import Where
from geo.spread import Run, cores, pool
from geo.store import Store

ROWS, DOCUMENTS = 500_000, 100_000  # of one writing
_TOGETHER, _READ, _CHUNK = 32, 512, 50_000  # texts in a task, in a task that only reads, known at once
_FEW = 64  # files for which more workers are not worth their start
_NOTHING = b""
Tell = Callable[[int], None]


@dataclass(slots=True)
class Added:
    """What a run did: documents and rows that are new, documents that were held, and what was refused."""

    documents: int = 0
    rows: int = 0
    held: int = 0
    refused: int = 0
    told: list[str] = field(default_factory=list)


def add(
    archive: Archive, what: Path | None = None, *, store: Where | None = None, published: str = "", workers: int = 0,
    cluster: str = "", tell: Tell | None = None, rows: int = ROWS,
) -> Added:  # fmt: skip
    """Add a folder of texts and tables, one table, one text, or with ``what`` left out the store.

    ``workers`` and ``cluster`` are as :func:`geo.spread.pool` has them; workers of a cluster must see the same folder.
    ``tell`` hears how many documents are done.

    Raises
    ------
    UnreadableText
        If there is no such folder.
    MarzError
        If a table cannot be taken as a whole; what was written before stays, and a second run goes on from there.
    """
    if what is not None and not what.exists():
        raise UnreadableText(f"{what} is no folder and no file. Check the name.")
    with archive.writing():
        archive.sweep()
        pen = _Pen(archive, rows, tell)
        if what is None:
            for answer in of_store(Store.open(store)):
                pen.take(answer)
        else:
            folder, names = (what, walk(what)) if what.is_dir() else (what.parent, iter([what.name]))
            few = what.is_file() or len(list(islice(walk(what), _FEW))) < _FEW
            with pool(workers or (1 if few else cores()), cluster) as run:
                _spread(pen, folder.resolve(), names, published, run, alone=what.is_file())
        pen.write()
    return pen.added


def walk(folder: Path, under: str = "") -> Iterator[str]:
    """List the texts and tables of a folder and the folders in it, a folder at a time; hidden ones are none."""
    with os.scandir(folder) as found:
        entries = sorted((e for e in found if not e.name.startswith((".", COMMITS))), key=lambda e: e.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path), f"{under}{entry.name}/")
        elif entry.is_file() and Path(entry.name).suffix.lower() in KINDS | TABLES:
            yield under + entry.name


def _spread(
    pen: "_Pen", folder: Path, names: Iterator[str], published: str, run: Run[Any, Any], *, alone: bool
) -> None:
    table = of_table if alone else of_table_if_known
    while chunk := list(islice(names, _CHUNK)):
        tables = [folder / n for n in chunk if _is_table(n)]
        texts = [n for n in chunk if not _is_table(n)]
        keys = [k for some in run(keys_of, _tasks(folder, texts, published, _READ)) for k in some]
        fresh = pen.known.fresh(np.array(keys, dtype="S16"), unreadable_too=True)
        pen.added.held += len(texts) - int(fresh.sum())
        wanted = [name for name, new in zip(texts, fresh, strict=True) if new]
        for answer in run(of_texts, _tasks(folder, wanted, published, _TOGETHER)):
            pen.take(answer)
        for answer in run(table, tables):
            pen.take(answer)


def _is_table(name: str) -> bool:
    return Path(name).suffix.lower() in TABLES


def _tasks(folder: Path, names: list[str], published: str, size: int) -> Iterator[Task]:
    return (Task(folder, tuple(names[i : i + size]), published) for i in range(0, len(names), size))


class _Known:
    """The keys of the documents that are in the archive or on their way into it."""

    def __init__(self, held: Keys):
        self._held, self._fresh = held, set[bytes]()

    def fresh(self, keys: Keys, *, unreadable_too: bool = False) -> NDArray[np.bool_]:
        """Say which keys are new, the first of several alike; nothing is remembered of it."""
        first = np.zeros(len(keys), dtype=bool)
        first[np.unique(keys, return_index=True)[1]] = True
        if unreadable_too:
            first |= keys == _NOTHING
        at = np.searchsorted(self._held, keys)
        there = np.zeros(len(keys), dtype=bool)
        inside = at < len(self._held)
        there[inside] = self._held[at[inside]] == keys[inside]
        unseen: NDArray[np.bool_] = np.array([k not in self._fresh for k in keys.tolist()], dtype=bool)
        return first & ~there & unseen

    def remember(self, keys: Keys) -> None:
        """Take keys as known from here on."""
        self._fresh.update(keys.tolist())

    def settle(self, keys: Keys) -> None:
        """Take keys as held: in order, which needs a tenth of the room."""
        self._held = np.sort(np.concatenate([self._held, keys]))
        self._fresh.clear()


class _Pen:
    """Gathers answers in their order and writes them when they are many."""

    def __init__(self, archive: Archive, most: int, tell: Tell | None):
        self.archive, self.most, self.tell = archive, most, tell
        self.known, self.added = _Known(archive.keys()), Added()
        self._rows: list[pa.Table] = []
        self._keys: list[Keys] = []

    def take(self, answer: Answer) -> None:
        """Keep what is new of an answer."""
        fresh = answer.keys[self.known.fresh(answer.keys)]
        self.known.remember(fresh)
        rows = answer.rows
        if len(fresh) < len(answer.keys):
            rows = _only(rows, fresh)
        self._rows.append(rows)
        self._keys.append(fresh)
        done = self.added
        done.documents, done.rows = done.documents + len(fresh), done.rows + rows.num_rows
        done.held += len(answer.keys) - len(fresh) + answer.repeated
        done.refused += answer.refused
        done.told += answer.told[: max(0, 100 - len(done.told))]
        if self.tell:
            self.tell(done.documents + done.held + done.refused)
        if sum(t.num_rows for t in self._rows) >= self.most or sum(map(len, self._keys)) >= DOCUMENTS:
            self.write()

    def write(self) -> None:
        """Write what was gathered."""
        keys = np.concatenate([np.zeros(0, dtype="S16"), *self._keys])
        if len(keys):
            self.archive.commit(pa.concat_tables(self._rows), keys)
            self.known.settle(keys)
        self._rows, self._keys = [], []


def _only(rows: pa.Table, fresh: Keys) -> pa.Table:
    """Keep the rows of fresh documents."""
    return rows.filter(pa.array(np.isin(np.array(rows["key"].to_pylist(), dtype=fresh.dtype), fresh)))
