"""How long one window takes to count by place and category: prefix sums beside pandas, duckdb and polars.

    python -m tests.bench.bench_timeline [N …]

Events lie at 400 places in eight years. ``read`` is the time to map a saved timeline back into memory.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from geo.schema import CATEGORIES
from geo.timeline import Timeline
from tests.bench import table

PLACES, DAYS, WINDOW = 400, 8 * 365, 15


def columns(n: int) -> tuple[list[tuple[str, str]], dict[str, np.ndarray]]:
    """Give all columns, and events as codes of them with their days."""
    rng = np.random.default_rng(n)
    start = rng.integers(0, DAYS - 30, n)
    pairs = [(f"p{p}", c) for p in range(PLACES) for c in CATEGORIES]
    column = rng.integers(0, len(pairs), n)
    return pairs, {"column": column, "start": start, "end": start + rng.integers(1, 15, n)}


def best(ask: Callable[[int], object], rounds: int) -> float:
    """Microseconds of the median of some windows."""
    times = []
    for i in range(rounds):
        day = (i * 97) % (DAYS - WINDOW)
        began = time.perf_counter()
        ask(day)
        times.append(time.perf_counter() - began)
    return sorted(times)[len(times) // 2] * 1e6


def row(n: int) -> str:
    """Measure one size."""
    pairs, given = columns(n)
    began = time.perf_counter()
    made = Timeline.of_codes(tuple(pairs), given["column"], given["start"], given["end"])
    built = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        made.save(Path(folder) / "timeline-1")
        began = time.perf_counter()
        kept = Timeline.load(Path(folder) / "timeline-1")
        read = time.perf_counter() - began
    assert kept is not None
    frame = pd.DataFrame(given)
    base = duckdb.connect()
    base.execute("create table events as select * from frame")
    query = 'select "column", count(*) from events where start < ? and "end" > ? group by 1'

    def pandas(day: int) -> pd.Series:
        return frame[(frame["start"] < day + WINDOW) & (frame["end"] > day)].groupby("column").size()

    def duck(day: int) -> list[tuple[int, int]]:
        return base.execute(query, [day + WINDOW, day]).fetchall()

    held = pl.from_pandas(frame)

    def polars(day: int) -> pl.DataFrame:
        inside = held.filter((pl.col("start") < day + WINDOW) & (pl.col("end") > day))
        return inside.group_by("column").agg(pl.len())

    counted = made.counts(100, 100 + WINDOW)
    assert (
        dict(duck(100))
        == {i: int(c) for i, c in enumerate(counted) if c}
        == pandas(100).to_dict()
        == dict(polars(100).iter_rows())
    )
    ours = best(lambda day: made.counts(day, day + WINDOW), 400)
    theirs = best(pandas, 20), best(duck, 20), best(polars, 20)
    limit = table.reading_once(2 * 4 * len(pairs))
    for name, other in zip(("pandas mask + groupby", "duckdb", "polars"), theirs, strict=True):
        table.row("window", f"one window of {n:,} events", ours, name, other, "µs", limit=limit)
    megabytes = (made.begun.nbytes + made.ended.nbytes) / 1e6
    return (
        f"{n:>11,}{built:>9.2f}{read * 1e3:>9.1f}{megabytes:>7.0f}{made.every:>7}{ours:>9.1f}{theirs[0]:>12,.0f}"
        f"{theirs[1]:>12,.0f}{theirs[2]:>12,.0f}" + "".join(f"{other / ours:>9,.0f}" for other in theirs)
    )


def main(arguments: list[str]) -> None:
    """Print one row a size."""
    names = ("build s", 9), ("read ms", 9), ("MB", 7), ("every", 7), ("ours µs", 9)
    peers = ("pandas µs", 12), ("duckdb µs", 12), ("polars µs", 12), ("×pandas", 9), ("×duckdb", 9), ("×polars", 9)
    print(f"{'events':>11}" + "".join(f"{name:>{width}}" for name, width in (*names, *peers)))
    for n in [int(a) for a in arguments] or [10_000, 1_000_000, 10_000_000]:
        print(row(n))


if __name__ == "__main__":
    main(sys.argv[1:])
