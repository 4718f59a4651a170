"""Documents to rows: a text, a table of a known format, the store. The work that is spread over cores and machines.

A key is made of a document's content: of the bytes of a text and the day of publication given for it; of a row's id and
what it says; of a claim of the store.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from geo.additions import Line, kind_of
from geo.archive.columns import KEY_BYTES, WHOLE, Spots, Statement, table_of
from geo.archive.folder import Keys
from geo.errors import MarzError
from geo.ingest.extract import extract
from geo.ingest.reader import UnreadableText, read
from geo.ingest.tables.desk import Options, Refusal
from geo.ingest.tables.formats import recognise
from geo.ingest.tables.load import Report, below, blocks_of, desk_of
from geo.ingest.tables.reading import open_sheet
from geo.numbers import bounds
from geo.records import cell
from geo.schema import Claim, Figure, Place, Record, Source
from geo.store import Store, published_by

TABLES = frozenset({".csv", ".tsv", ".xlsx", ".json"})
_MOST_TOLD = 20  # refusals of one table that are told with their reason
_NONE = b"\0" * KEY_BYTES


@dataclass(frozen=True, slots=True)
class Task:
    """Some files of a folder, and the day of publication that was given for them."""

    folder: Path
    names: tuple[str, ...]
    published: str = ""


@dataclass(slots=True)
class Answer:
    """Rows, the keys of the documents they are of (those without rows too), and what was refused, with the reason."""

    keys: Keys
    rows: pa.Table
    refused: int = 0
    told: list[str] = field(default_factory=list)
    repeated: int = 0


def keys_of(task: Task) -> Keys:
    """Read some texts and give their keys; zeros for what cannot be read."""
    return _keys(_digest(task, name)[1] for name in task.names)


def of_texts(task: Task) -> Answer:
    """Extract some texts."""
    keys, statements, told = [], list[Statement](), []
    for name in task.names:
        content, key = _digest(task, name)
        try:
            if content is None:
                raise UnreadableText("it cannot be read")
            found = extract(read(task.folder / name, published=task.published)).as_dict()
        except UnreadableText as fault:
            told.append(f"{name}: {fault}")
        except Exception as fault:  # one broken file must not end a night's run
            told.append(f"{name}: it broke the reader ({type(fault).__name__}: {fault}). Report the file.")
        else:
            keys.append(key)
            statements += _said(found, name, content, key)
    return Answer(_keys(keys), table_of(statements, _spots()), len(told), told)


def of_table(path: Path) -> Answer:
    """Read a table in one of the formats that are known; every row of it is a document.

    Raises
    ------
    MarzError
        If the table as a whole cannot be taken, or its rows must not be passed on.
    """
    sheet = open_sheet(path)
    form, at = recognise(sheet)
    if not form.publisher.redistributable:
        raise MarzError(
            f"{path.name}: the terms of {form.publisher.name} forbid passing rows on, and an archive may be passed on. "
            "Use 'marz import' instead."
        )
    report, told = Report(path.name, form.name, sheet.sha256, redistributable=True), list[str]()
    try:
        header, rows = below(sheet, at)
        desk = desk_of(form, Options(), None)
        reader = form.start(header, desk)
    except (Refusal, ValueError) as no:
        raise MarzError(f"{path.name}: {no}. Correct the table, or leave it out.") from None

    def refuse(row: tuple[int, list[str]], why: str) -> None:
        if len(told) < _MOST_TOLD:
            told.append(f"{path.name} line {row[0]}: {why}")

    sources, seen = {desk.source.id: desk.source}, set[bytes]()
    made = [of_records(b, sources, file=path.name, seen=seen) for b in blocks_of(reader, rows, report, refuse, None)]
    return Answer(
        np.concatenate([_keys([]), *(a.keys for a in made)]), pa.concat_tables([_empty(), *(a.rows for a in made)]),
        report.refused, told, sum(a.repeated for a in made),
    )  # fmt: skip


def of_table_if_known(path: Path) -> Answer:
    """Read a table that lies among others; one that cannot be taken is refused, and stops nothing."""
    try:
        return of_table(path)
    except MarzError as no:
        return Answer(_keys([]), _empty(), 1, [str(no)])


def of_store(store: Store, *, size: int = 20_000) -> Iterator[Answer]:
    """Give the claims and figures of a store that may be passed on, some thousands at a time."""
    kept = store.shareable()
    records: list[Record] = [*kept.claims, *kept.figures]
    for start in range(0, len(records), size):
        yield of_records(records[start : start + size], kept.sources, places=kept.places)


def of_records(
    records: Iterable[Record], sources: dict[str, Source], *, places: dict[str, Place] | None = None, file: str = "",
    seen: set[bytes] | None = None,
) -> Answer:  # fmt: skip
    """Make rows of claims and figures; a place among the records is one that the others lie at.

    What says the same as another is left out, and counted; ``seen`` holds the keys of those that went before.
    """
    made, seen, repeated = dict(places or {}), set[bytes]() if seen is None else seen, 0
    statements = []
    for record in records:
        kind = kind_of(record)
        if kind is Place:
            made[record.id] = record  # type: ignore[attr-defined,assignment]
        elif kind is Source:
            sources[record.id] = record  # type: ignore[attr-defined,assignment]
        elif kind in (Claim, Figure):
            statement = _statement(kind, _values(record), sources, file)
            repeated += statement.key in seen
            if statement.key not in seen:
                seen.add(statement.key)
                statements.append(statement)
    return Answer(_keys(s.key for s in statements), table_of(statements, _spots(), made), repeated=repeated)


def _digest(task: Task, name: str) -> tuple[str | None, bytes]:
    """Give the SHA-256 of a file and its key."""
    try:
        content = sha256((task.folder / name).read_bytes()).hexdigest()
    except OSError:
        if not task.folder.is_dir():
            raise UnreadableText(
                f"A worker does not see {task.folder}. Put the texts where all workers read them."
            ) from None
        return None, _NONE
    return content, _key(f"text {content} {task.published}")


def _said(found: dict[str, Any], name: str, content: str, key: bytes) -> Iterator[Statement]:
    """Give what one text says, as its extraction has it."""
    source = found["source"]
    published = (source["published"] or "").rpartition("/")[2]
    about = {
        "source_id": f"text-{content[:16]}", "publisher": source["publisher"], "url": source["url"], "file": name,
        "said": date.fromisoformat(published) if published else None, "evidence_sha256": content,
    }  # fmt: skip
    for kind, items in (("claim", found["claims"]), ("figure", found["figures"])):
        for number, item in enumerate(items):
            own = _claimed(item) if kind == "claim" else _counted(item)
            identity = {"claim_id": f"{content[:16]}-{kind}-{number}", "kind": kind}
            first, last = (date.fromisoformat(day) if (day := item[end]) else None for end in ("from", "to"))
            where = [item["place_id"], *item.get("also_at", ())] if item["place_id"] else []
            yield Statement(key, first, last, where, about | identity | own)


def _claimed(item: dict[str, Any]) -> dict[str, Any]:
    start, end = item["evidence"]
    names = ("category", "status", "attributed_to")
    return {**{n: item[n] for n in names}, "evidence_start": start, "evidence_end": end}


def _counted(item: dict[str, Any]) -> dict[str, Any]:
    names = ("measure", "nature", "unit", "qualifier", "low", "high")
    return {**{n: item[n] for n in names}, "best": item["value"], "status": "reported",
            "evidence_start": item["start"], "evidence_end": item["end"]}  # fmt: skip


def _values(record: Record) -> dict[str, Any]:
    """Give the columns of a record, whichever way it was made: days as days, lists as lists."""
    if not isinstance(record, Line):
        return {f.name: getattr(record, f.name) for f in fields(record)}  # type: ignore[arg-type]
    values = dict(zip(record.kind.header(), record.cells, strict=True))
    days = {n: _day(values.get(n)) for n in ("start", "end", "said")}
    where = values["place_ids"]
    return (
        values | days | {"place_ids": tuple(p for p in str(where).split(";") if p) if isinstance(where, str) else where}
    )


def _statement(kind: type[Record], values: dict[str, Any], sources: dict[str, Source], file: str) -> Statement:
    source = sources.get(values["source_id"])
    said = values.get("said") or published_by(values.get("published") or (source.published if source else ""))
    about = {
        **{name: values.get(name) or None for name in WHOLE.names}, "claim_id": values["id"], "said": said,
        "kind": kind.__name__.lower(), "publisher": source.publisher if source else None,
        "url": (source.url or None) if source else None, "file": file or None,
    }  # fmt: skip
    if kind is Figure:
        low, high = bounds(values["value"], values["qualifier"], values["value_high"], values["value_written"])
        about |= {"low": low, "best": values["value"], "high": high}
    content = "\x1f".join(cell(values[name]) for name in kind.header())
    return Statement(_key(f"record {content}"), values["start"], values["end"], values["place_ids"], about)


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value if isinstance(value, date) else None


def _key(content: str) -> bytes:
    return blake2b(content.encode(), digest_size=KEY_BYTES).digest()


def _keys(keys: Iterable[bytes]) -> Keys:
    return np.frombuffer(b"".join(keys), dtype=f"S{KEY_BYTES}")


def _empty() -> pa.Table:
    return WHOLE.empty_table()


@cache
def _spots() -> Spots:
    """Keep what is known of places for as long as this process works."""
    return Spots()
