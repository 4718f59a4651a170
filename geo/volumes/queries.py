"""What a careful reader would ask about figures that no programme can set against each other.

Shares, sums of money, one number given to two days, to two measures or in two wordings, digits that look like a
misprint, counts of one crossing from its two sides. Nothing here changes an answer; each finding is a question to the
sources.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

from geo.errors import MarzError
from geo.schema import Figure
from geo.volumes.compare import apart_as_written
from geo.volumes.conflicts import Conflict, Kind
from geo.volumes.constraints import Constraint
from geo.volumes.trees import Trees

# Iran counts who leaves and Afghanistan who comes: the same people at the same gate.
MIRRORED = {"departures": "returns_all", "departures_undocumented": "returns_undocumented"}
_FLOORS, _CEILINGS = frozenset({"more than", "at least"}), frozenset({"up to", "less than", "nearly"})
# Points between shares; share between amounts; days between periods that could be one; days a stock should last.
_POINTS, _APART, _SLIP, _SEASON = 5, 0.2, 3, 120

Ask = Callable[[Figure, Figure], int]


def queries(figures: Iterable[Figure], constraints: Iterable[Constraint], trees: Trees) -> list[Conflict]:
    """Find every pair that deserves a question, each once, under the first heading that fits."""
    placed = _placed(figures, trees)
    flows = tuple(constraints)
    found: dict[tuple[str, str], Conflict] = {}
    for kind, pairs in (
        ("share", _asked(placed, _share_points)),
        ("amount", _asked(placed, _amount)),
        ("wording", _asked(placed, _wording)),
        ("digits", _numbers(flows, _digits)),
        ("date", _numbers(flows, _redated)),
        ("measure", _numbers(flows, _renamed)),
        ("mirror", _mirrored(flows, trees)),
    ):
        for one, other, by in pairs:
            found.setdefault((min(one, other), max(one, other)), _conflict(kind, one, other, by))
    return sorted(found.values(), key=lambda c: (c.kind, c.figure, c.against))


def _conflict(kind: str, one: str, other: str, by: int) -> Conflict:
    known: Kind = kind  # type: ignore[assignment]
    return Conflict(known, one, (other,), by)


def _placed(figures: Iterable[Figure], trees: Trees) -> dict[frozenset[str], list[Figure]]:
    """Group dated figures by the place they speak of."""
    groups: dict[frozenset[str], list[Figure]] = {}
    for figure in figures:
        if figure.start and figure.end and figure.qualifier != "vague":
            try:
                groups.setdefault(trees.leaves(figure.place_ids), []).append(figure)
            except MarzError:
                continue
    return groups


def _asked(placed: dict[frozenset[str], list[Figure]], ask: Ask) -> Iterator[tuple[str, str, int]]:
    for group in placed.values():
        for a, b in combinations(group, 2):
            if a.measure == b.measure and a.unit == b.unit and (by := ask(a, b)):
                yield a.id, b.id, by


def _meet(a: Figure, b: Figure) -> bool:
    return _day(a.start) <= _day(b.end) and _day(b.start) <= _day(a.end)


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


def _share_points(a: Figure, b: Figure) -> int:
    """Say by how many points two shares of the same thing differ."""
    if a.measure != "share" or a.measure_written != b.measure_written or not _meet(a, b):
        return 0
    points = abs(a.value - b.value)
    return round(points) if points >= _POINTS else 0


def _amount(a: Figure, b: Figure) -> int:
    """Say how far a rate over its days is from the total of one body, or two states of what does not come and go."""
    if a.measure not in ("money", "other") or a.counted_by != b.counted_by:
        return 0
    if a.nature == b.nature == "stock" and a.measure_written == b.measure_written:
        near = abs(_day(a.start) - _day(b.start)) <= _SEASON
        return round(abs(a.value - b.value)) if near and _far(a.value, b.value) else 0
    if {a.nature, b.nature} != {"rate_daily", "count"} or not _meet(a, b):
        return 0
    rate, total = (a, b) if a.nature == "rate_daily" else (b, a)
    made = rate.value * (_day(total.end) - _day(total.start) + 1)
    return round(abs(made - total.value)) if _far(made, total.value) else 0


def _far(one: float, other: float) -> bool:
    return abs(one - other) > _APART * max(one, other)


def _wording(a: Figure, b: Figure) -> int:
    """Say 1 where one body's one number is a floor in one print and none in another."""
    same = (a.counted_by, a.value, a.nature, a.start, a.end) == (b.counted_by, b.value, b.nature, b.start, b.end)
    return int(same and _wording_of(a) != _wording_of(b))


def _wording_of(figure: Figure) -> str:
    return "floor" if figure.qualifier in _FLOORS else "ceiling" if figure.qualifier in _CEILINGS else "number"


def _numbers(
    flows: Iterable[Constraint], ask: Callable[[Constraint, Constraint], bool]
) -> Iterator[tuple[str, str, int]]:
    places: dict[frozenset[str], list[Constraint]] = {}
    for flow in flows:
        if flow.counts:
            places.setdefault(flow.leaves, []).append(flow)
    for group in places.values():
        yield from ((a.id, b.id, round(abs(a.target - b.target))) for a, b in combinations(group, 2) if ask(a, b))


def _redated(a: Constraint, b: Constraint) -> bool:
    """One body gives one telling number to two periods that meet."""
    near = max(a.start, b.start) <= min(a.end, b.end) + _SLIP
    return _same_number(a, b) and a.measure == b.measure and (a.start, a.end) != (b.start, b.end) and near


def _renamed(a: Constraint, b: Constraint) -> bool:
    """One body gives one number of the same days to two different measures."""
    big = a.target >= 100_000
    same = a.body == b.body and a.target == b.target and (a.start, a.end) == (b.start, b.end)
    return same and a.measure != b.measure and (big or _same_number(a, b))


def _same_number(a: Constraint, b: Constraint) -> bool:
    return a.body == b.body and a.target == b.target and len(str(round(a.target)).rstrip("0")) >= 3


def _digits(a: Constraint, b: Constraint) -> bool:
    """Two long numbers of the same thing in which digits changed places, or one digit is another."""
    one, other = str(round(a.target)), str(round(b.target))
    shared = min(a.end, b.end) - max(a.start, b.start)
    same_days = shared >= 0.8 * max(a.days, b.days)
    if a.measure != b.measure or one == other or len(one) != len(other) or not same_days:
        return False
    if min(len(one.rstrip("0")), len(other.rstrip("0"))) < 4:
        return False
    return sorted(one) == sorted(other) or sum(x != y for x, y in zip(one, other, strict=True)) == 1


def _mirrored(flows: Iterable[Constraint], trees: Trees) -> Iterator[tuple[str, str, int]]:
    """Set Iran's count of departures against others' counts of returns: a part above its whole, or far apart."""
    every = tuple(flows)
    returned = [f for f in every if trees.root(f.measure) == "inflows_all"]
    for flow in (replace(f, measure=MIRRORED[f.measure]) for f in every if f.measure in MIRRORED):
        for other in returned:
            both = flow.body != other.body and flow.meets(other) and trees.related(flow.measure, other.measure)
            if both and (by := apart_as_written(flow, other, trees)):
                yield flow.id, other.id, by
