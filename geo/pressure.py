"""Pressure on a camp or gate: people present against capacity, and people passing against what it can pass in a day.

Three kinds of number that are easily mixed up stay apart: how many are there at one time, how many a place can hold,
how many it can pass in a day. Both sides of a ratio keep their bounds; an unknown capacity stays unknown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date  # noqa: F401 - the example uses it
from typing import Literal

from geo.numbers import bounds
from geo.schema import Figure
from geo.window import Window

Bounds = tuple[float | None, float | None]
_PRESENT = {("people_present", "stock"), ("people_present", "peak"), ("people_present", "count")}
_HOLDS = {("capacity", "capacity"), ("capacity", "stock"), ("capacity", "count")}
_PASSES = {("capacity", "rate_daily")}


@dataclass(frozen=True, slots=True)
class Pressure:
    """One figure of people against one figure of capacity at the same place; ``ratio`` is 1 when the place is full."""

    place_ids: tuple[str, ...]
    kind: Literal["holding", "passing"]
    people: Bounds
    capacity: Bounds
    ratio: Bounds
    figures: tuple[str, ...]


def pressure(figures: Iterable[Figure], window: Window) -> list[Pressure]:
    """Set people present against capacity, place by place, for the figures that meet a window.

    A capacity is taken to last until the same body states another for the place, so one stated before the window
    counts; one that nobody had stated when the people were there does not. What a body says of one capacity in several
    rows ("at least 7,000", "up to 10,000") is taken together.

    Examples
    --------
    >>> pressure([], Window.inclusive(date(2025, 7, 1), date(2025, 7, 7)))
    []
    """
    known = sorted((f for f in figures if f.start and f.start < window.end), key=lambda f: (f.start or f.end, f.id))
    found = []
    for kind, of_people, of_room in (("holding", _is_present, _is_room), ("passing", _is_passing, _is_throughput)):
        for people in (f for f in known if of_people(f) and window.meets(f.start, f.end)):
            last = people.end or people.start
            rooms = [f for f in known if of_room(f) and f.place_ids == people.place_ids and (f.start or f.end) <= last]  # type: ignore[operator]
            found += [_against(people, stated, kind) for stated in _latest(rooms)]  # type: ignore[arg-type]
    return found


def divide(people: Bounds, capacity: Bounds) -> Bounds:
    """Bound a ratio from the bounds of both sides; open or unknown ends stay so.

    Examples
    --------
    >>> divide((14_000, 14_000), (3_000, 4_000))
    (3.5, 4.666666666666667)
    >>> divide((5_001, None), (3_000, 4_000)), divide((100, 200), (None, None))
    ((1.25025, None), (None, None))
    """
    low = people[0] / capacity[1] if people[0] is not None and capacity[1] else None
    high = people[1] / capacity[0] if people[1] is not None and capacity[0] else None
    return low, high


def _against(people: Figure, rooms: Sequence[Figure], kind: Literal["holding", "passing"]) -> Pressure:
    present = _bounds(people)
    ends = [_bounds(room) for room in rooms]
    capacity = (max((low for low, _ in ends if low is not None), default=None),
                min((high for _, high in ends if high is not None), default=None))  # fmt: skip
    ids = (people.id, *(room.id for room in rooms))
    return Pressure(people.place_ids, kind, present, capacity, divide(present, capacity), ids)


def _bounds(figure: Figure) -> Bounds:
    return bounds(figure.value, figure.qualifier, figure.value_high, figure.value_written)


def _latest(rooms: Sequence[Figure]) -> list[list[Figure]]:
    """Give what each body stated last, in one row or more; nothing known is one unknown, not none."""
    last = {room.counted_by: (room.start, room.end) for room in rooms}
    return [[r for r in rooms if r.counted_by == body and (r.start, r.end) == when] for body, when in last.items()] or [
        []
    ]


def _is_present(figure: Figure) -> bool:
    return (figure.measure, figure.nature) in _PRESENT


def _is_room(figure: Figure) -> bool:
    return (figure.measure, figure.nature) in _HOLDS and figure.unit == "people"


def _is_passing(figure: Figure) -> bool:
    return figure.measure in ("returns_all", "inflows_all") and figure.nature == "rate_daily"


def _is_throughput(figure: Figure) -> bool:
    return (figure.measure, figure.nature) in _PASSES and figure.unit == "people"
