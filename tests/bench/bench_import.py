"""How long a million rows take to import: events by point, and counts by a mapping; then to open and import again.

Run it by hand: ``python tests/bench/bench_import.py [ROWS]``. Rows are synthetic; places repeat, as in real tables.
"""

import csv
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from geo.ingest.tables.load import Report, load
from geo.store import Store
from tests.geo.ingest import samples

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
NOW = "2026-01-02T03:04:05+00:00"
SPOTS = 5_000
GATES = ("islam-qala", "milak-zaranj", "abu-nasr-farahi")
MAPPING = """
kind = "figures"
[columns]
place = "place"
start = "day"
[values]
returns_all = "people"
[constants]
counted_by = "iom"
[source]
publisher = "A bench"
"""


def events(path: Path) -> None:
    """Write an ACLED export of as many rows, one in ten outside, some of each precision."""
    names = samples.ACLED.split(",")
    where = {n: names.index(n) for n in ("event_id_cnty", "event_date", "country", "iso", "latitude", "longitude",
                                         "geo_precision", "location")}  # fmt: skip
    row = samples.acled()
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(names)
        for i in range(ROWS):
            spot = i % SPOTS
            row[where["event_id_cnty"]] = f"AFG{i}"
            row[where["event_date"]] = (date(2018, 1, 1) + timedelta(days=i % 2500)).isoformat()
            row[where["country"]], row[where["iso"]] = ("Iraq", "368") if i % 10 == 9 else ("Afghanistan", "4")
            row[where["latitude"]], row[where["longitude"]] = (
                f"{33.2 + spot % 70 / 50:.4f}",
                f"{62.5 + spot // 70 / 50:.4f}",
            )
            row[where["geo_precision"]], row[where["location"]] = str(i % 3 + 1), f"Spot {spot}"
            out.writerow(row)


def counts(path: Path) -> None:
    """Write a table of as many daily counts."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["day", "place", "people"])
        first = date(2015, 1, 1)
        out.writerows((first + timedelta(days=i % 3650), GATES[i % 3], 1000 + i // 3) for i in range(ROWS))


def timed(what: str, path: Path, folder: Path, mapping: Path | None = None) -> None:
    """Import and print rows, seconds, speed."""
    start, busy = time.perf_counter(), time.process_time()
    report: Report = load(path, when=NOW, folder=folder, mapping=mapping)
    took, busy = time.perf_counter() - start, time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    new = sum(report.new.get(k, 0) for k in ("claim", "figure"))
    print(f"{what:<32} {report.rows:>10,} rows {took:6.1f} s (processor {busy:.1f} s) {report.rows / took:>7,.0f}/s  "
          f"new {new:,} known {report.known:,} outside {report.outside:,}  peak {memory:,.0f} MB")  # fmt: skip


def main() -> None:
    """Run everything in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Store.open(folder)
        events(folder / "acled.csv")
        counts(folder / "counts.csv")
        (folder / "map.toml").write_text(MAPPING, encoding="utf-8")
        timed("events (ACLED)", folder / "acled.csv", folder)
        timed("counts (mapped)", folder / "counts.csv", folder, folder / "map.toml")
        timed("the same events again", folder / "acled.csv", folder)
        start = time.perf_counter()
        store = Store.open(folder)
        held = len(store.events), len(store.claims), len(store.figures)
        print(f"read back: events, claims, figures {held} in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
