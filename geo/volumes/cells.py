"""Where the unknown counts live: components of figures, and the cells that the figures of one component cut out.

A *cell* is the largest set of days and leaves that the same figures cover; nothing is assumed about how people spread
inside one. Figures that share neither days nor places cannot influence each other: they fall into components that are
solved apart, and the cost grows with the number of figures, not of days.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.volumes.constraints import Constraint
from geo.volumes.trees import Trees

Figures = tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """How many of ``measure`` in ``leaves`` from day ``start`` up to, not including, day ``end`` (ordinals)."""

    measure: str
    leaves: frozenset[str]
    start: int
    end: int

    @property
    def area(self) -> int:
        """Days times leaves."""
        return (self.end - self.start) * len(self.leaves)

    def heard(self, figure: Constraint, trees: Trees) -> bool:
        """Say whether a figure speaks of the same days, places and line of measures."""
        meets = figure.start < self.end and self.start < figure.end and not figure.leaves.isdisjoint(self.leaves)
        return meets and trees.related(figure.measure, self.measure)


@dataclass(frozen=True, slots=True)
class Cell:
    """Days and leaves that the same figures cover.

    ``members`` are the figures' indexes, and ``run`` is the run of days between two neighbouring ends of periods, or -1
    where runs are joined.
    """

    members: tuple[int, ...]
    asked: bool
    days: int
    run: int


def components(constraints: Sequence[Constraint], trees: Trees) -> list[Figures]:
    """Split figures into groups that cannot influence one another, each in the order of ids."""
    ordered = sorted(constraints, key=lambda c: (trees.root(c.measure), c.start, c.id))
    parent = list(range(len(ordered)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    alive: list[int] = []
    for i, one in enumerate(ordered):
        root = trees.root(one.measure)
        alive = [j for j in alive if ordered[j].end > one.start and trees.root(ordered[j].measure) == root]
        for j in alive:
            if not one.leaves.isdisjoint(ordered[j].leaves):
                parent[find(j)] = find(i)
        alive.append(i)
    groups: dict[int, list[Constraint]] = {}
    for i, one in enumerate(ordered):
        groups.setdefault(find(i), []).append(one)
    return sorted((tuple(sorted(g, key=lambda c: c.id)) for g in groups.values()), key=lambda g: g[0].id)


def representative(figures: Figures, question: Question) -> Question:
    """Give one question for all that cut a component into the same cells, and so have the same bounds.

    Nothing is assumed about how people spread inside a cell: between two ends of periods it makes no difference where a
    question begins. It does where a peak limits single days; there only what lies beyond the component is cut off.
    """
    cuts = ends(figures, None)
    start, end = max(question.start, cuts[0]), min(question.end, cuts[-1])
    if start >= end or any(f.day_cap is not None for f in figures):
        return replace(question, start=start, end=end)
    before, upto = cuts[bisect_right(cuts, start) - 1], bisect_left(cuts, end)
    first = start if start == before else before + 1
    last = end if end == cuts[upto] else max(first, cuts[upto - 1]) + 1
    return replace(question, start=first, end=last)


def covered(figures: Figures, question: Question) -> int:
    """Count how much of a question's area, days times leaves, some figure of a component covers."""
    pieces = _covering(figures, question.leaves)
    return sum(max(min(end, question.end) - max(start, question.start), 0) * many for start, end, many in pieces)


@lru_cache(maxsize=1024)
def _covering(figures: Figures, leaves: frozenset[str]) -> tuple[tuple[int, int, int], ...]:
    """List the runs of days between ends of periods, and how many of ``leaves`` the figures cover in each."""
    runs = []
    for start, end in pairwise(ends(figures, None)):
        over = (f.leaves & leaves for f in figures if f.start <= start and end <= f.end)
        runs.append((start, end, len(frozenset().union(*over))))
    return tuple(runs)


def ends(figures: Figures, question: Question | None) -> list[int]:
    """Give the days on which some period begins or has just ended, the question's own included."""
    days = {day for f in figures for day in (f.start, f.end)}
    if question:
        first, last = min(days), max(days)
        days |= {day for day in (question.start, question.end) if first < day < last}
    return sorted(days)


def breadths(figures: Figures) -> list[int]:
    """Bound, for each figure, into how many cells a component cuts it: its entries in a programme."""
    days, twins = ends(figures, None), _twins(figures, None)
    runs = (bisect_left(days, f.end) - bisect_left(days, f.start) for f in figures)
    return [held * sum(group[0] in f.leaves for group in twins) for held, f in zip(runs, figures, strict=True)]


def cells(figures: Figures, question: Question | None, days: list[int], *, split: bool) -> list[Cell]:
    """Cut the days and leaves of a component into cells; ``split`` keeps every run of days apart."""
    twins = _twins(figures, question)
    covers = _covers(figures, question, days, twins)
    groups: dict[tuple[bytes, int], list[int]] = {}
    for column, key in enumerate(np.packbits(covers.reshape(len(covers), -1).T, axis=1)):
        run = column // len(twins)
        groups.setdefault((key.tobytes(), run if split else -1), []).append(column)
    lengths = np.diff(days).tolist()
    found = []
    for (_, run), columns in groups.items():
        rows = np.flatnonzero(covers.reshape(len(covers), -1)[:, columns[0]]).tolist()
        members = tuple(r for r in rows if r < len(figures))
        if members:
            held = sum(lengths[r] for r in {c // len(twins) for c in columns})
            found.append(Cell(members, rows[-1] == len(figures), held, run))
    return found


def _twins(figures: Figures, question: Question | None) -> list[list[str]]:
    """Group the leaves that no figure and no question tells apart: most gates of a border, most of the time."""
    told = [f.leaves for f in figures] + ([question.leaves] if question else [])
    groups: dict[tuple[bool, ...], list[str]] = {}
    for leaf in sorted({leaf for f in figures for leaf in f.leaves}):
        groups.setdefault(tuple(leaf in leaves for leaves in told), []).append(leaf)
    return list(groups.values())


def _covers(figures: Figures, question: Question | None, days: list[int], twins: list[list[str]]) -> NDArray[np.bool_]:
    """Mark, for each figure and last for the question, the runs of days and the groups of leaves it covers."""
    covers = np.zeros((len(figures) + 1, len(days) - 1, len(twins)), dtype=bool)
    at = {day: i for i, day in enumerate(days)}
    for i, f in enumerate(figures):
        covers[i, at[f.start] : at[f.end], [n for n, leaves in enumerate(twins) if leaves[0] in f.leaves]] = True
    if question:
        runs = [i for i, day in enumerate(days[:-1]) if question.start <= day < question.end]
        covers[-1][np.ix_(runs, [n for n, leaves in enumerate(twins) if leaves[0] in question.leaves])] = True
    return covers
