"""Countries, provinces and the border line, and which side of the line a point is on.

Two sources that do not agree: polygons are Natural Earth's, whose Iran–Afghanistan line is up to 7.6 km off; the line
and the two sides are OpenStreetMap's. So a point's side is asked of the line, never of the polygons. Side and province
look-ups need shapely alone; geopandas is imported only when a frame is asked for.
"""

import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo import geojson, paths
from geo.geojson import Feature
from geo.spatialjoin import Grid

if TYPE_CHECKING:
    import geopandas as gpd

Side = Literal["AF", "IR"]
_STRETCH = 1.6  # a degree north is at most so many degrees east here
COUNTRIES, PROVINCES, BORDER, SIDES = "countries.geojson", "provinces.geojson", "border.geojson", "sides.geojson"


def countries() -> "gpd.GeoDataFrame":
    """Outlines of the region's countries in EPSG:4326 (Natural Earth).

    Columns (text): ``iso_a2`` (ISO 3166-1), ``name``, ``name_fa``, ``note``; then ``geometry`` (MultiPolygon). Iran and
    Afghanistan are whole and in full detail; the others are generalised, and cut where ``note`` says so.

    Raises
    ------
    NotBuilt
        If the file is missing; the same holds for every function here.

    Examples
    --------
    >>> set(countries().iso_a2) >= {"AF", "IR", "PK", "TM", "UZ", "TJ", "CN"}
    True
    """
    return _frame(COUNTRIES)


def provinces() -> "gpd.GeoDataFrame":
    """Outlines of the 34 provinces of Afghanistan and the 31 of Iran in EPSG:4326 (Natural Earth).

    Columns (text): ``iso3166_2`` (unique), ``pcode`` (OCHA), ``name``, ``country`` (AF or IR), ``note`` (where the
    outline is known to be old); then ``geometry`` (MultiPolygon). They meet without gap or overlap.

    Examples
    --------
    >>> frame = provinces()
    >>> len(frame), frame.crs.to_epsg()
    (65, 4326)
    >>> frame.set_index("iso3166_2").pcode["AF-HER"]
    'AF32'
    """
    return _frame(PROVINCES)


def border_line() -> "gpd.GeoDataFrame":
    """Give the Iran–Afghanistan border, one row in EPSG:4326, from north to south (OpenStreetMap, ODbL).

    Columns: ``id`` (border-af-ir), ``name``, ``note``, ``geometry`` (LineString).

    Examples
    --------
    >>> [geometry.geom_type for geometry in border_line().geometry]
    ['LineString']
    """
    return _frame(BORDER)


def side_of(lon: float, lat: float) -> Side | None:
    """Say on which side of the line a point lies; ``None`` on the line itself and outside both countries.

    The Iran–Afghanistan line is at full resolution; the outer borders of both countries are true to about 100 m, and
    Iran's side includes its territorial sea.

    Examples
    --------
    >>> side_of(61.86, 30.96), side_of(61.81, 30.97), side_of(71.5, 34.0)
    ('AF', 'IR', None)
    """
    point = shapely.Point(lon, lat)
    for side, polygon in _sides().items():
        if polygon.contains(point):
            return side
    return None


def province_of(lon: float, lat: float) -> str | None:
    """Give the ISO 3166-2 code of the province a point lies in; ``None`` outside both countries.

    The side is taken from the line first, then the province from that country's polygons: where Natural Earth puts the
    point across the border, the nearest province on its own side.

    Examples
    --------
    >>> province_of(62.2, 34.35), province_of(61.0049, 34.708), province_of(71.5, 34.0)
    ('AF-HER', 'AF-HER', None)
    """
    side = side_of(lon, lat)
    if side is None:
        return None
    codes, polygons = _provinces_on(side)
    point = shapely.Point(lon, lat)
    for code, polygon in zip(codes, polygons, strict=True):
        if polygon.covers(point):
            return code
    return _nearest_on(side, lon, lat)


def _nearest_on(side: Side, lon: float, lat: float) -> str:
    """Give the nearest province of a side; the far ones, by degrees, are not measured in km."""
    codes, polygons = _provinces_on(side)
    degrees = shapely.distance(np.array(polygons, dtype=object), shapely.Point(lon, lat))
    near = np.flatnonzero(degrees <= degrees.min() * _STRETCH)
    distances = [_local(polygons[i], lon, lat).distance(shapely.Point(0, 0)) for i in near]
    return codes[int(near[int(np.argmin(distances))])]


def sides_of(lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """Do what :func:`side_of` does for many points at once: ``AF``, ``IR``, or empty.

    Examples
    --------
    >>> sides_of([61.86, 61.81, 71.5], [30.96, 30.97, 34.0]).tolist()
    ['AF', 'IR', '']
    """
    names = np.array(["", *_sides()])
    return names[_side_grid(paths.data()).locate(lon, lat, edges=False) + 1]


def provinces_of(lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """Do what :func:`province_of` does for many points at once; empty where that says ``None``.

    A million points take a few hundredths of a second, once the grids are laid (half a second, once a process); those
    that Natural Earth puts across the border are measured one by one, the same point once.

    Examples
    --------
    >>> provinces_of([62.2, 61.0049, 71.5], [34.35, 34.708, 34.0]).tolist()
    ['AF-HER', 'AF-HER', '']
    """
    xs, ys = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    sides = sides_of(xs, ys)
    found = np.zeros(xs.shape, dtype="U6")
    for side in _sides():
        here = np.flatnonzero(sides == side)
        codes, grid = _province_grid(paths.data(), side)
        at = grid.locate(xs[here], ys[here])
        found[here] = np.array(["", *codes])[at + 1]
        outside = here[at < 0]
        points, which = np.unique(np.stack([xs[outside], ys[outside]]), axis=1, return_inverse=True)
        nearest = [_nearest_on(side, float(x), float(y)) for x, y in points.T]
        found[outside] = np.array(["", *nearest])[which + 1]
    return found


def border_distance_km(lon: float, lat: float) -> float:
    """Give the distance from a point to the Iran–Afghanistan line in km, within 1 % up to 200 km from it.

    Examples
    --------
    >>> round(border_distance_km(62.2, 34.35))
    115
    """
    return _local(_line(), lon, lat).distance(shapely.Point(0, 0))


def _local(geometry: BaseGeometry, lon: float, lat: float) -> BaseGeometry:
    """Project to km east and north of a point (local radii of WGS 84's ellipsoid)."""
    phi, squash = math.radians(lat), 0.00669437999014
    root = math.sqrt(1 - squash * math.sin(phi) ** 2)
    north = math.radians(6378.137 * (1 - squash) / root**3)

    def project(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        # The width of a degree is taken half-way between the two latitudes.
        middle = np.radians((points[:, 1] + lat) / 2)
        east = np.radians(6378.137 * np.cos(middle) / root)
        return np.stack([(points[:, 0] - lon) * east, (points[:, 1] - lat) * north], axis=1)

    return shapely.transform(geometry, project)


def _sides() -> dict[Side, BaseGeometry]:
    return _sides_in(paths.data())


@cache
def _sides_in(folder: Path) -> dict[Side, BaseGeometry]:
    sides: dict[Side, BaseGeometry] = {p["country"]: g for p, g in geojson.read(folder / SIDES)}
    shapely.prepare(list(sides.values()))
    return sides


@cache
def _side_grid(folder: Path) -> Grid:
    return Grid.of(list(_sides_in(folder).values()))


@cache
def _province_grid(folder: Path, side: Side) -> tuple[list[str], Grid]:
    kept = [(p["iso3166_2"], g) for p, g in _features(folder / PROVINCES) if p["country"] == side]
    return [code for code, _ in kept], Grid.of([polygon for _, polygon in kept])


def _line() -> BaseGeometry:
    return _features(paths.data() / BORDER)[0][1]


def _provinces_on(side: Side) -> tuple[list[str], list[BaseGeometry]]:
    kept = [(p["iso3166_2"], g) for p, g in _features(paths.data() / PROVINCES) if p["country"] == side]
    return [code for code, _ in kept], [polygon for _, polygon in kept]


@cache
def _features(path: Path) -> list[Feature]:
    return geojson.read(path)


def _frame(name: str) -> "gpd.GeoDataFrame":
    """Give a copy, so that a caller who changes the frame changes nothing here."""
    return _cached_frame(paths.data() / name).copy()


@cache
def _cached_frame(path: Path) -> "gpd.GeoDataFrame":
    import geopandas as gpd

    features = _features(path)
    rows = [dict(properties) for properties, _ in features]
    return gpd.GeoDataFrame(rows, geometry=[shape for _, shape in features], crs="EPSG:4326")
