"""Imported events from the store into files, beside the frame of them all written with ``to_file``, in one run.

A UCDP table is imported first, places and days as in real ones; then each format is written by ``marz export`` in a
process of its own. Prints seconds, the most memory the process held, and the size.
``python -m tests.bench.bench_stream [ROWS]``.
"""

import csv
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from geo.ingest.tables import ucdp
from geo.ingest.tables.load import load
from tests.bench import table as record
from tests.geo.ingest import samples

ROWS, SPOTS = 200_000, 5_000
FORMATS = ("geojson", "parquet", "csv", "gpkg", "fgb", "kml", "xlsx")
PEER = """
import sys
from pathlib import Path
from geo.cli.common import EVERYTHING
from geo.store import Store
from geo.window import Window
from layers.registry import LAYERS
store = Store.open(Path(sys.argv[1]))
frame = LAYERS["events"].frame(store, Window.inclusive(*EVERYTHING))
frame.to_file(sys.argv[2], driver="GeoJSON", RFC7946="YES")
"""


def table(path: Path, rows: int) -> None:
    """Write a UCDP table: a twentieth known to the province, the rest to a point, a village or a district."""
    at = {name: i for i, name in enumerate(ucdp.COLUMNS)}
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(ucdp.COLUMNS)
        for i in range(rows):
            row, spot = samples.ucdp_row(), i * 7919 % SPOTS
            row[at["id"]], row[at["where_prec"]] = str(100_000 + i), "4" if i % 20 == 19 else str(i % 3 + 1)
            row[at["date_start"]] = row[at["date_end"]] = str(date(2018, 1, 1) + timedelta(days=i * 31 % 2500))
            row[at["latitude"]], row[at["longitude"]] = f"{33.2 + spot % 70 / 50:.4f}", f"{62.5 + spot // 70 / 50:.4f}"
            row[at["where_coordinates"]] = f"Spot {spot}"
            out.writerow(row)


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds, and megabytes held at the most, of a command in a process of its own."""
    outer = [sys.executable, "-m", "tests.bench.bench_stream", "--run", *command]
    began = time.perf_counter()
    done = subprocess.run(outer, capture_output=True, text=True, check=True)
    return time.perf_counter() - began, float(done.stdout.split()[-1])


def main(rows: int) -> None:
    """Import once, then write in every way."""
    with tempfile.TemporaryDirectory() as folder:
        store, began = Path(folder) / "store", time.perf_counter()
        table(Path(folder) / "t.csv", rows)
        load(Path(folder) / "t.csv", when="2026-01-02T03:04:05+00:00", folder=store)
        print(f"{rows:,} rows imported in {time.perf_counter() - began:.0f} s", flush=True)
        own = {}
        for form in FORMATS:
            path = Path(folder) / f"events.{form}"
            command = ["-m", "geo", "export", "events", "--out", str(path), "--store", str(store)]
            own[form] = told(form, path, *measured(command))
        peer = Path(folder) / "peer.geojson"
        seconds = told("frame.to_file, GeoJSON", peer, *measured(["-c", PEER, str(store), str(peer)]))
        what = f"{rows:,} imported events from the store to GeoJSON"
        record.row("export", what, own["geojson"], "frame.to_file", seconds, "s")
        print(f"GeoJSON by to_file takes {seconds / own['geojson']:.1f} times as long")


def told(name: str, path: Path, seconds: float, megabytes: float) -> float:
    """Print a line."""
    print(f"{name:24} {seconds:7.1f} s {megabytes:7.0f} MB held, file {path.stat().st_size / 1e6:7.1f} MB", flush=True)
    path.unlink()
    return seconds


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        subprocess.run([sys.executable, *sys.argv[2:]], check=True, stdout=subprocess.DEVNULL)
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
