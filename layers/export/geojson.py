"""GeoJSON by RFC 7946: lon/lat, right-hand rule, at most seven decimals, no ``crs``, unknown as null.

Features are written a block at a time: Arrow joins whole columns of text, so that no row passes through Python, and
memory does not grow with their number.
"""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from layers.export.rows import Rows
from layers.layer import DISCLAIMER, Column

DECIMALS = 7
TEXT = pa.large_string()
_NULL: dict[str, Any] = {"null_handling": "replace", "null_replacement": "null"}


def write(parts: Sequence[Rows], path: Path) -> None:
    """Write one layer as a FeatureCollection, one feature a line."""
    (rows,) = parts
    with path.open("wb") as out:
        stream(out, rows, rows.columns, head=rows.about())
        out.write(b"\n")


def geojson_text(frame: gpd.GeoDataFrame, *, head: dict[str, Any] | None = None) -> str:
    """Write a frame as one FeatureCollection; ``head`` holds more members of the collection.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame({"name": ["Islam Qala"]}, geometry=[shapely.Point(61.00488123456, 34.7)], crs=4326)
    >>> print(geojson_text(frame))  # doctest: +ELLIPSIS
    {"type":"FeatureCollection","disclaimer":"Boundaries and names ... or acceptance.","features":[
    {"type":"Feature","properties":{"name":"Islam Qala"},"geometry":{"type":"Point","coordinates":[61.0048812,34.7]}}
    ]}
    """
    out = io.BytesIO()
    stream(out, [frame], _columns(frame), head={"disclaimer": DISCLAIMER} | (head or {}))
    return out.getvalue().decode()


def stream(
    out: BinaryIO, blocks: Iterable[gpd.GeoDataFrame], columns: Sequence[Column], *, head: dict[str, Any]
) -> None:
    """Write blocks of features to ``out`` as they come."""
    members = {name: value for name, value in head.items() if value not in (None, {}, "", False)}
    out.write(_json({"type": "FeatureCollection", **members})[:-1].encode() + b',"features":[')
    between = b"\n"
    for block in blocks:
        for start in range(0, len(block), 50_000):
            out.write(between)
            # Every feature carries the comma before it; the block's first one has it dropped or kept in ``between``.
            out.write(_bytes(features(block.iloc[start : start + 50_000], columns))[2:])
            between = b",\n"
    out.write(b"\n]}")


def features(block: gpd.GeoDataFrame, columns: Sequence[Column]) -> pa.Array:
    """Give each row as the text of a Feature, with a comma and a line break before it."""
    texts = {c.name: _text(block[c.name], c) for c in columns}
    pieces: list[Any] = [',\n{"type":"Feature"']
    if "id" in texts:
        pieces += [',"id":', *texts["id"]]
    pieces += [',"properties":{']
    for i, (name, text) in enumerate(texts.items()):
        pieces += ["," * bool(i), f"{_json(name)}:", *text]
    pieces += ['},"geometry":', *_geometry(block.geometry.values), "}"]
    return pc.binary_join_element_wise(*_scalars(pieces), pa.scalar("", TEXT), **_NULL)


def _scalars(pieces: list[Any]) -> Iterator[Any]:
    """Join neighbouring constants, and make them what Arrow joins."""
    constant = ""
    for piece in pieces:
        if isinstance(piece, str):
            constant += piece
            continue
        if constant:
            yield pa.scalar(constant, TEXT)
        constant = ""
        yield piece
    yield pa.scalar(constant, TEXT)


def _text(values: "pd.Series[Any]", column: Column) -> list[Any]:
    """Pieces that make up a column: numbers as they are, texts within quotes."""
    array = pa.Array.from_pandas(values).cast(TEXT)
    return _quoted(array) if column.type in {"text", "day"} else [array]


def _quoted(array: pa.Array) -> list[Any]:
    """JSON strings; an empty text is unknown, and null.

    What a column holds is first looked up in its bytes, so that only those that need it are gone through again.
    """
    if not len(array):
        return [array]
    starts, data = _buffers(array)
    if (data < 0x20).any():
        return [pa.array([_json(t) if t else None for t in array.to_pylist()], TEXT)]
    for character in "\\", '"':
        if (data == ord(character)).any():
            array = pc.replace_substring(array, character, "\\" + character)
    if array.null_count == 0 and (np.diff(starts) > 0).all():
        return ['"', array, '"']
    array = pc.if_else(pc.equal(array, ""), pa.scalar(None, TEXT), array)
    quote = pa.scalar('"', TEXT)
    return [pc.binary_join_element_wise(quote, array, quote, pa.scalar("", TEXT))]


def _geometry(shapes: NDArray[Any]) -> list[Any]:
    """Pieces that make up the geometry: of points, two columns of numbers; of anything else, one column of text."""
    shapes = np.asarray(shapes, dtype=object)
    if len(shapes) and (shapely.get_type_id(shapes) == 0).all() and not shapely.has_z(shapes).any():
        x, y = (np.round(of(shapes), DECIMALS) for of in (shapely.get_x, shapely.get_y))
        if np.isfinite(x).all() and np.isfinite(y).all():
            texts = [pa.array(values).cast(TEXT) for values in (x, y)]
            return ['{"type":"Point","coordinates":[', texts[0], ",", texts[1], "]}"]
    return [_shape_texts(shapes)]


def _shape_texts(shapes: NDArray[Any]) -> pa.Array:
    """Write every distinct shape once: many rows share the outline of a province."""
    places: dict[int, int] = {}
    texts: list[str | None] = []
    for shape in shapes:
        if id(shape) not in places:
            places[id(shape)] = len(texts)
            texts.append(None if shape is None or shape.is_empty else _shape_text(shape))
    return pa.array(texts, TEXT).take(pa.array([places[id(shape)] for shape in shapes], pa.int64()))


def _shape_text(shape: shapely.Geometry) -> str:
    rounded = shapely.transform(shape, lambda points: np.round(points, DECIMALS), include_z=bool(shapely.has_z(shape)))
    return str(shapely.to_geojson(shapely.orient_polygons(rounded)))


def _bytes(texts: pa.Array) -> memoryview:
    return _buffers(texts)[1].data


def _buffers(texts: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Where each text begins and ends, and the bytes of all of them."""
    _, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    whole = np.frombuffer(data, dtype=np.uint8) if data is not None else np.empty(0, np.uint8)
    return starts, whole[starts[0] : starts[-1]]


def _columns(frame: gpd.GeoDataFrame) -> list[Column]:
    """Columns of a frame that no layer describes, by their kind."""
    kinds: dict[str, Any] = {"i": "whole", "u": "whole", "f": "number", "b": "flag"}
    return [
        Column(name, kinds.get(frame[name].dtype.kind, "text"), "")
        for name in frame.columns
        if name != frame.geometry.name
    ]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
