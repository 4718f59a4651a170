"""Broken store files made whole again: from the seeds, from the journal, and from what can still be read of them.

Nothing is thrown away: a broken file is kept beside, under a name that says since when. What cannot be saved is named.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geo import additions, facts, journal, paths, reviewed, seeds, sqlitefile
from geo.database import Database
from geo.durable import put, workshop
from geo.errors import NotBuilt
from geo.ingest import review

NO_ROW_BEYOND = 10**10
Row = tuple[Any, ...]


def fault_of(file: Path) -> str:
    """Say what is wrong with a store file; empty when nothing is, or there is none.

    Examples
    --------
    >>> fault_of(Path("/nowhere/added.sqlite"))
    ''
    """
    try:
        with sqlitefile.reading(file) as base:
            if base is None:
                return "it is empty" if file.exists() and _told_of(file) else ""
            found = str(base.execute("pragma integrity_check(1)").fetchone()[0])
    except sqlitefile.NewerFile:
        raise
    except NotBuilt as fault:
        return str(fault)
    return "" if found == "ok" else found.replace("\n", " ")


def repair(folder: paths.Where | None = None) -> list[str]:
    """Build what can be built, save what can be saved, and say what was done, a sentence each."""
    where = folder or paths.where()
    done = _rebuilt(paths.store(where))
    if isinstance(where, Database):
        from geo.postgres import health  # brings the driver, which files do without

        health.guard(where)
        return [*done, f"{where}: its tables and the triggers that keep them are as they should be."]
    for name, save in ((additions.FILE, _save_added), (reviewed.FILE, _save_review)):
        file = where / name
        lost = not file.exists() and _told_of(file)
        if fault := ("it is gone" if lost else fault_of(file)):
            done += save(file, fault)
    return done or ["Nothing was broken."]


def copy_rows(old: Path, table: str, columns: Sequence[str]) -> Iterator[Row]:
    """Give the rows of a table that can be read, passing over the pages that cannot; nothing from a hopeless file."""
    try:
        with closing(_wreck(old)) as base:
            yield from _readable(base, table, columns)
    except sqlite3.DatabaseError:
        return


def _wreck(old: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"{old.resolve().as_uri()}?mode=ro", uri=True)
    base.execute("pragma writable_schema = on")  # or SQLite will not look into a file that was cut short
    return base


def _readable(base: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Row]:
    names = ", ".join(f'"{c}"' for c in columns)
    command = f"select rowid, {names} from {table} where rowid > ? order by rowid"  # noqa: S608
    last, step = 0, 1
    while last < NO_ROW_BEYOND:
        try:
            for row in base.execute(command, [last]):
                last, step = row[0], 1
                yield row[1:]
            return
        except sqlite3.DatabaseError:
            last += step
            step += max(1, step // 100)  # row by row at first, then in strides, so that a hopeless file comes to an end


def _rebuilt(folder: Path) -> list[str]:
    file = folder / facts.FILE
    done = []
    if facts.digest_of(file) != facts.seeds_digest() or fault_of(file):
        built: seeds.Seeds = facts.build(folder)
        done.append(f"{file.name}: built again from the seeds, {sum(built.counts().values()):,} records.")
    return done


def _save_added(file: Path, fault: str) -> list[str]:
    def fill(base: sqlite3.Connection, old: Path) -> None:
        additions.prepare(base)
        for kind in additions.KINDS:
            _insert(base, additions.table_of(kind), (*kind.header(), "batch"), old)
        _insert(base, "batches", additions.LEDGER, old)

    kept = _remake(file, fill)
    return [f"{file.name}: {fault}", *kept, *_incomplete(file)]


def _save_review(file: Path, fault: str) -> list[str]:
    def fill(base: sqlite3.Connection, old: Path) -> None:
        review.prepare(base)
        told = list(journal.read(file.parent))
        candidates = {row[0]: row for row in _rows_told(told, "candidate", 9)}
        candidates |= {row[0]: row for row in copy_rows(old, "candidate", review.CANDIDATE)}
        decisions = {row[0]: row for row in _rows_told(told, "decision", 8)}
        decisions |= {row[0]: row for row in copy_rows(old, "decision", review.DECISION)}
        base.executemany(review.ADD_CANDIDATE, candidates.values())
        whole = [decisions[seq] for seq in sorted(decisions) if decisions[seq][1] in candidates]
        base.executemany(review.ADD_DECISION, whole)
        for identity in candidates:
            review.join(base, identity)

    kept = _remake(file, fill)
    log = review.ReviewLog(file.parent)
    there = f"{len(log.candidates(None)):,} candidates and {len(log.log()):,} decisions are there"
    return [f"{file.name}: {fault}", *kept, f"{file.name}: {there}."]


def _remake(file: Path, fill: Callable[[sqlite3.Connection, Path], None]) -> list[str]:
    """Make a file anew out of what is left of it, put it in place, and keep the broken one."""
    with workshop(file) as beside:
        fresh = beside / file.name
        try:
            with closing(sqlite3.connect(fresh, isolation_level=None)) as base:
                with sqlitefile.all_or_nothing(base):
                    fill(base, file)
                    base.execute(f"pragma user_version = {sqlitefile.FORMAT}")
                base.execute("pragma journal_mode = wal")
        except sqlite3.DatabaseError as fault:
            raise sqlitefile.told(file, fault, writing=True) from fault
        aside = _set_aside(file)
        put(fresh, file)
    return [f"{file.name}: the broken file is kept as {aside}."] if aside else []


def _set_aside(file: Path) -> str:
    since = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    for tail in ("-wal", "-shm", ""):
        part = file.with_name(file.name + tail)
        if part.exists():
            part.replace(file.with_name(f"{file.name}.broken-{since}{tail}"))
    aside = f"{file.name}.broken-{since}"
    return aside if file.with_name(aside).exists() else ""


def _insert(base: sqlite3.Connection, table: str, wanted: Sequence[str], old: Path) -> None:
    columns = [c for c in wanted if c in _columns_in(old, table)]
    if not columns:
        return
    names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
    base.executemany(f"insert or ignore into {table} ({names}) values ({marks})", copy_rows(old, table, columns))  # noqa: S608


def _columns_in(old: Path, table: str) -> list[str]:
    """Name the columns of a table in a broken file, or in one from before some were thought of."""
    with suppress(sqlite3.DatabaseError), closing(_wreck(old)) as base:
        return sqlitefile.columns_of(base, table)
    return []


def _rows_told(lines: Iterable[journal.Line], did: str, width: int) -> Iterator[Row]:
    for line in lines:
        row = line.get("row")
        if line.get("did") == did and isinstance(row, list) and len(row) == width:
            yield tuple(row)


def _incomplete(file: Path) -> list[str]:
    """Name the tables of which not every row was saved: to import them again adds what is missing."""
    with sqlitefile.reading(file) as base:
        held = dict(base.execute(
            "select batch, count(*) from (select batch from claim union all select batch from figure) group by batch"
        )) if base else {}  # fmt: skip
    said = {b.id: (b.file, b.sha256, b.kept) for b in additions.Additions(file.parent).batches()}
    for line in journal.read(file.parent):
        if line.get("did") == "import":
            said.setdefault(int(line["id"]), (str(line["file"]), str(line["sha256"]), int(line["kept"])))
    return [
        f"{file.name}: {held.get(number, 0):,} of {kept:,} rows of {name} were saved; import it again (SHA-256 {sha})."
        for number, (name, sha, kept) in sorted(said.items())
        if held.get(number, 0) < kept
    ]


def _told_of(file: Path) -> bool:
    """Tell whether the journal knows of something that this file should hold."""
    wanted = {"import"} if file.name == additions.FILE else {"candidate", "decision"}
    return file.name == facts.FILE or any(line.get("did") in wanted for line in journal.read(file.parent))


def check(folder: paths.Where | None = None) -> list[str]:
    """Say what is wrong with what people added to, a sentence each; nothing is written."""
    where = folder or paths.where()
    if isinstance(where, Database):
        from geo.postgres import health  # brings the driver, which files do without

        return health.faults_of(where, facts.seeds_digest())
    found = []
    for name in (facts.FILE, additions.FILE, reviewed.FILE):
        file = where / name
        lost = name != facts.FILE and not file.exists() and _told_of(file)
        try:
            fault = "it is gone" if lost else fault_of(file)
        except sqlitefile.NewerFile as newer:
            fault = str(newer)
        if fault:
            found.append(fault if str(file) in fault else f"{file}: {fault}. {sqlitefile.REPAIR}.")
    return found
