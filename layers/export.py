"""Layers as files: GeoJSON by RFC 7946, so that the same rows open again anywhere.

Lon/lat order, right-hand rule, at most seven decimals, no ``crs`` member, days as ISO strings, unknown as null.
"""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.durable import write_atomic
from geo.store import Store
from geo.window import Window
from layers.layer import DISCLAIMER, Layer
from layers.registry import LAYERS

DECIMALS = 7


def geojson_text(frame: gpd.GeoDataFrame, *, layer: Layer | None = None, window: Window | None = None) -> str:
    """Write a layer's frame as one RFC 7946 FeatureCollection, one feature a line.

    The layer's credit, the boundary disclaimer and the window stand in foreign members of the collection.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame({"name": ["Islam Qala"]}, geometry=[shapely.Point(61.00488123456, 34.7)], crs=4326)
    >>> print(geojson_text(frame))  # doctest: +ELLIPSIS
    {"type":"FeatureCollection","disclaimer":"Boundaries and names ... or acceptance.","features":[
    {"type":"Feature","properties":{"name":"Islam Qala"},"geometry":{"type":"Point","coordinates":[61.0048812,34.7]}}
    ]}
    """
    head: dict[str, Any] = {"type": "FeatureCollection"}
    if layer:
        head |= {"name": layer.name, "credit": layer.credit}
    if window:
        head |= {"window": {"from": window.start.isoformat(), "to": window.last.isoformat()}}
    head |= {"disclaimer": DISCLAIMER}
    lines = ",\n".join(_feature(row, frame.geometry.name) for row in frame.to_dict("records"))
    return f'{_json(head)[:-1]},"features":[\n{lines}\n]}}'


def export(name: str, path: Path, *, store: Store, window: Window, known_by: date | None = None) -> int:
    """Write one layer as GeoJSON, atomically, and return how many rows it holds.

    Statements whose terms forbid passing them on are left out (:func:`left_out` counts them).
    """
    layer = LAYERS[name]
    frame = layer.frame(store.shareable(), window, known_by=known_by)
    write_atomic(path, (geojson_text(frame, layer=layer, window=window) + "\n").encode())
    return len(frame)


def left_out(name: str, *, store: Store, window: Window, known_by: date | None = None) -> int:
    """Count the rows of a layer that stay here because their source's terms forbid passing them on."""
    if not store.withheld:
        return 0
    whole, part = (LAYERS[name].frame(s, window, known_by=known_by) for s in (store, store.shareable()))
    return len(whole) - len(part)


def _feature(row: dict[str, Any], geometry: Any) -> str:
    shape = row.pop(geometry)
    properties = {name: _plain(value) for name, value in row.items()}
    feature: dict[str, Any] = {"type": "Feature"}
    if "id" in properties:
        feature["id"] = properties["id"]
    return _json(feature | {"properties": properties, "geometry": _geometry(shape)})


def _geometry(shape: BaseGeometry | None) -> dict[str, Any] | None:
    if shape is None or shape.is_empty:
        return None
    rounded: dict[str, Any] = _round(mapping(shapely.orient_polygons(shape)))
    return rounded


def _round(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _round(item) for key, item in value.items()}
    return [_round(item) for item in value] if isinstance(value, tuple | list) else value


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if hasattr(value, "item"):
        return value.item()
    return value if value != "" else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
