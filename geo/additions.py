"""What people add at run time: imported tables and reviewed claims, kept apart from the built store (:mod:`geo.depot`).

On one machine that is a SQLite file in WAL mode, for a team a PostgreSQL database; no build touches either. A batch is
one transaction, so that a killed import leaves nothing; ids come from content, so that the same batch again adds
nothing; triggers refuse to change or delete what was once written. Readers say up to which batch they read, and see one
state however long they take.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import MISSING, dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints

from geo import depot, journal, paths, sqlitefile
from geo.errors import NotBuilt
from geo.rows import maker
from geo.schema import Claim, Event, Figure, Place, Record, Source

R = TypeVar("R", bound=Record)

FILE = "added.sqlite"
KINDS: tuple[type[Record], ...] = (Place, Source, Event, Claim, Figure)
LEDGER = ("id", "file", "sha256", "format", "when", "kept", "refused", "redistributable")
_LEDGER = """
create table if not exists batches (
    id integer primary key, file text not null, sha256 text not null, format text not null, "when" text not null,
    kept integer not null, refused integer not null, redistributable integer not null)
"""
_STAYS = """
create trigger if not exists {table}_stays_{action} before {action} on {table}
    begin select raise(abort, 'what was added stays as it was'); end
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Where a batch came from: file, its SHA-256, format, moment, and whether its rows may be passed on."""

    file: str
    sha256: str
    format: str
    when: str
    redistributable: bool = True
    id: int = 0
    kept: int = 0
    refused: int = 0


class Line(Record):
    """A record of some kind as the row it will be: cells in the order of its header, lists joined, days as ISO text.

    Making a million frozen records only to take them apart again costs more than all else in an import.
    """

    __slots__ = ("cells", "kind")

    def __init__(self, kind: type[Record], cells: tuple[object, ...]):
        self.kind, self.cells = kind, cells

    @property
    def id(self) -> str:
        """The record's id, which is the first cell of every kind."""
        return str(self.cells[0])


def kind_of(record: Record) -> type[Record]:
    """Say which kind of record this is."""
    return record.kind if isinstance(record, Line) else type(record)


class Pen:
    """Writes the records of one batch; ``new`` counts those that were not there before, by kind."""

    def __init__(self, base: depot.Base, number: int):
        self._base, self._number = base, number
        self.new: dict[str, int] = dict.fromkeys((table_of(k) for k in KINDS), 0)
        self.refused = 0

    def add(self, records: Iterable[Record]) -> None:
        """Write records; one whose id is there already is passed over."""
        groups: dict[type[Record], list[Record]] = {}
        for record in records:
            groups.setdefault(kind_of(record), []).append(record)
        for kind, rows in groups.items():
            columns = (*kind.header(), "batch")
            self.new[table_of(kind)] += self._base.insert(table_of(kind), columns, _cells(kind, rows, self._number))

    @property
    def kept(self) -> int:
        """How many new claims and figures the batch holds."""
        return self.new["claim"] + self.new["figure"]


class Additions:
    """The added records of a store (default: :func:`geo.paths.where`).

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> added = Additions(Path(tempfile.mkdtemp()))
    >>> wire = Source(id="wire-undated-1a2b", publisher="Wire", title="A table", reliability="F", reliability_reason="")
    >>> with added.writing(Batch(file="a.csv", sha256="00", format="mapped", when="2025-07-06T10:00")) as pen:
    ...     pen.add([wire])
    >>> added.last(), [s.publisher for s in added.read(Source)]
    (1, ['Wire'])
    """

    def __init__(self, where: paths.Where | None = None):
        self.where = where or paths.where()
        self._depot = depot.of(self.where)

    @contextmanager
    def writing(self, batch: Batch) -> Iterator[Pen]:
        """Write one batch, as a whole or not at all; a batch that brings nothing new leaves no trace.

        Raises
        ------
        MarzError
            If somebody else has been writing for longer than five minutes, or the file cannot be written.
        """
        with self._depot.writing("added", prepare) as base:
            pen = Pen(base, _last(base) + 1)
            yield pen
            if any(pen.new.values()):
                row = (batch.file, batch.sha256, batch.format, batch.when, pen.kept, pen.refused)
                values = (_last(base) + 1, *row, int(batch.redistributable))
                base.execute("insert into batches values (?,?,?,?,?,?,?,?)", values)
                base.note([line_of_batch(values)])

    def last(self) -> int:
        """Give the number of the last batch; 0 when nothing was ever added."""
        with self.reading() as base:
            return _last(base) if base else 0

    def read(
        self, kind: type[R], *, upto: int | None = None, blanks: Mapping[str, Callable[[str], Any]] | None = None
    ) -> Iterator[R]:
        """Read the added records of one kind, in the order they were added, up to and with a batch.

        ``blanks`` says what a statement has in a column that its row leaves empty, by the id of its source.
        """
        with self.reading() as base:
            if base is None:
                return
            names = self.columns_in(base, kind)
            columns = ", ".join(map(_quoted, names))
            command = f"select {columns} from {table_of(kind)} where batch <= ? order by rowid"  # noqa: S608
            rows = base.rows(command, [_last(base) if upto is None else upto])
            yield from map(maker(kind, names, blanks or {}), rows)

    def ids(self, kind: type[Record], among: Iterable[str]) -> set[str]:
        """Say which of these ids are there already."""
        with self.reading() as base:
            if base is None:
                return set()
            return depot.there(base, table_of(kind), among)

    def batches(self) -> list[Batch]:
        """List the batches in order."""
        with self.reading() as base:
            names = ", ".join(map(_quoted, LEDGER))
            rows = base.execute(f"select {names} from batches order by id").fetchall() if base else []  # noqa: S608
        return [Batch(**dict(zip(LEDGER, row, strict=True)) | {"redistributable": bool(row[-1])}) for row in rows]

    def digest(self, before: str, *, upto: int) -> str:
        """Carry a digest on over the batches up to and with one; it stays as it is when there are none."""
        total = before
        for batch in self.batches()[:upto]:
            total = hashlib.sha256(f"{total} {batch.id} {batch.sha256} {batch.kept} {batch.when}".encode()).hexdigest()
        return total

    def withheld(self, *, upto: int | None = None) -> frozenset[str]:
        """Give the ids of the sources whose statements must not be passed on."""
        with self.reading() as base:
            if base is None:
                return frozenset()
            command = (
                "select s.id from source s join batches b on b.id = s.batch where redistributable = 0 and b.id <= ?"
            )
            return frozenset(r[0] for r in base.execute(command, [_last(base) if upto is None else upto]))

    def columns_in(self, base: depot.Base, kind: type[Record]) -> list[str]:
        """Name the columns that the depot has: one from before a column was thought of is read without it."""
        there = base.columns(table_of(kind))
        if lacking := [c for c in _required(kind) if c not in there]:
            say = f"{self.where} is from an older Marz and lacks {', '.join(lacking)} in {table_of(kind)}."
            raise NotBuilt(f"{say} Move it away and import the tables again.")
        return [c for c in kind.header() if c in there]

    def reading(self) -> AbstractContextManager[depot.Base | None]:
        """Open the added records as they are at one moment; ``None`` where nothing was ever added."""
        return self._depot.reading("added")


class Rehearsal:
    """Counts what a batch would bring, and writes nothing: what was seen stands in a temporary file of SQLite's own."""

    def __init__(self, added: Additions):
        self._added = added
        self.new: dict[str, int] = dict.fromkeys((table_of(k) for k in KINDS), 0)
        self.refused = 0

    @contextmanager
    def writing(self) -> Iterator["Rehearsal"]:
        """Rehearse one batch."""
        with closing(sqlite3.connect("")) as self._seen:
            self._seen.execute("create table seen (kind, id, primary key (kind, id)) without rowid")
            yield self

    def add(self, records: Iterable[Record]) -> None:
        """Count the records that would be new."""
        groups: dict[type[Record], list[str]] = {}
        for record in records:
            groups.setdefault(kind_of(record), []).append(record.id)  # type: ignore[attr-defined]
        for kind, ids in groups.items():
            there, before = self._added.ids(kind, ids), self._seen.total_changes
            fresh = ((table_of(kind), i) for i in ids if i not in there)
            self._seen.executemany("insert or ignore into seen values (?, ?)", fresh)
            self.new[table_of(kind)] += self._seen.total_changes - before


def table_of(kind: type[Record]) -> str:
    """Name the table that holds records of a kind."""
    return kind.__name__.lower()


def line_of_batch(row: Sequence[Any]) -> journal.Line:
    """Write a batch's row as a line of the journal."""
    return {"did": "import", **dict(zip(LEDGER, row, strict=True))}


def flags_of(kind: type[Record]) -> frozenset[str]:
    """Name the columns that hold true or false, which SQLite writes as 1 or 0."""
    hints = get_type_hints(kind)
    return frozenset(c for c in kind.header() if hints[c] is bool)


def prepare(base: sqlite3.Connection) -> None:
    """Make the tables that are not there, the columns that an older file lacks, and the triggers that keep it all."""
    base.execute("pragma cache_size = -200000")
    for kind in KINDS:
        table, there = table_of(kind), sqlitefile.columns_of(base, table_of(kind))
        if not there:
            names = ", ".join(_quoted(c) + " text primary key" * (c == "id") for c in kind.header())
            base.execute(f"create table {table} ({names}, batch integer not null)")
        for column in [c for c in kind.header() if there and c not in there]:
            base.execute(f"alter table {table} add column {_quoted(column)} default {_default(kind, column)}")
    base.execute(_LEDGER)
    for table in (*(table_of(k) for k in KINDS), "batches"):
        for action in ("update", "delete"):
            base.execute(_STAYS.format(table=table, action=action))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _required(kind: type[Record]) -> list[str]:
    return [f.name for f in fields(kind) if f.default is MISSING]  # type: ignore[arg-type]


def _default(kind: type[Record], column: str) -> str:
    """Write the value that a record has in a column nobody filled, as SQL."""
    (value,) = (f.default for f in fields(kind) if f.name == column)  # type: ignore[arg-type]
    if value is None or value is MISSING:
        return "null"
    if isinstance(value, bool | int | float):
        return str(int(value) if isinstance(value, bool) else value)
    return "'" + str(";".join(value) if isinstance(value, tuple) else value).replace("'", "''") + "'"


def _last(base: depot.Executes) -> int:
    return int(base.execute("select coalesce(max(id), 0) from batches").fetchone()[0])


# SQLite's own adaptation, in C, is what makes a million rows bearable.
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_adapter(tuple, ";".join)


def _cells(kind: type[Record], rows: Iterable[Record], batch: int) -> Iterator[tuple[object, ...]]:
    values, parts = attrgetter(*kind.header()), (batch,)
    return ((row.cells if isinstance(row, Line) else values(row)) + parts for row in rows)
