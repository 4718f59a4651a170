"""The records of Marz and the closed lists their fields draw from.

One class per kind of seed file; the fields are the file's columns, in order. Days are ``datetime.date`` and every
period here is **inclusive** at both ends, as people write it; windows elsewhere are half-open ``[start, end)``.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar, Literal, get_args

Kind = Literal["crossing", "camp", "settlement", "district", "province", "country", "border"]
Country = str  # ISO 3166-1 alpha-2, or two joined by a hyphen for a crossing or border ("AF-IR")
Status = Literal["reported", "claimed", "confirmed", "denied", "disputed", "rumour"]
Category = Literal[
    "capture", "closure", "reopening", "clash", "attack", "migrant_harm", "accident", "return_flow", "outflow",
    "policy", "camp", "talks", "diplomacy", "barrier", "trade", "water", "security",
]  # fmt: skip
Qualifier = Literal["exact", "about", "more than", "at least", "up to", "less than", "nearly", "range", "vague"]
Nature = Literal["count", "rate_daily", "rate_weekly", "rate_monthly", "rate_yearly", "peak", "projection", "stock",
                 "capacity", "share", "other"]  # fmt: skip
Reliability = Literal["A", "B", "C", "D", "E", "F"]
AliasUse = Literal["always", "context"]

KINDS: tuple[str, ...] = get_args(Kind)
STATUSES: tuple[str, ...] = get_args(Status)
CATEGORIES: tuple[str, ...] = get_args(Category)
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
NATURES: tuple[str, ...] = get_args(Nature)
RELIABILITIES: tuple[str, ...] = get_args(Reliability)
ALIAS_USES: tuple[str, ...] = get_args(AliasUse)


class Record:
    """What all records share: a file they are written in and a header."""

    file: ClassVar[str]

    @classmethod
    def header(cls) -> tuple[str, ...]:
        """Columns of the seed file, in order."""
        return tuple(f.name for f in fields(cls))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """A gazetteer entry. ``lat`` and ``lon`` are WGS 84 degrees, or ``None`` where no point is known.

    ``precision_km`` is the radius within which the true point lies. ``country`` is where the place lies; a crossing or
    border has both. ``admin1`` holds province ids (ISO 3166-2). ``part_of`` names the crossing that a side belongs to,
    or the larger place a district or border belongs to. ``basis`` says what the coordinate is the coordinate of.
    """

    file: ClassVar[str] = "places/*.csv"
    id: str
    name: str
    name_fa: str = ""
    name_ps: str = ""
    kind: Kind
    subtype: str = ""
    country: Country
    admin1: tuple[str, ...] = ()
    part_of: str = ""
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    basis: str = ""
    source: str
    iso3166_2: str = ""
    pcode: str = ""
    geonames_id: str = ""
    wikidata: str = ""
    capital: str = ""
    operator: str = ""
    facts: str = ""
    facts_source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Record):
    """Another way to write a place. ``use`` = ``context`` matches only when the text around it agrees."""

    file: ClassVar[str] = "places/aliases.csv"
    place_id: str
    name: str
    lang: str = ""
    use: AliasUse = "always"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPlace(Record):
    """A name that looks like a place and is not one: a person, company, paper, party, dish.

    With ``when`` it is refused only where one of those words stands in the text around it.
    """

    file: ClassVar[str] = "places/not_places.csv"
    name: str
    reason: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A document. ``published`` is as precise as known: ``2025-07-06``, ``2025-07``, ``2025``, or empty.

    ``reliability`` is the Admiralty grade of the publisher for this kind of statement (A reliable … F cannot be
    judged). ``origin`` names the release that the document repeats, so that repetitions count once.
    """

    file: ClassVar[str] = "sources.csv"
    id: str
    publisher: str
    title: str
    published: str = ""
    published_basis: str = ""
    url: str = ""
    language: str = ""
    reliability: Reliability
    reliability_reason: str
    origin: str = ""
    text_sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Record):
    """Somebody who counts people. ``written`` holds the ways texts name it; ``counts`` says what it counts and how."""

    file: ClassVar[str] = "bodies.csv"
    id: str
    name: str
    name_fa: str = ""
    side: str = ""
    counts: str
    written: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """What is counted. ``part_of`` names the measure that includes this one."""

    file: ClassVar[str] = "measures.csv"
    id: str
    label: str
    label_fa: str = ""
    unit: str
    part_of: str = ""
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWord(Record):
    """A word a table used for a measure, and where it belongs on the closed list."""

    file: ClassVar[str] = "measure_words.csv"
    word: str
    measure: str
    nature: Nature
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """What claims about the same happening describe together. Its status is derived from them, never written."""

    file: ClassVar[str] = "events.csv"
    id: str
    title: str
    title_fa: str = ""
    category: Category
    start: date | None = None
    end: date | None = None
    place_ids: tuple[str, ...]
    key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One statement in one source about one event.

    ``start`` and ``end`` say when it happened (``None``: not known); ``said`` is the first day on which the statement
    was public; it falls back on the source's publication. Evidence is a range of Unicode code points in the text whose
    SHA-256 is given; the text is never stored.
    """

    file: ClassVar[str] = "claims.csv"
    id: str
    event_id: str
    source_id: str
    category: Category
    category_written: str = ""
    what: str
    place_written: str = ""
    place_ids: tuple[str, ...]
    start: date | None = None
    end: date | None = None
    date_precision: str = ""
    date_basis: str = ""
    status: Status
    attributed_to: str
    said: date | None = None
    said_basis: str = ""
    about_border: bool = True
    evidence_sha256: str = ""
    evidence_start: int | None = None
    evidence_end: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A claim that counts something: so many, of what, where, in which period, by whose count.

    ``value`` is the number as written; ``value_high`` the upper end of a written range. ``low`` and ``high`` follow
    from them and the qualifier (:func:`geo.numbers.bounds`). ``place_ids`` with more than one place means their sum.
    ``published`` overrides the source's day where the figure was public earlier. ``origin`` names the release.
    """

    file: ClassVar[str] = "figures.csv"
    id: str
    source_id: str
    measure: str
    nature: Nature
    measure_written: str = ""
    place_written: str = ""
    place_ids: tuple[str, ...]
    start: date | None = None
    end: date | None = None
    date_basis: str = ""
    value_written: str = ""
    value: float
    value_high: float | None = None
    qualifier: Qualifier
    unit: str
    status: Status = "reported"
    counted_by: str
    attributed_to: str
    published: str = ""
    origin: str = ""
    evidence_sha256: str = ""
    evidence_start: int | None = None
    evidence_end: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Record):
    """From where to where the people of a figure went, as its source says. The figure holds the number and the source.

    Several places at one end mean that the source names them together, and says nothing of each one's share.
    """

    file: ClassVar[str] = "flows.csv"
    id: str
    figure_id: str
    from_place_ids: tuple[str, ...]
    to_place_ids: tuple[str, ...]
    note: str = ""


RECORDS: tuple[type[Record], ...] = (
    Place, Alias, NotPlace, Source, Body, Measure, MeasureWord, Event, Claim, Figure, Flow,
)  # fmt: skip
