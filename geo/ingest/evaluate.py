"""Score the extractor against texts that people annotated.

A folder holds ``NN.txt`` with ``NN.json`` (places, dates, figures, events), or texts with one ``*_gold.csv`` of claims
and figures by character range and, beside it, ``*_docdates.csv`` with the day each text was published.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.errors import MarzError
from geo.ingest import score
from geo.ingest.extract import Extraction, extract
from geo.ingest.gold import CATEGORY, QUALIFIER, place_ids, related
from geo.ingest.reader import read
from geo.ingest.score import Score, close, day, days_overlap, match, overlap

KINDS = (
    "places",
    "places without countries",
    "dates",
    "figures",
    "figures with qualifier",
    "events",
    "events with status",
)
_KIND = {
    "city": "settlement",
    "locality": "settlement",
    "base": "settlement",
    "county": "district",
    "village": "settlement",
}
_AREAS = frozenset({"province", "country", "border"})
_NEAR_KM = 30


class NoGold(MarzError):
    """A folder without annotations."""


def evaluate(folder: Path, *, gold: Path | None = None, docdates: bool = True) -> dict[str, Score]:
    """Score every annotated text of a folder, by kind.

    Raises
    ------
    NoGold
        When the folder holds no annotations and none are given.
    """
    table = gold or next(iter(sorted(folder.glob("*_gold.csv"))), None)
    pairs = [(p, p.with_suffix(".json")) for p in sorted(folder.glob("*.txt")) if p.with_suffix(".json").exists()]
    if pairs:
        return _of_pairs(pairs)
    if table is None:
        raise NoGold(f"{folder} holds no annotations. Put NN.json beside NN.txt, or give --gold FILE.csv.")
    return _of_table(folder, table, docdates=docdates)


def _of_pairs(pairs: list[tuple[Path, Path]]) -> dict[str, Score]:
    totals = {kind: Score() for kind in KINDS}
    for text, annotations in pairs:
        found = extract(read(text))
        gold = json.loads(annotations.read_text(encoding="utf-8"))
        for kind, result in _by_kind(text.name, gold, found):
            totals[kind].add(result)
    return totals


def _by_kind(name: str, gold: dict[str, Any], found: Extraction) -> Iterator[tuple[str, Score]]:
    body = found.document.body

    def told(item: dict[str, Any]) -> str:
        return f"{name} {_brief(item)}  «{_sentence(body, item['start'])}»"

    data = found.as_dict()
    yield "places", match(gold["places"], data["places"], _same_place, told, told)
    precise = [p for p in gold["places"] if p["kind"] != "country"]
    yield "places without countries", match(
        precise, [p for p in data["places"] if p["kind"] != "country"], _same_place, told, told)  # fmt: skip
    yield "dates", match(gold["dates"], data["dates"], _same_date, told, told)
    yield "figures", match(gold["figures"], data["figures"], _same_value, told, told)
    yield "figures with qualifier", match(gold["figures"], data["figures"], _same_figure, told, told)

    def event(item: dict[str, Any]) -> str:
        return f"{name} {_brief(item)}  «{item['what']}»"

    if "events" not in gold:  # not annotated for them
        return
    events = _resolved(gold)
    yield "events", match(events, data["claims"], _same_event, event, event)
    yield "events with status", match(events, data["claims"], _same_status, event, event)


def _resolved(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the events with the places that their annotators read the words for: Zabul, in one text, is Zabol."""
    read = {place["surface"]: place["resolved"].split(",")[0] for place in gold["places"]}
    named = [[name.strip() for name in event["place"].split(";")] for event in gold["events"]]
    return [
        {**event, "resolved": [read[name] for name in names if name in read]}
        for event, names in zip(gold["events"], named, strict=True)
    ]


def _brief(item: dict[str, Any]) -> str:
    names = ("surface", "resolved", "place_id", "place", "value", "qualifier", "category", "status", "iso_start",
             "iso_end",             "date_start", "date_end", "from", "to")  # fmt: skip
    return ", ".join(f"{n} {item[n]}" for n in names if item.get(n) is not None)


def _sentence(body: str, position: int) -> str:
    start, end = body.rfind("\n", 0, position) + 1, body.find("\n", position)
    line = body[start : end if end >= 0 else len(body)]
    cut = position - start
    return " ".join(line[max(0, cut - 70) : cut + 90].split())


def _span(item: dict[str, Any]) -> tuple[int, int]:
    return item["start"], item["end"]


def _same_place(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    if not overlap(_span(gold), _span(found)):
        return False
    kind = _KIND.get(gold["kind"], gold["kind"])
    if kind in _AREAS or found["kind"] in _AREAS:
        same_kind = kind == found["kind"]
        return same_kind and (kind == "border" or _same_area(gold, found, kind))
    known = None not in (gold.get("lat"), found["lat"])
    if known and score.kilometres(gold["lat"], gold["lon"], found["lat"], found["lon"]) <= _NEAR_KM:
        return True
    return related(found["place_id"], place_ids(gold["resolved"], gold["surface"]))


def _same_area(gold: dict[str, Any], found: dict[str, Any], kind: str) -> bool:
    if kind == "country":
        return bool(gold["country"] == found["country"])
    return found["place_id"] in place_ids(gold["resolved"], gold["surface"])


def _same_date(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    ends = close(day(gold["iso_start"]), day(found["from"])) and close(day(gold["iso_end"]), day(found["to"]))
    return overlap(_span(gold), _span(found)) and ends


def _same_value(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    return overlap(_span(gold), _span(found)) and gold["value"] == found["value"]


def _same_figure(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    return _same_value(gold, found) and QUALIFIER.get(gold["qualifier"], "exact") == found["qualifier"]


def _same_event(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    place = related(found["place_id"] or "", place_ids(*gold["place"].split(";"), *gold.get("resolved", ())))
    when = days_overlap(day(gold["date_start"]), day(gold["date_end"]), day(found["from"]), day(found["to"]))
    return bool(found["category"] in CATEGORY.get(gold["category"], ()) and place and when)


def _same_status(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    return _same_event(gold, found) and gold["status"] == found["status"]


def _of_table(folder: Path, table: Path, *, docdates: bool) -> dict[str, Score]:
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    published = _published(table) if docdates else {}
    kinds = ("figures", "figures, any overlap of days", "border events", "noise left out")
    totals = {kind: Score(recall_only=True) for kind in kinds}
    for name in sorted({row["seed_file"] for row in rows}):
        found = extract(read(folder / name, published=published.get(name, "")))
        for row in (r for r in rows if r["seed_file"] == name):
            _score_row(row, found, totals)
    return totals


def _published(table: Path) -> dict[str, str]:
    beside = next(iter(sorted(table.parent.glob("*_docdates.csv"))), None)
    if beside is None:
        return {}
    rows = csv.DictReader(beside.read_text(encoding="utf-8").splitlines())
    return {r["seed_file"]: f"{r['publication_date_start']}/{r['publication_date_end']}" for r in rows}


def _score_row(row: dict[str, str], found: Extraction, totals: dict[str, Score]) -> None:
    span = int(row["char_start"]), int(row["char_end"])
    parts = ("claim_id", "value", "qualifier", "category", "date_start", "date_end", "place_resolved")
    told = " ".join(row[part] for part in parts if row[part])
    if row["status"] == "noise":
        _count(totals["noise left out"], not any(overlap(span, (f.start, f.end)) for f in found.figures), told)
    elif row["kind"] == "figure":
        near = [f for f in found.as_dict()["figures"] if overlap(span, _span(f)) and _value_is(row, f)]
        _count(totals["figures"], any(_period_is(row, f) for f in near), f"{told} — found {[_brief(f) for f in near]}")
        _count(totals["figures, any overlap of days"], any(_days_meet(row, f) for f in near), told)
    elif row["is_about_border_region"] == "yes" and row["category"] in CATEGORY:
        near = [c for c in found.as_dict()["claims"] if any(overlap(span, r) for r in (c["evidence"], *c["also"]))]
        right = any(_event_is(row, c) for c in near)
        _count(totals["border events"], right, f"{told} — found {[_brief(c) for c in near]}")


def _count(total: Score, right: bool, told: str) -> None:
    total.hits += right
    total.misses += not right
    if not right:
        total.faults.append(f"missed {told}")


def _value_is(row: dict[str, str], figure: dict[str, Any]) -> bool:
    qualifier = QUALIFIER.get(row["qualifier"], row["qualifier"])
    try:
        return bool(figure["value"] == float(row["value"]) and figure["qualifier"] == qualifier)
    except ValueError:
        return figure["value"] is None and qualifier == "vague"


def _period_is(row: dict[str, str], item: dict[str, Any]) -> bool:
    start, end = day(row["date_start"]), day(row["date_end"])
    if start is None or end is None:
        return _days_meet(row, item) or start is end is None
    return close(start, day(item["from"])) and close(end, day(item["to"]))


def _days_meet(row: dict[str, str], item: dict[str, Any]) -> bool:
    start, end = day(row["date_start"]), day(row["date_end"])
    return (start is None and end is None) or days_overlap(start, end, day(item["from"]), day(item["to"]))


def _event_is(row: dict[str, str], claim: dict[str, Any]) -> bool:
    ids = place_ids(*row["place_resolved"].replace("->", ";").split(";"), row["place_as_written"])
    return (
        claim["category"] in CATEGORY[row["category"]]
        and _days_meet(row, claim)
        and (not ids or related(claim["place_id"] or "", ids))
    )
