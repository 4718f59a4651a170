"""The best estimate: the smoothest daily series among those that come nearest to the figures as written.

Temporal disaggregation in the manner of Boot, Feibes and Lisman (1967) and Denton (1971): first differences of a
non-negative daily series are made as small as can be, under every constraint that the bounds obey. Smoothness alone
leaves open figures undecided, so three wishes come in a fixed order:

1. each figure's total as near as can be to the number written: "about 30,000" alone is estimated at 30,000, "more than
   75,000" at 75,001;
2. as few people as that needs: nobody is added whom nobody counted;
3. smoothness from day to day, over the days that some figure covers. Days that none covers stay out: silence, not zero;
   so do figures of a larger whole alone (the border, when a crossing is asked about): they bound, and estimate nothing.

The first two are a linear programme, the third a quadratic one for Clarabel, an interior-point solver in one small
wheel (Apache 2.0): active-set solvers, HiGHS's among them, slow down with the many free days of a yearly figure.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_diag, csc_matrix, csr_matrix, diags, hstack, triu, vstack

from geo.volumes.cells import Figures, Question
from geo.volumes.constraints import Constraint
from geo.volumes.model import Programme, solve
from geo.volumes.trees import Trees

Floats = NDArray[np.float64]
_FEW = 1e-3
_SLACK = 1e-6


@lru_cache(maxsize=1024)
def daily(figures: Figures, trees: Trees, measure: str, leaves: frozenset[str]) -> dict[int, float]:
    """Estimate one component's series for a measure and place: people by day (an ordinal), covered days only."""
    question = Question(measure, leaves, min(f.start for f in figures), max(f.end for f in figures))
    if not any(_inside(f, question, trees) for f in figures):
        return {}
    totals = _totals(Programme(figures, trees, question))
    programme = Programme(figures, trees, question, split=True)
    runs = _runs(programme)
    days = [day for run in runs for day in range(programme.days[run], programme.days[run + 1])]
    series = _smooth(programme, runs, days, *totals)
    return dict(zip(days, np.maximum(series, 0.0).tolist(), strict=True))


def _inside(figure: Constraint, question: Question, trees: Trees) -> bool:
    """Say whether a figure counts the measure asked about, or a part of it, in the place or a part of it."""
    return figure.leaves <= question.leaves and question.measure in trees.line(figure.measure)


def _totals(programme: Programme) -> tuple[Floats, float]:
    """Settle the first two wishes: every figure's total, and the total asked about."""
    rows = [i for i, f in enumerate(programme.figures) if f.counts]
    wanted = np.array([programme.figures[i].target for i in rows])
    matrix = vstack([programme.matrix, programme.matrix[rows]], format="csr")
    low, high = np.concatenate([programme.low, wanted]), np.concatenate([programme.high, wanted])
    soft = [(len(programme.low) + i, 1.0) for i in range(len(rows))]
    found = solve(_FEW * programme.objective, matrix, low, high, soft)
    x = found.x[: len(programme.columns)]
    return programme.matrix[: len(programme.figures)] @ x, float(programme.objective @ x)


def _pin(programme: Programme, low: Floats, high: Floats, sums: Floats) -> None:
    """Hold every counting figure at its settled total, with a hair of room for rounding."""
    for i, f in enumerate(programme.figures):
        if f.counts and f.low != f.high:
            low[i] = max(low[i], sums[i] - _SLACK * (1 + sums[i]))
            high[i] = min(high[i], sums[i] + _SLACK * (1 + sums[i]))


def _runs(programme: Programme) -> dict[int, list[int]]:
    """Group the columns asked about by run of days, where a figure related to the measure reports on it."""
    runs: dict[int, list[int]] = {}
    question = programme.question
    for (number, measure), column in programme.columns.items():
        cell = programme.cells[number]
        told = any(programme.trees.related(programme.figures[i].measure, measure) for i in cell.members)
        if question and cell.asked and told and measure == question.measure:
            runs.setdefault(cell.run, []).append(column)
    return dict(sorted(runs.items()))


def _smooth(
    programme: Programme, runs: dict[int, list[int]], days: Sequence[int], sums: Floats, total: float
) -> Floats:
    """Minimise first differences over counts in cells and daily counts, in units of ``scale`` people."""
    cells, n = len(programme.columns), len(days)
    scale = max(1.0, total / n)
    low, high = programme.low.copy(), programme.high.copy()
    _pin(programme, low, high, sums)
    steps = _steps(days)
    quadratic = csc_matrix(block_diag([csr_matrix((cells, cells)), 2 * (steps.T @ steps)]))
    figures = hstack([programme.matrix, csr_matrix((len(low), n))], format="csr")
    equal = low == high
    above, below = ~equal & np.isfinite(high), ~equal & np.isfinite(low)
    everybody = csr_matrix(np.concatenate([np.zeros(cells), np.ones(n)]))
    exact = vstack([figures[equal], _ties(programme, runs, days), everybody])
    caps, most = _day_caps(programme, days)
    limits = vstack([figures[above], -figures[below], -diags(np.ones(cells + n)), caps])
    right = np.concatenate([low[equal], np.zeros(len(runs)), [total]])
    left = np.concatenate([high[above], -low[below], np.zeros(cells + n), most])
    return _clarabel(quadratic, exact, right / scale, limits, left / scale)[cells:] * scale


def _steps(days: Sequence[int]) -> csr_matrix:
    """Give first differences of neighbouring days; over a silence there is no neighbour."""
    pairs = [i for i in range(len(days) - 1) if days[i + 1] == days[i] + 1]
    rows, ends = list(range(len(pairs))), [i + 1 for i in pairs]
    signs = [-1.0] * len(pairs) + [1.0] * len(pairs)
    return csr_matrix((signs, (rows * 2, pairs + ends)), shape=(len(pairs), len(days)))


def _ties(programme: Programme, runs: dict[int, list[int]], days: Sequence[int]) -> csr_matrix:
    """Tie the days of each run to the cells of that run: the same people, once by day and once by figure."""
    cells = len(programme.columns)
    at = {day: i for i, day in enumerate(days)}
    entries: list[tuple[int, int, float]] = []
    for row, (run, columns) in enumerate(runs.items()):
        entries += [(row, column, -1.0) for column in columns]
        entries += [(row, cells + at[day], 1.0) for day in range(programme.days[run], programme.days[run + 1])]
    rows, places, signs = zip(*entries, strict=True)
    return csr_matrix((signs, (rows, places)), shape=(len(runs), cells + len(days)))


def _day_caps(programme: Programme, days: Sequence[int]) -> tuple[csr_matrix, Floats]:
    """Hold each day under the peaks that speak of the whole place and of the measure, or one that includes it."""
    question, cells = programme.question, len(programme.columns)
    line = programme.trees.line(question.measure) if question else ()
    found: list[tuple[int, int]] = []
    for f in programme.figures:
        if question and f.day_cap is not None and f.measure in line and f.leaves >= question.leaves:
            found += [(cells + i, f.day_cap) for i, day in enumerate(days) if f.start <= day < f.end]
    columns = [column for column, _ in found]
    rows = csr_matrix((np.ones(len(found)), (range(len(found)), columns)), shape=(len(found), cells + len(days)))
    return rows, np.array([float(cap) for _, cap in found])


def _clarabel(quadratic: csc_matrix, exact: csr_matrix, right: Floats, limits: csr_matrix, left: Floats) -> Floats:
    import clarabel  # only a series needs it; the bounds do not

    settings = clarabel.DefaultSettings()
    settings.verbose = False
    cones = [clarabel.ZeroConeT(len(right)), clarabel.NonnegativeConeT(len(left))]
    rows, limit = vstack([exact, limits], format="csc"), np.concatenate([right, left])
    shape = triu(quadratic, format="csc")
    return np.array(clarabel.DefaultSolver(shape, np.zeros(shape.shape[0]), rows, limit, cones, settings).solve().x)
