import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import boundaries
from geo.reverse import reverse, reverse_columns
from geo.spatialjoin import Grid

SPOTS = st.floats(-2, 12, allow_nan=False).map(lambda x: round(x, 2))
TRIANGLES = st.lists(
    st.lists(st.tuples(SPOTS, SPOTS), min_size=3, max_size=7, unique=True)
    .map(lambda points: shapely.convex_hull(shapely.MultiPoint(points)))
    .filter(lambda shape: shape.geom_type == "Polygon"),
    min_size=1, max_size=6,
)  # fmt: skip


@pytest.fixture(scope="module")
def provinces():
    return list(boundaries.provinces().geometry)


def first(polygons, points, holds):
    found = np.full(len(points), -1)
    for i in reversed(range(len(polygons))):
        found[holds(polygons[i], points)] = i
    return found.tolist()


@settings(max_examples=60, deadline=None)
@given(TRIANGLES, st.lists(st.tuples(SPOTS, SPOTS), max_size=30), st.integers(0, 6))
def test_the_grid_answers_what_shapely_answers_on_edges_and_corners_too(polygons, spots, depth):
    corners = shapely.get_coordinates(polygons)
    middles = (corners[1:] + corners[:-1]) / 2
    x, y = np.concatenate([corners, middles, np.array(spots, dtype=float).reshape(-1, 2)]).T
    grid, points = Grid.of(polygons, depth=depth), shapely.points(x, y)
    assert grid.locate(x, y).tolist() == first(polygons, points, shapely.covers)
    assert grid.locate(x, y, edges=False).tolist() == first(polygons, points, shapely.contains)


def test_points_anywhere_and_on_the_very_edges_of_provinces_lie_where_shapely_says(provinces):
    rng = np.random.default_rng(8)
    west, south, east, north = shapely.total_bounds(provinces)
    edges = shapely.get_coordinates(provinces)[::8]
    spread = rng.uniform((west - 1, south - 1), (east + 1, north + 1), (20_000, 2))
    close = edges + rng.normal(0, 1e-7, edges.shape)
    points = np.concatenate([edges, close, spread])
    grid, shapes = Grid.of(provinces), shapely.points(points)
    assert grid.locate(*points.T).tolist() == first(provinces, shapes, shapely.covers)
    assert grid.locate(*points.T, edges=False).tolist() == first(provinces, shapes, shapely.contains)


def test_what_is_no_number_lies_nowhere(provinces):
    assert Grid.of(provinces[:2]).locate([np.nan, np.inf, -np.inf, 1e300], [34, 34, 34, 34]).tolist() == [-1] * 4
    assert Grid.of([]).locate([0.5], [0.5]).tolist() == [-1]


def test_many_points_are_on_the_side_and_in_the_province_that_each_alone_is():
    rng = np.random.default_rng(3)
    x, y = rng.uniform((58, 29), (63, 37), (1_500, 2)).T  # about the border, where the two outlines differ
    there = reverse_columns(np.append(x, 34.35), np.append(y, 62.2))
    assert there["side"][:-1].tolist() == [boundaries.side_of(*p) or "" for p in zip(x, y, strict=True)]
    assert there["province_id"][:-1].tolist() == [boundaries.province_of(*p) or "" for p in zip(x, y, strict=True)]
    assert {"AF-HER", "IR-09", "IR-11", "AF-NIM", "AF-FRA"} <= set(there["province_id"])
    assert (there["swapped"][-1], there["province_id"][-1]) == (True, reverse(34.35, 62.2).province_id)
