"""The formats a layer can leave in, and how one is chosen; who writes them is imported only when one is written."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import MarzError, Unwritable

if TYPE_CHECKING:
    from layers.export.rows import Rows


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, its suffixes (the first is the usual one), and who writes it (``module.function`` here).

    ``together`` says that one file holds any number of layers; ``table`` that there are cells and no shapes, so that
    an HXL row may stand in it.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    mime: str
    writer: str
    together: bool = False
    table: bool = False

    def put(self, parts: "Sequence[Rows]", path: Path, *, hxl: bool = False) -> None:
        """Write the rows to ``path``.

        Raises
        ------
        Unwritable
            If what the format is written by says so in an error of its own.
        """
        from pyogrio.errors import DataLayerError, DataSourceError, FeatureError
        from xlsxwriter.exceptions import XlsxFileError

        module, _, name = self.writer.partition(".")
        write = getattr(import_module(f"layers.export.{module}"), name)
        try:
            write(parts, path, **({"hxl": hxl} if self.table else {}))
        except (DataLayerError, DataSourceError, FeatureError, sqlite3.DatabaseError, XlsxFileError) as fault:
            raise Unwritable(
                f"{path.name} cannot be written: {fault}. See whether there is room on the disk, and run it again."
            ) from fault


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("geojson", "GeoJSON", (".geojson", ".json"), "application/geo+json", "geojson.write"),
        Format("gpkg", "GeoPackage", (".gpkg",), "application/geopackage+sqlite3", "vector.geopackage", together=True),
        Format("fgb", "FlatGeobuf", (".fgb",), "application/flatgeobuf", "vector.flatgeobuf"),
        Format("parquet", "GeoParquet", (".parquet", ".geoparquet"), "application/vnd.apache.parquet",
               "geoparquet.write"),
        Format("kml", "KML", (".kml",), "application/vnd.google-earth.kml+xml", "kml.write", together=True),
        Format("csv", "CSV", (".csv",), "text/csv", "tables.csv", table=True),
        Format("xlsx", "Excel", (".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
               "tables.xlsx", together=True, table=True),
    )
}  # fmt: skip


def chosen(path: Path, name: str | None = None) -> Format:
    """Choose the format by its name, else by the suffix of the file; a path without one is GeoJSON.

    Examples
    --------
    >>> chosen(Path("events.gpkg")).title, chosen(Path("folder")).title, chosen(Path("out.zip"), "csv").title
    ('GeoPackage', 'GeoJSON', 'CSV')

    Raises
    ------
    MarzError
        If the suffix is of no format, or of another than the one named.
    """
    suffix = path.suffix.lower()
    told = next((f for f in FORMATS.values() if suffix in f.suffixes), None)
    if name is None:
        if told is None and suffix not in {"", ".zip"}:
            known = ", ".join(f.suffixes[0] for f in FORMATS.values())
            raise MarzError(f"No format ends in {suffix!r}. Use one of {known}, or say --format.")
        return told or FORMATS["geojson"]
    if told is not None and told.name != name:
        raise MarzError(f"{path.name} is called {told.title} and --format says {name}. Change one of them.")
    return FORMATS[name]
