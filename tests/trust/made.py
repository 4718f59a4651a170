"""Stores with something in them, made by code."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from geo.additions import Additions, Batch
from geo.ingest.candidates import Candidate
from geo.ingest.review import ReviewLog
from geo.schema import Figure, Source

MAPPING = """kind = "figures"
[columns]
place = "place"
start = "day"
[values]
returns_all = "returns"
[constants]
counted_by = "iom"
[source]
publisher = "A wire"
"""
NOW = "2025-07-06T10:00:00+00:00"
SOURCE = Source(
    id="table-undated-0001", publisher="A wire", title="A table", reliability="F", reliability_reason="none"
)


def figure(number: int) -> Figure:
    day = date(2025, 7, 5)
    return Figure(
        id=f"f-{number}", source_id=SOURCE.id, measure="returns_all", nature="count", place_ids=("islam-qala",),
        start=day, end=day, value=float(number), qualifier="exact", unit="people", counted_by="iom",
        attributed_to="IOM", note="x" * 300,
    )  # fmt: skip


def candidate(name: str) -> Candidate:
    fields = {
        "value": 300, "measure": "returns_all", "nature": "count", "qualifier": "exact", "place_id": "islam-qala",
        "unit": "people", "counted_by": "iom", "attributed_to": "IOM", "from": "2025-07-05", "to": "2025-07-05",
    }  # fmt: skip
    source = {"title": "A text", "publisher": "A wire", "published": "2025-07-06"}
    return Candidate(name, "figure", "ab" * 32, 0, 9, source, fields)


def each_decided_once(log: ReviewLog, told: Sequence[list[str]]) -> None:
    """Hold a log of forty candidates to what Ana and Omid, each at work alone, were told had been written."""
    decisions = log.log()
    assert [d.seq for d in decisions] == list(range(1, len(decisions) + 1))
    for who, said in zip(("Ana", "Omid"), told, strict=True):
        assert [d.candidate_id for d in decisions if d.who == who] == said
    assert {d.candidate_id for d in decisions} == {f"c-{n:02}" for n in range(40)}


def add(folder: Path, *numbers: int, file: str = "t.csv") -> None:
    batch = Batch(file=file, sha256="ab" * 32, format="mapped", when=NOW)
    with Additions(folder).writing(batch) as pen:
        pen.add([SOURCE, *map(figure, numbers)])


def decide(folder: Path, name: str, *, who: str = "Ana") -> None:
    log = ReviewLog(folder)
    log.add([candidate(name)], who=who, at=NOW)
    log.decide(name, "accept", who=who, at=NOW)


def held(folder: Path) -> tuple[set[str], set[str]]:
    """Ids of the added figures, and of the accepted candidates."""
    return {f.id for f in Additions(folder).read(Figure)}, {c.id for c in ReviewLog(folder).candidates("accepted")}
