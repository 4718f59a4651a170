"""A file as rows of text cells with their line numbers: CSV of any separator, JSON, XLSX.

Rows are streamed; only JSON and workbooks, which cannot be, are bounded more tightly.
"""

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from geo.errors import MarzError
from geo.ingest.tables.encoding import scan

Row = tuple[int, list[str]]
MAX_CELL = 20_000
MAX_COLUMNS = 2_000
LAST_ROW = 1_048_576
MAX_WHOLE = 300_000_000  # bytes of a JSON file, or of an unpacked workbook
SEPARATORS = ",;\t|"
_GDELT = re.compile(r"\d+\t\d{8}\t")
_LISTS = ("items", "result", "data", "results", "rows", "features")
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """An opened table. ``rows()`` starts anew each time; ``remarks`` are for the person who imports it."""

    name: str
    sha256: str
    rows: Callable[[], Iterator[Row]]
    shape: str
    remarks: list[str] = field(default_factory=list)

    def head(self, count: int = 40) -> list[Row]:
        """Give the first rows."""
        return list(islice(self.rows(), count))


def open_sheet(path: Path, *, encoding: str = "") -> Sheet:
    """Open a table of any kind.

    Raises
    ------
    MarzError
        If the file as a whole cannot be read; where a line is at fault, it is named.
    """
    found = scan(path, encoding=encoding)
    if not found.encoding:
        return _workbook(path, found.sha256)
    remarks = [f"read as {found.encoding}, by a guess; name another with --encoding"] if found.guessed else []
    with path.open(encoding=found.encoding, newline="") as file:
        head = file.read(65_536)
    if head.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return _json(path, found.sha256, found.encoding, remarks)
    separator, quoting = _separator(head)
    if separator != ",":
        remarks.append(f"cells are separated by a {_NAMES[separator]}")
    reader = _Lines(path, found.encoding, separator, quoting)
    return Sheet(path.name, found.sha256, reader, "csv", remarks)


@dataclass(frozen=True, slots=True)
class _Lines:
    path: Path
    encoding: str
    separator: str
    quoting: int

    def __call__(self) -> Iterator[Row]:
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.separator, quoting=self.quoting, strict=True)  # type: ignore[arg-type]
            start = 1
            try:
                for cells in reader:
                    if len(cells) > MAX_COLUMNS:
                        _bounded(cells, self.path.name, start)
                    if len(cells) > 1 or (cells and cells[0].strip()):
                        if start == 1:
                            cells[0] = cells[0].lstrip("\ufeff")
                        yield start, cells
                    start = reader.line_num + 1
            except csv.Error as fault:
                raise MarzError(f"{self.path.name} line {start}: {fault}. Check the quotes on that line.") from None


def _bounded(cells: list[str], name: str, line: int) -> list[str]:
    if len(cells) > MAX_COLUMNS:
        raise MarzError(f"{name} line {line}: more than {MAX_COLUMNS:,} cells. Check the separator and the quotes.")
    return cells


def _separator(head: str) -> tuple[str, int]:
    if _GDELT.match(head):  # quotes are letters there
        return "\t", csv.QUOTE_NONE
    lines = head.splitlines()[:60]
    complete = lines[:-1] if len(lines) > 1 and len(head) >= 65_536 else lines

    def fit(separator: str) -> tuple[int, int]:
        try:
            widths = [len(cells) for cells in csv.reader(complete, delimiter=separator)]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=lambda w: (widths.count(w) * (w > 1), w), default=1)
        return widths.count(usual) * (usual > 1), usual

    best = max(SEPARATORS, key=fit)
    return (best if fit(best)[0] else ","), csv.QUOTE_MINIMAL


def _json(path: Path, sha256: str, encoding: str, remarks: list[str]) -> Sheet:
    if path.stat().st_size > MAX_WHOLE:
        raise MarzError(f"{path.name} is larger than {MAX_WHOLE // 10**6} MB. Take the same table as CSV.")
    try:
        tree = json.loads(path.read_text(encoding=encoding))
    except json.JSONDecodeError as fault:
        raise MarzError(f"{path.name} line {fault.lineno}: {fault.msg}. Download the file again.") from None
    except ValueError as fault:  # a number of thousands of digits
        raise MarzError(f"{path.name} cannot be read: {fault}. Correct it in the file.") from None
    except RecursionError:
        raise MarzError(f"{path.name} is nested too deeply to be a table. Give a list of flat objects.") from None
    items = _items(tree)
    if items is None:
        raise MarzError(f"{path.name} holds no list of objects. Give a list, or an object with a list in 'items'.")
    if isinstance(tree, dict) and isinstance(pages := tree.get("maxPages"), int) and pages > 1:
        remarks.append(f"this is page {tree.get('page', '?')} of {pages}; import the others too")
    header = list(dict.fromkeys(chain.from_iterable(items)))

    def rows() -> Iterator[Row]:
        yield 0, [str(name) for name in header]
        for number, item in enumerate(items, 1):
            yield number, [plain(item.get(name)) for name in header]

    return Sheet(path.name, sha256, rows, "json", remarks)


def _items(tree: Any) -> list[dict[str, Any]] | None:
    if isinstance(tree, dict):
        tree = next((tree[name] for name in _LISTS if isinstance(tree.get(name), list)), None)
    if isinstance(tree, list) and tree and all(isinstance(item, dict) for item in tree):
        return tree
    return None


def _workbook(path: Path, sha256: str) -> Sheet:
    try:
        with zipfile.ZipFile(path) as archive:
            names, unpacked = archive.namelist(), sum(i.file_size for i in archive.infolist())
    except zipfile.BadZipFile:
        raise MarzError(f"{path.name} is a broken archive. Download or save it again.") from None
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise MarzError(f"{path.name} is a zip archive. Unpack it and import the table inside.")
    if unpacked > MAX_WHOLE:
        raise MarzError(f"{path.name} unpacks to {unpacked // 10**6:,} MB. Save the sheet as CSV and import that.")

    def rows() -> Iterator[Row]:
        yield from _cells_of(path)

    sheet = Sheet(path.name, sha256, rows, "xlsx")
    if not sheet.head(1):
        raise MarzError(f"{path.name} has no filled cell. Give a table with a header and rows.")
    return sheet


def _cells_of(path: Path) -> Iterator[Row]:
    """Give the rows of the first sheet that has any."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as fault:  # openpyxl raises whatever its XML parser meets
        raise MarzError(f"{path.name} cannot be read as a workbook ({fault}). Save it again as XLSX or CSV.") from None
    try:
        for sheet in book.worksheets:
            found = False
            for number, values in enumerate(_rows_of(sheet, path.name), 1):
                cells = [plain(v) for v in values]
                if any(cells):
                    found = True
                    yield number, _bounded(cells, path.name, number)
            if found:
                return
    finally:
        book.close()


def _rows_of(sheet: Any, name: str) -> Iterator[tuple[object, ...]]:
    """Give the rows of a sheet; openpyxl fills gaps with empty rows, so none is asked for past a workbook's last."""
    number = 0
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True, max_row=LAST_ROW), 1):  # noqa: B007
            yield values
    except Exception as fault:  # openpyxl raises whatever a cell meets
        say = f"{name} line {number + 1} cannot be read ({type(fault).__name__}: {fault})."
        raise MarzError(f"{say} Save the sheet as CSV and import that.") from None


def plain(value: object) -> str:
    """Write a typed cell as the text a CSV would hold.

    Examples
    --------
    >>> plain(None), plain(12574.0), plain(True), plain(datetime(2025, 7, 5))
    ('', '12574', 'true', '2025-07-05')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
