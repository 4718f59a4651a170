"""The built facts: every record that the seeds admit in one SQLite file, replaced as a whole when the seeds change.

It is written beside and renamed, so that a reader never sees half of it, and carries the digest of its seeds.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from geo import paths, records, seeds, sqlitefile
from geo.durable import put, workshop
from geo.errors import NotBuilt
from geo.schema import RECORDS, Record

FILE = "facts.sqlite"
FORMAT = "2"
TABLES: dict[type[Record], str] = {kind: kind.__name__.lower() for kind in RECORDS}


def build(where: paths.Where | None = None) -> seeds.Seeds:
    """Build the file from the seeds and return them, with what was refused."""
    read = seeds.read()
    file = paths.store(where) / FILE
    with workshop(file) as beside:
        fresh = beside / FILE
        try:
            with closing(sqlite3.connect(fresh)) as base, base:
                _fill(base, read)
        except sqlite3.DatabaseError as fault:
            raise sqlitefile.told(file, fault, writing=True) from fault
        put(fresh, file)
    return read


def seeds_digest(folder: Path | None = None) -> str:
    """SHA-256 over the names and contents of all seed files, and the store's format."""
    root = folder or paths.seeds()
    total = hashlib.sha256(FORMAT.encode())
    for file in sorted(root.rglob("*.csv")):
        total.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _fill(base: sqlite3.Connection, read: seeds.Seeds) -> None:
    groups = by_kind(read)
    for kind, table in TABLES.items():
        columns = ", ".join(f'"{c}"' for c in kind.header())
        base.execute(f"create table {table} ({columns})")
        marks = ", ".join("?" * len(kind.header()))
        rows = ([_plain(getattr(r, c)) for c in kind.header()] for r in groups.get(kind, []))
        base.executemany(f"insert into {table} values ({marks})", rows)  # noqa: S608
    base.execute("create table refused (file, line, why)")
    base.executemany("insert into refused values (?, ?, ?)", [(r.file, r.line, r.why) for r in read.refused])
    base.execute("create table about (key primary key, value)")
    base.execute("insert into about values ('seeds_sha256', ?)", [seeds_digest()])


def by_kind(read: seeds.Seeds) -> dict[type[Record], list[Any]]:
    """Group the seeds' records by what they are."""
    return {type(rows[0]): rows for name, rows in vars(read).items() if name != "refused" and rows}


def _plain(value: object) -> object:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else records.cell(value)


def digest_of(file: Path) -> str:
    """Digest of the seeds that the store at ``file`` was built from; empty if there is none to be read."""
    if not file.exists():
        return ""
    try:
        with reading(file) as base:
            return str(base.execute("select value from about where key = 'seeds_sha256'").fetchone()[0])
    except (NotBuilt, TypeError):
        return ""


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a built file to read from it; one that cannot be read is refused with the remedy."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as base:
            yield base
    except sqlite3.DatabaseError as fault:
        raise NotBuilt(f"The store {file.name} cannot be read ({fault}). Build it again with 'marz build'.") from None
