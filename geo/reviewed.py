"""What reviewers accepted, as records for the store: a table beside the review log.

Each decision rewrites the rows of its candidate in its own transaction, so that the map and the log never disagree: an
accepted candidate is on the map at once, and taking the decision back takes the records away again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from geo import depot, paths, records, sqlitefile
from geo.errors import NotBuilt
from geo.schema import Claim, Event, Figure, Place, Record, Source

R = TypeVar("R", bound=Record)

FILE = "review.sqlite"
KINDS: dict[str, type[Record]] = {k.__name__.lower(): k for k in (Place, Source, Event, Claim, Figure)}
SCHEMA = (
    """create table if not exists joined (
        candidate_id text not null references candidate (id), kind text not null, cells text not null)""",
    "create index if not exists joined_by_candidate on joined (candidate_id)",
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The records of all accepted candidates at one moment; ``digest`` is empty when there are none."""

    digest: str = ""
    records: dict[type[Record], tuple[Record, ...]] = field(default_factory=dict)

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Give the records of one kind; those that several candidates share, such as their source, once."""
        return self.records.get(kind, ())  # type: ignore[return-value]

    def carry(self, digest: str) -> str:
        """Carry a digest on over these records; it stays as it is when there are none."""
        return hashlib.sha256(f"{digest} {self.digest}".encode()).hexdigest() if self.digest else digest


def put(base: depot.Executes, candidate_id: str, accepted: Iterable[Record]) -> None:
    """Make ``accepted`` the records of a candidate, within the caller's transaction."""
    base.execute("delete from joined where candidate_id = ?", [candidate_id])
    rows = [(candidate_id, type(r).__name__.lower(), _cells(r)) for r in accepted]
    for row in rows:
        base.execute("insert into joined (candidate_id, kind, cells) values (?,?,?)", row)


def read(where: paths.Where | None = None) -> Reviewed:
    """Read the records of a store (default: :func:`geo.paths.where`), all at one moment.

    Examples
    --------
    >>> from pathlib import Path
    >>> read(Path("/nowhere"))
    Reviewed(digest='', records={})
    """
    with depot.of(where).reading("review") as base:
        if base is None or not base.columns("joined"):
            return Reviewed()
        order = "join candidate c on c.id = j.candidate_id order by c.rowid, j.rowid"
        rows = base.execute(f"select j.kind, j.cells from joined j {order}").fetchall()  # noqa: S608
    if not rows:
        return Reviewed()
    found: dict[type[Record], dict[str, Record]] = {}
    for name, cells in rows:
        record = _record(cells, KINDS[name])
        found.setdefault(KINDS[name], {}).setdefault(record.id, record)  # type: ignore[attr-defined]
    digest = hashlib.sha256(json.dumps(rows).encode()).hexdigest()
    return Reviewed(digest, {kind: tuple(by_id.values()) for kind, by_id in found.items()})


def _cells(record: Record) -> str:
    return json.dumps({c: records.cell(getattr(record, c)) for c in record.header()}, ensure_ascii=False)


def _record(cells: str, kind: type[Record]) -> Record:
    """Read a record by the names of its columns, so that one from before a column was thought of is read, too.

    The first files hold the cells alone, in the order of the columns then.
    """
    held = json.loads(cells)
    if isinstance(held, list):
        held = dict(zip(kind.header(), held, strict=False))
    try:
        return records.parse([held.get(c, "") for c in kind.header()], kind)
    except ValueError as fault:
        say = f"{FILE} holds an accepted {kind.__name__.lower()} that cannot be read ({fault})."
        raise NotBuilt(f"{say} {sqlitefile.REPAIR}.") from None
