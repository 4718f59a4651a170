"""KML 2.2 for Google Earth and the like: typed data, colours by category, and a time span where a row has days."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from lxml import etree
from lxml.builder import E, ElementMaker

from layers.export.rows import Rows
from layers.layer import Column
from layers.palette import HUES, LIGHT, RETURNS

NAMESPACE = "http://www.opengis.net/kml/2.2"
TYPES = {"text": "string", "number": "double", "whole": "int", "flag": "bool", "day": "string"}
_BAD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOURS = {**HUES, "returns": RETURNS, "flows": RETURNS, "camps": HUES["camp"]}
K: ElementMaker = E


def write(parts: Sequence[Rows], path: Path) -> None:
    """Write layers as folders of one document, a placemark at a time."""
    with etree.xmlfile(str(path), encoding="utf-8") as out:
        out.write_declaration()
        with out.element("kml", nsmap={None: NAMESPACE}), out.element("Document"):
            out.write(K.name("Marz"), *_styles())
            for rows in parts:
                out.write(_schema(rows))
            for rows in parts:
                with out.element("Folder"):
                    about = rows.about()
                    said = [f"{about[n]}" for n in ("description", "credit", "licence", "disclaimer")]
                    out.write(K.name(about["title"]), K.description("\n".join([*said, *_windowed(rows)])))
                    for block in rows:
                        for placemark in _placemarks(block, rows):
                            out.write(placemark)


def _windowed(rows: Rows) -> list[str]:
    notes = rows.notes()
    names = ("window", "known_by", "filters", "coarsened")
    return [f"{name.replace('_', ' ')}: {notes[f'marz_{name}']}" for name in names if f"marz_{name}" in notes]


def _styles() -> Iterator[Any]:
    for name, colour in {**_COLOURS, "border": LIGHT["border"], "plain": LIGHT["name"]}.items():
        yield K.Style(
            K.IconStyle(K.color(_abgr(colour)), K.scale("0.8")),
            K.LineStyle(K.color(_abgr(colour)), K.width("2")),
            K.PolyStyle(K.color(_abgr(colour, "33"))),
            id=name,
        )


def _schema(rows: Rows) -> Any:
    fields = [K.SimpleField(K.displayName(c.about), name=c.name, type=TYPES[c.type]) for c in rows.columns]
    return K.Schema(*fields, name=rows.layer.name, id=rows.layer.name)


def _placemarks(block: gpd.GeoDataFrame, rows: Rows) -> Iterator[Any]:
    names = [c.name for c in rows.columns]
    title = next(name for name in ("title", "name", "place", "from_places") if name in names)
    dated = {"from", "to"} <= set(names)
    for row in block.to_dict("records"):
        look = row.get("category", rows.layer.name)
        mark = K.Placemark(K.name(_clean(row[title])))
        if dated and (span := _span(row)) is not None:
            mark.append(span)
        mark.append(K.styleUrl(f"#{look if look in _COLOURS or look == 'border' else 'plain'}"))
        mark.append(_data(row, rows.columns, rows.layer.name))
        if row["geometry"] is not None:
            mark.append(_shape(row["geometry"]))
        yield mark


def _span(row: dict[str, Any]) -> Any:
    ends = [tag(row[name]) for tag, name in ((K.begin, "from"), (K.end, "to")) if row[name]]
    return K.TimeSpan(*ends) if ends else None


def _data(row: dict[str, Any], columns: Sequence[Column], schema: str) -> Any:
    cells = [
        K.SimpleData(_clean(str(row[c.name])), name=c.name)
        for c in columns
        if row[c.name] is not None and not pd.isna(row[c.name]) and row[c.name] != ""
    ]
    return K.ExtendedData(K.SchemaData(*cells, schemaUrl=f"#{schema}"))


def _shape(shape: shapely.Geometry) -> Any:
    if isinstance(shape, shapely.Polygon):
        rings = [K.outerBoundaryIs(_ring(shape.exterior)), *(K.innerBoundaryIs(_ring(r)) for r in shape.interiors)]
        return K.Polygon(*rings)
    if hasattr(shape, "geoms"):
        return K.MultiGeometry(*(_shape(part) for part in shape.geoms))
    return (K.Point if isinstance(shape, shapely.Point) else K.LineString)(_coordinates(shape))


def _ring(ring: shapely.LinearRing) -> Any:
    return K.LinearRing(_coordinates(ring))


def _coordinates(shape: shapely.Geometry) -> Any:
    return K.coordinates(" ".join(f"{x!r},{y!r}" for x, y in shapely.get_coordinates(shape).tolist()))


def _abgr(colour: str, alpha: str = "ff") -> str:
    return f"{alpha}{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


def _clean(text: str) -> str:
    """Replace what XML cannot hold."""
    return _BAD.sub("\ufffd", text)
