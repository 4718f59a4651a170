"""Tables for spreadsheets: CSV and XLSX, with an optional HXL row, and no cell that a spreadsheet would run.

CSV begins with a byte order mark: without it Excel takes UTF-8 for a local code page and breaks every Persian name;
pandas, R, duckdb, QGIS and HXL tools skip it. A text that begins like a formula gets an apostrophe before it in CSV
(one that begins with apostrophes before such a sign gets one more, so that taking one away gives the text back); in
XLSX it is a text cell marked as such, its value unchanged. Numbers are never touched. Points have ``lon`` and ``lat``;
areas and lines are named by their codes, their outlines being too long for a cell.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import shapely
import xlsxwriter

from geo.errors import MarzError
from layers.export.rows import Rows, table
from layers.layer import Column

BOM = b"\xef\xbb\xbf"
FORMULA = "^'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
POINT = (
    Column("lon", "number", "Longitude in degrees (WGS 84), where the geometry is one point.", "#geo+lon"),
    Column("lat", "number", "Latitude in degrees (WGS 84), where the geometry is one point.", "#geo+lat"),
)
MOST_ROWS = 1_048_576
LONGEST = 32_767


def columns(rows: Rows) -> tuple[Column, ...]:
    """Give the columns of a table: the layer's, and the point."""
    return rows.columns + POINT


def csv(parts: Sequence[Rows], path: Path, *, hxl: bool = False) -> None:
    """Write one layer as CSV: UTF-8 with a byte order mark, comma, LF, texts in quotes."""
    (rows,) = parts
    wanted = columns(rows)
    options = pa.csv.WriteOptions(include_header=False)
    with path.open("wb") as out:
        out.write(BOM + ",".join(c.name for c in wanted).encode() + b"\n")
        if hxl:
            out.write(",".join(c.hxl for c in wanted).encode() + b"\n")
        for block in rows:
            pa.csv.write_csv(_harmless(_flat(block, rows)), out, options)


def xlsx(parts: Sequence[Rows], path: Path, *, hxl: bool = False) -> None:
    """Write a workbook: a sheet for each layer, then what they are, their columns and their sources."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": path.parent}
    with xlsxwriter.Workbook(str(path), options) as book:
        as_of = max(rows.as_of() for rows in parts)
        book.set_properties({"title": "Marz", "created": _midnight(as_of)})
        looks = {
            "head": book.add_format({"bold": True, "bottom": 1}), "tag": book.add_format({"font_color": "#6B665C"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}), "text": book.add_format({"quote_prefix": True}),
        }  # fmt: skip
        for rows in parts:
            _sheet(book.add_worksheet(rows.layer.name), rows, looks, hxl=hxl)
        _about(book.add_worksheet("about"), parts, looks)


def _flat(block: gpd.GeoDataFrame, rows: Rows) -> pa.Table:
    """Give the block's columns without its shapes, and the coordinates of those that are one point."""
    shapes = block.geometry.values
    flat = table(block, rows.columns).drop_columns(["geometry"])
    for name, of in (("lon", shapely.get_x), ("lat", shapely.get_y)):
        flat = flat.append_column(name, pa.array(of(shapes), pa.float64(), from_pandas=True))
    return flat


def _harmless(flat: pa.Table) -> pa.Table:
    """Put an apostrophe before every text that a spreadsheet would take for a formula."""
    for i, field in enumerate(flat.schema):
        if field.type == pa.string():
            column = flat.column(i)
            risky = pc.match_substring_regex(column, FORMULA)
            marked = pc.binary_join_element_wise("'", column, "")
            flat = flat.set_column(i, field, pc.if_else(risky, marked, column))
    return flat


def _sheet(sheet: Any, rows: Rows, looks: dict[str, Any], *, hxl: bool) -> None:
    wanted = columns(rows)
    for i, column in enumerate(wanted):
        sheet.set_column(i, i, 12 if column.type in {"number", "whole", "day"} else 28)
    sheet.write_row(0, 0, [c.name for c in wanted], looks["head"])
    if hxl:
        sheet.write_row(1, 0, [c.hxl for c in wanted], looks["tag"])
    sheet.freeze_panes(1 + hxl, 1)
    sheet.repeat_rows(0, int(hxl))
    _on_paper(sheet)
    for line, cells in enumerate(_lines(rows), 1 + hxl):
        if line >= MOST_ROWS:
            raise MarzError(f"{rows.layer.title}: more rows than a sheet holds ({MOST_ROWS:,}). Export CSV or Parquet.")
        for i, value in enumerate(cells):
            _cell(sheet, line, i, value, looks)


def _on_paper(sheet: Any) -> None:
    """Print on A3 across, as many pages long as it takes and one wide."""
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)


def _lines(rows: Rows) -> Iterator[tuple[Any, ...]]:
    for block in rows:
        yield from zip(*(column.to_pylist() for column in _flat(block, rows).columns), strict=True)


def _cell(sheet: Any, line: int, i: int, value: Any, looks: dict[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, i, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, i, value)
    elif isinstance(value, date):
        sheet.write_datetime(line, i, _midnight(value), looks["day"])
    else:
        sheet.write_string(line, i, _fitting(value), looks["text"] if _is_risky(value) else None)


def _fitting(text: str) -> str:
    """Cut a text that no cell can hold, and say so in it."""
    if len(text) <= LONGEST:
        return text
    note = f" … (cut: {len(text):,} characters; whole in the other formats)"
    return text[: LONGEST - len(note)] + note


def _about(sheet: Any, parts: Sequence[Rows], looks: dict[str, Any]) -> None:
    """Say in words what the workbook holds, on what terms, and what each column means."""
    line = 0

    def put(*cells: object, look: str = "") -> None:
        nonlocal line
        for i, cell in enumerate(cells):
            text = str(cell)
            sheet.write_string(line, i, _fitting(text), looks["text"] if _is_risky(text) else looks.get(look))
        line += 1

    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 90)
    _on_paper(sheet)
    for rows in parts:
        put(rows.layer.name, "", rows.layer.title, look="head")
        for name, value in rows.notes().items():
            put("", name.removeprefix("marz_").replace("_", " "), value)
        put("", "rows", rows.count)
        for column in columns(rows):
            put("", column.name, column.about)
        for source in rows.sources():
            put("", "source", f"{source.publisher}: {source.title} ({source.published or 'undated'}) {source.url}")
        for text in sorted(rows.source_texts):
            put("", "source", text)
        line += 1


def _is_risky(text: str) -> bool:
    return text[:1] in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20" if text else False


def _midnight(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a spreadsheet's day has no zone
