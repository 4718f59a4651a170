"""Read the seeds: what is admitted, and what is refused with file, line and reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from geo import paths, records
from geo.errors import RefusedRow
from geo.schema import (
    Alias,
    Body,
    Claim,
    Event,
    Figure,
    Flow,
    Measure,
    MeasureWord,
    NotPlace,
    Place,
    Record,
    Source,
)

R = TypeVar("R", bound=Record)
PLACE_FILES = ("areas", "provinces", "crossings", "camps", "settlements")
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 1, 1)


@dataclass
class Seeds:
    """All admitted records by kind, and ``refused``: the rows that were not, each with file, line and reason."""

    places: list[Place] = field(default_factory=list)
    aliases: list[Alias] = field(default_factory=list)
    not_places: list[NotPlace] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    measure_words: list[MeasureWord] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Give the number of admitted records by kind."""
        return {name: len(rows) for name, rows in vars(self).items() if name != "refused"}


def read(folder: Path | None = None) -> Seeds:
    """Read and admit every seed file under ``folder`` (default: :func:`geo.paths.seeds`).

    Raises
    ------
    MarzError
        If a file as a whole cannot be read (missing, not UTF-8, wrong header). Single bad rows do not raise: they are
        in ``refused``.
    """
    folder = folder or paths.seeds()
    seeds = Seeds()
    _read_places(seeds, folder)
    _read_vocabulary(seeds, folder)
    _read_statements(seeds, folder)
    return seeds


def _read_places(seeds: Seeds, folder: Path) -> None:
    admit = _Door(seeds.refused)
    for stem in PLACE_FILES:
        seeds.places += admit.file(folder / "places" / f"{stem}.csv", Place, [_coordinates])
    ids = {p.id for p in seeds.places}
    seeds.aliases = admit.file(folder / "places/aliases.csv", Alias, [_refers("place_id", ids, "place")], key=None)
    seeds.not_places = admit.file(folder / "places/not_places.csv", NotPlace, [], key=None)


def _read_vocabulary(seeds: Seeds, folder: Path) -> None:
    admit = _Door(seeds.refused)
    seeds.sources = admit.file(folder / "sources.csv", Source, [])
    seeds.bodies = admit.file(folder / "bodies.csv", Body, [])
    seeds.measures = admit.file(folder / "measures.csv", Measure, [])
    measures = {m.id for m in seeds.measures}
    words = [_refers("measure", measures, "measure")]
    seeds.measure_words = admit.file(folder / "measure_words.csv", MeasureWord, words, key="word")


def _read_statements(seeds: Seeds, folder: Path) -> None:
    admit = _Door(seeds.refused)
    places = {p.id for p in seeds.places}
    sources = {s.id for s in seeds.sources}
    common: list[Check] = [_period, _all_refer("place_ids", places, "place")]
    seeds.events = admit.file(folder / "events.csv", Event, common)
    statement = [*common, _refers("source_id", sources, "source"), _evidence]
    events = {e.id for e in seeds.events}
    seeds.claims = admit.file(folder / "claims.csv", Claim, [*statement, _refers("event_id", events, "event")])
    counted = [
        _refers("measure", {m.id for m in seeds.measures}, "measure"),
        _refers("counted_by", {b.id for b in seeds.bodies}, "body"),
        _value_order,
    ]
    seeds.figures = admit.file(folder / "figures.csv", Figure, [*statement, *counted])
    ends = [_all_refer(column, places, "place") for column in ("from_place_ids", "to_place_ids")]
    flowing = _refers("figure_id", {f.id for f in seeds.figures}, "figure")
    seeds.flows = admit.file(folder / "flows.csv", Flow, [flowing, *ends, _two_ends])


Check = Callable[..., str | None]


class _Door:
    """Admits records one file at a time and remembers the ids it has seen."""

    def __init__(self, refused: list[RefusedRow]):
        self.refused = refused
        self.seen: dict[tuple[type, str], str] = {}

    def file(self, path: Path, kind: type[R], checks: Iterable[Check], *, key: str | None = "id") -> list[R]:
        label = "/".join(path.parts[-2:]) if path.parent.name == "places" else path.name
        rows, refused = records.read(path, kind, name=label)
        self.refused += refused
        kept = []
        for line, record in rows:
            faults = [fault for check in checks if (fault := check(record))]
            if key and (twice := self._repeated(kind, getattr(record, key), f"{label} line {line}")):
                faults.append(twice)
            if faults:
                self.refused.append(RefusedRow(label, line, "; ".join(faults)))
            else:
                kept.append(record)
        return kept

    def _repeated(self, kind: type, key: str, where: str) -> str | None:
        before = self.seen.setdefault((kind, key), where)
        return None if before == where else f"{key!r} stands already at {before}"


def _refers(column: str, known: set[str], what: str) -> Check:
    def check(record: Record) -> str | None:
        value = getattr(record, column)
        return None if value in known else f"{column}: no {what} called {value!r}"

    return check


def _all_refer(column: str, known: set[str], what: str) -> Check:
    def check(record: Record) -> str | None:
        unknown = [v for v in getattr(record, column) if v not in known]
        return f"{column}: no {what} called {', '.join(map(repr, unknown))}" if unknown else None

    return check


def _period(record: Event | Claim | Figure) -> str | None:
    start, end = record.start, record.end
    if start and end and start > end:
        return f"period ends ({end}) before it starts ({start})"
    if any(day and not FIRST_DAY <= day < LAST_DAY for day in (start, end)):
        return f"period {start} – {end} lies outside {FIRST_DAY.year}–{LAST_DAY.year}"
    return None


def _coordinates(place: Place) -> str | None:
    if (place.lat is None) != (place.lon is None):
        return "one of lat and lon is empty; give both or none"
    if place.lat is None or place.lon is None:
        return None
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return f"({place.lat}, {place.lon}) is not a latitude and a longitude in degrees"
    if (place.lat, place.lon) == (0, 0):
        return "(0, 0) is a missing coordinate, not a place; leave both empty"
    return None if place.precision_km else "a coordinate needs its precision_km"


def _evidence(record: Claim | Figure) -> str | None:
    given = (bool(record.evidence_sha256), record.evidence_start is not None, record.evidence_end is not None)
    if any(given) and not all(given):
        return "evidence needs the text's SHA-256 and both ends of the range"
    if record.evidence_start is not None and record.evidence_end is not None:
        return "evidence range is empty or reversed" if record.evidence_start >= record.evidence_end else None
    return None


def _two_ends(flow: Flow) -> str | None:
    return None if flow.from_place_ids and flow.to_place_ids else "a flow needs a place at both ends"


def _value_order(figure: Figure) -> str | None:
    if figure.value < 0:
        return "value is negative"
    high = figure.value_high
    return f"value_high ({high}) is below value ({figure.value})" if high is not None and high < figure.value else None
