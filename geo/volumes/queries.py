"""What a careful reader would ask about figures that no programme can set against each other.

Shares, sums of money, one number given to two days, to two measures or in two wordings, digits that look like a
misprint, counts of one crossing from its two sides. Nothing here changes an answer; each finding is a question to the
sources.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from geo.errors import MarzError
from geo.schema import Figure
from geo.volumes.compare import apart_as_written
from geo.volumes.conflicts import Conflict, Kind
from geo.volumes.constraints import Constraint
from geo.volumes.pairs import Pairs
from geo.volumes.trees import Trees

# Iran counts who leaves and Afghanistan who comes: the same people at the same gate.
MIRRORED = {"departures": "returns_all", "departures_undocumented": "returns_undocumented"}
_FLOORS, _CEILINGS = frozenset({"more than", "at least"}), frozenset({"up to", "less than", "nearly"})
# Points between shares; share between amounts; days between periods that could be one; days a stock should last.
_POINTS, _APART, _SLIP, _SEASON = 5, 0.2, 3, 120

Ask = Callable[[Figure, Figure], int]
Placed = tuple[frozenset[str], Figure]


def queries(figures: Iterable[Figure], constraints: Iterable[Constraint], trees: Trees, pairs: Pairs) -> list[Conflict]:
    """Find every pair that deserves a question, each once, under the first heading that fits."""
    placed = _placed(figures, trees)
    flows = tuple(constraints)
    found: dict[tuple[str, str], Conflict] = {}
    counts = [flow for flow in flows if flow.counts]
    for kind, told in (
        ("share", _asked(pairs.alike("share", placed, _shared), _share_points)),
        ("amount", _asked(pairs.alike("amount", placed, _owed), _amount)),
        ("wording", _asked(pairs.alike("wording", placed, _numbered), _wording)),
        ("digits", _numbers(pairs.meeting("digits", counts, _long), _digits)),
        ("date", _numbers(pairs.alike("date", counts, _same), _redated)),
        ("measure", _numbers(pairs.alike("measure", counts, _same), _renamed)),
        ("mirror", _mirrored(flows, trees, pairs)),
    ):
        for one, other, by in told:
            found.setdefault((min(one, other), max(one, other)), _conflict(kind, one, other, by))
    return sorted(found.values(), key=lambda c: (c.kind, c.figure, c.against))


def _conflict(kind: str, one: str, other: str, by: int) -> Conflict:
    known: Kind = kind  # type: ignore[assignment]
    return Conflict(known, one, (other,), by)


def _placed(figures: Iterable[Figure], trees: Trees) -> list[Placed]:
    """Give dated figures with the place they speak of."""
    found: list[Placed] = []
    for figure in figures:
        if figure.start and figure.end and figure.qualifier != "vague":
            try:
                found.append((trees.leaves(figure.place_ids), figure))
            except MarzError:
                continue
    return found


def _shared(placed: Placed) -> Hashable:
    leaves, f = placed
    return (leaves, f.unit, f.measure_written) if f.measure == "share" else None


def _owed(placed: Placed) -> Hashable:
    leaves, f = placed
    return (leaves, f.unit, f.measure, f.counted_by) if f.measure in ("money", "other") else None


def _numbered(placed: Placed) -> Hashable:
    leaves, f = placed
    return leaves, f.unit, f.measure, f.counted_by, f.value, f.nature, f.start, f.end


def _asked(pairs: Iterable[tuple[Placed, Placed]], ask: Ask) -> Iterator[tuple[str, str, int]]:
    for (_, a), (_, b) in pairs:
        if by := ask(a, b):
            yield a.id, b.id, by


def _meet(a: Figure, b: Figure) -> bool:
    return _day(a.start) <= _day(b.end) and _day(b.start) <= _day(a.end)


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


def _share_points(a: Figure, b: Figure) -> int:
    """Say by how many points two shares of the same thing differ."""
    points = abs(a.value - b.value)
    return round(points) if points >= _POINTS and _meet(a, b) else 0


def _amount(a: Figure, b: Figure) -> int:
    """Say how far a rate over its days is from the total of one body, or two states of what does not come and go."""
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
    return int(_wording_of(a) != _wording_of(b))


def _wording_of(figure: Figure) -> str:
    return "floor" if figure.qualifier in _FLOORS else "ceiling" if figure.qualifier in _CEILINGS else "number"


def _long(flow: Constraint) -> Hashable:
    return flow.leaves, flow.measure, len(str(round(flow.target)))


def _same(flow: Constraint) -> Hashable:
    return flow.leaves, flow.body, flow.target


def _numbers(
    pairs: Iterable[tuple[Constraint, Constraint]], ask: Callable[[Constraint, Constraint], bool]
) -> Iterator[tuple[str, str, int]]:
    return ((a.id, b.id, round(abs(a.target - b.target))) for a, b in pairs if ask(a, b))


def _redated(a: Constraint, b: Constraint) -> bool:
    """One body gives one telling number to two periods that meet."""
    near = max(a.start, b.start) <= min(a.end, b.end) + _SLIP
    return near and a.measure == b.measure and (a.start, a.end) != (b.start, b.end) and _telling(a)


def _renamed(a: Constraint, b: Constraint) -> bool:
    """One body gives one number of the same days to two different measures."""
    return (a.start, a.end) == (b.start, b.end) and a.measure != b.measure and (a.target >= 100_000 or _telling(a))


def _telling(flow: Constraint) -> bool:
    return len(str(round(flow.target)).rstrip("0")) >= 3


def _digits(a: Constraint, b: Constraint) -> bool:
    """Two numbers of one length and of the same thing in which digits changed places, or one digit is another."""
    one, other = str(round(a.target)), str(round(b.target))
    shared = min(a.end, b.end) - max(a.start, b.start)
    if one == other or shared < 0.8 * max(a.days, b.days) or min(len(n.rstrip("0")) for n in (one, other)) < 4:
        return False
    return sorted(one) == sorted(other) or sum(x != y for x, y in zip(one, other, strict=True)) == 1


def _mirrored(flows: Sequence[Constraint], trees: Trees, pairs: Pairs) -> Iterator[tuple[str, str, int]]:
    """Set Iran's count of departures against others' counts of returns: a part above its whole, or far apart."""
    returned = [f for f in flows if trees.root(f.measure) == "inflows_all"]
    left = [replace(f, measure=MIRRORED[f.measure]) for f in flows if f.measure in MIRRORED]
    for flow, other in pairs.across("mirror", left, returned):
        both = flow.body != other.body and flow.meets(other) and trees.related(flow.measure, other.measure)
        if both and (by := apart_as_written(flow, other, trees)):
            yield flow.id, other.id, by
