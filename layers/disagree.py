"""Who contradicts whom: the sides of a disputed event, and numbers of the same thing that are not the same."""

from collections.abc import Sequence
from itertools import groupby

from geo.claims import EventView
from geo.schema import Claim, Figure, Status

SIDES: dict[str, tuple[Status, ...]] = {
    "side_for": ("confirmed", "reported", "claimed"),
    "side_against": ("denied",),
    "side_unsure": ("disputed", "rumour"),
}


def sides(view: EventView) -> list[tuple[str, list[Claim]]]:
    """Part an event's claims into those for, against and unsure; nothing where all say the same."""
    parted = [(side, [c for c in view.claims if c.status in statuses]) for side, statuses in SIDES.items()]
    spoken = [(side, claims) for side, claims in parted if claims]
    return spoken if len(spoken) > 1 else []


def disagreements(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Group the counts that speak of the same days, places and measure, and differ."""

    def same(figure: Figure) -> tuple[str, str, str, tuple[str, ...]]:
        return str(figure.start), str(figure.end), figure.measure, figure.place_ids

    counts = sorted((f for f in figures if f.nature == "count" and f.start), key=same)
    groups = [list(group) for _, group in groupby(counts, key=same)]
    return [
        sorted(g, key=lambda f: -f.value) for g in groups if len({(f.value, f.value_high, f.qualifier) for f in g}) > 1
    ]
