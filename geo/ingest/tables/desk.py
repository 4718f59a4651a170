"""What every format needs while it reads: the options, the places, and records made with ids from their content."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from geo.additions import Line
from geo.fold import fold
from geo.ingest.tables.placing import Placer, Spot
from geo.ingest.tables.reading import Row
from geo.schema import Claim, Event, Figure, Nature, Qualifier, Record, Reliability, Source, Status

_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST = 2_000


class Refusal(Exception):
    """A table that must not be taken as what it was given for."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the person said about the table: who counts, as what, published when, and how columns are to be read."""

    published: str = ""
    counted_by: str = ""
    measure: str = ""
    mapping: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose table it is, how far it is to be trusted, and whether its rows may be passed on."""

    slug: str
    name: str
    title: str
    reliability: Reliability
    reason: str
    url: str = ""
    language: str = "en"
    redistributable: bool = True


@dataclass
class Desk:
    """Makes the records of one table."""

    publisher: Publisher
    options: Options
    bodies: dict[str, str]
    measures: frozenset[str]
    source: Source = field(init=False)
    places: Placer = field(init=False)
    remarks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.source = source_of(self.publisher, self.options.published)
        self.places = Placer(self.publisher.name)

    def figure(
        self, measure: str, value: float, *, places: Sequence[str], start: date | None, end: date | None,
        counted_by: str, attributed_to: str, nature: Nature = "count", qualifier: Qualifier = "exact",
        value_high: float | None = None, wording: str = "", place_written: str = "", unit: str = "people",
        value_written: str = "", published: str = "", note: str = "", source_id: str = "",
    ) -> Figure:  # fmt: skip
        """Make a figure; its id is made of what it says and who says it."""
        out = published or self.options.published
        said = (counted_by, measure, nature, wording, *places, start, end, value, value_high, qualifier, unit, out)
        identity = f"{counted_by}-{end or 'undated'}-{'-'.join(places)[:60]}-{measure}-{value:.12g}-{digest(said)}"
        return Figure(
            id=identity, source_id=source_id or self.source.id, measure=measure, nature=nature, measure_written=wording,
            place_written=place_written, place_ids=tuple(places), start=start, end=end, date_basis="the table's own",
            value_written=value_written, value=float(value), qualifier=qualifier, unit=unit,
            value_high=None if value_high is None else float(value_high),
            counted_by=counted_by, attributed_to=attributed_to, published=out, note=note,
        )  # fmt: skip

    def event(
        self, identity: str, *, category: str, written: str, title: str, what: str, spot: Spot, place_written: str,
        start: date, end: date, date_precision: str, attributed_to: str, said: date | None, status: Status = "reported",
        note: str = "", about_border: bool = False, source_id: str = "",
    ) -> list[Record]:  # fmt: skip
        """Make an event and the claim that tells of it; the claim's id changes when what it says changes."""
        text = what[:_LONGEST]
        notes = f"{note}; {spot.note}" if note and spot.note else note or spot.note
        where, first, last = ";".join(spot.place_ids), start.isoformat(), end.isoformat()
        mark = _short("\x1f".join((category, text, where, first, last, attributed_to, status, note)), 10)
        event = Line(Event, (identity, title[:200], "", category, first, last, where, False))
        claim = Line(Claim, (
            f"{identity}-{mark}", identity, source_id or self.source.id, category, written, text, place_written, where,
            first, last, date_precision, "the table's own", status, attributed_to or self.publisher.name,
            said.isoformat() if said else None, "the table's own stamp" if said else "", about_border, "", None, None,
            notes,
        ))  # fmt: skip
        return [event, claim] if spot.made is None else [spot.made, event, claim]


class Reader(Protocol):
    """Turns the rows of one format into records."""

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Give the records of a row, ``None`` for one of other countries; ``ValueError`` says why it is refused."""

    def finish(self) -> Iterable[Record]:
        """Give what could only be made when all rows were read."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, whose table it is, how it is known, and how it is read.

    ``header(rows)`` gives the index of the header line among the first rows (−1: rows begin at once), or ``None`` where
    the table is of another format. ``start(header, desk)`` makes the reader.
    """

    name: str
    about: str
    publisher: Publisher
    header: Callable[[Sequence[Row]], int | None]
    start: Callable[[list[str], Desk], Reader]


def source_of(publisher: Publisher, published: str) -> Source:
    """Make the source of a table; the same publisher and day give the same id."""
    mark = digest((publisher.title, publisher.url, publisher.redistributable), 4)
    return Source(
        id=f"{publisher.slug}-{published or 'undated'}-{mark}",
        publisher=publisher.name, title=publisher.title, published=published,
        published_basis="given at import" if published else "", url=publisher.url, language=publisher.language,
        reliability=publisher.reliability, reliability_reason=publisher.reason,
        note="" if publisher.redistributable else "not for redistribution",
    )  # fmt: skip


def digest(parts: Iterable[object], length: int = 10) -> str:
    """Give a short hexadecimal digest of some values."""
    return _short("\x1f".join(map(str, parts)), length)


def _short(text: str, length: int) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()[:length]


def slug(text: str) -> str:
    """Make a lower-case id of a text.

    Examples
    --------
    >>> slug("Herat: Information Dept.")
    'herat-information-dept'
    """
    return _SLUG.sub("-", fold(text)).strip("-")


def normal(name: str) -> str:
    """Give a column's name as headers are compared: no case, no blanks around, one blank inside."""
    return " ".join(name.strip().lstrip("\ufeff").casefold().split())


def columns(header: Iterable[str]) -> dict[str, int]:
    """Index a header by its normal names; the first of two alike wins."""
    index: dict[str, int] = {}
    for i, name in enumerate(header):
        index.setdefault(normal(name), i)
    return index


def header_with(*wanted: frozenset[str]) -> Callable[[Sequence[Row]], int | None]:
    """Know a format by a line that holds all names of one of these sets, preamble lines before it allowed."""

    def find(rows: Sequence[Row]) -> int | None:
        for i, (_, cells) in enumerate(rows):
            if any(names <= {normal(c) for c in cells} for names in wanted):
                return i
        return None

    return find
