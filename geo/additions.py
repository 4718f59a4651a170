"""What people add at run time: imported tables and reviewed claims, in a file of their own beside the built store.

One SQLite file in WAL mode, never rebuilt or overwritten by a build. A batch is one transaction, so that a killed
import leaves nothing; ids come from content, so that the same batch again adds nothing; triggers refuse to change or
delete what was once written. Readers say up to which batch they read, and see one state however long they take.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_origin, get_type_hints

from geo import paths
from geo.errors import MarzError, NotBuilt
from geo.schema import Claim, Event, Figure, Place, Record, Source

R = TypeVar("R", bound=Record)

FILE = "added.sqlite"
KINDS: tuple[type[Record], ...] = (Place, Source, Event, Claim, Figure)
WAIT_SECONDS = 300.0
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

    def __init__(self, base: sqlite3.Connection, number: int):
        self._base, self._number = base, number
        self.new: dict[str, int] = dict.fromkeys((table_of(k) for k in KINDS), 0)
        self.refused = 0

    def add(self, records: Iterable[Record]) -> None:
        """Write records; one whose id is there already is passed over."""
        groups: dict[type[Record], list[Record]] = {}
        for record in records:
            groups.setdefault(kind_of(record), []).append(record)
        for kind, rows in groups.items():
            before = self._base.total_changes
            marks = ", ".join("?" * (len(kind.header()) + 1))
            command = f"insert or ignore into {table_of(kind)} values ({marks})"  # noqa: S608
            self._base.executemany(command, _cells(kind, rows, self._number))
            self.new[table_of(kind)] += self._base.total_changes - before

    @property
    def kept(self) -> int:
        """How many new claims and figures the batch holds."""
        return self.new["claim"] + self.new["figure"]


class Additions:
    """The added records of a store folder (default: :func:`geo.paths.store`).

    Examples
    --------
    >>> import tempfile
    >>> added = Additions(Path(tempfile.mkdtemp()))
    >>> wire = Source(id="wire-undated-1a2b", publisher="Wire", title="A table", reliability="F", reliability_reason="")
    >>> with added.writing(Batch(file="a.csv", sha256="00", format="mapped", when="2025-07-06T10:00")) as pen:
    ...     pen.add([wire])
    >>> added.last(), [s.publisher for s in added.read(Source)]
    (1, ['Wire'])
    """

    def __init__(self, folder: Path | None = None):
        self.file = (folder or paths.store()) / FILE

    @contextmanager
    def writing(self, batch: Batch) -> Iterator[Pen]:
        """Write one batch, as a whole or not at all; a batch that brings nothing new leaves no trace.

        Raises
        ------
        MarzError
            If somebody else has been writing for longer than five minutes, or the file cannot be written.
        """
        self.file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with closing(sqlite3.connect(self.file, timeout=WAIT_SECONDS, isolation_level=None)) as base:
                _prepare(base)
                with _all_or_nothing(base):
                    pen = Pen(base, _last(base) + 1)
                    yield pen
                    if any(pen.new.values()):
                        row = (batch.file, batch.sha256, batch.format, batch.when, pen.kept, pen.refused)
                        values = (_last(base) + 1, *row, int(batch.redistributable))
                        base.execute("insert into batches values (?,?,?,?,?,?,?,?)", values)
        except sqlite3.DatabaseError as fault:
            remedy = "If another import is running, let it end and try again; else see whether the disk is full."
            raise MarzError(f"{self.file.name} cannot be written ({fault}). {remedy}") from fault

    def last(self) -> int:
        """Give the number of the last batch; 0 when nothing was ever added."""
        with self._reading() as base:
            return _last(base) if base else 0

    def read(self, kind: type[R], *, upto: int | None = None) -> Iterator[R]:
        """Read the added records of one kind, in the order they were added, up to and with a batch."""
        with self._reading() as base:
            if base is None:
                return
            columns = ", ".join(f'"{c}"' for c in kind.header())
            command = f"select {columns} from {table_of(kind)} where batch <= ? order by rowid"  # noqa: S608
            make = _maker(kind)
            for row in base.execute(command, [_last(base) if upto is None else upto]):
                yield make(row)

    def ids(self, kind: type[Record], among: Iterable[str]) -> set[str]:
        """Say which of these ids are there already."""
        with self._reading() as base:
            if base is None:
                return set()
            command = f"select id from {table_of(kind)} where id = ?"  # noqa: S608
            return {i for i in among if base.execute(command, [i]).fetchone()}

    def batches(self) -> list[Batch]:
        """List the batches in order."""
        with self._reading() as base:
            names = 'id, file, sha256, format, "when", kept, refused, redistributable'
            rows = base.execute(f"select {names} from batches order by id").fetchall() if base else []  # noqa: S608
        return [
            Batch(id=r[0], file=r[1], sha256=r[2], format=r[3], when=r[4], kept=r[5], refused=r[6],
                  redistributable=bool(r[7]))
            for r in rows
        ]  # fmt: skip

    def digest(self, before: str, *, upto: int) -> str:
        """Carry a digest on over the batches up to and with one; it stays as it is when there are none."""
        total = before
        for batch in self.batches()[:upto]:
            total = hashlib.sha256(f"{total} {batch.id} {batch.sha256} {batch.kept} {batch.when}".encode()).hexdigest()
        return total

    def withheld(self, *, upto: int | None = None) -> frozenset[str]:
        """Give the ids of the sources whose statements must not be passed on."""
        with self._reading() as base:
            if base is None:
                return frozenset()
            command = (
                "select s.id from source s join batches b on b.id = s.batch where not redistributable and b.id <= ?"
            )
            return frozenset(r[0] for r in base.execute(command, [_last(base) if upto is None else upto]))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        if not self.file.exists():
            yield None
            return
        try:
            with closing(sqlite3.connect(self.file, timeout=WAIT_SECONDS)) as base:
                base.execute("pragma query_only = on")
                known = base.execute("select 1 from sqlite_master where name = 'batches'").fetchone()
                yield base if known else None
        except sqlite3.DatabaseError as fault:
            remedy = "Move it away to go on without what was added, and import the tables again."
            raise NotBuilt(f"{self.file} cannot be read ({fault}). {remedy}") from None


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


def _prepare(base: sqlite3.Connection) -> None:
    base.execute("pragma journal_mode = wal")
    base.execute("pragma synchronous = full")
    base.execute("pragma cache_size = -200000")
    ready = base.execute("select 1 from sqlite_master where name = 'batches_stays_delete'").fetchone()
    if ready:
        return
    with _all_or_nothing(base):
        for kind in KINDS:
            names = ", ".join(f'"{c}"' + " text primary key" * (c == "id") for c in kind.header())
            base.execute(f"create table if not exists {table_of(kind)} ({names}, batch integer not null)")
        base.execute(_LEDGER)
        for table in (*(table_of(k) for k in KINDS), "batches"):
            for action in ("update", "delete"):
                base.execute(_STAYS.format(table=table, action=action))


@contextmanager
def _all_or_nothing(base: sqlite3.Connection) -> Iterator[None]:
    base.execute("begin immediate")
    try:
        yield
    except BaseException:
        base.execute("rollback")
        raise
    base.execute("commit")


def _last(base: sqlite3.Connection) -> int:
    return int(base.execute("select coalesce(max(id), 0) from batches").fetchone()[0])


# SQLite's own adaptation, in C, is what makes a million rows bearable.
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_adapter(tuple, ";".join)


def _cells(kind: type[Record], rows: Iterable[Record], batch: int) -> Iterator[tuple[object, ...]]:
    values, parts = attrgetter(*kind.header()), (batch,)
    return ((row.cells if isinstance(row, Line) else values(row)) + parts for row in rows)


def _maker(kind: type[R]) -> Callable[[tuple[Any, ...]], R]:
    """Make records of rows that were checked when they were written."""
    mend: list[tuple[str, Callable[[Any], Any]]] = []
    for name, hint in zip(kind.header(), _hints(kind), strict=True):
        if get_origin(hint) is tuple:
            mend.append((name, _parts_of))
        elif _bare(hint) is date:
            mend.append((name, _day_of))
        elif hint is bool:
            mend.append((name, bool))
    names = kind.header()

    def make(row: tuple[Any, ...]) -> R:
        cells = dict(zip(names, row, strict=True))
        for name, read in mend:
            cells[name] = read(cells[name])
        return kind(**cells)

    return make


@lru_cache(maxsize=50_000)
def _parts_of(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


@lru_cache(maxsize=50_000)
def _day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _hints(kind: type[Record]) -> list[Any]:
    hints = get_type_hints(kind)
    return [hints[c] for c in kind.header()]


def _bare(hint: Any) -> Any:
    return hint.__args__[0] if get_origin(hint) is UnionType else hint
