"""GeoJSON as RFC 7946 has it: longitude first, exterior rings anticlockwise, few decimals, no ``crs``.

Written so that the same features always give the same bytes, one feature to a line, and read with shapely alone.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
import shapely.geometry
from shapely.geometry.base import BaseGeometry

from geo.errors import NotBuilt

Feature = tuple[Mapping[str, Any], BaseGeometry]


def tidy(geometry: BaseGeometry, *, decimals: int) -> BaseGeometry:
    """Round the coordinates, drop the points that fall together, and turn exterior rings anticlockwise.

    Examples
    --------
    >>> clockwise = shapely.Polygon([(0, 0), (0, 1), (0, 1.0000001), (1, 0)])
    >>> tidy(clockwise, decimals=5).wkt
    'POLYGON ((0 0, 1 0, 0 1, 0 0))'
    """
    rounded = shapely.transform(geometry, lambda points: points.round(decimals))
    return shapely.orient_polygons(shapely.remove_repeated_points(rounded))


def dumps(features: Iterable[Feature]) -> str:
    """Write features as a FeatureCollection.

    Examples
    --------
    >>> print(dumps([({"name": "Gate"}, shapely.Point(61, 34.7))]), end="")
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"name":"Gate"},"geometry":{"type":"Point","coordinates":[61.0,34.7]}}
    ]}
    """
    lines = ",\n".join(_feature(properties, geometry) for properties, geometry in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def _feature(properties: Mapping[str, Any], geometry: BaseGeometry) -> str:
    feature = {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(geometry)}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def read(path: Path) -> list[Feature]:
    """Read the features of a file.

    Raises
    ------
    NotBuilt
        If there is no such file.
    """
    if not path.exists():
        raise NotBuilt(f"{path} is missing. Run: marz build --boundaries")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [(f["properties"], shapely.geometry.shape(f["geometry"])) for f in features]
