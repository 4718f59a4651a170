"""CSV rows to records and back, every fault of a row gathered and named by file and line."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from geo.durable import write_atomic
from geo.errors import MarzError, RefusedRow
from geo.schema import Record

R = TypeVar("R", bound=Record)

MAX_BYTES = 64_000_000
MAX_CELL = 20_000


def read(path: Path, kind: type[R], *, name: str | None = None) -> tuple[list[tuple[int, R]], list[RefusedRow]]:
    """Read one seed file: ``(line, record)`` pairs that parse, and the rows that do not.

    Raises
    ------
    MarzError
        If the file is missing, too large, not UTF-8, or its header differs from the record's columns.
    """
    label = name or path.name
    rows = _rows(path, label)
    _check_header(next(rows)[1], kind, label)
    kept: list[tuple[int, R]] = []
    refused: list[RefusedRow] = []
    for line, cells in rows:
        try:
            kept.append((line, parse(cells, kind)))
        except ValueError as fault:
            refused.append(RefusedRow(label, line, str(fault)))
    return kept, refused


def parse(cells: Sequence[str], kind: type[R]) -> R:
    """Make one record of one row's cells.

    Raises
    ------
    ValueError
        Naming every cell that does not fit, not only the first.
    """
    columns = kind.header()
    if len(cells) != len(columns):
        raise ValueError(f"{len(cells)} cells where {len(columns)} are wanted; quote cells that hold a comma")
    values: dict[str, Any] = {}
    faults: list[str] = []
    for column, cell in zip(columns, cells, strict=True):
        try:
            values[column] = _value(cell.strip(), column, kind)
        except ValueError as fault:
            faults.append(f"{column}: {fault}")
    if faults:
        raise ValueError("; ".join(faults))
    return kind(**values)


def write(path: Path, kind: type[R], records: Iterable[R]) -> None:
    """Write records as a seed file, atomically: readers see the old file or the new one, never a part."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(kind.header())
    writer.writerows([cell(getattr(record, column)) for column in kind.header()] for record in records)
    write_atomic(path, out.getvalue().encode())


def cell(value: object) -> str:
    """Write one value the way seed files hold it.

    Examples
    --------
    >>> cell(None), cell(("AF-HER", "AF-NIM")), cell(True), cell(12574.0)
    ('', 'AF-HER;AF-NIM', 'true', '12574')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _rows(path: Path, label: str) -> Iterator[tuple[int, list[str]]]:
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except FileNotFoundError:
        raise MarzError(
            f"{label} is missing. Restore it from version control, or pass the folder that holds it."
        ) from None
    if raw is None:
        raise MarzError(
            f"{label} is larger than {MAX_BYTES // 1_000_000} MB. Split it, or import it with 'marz import'."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise MarzError(f"{label} line {line}: not UTF-8. Save the file as UTF-8 and try again.") from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise MarzError(f"{label} line {line}: a NUL character. Save the file as plain UTF-8 text and try again.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(c.strip() for c in cells) or start == 1:
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as fault:
        raise MarzError(f"{label} line {start}: {fault}. Check the quotes on that line.") from None
    if start == 1:
        raise MarzError(f"{label} is empty. It needs at least its header line.")


def _check_header(cells: Sequence[str], kind: type[Record], label: str) -> None:
    found, wanted = tuple(c.strip() for c in cells), kind.header()
    if found == wanted:
        return
    missing = [c for c in wanted if c not in found]
    unknown = [c for c in found if c not in wanted]
    say = [f"missing {', '.join(missing)}"] * bool(missing) + [f"unknown {', '.join(unknown)}"] * bool(unknown)
    raise MarzError(
        f"{label} line 1: {'; '.join(say) or 'columns out of order'}. The header must read: {','.join(wanted)}"
    )


@cache
def _types(kind: Any) -> dict[str, tuple[Any, Any]]:
    hints = get_type_hints(kind)
    return {f.name: (hints[f.name], f.default) for f in fields(kind)}


def _value(text: str, column: str, kind: type[Record]) -> Any:
    hint, default = _types(kind)[column]  # type: ignore[arg-type]
    if len(text) > MAX_CELL:
        raise ValueError(f"longer than {MAX_CELL:,} characters")
    if not text:
        return _blank(hint, default)
    if get_origin(hint) is tuple:
        return tuple(part for part in (p.strip() for p in text.split(";")) if part)
    return _scalar(text, _without_none(hint))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) is not UnionType:
        return hint
    return next(part for part in get_args(hint) if part is not NoneType)


def _blank(hint: Any, default: Any) -> Any:
    if default is not MISSING:
        return default
    if get_origin(hint) is tuple:
        return ()
    raise ValueError("must not be empty")


def _scalar(text: str, hint: Any) -> Any:
    if get_origin(hint) is Literal:
        if text not in get_args(hint):
            raise ValueError(f"{text!r} is not one of {', '.join(get_args(hint))}")
        return text
    if hint is bool:
        if text not in {"true", "false"}:
            raise ValueError(f"{text!r} is neither true nor false")
        return text == "true"
    if hint is date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{text!r} is not a day; write it as 2025-07-05") from None
    if hint in {int, float}:
        return _number(text, hint)
    return text


def _number(text: str, hint: Any) -> Any:
    try:
        number = hint(text)
        finite = math.isfinite(number)
    except ValueError:
        raise ValueError(f"{text!r} is not a number") from None
    except OverflowError:
        finite = False
    if not finite:
        raise ValueError(f"{text!r} is not a finite number")
    return number
