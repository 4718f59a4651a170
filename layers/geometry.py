"""Geometry follows precision: a known point is a point, a province its polygon, the border its line."""

from collections.abc import Iterable
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

from geo import boundaries
from geo.coarse import Rounded
from geo.schema import Place

_FORMS = {"province": "area", "country": "area", "border": "line"}


def shape(place: Place) -> BaseGeometry | None:
    """Return what may honestly be drawn for a place, in WGS 84 degrees, or ``None``.

    Never a centroid: a province is its polygon and never a pin.
    """
    if isinstance(place, Rounded):
        return _outlines().get(place.area)
    if place.kind in _FORMS:
        return _outlines().get(place.id)
    return None if place.lon is None or place.lat is None else shapely.Point(place.lon, place.lat)


def shape_of(places: Iterable[Place]) -> BaseGeometry | None:
    """Join the shapes of several places: one multi-part shape where they are alike, a collection where not."""
    shapes = [s for p in places if (s := shape(p)) is not None]
    if len(shapes) < 2:
        return shapes[0] if shapes else None
    alike = len({int(shapely.get_dimensions(s)) for s in shapes}) == 1
    return shapely.union_all(shapes) if alike else shapely.GeometryCollection(shapes)


def anchor(place: Place) -> shapely.Point | None:
    """Find where a line to a place may end: its point, the middle of a line, a point inside an area."""
    drawn = shape(place)
    if drawn is None:
        return None
    if drawn.length and not drawn.area:
        longest = max(shapely.get_parts(shapely.line_merge(drawn)), key=lambda part: part.length)
        return shapely.Point(longest.interpolate(0.5, normalized=True))
    return shapely.Point(drawn.representative_point())


def precision(places: Iterable[Place]) -> str:
    """Say what the shape is: ``point``, ``area``, ``line``, ``mixed`` or ``unknown``."""
    found = {_form(p) for p in places if shape(p) is not None}
    return found.pop() if len(found) == 1 else "mixed" if found else "unknown"


def _form(place: Place) -> str:
    return "area" if isinstance(place, Rounded) else _FORMS.get(place.kind, "point")


@cache
def _outlines() -> dict[str, BaseGeometry]:
    provinces, countries = boundaries.provinces(), boundaries.countries()
    outlines = dict(zip(countries["iso_a2"], countries.geometry, strict=True))
    outlines |= dict(zip(provinces["iso3166_2"], provinces.geometry, strict=True))
    return outlines | {"border-af-ir": boundaries.border_line().geometry.union_all()}
