"""The ground of a printed map: its projection, what part of the world it shows, land, provinces and the border line.

A map of the border is drawn in UTM zone 41N, whose middle runs along it; wider views in a Lambert conformal conic.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo import boundaries
from geo.schema import Place
from layers.geometry import shape
from layers.overlay import BOTH_GATES, HOME
from layers.palette import LIGHT
from layers.snapshot.sheet import Sheet

UTM, UTM_NAME = "EPSG:32641", "WGS 84 / UTM 41N"
LAMBERT = "+proj=lcc +lat_1=27 +lat_2=38 +lat_0=33 +lon_0=60 +datum=WGS84 +units=m"
LAMBERT_NAME = "Lambert conformal conic, 27° and 38° N"
WIDEST_UTM = 9.0
_LEAST_DEGREES = 0.7
_DETAIL_MM = 0.06


@dataclass(frozen=True)
class Ground:
    """A rectangle of a sheet (mm from its left and top) that shows a rectangle of a projected world (metres)."""

    x: float
    y: float
    width: float
    height: float
    crs: str
    west: float
    north: float
    scale: float  # metres of the world a mm of paper

    @property
    def name(self) -> str:
        """The projection in words."""
        return UTM_NAME if self.crs == UTM else LAMBERT_NAME

    @cached_property
    def frame(self) -> BaseGeometry:
        """The rectangle shown, in projected metres."""
        return shapely.box(self.west, self.north - self.height * self.scale, self.west + self.width * self.scale,
                           self.north)  # fmt: skip

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Give the mm of a point."""
        east, north = _transformer(self.crs).transform(lon, lat)
        return self.x + (east - self.west) / self.scale, self.y + (self.north - north) / self.scale

    def holds(self, lon: float, lat: float, *, margin: float = 0) -> bool:
        """Whether a point lies in the picture, ``margin`` mm from its edge."""
        x, y = self.at(lon, lat)
        return (
            self.x + margin <= x <= self.x + self.width - margin
            and self.y + margin <= y <= self.y + self.height - margin
        )

    def seen(self, geometry: BaseGeometry) -> BaseGeometry:
        """Give the part of a WGS 84 geometry that the picture shows, in mm."""
        inside = shapely.intersection(projected(geometry, self.crs), self.frame)
        return shapely.transform(inside, self._to_mm)

    def _to_mm(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([self.x + (points[:, 0] - self.west) / self.scale,
                                self.y + (self.north - points[:, 1]) / self.scale])  # fmt: skip

    def draw(self, sheet: Sheet, *, provinces: bool, border: bool) -> Axes:
        """Draw the land on axes of its own, whose units are metres, and give them."""
        axes = sheet.axes(self.x, self.y, self.width, self.height)
        west, south, east, north = self.frame.bounds
        axes.set(xlim=(west, east), ylim=(south, north), zorder=1)
        axes.set_axis_on()
        axes.set(xticks=[], yticks=[], facecolor=LIGHT["sea"])
        axes.patch.set_visible(True)
        axes.spines[:].set(color=LIGHT["name"], linewidth=0.5)
        countries = boundaries.countries()
        home = countries["iso_a2"].isin(HOME)
        self._plot(axes, countries[~home], LIGHT["neighbour"], LIGHT["province"], 0.5)
        self._plot(axes, countries[home], LIGHT["land"], LIGHT["province"], 0.7)
        if provinces:
            self._plot(axes, boundaries.provinces(), "none", LIGHT["province"], 0.45)
        if border:
            self._plot(axes, boundaries.border_line(), None, LIGHT["border"], 1.3)
        axes.set(xlim=(west, east), ylim=(south, north), xlabel="", ylabel="")
        return axes

    def _plot(self, axes: Axes, frame: gpd.GeoDataFrame, fill: str | None, edge: str, width: float) -> None:
        shapes = gpd.GeoSeries([projected(g, self.crs) for g in frame.geometry], crs=self.crs)
        kept = shapes[shapes.intersects(self.frame.buffer(self.scale))]
        if kept.empty:
            return
        polygons = bool((kept.geom_type.str.contains("Polygon")).all())
        detail = _DETAIL_MM * self.scale
        light = (
            shapely.coverage_simplify(list(kept), detail)
            if polygons and len(kept) > 2
            else shapely.simplify(list(kept), detail)
        )
        clipped = gpd.GeoSeries(light, crs=self.crs).clip_by_rect(*self.frame.buffer(20 * self.scale).bounds)
        clipped = clipped[~clipped.is_empty]
        if fill is None:
            clipped.plot(ax=axes, color=edge, linewidth=width, zorder=3, aspect=None)
        else:
            clipped.plot(ax=axes, facecolor=fill, edgecolor=edge, linewidth=width, zorder=2, aspect=None)


def ground(place: Place | None, x: float, y: float, width: float, height: float) -> Ground:
    """Frame a place with room around it, or both gates of the border, in a rectangle of the sheet (mm)."""
    (south, west), (north, east) = BOTH_GATES
    drawn = shape(place) if place and place.kind != "border" else None
    if drawn is not None:
        west, south, east, north = drawn.bounds
        reach = max(_LEAST_DEGREES, 2.2 * (place.precision_km or 0) / 111 if place else 0)
        if drawn.geom_type == "Point":
            west, south, east, north = west - reach, south - reach * 0.8, east + reach, north + reach * 0.8
        else:
            pad = 0.06 * max(east - west, north - south)
            west, south, east, north = west - pad, south - pad, east + pad, north + pad
    crs = UTM if east - west <= WIDEST_UTM and 54 < (west + east) / 2 < 72 else LAMBERT
    left, bottom, right, top = _transformer(crs).transform_bounds(west, south, east, north)
    scale = max((right - left) / width, (top - bottom) / height)
    middle, centre = (left + right) / 2, (top + bottom) / 2
    return Ground(x, y, width, height, crs, middle - width * scale / 2, centre + height * scale / 2, scale)


def projected(geometry: BaseGeometry, crs: str) -> BaseGeometry:
    """Project a geometry from WGS 84."""
    return _projected(_Same(geometry), crs)


def projected_point(lon: float, lat: float, crs: str) -> tuple[float, float]:
    """Project a point from WGS 84."""
    east, north = _transformer(crs).transform(lon, lat)
    return float(east), float(north)


class _Same:
    """A geometry as a key: the same object is the same key."""

    def __init__(self, geometry: BaseGeometry):
        self.geometry = geometry

    def __hash__(self) -> int:
        return id(self.geometry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.geometry is self.geometry


@cache
def _projected(same: _Same, crs: str) -> BaseGeometry:
    transform = _transformer(crs).transform

    def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transform(points[:, 0], points[:, 1]))

    # Shapes that reach far beyond a projection's part of the world would come back bent: cut them to the region.
    region = shapely.box(40, 20, 82, 47)
    return shapely.transform(shapely.intersection(shapely.make_valid(same.geometry), region), project)


@cache
def _transformer(crs: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)
