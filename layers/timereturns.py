"""What the map draws of returns while the slider moves: by gate and body, days cut where figures begin or end.

The bounds of a cut are those that need no computation: what a figure says of exactly those days, and the least cap of
the figures that cover them. They are true, and wider than the ones the page computes once the slider rests.

Each row also says from and before which day it was what the body had published, so that the map can go back on the
second clock by itself. The estimate of a row that was overtaken is its own figures' middle, never what came out later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from geo.store import Store
from geo.volumes import REPORT_DAYS, Tally
from geo.volumes.constraints import Constraint
from geo.volumes.stored import of_store
from geo.window import Window
from layers.returns import gates_of
from layers.timedata import EPOCH, FOR_GOOD, TimeBody, TimeReturn, day_number

WIDEST = ("returns_all", "departures")
_EPOCH = EPOCH.toordinal()


def returns_by_interval(store: Store, window: Window) -> tuple[list[TimeReturn], list[TimeBody]]:
    """List the intervals of every gate and body, and the bodies, the one that says most of ``window`` first."""
    counted = of_store(store)
    gates = {gate: counted.trees.leaves([gate]) for gate in gates_of(store)}
    rows = [row for body in counted.bodies for row in _told_by(counted, body, gates)]
    order = sorted({r.body for r in rows}, key=lambda body: _speaks_least(rows, body, window))
    bodies = [TimeBody(id=b, name=store.bodies[b].name, name_fa=store.bodies[b].name_fa) for b in order]
    return rows, bodies


def body_to_draw(rows: Sequence[TimeReturn], window: Window) -> str | None:
    """Choose whose counts the circles show: the body that reports on most gates in the window, then on most days.

    Where none reports in the window, it is the one that reports most often.
    """
    return min(sorted({r.body for r in rows}), key=lambda body: _speaks_least(rows, body, window), default=None)


def _speaks_least(rows: Sequence[TimeReturn], body: str, window: Window) -> tuple[int, int, int, str]:
    start, end = day_number(window.start), day_number(window.end)
    ever = [r for r in rows if r.body == body and r.told and r.until == FOR_GOOD]
    inside = [r for r in ever if start <= r.start and r.end <= end]
    return -len({r.place_id for r in inside}), -sum(r.end - r.start for r in inside), -len(ever), body


def _told_by(counted: Tally, body: str, gates: dict[str, frozenset[str]]) -> Iterable[TimeReturn]:
    """Give a body's rows at all gates: as they stand for good, and as they stood between its publications."""
    leaves = set(gates.values())
    turns = sorted({c.known for c in counted.constraints if c.body == body and c.leaves in leaves})
    for gate, here in gates.items():
        stages = [
            (turn - _EPOCH, tuple(_rows(counted, body, gate, here, date.fromordinal(turn)))) for turn in turns[:-1]
        ]
        stages += [(turn - _EPOCH, tuple(_rows(counted, body, gate, here, None))) for turn in turns[-1:]]
        yield from _stretched(stages)


def _stretched(stages: Sequence[tuple[int, tuple[TimeReturn, ...]]]) -> Iterable[TimeReturn]:
    """Give each row once, with the days from and before which it stood; stages are in order."""
    standing: dict[TimeReturn, int] = {}
    for day, rows in stages:
        for gone in standing.keys() - set(rows):
            yield replace(gone, known=standing.pop(gone), until=day)
        for row in rows:
            standing.setdefault(row, day)
    for row, day in standing.items():
        yield replace(row, known=day)


def _rows(counted: Tally, body: str, gate: str, leaves: frozenset[str], known_by: date | None) -> Iterable[TimeReturn]:
    all_of_them = [c for group, _ in counted.components(body, known_by) for c in group]
    for measure in WIDEST:
        here = [c for c in all_of_them if c.leaves == leaves and measure in counted.trees.line(c.measure)]
        if not here:
            continue
        best = counted.series(body, measure, place=gate) if known_by is None else {}
        for start, end in pairwise(sorted({day for c in here for day in (c.start, c.end)})):
            over = [c for c in here if c.start <= start and end <= c.end]
            if over:
                sum_ = sum(best.get(d, 0.0) for d in range(start, end)) if best else _middle(over, end - start)
                yield _interval(gate, body, start, end, over, sum_, measure)
        return


def _middle(over: Sequence[Constraint], days: int) -> float:
    """Estimate a cut from the shortest figure that covers it: its share of the days."""
    shortest = min(over, key=lambda c: (c.days, c.id))
    return shortest.target * days / shortest.days if shortest.counts else 0.0


def _interval(
    gate: str, body: str, start: int, end: int, over: list[Constraint], best: float, measure: str
) -> TimeReturn:
    low = max((c.low for c in over if (c.start, c.end) == (start, end)), default=0)
    caps = [c.high for c in over if c.measure == measure and c.high is not None]
    caps += [c.day_cap * (end - start) for c in over if c.day_cap is not None]
    high = min(caps, default=None)
    middle = max(best, low) if high is None else min(max(best, low), high)
    return TimeReturn(
        place_id=gate, body=body, start=start - _EPOCH, end=end - _EPOCH, low=low, best=middle,
        high=None if high is None else max(high, low), told=any(c.days <= REPORT_DAYS for c in over),
    )  # fmt: skip
