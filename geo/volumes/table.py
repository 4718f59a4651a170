"""A small table of figures that somebody made tonight, read as it is, without the store.

Columns ``id, place, period_start, period_end, value, qualifier, measure, counted_by, published``, parted by commas,
semicolons or tabs; days inclusive. A place is an id or any name that can be geocoded, "border" or "rest"; a measure is
on the closed list or is one of the words that tables use for it.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo import paths, records
from geo.calendars import parse_period
from geo.errors import MarzError, RefusedRow
from geo.fold import fold
from geo.gazetteer import Gazetteer
from geo.geocode import Match, geocode
from geo.numbers import parse_number
from geo.schema import QUALIFIERS, Figure, Measure, MeasureWord, Qualifier
from geo.volumes.trees import BORDER, REST, Trees

COLUMNS = ("id", "place", "period_start", "period_end", "value", "qualifier", "measure", "counted_by", "published")
_NEEDED = COLUMNS[1:5]
_PLACE_WORDS = {
    BORDER: "border;the border;whole border;the whole border;entire border;the entire border;border total;all;total;"
    "all crossings;all gates;all borders;iran border;all iran border;مرز;کل مرز;تمام مرز;همه مرزها;همه گذرگاه ها",
    REST: "rest;the rest;unnamed rest;an unnamed rest;the unnamed rest;rest of border;rest of the border;border rest;"
    "other;others;other crossings;other gates;all others;all other crossings;elsewhere;unnamed;unnamed crossings;"
    "border af ir/rest;دیگر گذرگاه ها;سایر",
}
_MEASURE_WORDS = {
    "returns_all": "returns;return;returnees;all returns;returned;total returns",
    "returns_undocumented": "undocumented;undocumented returnees",
    "returns_documented": "documented;documented returns",
    "deportations": "deported;deportation;deportees;expelled",
    "inflows_all": "inflows;inflow;all inflows;arrivals;entries",
    "returns_voluntary": "voluntary;voluntary returns;spontaneous returns",
}
_QUALIFIER_WORDS = {
    "exact": "exactly;=",
    "about": "around;approximately;approx;some;roughly;circa;~",
    "more than": "over;above;>",
    "at least": "no fewer than;not less than;minimum;>=;≥",
    "up to": "as many as;at most;maximum;<=;≤",
    "less than": "fewer than;under;below;<",
    "nearly": "almost;close to",
}
_AND = re.compile(r"\s*[+&]\s*|\s+(?:and|و)\s+")
_TOGETHER = re.compile(r"^both\s+|\s+(?:together|combined)$")


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures that were read, and the rows that could not be."""

    figures: tuple[Figure, ...]
    refused: tuple[RefusedRow, ...]


def vocabulary(folder: Path | None = None) -> tuple[dict[str, Measure], dict[str, MeasureWord]]:
    """Read the closed list of measures and the words that stand for them, without the store."""
    root = folder or paths.seeds()
    listed = {m.id: m for _, m in records.read(root / Measure.file, Measure)[0]}
    return listed, {w.word: w for _, w in records.read(root / MeasureWord.file, MeasureWord)[0]}


def read_table(
    path: Path, gazetteer: Gazetteer, measures: Mapping[str, Measure], words: Mapping[str, MeasureWord] | None = None
) -> FigureTable:
    """Read a table of figures; a row that cannot be read is refused by line, with the reason.

    Raises
    ------
    MarzError
        If the file is missing, is not UTF-8, lacks a needed column, or holds no readable row.
    """
    text = _text(path)
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    try:
        names = [name.strip().lower() for name in reader.fieldnames or ()]
    except csv.Error as fault:
        raise MarzError(f"{path.name} line 1: {fault}. Give the columns: {', '.join(COLUMNS)}.") from None
    if missing := [name for name in _NEEDED if name not in names]:
        raise MarzError(f"{path.name} lacks the column {', '.join(missing)}. Give the columns: {', '.join(COLUMNS)}.")
    reader.fieldnames = names
    row_of = _Row(gazetteer, Trees(gazetteer, measures.values()), measures, words or {})
    kept: dict[str, Figure] = {}
    refused: list[RefusedRow] = []
    for row in _rows(reader, path.name):
        try:
            figure = row_of.figure({k: (v or "").strip() for k, v in row.items() if k}, reader.line_num)
            if figure.id in kept:
                raise MarzError(f"the id {figure.id} stands twice; give each row its own")
            kept[figure.id] = figure
        except (MarzError, ValueError) as fault:
            refused.append(RefusedRow(path.name, reader.line_num, str(fault)))
    if not kept:
        why = str(refused[0]) if refused else f"{path.name} has a header and no row"
        raise MarzError(f"No figure could be read. {why}. Write at least one row that can.")
    return FigureTable(tuple(kept.values()), tuple(refused))


def _rows(reader: "csv.DictReader[str]", name: str) -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as fault:
        raise MarzError(f"{name} line {reader.line_num + 1}: {fault}. Check the quotes on that line.") from None


def _text(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise MarzError(f"{path} is not a file. Give the path of a CSV file.")
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise MarzError(f"Cannot read {path}: {fault.strerror}. Give the path of a CSV file.") from None
    if len(data) > records.MAX_BYTES:
        raise MarzError(f"{path.name} is larger than {records.MAX_BYTES // 10**6} MB. Import it with 'marz import'.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise MarzError(f"{path.name} is not UTF-8 (byte {fault.start}). Save it as UTF-8.") from None


class _Row:
    """What is needed to read one row."""

    def __init__(
        self, gazetteer: Gazetteer, trees: Trees, measures: Mapping[str, Measure], words: Mapping[str, MeasureWord]
    ):
        self.gazetteer, self.trees, self.measures = gazetteer, trees, measures
        self.words = {_key(word): found for word, found in words.items()}

    def figure(self, row: dict[str, str], line: int) -> Figure:
        start, end = parse_period(row["period_start"]).start, parse_period(row["period_end"] or row["period_start"]).end
        if end < start:
            raise MarzError(f"the period ends ({end}) before it starts ({start}); swap its two days")
        number = parse_number(row["value"])
        measure, nature, unit = self._measure(row.get("measure") or "returns_all")
        body = row.get("counted_by") or "not named"
        return Figure(
            id=row.get("id") or f"line-{line}",
            source_id="",
            measure=measure,
            nature=nature,  # type: ignore[arg-type]
            measure_written="" if row.get("measure") == measure else row.get("measure", ""),
            place_written=row["place"],
            place_ids=place_ids(row["place"], self.gazetteer, self.trees),
            start=start,
            end=end,
            value_written=row["value"],
            value=number.value,
            value_high=number.high,
            qualifier=_qualifier(row.get("qualifier", ""), ranged=number.high is not None),
            unit=unit,
            counted_by=body,
            attributed_to=body,
            published=parse_period(row["published"]).end.isoformat() if row.get("published") else "",
        )

    def _measure(self, written: str) -> tuple[str, str, str]:
        if written in self.measures:
            return written, "count", self.measures[written].unit
        if found := self.words.get(_key(written)):
            return found.measure, found.nature, found.unit
        wanted = _key(written)
        for measure, words in _MEASURE_WORDS.items():
            if wanted == _key(measure) or wanted in words.split(";"):
                return measure, "count", "people"
        raise MarzError(f"no measure called '{written}'; use one of: {', '.join(self.measures)}")


def place_ids(name: str, gazetteer: Gazetteer, trees: Trees) -> tuple[str, ...]:
    """Turn what a table calls a place into ids; several, joined with ``;``, ``+`` or "and", mean their sum.

    Raises
    ------
    MarzError
        If a name is unknown, or could be two places that do not lie at the same crossing.
    """
    try:
        return tuple(dict.fromkeys(_place(part.strip(), gazetteer, trees) for part in name.split(";")))
    except MarzError:
        parts = _AND.split(_TOGETHER.sub("", name))
        if len(parts) == 1:
            raise
        return tuple(dict.fromkeys(_place(part.strip(), gazetteer, trees) for part in parts))


def _place(name: str, gazetteer: Gazetteer, trees: Trees) -> str:
    if name in gazetteer or name == REST:
        return name
    wanted = _key(name)
    for place, words in _PLACE_WORDS.items():
        if wanted in words.split(";"):
            return place
    found = _crossings(name, gazetteer, trees)
    found = found or {p for part in re.split(r"[/\[\]()|]", name) for p in _crossings(part, gazetteer, trees)}
    gates = {p for p in found if gazetteer.place(p).kind == "crossing"}
    if len(found) == 1 or len(gates) == 1:
        return (gates or found).pop()
    if not found and isinstance(match := geocode(name), Match) and match.place_id and match.place_id in gazetteer:
        return trees.whole(match.place_id)
    known = f"it could be {', '.join(sorted(found))}" if found else "the gazetteer does not know it"
    raise MarzError(f"place '{name}': {known}; give an id, such as islam-qala, border-af-ir or rest")


def _crossings(name: str, gazetteer: Gazetteer, trees: Trees) -> set[str]:
    """Give the places of that name, a side of a crossing as the crossing; a crossing or border goes before a town."""
    found = {trees.whole(p.id) for p in gazetteer.named(fold(name.strip()))} if name.strip() else set()
    gates = {p for p in found if gazetteer.place(p).kind in ("crossing", "border")}
    return gates or found


def _qualifier(written: str, *, ranged: bool) -> Qualifier:
    wanted = _key(written)
    if ranged:
        return "range"
    for qualifier in QUALIFIERS:
        if wanted == qualifier or wanted in _QUALIFIER_WORDS.get(qualifier, "").split(";"):
            return qualifier  # type: ignore[return-value]
    if not wanted:
        return "exact"
    raise MarzError(f"no qualifier '{written}'; use one of: {', '.join(QUALIFIERS)}")


def _key(text: str) -> str:
    return re.sub(r"[\s_\u200c-]+", " ", text.strip().lower())
