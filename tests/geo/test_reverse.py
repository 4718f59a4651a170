import math

import pytest

from geo.reverse import reverse


@pytest.mark.parametrize(
    ("lon", "lat", "side", "province", "crossing"),
    [
        (62.2, 34.35, "AF", "AF-HER", "islam-qala"),
        (60.775, 34.74, "IR", "IR-09", "islam-qala"),
        (61.86, 30.96, "AF", "AF-NIM", "milak-zaranj"),
        (61.79, 30.97, "IR", "IR-11", "milak-zaranj"),
        (59.22, 32.87, "IR", "IR-29", "abu-nasr-farahi"),
        (69.17, 34.53, "AF", "AF-KAB", "islam-qala"),
    ],
)
def test_a_point_is_on_its_side_in_its_province_by_its_crossing(lon, lat, side, province, crossing):
    here = reverse(lon, lat)
    assert (here.side, here.province_id, here.crossing_id) == (side, province, crossing)
    assert not here.problem


def test_the_distance_is_geodesic():
    assert reverse(62.19967, 34.34817).crossing_km == pytest.approx(116.6, abs=0.5)


def test_swapped_coordinates_are_read_the_right_way_round_and_marked():
    here = reverse(34.35, 62.2)
    assert here.swapped
    assert (here.lon, here.lat, here.province_id) == (62.2, 34.35, "AF-HER")
    assert "swapped" in here.problem


@pytest.mark.parametrize(
    ("lon", "lat", "problem"),
    [
        (0, 0, "missing coordinate"), (0.0, -0.0, "missing coordinate"), (200, 10, "no such point"),
        (6220000, 3435000, "no such point"), (math.nan, 34, "not a number"), (math.inf, 34, "not a number"),
        (-62.2, 34.35, "far from"), (2.35, 48.85, "far from"), (71.5, 34.0, "in neither"),
    ],
)  # fmt: skip
def test_a_point_that_cannot_be_right_says_why(lon, lat, problem):
    here = reverse(lon, lat)
    assert problem in here.problem
    assert here.side is None
    assert here.province_id is None
