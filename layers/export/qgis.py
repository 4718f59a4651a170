"""Looks for QGIS, kept inside a GeoPackage: the table ``layer_styles``, which QGIS reads when it opens a layer.

Colours are the map's. Status is said by fill and outline, never by colour alone: confirmed is filled, reported and
claimed are light, disputed is half filled with a broken outline, denied is crossed out, a rumour is hollow and dotted.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import quoteattr

from layers.palette import HUES, LIGHT, RETURNS

GEOMETRY = {"points": 0, "lines": 1, "areas": 2}
_TABLE = """create table layer_styles (
id integer primary key autoincrement not null, f_table_catalog text(256), f_table_schema text(256),
f_table_name text(256), f_geometry_column text(256), styleName text(30), styleQML text, styleSLD text,
useAsDefault boolean, description text, owner text(30), ui text(30),
update_time datetime default (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"""
_FILL = """CASE WHEN "status" = 'confirmed' THEN @symbol_color
WHEN "status" IN ('reported', 'claimed') THEN set_color_part(@symbol_color, 'alpha', 70)
WHEN "status" = 'disputed' THEN color_rgba(255, 255, 255, 200) ELSE color_rgba(255, 255, 255, 90) END"""
_OUTLINE = "CASE WHEN \"status\" = 'disputed' THEN 'dash' WHEN \"status\" = 'rumour' THEN 'dot' ELSE 'solid' END"
_AREA = "CASE WHEN \"status\" = 'confirmed' THEN 'b_diagonal' ELSE 'no' END"
_NAMED = {"provinces": "name", "crossings": "name", "camps": "name"}

Properties = dict[str, object]


def add_styles(path: Path, drawn: Sequence[tuple[str, str, str]], *, day: str) -> None:
    """Put a default look into a GeoPackage for each table: ``(layer, table, kind of shape)``."""
    stamp = f"{day}T00:00:00.000Z"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(_TABLE)
        base.execute(
            "insert into gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
            "values ('layer_styles', 'attributes', 'layer_styles', 'How QGIS draws the layers', ?, 0)", [stamp],
        )  # fmt: skip
        columns = dict(base.execute("select table_name, column_name from gpkg_geometry_columns").fetchall())
        for layer, name, kind in drawn:
            if name in columns and kind in GEOMETRY:
                base.execute(
                    "insert into layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
                    "styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) "
                    "values ('', '', ?, ?, ?, ?, '', 1, 'Marz', '', '', ?)",
                    [name, columns[name], name[:30], qml(layer, kind), stamp],
                )


def qml(layer: str, kind: str) -> str:
    """Write the look of a layer's shapes of one kind as a QGIS style document."""
    renderer = _events(kind) if layer == "events" else _single(_symbol(_plain(layer, kind), kind))
    labels = _labels(_NAMED[layer], kind) if layer in _NAMED else ""
    head = f'<qgis version="3.22" styleCategories="Symbology|Labeling" labelsEnabled="{int(bool(labels))}">'
    return f"{head}{renderer}{labels}<layerGeometryType>{GEOMETRY[kind]}</layerGeometryType></qgis>"


def _plain(layer: str, kind: str) -> list[str]:
    """Give the symbol layers of a layer that looks the same in every row."""
    if layer == "returns" and kind == "points":
        size = 'max(1.6, 0.02 * sqrt(coalesce("low", 0)))'
        open_ended = "CASE WHEN \"high\" IS NULL THEN 'dot' ELSE 'solid' END"
        look: Properties = {"name": "circle", "color": rgba(RETURNS, 70), "outline_color": rgba(RETURNS)}
        return [_piece("SimpleMarker", look, {"size": size, "outlineStyle": open_ended})]
    if kind == "points":
        square = layer == "camps"
        return [_piece("SimpleMarker", {
            "name": "square" if square else "circle", "size": 2 if square else 2.4, "outline_width": 0.4,
            "color": rgba(HUES["camp"] if square else LIGHT["paper"]), "outline_color": rgba(LIGHT["ink"]),
        })]  # fmt: skip
    if kind == "lines":
        colour, width = (RETURNS, 1.2) if layer in {"returns", "flows"} else (LIGHT["border"], 0.6)
        return [_piece("SimpleLine", {"line_color": rgba(colour), "line_width": width})]
    land = layer == "countries"
    return [_piece("SimpleFill", {
        "color": rgba(LIGHT["land"], 255 if land else 0),
        "outline_color": rgba(LIGHT["province"]), "outline_width": 0.26,
    })]  # fmt: skip


def _events(kind: str) -> str:
    """Draw events by category and, within it, by status."""
    categories = "".join(
        f'<category symbol="{i}" value="{name}" label="{name.replace("_", " ")}" render="true"/>'
        for i, name in enumerate(HUES)
    )
    symbols = "".join(_symbol(_event(hue, kind), kind, name=str(i)) for i, hue in enumerate(HUES.values()))
    return (
        '<renderer-v2 type="categorizedSymbol" attr="category" symbollevels="0" forceraster="0" enableorderby="0">'
        f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
    )


def _event(hue: str, kind: str) -> list[str]:
    if kind == "areas":
        look: Properties = {"color": rgba(hue, 90), "outline_color": rgba(hue), "outline_width": 0.5}
        return [_piece("SimpleFill", look, {"fillStyle": _AREA, "outlineStyle": _OUTLINE})]
    if kind == "lines":
        return [_piece("SimpleLine", {"line_color": rgba(hue), "line_width": 1.2}, {"outlineStyle": _OUTLINE})]
    edge: Properties = {"color": rgba(hue), "outline_color": rgba(hue), "outline_width": 0.5, "size": 4}
    return [
        _piece("SimpleMarker", edge | {"name": "circle"}, {"fillColor": _FILL, "outlineStyle": _OUTLINE}),
        _piece("SimpleMarker", edge | {"name": "semi_circle"}, {"enabled": "\"status\" = 'disputed'"}),
        _piece("SimpleMarker", edge | {"name": "cross2"}, {"enabled": "\"status\" = 'denied'"}),
    ]


def _single(symbol: str) -> str:
    return (
        '<renderer-v2 type="singleSymbol" symbollevels="0" forceraster="0" enableorderby="0">'
        f"<symbols>{symbol}</symbols></renderer-v2>"
    )


def _symbol(pieces: list[str], kind: str, *, name: str = "0") -> str:
    sort = {"points": "marker", "lines": "line", "areas": "fill"}[kind]
    return f'<symbol type="{sort}" name="{name}" alpha="1" clip_to_extent="1" force_rhr="0">{"".join(pieces)}</symbol>'


def _piece(sort: str, look: Properties, driven: dict[str, str] | None = None) -> str:
    options = "".join(f'<Option name="{k}" value="{v}" type="QString"/>' for k, v in look.items())
    data = "".join(
        f'<Option name="{k}" type="Map"><Option name="active" value="true" type="bool"/><Option name="expression" '
        f'value={quoteattr(expression)} type="QString"/><Option name="type" value="3" type="int"/></Option>'
        for k, expression in (driven or {}).items()
    )
    return (
        f'<layer class="{sort}" enabled="1" pass="0" locked="0"><Option type="Map">{options}</Option>'
        '<data_defined_properties><Option type="Map"><Option name="name" value="" type="QString"/>'
        f'<Option name="properties" type="Map">{data}</Option><Option name="type" value="collection" type="QString"/>'
        "</Option></data_defined_properties></layer>"
    )


def _labels(field: str, kind: str) -> str:
    return (
        f'<labeling type="simple"><settings><text-style fieldName="{field}" fontSize="8" fontSizeUnit="Point" '
        f'textColor="{rgba(LIGHT["name"])}"><text-buffer bufferDraw="1" bufferSize="0.8" '
        f'bufferColor="{rgba(LIGHT["halo"])}"/></text-style><placement placement="{4 if kind == "areas" else 0}" '
        'dist="1"/></settings></labeling>'
    )


def rgba(colour: str, alpha: int = 255) -> str:
    """Write a colour as QGIS does.

    Examples
    --------
    >>> rgba("#0072B2")
    '0,114,178,255'
    """
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"
