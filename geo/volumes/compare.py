"""Figures held against each other, pair by pair and total by parts: what a careful reader would query.

None of this changes an answer. Bodies may count different people, so two that disagree stand side by side; a floor
("more than 137,000") contradicts no greater number, and yet two floors for the same month far apart deserve a question.
"""

from collections.abc import Iterable, Sequence

from geo.numbers import step_of
from geo.volumes.conflicts import Conflict, Kind
from geo.volumes.constraints import Constraint
from geo.volumes.pairs import Pairs
from geo.volumes.trees import Trees

# A sum that misses its total by less than this share of it is a slip or a correction, not an unnamed rest.
_NEAR = 0.05
# As written, a part may exceed its whole by rounding; nearly the same days may differ by what one of them adds.
_ROUNDING, _SAME_DAYS, _APART = 0.02, 0.8, 0.15
# An average and a single day inside it differ by nature; this much they should not.
_RATE_APART = 0.4

Areas = dict[tuple[str, int, int], dict[frozenset[str], Constraint]]
Chains = dict[tuple[str, frozenset[str], int], Constraint]


def disagreements(constraints: Iterable[Constraint], trees: Trees, pairs: Pairs | None = None) -> list[Conflict]:
    """Find pairs of figures of two bodies of which one is part of the other and yet greater than the whole."""
    met = _meeting("disagreement", constraints, trees, pairs or Pairs())
    found = ((a, b) for a, b in met if a.body != b.body)
    return _found("disagreement", ((a, b, max(_excess(a, b, trees), _excess(b, a, trees))) for a, b in found))


def doubts(constraints: Iterable[Constraint], trees: Trees, pairs: Pairs | None = None) -> list[Conflict]:
    """Find pairs that the bounds allow, but that are hard to believe together as they are written.

    A part greater than its whole as written (an open figure, or a series a body later lowered); two bodies far apart
    about the same measure and place over nearly the same days; a rate far from a count inside its period.
    """
    ordered = tuple(constraints)
    certain = {(c.figure, *c.against) for c in disagreements(ordered, trees)}
    met = _meeting("doubt", (c for c in ordered if c.counts), trees, pairs or Pairs())
    return _found("doubt", ((a, b, apart_as_written(a, b, trees)) for a, b in met if (a.id, b.id) not in certain))


def sums(constraints: Iterable[Constraint], trees: Trees) -> list[Conflict]:
    """Find totals that a body's own parts nearly, but not quite, add up to.

    Parts are figures of the same measure and period for places that share no leaf, inside the total's; or for periods
    that follow one another and fill the total's, at the same place.
    """
    bodies: dict[str, list[Constraint]] = {}
    for one in constraints:
        if one.counts:
            bodies.setdefault(one.body, []).append(one)
    found = []
    for group in bodies.values():
        areas, chains = _by_period(group), _by_place(group)
        for total in group:
            for parts in (_places(total, areas), _periods(total, chains)):
                off = abs(round(total.target) - sum(round(p.target) for p in parts))
                if len(parts) > 1 and 0 < off < _NEAR * total.target and not _rounded_to(total, parts):
                    found.append(Conflict("sum", total.id, tuple(p.id for p in parts), off))
    return sorted(set(found), key=lambda c: (c.figure, c.against))


def _meeting(
    kind: Kind, constraints: Iterable[Constraint], trees: Trees, pairs: Pairs
) -> Iterable[tuple[Constraint, Constraint]]:
    met = pairs.meeting(kind, constraints, lambda c: trees.root(c.measure))
    return ((a, b) for a, b in met if trees.related(a.measure, b.measure))


def _found(kind: Kind, pairs: Iterable[tuple[Constraint, Constraint, int]]) -> list[Conflict]:
    return sorted(
        (Conflict(kind, a.id, (b.id,), by) for a, b, by in pairs if by > 0), key=lambda c: (c.figure, c.against)
    )


def _within(part: Constraint, whole: Constraint, trees: Trees) -> bool:
    inside = whole.start <= part.start and part.end <= whole.end and part.leaves <= whole.leaves
    return inside and whole.measure in trees.line(part.measure)


def _excess(part: Constraint, whole: Constraint, trees: Trees) -> int:
    """Say by how many people a part exceeds the whole it lies in; 0 where it does not, or is not part of it."""
    ceilings = [c for c in (whole.high, None if whole.day_cap is None else whole.day_cap * part.days) if c is not None]
    return max(0, part.low - min(ceilings)) if ceilings and _within(part, whole, trees) else 0


def apart_as_written(a: Constraint, b: Constraint, trees: Trees) -> int:
    """Say by how many people two figures are apart as they are written; 0 where one can believe both."""
    for part, whole in ((a, b), (b, a)):
        if _within(part, whole, trees) and part.target > whole.target * (1 + _ROUNDING):
            return round(part.target - whole.target)
    if a.body == b.body or a.measure != b.measure or a.leaves != b.leaves:
        return 0
    shared = min(a.end, b.end) - max(a.start, b.start)
    same_days = shared / (max(a.end, b.end) - min(a.start, b.start)) >= _SAME_DAYS
    limit = _APART if same_days else _RATE_APART if (a.rate or b.rate) and shared == min(a.days, b.days) else None
    one, other = sorted((a.target / a.days, b.target / b.days))
    return round((other - one) * shared) if limit is not None and one < other * (1 - limit) else 0


def _rounded_to(total: Constraint, parts: Sequence[Constraint]) -> bool:
    """Say whether rounding alone explains the miss: "more than 16,000" beside parts of 16,613."""
    coarsest = max(step_of(round(c.target)) for c in (total, *parts))
    return abs(total.target - sum(p.target for p in parts)) < coarsest


def _by_period(group: Iterable[Constraint]) -> Areas:
    """Index figures by measure and period, and there by place; of several for one place, the first."""
    areas: Areas = {}
    for c in sorted(group, key=lambda c: c.id):
        areas.setdefault((c.measure, c.start, c.end), {}).setdefault(c.leaves, c)
    return areas


def _by_place(group: Iterable[Constraint]) -> Chains:
    """Index figures by measure, place and first day; of several, the shortest."""
    chains: Chains = {}
    for c in sorted(group, key=lambda c: (c.days, c.id)):
        chains.setdefault((c.measure, c.leaves, c.start), c)
    return chains


def _places(total: Constraint, areas: Areas) -> list[Constraint]:
    inside = [c for leaves, c in areas[total.measure, total.start, total.end].items() if leaves < total.leaves]
    kept: list[Constraint] = []
    for part in sorted(inside, key=lambda c: (len(c.leaves), c.id)):
        if all(part.leaves.isdisjoint(k.leaves) for k in kept):
            kept.append(part)
    return kept


def _periods(total: Constraint, chains: Chains) -> list[Constraint]:
    """Give figures that follow one another from the total's first day to its last; none where a day is missing."""
    day, chain = total.start, []
    while day < total.end:
        following = chains.get((total.measure, total.leaves, day))
        if following is None or following.days >= total.days or following.end > total.end:
            return []
        chain.append(following)
        day = following.end
    return chain
