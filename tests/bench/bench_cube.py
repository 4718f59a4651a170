"""Rows of Parquet streamed into the window cube, beside duckdb and pyarrow on the same file: seconds and peak memory.

    python -m tests.bench.bench_cube [ROWS] [FOLDER]

A row is an event of one day: day, place and category, at 100 places in eight years. Every reader runs in a process of
its own. A billion rows take about 3 GB of disk in FOLDER while it runs.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo.schema import CATEGORIES
from geo.timeline import Batch, Timeline
from tests.bench import table

PLACES, DAYS, CHUNK = 100, 8 * 365, 10_000_000
COLUMNS = tuple((f"p{p}", c) for p in range(PLACES) for c in CATEGORIES)
WINDOW = 1_000, 1_015


def write(path: Path, rows: int) -> None:
    """Write random rows a chunk at a time."""
    rng = np.random.default_rng(7)
    schema = pa.schema([("day", pa.int16()), ("place", pa.int16()), ("category", pa.int8())])
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=1) as writer:
        for left in range(rows, 0, -CHUNK):
            n = min(left, CHUNK)
            columns = [
                rng.integers(0, DAYS, n, dtype=np.int16), rng.integers(0, PLACES, n, dtype=np.int16),
                rng.integers(0, len(CATEGORIES), n, dtype=np.int8),
            ]  # fmt: skip
            writer.write_table(pa.table(columns, schema=schema), row_group_size=1 << 20)


def ours(path: Path) -> dict[int, int]:
    """Stream the file into the cube."""

    def batches() -> Iterator[Batch]:
        for rows in pq.ParquetFile(path, pre_buffer=False).iter_batches(batch_size=1 << 20):
            day, place, category = (column.to_numpy() for column in rows.columns)
            column = place.astype(np.int32)
            column *= len(CATEGORIES)
            column += category
            yield column, day, None

    made = Timeline.of_batches(COLUMNS, batches(), 0, DAYS + 1, most=10**9)
    return {i: int(n) for i, n in enumerate(made.counts(*WINDOW)) if n}


def duckdb(path: Path) -> dict[int, int]:
    """Count all days, places and categories with duckdb, then look at the window."""
    import duckdb

    base = duckdb.connect()
    base.execute(
        "create table cube as select day, place, category, count(*) n from read_parquet(?) group by all", [str(path)]
    )
    query = f"select place * {len(CATEGORIES)} + category, sum(n) from cube where day >= ? and day < ? group by 1"  # noqa: S608
    return {int(c): int(n) for c, n in base.execute(query, [*WINDOW]).fetchall()}


def arrow(path: Path) -> dict[int, int]:
    """The same with pyarrow's own group-by over a stream."""
    import pyarrow.acero as acero
    import pyarrow.dataset as ds

    keys = ["day", "place", "category"]
    scan = acero.Declaration("scan", acero.ScanNodeOptions(ds.dataset(path)))
    grouped = acero.Declaration(
        "aggregate", acero.AggregateNodeOptions([([], "hash_count_all", None, "n")], keys=keys), [scan]
    )
    frame = grouped.to_table().to_pandas()
    inside = frame[(frame.day >= WINDOW[0]) & (frame.day < WINDOW[1])]
    return (inside.groupby(inside.place.astype(int) * len(CATEGORIES) + inside.category).n.sum()).to_dict()


READERS = {"ours": ours, "duckdb": duckdb, "pyarrow": arrow}


def main(arguments: list[str]) -> None:
    """Print one row a reader."""
    rows = int(float(arguments[0])) if arguments else 20_000_000
    with tempfile.TemporaryDirectory(dir=arguments[1] if len(arguments) > 1 else None) as folder:
        path = Path(folder) / "rows.parquet"
        write(path, rows)
        print(f"{rows:,} rows, {path.stat().st_size / 1e9:.2f} GB of Parquet")
        print(f"{'what':<10}{'seconds':>9}{'CPU':>9}{'MB peak':>9}{'Mrows/s':>9}  window")
        seconds: dict[str, float] = {}
        for name in READERS:
            command = [sys.executable, "-m", "tests.bench.bench_cube", "--one", name, str(path)]
            wall, cpu, peak, seen = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            pace, seconds[name] = rows / float(wall) / 1e6, float(wall)
            if name != "ours":
                table.row(
                    "archive", f"{rows:,} rows of Parquet into the cube", seconds["ours"], name, seconds[name], "s"
                )
            print(f"{name:<10}{float(wall):>9.1f}{float(cpu):>9.1f}{int(peak):>9,}{pace:>9.1f}  {seen}", flush=True)


def one(name: str, path: str) -> None:
    """Run one reader: seconds, CPU seconds, peak MB, and what the window held."""
    began = time.perf_counter()
    found = READERS[name](Path(path))
    wall, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss // 1000, sum(found.values()) * 1_000_003 % 999_983)


if __name__ == "__main__":
    one(*sys.argv[2:]) if sys.argv[1:2] == ["--one"] else main(sys.argv[1:])
