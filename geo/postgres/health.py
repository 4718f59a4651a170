"""What is wrong with a team's store, a sentence each, and what of it can be mended from here."""

from geo.database import Database
from geo.errors import MarzError
from geo.postgres import tables
from geo.postgres.server import READ, WRITE, Connection, transaction

_RESTORE = "Restore a backup, or have the server's administrator do so"


def faults_of(database: Database, digest: str) -> list[str]:
    """Look whether the store is there, goes with these seeds, and holds all that its batches say."""
    try:
        with transaction(database, READ) as base:
            held = tables.about(base).get("seeds_sha256")
            found = [*_unguarded(base), *_short(base)]
    except MarzError as fault:
        return [str(fault)]
    if held != digest:
        found.append(f"{database} goes with other seeds than those here: get the team's, or run 'marz build'.")
    return found


def guard(database: Database) -> None:
    """Put back the triggers that keep what was added, as the store's owner."""
    with transaction(database, WRITE) as base:
        tables.lock(base, "build", "added", "review")
        tables.about(base)
        tables.prepare(base)


def _unguarded(base: Connection) -> list[str]:
    """Name the tables whose rows could be changed."""
    rows = base.execute(
        "select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid "
        "where t.tgname = 'stays' and t.tgenabled in ('O', 'A') and c.relnamespace = 'marz'::regnamespace"
    )
    open_ = sorted(set(tables.KEPT) - {row[0] for row in rows})
    return [f"What was added to {name} could be changed. Run 'marz check --repair' as owner." for name in open_]


def _short(base: Connection) -> list[str]:
    """Name the batches of which rows are missing, and decisions without their number."""
    rows = base.execute("""
        select b.id, b.file, b.kept, count(r.batch) from batches b
        left join (select batch from claim union all select batch from figure) r on r.batch = b.id
        group by b.id having count(r.batch) <> b.kept order by b.id""").fetchall()
    found = [f"Batch {n} ({file}) holds {held:,} of {kept:,} rows. {_RESTORE}." for n, file, kept, held in rows]
    (gaps,) = base.execute("select coalesce(max(seq), 0) - count(*) from decision").fetchone() or (0,)
    return found + [f"{gaps:,} decisions are missing. {_RESTORE}."] * bool(gaps)
