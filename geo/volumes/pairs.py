"""Pairs of figures worth a look: those that share days or a telling trait, so many and no more.

To hold every figure against every other grows with the square of the table. Sorted by days, a figure meets only those
that begin before it ends; grouped by what must agree, only its like. What even then are too many pairs are not looked
at, and that is said.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import TypeVar

from geo.volumes.conflicts import Conflict, Kind
from geo.volumes.constraints import Constraint

# Pairs that are looked at under one heading: seconds of work.
_MOST = 500_000

T = TypeVar("T")


class Pairs:
    """Gives pairs under headings, up to a limit each, and remembers under which of them some were left.

    Examples
    --------
    >>> pairs = Pairs(most=2)
    >>> list(pairs.alike("date", ["a1", "b1", "a2", "a3"], lambda name: name[0]))
    [('a1', 'a2'), ('a1', 'a3')]
    >>> [(found.kind, found.figure, found.by) for found in pairs.left()]
    [('unasked', 'date', 2)]
    """

    def __init__(self, most: int = _MOST):
        self._most = most
        self._left: set[Kind] = set()

    def alike(self, kind: Kind, items: Iterable[T], trait: Callable[[T], Hashable]) -> Iterator[tuple[T, T]]:
        """Give the pairs whose trait is the same; items whose trait is ``None`` have no like."""
        groups: dict[Hashable, list[T]] = {}
        for item in items:
            if (key := trait(item)) is not None:
                groups.setdefault(key, []).append(item)
        return self._first(kind, (pair for group in groups.values() for pair in combinations(group, 2)))

    def meeting(
        self, kind: Kind, figures: Iterable[Constraint], trait: Callable[[Constraint], Hashable]
    ) -> Iterator[tuple[Constraint, Constraint]]:
        """Give the pairs that share a day and a trait, the one that begins earlier first."""
        groups: dict[Hashable, list[Constraint]] = {}
        for figure in sorted(figures, key=lambda f: (f.start, f.id)):
            groups.setdefault(trait(figure), []).append(figure)
        return self._first(kind, (pair for group in groups.values() for pair in _meeting(group)))

    def across(
        self, kind: Kind, ones: Iterable[Constraint], others: Iterable[Constraint]
    ) -> Iterator[tuple[Constraint, Constraint]]:
        """Give the pairs of one and another that share a day."""
        ordered = sorted(others, key=lambda f: (f.start, f.id))
        starts = [f.start for f in ordered]
        met = ((one, other) for one in ones for other in ordered[: bisect_left(starts, one.end)])
        return ((one, other) for one, other in self._first(kind, met) if one.start < other.end)

    def left(self) -> list[Conflict]:
        """Say under which headings pairs were left."""
        return [Conflict("unasked", kind, (), self._most) for kind in sorted(self._left)]

    def _first(self, kind: Kind, pairs: Iterator[tuple[T, T]]) -> Iterator[tuple[T, T]]:
        yield from islice(pairs, self._most)
        if next(pairs, None) is not None:
            self._left.add(kind)


def _meeting(ordered: Sequence[Constraint]) -> Iterator[tuple[Constraint, Constraint]]:
    for n, one in enumerate(ordered):
        for at in range(n + 1, len(ordered)):
            if ordered[at].start >= one.end:
                break
            yield one, ordered[at]
