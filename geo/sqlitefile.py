"""The SQLite files that people add to: what was acknowledged is on the disk, and faults are said in words.

``write-ahead`` logging lets people read while one writes; ``synchronous = full`` brings every commit to the disk before
it is acknowledged. A file carries its format as ``user_version``; a newer Marz's file is refused, an older one is read.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from geo.durable import refusing, sync_folder
from geo.errors import MarzError, NotBuilt, Unwritable

FORMAT = 1
WAIT_SECONDS = 300.0
REPAIR = "Run 'marz check --repair', which keeps the broken file and saves what can be read"
_NO_ROOM_FOR_A_LOG = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
_WRITING = {
    sqlite3.SQLITE_FULL: "Make room on the disk and run it again; nothing half-written was kept",
    sqlite3.SQLITE_IOERR: "Make room on the disk, or see whether it is in order, and run it again",
    sqlite3.SQLITE_READONLY: "Ask for the right to write there, or give another folder with --store DIR",
    sqlite3.SQLITE_CANTOPEN: "Ask for the right to write there, or give another folder with --store DIR",
    sqlite3.SQLITE_BUSY: "Somebody else is writing; let it end and try again",
    sqlite3.SQLITE_LOCKED: "Somebody else is writing; let it end and try again",
}


class NewerFile(NotBuilt):
    """A store file that a newer Marz wrote; it is left alone."""


@contextmanager
def writing(file: Path, prepare: Callable[[sqlite3.Connection], None]) -> Iterator[sqlite3.Connection]:
    """Open a file for one transaction, all of it kept or nothing; ``prepare`` makes the tables that are not there yet.

    Raises
    ------
    Unwritable
        If the disk is full, the folder may not be written to, or somebody has been writing for five minutes.
    NotBuilt
        If the file is broken.
    """
    with refusing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    new = not file.exists()
    try:
        with closing(sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)) as base:
            known_version(base, file)
            _write_ahead(base)
            base.execute("pragma synchronous = full")
            with all_or_nothing(base):
                prepare(base)
                if known_version(base, file) < FORMAT:
                    base.execute(f"pragma user_version = {FORMAT}")
                yield base
            if new:
                sync_folder(file.parent)
    except sqlite3.DatabaseError as fault:
        raise told(file, fault, writing=True) from fault
    except UnicodeEncodeError as fault:
        raise MarzError(f"{fault.object[:60]!a} is not text in any script. Write it in UTF-8.") from None


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection | None]:
    """Open a file to read it, ``None`` where there is none; also from a medium that cannot be written to.

    Raises
    ------
    NotBuilt
        If the file is broken, or was written by a newer Marz.
    """
    if not file.exists():
        yield None
        return
    try:
        with closing(_open(file)) as base:
            yield base if known_version(base, file) or _tables(base) else None
    except sqlite3.DatabaseError as fault:
        raise told(file, fault) from None


@contextmanager
def all_or_nothing(base: sqlite3.Connection) -> Iterator[None]:
    """Keep everything that is written within the block, or nothing of it."""
    base.execute("begin immediate")
    try:
        yield
    except BaseException:
        if base.in_transaction:  # a full disk has taken it back already
            base.execute("rollback")
        raise
    base.execute("commit")


def told(file: Path, fault: sqlite3.Error, *, writing: bool = False) -> MarzError:
    """Turn a fault of SQLite into words that end with the remedy."""
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or (code == sqlite3.SQLITE_ERROR and not writing):
        return NotBuilt(f"{file} cannot be read ({fault}). {REPAIR}.")
    if code in _WRITING:
        what = "written" if writing else "read"
        return (Unwritable if writing else NotBuilt)(f"{file} cannot be {what} ({fault}). {_WRITING[code]}.")
    return MarzError(
        f"{file} refused what was to be written ({fault}). Nothing was kept; report this as a fault of Marz."
    )


def known_version(base: sqlite3.Connection, file: Path) -> int:
    """Give the format of a file, 0 for one from before formats were numbered; a newer one is refused."""
    version = int(base.execute("pragma user_version").fetchone()[0])
    if version > FORMAT:
        raise NewerFile(
            f"{file} was written by a newer Marz (format {version}). Install that version to go on with it."
        )
    return version


def columns_of(base: sqlite3.Connection, table: str) -> list[str]:
    """Name the columns that a table has in this file; empty where there is no such table."""
    return [row[1] for row in base.execute("select * from pragma_table_info(?)", [table])]


def _write_ahead(base: sqlite3.Connection) -> None:
    """Switch a new file over. SQLite does not wait here where two make the same file at once, so this does."""
    last = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            base.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
        time.sleep(0.02)


def _open(file: Path) -> sqlite3.Connection:
    """Open to read; where SQLite may not write its log, a settled file is taken as it is."""
    base = sqlite3.connect(file, timeout=WAIT_SECONDS)
    try:
        base.execute("select 1 from sqlite_master limit 1")
    except sqlite3.OperationalError as fault:
        base.close()
        if fault.sqlite_errorcode & 0xFF not in _NO_ROOM_FOR_A_LOG or _unsettled(file):
            raise
        base = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    base.execute("pragma query_only = on")
    return base


def _unsettled(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _tables(base: sqlite3.Connection) -> bool:
    return bool(base.execute("select 1 from sqlite_master where type = 'table' limit 1").fetchone())
