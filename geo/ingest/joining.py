"""From accepted candidates to the records that the store holds and that seed files can take over."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from geo import records
from geo.gazetteer import load
from geo.ingest.candidates import BadEdit, Candidate, own_event, slug
from geo.ingest.counters import counter
from geo.schema import Claim, Event, Figure, Place, Record, Source

_UNGRADED = "Not graded yet: entered by way of a reviewed text."


def records_of(accepted: Sequence[Candidate]) -> dict[type[Record], list[Record]]:
    """Turn accepted candidates into places, sources, events, claims and figures, each once.

    A claim that joins an event still describes one under that id: a store takes the first it meets, so the description
    serves only when the event it joined is gone.

    Raises
    ------
    BadEdit
        If a candidate lacks what a record needs.
    """
    found: dict[type[Record], dict[str, Record]] = {Place: {}, Source: {}, Event: {}, Claim: {}, Figure: {}}
    for candidate in accepted:
        for record in _records(candidate):
            found[type(record)].setdefault(record.id, record)  # type: ignore[attr-defined]
    return {kind: list(by_id.values()) for kind, by_id in found.items()}


def _records(candidate: Candidate) -> list[Record]:
    source = source_of(candidate)
    place = [load().place(place_id) for place_id in _places(candidate)]
    _check(candidate)
    if candidate.kind == "figure":
        return [*place, source, _figure(candidate, source)]
    event = _event(candidate)
    return [*place, source, event, _claim(candidate, source, event)]


def _check(candidate: Candidate) -> None:
    needed = ("what", "category", "status") if candidate.kind == "claim" else ("value", "measure", "qualifier")
    lacking = [name for name in needed if candidate.fields.get(name) in (None, "")]
    if lacking:
        raise BadEdit(f"{candidate.id} lacks {', '.join(lacking)}. Fill it in, then accept.")
    start, end = _day(candidate.fields.get("from")), _day(candidate.fields.get("to"))
    if start and end and start > end:
        raise BadEdit(f"{candidate.id} ends ({end}) before it starts ({start}). Correct one of the days, then accept.")


def source_of(candidate: Candidate) -> Source:
    """Describe the document that a candidate stands in."""
    about = candidate.source
    published = (about.get("published") or "").split("/")[-1]
    publisher = about.get("publisher") or _host(about.get("url") or "") or "not named"
    known = about.get("url") or about.get("title") or candidate.text_sha256
    tail = hashlib.sha256(known.encode()).hexdigest()[:4]
    return Source(
        id=slug(f"{publisher}-{published or 'undated'}-{tail}"), publisher=publisher,
        title=about.get("title") or "A text that its header does not name",
        published=published, published_basis="header of the text" if published else "", url=about.get("url") or "",
        language=about.get("language") or "", reliability="F", reliability_reason=_UNGRADED,
        text_sha256=candidate.text_sha256,
    )  # fmt: skip


def _event(c: Candidate) -> Event:
    f = c.fields
    return Event(
        id=f.get("event_id") or own_event(c), title=f["what"], category=f["category"], start=_day(f.get("from")),
        end=_day(f.get("to")), place_ids=_places(c),
    )  # fmt: skip


def _places(c: Candidate) -> tuple[str, ...]:
    """Give the place of a candidate, and the crossings that one statement names with it."""
    place_id = c.fields.get("place_id")
    return (place_id, *c.fields.get("also_at", ())) if place_id else ()


def _claim(c: Candidate, source: Source, event: Event) -> Claim:
    f = c.fields
    return Claim(
        id=f"{event.id}-{c.id[:6]}", event_id=event.id, source_id=source.id, category=f["category"], what=f["what"],
        place_ids=event.place_ids, start=_day(f.get("from")), end=_day(f.get("to")), status=f["status"],
        attributed_to=f.get("attributed_to") or "narrator", said=_day(source.published), said_basis="published then",
        evidence_sha256=c.text_sha256, evidence_start=c.first, evidence_end=c.last, note=_note(c),
    )  # fmt: skip


def _figure(c: Candidate, source: Source) -> Figure:
    f = c.fields
    said_by = f.get("attributed_to")
    return Figure(
        id=f"{source.id}-{c.id[:6]}", source_id=source.id, measure=f["measure"], nature=f["nature"],
        place_ids=_places(c), start=_day(f.get("from")), end=_day(f.get("to")),
        value=f["value"], value_high=f["high"] if f["qualifier"] == "range" else None, qualifier=f["qualifier"],
        unit=f.get("unit") or "as written", counted_by=counter(said_by), attributed_to=said_by or source.publisher,
        evidence_sha256=c.text_sha256, evidence_start=c.first, evidence_end=c.last, note=_note(c),
    )  # fmt: skip


def _note(candidate: Candidate) -> str:
    return f"reviewed by {candidate.who}" if candidate.who else "reviewed"


def export(accepted: Sequence[Candidate], folder: Path, *, known: Collection[str] = ()) -> list[Path]:
    """Write accepted candidates as seed files into a folder: sources, events, claims, figures.

    ``known`` holds the ids of the events and places that the seeds carry already; they are not written again. Places
    are written, as ``settlements.csv``, only where the seeds lack them.
    """
    written = []
    for kind, rows in records_of(accepted).items():
        fresh = [r for r in rows if r.id not in known] if kind in (Event, Place) else rows  # type: ignore[attr-defined]
        if kind is Place and not fresh:
            continue
        path = folder / ("places/settlements.csv" if kind is Place else kind.file)
        records.write(path, kind, fresh)
        written.append(path)
    return written


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _host(url: str) -> str:
    return url.split("//")[-1].split("/")[0].removeprefix("www.")
