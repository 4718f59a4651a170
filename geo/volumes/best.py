"""The best estimate: the smoothest daily series among those that come nearest to the figures as written.

Temporal disaggregation in the manner of Boot, Feibes and Lisman (1967) and Denton (1971): first differences of a
non-negative daily series are made as small as can be, under every constraint that the bounds obey. Smoothness alone
leaves open figures undecided, so three wishes come in this order:

1. each figure's total as near as can be to the number written: "about 30,000" alone is estimated at 30,000, "more than
   75,000" at 75,001;
2. smoothness from day to day, over the days that some figure counts. Days that none counts stay out: silence, not zero;
   so do days that only a larger whole covers (the border, when a crossing is asked about): it bounds, and estimates
   nothing;
3. where that still leaves a choice, few people: hardly anybody is added whom nobody counted.

The first two are a linear programme, the third a quadratic one for Clarabel, an interior-point solver in one small
wheel (Apache 2.0): active-set solvers, HiGHS's among them, slow down with the many free days of a yearly figure.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix, identity, vstack

from geo.volumes.cells import Figures, Question
from geo.volumes.constraints import Constraint
from geo.volumes.model import Programme, solve
from geo.volumes.trees import Trees

Floats = NDArray[np.float64]
_TIE = 1e-3
# How much one more person costs beside a step from day to day, in units of the usual day.
_FEW = 0.05
_SLACK = 1e-6


def stretches(components: Iterable[Figures], trees: Trees, measure: str, leaves: frozenset[str]) -> list[Figures]:
    """Join the components that count the measure in the place into stretches of days without a gap between them."""
    counting = [g for g in components if any(_inside(f, measure, leaves, trees) for f in g)]
    joined: list[Figures] = []
    reach = 0
    for group in sorted(counting, key=lambda g: (min(f.start for f in g), g[0].id)):
        if joined and min(f.start for f in group) <= reach:
            joined[-1] = (*joined[-1], *group)
        else:
            joined.append(group)
        reach = max(reach, *(f.end for f in group))
    return [tuple(sorted(g, key=lambda f: f.id)) for g in joined]


def daily(figures: Figures, trees: Trees, measure: str, leaves: frozenset[str]) -> dict[int, float]:
    """Estimate the series of one stretch for a measure and place: people by day (an ordinal), counted days only."""
    question = Question(measure, leaves, min(f.start for f in figures), max(f.end for f in figures))
    if len(figures) == 1:
        return _level(figures[0])
    programme = Programme(figures, trees, question, split=True)
    settled = _settled(programme)
    runs = _runs(programme)
    days = [day for run in runs for day in range(programme.days[run], programme.days[run + 1])]
    if not days:
        return {}
    series = _smooth(programme, runs, days, settled)
    return dict(zip(days, np.maximum(series, 0.0).tolist(), strict=True))


def _level(alone: Constraint) -> dict[int, float]:
    """Spread a lone figure evenly: nothing is smoother."""
    ceilings = [c for c in (alone.high, None if alone.day_cap is None else alone.day_cap * alone.days) if c is not None]
    wanted = alone.target if alone.counts else 0.0
    total = min(max(wanted, alone.low), *ceilings) if ceilings else max(wanted, alone.low)
    return dict.fromkeys(range(alone.start, alone.end), total / alone.days)


def _inside(figure: Constraint, measure: str, leaves: frozenset[str], trees: Trees) -> bool:
    """Say whether a figure counts the measure, or a part of it, in the place or a part of it."""
    return figure.leaves <= leaves and measure in trees.line(figure.measure)


def _settled(programme: Programme) -> Floats:
    """Settle the first wish: counts in cells with totals nearest to those written, and no more than needed."""
    rows = [i for i, f in enumerate(programme.figures) if f.counts]
    wanted = np.array([programme.figures[i].target for i in rows])
    matrix = vstack([programme.matrix, programme.matrix[rows]], format="csr")
    low, high = np.concatenate([programme.low, wanted]), np.concatenate([programme.high, wanted])
    soft = [(len(programme.low) + i, 1.0) for i in range(len(rows))]
    return solve(_TIE * programme.objective, matrix, low, high, soft).x[: len(programme.columns)]


def _pin(programme: Programme, low: Floats, high: Floats, sums: Floats) -> None:
    """Hold every counting figure at its settled total, with a hair of room for rounding."""
    for i, f in enumerate(programme.figures):
        if f.counts and f.low != f.high:
            low[i] = max(low[i], sums[i] - _SLACK * (1 + sums[i]))
            high[i] = min(high[i], sums[i] + _SLACK * (1 + sums[i]))


def _runs(programme: Programme) -> dict[int, list[int]]:
    """Group the columns asked about by run of days, where some figure counts in the place itself."""
    question = programme.question
    runs: dict[int, list[int]] = {}
    if question is None:
        return runs
    trees = programme.trees
    inside = {
        i for i, f in enumerate(programme.figures) if f.counts and _inside(f, question.measure, question.leaves, trees)
    }
    for (number, measure), column in programme.columns.items():
        cell = programme.cells[number]
        if cell.asked and measure == question.measure and inside.intersection(cell.members):
            runs.setdefault(cell.run, []).append(column)
    return dict(sorted(runs.items()))


def _floored(programme: Programme, columns: list[int]) -> list[int]:
    """Give the columns in which only a part of the measure was counted: floors, to which smoothing would add people."""
    measure = programme.question.measure if programme.question else ""
    cell_of = {column: programme.cells[number] for (number, _), column in programme.columns.items()}
    return [c for c in columns if all(programme.figures[i].measure != measure for i in cell_of[c].members)]


def _smooth(programme: Programme, runs: dict[int, list[int]], days: Sequence[int], settled: Floats) -> Floats:
    """Minimise first differences over counts in cells and daily counts, in units of ``scale`` people."""
    cells, size = len(programme.columns), len(programme.columns) + len(days)
    scale = max(1.0, *(f.target / f.days for f in programme.figures))
    low, high = programme.low.copy(), programme.high.copy()
    _pin(programme, low, high, programme.matrix @ settled)
    asked = [column for columns in runs.values() for column in columns]
    few = _FEW * float(settled[asked].sum()) / scale / len(days)
    equal = low == high
    above, below = ~equal & np.isfinite(high), ~equal & np.isfinite(low)
    ties = _ties(programme, runs, days)
    caps, most = _day_caps(programme, days)
    floored = _floored(programme, asked)
    sparing = _matrix([(0, column, 1.0) for column in floored], (1, size))
    enough = np.array([settled[floored].sum() * (1 + _SLACK) + _SLACK])
    figures = _widened(programme.matrix, size)
    rows = vstack(
        [figures[equal], ties, figures[above], -figures[below], -identity(size, format="csr"), caps, sparing],
        format="csc",
    )
    limits = np.concatenate([low[equal], np.zeros(len(runs)), high[above], -low[below], np.zeros(size), most, enough])
    exact = int(equal.sum()) + len(runs)
    cost = np.concatenate([np.zeros(cells), np.full(len(days), few)])
    found = _clarabel(_roughness(days, cells), cost, rows, limits / scale, exact)
    return _flat(programme, runs, settled) if found is None else found[cells:] * scale


def _flat(programme: Programme, runs: dict[int, list[int]], settled: Floats) -> Floats:
    """Spread each run's settled count evenly: what stands in should the solver ever give up."""
    levels = [
        np.full(length, settled[columns].sum() / length)
        for run, columns in runs.items()
        if (length := programme.days[run + 1] - programme.days[run])
    ]
    return np.concatenate(levels)


def _roughness(days: Sequence[int], cells: int) -> csc_matrix:
    """Give the quadratic form, upper half, of first differences of neighbours; over a silence there is no neighbour."""
    joined = np.flatnonzero(np.diff(days) == 1) + cells
    size = cells + len(days)
    diagonal = 2.0 * (np.bincount(joined, minlength=size) + np.bincount(joined + 1, minlength=size))
    rows, columns = np.concatenate([np.arange(size), joined]), np.concatenate([np.arange(size), joined + 1])
    return csc_matrix((np.concatenate([diagonal, np.full(len(joined), -2.0)]), (rows, columns)), shape=(size, size))


def _ties(programme: Programme, runs: dict[int, list[int]], days: Sequence[int]) -> csr_matrix:
    """Tie the days of each run to the cells of that run: the same people, once by day and once by figure."""
    cells = len(programme.columns)
    at = {day: i for i, day in enumerate(days)}
    entries: list[tuple[int, int, float]] = []
    for row, (run, columns) in enumerate(runs.items()):
        entries += [(row, column, -1.0) for column in columns]
        entries += [(row, cells + at[day], 1.0) for day in range(programme.days[run], programme.days[run + 1])]
    return _matrix(entries, (len(runs), cells + len(days)))


def _widened(matrix: csr_matrix, columns: int) -> csr_matrix:
    """Add empty columns."""
    return csr_matrix((matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], columns))


def _matrix(entries: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> csr_matrix:
    if not entries:
        return csr_matrix(shape)
    rows, columns, values = zip(*entries, strict=True)
    return csr_matrix((values, (rows, columns)), shape=shape)


def _day_caps(programme: Programme, days: Sequence[int]) -> tuple[csr_matrix, Floats]:
    """Hold each day under the peaks that speak of the whole place and of the measure, or one that includes it."""
    question, cells = programme.question, len(programme.columns)
    line = programme.trees.line(question.measure) if question else ()
    found: list[tuple[int, int]] = []
    for f in programme.figures:
        if question and f.day_cap is not None and f.measure in line and f.leaves >= question.leaves:
            found += [(cells + i, f.day_cap) for i, day in enumerate(days) if f.start <= day < f.end]
    rows = [(row, column, 1.0) for row, (column, _) in enumerate(found)]
    return _matrix(rows, (len(found), cells + len(days))), np.array([float(cap) for _, cap in found])


def _clarabel(quadratic: csc_matrix, cost: Floats, rows: csc_matrix, limits: Floats, exact: int) -> Floats | None:
    """Solve for ``x`` with the first ``exact`` rows at their limits and the others at most there."""
    import clarabel  # only a series needs it; the bounds do not

    settings = clarabel.DefaultSettings()
    settings.verbose = False
    cones = [clarabel.ZeroConeT(exact), clarabel.NonnegativeConeT(len(limits) - exact)]
    found = clarabel.DefaultSolver(quadratic, cost, rows, limits, cones, settings).solve()
    return np.array(found.x) if str(found.status) in ("Solved", "AlmostSolved") else None
