"""A store's additions and reviews in one file, and back: ``marz backup FILE``, ``marz restore FILE``.

The copy shows one moment although others write: it is made by SQLite's own backup, or in one transaction with a team's
database, and either kind of store takes the other's. What comes back is never taken as it is: sizes, checksums and
every row are checked, and the rows go into tables that are made here.
"""

import hashlib
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from geo import additions, journal, paths, records, reviewed, sqlitefile
from geo.database import Database
from geo.durable import put, refusing, workshop
from geo.errors import MarzError
from geo.ingest import review
from geo.schema import Record

KIND, FORMAT = "marz backup", 1
MANIFEST = "manifest.json"
FILES = (additions.FILE, reviewed.FILE)
MAX_BYTES = 16_000_000_000
_MAX_MANIFEST = 100_000
_CHUNK = 1 << 20
Row = tuple[Any, ...]


class NoBackup(MarzError):
    """A file that is no backup of a Marz store, or no whole one."""


def backup(path: Path, *, folder: paths.Where | None = None, when: str) -> dict[str, int]:
    """Write all that people added to a store into one file, and say how much that is.

    Raises
    ------
    MarzError
        If a store file is broken, or the disk does not take the backup; an older backup at ``path`` is untouched then.
    """
    where = folder or paths.where()
    with workshop(path) as beside:
        copies = _copies(where, beside)
        counts = _counts(beside)
        about = {"kind": KIND, "format": FORMAT, "when": when, "counts": counts, "files": copies}
        made = beside / "backup.zip"
        with refusing(path):
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps(about, indent=1))
                for name in copies:
                    archive.write(beside / name, name)
            made.chmod(0o600)  # it may hold what its source forbids to pass on
            put(made, path)
    return counts


def restore(path: Path, *, folder: paths.Where | None = None, replace: bool = False) -> dict[str, int]:
    """Bring a backup back into a store, and say how much that is.

    Raises
    ------
    NoBackup
        If the file is not a whole backup; nothing is changed then.
    MarzError
        If the store holds additions or reviews already, and ``replace`` is not set.
    """
    where = folder or paths.where()
    if not isinstance(where, Database):
        _refuse_full(where, replace=replace)
    with workshop(paths.store(where) / additions.FILE) as beside:
        files = _unpack(path, beside)
        whole = beside / "whole"
        whole.mkdir()
        for name, remake in ((additions.FILE, _remade_additions), (reviewed.FILE, _remade_review)):
            if name in files:
                remake(beside / name, whole / name, path)
        if isinstance(where, Database):
            from geo import moving  # brings the driver, which files do without

            moving.into_database(where, whole, replace=replace)
            return moving.counts(where)
        _put_in_place(whole, where, replace=replace)
    return _counts(where)


def _refuse_full(where: Path, *, replace: bool) -> None:
    if not replace and (held := [name for name in FILES if _holds(where / name)]):
        raise MarzError(
            f"{where} holds {' and '.join(held)} already. Back it up, then give --replace to put this in its place."
        )


def _put_in_place(whole: Path, where: Path, *, replace: bool) -> None:
    for name in FILES:
        if (whole / name).exists() or (replace and (where / name).exists()):
            _into(whole / name, where / name)
    own = {"import", "candidate", "decision"}
    others = [line for line in journal.read(where) if line.get("did") not in own]
    journal.begin_again(where, [*others, *_told(where)])


def _copies(where: paths.Where, beside: Path) -> dict[str, dict[str, Any]]:
    """Copy a store's parts, and say of each how large it is and its checksum."""
    if isinstance(where, Database):
        from geo import moving  # brings the driver, which files do without

        moving.into_files(where, beside)
        return {name: _summed(beside / name) for name in FILES}
    return {name: _copy(where / name, beside / name) for name in FILES if (where / name).exists()}


def _copy(file: Path, to: Path) -> dict[str, Any]:
    with sqlitefile.reading(file) as base, closing(sqlite3.connect(to)) as copy:
        try:
            if base is not None:
                base.backup(copy, pages=10_000)
            copy.execute("pragma journal_mode = delete")
            fault = copy.execute("pragma integrity_check(1)").fetchone()[0]
        except sqlite3.OperationalError as full:
            raise sqlitefile.told(to.parent.parent / to.name, full, writing=True) from None
    if fault != "ok":
        raise MarzError(f"{file} is broken ({fault}). {sqlitefile.REPAIR}; then back it up.")
    return _summed(to)


def _summed(file: Path) -> dict[str, Any]:
    with file.open("rb") as content:
        return {"bytes": file.stat().st_size, "sha256": hashlib.file_digest(content, "sha256").hexdigest()}


def _unpack(path: Path, beside: Path) -> list[str]:
    """Take the files out of a backup, none larger than it says, each as its checksum says."""
    with _archive(path) as archive:
        about = _manifest(path, archive)
        for name, said in about.items():
            digest, size = hashlib.sha256(), 0
            with archive.open(name) as packed, (beside / name).open("wb") as out:
                while chunk := packed.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    if size > said["bytes"]:
                        raise NoBackup(f"{path.name}: {name} is larger than it says. Take another backup.")
                    out.write(chunk)
            if size != said["bytes"] or digest.hexdigest() != said["sha256"]:
                raise NoBackup(f"{path.name}: {name} is not as it was backed up (checksum). Take another backup.")
    return list(about)


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    if not path.is_file():
        raise NoBackup(f"There is no file {path}. Check the name.")
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as fault:
        raise NoBackup(f"{path.name} is not a whole backup of Marz ({fault}). Take another backup.") from None


def _manifest(path: Path, archive: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    entries = {i.filename: i for i in archive.infolist()}
    foreign = NoBackup(f"{path.name} is not a backup of Marz. Give a file that 'marz backup' wrote.")
    if MANIFEST not in entries or entries[MANIFEST].file_size > _MAX_MANIFEST:
        raise foreign
    about = json.loads(archive.read(MANIFEST))
    if not isinstance(about, dict) or about.get("kind") != KIND or not isinstance(about.get("files"), dict):
        raise foreign
    if about.get("format") != FORMAT:
        raise NoBackup(f"{path.name} was written by a newer Marz. Install that version to restore it.")
    files: dict[str, dict[str, Any]] = about["files"]
    if set(entries) != {MANIFEST, *files} or len(archive.infolist()) != len(entries) or not set(files) <= set(FILES):
        raise NoBackup(f"{path.name} holds files that no backup holds. Give a file that 'marz backup' wrote.")
    for name, said in files.items():
        sized = isinstance(said, dict) and isinstance(said.get("bytes"), int) and isinstance(said.get("sha256"), str)
        packed = entries[name].compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if not sized or not packed or not 0 <= said["bytes"] <= MAX_BYTES or entries[name].file_size != said["bytes"]:
            raise NoBackup(f"{path.name}: {name} is not of the size it says. Take another backup.")
    return files


def _remade_additions(old: Path, new: Path, path: Path) -> None:
    def fill(base: sqlite3.Connection, source: sqlite3.Connection) -> None:
        additions.prepare(base)
        for kind in additions.KINDS:
            table, names = additions.table_of(kind), (*kind.header(), "batch")
            _insert(base, table, names, _checked(kind, _rows(source, table, names)))
        _insert(base, "batches", additions.LEDGER, _rows(source, "batches", additions.LEDGER))

    _remade(old, new, path, fill)


def _remade_review(old: Path, new: Path, path: Path) -> None:
    def fill(base: sqlite3.Connection, source: sqlite3.Connection) -> None:
        review.prepare(base)
        candidates = list(_rows(source, "candidate", review.CANDIDATE))
        _insert(base, "candidate", review.CANDIDATE, iter(candidates))
        _insert(base, "decision", review.DECISION, _rows(source, "decision", review.DECISION))
        for row in candidates:
            review.join(base, row[0])

    _remade(old, new, path, fill)


def _remade(old: Path, new: Path, path: Path, fill: Callable[[sqlite3.Connection, sqlite3.Connection], None]) -> None:
    """Make a store file out of the rows of one that is not trusted: no view, trigger or table of it comes along."""
    try:
        with closing(sqlite3.connect(f"{old.as_uri()}?mode=ro&immutable=1", uri=True)) as source:
            source.execute("pragma trusted_schema = off")
            source.execute("pragma cell_size_check = on")
            sqlitefile.known_version(source, path)
            with closing(sqlite3.connect(new, isolation_level=None)) as base:
                with sqlitefile.all_or_nothing(base):
                    fill(base, source)
                    base.execute(f"pragma user_version = {sqlitefile.FORMAT}")
                base.execute("pragma journal_mode = wal")
    except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise NoBackup(f"{path.name}: {old.name} cannot be taken ({fault}). Take another backup.") from None


def _rows(source: sqlite3.Connection, table: str, wanted: Sequence[str]) -> Iterator[Row]:
    real = source.execute("select sql from sqlite_master where type = 'table' and name = ?", [table]).fetchone()
    if not real or not str(real[0]).lower().lstrip().startswith("create table"):
        raise ValueError(f"it has no table {table!r}")
    there = sqlitefile.columns_of(source, table)
    names = ", ".join(f'"{c}"' if c in there else "null" for c in wanted)
    return iter(source.execute(f"select {names} from {table} order by rowid"))  # noqa: S608


def _checked(kind: type[Record], rows: Iterator[Row]) -> Iterator[Row]:
    """Hold every row to what a row of the seeds is held to."""
    for row in rows:
        cells = ["" if c is None else records.cell(c) for c in row[:-1]]
        records.parse(_flags(kind, cells), kind)
        yield row


def _flags(kind: type[Record], cells: list[str]) -> list[str]:
    """Write truth as the seeds do; SQLite holds it as 0 and 1."""
    flags = additions.flags_of(kind)
    return [
        {"0": "false", "1": "true"}.get(c, c) if n in flags else c for n, c in zip(kind.header(), cells, strict=True)
    ]


def _insert(base: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterator[Row]) -> None:
    columns, marks = ", ".join(f'"{c}"' for c in names), ", ".join("?" * len(names))
    base.executemany(f"insert into {table} ({columns}) values ({marks})", rows)  # noqa: S608


def _into(whole: Path, file: Path) -> None:
    """Put a whole file where the store's is, in one transaction that other processes wait for."""
    try:
        with refusing(file), closing(sqlite3.connect(file, timeout=sqlitefile.WAIT_SECONDS)) as base:
            base.execute("pragma synchronous = full")
            with closing(sqlite3.connect(whole)) as source:
                source.backup(base)
    except sqlite3.DatabaseError as fault:
        raise sqlitefile.told(file, fault, writing=True) from None


def _told(where: Path) -> Iterator[journal.Line]:
    """Tell a restored store's journal anew, as if each had been done there."""
    for name, table, columns, line in (
        (additions.FILE, "batches", additions.LEDGER, additions.line_of_batch),
        (reviewed.FILE, "candidate", review.CANDIDATE, review.line_of_candidate),
        (reviewed.FILE, "decision", review.DECISION, review.line_of_decision),
    ):
        with sqlitefile.reading(where / name) as base:
            for row in _rows(base, table, columns) if base else ():
                yield line(row)


def _holds(file: Path) -> bool:
    with sqlitefile.reading(file) as base:
        table = "batches" if file.name == additions.FILE else "candidate"
        return base is not None and bool(base.execute(f"select 1 from {table} limit 1").fetchone())  # noqa: S608


def _counts(folder: Path) -> dict[str, int]:
    added, log = additions.Additions(folder), review.ReviewLog(folder)
    return {"batches": len(added.batches()), "candidates": len(log.candidates(None)), "decisions": len(log.log())}
