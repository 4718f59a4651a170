"""Where what people add is kept, behind one face: files beside the built store, or a team's PostgreSQL database.

Whoever reads and writes (:mod:`geo.additions`, :mod:`geo.reviewed`, :mod:`geo.ingest.review`) asks :func:`of` for the
depot of an address, and speaks to it in SQL that SQLite and PostgreSQL both understand, with ``?`` for values.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol

from geo import journal, paths, sqlitefile
from geo.database import Database
from geo.errors import MarzError

Part = Literal["added", "review"]
Prepare = Callable[[sqlite3.Connection], None]
Row = tuple[Any, ...]
State = tuple[int, ...]


class Executes(Protocol):
    """What takes a command of SQL: a depot's base, or a bare connection of SQLite."""

    def execute(self, command: str, values: Sequence[Any] = ..., /) -> Any:
        """Run one command and give its cursor."""


class Base(Executes, Protocol):
    """One transaction with one part of a depot."""

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
        """Add rows in their order, pass over those whose id is there, and say how many were new."""

    def rows(self, command: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Run a command and give its rows, however many, in little memory."""

    @property
    def among(self) -> str:
        """What follows a column that must be one of many values, given as :meth:`listed` gives them."""

    def listed(self, values: Iterable[object]) -> object:
        """Give many values as one."""

    def may_hold(self, kib: int) -> None:
        """Say how much memory sorting and searching may take."""

    def columns(self, table: str) -> list[str]:
        """Name the columns of a table; none where there is no such table."""

    def note(self, lines: Iterable[journal.Line]) -> None:
        """Write lines of the journal, which are kept if the transaction is."""


class Depot(Protocol):
    """A place where what people add is kept."""

    def writing(self, part: Part, prepare: Prepare) -> AbstractContextManager[Base]:
        """Open a part for one transaction, all of it kept or nothing; one at a time writes, the others wait."""

    def reading(self, part: Part) -> AbstractContextManager[Base | None]:
        """Open a part to read it as it is at one moment; ``None`` where nothing was ever added."""

    def state(self) -> State:
        """Give numbers that change with all that is added, decided or put in its place: cheap to ask for."""

    def agree(self, digest: str) -> None:
        """Refuse to go with facts built from other seeds than everybody else's."""

    def note(self, lines: Iterable[journal.Line]) -> None:
        """Write lines of the journal by themselves."""


def there(base: Base, table: str, ids: Iterable[str]) -> set[str]:
    """Say which of these ids a table holds."""
    return {row[0] for row in base.execute(f"select id from {table} where id {base.among}", [base.listed(ids)])}  # noqa: S608


def of(where: paths.Where | None = None) -> Depot:
    """Give the depot at an address (default: :func:`geo.paths.where`).

    Examples
    --------
    >>> of(Path("/nowhere")).state()
    (0, 0)
    """
    where = where or paths.where()
    if not isinstance(where, Database):
        return Files(where)
    try:
        from geo.postgres.shared import Shared
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "psycopg":
            raise
        raise MarzError(
            "A team's store needs psycopg, which is not installed. Run: pip install -e '.[postgres]'"
        ) from None
    return Shared(where)


class Files:
    """The depot of one machine: a file of SQLite for each part, and the journal beside them."""

    def __init__(self, folder: Path):
        self._folder = folder

    @contextmanager
    def writing(self, part: Part, prepare: Prepare) -> Iterator[Base]:
        """Open a part's file for one transaction; ``prepare`` makes the tables that are not there yet."""
        with sqlitefile.writing(self._folder / f"{part}.sqlite", prepare) as base:
            yield FileBase(base, self._folder)

    @contextmanager
    def reading(self, part: Part) -> Iterator[Base | None]:
        """Open a part's file to read it."""
        with sqlitefile.reading(self._folder / f"{part}.sqlite") as base:
            yield None if base is None else FileBase(base, self._folder)

    def state(self) -> State:
        """Give the numbers of the last batch and of the last decision."""
        return self._last("added", "max(id)", "batches"), self._last("review", "max(seq)", "decision")

    def agree(self, digest: str) -> None:
        """Let every build be: the facts lie in the same folder."""

    def note(self, lines: Iterable[journal.Line]) -> None:
        """Append lines to the journal's file."""
        journal.append(self._folder, lines)

    def _last(self, part: Part, number: str, table: str) -> int:
        with self.reading(part) as base:
            return int(base.execute(f"select coalesce({number}, 0) from {table}").fetchone()[0]) if base else 0  # noqa: S608


class FileBase:
    """A transaction with one of the files."""

    def __init__(self, base: sqlite3.Connection, folder: Path):
        self._base, self._folder = base, folder

    def execute(self, command: str, values: Sequence[Any] = (), /) -> sqlite3.Cursor:
        """Run one command."""
        return self._base.execute(command, values)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
        """Add rows in their order; SQLite passes over those whose id is there."""
        names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
        before = self._base.total_changes
        self._base.executemany(f"insert or ignore into {table} ({names}) values ({marks})", rows)  # noqa: S608
        return self._base.total_changes - before

    def rows(self, command: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Run a command; SQLite reads on as its rows are asked for."""
        return iter(self._base.execute(command, values))

    among = "in (select value from json_each(?))"

    def listed(self, values: Iterable[object]) -> str:
        """Give many values as one: as JSON, which SQLite takes apart."""
        return json.dumps(list(values))

    def may_hold(self, kib: int) -> None:
        """Say how much of the file may be held in memory."""
        self._base.execute(f"pragma cache_size = -{int(kib)}")

    def columns(self, table: str) -> list[str]:
        """Name the columns of a table."""
        return sqlitefile.columns_of(self._base, table)

    def note(self, lines: Iterable[journal.Line]) -> None:
        """Append to the journal now: its lines are on the disk before the transaction is acknowledged."""
        journal.append(self._folder, lines)
