"""A team's store in PostgreSQL beside the files of one machine: import, decide, ask whether anything changed.

Run it by hand: ``python tests/bench/bench_shared.py [ROWS]``. The server is started for it, on this machine and by a
socket: a network adds one round trip to a question, and about fifteen to a decision.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from geo.cli import main as marz
from geo.database import Database
from geo.ingest.review import ReviewLog
from geo.ingest.tables.load import load
from geo.paths import Where
from geo.store import Store, state
from tests import postgres
from tests.bench import table as record
from tests.geo.ingest import samples
from tests.trust.made import NOW, candidate

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
TIMES = 60


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def measured(where: Where, table: Path) -> dict[str, float]:
    Store.open(where)
    log = ReviewLog(where)
    log.add([candidate(f"b-{i}") for i in range(TIMES)], who="a", at=NOW)
    return {
        f"import {ROWS:,} events": timed(lambda: load(table, when=NOW, folder=where)),
        "import them again": timed(lambda: load(table, when=NOW, folder=where)),
        "read all claims": timed(lambda: Store.open(where).claims),
        "decide": median(timed(lambda i=i: log.decide(f"b-{i}", "accept", who="a", at=NOW)) for i in range(TIMES)),
        "ask what changed": median(timed(lambda: state(where)) for _ in range(500)),
    }


def main() -> None:
    """Measure both kinds in one run, and print the ratio."""
    if lacking := postgres.lacking():
        print(lacking)
        return
    with tempfile.TemporaryDirectory() as folder, postgres.running() as server:
        table = Path(folder) / "acled.csv"
        table.write_text(samples.text(samples.ACLED, *(samples.acled(i) for i in range(ROWS))), encoding="utf-8")
        url = server.url(server.create())
        marz(["build", "--store", url])
        files, team = measured(Path(folder) / "store", table), measured(Database(url), table)
        print(f"{'':24}{'files':>12}{'PostgreSQL':>12}{'ratio':>8}")
        for what, seconds in files.items():
            print(f"{what:24}{seconds * 1000:9.2f} ms{team[what] * 1000:9.2f} ms{team[what] / seconds:8.2f}")
            record.row("shared store", what, team[what] * 1000, "our own files", seconds * 1000, "ms")


if __name__ == "__main__":
    main()
