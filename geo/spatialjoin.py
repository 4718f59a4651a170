"""Many points into a few polygons: a grid answers for whole cells, and an exact test for those that an edge crosses.

A cell that lies wholly in one polygon, or in none, settles all its points by one look-up. Only points in the other
cells are tested, polygon by polygon, by GEOS. Cells are found by halving: the whole extent first, then the quarters of
what is not settled, so that the work grows with the length of the edges and not with the area.

The same idea serves "point in polygon" in S2 and H3 coverings, and in Hanan Samet, *The Design and Analysis of Spatial
Data Structures*, 1990, as the region quadtree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

NOWHERE = -1
DEPTH = 10  # halvings: 1024 × 1024 cells, 4 MB
_EDGES = -2  # this and below: a cell with edges, by its number among them
_SLACK = 1e-9  # of the extent: by so much is a cell larger than itself, so that rounding moves no point out of it


@dataclass(frozen=True, slots=True)
class Grid:
    """Polygons that points are looked up in; make it with :meth:`of`.

    Examples
    --------
    >>> left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 3, 1)
    >>> grid = Grid.of([left, right])
    >>> grid.locate([0.5, 2.5, 5, 1], [0.5, 0.5, 0.5, 0.5]).tolist()
    [0, 1, -1, 0]
    >>> grid.locate([1], [0.5], edges=False).tolist()
    [-1]
    """

    polygons: tuple[BaseGeometry, ...]
    west: float
    south: float
    step: tuple[float, float]
    side: int
    cells: NDArray[np.int32] = field(repr=False)
    first: NDArray[np.int64] = field(repr=False)
    candidates: NDArray[np.int32] = field(repr=False)

    @classmethod
    def of(cls, polygons: Sequence[BaseGeometry], *, depth: int = DEPTH) -> "Grid":
        """Lay a grid of 2 to the ``depth`` cells a side over some polygons, and prepare these for the exact test."""
        kept = tuple(polygons)
        shapely.prepare(list(kept))
        side = 1 << depth
        west, south, east, north = shapely.total_bounds(np.array(kept, dtype=object)) if kept else (0.0, 0.0, 1.0, 1.0)
        step = (max(east - west, 1e-9) / side, max(north - south, 1e-9) / side)
        cells = np.full((side, side), NOWHERE, dtype=np.int32)
        edge, polygon = _settle(cells, kept, west, south, step, depth)
        order = np.lexsort((polygon, edge))
        numbers, first = np.unique(edge[order], return_index=True)
        cells.ravel()[numbers] = _EDGES - np.arange(len(numbers))
        return cls(kept, west, south, step, side, cells.ravel(), np.append(first, len(order)), polygon[order])

    def locate(self, x: ArrayLike, y: ArrayLike, *, edges: bool = True) -> NDArray[np.int32]:
        """Give for each point the position of the polygon it lies in, or -1.

        A point on an edge lies in the first polygon that it touches (``covers``), or with ``edges=False`` in none
        (``within``). What is not finite lies nowhere.
        """
        xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        found = np.full(xs.shape, NOWHERE, dtype=np.int32)
        with np.errstate(invalid="ignore"):
            column, row = (xs - self.west) / self.step[0], (ys - self.south) / self.step[1]
            near = (column > -1) & (column < self.side + 1) & (row > -1) & (row < self.side + 1)
        at = np.flatnonzero(near)
        limit = self.side - 1
        across = np.clip(column[at].astype(np.int32), 0, limit)
        up = np.clip(row[at].astype(np.int32), 0, limit)
        values = self.cells[up * self.side + across]
        found[at] = np.maximum(values, NOWHERE)
        torn = np.flatnonzero(values <= _EDGES)
        if len(torn):
            holds = shapely.intersects_xy if edges else shapely.contains_xy
            self._test(found, at[torn], _EDGES - values[torn], xs, ys, holds)
        return found

    def _test(
        self, found: NDArray[np.int32], at: NDArray[Any], edge: NDArray[Any], xs: NDArray[Any], ys: NDArray[Any],
        holds: Any,
    ) -> None:  # fmt: skip
        """Test points in cells with edges against the polygons of these cells, the first polygon first."""
        count = self.first[edge + 1] - self.first[edge]
        point = np.repeat(np.arange(len(at)), count)
        nth = np.arange(len(point)) - np.repeat(np.cumsum(count) - count, count)
        polygon = self.candidates[np.repeat(self.first[edge], count) + nth]
        order = np.argsort(polygon, kind="stable")
        ends = np.cumsum(np.bincount(polygon, minlength=len(self.polygons)))
        for number, some in zip(reversed(range(len(ends))), reversed(np.split(order, ends[:-1])), strict=True):
            asked = at[point[some]]
            if len(asked):
                found[asked[holds(self.polygons[number], xs[asked], ys[asked])]] = number


def _settle(
    cells: NDArray[np.int32], polygons: Sequence[BaseGeometry], west: float, south: float, step: tuple[float, float],
    depth: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:  # fmt: skip
    """Fill in the cells that lie in one polygon alone; give the others, each with the polygons that meet it."""
    rows, columns = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    side = 1 << depth
    cell, polygon = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    for level in range(depth + 1):
        size = side >> level
        boxes = _boxes(rows, columns, size, west, south, step)
        tree = shapely.STRtree(boxes)
        inside = tree.query(np.array(polygons, dtype=object), predicate="contains_properly")
        meets = tree.query(np.array(polygons, dtype=object), predicate="intersects")
        holder = _first(inside, len(boxes))
        settled = (holder >= 0) & (holder == _first(meets, len(boxes)))
        for box in np.flatnonzero(settled):
            cells[rows[box] : rows[box] + size, columns[box] : columns[box] + size] = holder[box]
        open_ = ~settled[meets[1]]
        polygon, box = meets[0][open_].astype(np.int32), meets[1][open_]
        cell = rows[box] * side + columns[box]
        left = np.unique(box)
        if level < depth:
            rows, columns = _quartered(rows[left], columns[left], size // 2)
    return cell, polygon


def _first(pairs: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Give the first polygon that each box is paired with, or -1."""
    found = np.full(count, NOWHERE, dtype=np.int64)
    order = np.argsort(-pairs[0], kind="stable")
    found[pairs[1][order]] = pairs[0][order]
    return found


def _boxes(
    rows: NDArray[np.int64], columns: NDArray[np.int64], size: int, west: float, south: float,
    step: tuple[float, float],
) -> NDArray[Any]:  # fmt: skip
    slack = (step[0] + step[1]) * _SLACK * size + _SLACK
    x, y = west + columns * step[0], south + rows * step[1]
    boxes: NDArray[Any] = shapely.box(x - slack, y - slack, x + size * step[0] + slack, y + size * step[1] + slack)
    return boxes


def _quartered(rows: NDArray[np.int64], columns: NDArray[np.int64], half: int) -> Iterator[NDArray[np.int64]]:
    yield np.concatenate([rows, rows, rows + half, rows + half])
    yield np.concatenate([columns, columns + half, columns, columns + half])
