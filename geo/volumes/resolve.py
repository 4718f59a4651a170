"""Figures of one body that cannot all be true: which of them give way, by how much, and within how much work.

The programme is made elastic: every figure may give way at a price per person, and the cheapest way to
make all of them true shows which figures have to give and by how much. Exact, dated, better graded and later figures
are dearer, so they are kept. Those that gave way are put back one by one where that can be done, and what remains is
set aside whole: an answer never rests on half a figure.

Each figure put back or measured costs a programme of all that are kept, so that work would grow with the square of the
figures. What two figures for the same thing settle between them is settled without one, and the rest has an allowance,
counted in entries of matrices, never in seconds: the same figures give the same answer on every machine. What could not
be tried within it is left uncounted, and named. To leave a figure out only widens bounds.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
from scipy.sparse import csr_matrix, vstack

from geo.volumes.cells import Figures, breadths
from geo.volumes.conflicts import Conflict
from geo.volumes.constraints import Constraint
from geo.volumes.model import Floats, Programme, solve
from geo.volumes.trees import Trees

_GIVES = 0.5
# Entries that one programme may have (about a second), and that all of one component may have together.
_WIDEST, _WORK = 300_000, 5_000_000
# What a programme costs however small it is, and what each figure adds to the allowance; both as entries.
_PROGRAMME, _EACH = 2_000, 6_000


@lru_cache(maxsize=4096)
def resolve(figures: Figures, trees: Trees) -> tuple[Figures, tuple[Conflict, ...]]:
    """Give the figures of one component that can all be true, and those set aside or left uncounted for it."""
    weighed = _weighable(figures)
    counted = {f.id for f in weighed}
    uncounted = [Conflict("uncounted", f.id, (), 0) for f in figures if f.id not in counted]
    if _plainly_fine(weighed) or Programme(weighed, trees).feasible():
        return weighed, tuple(uncounted)
    kept, aside = _Repair(weighed, trees).done()
    return kept, tuple(sorted((*aside, *uncounted), key=lambda c: c.figure))


def _dearest(figure: Constraint) -> tuple[float, int, str]:
    return -figure.weight, -figure.known, figure.id


def _weighable(figures: Figures) -> Figures:
    """Give the dearest figures of which one programme can be made; as a rule, all."""
    entries = dict(zip((f.id for f in figures), breadths(figures), strict=True))
    if sum(entries.values()) <= _WIDEST:
        return figures
    held, kept = 0, []
    for figure in sorted(figures, key=_dearest):
        held += entries[figure.id]
        if held > _WIDEST:
            break
        kept.append(figure)
    return tuple(sorted(kept, key=lambda f: f.id))


def _plainly_fine(figures: Sequence[Constraint]) -> bool:
    """Say whether no ceiling can meet a floor: with floors alone, or ceilings alone, all can be true."""
    ceilings = any(f.high is not None or f.day_cap is not None for f in figures)
    return len(figures) < 2 or not ceilings or not any(f.low for f in figures)


class _Repair:
    """One component whose figures contradict each other, and what is left of its allowance."""

    def __init__(self, figures: Figures, trees: Trees):
        self._figures, self._trees = figures, trees
        self._left = min(_EACH * len(figures), _WORK)
        self._entries = dict(zip((f.id for f in figures), breadths(figures), strict=True))
        self._things: dict[tuple[object, ...], list[Constraint]] = {}
        self._reach: dict[tuple[tuple[object, ...], bool], tuple[float, tuple[str, ...]]] = {}

    def done(self) -> tuple[Figures, list[Conflict]]:
        """Keep what can be kept, and say of each other figure why it is not."""
        giving = self._cheapest()
        self._kept: list[Constraint] = []
        for figure in self._figures:
            if figure.id not in giving:
                self._keep(figure)
        untried: set[str] = set()
        for figure in sorted((f for f in self._figures if f.id in giving), key=_dearest):
            if self._rival(figure):
                continue
            if not self._afford([figure, *self._kept]):
                untried.add(figure.id)
            elif Programme([*self._kept, figure], self._trees).feasible():
                self._keep(figure)
                giving.remove(figure.id)
        self._kept.sort(key=lambda f: f.id)
        return tuple(self._kept), [self._why(f, untried) for f in self._figures if f.id in giving]

    def _keep(self, figure: Constraint) -> None:
        self._kept.append(figure)
        self._things.setdefault(figure.thing, []).append(figure)

    def _afford(self, figures: Iterable[Constraint]) -> bool:
        """Take the cost of one programme from the allowance, if so much is left."""
        self._left -= _PROGRAMME + sum(self._entries[f.id] for f in figures)
        return self._left >= 0

    def _cheapest(self) -> set[str]:
        """Name the figures that give way when all are made true as cheaply as can be."""
        figures = self._figures
        programme = Programme(figures, self._trees)
        oldest, newest = min(f.known for f in figures), max(f.known for f in figures)
        span = max(newest - oldest, 1)
        soft = [(i, f.weight * (1 + 0.05 * (f.known - oldest) / span) + 1e-6 * i) for i, f in enumerate(figures)]
        soft += [(row, 0.5) for row in range(len(figures), len(programme.owners))]
        found = solve(np.zeros(len(programme.columns)), programme.matrix, programme.low, programme.high, soft)
        lifted, lowered = np.split(found.x[len(programme.columns) :], 2)
        return {programme.owners[row] for (row, _), by in zip(soft, lifted + lowered, strict=True) if by > _GIVES}

    def _rival(self, figure: Constraint) -> Conflict | None:
        """Set a figure against the nearest that is kept for the same thing, where the two cannot both be true."""
        gaps = [(_gap(figure, other), other.id) for other in self._things.get(figure.thing, ())]
        by, other = max(gaps, default=(0, ""))
        return Conflict("contradiction", figure.id, (other,), by) if by else None

    def _why(self, figure: Constraint, untried: set[str]) -> Conflict:
        if figure.id in untried:
            return Conflict("uncounted", figure.id, (), 0)
        known = self._from_reach(figure)
        if known:
            return known
        if self._afford([figure, *self._kept]):
            return self._measured(figure)
        return self._rival(figure) or Conflict("uncounted", figure.id, (), 0)

    def _measured(self, figure: Constraint) -> Conflict:
        """Measure how far one figure is from what the kept ones allow, and name those that hold it there."""
        owners, columns, matrix, low, high = self._beside_kept(figure)
        soft = [(row, 1.0) for row, owner in enumerate(owners) if owner == figure.id]
        found = solve(np.zeros(columns), matrix, low, high, soft)
        pulling = (row for row, pull in found.pulls.items() if row < len(owners) and abs(pull) > 1e-6)
        holding = tuple(sorted({owners[row] for row in pulling} - {figure.id}))
        if figure.day_cap is None:
            lifted, lowered = found.x[columns:]
            above = bool(lifted > lowered)  # lifted to its floor: it is greater than it can be
            end = figure.low - found.cost if above else (figure.high or 0) + found.cost
            self._reach[figure.thing, above] = end, holding
        return Conflict("contradiction", figure.id, holding, max(1, round(found.cost)))

    def _beside_kept(self, figure: Constraint) -> tuple[list[str], int, csr_matrix, Floats, Floats]:
        """Give owners, number of columns, matrix and limits of the kept figures with one more in front of them.

        A figure for the same thing as a kept one has that one's row, and cuts no cell: the cells are made once.
        """
        twin = next(iter(self._things.get(figure.thing, ())), None)
        if twin is None or figure.day_cap is not None or twin.day_cap is not None:
            one = Programme([figure, *self._kept], self._trees)
            return one.owners, len(one.columns), one.matrix, one.low, one.high
        all_kept = self._programme
        row = all_kept.matrix[[self._rows[twin.id]]]
        limits = np.array([figure.low]), np.array([np.inf if figure.high is None else figure.high])
        low, high = (np.concatenate(pair) for pair in zip(limits, (all_kept.low, all_kept.high), strict=True))
        return [figure.id, *all_kept.owners], len(all_kept.columns), vstack([row, all_kept.matrix], "csr"), low, high

    @cached_property
    def _programme(self) -> Programme:
        return Programme(self._kept, self._trees)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {f.id: row for row, f in enumerate(self._kept)}

    def _from_reach(self, figure: Constraint) -> Conflict | None:
        """Measure a figure by how far another for the same thing was found to be able to go."""
        if figure.day_cap is not None:
            return None
        for above in (True, False):
            end, holding = self._reach.get((figure.thing, above), (None, ()))
            if end is not None:
                by = figure.low - end if above else end - (np.inf if figure.high is None else figure.high)
                if by > _GIVES:
                    return Conflict("contradiction", figure.id, holding, max(1, round(by)))
        return None


def _gap(one: Constraint, other: Constraint) -> int:
    """Say how many people lie between the limits of two figures for the same thing; 0 where they meet."""
    over = 0 if other.high is None else one.low - other.high
    under = 0 if one.high is None else other.low - one.high
    return max(over, under, 0)
