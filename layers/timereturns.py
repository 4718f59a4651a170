"""What the map draws of returns while the slider moves: by gate and body, days cut where figures begin or end.

The bounds of a cut are those that need no computation: what a figure says of exactly those days, and the least cap of
the figures that cover them. They are true, and wider than the ones the page computes once the slider rests.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from geo.store import Store
from geo.volumes import Tally
from geo.volumes.constraints import Constraint
from geo.volumes.stored import of_store
from geo.window import Window
from layers.returns import gates_of
from layers.timedata import EPOCH, TimeBody, TimeReturn, day_number

WIDEST = ("returns_all", "departures")


def returns_by_interval(
    store: Store, window: Window, *, known_by: date | None = None
) -> tuple[list[TimeReturn], list[TimeBody]]:
    """List the intervals of every gate and body, and the bodies, the one that says most of ``window`` first."""
    counted = of_store(store)
    rows = [row for body in counted.bodies for gate in gates_of(store) for row in _rows(counted, body, gate, known_by)]
    order = sorted({r.body for r in rows}, key=lambda body: _speaks_least(rows, body, window))
    bodies = [TimeBody(id=b, name=store.bodies[b].name, name_fa=store.bodies[b].name_fa) for b in order]
    return rows, bodies


def body_to_draw(rows: Sequence[TimeReturn], window: Window) -> str | None:
    """Choose whose counts the circles show: the body that reports on most gates in the window, then on most days."""
    return min(sorted({r.body for r in rows}), key=lambda body: _speaks_least(rows, body, window), default=None)


def _speaks_least(rows: Sequence[TimeReturn], body: str, window: Window) -> tuple[int, int, str]:
    start, end = day_number(window.start), day_number(window.end)
    inside = [r for r in rows if r.body == body and start <= r.start and r.end <= end]
    return -len({r.place_id for r in inside}), -sum(r.end - r.start for r in inside), body


def _rows(counted: Tally, body: str, gate: str, known_by: date | None) -> Iterable[TimeReturn]:
    leaves = counted.trees.leaves([gate])
    all_of_them = [c for group, _ in counted.components(body, known_by) for c in group]
    for measure in WIDEST:
        here = [c for c in all_of_them if c.leaves == leaves and measure in counted.trees.line(c.measure)]
        if not here:
            continue
        best = counted.series(body, measure, place=gate, known_by=known_by)
        for start, end in pairwise(sorted({day for c in here for day in (c.start, c.end)})):
            over = [c for c in here if c.start <= start and end <= c.end]
            if over:
                yield _interval(gate, body, start, end, over, sum(best.get(d, 0.0) for d in range(start, end)), measure)
        return


def _interval(
    gate: str, body: str, start: int, end: int, over: list[Constraint], best: float, measure: str
) -> TimeReturn:
    low = max((c.low for c in over if (c.start, c.end) == (start, end)), default=0)
    caps = [c.high for c in over if c.measure == measure and c.high is not None]
    caps += [c.day_cap * (end - start) for c in over if c.day_cap is not None]
    high = min(caps, default=None)
    middle = max(best, low) if high is None else min(max(best, low), high)
    epoch = EPOCH.toordinal()
    return TimeReturn(
        place_id=gate, body=body, start=start - epoch, end=end - epoch, low=low, best=middle,
        high=None if high is None else max(high, low),
    )  # fmt: skip
