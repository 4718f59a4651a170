"""Import one table: known or named format, one batch, refusals beside the file, a report. Nothing half-way.

Rows are read, turned and written in blocks, so that a million of them need no more memory than one block.
"""

import csv
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from geo.additions import Additions, Batch, Rehearsal, kind_of, table_of
from geo.durable import put, refusing
from geo.errors import MarzError
from geo.ingest.tables.desk import Desk, Format, Options, Reader, Refusal
from geo.ingest.tables.formats import recognise
from geo.ingest.tables.mapped import format_of
from geo.ingest.tables.mapping import read_mapping
from geo.ingest.tables.reading import MAX_CELL, Row, Sheet, open_sheet
from geo.paths import Where
from geo.schema import Claim, Figure, Record
from geo.store import Store

BLOCK = 20_000
Progress = Callable[[int], None]


@dataclass
class Report:
    """What an import did, or in a rehearsal would do. Every row read is kept, known, outside or refused."""

    file: str
    format: str
    sha256: str
    redistributable: bool
    rows: int = 0
    taken: int = 0
    outside: int = 0
    refused: int = 0
    new: dict[str, int] = field(default_factory=dict)
    known: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    refused_file: str = ""
    remarks: list[str] = field(default_factory=list)
    dry_run: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Give it for JSON."""
        return {**vars(self), "reasons": dict(self.reasons.most_common(20))}


def load(
    path: Path, *, when: str, format_name: str = "auto", mapping: Path | None = None, options: Options | None = None,
    folder: Where | None = None, refused_file: Path | None = None, encoding: str = "", dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:  # fmt: skip
    """Import a table into the store's additions, as a whole or not at all.

    ``when`` is the moment that the batch is stamped with. Refused rows are written to ``refused_file`` (default: beside
    the table) with all their columns, their line and the reason.

    Raises
    ------
    MarzError
        If the file as a whole cannot be taken; nothing is written then.
    """
    sheet = open_sheet(path, encoding=encoding)
    try:
        form, at = (format_of(read_mapping(mapping)), None) if mapping else recognise(sheet, format_name)
        if at is None:
            at = form.header(sheet.head(200))
        if at is None:
            raise Refusal("The table has no such header line. Correct 'header' in the mapping.")
        desk = desk_of(form, options or Options(), folder)
        report = Report(path.name, form.name, sheet.sha256, form.publisher.redistributable, dry_run=dry_run)
        return _load(sheet, at, form, desk, report, when, folder, refused_file or _beside(path), progress)
    except Refusal as no:
        raise MarzError(f"{path.name}: {no}") from None


def _load(
    sheet: Sheet, at: int, form: Format, desk: Desk, report: Report, when: str, folder: Where | None,
    refused_file: Path, progress: Progress | None,
) -> Report:  # fmt: skip
    header, rows = below(sheet, at)
    try:
        reader = form.start(header, desk)
    except ValueError as fault:
        raise Refusal(f"{fault}. Download the table again with all its columns, or write a mapping.") from None
    added = Additions(folder)
    batch = Batch(
        file=report.file, sha256=report.sha256, format=report.format, when=when, redistributable=report.redistributable
    )
    pens: AbstractContextManager[Any] = Rehearsal(added).writing() if report.dry_run else added.writing(batch)
    with _refusals(refused_file, header, write=not report.dry_run) as refuse, pens as pen:
        attempted: Counter[type[Record]] = Counter()
        for block in blocks_of(reader, rows, report, refuse, progress):
            if not attempted:
                pen.add([desk.source])
            attempted.update(Counter(map(kind_of, block)))
            pen.add(block)
        pen.refused = report.refused
    report.new = {kind: n for kind, n in pen.new.items() if n}
    report.known = sum(attempted[k] - pen.new[table_of(k)] for k in (Claim, Figure))
    report.refused_file = str(refused_file) if report.refused and not report.dry_run else ""
    report.remarks = [*sheet.remarks, *desk.remarks]
    return report


def blocks_of(
    reader: Reader, rows: Iterable[Row], report: Report, refuse: Callable[[Row, str], None], progress: Progress | None
) -> Iterator[list[Record]]:
    """Turn rows to records, some thousands at a time; ``refuse`` hears of each that cannot be turned."""
    block: list[Record] = []
    for row in rows:
        report.rows += 1
        made = _turned(reader, row, report, refuse)
        if made:
            block += made
            if len(block) >= BLOCK:
                yield block
                block = []
        if progress and report.rows % 10_000 == 0:
            progress(report.rows)
    block += reader.finish()
    if block:
        yield block


def _turned(reader: Reader, row: Row, report: Report, refuse: Callable[[Row, str], None]) -> Iterable[Record] | None:
    try:
        made = reader.row(row[1])
    except (ValueError, IndexError) as fault:
        why = str(fault) if isinstance(fault, ValueError) else "too few cells; check quotes and separators on this line"
        report.refused += 1
        report.reasons[why] += 1
        refuse(row, why)
        return None
    if made is None:
        report.outside += 1
    else:
        report.taken += 1
    return made


def below(sheet: Sheet, at: int) -> tuple[list[str], Iterator[Row]]:
    """Give the header, and the rows under it without a line of tags."""
    rows = sheet.rows()
    header: list[str] = []
    for _ in range(at + 1):
        header = next(rows)[1]
    return header, (_sized(row) for row in rows if not _tags(row[1]))


def _tags(cells: list[str]) -> bool:
    return bool(cells) and cells[0].startswith("#") and all(c.startswith("#") for c in cells if c)


def _sized(row: Row) -> Row:
    if len("".join(row[1])) > MAX_CELL and max(map(len, row[1])) > MAX_CELL:
        raise MarzError(f"line {row[0]}: a cell of more than {MAX_CELL:,} characters. Check the quotes on that line.")
    return row


@contextmanager
def _refusals(path: Path, header: list[str], *, write: bool) -> Iterator[Callable[[Row, str], None]]:
    """Write refused rows beside, and put the file in place when all is done and there were any."""
    if not write:
        yield lambda _row, _why: None
        return
    with refusing(path):  # beside a table on a medium that cannot be written to, say: --refused names another place
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    count = 0
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            write_row = _writer(file, header)

            def refuse(row: Row, why: str) -> None:
                nonlocal count
                count += 1
                with refusing(path):
                    write_row(row, why)

            yield refuse
        if count:
            Path(temporary).chmod(0o644)
            with refusing(path):
                put(Path(temporary), path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _writer(file: IO[str], header: list[str]) -> Callable[[Row, str], None]:
    out = csv.writer(file, lineterminator="\n")
    width = len(header)
    if header:
        out.writerow([*header, "line", "reason"])

    def write(row: Row, why: str) -> None:
        nonlocal width
        if not width:
            width = len(row[1])
            out.writerow([*(f"column {i}" for i in range(1, width + 1)), "line", "reason"])
        out.writerow([*row[1][:width], *[""] * (width - len(row[1])), row[0], why])

    return write


def desk_of(form: Format, options: Options, folder: Where | None) -> Desk:
    """Set out what a format needs to read one table: whose it is, and the bodies and measures of a store."""
    store = Store.open(folder)
    bodies = {name.casefold(): b.id for b in store.bodies.values() for name in (b.id, b.name, *b.written) if name}
    if options.measure and form.name not in ("dtm", "hxl"):
        raise Refusal(f"{form.about} says itself what it counts. Leave out --measure.")
    if options.measure and options.measure not in store.measures:
        raise Refusal(f"No measure is called {options.measure!r}. Use one of: {', '.join(store.measures)}.")
    if options.counted_by:
        body = bodies.get(options.counted_by.casefold())
        if not body:
            raise Refusal(f"No counting body is called {options.counted_by!r}. Add it to seeds/bodies.csv.")
        options = Options(options.published, body, options.measure)
    return Desk(form.publisher, options, bodies, frozenset(store.measures))


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}.refused.csv")
