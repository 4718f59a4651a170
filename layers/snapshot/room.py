"""Room on the paper: what is taken, and where a mark or a name still fits, so that none covers another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from math import cos, hypot, pi, sin

Box = tuple[float, float, float, float]


@dataclass
class Room:
    """A rectangle (left, top, right, bottom in mm) and the boxes and discs in it that are taken.

    Examples
    --------
    >>> room = Room((0, 0, 100, 100))
    >>> room.take((10, 10, 20, 20))
    >>> room.free((15, 15, 25, 25)), room.free((30, 10, 40, 20)), room.free((95, 0, 105, 5))
    (False, True, False)
    """

    bounds: Box
    boxes: list[Box] = field(default_factory=list)
    discs: list[tuple[float, float, float]] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        self.boxes.append(box)

    def take_disc(self, x: float, y: float, r: float) -> None:
        """Mark a disc as taken."""
        self.discs.append((x, y, r))

    def free(self, box: Box) -> bool:
        """Say whether a box lies inside and touches nothing that is taken."""
        left, top, right, bottom = box
        if left < self.bounds[0] or top < self.bounds[1] or right > self.bounds[2] or bottom > self.bounds[3]:
            return False
        if any(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in self.boxes):
            return False
        return all(hypot(x - min(max(x, left), right), y - min(max(y, top), bottom)) >= r for x, y, r in self.discs)

    def label(self, x: float, y: float, width: float, height: float, gap: float) -> Box | None:
        """Find a box for a name beside a point: to its right, left, above, below, then slantwise and farther off."""
        for far in (gap, 2 * gap, 3.5 * gap, 5 * gap, 7 * gap, 10 * gap):
            for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -0.8), (-1, -0.8), (1, 0.8), (-1, 0.8)):
                middle_x = x + dx * (far + width / 2)
                middle_y = y + dy * (far + height / 2)
                box = (middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2)
                if self.free(box):
                    return box
        return None

    def spot(self, x: float, y: float, r: float, *, beside: float = 0) -> tuple[float, float] | None:
        """Find the middle of a free disc, with room for a number ``beside`` it, as near to a point as can be."""
        for at in _spiral(x, y, r):
            if self.free((at[0] - r, at[1] - r - 0.7 * beside, at[0] + r + beside, at[1] + r)):
                return at
        return None


def _spiral(x: float, y: float, r: float) -> Iterator[tuple[float, float]]:
    yield x, y
    for step, turn in product(range(1, 40), range(24)):
        far = step * r * 0.55
        # East first, then alternately to both sides: marks line up beside a place, not on top of its name.
        angle = ((turn + 1) // 2) * (2 * pi / 24) * (1 if turn % 2 else -1)
        yield x + far * cos(angle), y + far * sin(angle)
