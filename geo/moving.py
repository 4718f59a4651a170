"""The rows of a team's store into the files of a backup, and back: one kind of store can be moved into the other."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from geo import additions, sqlitefile
from geo.database import Database
from geo.depot import Row
from geo.errors import MarzError
from geo.ingest import review
from geo.postgres import tables
from geo.postgres.build import turn_over
from geo.postgres.server import READ, WRITE, Connection, transaction
from geo.postgres.shared import SharedBase

JOINED = ("candidate_id", "kind", "cells")
PARTS: dict[str, tuple[tuple[str, tuple[str, ...], str], ...]] = {
    additions.FILE: (
        *((additions.table_of(k), (*k.header(), "batch"), "rowid") for k in additions.KINDS),
        ("batches", additions.LEDGER, "id"),
    ),
    review.FILE: (
        ("candidate", review.CANDIDATE, "rowid"), ("decision", review.DECISION, "seq"), ("joined", JOINED, "rowid"),
    ),
}  # fmt: skip
_PREPARE = {additions.FILE: additions.prepare, review.FILE: review.prepare}


def into_files(database: Database, folder: Path) -> None:
    """Write all that a team added into files as one machine has them, as it stands at one moment."""
    with transaction(database, READ) as base:
        tables.about(base)
        for name, parts in PARTS.items():
            made = closing(sqlite3.connect(folder / name, isolation_level=None))
            with made as file, sqlitefile.all_or_nothing(file):
                _PREPARE[name](file)
                for table, columns, order in parts:
                    _write(file, table, columns, _rows(base, table, columns, order))
                file.execute(f"pragma user_version = {sqlitefile.FORMAT}")


def into_database(database: Database, folder: Path, *, replace: bool) -> None:
    """Bring the rows of whole files into a team's store, all of them or none.

    Raises
    ------
    MarzError
        If the store holds something already, and ``replace`` is not set; it takes the store's owner to replace.
    """
    with transaction(database, WRITE) as base:
        tables.lock(base, "build", "added", "review")
        tables.about(base)
        if any(base.execute(f"select 1 from {table} limit 1").fetchone() for table in ("batches", "candidate")):  # noqa: S608
            if not replace:
                raise MarzError(
                    f"{database} holds additions or reviews already. Back it up, then give --replace to put this in "
                    "its place."
                )
            _empty(base)
        for name, parts in PARTS.items():
            if (folder / name).exists():
                with closing(sqlite3.connect(f"{(folder / name).as_uri()}?mode=ro", uri=True)) as file:
                    for table, columns, _ in parts:
                        named = tables.names(columns)
                        rows = file.execute(f"select {named} from {table} order by rowid")  # noqa: S608
                        SharedBase(base).insert(table, columns, rows)
        turn_over(base)
        SharedBase(base).note([{"did": "restore"}])


def counts(database: Database) -> dict[str, int]:
    """Say how much a team added."""
    names = {"batches": "batches", "candidates": "candidate", "decisions": "decision"}
    with transaction(database, READ) as base:
        tables.about(base)
        return {what: base.execute(f"select count(*) from {table}").fetchone()[0] for what, table in names.items()}  # type: ignore[index]  # noqa: S608


def _empty(base: Connection) -> None:
    """Let go of what is there, which its owner alone may: the triggers that keep it are theirs."""
    for table, _, _ in (*PARTS[review.FILE][::-1], *PARTS[additions.FILE]):
        base.execute(f"alter table {table} disable trigger user")
        base.execute(f"delete from {table}")  # noqa: S608
        base.execute(f"alter table {table} enable trigger user")


def _rows(base: Connection, table: str, columns: Sequence[str], order: str) -> Iterator[Row]:
    return SharedBase(base).rows(f"select {tables.names(columns)} from {table} order by {order}")  # noqa: S608


def _write(file: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
    marks = ", ".join("?" * len(columns))
    file.executemany(f"insert into {table} ({tables.names(columns)}) values ({marks})", rows)  # noqa: S608
