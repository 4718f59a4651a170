"""A point on the map to what is there: side of the border, province, nearest crossing; and what is wrong with it."""

import math
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from geo import gazetteer
from geo.boundaries import border_distance_km, province_of, provinces_of, side_of, sides_of
from geo.schema import Place

VAGUE_KM = 20  # a crossing whose point is known no better is not the nearest of anything
REGION = (43.0, 24.0, 76.0, 40.5)  # west, south, east, north: Iran and Afghanistan with some room


@dataclass(frozen=True, slots=True)
class Location:
    """Where a point lies. ``problem`` says what is wrong with it; ``swapped`` that its two numbers change places."""

    lon: float
    lat: float
    side: str | None = None
    province_id: str | None = None
    province_name: str | None = None
    crossing_id: str | None = None
    crossing_name: str | None = None
    crossing_km: float | None = None
    border_km: float | None = None
    swapped: bool = False
    problem: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Write it for JSON."""
        return asdict(self)


def reverse(lon: float, lat: float) -> Location:
    """Say on which side of the Iran–Afghanistan border a point lies, in which province, how far from which crossing.

    Distances are geodesic, on the WGS 84 ellipsoid. A point that cannot be right says so in ``problem`` and
    names what to do; one with longitude and latitude swapped is read the right way round, and marked. A point outside
    both countries has no side and no province.

    Examples
    --------
    >>> here = reverse(61.86, 30.96)
    >>> here.side, here.province_id, here.crossing_id, here.crossing_km
    ('AF', 'AF-NIM', 'milak-zaranj', 3.6)
    >>> reverse(30.96, 61.86).problem
    'longitude and latitude are swapped; read as 30.96° N 61.86° E'
    >>> reverse(0, 0).problem
    'a point at (0, 0) is a missing coordinate, not a place; leave it empty'
    """
    problem = _impossible(lon, lat)
    if problem:
        return Location(lon, lat, problem=problem)
    if not _in_region(lon, lat) and _in_region(lat, lon):
        there = _locate(lat, lon)
        said = f"longitude and latitude are swapped; read as {lon:g}° N {lat:g}° E"
        return _with(there, swapped=True, problem=said)
    there = _locate(lon, lat)
    if there.side is None:
        return _with(there, problem=_outside(lon, lat))
    return there


def reverse_columns(lon: npt.ArrayLike, lat: npt.ArrayLike) -> dict[str, npt.NDArray[Any]]:
    """Say of many points at once on which side and in which province they lie, as :func:`reverse` would.

    Returns
    -------
    dict
        ``lon`` and ``lat`` as they were read, ``swapped`` where they were the wrong way round, ``side`` and
        ``province_id``, which are empty outside both countries and where there can be no such point.

    Examples
    --------
    >>> there = reverse_columns([61.86, 34.35, 0], [30.96, 62.2, 0])
    >>> there["province_id"].tolist(), there["swapped"].tolist()
    (['AF-NIM', 'AF-HER', ''], [False, True, False])
    """
    xs, ys = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    swapped = ~_in_region(xs, ys) & _in_region(ys, xs)
    xs, ys = np.where(swapped, ys, xs), np.where(swapped, xs, ys)
    return {
        "lon": xs, "lat": ys, "swapped": swapped, "side": sides_of(xs, ys), "province_id": provinces_of(xs, ys)
    }  # fmt: skip


def _impossible(lon: float, lat: float) -> str:
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return "not a number; leave a coordinate that is not known empty"
    if lon == 0 and lat == 0:
        return "a point at (0, 0) is a missing coordinate, not a place; leave it empty"
    if abs(lat) > 90 and abs(lon) <= 90 and _in_region(lat, lon):
        return ""
    if abs(lat) > 90 or abs(lon) > 180:
        return f"no such point: latitude {lat:g}, longitude {lon:g}; check for metres or a lost decimal point"
    return ""


def _outside(lon: float, lat: float) -> str:
    if not _in_region(lon, lat):
        return "far from Iran and Afghanistan; check the sign and the order of the two numbers"
    return "in neither Iran nor Afghanistan"


def _in_region(lon: Any, lat: Any) -> Any:
    west, south, east, north = REGION
    return (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)


def _locate(lon: float, lat: float) -> Location:
    known = gazetteer.load()
    side, province = side_of(lon, lat), province_of(lon, lat)
    crossing, distance = _nearest(lon, lat)
    return Location(
        lon, lat, side, province, known.place(province).name if province in known and province else None,
        crossing.id if crossing else None, crossing.name if crossing else None,
        round(distance, 1) if crossing else None, round(border_distance_km(lon, lat), 1) if side else None,
    )  # fmt: skip


def _nearest(lon: float, lat: float) -> tuple[Place | None, float]:
    crossings = [
        p for p in gazetteer.load().places("crossing")
        if p.part_of == "border-af-ir" and p.lon is not None and (p.precision_km or math.inf) <= VAGUE_KM
    ]  # fmt: skip
    if not crossings:
        return None, math.inf
    count = len(crossings)
    _, _, metres = _geod().inv([lon] * count, [lat] * count, [p.lon for p in crossings], [p.lat for p in crossings])
    distance, at = min((float(m) / 1000, i) for i, m in enumerate(metres))
    return crossings[at], distance


@cache
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def _with(there: Location, **changes: Any) -> Location:
    return Location(**{**asdict(there), **changes})
