"""The depot of a team: one database for all its members.

Writers of a part wait for each other, so that batches and decisions are numbered without gaps in the order in which
they become visible: who sees number 7 sees all before it. Readers wait for nobody and see one moment.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from geo import journal
from geo.database import Database
from geo.depot import Base, Part, Prepare, Row, State
from geo.errors import NotBuilt
from geo.postgres import tables
from geo.postgres.server import READ, WRITE, Connection, ask, transaction

_STATE = """
select (select coalesce(max(id), 0) from batches), (select coalesce(max(seq), 0) from decision),
       (select value::integer from about where key = 'turn')
"""


class Shared:
    """The depot in a database."""

    def __init__(self, database: Database):
        self._database = database

    @contextmanager
    def writing(self, part: Part, prepare: Prepare) -> Iterator[Base]:
        """Open a part for one transaction; its tables were made by the store's owner."""
        with transaction(self._database, WRITE) as base:
            tables.lock(base, part)
            tables.about(base)
            yield SharedBase(base)

    @contextmanager
    def reading(self, part: Part) -> Iterator[Base | None]:
        """Open a part to read it as it is at one moment."""
        with transaction(self._database, READ) as base:
            yield SharedBase(base)

    def state(self) -> State:
        """Give the numbers of the last batch, the last decision, and the last time that all was built or restored."""
        return ask(self._database, _STATE)

    def agree(self, digest: str) -> None:
        """Refuse facts that are not built from the team's seeds.

        Raises
        ------
        NotBuilt
            If there is no store, or it goes with other seeds.
        """
        with transaction(self._database, READ) as base:
            held = tables.about(base).get("seeds_sha256")
        if held != digest:
            raise NotBuilt(
                f"The team's store {self._database} goes with other seeds (or another Marz) than those on this "
                "machine, and answers would differ. Get the team's version; or, where yours is the newer one, have the "
                "store's owner run 'marz build --store URL' with it."
            )

    def note(self, lines: Iterable[journal.Line]) -> None:
        """Write lines of the journal by themselves."""
        with transaction(self._database, WRITE) as base:
            SharedBase(base).note(lines)


class SharedBase:
    """A transaction with the database."""

    def __init__(self, base: Connection):
        self._base = base

    def execute(self, command: str, values: Sequence[Any] = (), /) -> Any:
        """Run one command, its values given apart from it."""
        return self._base.execute(command.replace("?", "%s"), values)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
        """Add rows in their order: copied to a table of this transaction's own first, which is ten times as fast."""
        beside, named = f"incoming_{table}", tables.names(columns)
        self._base.execute(
            f"create temporary table if not exists {beside} on commit drop as select 0::bigint as n, {named} "
            f"from {table} with no data"
        )
        with self._base.cursor() as cursor:
            with cursor.copy(f"copy {beside} (n, {named}) from stdin") as copy:
                for n, row in zip(count(), rows):
                    copy.write_row([n, *(";".join(c) if type(c) is tuple else c for c in row)])
            cursor.execute(
                f"insert into {table} ({named}) select {named} from {beside} order by n on conflict do nothing"
            )
            new = cursor.rowcount
            cursor.execute(f"truncate {beside}")
        return new

    def rows(self, command: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Run a command; its rows come in portions, as they are asked for."""
        with self._base.cursor(name="marz_rows") as cursor:
            cursor.itersize = 20_000
            cursor.execute(command.replace("?", "%s"), values)
            yield from cursor

    among = "= any(?)"

    def listed(self, values: Iterable[object]) -> list[object]:
        """Give many values as one: an array."""
        return list(values)

    def may_hold(self, kib: int) -> None:
        """Say how much memory the server may take to sort, in this transaction."""
        self._base.execute(f"set local work_mem = {int(kib)}")

    def columns(self, table: str) -> list[str]:
        """Name the columns of a table."""
        return tables.columns(self._base, table)

    def note(self, lines: Iterable[journal.Line]) -> None:
        """Write lines of the journal, kept with the transaction that they tell of."""
        for line in lines:
            self._base.execute("insert into journal (line) values (%s)", [json.dumps(line, sort_keys=True)])
