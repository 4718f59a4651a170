"""Which of a body's figures stand on a given day: repeated releases count once, restated figures give way.

A later figure for the same thing replaces an earlier one when both cannot be true, and when both only give a floor (or
only a ceiling) and the later one is the weaker: a body that says "more than 39,400" after "more than 50,000" has taken
the larger number back. A later figure that is merely vaguer than a closed earlier one ("more than 13,000" for 13,746)
takes nothing back, and both stand: most such figures are somebody else's retelling. In a table without sources every
row is the body's own word; there the later one always replaces the earlier, vaguer or not. No figure takes back one
whose day of publication is unknown: which of the two came later is then unknown too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo.volumes.constraints import Constraint


@dataclass(frozen=True, slots=True)
class Standing:
    """Figures that stand, and what became of the others: id to the id of the figure that stands for it."""

    kept: tuple[Constraint, ...]
    repeats: dict[str, str]
    restated: dict[str, str]


def standing(constraints: Iterable[Constraint], known_by: int | None = None) -> Standing:
    """Give the figures that stand on day ``known_by`` (an ordinal; ``None``: whatever is known by now)."""
    groups: dict[tuple[object, ...], list[Constraint]] = {}
    for one in constraints:
        if known_by is None or one.known <= known_by:
            groups.setdefault(one.thing, []).append(one)
    kept: list[Constraint] = []
    repeats: dict[str, str] = {}
    restated: dict[str, str] = {}
    for group in groups.values():
        fresh = _once(sorted(group, key=lambda c: (c.issued, c.known, -c.weight, c.id)), repeats)
        kept += _latest(fresh, restated)
    return Standing(tuple(sorted(kept, key=lambda c: c.id)), repeats, restated)


def takes_back(later: Constraint, earlier: Constraint) -> bool:
    """Say whether a later figure for the same thing leaves no room for the earlier one."""
    if later.issued <= earlier.issued or earlier.assumed:
        return False
    if later.own or not _overlap(later, earlier):
        return True
    floors = later.high is None and earlier.high is None and later.day_cap == earlier.day_cap
    ceilings = later.low == earlier.low == 0 and later.high is not None and earlier.high is not None
    return (floors and later.low < earlier.low) or (ceilings and (later.high or 0) > (earlier.high or 0))


def _once(group: list[Constraint], repeats: dict[str, str]) -> list[Constraint]:
    """Keep the first of figures that say the same; each repetition makes it a little dearer."""
    first: dict[tuple[object, ...], Constraint] = {}
    for one in group:
        said = one.low, one.high, one.day_cap, one.issued if one.own and not one.assumed else 0
        if said in first:
            repeats[one.id] = first[said].id
            if one.release != first[said].release or not one.release:
                first[said] = replace(first[said], weight=first[said].weight * 1.02)
        else:
            first[said] = one
    return list(first.values())


def _latest(group: list[Constraint], restated: dict[str, str]) -> list[Constraint]:
    kept: list[Constraint] = []
    for one in group:
        for earlier in kept:
            if takes_back(one, earlier):
                restated[earlier.id] = one.id
        kept = [k for k in kept if k.id not in restated] + [one]
    return kept


def _overlap(one: Constraint, other: Constraint) -> bool:
    low = max(one.low, other.low)
    return all(low <= high for high in (one.high, other.high) if high is not None) and all(
        low <= cap * c.days for c, cap in ((one, one.day_cap), (other, other.day_cap)) if cap is not None
    )
