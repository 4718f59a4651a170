"""A store with everything that seeds, tables and reviewers can say of events at once."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from geo import paths
from geo.additions import Additions, Batch
from geo.schema import Claim, Event, Place, Source
from geo.store import Store

DAY = date(2021, 7, 8)


def source(slug: str, **more) -> Source:
    return Source(id=slug, publisher=slug, title="A table", reliability="F", reliability_reason="not judged", **more)


def claim(event: Event, number: int = 1, **more) -> Claim:
    told = {"category": event.category, "place_ids": event.place_ids, "start": event.start, "end": event.end}
    said = {"what": "Shots", "status": "reported", "attributed_to": "A wire", "source_id": "table"}
    return Claim(id=f"{event.id}-{number}", event_id=event.id, **told | said | more)


def store_with_tables(facts: Store, folder: Path) -> Store:
    """The real record with two tables beside it."""
    (folder / "facts.sqlite").write_bytes(facts.file.read_bytes())
    add_tables(facts, folder)
    return Store.open(folder)


def add_tables(facts: Store, where: paths.Where) -> None:
    """Add two tables, one of them not to be passed on, with every odd row there can be."""
    seeded = next(e for e in facts.events.values() if e.start == DAY)
    spots = [
        Place(id=f"at-{i}", name=f"Spot {i}", kind="settlement", country="AF", lat=34 + i / 99, lon=62, source="t")
        for i in range(9)
    ]
    events = [
        Event(id=f"z-{i % 7}-{i}", title=f"Shots {i}", category="clash", start=DAY + timedelta(i % 11 - 5),
              end=DAY + timedelta(i % 11 - 4), place_ids=(f"at-{i % 9}",) if i % 5 else ("AF-HER", "AF-NIM"))
        for i in range(60)
    ]  # fmt: skip
    odd = [
        replace(events[0], id="no-claim"),
        replace(events[0], id="no-such-place", place_ids=("nowhere",)),
        replace(events[0], id="undated", start=None, end=None),
        replace(events[0], id="only-its-end-is-known", start=None),
        replace(seeded, title="Of two with one id the seeds' own is taken"),
    ]
    claims = [claim(e, n) for e in events for n in range(1 + (e.id[-1] == "3"))]
    claims += [claim(e) for e in odd[1:]]
    claims += [claim(events[1], 9, status="denied"), claim(events[2], 9, place_ids=("nowhere",)), claim(seeded, 8)]
    closed = replace(events[5], id="closed")
    kept = Batch(file="a.csv", sha256="00", format="mapped", when="2025-07-06T10:00")
    with Additions(where).writing(kept) as pen:
        pen.add([source("table", published="2021-08"), source("undated"), *spots, *events, *odd, *claims])
    with Additions(where).writing(replace(kept, sha256="01", redistributable=False)) as pen:
        secret = {"source_id": "closed"}
        pen.add([source("closed"), closed, claim(closed, **secret), claim(events[3], 5, status="denied", **secret)])
