"""A build made the team's: its seeds' digest, which everybody's facts must have, and a copy of the facts for views."""

from collections.abc import Iterable, Mapping

from geo.database import Database
from geo.postgres import tables, views
from geo.postgres.server import WRITE, Connection, transaction
from geo.postgres.shared import SharedBase
from geo.schema import Record


def publish(
    database: Database, records: Mapping[type[Record], Iterable[Record]], digest: str, shapes: Mapping[str, bytes]
) -> list[str]:
    """Make or migrate the team's store and put this build in it, in one transaction; say what the server lacks.

    ``shapes`` are those of places that are no points, as well-known binary in WGS 84.
    """
    with transaction(database, WRITE) as base:
        tables.lock(base, "build", "added", "review")
        tables.prepare(base)
        write = SharedBase(base)
        for kind in tables.BUILT:
            table = f"built_{kind.__name__.lower()}"
            base.execute(f"delete from {table}")
            header = kind.header()
            write.insert(table, header, (tuple(getattr(r, c) for c in header) for r in records.get(kind, ())))
        base.execute("delete from built_shape")
        write.insert("built_shape", ("id", "wkb"), shapes.items())
        lacking = views.make(base)
        turn_over(base, seeds_sha256=digest)
        write.note([{"did": "build", "seeds_sha256": digest}])
        lacking += [f"The server knows no role {role}; see layers/page/serving.md." for role in tables.grant(base)]
    return lacking


def turn_over(base: Connection, **values: str) -> None:
    """Let everybody who reads notice that something was put in the place of what was there."""
    (turn,) = base.execute("select coalesce(max(value::integer), 0) + 1 from about where key = 'turn'").fetchone() or (
        1,
    )
    tables.say(base, turn=str(turn), **values)
