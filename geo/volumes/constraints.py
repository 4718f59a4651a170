"""What one figure says about the unknown counts: a period, some places, a measure, and ``[low, high]``.

People are whole, so every limit is a whole number. A rate is its period's total, days times the rate; the rate itself
is rounded in print, so an exact one leaves half of its last digit open. A peak limits every day of its period from
above, and the whole period from below, because one of its days reached it. Projections, stocks, capacities and shares
count no flow and give no constraint.
"""

import calendar
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geo.calendars import parse_period
from geo.errors import MarzError
from geo.numbers import bounds
from geo.schema import Figure
from geo.volumes.trees import NOT_FLOWS, Trees, described

# The fewest and the most days that one unit of the rate can last.
RATE_DAYS = {"rate_daily": (1, 1), "rate_weekly": (7, 7), "rate_monthly": (28, 31), "rate_yearly": (365, 366)}
# Natures of figures that count people over their whole period; a peak limits, and counts one day only.
COUNTED = frozenset({"count", *RATE_DAYS})
# Figures of nobody cannot be set against each other: they need not be one body's.
UNNAMED = frozenset({"", "not-named"})
_CERTAINTY = {"exact": 1.0, "at least": 0.8, "more than": 0.8, "up to": 0.8, "less than": 0.8, "range": 0.7}
_STANDING = {"disputed": 0.7, "rumour": 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One figure as a limit; ``start`` to ``end`` is half-open, in ordinals of days.

    ``day_cap`` limits every single day (a peak). ``target`` is the number as written, over the whole period. ``known``
    is the day on which the figure was public; ``assumed`` says that its source is undated, and that the last day on
    which that source counts anything stands in: it cannot have come out before. ``issued`` is the day on which its
    release first came out: a late copy of an old release is no news. ``weight`` says how dearly the figure is kept when
    not all of a body's figures can be true.
    """

    id: str
    body: str
    measure: str
    leaves: frozenset[str]
    start: int
    end: int
    low: int
    high: int | None
    day_cap: int | None = None
    target: float
    counts: bool = True
    rate: bool = False
    known: int
    assumed: bool = False
    issued: int = 0
    weight: float = 1.0
    release: str = ""
    own: bool = False

    @property
    def days(self) -> int:
        """How many days the figure covers."""
        return self.end - self.start

    @property
    def thing(self) -> tuple[object, ...]:
        """What is counted: a later figure for the same thing can restate it."""
        return self.body, self.measure, self.leaves, self.start, self.end, self.counts

    def meets(self, other: "Constraint") -> bool:
        """Say whether two figures share a day and a place."""
        return self.start < other.end and other.start < self.end and not self.leaves.isdisjoint(other.leaves)


def constrain(
    figures: Iterable[Figure], trees: Trees, *, trust: Callable[[Figure], float] = lambda _: 1.0
) -> tuple[tuple[Constraint, ...], dict[str, str]]:
    """Turn figures into constraints, in the order of their ids, and say why the others give none."""
    kept: list[Constraint] = []
    why: dict[str, str] = {}
    ordered = sorted(figures, key=lambda f: f.id)
    last = _last_days(ordered)
    for figure in ordered:
        if reason := _no_constraint(figure):
            why[figure.id] = reason
            continue
        try:
            kept.append(_constraint(figure, trees, trust(figure), last.get(figure.source_id)))
        except MarzError as fault:
            why[figure.id] = str(fault)
    return _issued(kept), why


def _issued(constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    first: dict[str, int] = {}
    for c in constraints:
        first[c.release or c.id] = min(c.known, first.get(c.release or c.id, c.known))
    return tuple(replace(c, issued=first[c.release or c.id]) for c in constraints)


def _no_constraint(figure: Figure) -> str:
    if figure.measure in NOT_FLOWS:
        return f"{figure.measure} is not a flow"
    if figure.nature not in ("count", "peak", *RATE_DAYS):
        return f"a {figure.nature} is not a count"
    if figure.counted_by in UNNAMED:
        return "nobody is named as having counted it"
    if figure.start is None or figure.end is None:
        return "its period is not known"
    if figure.status == "denied":
        return "it is denied"
    return "" if figure.place_ids else "its place is not known"


def _last_days(figures: Iterable[Figure]) -> dict[str, date]:
    """Give the last day on which each source counts anything; what it expects does not date it."""
    last: dict[str, date] = {}
    for f in figures:
        if f.source_id and f.end and f.nature != "projection":
            last[f.source_id] = max(f.end, last.get(f.source_id, f.end))
    return last


def _constraint(figure: Figure, trees: Trees, trust: float, not_before: date | None) -> Constraint:
    if figure.start is None or figure.end is None:
        raise ValueError(figure.id)
    low, high, target = _limits(figure, figure.start, figure.end)
    peak = figure.nature == "peak" and figure.end > figure.start
    known = parse_period(figure.published).end if figure.published else max(figure.end, not_before or figure.end)
    return Constraint(
        id=figure.id,
        body=figure.counted_by,
        measure=described(figure.measure, figure.measure_written),
        leaves=trees.leaves(figure.place_ids),
        start=figure.start.toordinal(),
        end=figure.end.toordinal() + 1,
        low=low,
        high=None if peak else high,
        day_cap=high if peak else None,
        target=target,
        counts=not peak,
        rate=figure.nature in RATE_DAYS,
        known=known.toordinal(),
        assumed=not figure.published,
        weight=trust * _weight(figure),
        release=figure.origin,
        own=not figure.source_id and not figure.origin,
    )


def _limits(figure: Figure, start: date, end: date) -> tuple[int, int | None, float]:
    """Give the least and the greatest whole total over the period (of one day, for a peak), and the one written."""
    written = figure.value_written
    if figure.nature not in RATE_DAYS:
        low, high = bounds(figure.value, figure.qualifier, figure.value_high, written)
        high = None if figure.value == 0 and figure.qualifier in ("about", "nearly") else high  # rounded away
        return max(math.ceil(low or 0), 0), None if high is None else math.floor(high), _middle(figure)
    low, high = bounds(figure.value, figure.qualifier, figure.value_high, written, whole=False)
    if figure.qualifier == "exact" and low == high:
        low, high = figure.value - 0.5, figure.value + 0.5
    fewest, most = _units(figure.nature, start, end)
    least = max(low or 0, 0) * fewest
    lowest = math.floor(least) + 1 if figure.qualifier == "more than" else _ceil(least)
    highest = None if high is None else _floor(high * most)
    return lowest, highest, _middle(figure) * (fewest + most) / 2


def _middle(figure: Figure) -> float:
    return figure.value if figure.value_high is None else (figure.value + figure.value_high) / 2


def _units(nature: str, start: date, end: date) -> tuple[float, float]:
    """Give how many units of a rate fit the period: exactly for whole calendar months and years, else at the widest."""
    last_of_month = end.day == calendar.monthrange(end.year, end.month)[1]
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and last_of_month and nature in ("rate_monthly", "rate_yearly"):
        whole = months if nature == "rate_monthly" else months / 12
        return whole, whole
    days = (end - start).days + 1
    shortest, longest = RATE_DAYS[nature]
    return days / longest, days / shortest


def _weight(figure: Figure) -> float:
    kind = 1.0 if figure.nature == "count" else 0.6
    inferred = 0.8 if figure.date_basis.startswith("inferred") else 1.0
    return kind * inferred * _CERTAINTY.get(figure.qualifier, 0.6) * _STANDING.get(figure.status, 1.0)


def _ceil(number: float) -> int:
    return math.ceil(round(number, 6))


def _floor(number: float) -> int:
    return math.floor(round(number, 6))
