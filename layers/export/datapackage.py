"""``datapackage.json`` (Frictionless): what each file holds, column by column, from whom, on what terms.

One folder has one. Exporting into it again replaces the files written and leaves the others described; a
``datapackage.json`` that is not ours is left alone, and ours takes the file's name before it.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from geo.schema import Source
from layers.export.formats import Format
from layers.export.licences import LICENCES
from layers.export.rows import COARSENED, Rows
from layers.export.tables import POINT
from layers.export.vector import indexed, tables
from layers.layer import DISCLAIMER, Column

NAME = "datapackage.json"
MARK = "marz-export"
TYPES = {"text": "string", "number": "number", "whole": "integer", "flag": "boolean", "day": "date"}
UNINDEXED = "Some rows have no shape, and FlatGeobuf indexes all rows or none. GeoPackage and GeoParquet have both."
SHAPES = {
    "geojson": ("geojson", "RFC 7946 geometry, lon/lat in WGS 84; null where no place can honestly be drawn."),
    "kml": ("any", "KML geometry, lon/lat in WGS 84."),
    "": ("any", "Geometry, lon/lat in WGS 84 (EPSG:4326); empty where no place can honestly be drawn."),
}


def resource(rows: Rows, file: Path, form: Format, *, hxl: bool = False) -> dict[str, Any]:
    """Describe one layer in one file, after it was written."""
    about = rows.about()
    described: dict[str, Any] = {
        "name": about["name"], "layer": about["name"], "path": file.name, "title": about["title"],
        "description": about["description"],
        "format": form.name, "mediatype": form.mime, "bytes": file.stat().st_size,
        "hash": f"sha256:{digest(file)}", "row_count": rows.count, "left_out": rows.left_out,
        **{name: about[name] for name in ("window", "known_by", "filters", "coarsened", "credit", "disclaimer")},
        "licenses": [LICENCES[name] for name in rows.layer.licences],
        "sources": [_source(s) for s in rows.sources()] + [{"title": t} for t in sorted(rows.source_texts)],
        "schema": _schema(rows, form),
    }  # fmt: skip
    if rows.selection.coarsen:
        described["description"] += f" {COARSENED}"
    return described | _dialect(form, rows, hxl=hxl)


def package(resources: list[dict[str, Any]], store: str) -> dict[str, Any]:
    """Describe files that lie together."""
    licences = {licence["name"]: licence for r in resources for licence in r["licenses"]}
    return {
        "profile": "data-package",
        "name": MARK,
        "title": "Marz: a sourced, dated map of the Iran–Afghanistan border",
        "description": f"{DISCLAIMER} Bodies are never summed; unknown is empty and never zero.",
        "store_sha256": store,
        "licenses": [licences[name] for name in sorted(licences)],
        "contributors": [{"title": credit} for credit in sorted({r["credit"] for r in resources})],
        "resources": resources,
    }


def described_in(folder: Path, files: list[str], resources: list[dict[str, Any]], store: str) -> tuple[str, bytes]:
    """Give the name and content of the description of files new in ``folder``, beside what is described there."""
    target, name = folder / NAME, NAME
    kept: list[dict[str, Any]] = []
    if target.exists():
        before = _ours(target)
        if before is None:
            name = f"{files[0]}.{NAME}"
        else:
            fresh = {r["path"] for r in resources}
            kept = [r for r in before["resources"] if r["path"] not in fresh and (folder / r["path"]).is_file()]
    both = sorted(_renamed([*kept, *resources]), key=lambda r: (r["path"], r["name"]))
    return name, (json.dumps(package(both, store), ensure_ascii=False, indent=1) + "\n").encode()


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _ours(target: Path) -> dict[str, Any] | None:
    """Read a description that an export left; ``None`` for anything else."""
    try:
        found = json.loads(target.read_bytes())
        ours = found["name"] == MARK and all(isinstance(r["path"], str) and r["licenses"] for r in found["resources"])
        return found if ours and all(r["credit"] and r["layer"] for r in found["resources"]) else None
    except (ValueError, KeyError, TypeError, OSError):
        return None


def _renamed(resources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each resource a name of its own: one layer may lie there in several formats."""
    taken: set[str] = set()
    for entry in resources:
        file = re.sub("[^a-z0-9._-]+", "-", entry["path"].lower())
        entry["name"] = entry["layer"] if entry["layer"] not in taken else f"{file}.{entry['layer']}"
        taken.add(entry["name"])
    return resources


def _schema(rows: Rows, form: Format) -> dict[str, Any]:
    fields = [_field(c) for c in rows.columns + (POINT if form.table else ())]
    if not form.table:
        kind, said = SHAPES.get(form.name, SHAPES[""])
        fields.append({"name": "geometry", "type": kind, "description": said})
    return {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}


def _field(column: Column) -> dict[str, Any]:
    field = {"name": column.name, "type": TYPES[column.type], "description": column.about}
    return field | ({"hxl": column.hxl} if column.hxl else {})


def _dialect(form: Format, rows: Rows, *, hxl: bool) -> dict[str, Any]:
    skipped = {"commentRows": [2]} if hxl else {}
    if form.name == "csv":
        return {
            "type": "table", "profile": "tabular-data-resource", "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True} | skipped,
            "byte_order_mark": True,
            "escaped": "A text that begins like a formula (= + - @ tab CR LF) has one apostrophe before it.",
        }  # fmt: skip
    if form.name == "xlsx":
        sheet = {"excel": {"sheet": rows.layer.name}}
        return {"type": "table", "profile": "tabular-data-resource", "dialect": sheet | skipped}
    if form.name == "fgb":
        return {"spatial_index": indexed(rows)} | ({} if indexed(rows) else {"spatial_index_note": UNINDEXED})
    if form.name == "gpkg":
        return {"tables": list(tables(rows.layer.name, rows.kinds))}
    return {"encoding": "utf-8"} if form.name in {"geojson", "kml"} else {}


def _source(source: Source) -> dict[str, str]:
    told = {"title": f"{source.publisher}: {source.title}", "path": source.url, "published": source.published,
            "reliability": source.reliability, "id": source.id}  # fmt: skip
    return {name: value for name, value in told.items() if value}
