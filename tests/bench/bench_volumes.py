"""Timings of the bounds on the real table, beside a naive sum and a programme with one unknown a day.

Run it by hand: ``python tests/bench/bench_volumes.py``. Processor time is printed, which other work does not disturb.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from geo.store import Store
from geo.volumes import Tally, of_store
from geo.volumes.model import _optima, solve
from geo.volumes.resolve import resolve
from geo.volumes.shelf import Shelf
from geo.window import Window
from tests.bench import table as record

WINDOW = Window.inclusive(date(2025, 6, 1), date(2025, 7, 31))
BODY, MEASURE = "iom", "returns_undocumented"


def timed(what: str, work: Callable[[], object], *, times: int = 5) -> float:
    """Print the median time of some work, in milliseconds, and give it."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    print(f"{what:<62} {statistics.median(taken):9.1f} ms")
    return statistics.median(taken)


def naive(store: Store) -> float:
    """Add up whatever lies inside the window, as bulletins are added up by hand: wrong, and fast."""
    frame = pd.DataFrame(
        [(f.counted_by, f.measure, f.start, f.end, f.value) for f in store.figures],
        columns=["body", "measure", "start", "end", "value"],
    ).dropna()
    inside = (frame.start >= WINDOW.start) & (frame.end < WINDOW.end)
    return float(frame[inside & (frame.body == BODY) & (frame.measure == MEASURE)].value.sum())


def by_day(table: Tally) -> float:
    """Solve the same low with one unknown for each day and leaf, inclusions of measures left out."""
    figures = [c for group, _ in table.components(BODY) for c in group if c.measure == MEASURE]
    leaves = {leaf: i for i, leaf in enumerate(sorted({leaf for f in figures for leaf in f.leaves}))}
    first, last = min(f.start for f in figures), max(f.end for f in figures)
    entries = [
        (row, (day - first) * len(leaves) + leaves[leaf])
        for row, f in enumerate(figures)
        for day in range(f.start, f.end)
        for leaf in f.leaves
    ]
    rows, columns = zip(*entries, strict=True)
    size = (last - first) * len(leaves)
    matrix = csr_matrix((np.ones(len(entries)), (rows, columns)), shape=(len(figures), size))
    cost = np.zeros(size)
    start, end = (WINDOW.start.toordinal() - first) * len(leaves), (WINDOW.end.toordinal() - first) * len(leaves)
    cost[start:end] = 1
    low = np.array([float(f.low) for f in figures])
    high = np.array([np.inf if f.high is None else float(f.high) for f in figures])
    return solve(cost, matrix, low, high).cost


def everything(table: Tally) -> int:
    """Work out the whole series of every body and measure from nothing."""
    table._shelf = Shelf(None)
    table._standing.cache_clear()
    pairs = {(c.body, c.measure) for c in table.constraints}
    return sum(len(table.series(body, measure)) for body, measure in pairs)


def kept(store: Store) -> int:
    """Read the whole series of every body and measure as another process finds them, kept beside the store."""
    table = Tally(store.figures, store.places.values(), store.measures.values(), folder=store.file.parent)
    return sum(len(table.series(body, measure)) for body, measure in {(c.body, c.measure) for c in table.constraints})


def unasked(ask: Callable[[], object]) -> object:
    """Ask as if nobody had asked for any bounds before."""
    _optima.cache_clear()
    return ask()


def contradictions(table: Tally) -> int:
    """Resolve every body's contradictions from nothing."""
    resolve.cache_clear()
    table._standing.cache_clear()
    return sum(len(table.conflicts(body)) for body in table.bodies)


def main() -> None:
    """Print the timings."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        table = of_store(store)
        print(f"{len(store.figures)} figures, {len(table.constraints)} constraints, {len(table.bodies)} bodies")
        timed("contradictions of every body, from nothing", lambda: contradictions(table), times=1)
        table.volumes(WINDOW)
        ours = timed(
            f"one body and window ({BODY}), low, best and high",
            lambda: unasked(lambda: table.volume(BODY, MEASURE, WINDOW)),
        )
        timed("every body and measure for the window", lambda: unasked(lambda: table.volumes(WINDOW)))
        timed("the same, asked before", lambda: table.volumes(WINDOW))
        timed("whole best series of every body and measure, uncached", lambda: everything(table), times=1)
        kept(store)
        timed("the same in another process, kept on disk (with the tally)", lambda: kept(store))
        timed("naive sum with pandas (wrong: overlaps are added)", lambda: naive(store))
        theirs = timed("the same low with an unknown for each day and gate", lambda: by_day(table), times=2)
        what = "bounds of a body in two months (ours: low, best and high; peer: low)"
        record.row("bounds", what, ours, "scipy, an unknown a day and gate", theirs, "ms")
        low = table.volume(BODY, MEASURE, WINDOW).low
        print(f"naive sum {naive(store):,.0f}; low {low:,}; by day {by_day(table):,.0f}")


if __name__ == "__main__":
    main()
