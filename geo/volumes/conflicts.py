"""Figures of one body that cannot all be true: which of them give way, and by how much.

The programme is made elastic: every figure may give way at a price per person, and the cheapest way to
make all of them true shows which figures have to give and by how much. Exact, dated, better graded and later figures
are dearer, so they are kept. Those that gave way are put back one by one where that can be done, and what remains is
set aside whole: an answer never rests on half a figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from geo.volumes.cells import Figures
from geo.volumes.constraints import Constraint
from geo.volumes.model import Programme, solve
from geo.volumes.trees import Trees

Kind = Literal["contradiction", "restatement", "disagreement", "doubt", "sum",
               "share", "amount", "wording", "digits", "date", "measure", "mirror"]  # fmt: skip
_QUERIES = {
    "restatement": "{0} was taken back for {1}: {2:,} apart.",
    "share": "{0} and {1} give shares of the same thing that are {2:,} points apart.",
    "amount": "{0} and {1} do not make one amount: {2:,} apart.",
    "wording": "{0} and {1} give one number, once as a limit and once not.",
    "digits": "{0} and {1} differ as misprints do.",
    "date": "{0} and {1} give one number to different days.",
    "measure": "{0} and {1} give one number to different things.",
    "mirror": "{0} and {1}, counted on the two sides of the border, are {2:,} apart.",
}
_GIVES = 0.5


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure, the figures it cannot stand beside, and by how many people it would have to give.

    A *contradiction* is within one body, and its figure is set aside. A *disagreement* is between two bodies. A *doubt*
    leaves both possible, but not likely as they are written. A *sum* is a total that its own parts do not add up to.
    The other kinds are questions to the sources (:mod:`geo.volumes.queries`).
    """

    kind: Kind
    figure: str
    against: tuple[str, ...]
    by: int

    def words(self) -> str:
        """Say it in a sentence."""
        others = ", ".join(self.against)
        match self.kind:
            case "contradiction":
                return f"{self.figure} cannot be true beside {others}: it is off by {self.by:,}, and is set aside."
            case "disagreement":
                return f"{self.figure} and {others}, of another body, are {self.by:,} apart."
            case "doubt":
                return f"{self.figure} and {others} are hard to believe together: {self.by:,} apart as written."
            case "sum":
                return f"{self.figure} is {self.by:,} away from the sum of {others}, of the same body."
        return _QUERIES[self.kind].format(self.figure, others, self.by)


@lru_cache(maxsize=4096)
def resolve(figures: Figures, trees: Trees) -> tuple[Figures, tuple[Conflict, ...]]:
    """Give the figures of one component that can all be true, and those set aside for it."""
    if _plainly_fine(figures) or Programme(figures, trees).feasible():
        return figures, ()
    giving = _cheapest(figures, trees)
    kept = [f for f in figures if f.id not in giving]
    for figure in sorted((f for f in figures if f.id in giving), key=lambda f: (-f.weight, -f.known, f.id)):
        if Programme([*kept, figure], trees).feasible():
            kept.append(figure)
            giving.remove(figure.id)
    kept.sort(key=lambda f: f.id)
    aside = [_against(f, kept, trees) for f in figures if f.id in giving]
    return tuple(kept), tuple(aside)


def _plainly_fine(figures: Sequence[Constraint]) -> bool:
    """Say whether no ceiling can meet a floor: with floors alone, or ceilings alone, all can be true."""
    ceilings = any(f.high is not None or f.day_cap is not None for f in figures)
    return len(figures) < 2 or not ceilings or not any(f.low for f in figures)


def _cheapest(figures: Sequence[Constraint], trees: Trees) -> set[str]:
    """Name the figures that give way when all are made true as cheaply as can be."""
    programme = Programme(figures, trees)
    oldest, newest = min(f.known for f in figures), max(f.known for f in figures)
    span = max(newest - oldest, 1)
    soft = [(i, f.weight * (1 + 0.05 * (f.known - oldest) / span) + 1e-6 * i) for i, f in enumerate(figures)]
    soft += [(row, 0.5) for row in range(len(figures), len(programme.owners))]
    found = solve(np.zeros(len(programme.columns)), programme.matrix, programme.low, programme.high, soft)
    lifted, lowered = np.split(found.x[len(programme.columns) :], 2)
    return {programme.owners[row] for (row, _), by in zip(soft, lifted + lowered, strict=True) if by > _GIVES}


def _against(figure: Constraint, kept: Sequence[Constraint], trees: Trees) -> Conflict:
    """Measure how far one figure is from what the kept ones allow, and name those that hold it there."""
    programme = Programme([figure, *kept], trees)
    soft = [(row, 1.0) for row, owner in enumerate(programme.owners) if owner == figure.id]
    found = solve(np.zeros(len(programme.columns)), programme.matrix, programme.low, programme.high, soft)
    pulling = (row for row, pull in found.pulls.items() if row < len(programme.owners) and abs(pull) > 1e-6)
    holding = {programme.owners[row] for row in pulling} - {figure.id}
    return Conflict("contradiction", figure.id, tuple(sorted(holding)), max(1, round(found.cost)))
