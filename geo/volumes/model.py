"""The linear programme: unknown counts in cells, tied by figures, without anybody counted twice.

Each cell holds one unknown for each measure that matters there, a part never above its whole. A bound is the optimum of
the sum of the unknowns asked about; HiGHS solves it, by way of scipy.

With one place and one measure every row is an interval of days: the matrix is totally unimodular, so its optima are
whole numbers. Where places nest as well, an optimum may be fractional; it is rounded inwards to whole people, which
never shuts the truth out. (HiGHS's integer solver is not asked: with unknowns open above it was seen to call a feasible
programme infeasible and a poor solution optimal.)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, hstack, vstack

from geo.volumes.cells import Figures, Question, cells, covered, ends, representative
from geo.volumes.constraints import Constraint
from geo.volumes.trees import Trees

Floats = NDArray[np.float64]
_TOLERANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Optimum:
    """A bound, ``None`` where nothing limits it, and how many times each figure's limit enters it."""

    value: int | None
    pulls: dict[str, float]


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver found; ``pulls`` are the changes of the cost per unit of each row's limit."""

    feasible: bool
    cost: float
    x: Floats
    pulls: dict[int, float]


def bounds(figures: Figures, trees: Trees, question: Question) -> tuple[Optimum, Optimum, int]:
    """Give the fewest and the most people that one component leaves possible, and how much of the area it covers."""
    if len(figures) > 1 or figures[0].day_cap is not None:
        return *_optima(figures, trees, representative(figures, question)), covered(figures, question)
    (alone,) = figures
    leaves, days = alone.leaves & question.leaves, min(alone.end, question.end) - max(alone.start, question.start)
    area = len(leaves) * max(days, 0)
    inside = area == alone.days * len(alone.leaves) and question.measure in trees.line(alone.measure)
    least = Optimum(alone.low, {alone.id: 1.0}) if inside and alone.low else Optimum(0, {})
    if alone.high is None or alone.measure not in trees.line(question.measure):
        return least, Optimum(None if area else 0, {}), area
    return least, Optimum(alone.high, {alone.id: 1.0}) if area else Optimum(0, {}), area


@lru_cache(maxsize=8192)
def _optima(figures: Figures, trees: Trees, question: Question) -> tuple[Optimum, Optimum]:
    programme = Programme(figures, trees, question)
    return programme.least(), programme.most()


class Programme:
    """The programme of one component, for one question or for none (to ask only whether all can be true).

    ``split`` keeps every run of days apart, as a daily series needs. Rows are the figures in their order, then one for
    each day cap and run of days, then the inclusions of measures.
    """

    def __init__(
        self, figures: Sequence[Constraint], trees: Trees, question: Question | None = None, *, split: bool = False
    ):
        self.figures, self.trees, self.question = tuple(figures), trees, question
        self.days = ends(self.figures, question)
        split = split or any(f.day_cap is not None for f in figures)
        self.cells = cells(self.figures, question, self.days, split=split)
        self.owners = [f.id for f in figures]
        self.columns: dict[tuple[int, str], int] = {}
        self._entries: list[tuple[int, int, float]] = []
        self._limits: list[tuple[float, float]] = []
        for number in range(len(self.cells)):
            self._add_columns(number)
        self._add_figures()
        for i, f in enumerate(self.figures):
            if f.day_cap is not None:
                self._add_caps(i, f, f.day_cap)
        for number in range(len(self.cells)):
            self._add_inclusions(number)

    @cached_property
    def matrix(self) -> csr_matrix:
        """Coefficients, a row for each limit and a column for each unknown."""
        rows, columns, values = zip(*self._entries, strict=True)
        return csr_matrix((values, (rows, columns)), shape=(len(self._limits), len(self.columns)))

    @cached_property
    def low(self) -> Floats:
        """Lower limit of each row."""
        return np.array([low for low, _ in self._limits])

    @cached_property
    def high(self) -> Floats:
        """Upper limit of each row."""
        return np.array([high for _, high in self._limits])

    @cached_property
    def objective(self) -> Floats:
        """One for each unknown asked about, else zero."""
        asked = np.zeros(len(self.columns))
        for (cell, measure), column in self.columns.items():
            asked[column] = float(self._asks(cell, measure))
        return asked

    def feasible(self) -> bool:
        """Say whether all figures can be true together."""
        return solve(np.zeros(len(self.columns)), self.matrix, self.low, self.high).feasible

    def least(self) -> Optimum:
        """Fewest people that the figures leave possible."""
        return self._optimum(1) if any(f.low for f in self.figures) else Optimum(0, {})

    def most(self) -> Optimum:
        """Most people that the figures leave possible."""
        return self._optimum(-1) if self._capped() else Optimum(None, {})

    def _capped(self) -> bool:
        """Say whether every cell asked about has a ceiling on its measure or on one that includes it."""
        line = self.trees.line(self.question.measure) if self.question else ()
        caps = {
            i for i, f in enumerate(self.figures) if f.measure in line and (f.high is not None or f.day_cap is not None)
        }
        return all(caps.intersection(c.members) for c in self.cells if c.asked)

    def _optimum(self, sign: int) -> Optimum:
        found = solve(sign * self.objective, self.matrix, self.low, self.high)
        if not found.feasible:
            raise ValueError("figures that contradict each other were not set aside")
        pulls: dict[str, float] = {}
        for row, pull in found.pulls.items():
            if row < len(self.owners) and abs(pull) > _TOLERANCE:
                pulls[self.owners[row]] = pulls.get(self.owners[row], 0.0) + sign * pull
        return Optimum(sign * int(np.ceil(found.cost - _TOLERANCE)), pulls)

    def _asks(self, cell: int, measure: str) -> bool:
        return self.question is not None and self.cells[cell].asked and measure == self.question.measure

    def _needed(self, number: int) -> set[str]:
        cell = self.cells[number]
        needed = {self.figures[i].measure for i in cell.members}
        return needed | {self.question.measure} if self.question and cell.asked else needed

    def _add_columns(self, number: int) -> None:
        for measure in sorted(self._needed(number)):
            self.columns[number, measure] = len(self.columns)

    def _add_figures(self) -> None:
        self._limits += [(f.low, np.inf if f.high is None else f.high) for f in self.figures]
        for number, cell in enumerate(self.cells):
            for i in cell.members:
                self._entries.append((i, self.columns[number, self.figures[i].measure], 1.0))

    def _add_caps(self, i: int, figure: Constraint, cap: int) -> None:
        runs: dict[int, list[int]] = {}
        for number, cell in enumerate(self.cells):
            if i in cell.members:
                runs.setdefault(cell.run, []).append(number)
        for numbers in runs.values():
            self._entries += [(len(self._limits), self.columns[n, figure.measure], 1.0) for n in numbers]
            self._limits.append((-np.inf, cap * self.cells[numbers[0]].days))
            self.owners.append(figure.id)

    def _add_inclusions(self, number: int) -> None:
        needed = self._needed(number)
        for measure in sorted(needed):
            whole = next((m for m in self.trees.line(measure)[1:] if m in needed), None)
            if whole:
                row = len(self._limits)
                self._limits.append((0, np.inf))
                self._entries += [
                    (row, self.columns[number, whole], 1.0),
                    (row, self.columns[number, measure], -1.0),
                ]


def solve(cost: Floats, matrix: Any, low: Floats, high: Floats, soft: Iterable[tuple[int, float]] = ()) -> Solved:
    """Minimise ``cost @ x`` for ``x >= 0`` and ``low <= matrix @ x <= high``; ``soft`` rows give way at a price each.

    The first ``len(cost)`` entries of the answer's ``x`` are the unknowns; after them come, for each soft row, how far
    it was lifted, then how far it was lowered.
    """
    elastic = tuple(soft)
    if elastic:
        rows, prices = [r for r, _ in elastic], [p for _, p in elastic]
        signs = [1.0] * len(rows) + [-1.0] * len(rows)
        give = csr_matrix((signs, (rows * 2, range(2 * len(rows)))), shape=(matrix.shape[0], 2 * len(rows)))
        matrix, cost = hstack([matrix, give], format="csr"), np.concatenate([cost, prices, prices])
    equal = low == high
    above, below = ~equal & np.isfinite(high), ~equal & np.isfinite(low)
    done = linprog(
        cost,
        A_ub=vstack([matrix[above], -matrix[below]]),
        b_ub=np.concatenate([high[above], -low[below]]),
        A_eq=matrix[equal],
        b_eq=low[equal],
        bounds=(0, None),
        method="highs",
    )
    if done.status or done.x is None or done.fun is None:
        return Solved(False, np.nan, np.zeros(0), {})
    rows_of = np.concatenate([np.flatnonzero(above), np.flatnonzero(below), np.flatnonzero(equal)])
    duals = np.concatenate([done.ineqlin.marginals, done.eqlin.marginals])
    duals[above.sum() : above.sum() + below.sum()] *= -1
    pulls: dict[int, float] = {}
    for row, dual in zip(rows_of.tolist(), duals.tolist(), strict=True):
        if dual:
            pulls[row] = pulls.get(row, 0.0) + dual
    return Solved(True, float(done.fun), done.x, pulls)
