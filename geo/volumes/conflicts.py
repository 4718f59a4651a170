"""Figures that cannot all be true: within one body, between bodies, and sums inside one source.

Within a body the programme is made elastic: every figure may give way at a price per person, and the cheapest way to
make all of them true shows which figures have to give and by how much. Exact, dated, better graded and later figures
are dearer, so they are kept. Those that gave way are put back one by one where that can be done, and what remains is
set aside whole: an answer never rests on half a figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from geo.volumes.constraints import Constraint
from geo.volumes.model import Programme, solve
from geo.volumes.trees import Trees

Kind = Literal["contradiction", "disagreement", "sum"]
_GIVES = 0.5
# A sum that misses its total by less than this share of it is a slip or a late correction, not an unnamed rest.
_NEAR = 0.03


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure, the figures it cannot stand beside, and by how many people it would have to give.

    A *contradiction* is within one body, and its figure is set aside; a *disagreement* is between two bodies; a *sum*
    is a total that the parts in the same source do not add up to.
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
        return f"{self.figure} is {self.by:,} away from the sum of {others}, printed in the same source."


def resolve(component: Sequence[Constraint], trees: Trees) -> tuple[tuple[Constraint, ...], tuple[Conflict, ...]]:
    """Give the figures of one component that can all be true, and those set aside for it."""
    figures = tuple(component)
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


def disagreements(constraints: Iterable[Constraint], trees: Trees) -> list[Conflict]:
    """Find pairs of figures of two bodies of which one is part of the other and yet greater than the whole."""
    ordered = sorted(constraints, key=lambda c: (c.start, c.id))
    found = []
    for one, other in combinations(ordered, 2):
        if other.start >= one.end or one.body == other.body or not trees.related(one.measure, other.measure):
            continue
        gap = max(_excess(one, other, trees), _excess(other, one, trees))
        if gap > 0:
            found.append(Conflict("disagreement", one.id, (other.id,), gap))
    return sorted(found, key=lambda c: (c.figure, c.against))


def _excess(part: Constraint, whole: Constraint, trees: Trees) -> int:
    """Say by how many people a part exceeds the whole it lies in; 0 where it does not, or is not part of it."""
    inside = whole.start <= part.start and part.end <= whole.end and part.leaves <= whole.leaves
    if not inside or whole.measure not in trees.line(part.measure):
        return 0
    ceilings = [c for c in (whole.high, None if whole.day_cap is None else whole.day_cap * part.days) if c is not None]
    return max(0, part.low - min(ceilings)) if ceilings else 0


def sums(constraints: Iterable[Constraint], source_of: dict[str, str], trees: Trees) -> list[Conflict]:
    """Find totals that the parts printed in the same source nearly, but not quite, add up to.

    Parts are figures of the same body, measure and period for places that share no leaf, inside the total's; or for
    periods that follow one another and fill the total's, at the same place.
    """
    by_source: dict[tuple[str, str], list[Constraint]] = {}
    for one in constraints:
        if one.counts:
            by_source.setdefault((source_of.get(one.id, ""), one.body), []).append(one)
    found = []
    for group in by_source.values():
        for total in group:
            for parts in (_places(total, group), _periods(total, group)):
                off = abs(round(total.target) - sum(round(p.target) for p in parts))
                if len(parts) > 1 and 0 < off < _NEAR * total.target:
                    found.append(Conflict("sum", total.id, tuple(p.id for p in parts), off))
    return sorted(set(found), key=lambda c: (c.figure, c.against))


def _places(total: Constraint, group: Sequence[Constraint]) -> list[Constraint]:
    when = total.measure, total.start, total.end
    inside = [c for c in group if (c.measure, c.start, c.end) == when and c.leaves < total.leaves]
    return _apart(inside)


def _apart(parts: Sequence[Constraint]) -> list[Constraint]:
    kept: list[Constraint] = []
    for part in sorted(parts, key=lambda c: (len(c.leaves), c.id)):
        if all(part.leaves.isdisjoint(k.leaves) for k in kept):
            kept.append(part)
    return kept


def _periods(total: Constraint, group: Sequence[Constraint]) -> list[Constraint]:
    """Give figures that follow one another from the total's first day to its last; none where a day is missing."""
    where = total.measure, total.leaves
    inside = [c for c in group if (c.measure, c.leaves) == where and c.days < total.days]
    day, chain = total.start, []
    while day < total.end:
        following = next((c for c in sorted(inside, key=lambda c: (c.days, c.id)) if c.start == day), None)
        if following is None or following.end > total.end:
            return []
        chain.append(following)
        day = following.end
    return chain
