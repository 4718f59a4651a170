"""From an extraction to candidates, and from accepted candidates to rows of the seeds."""

import csv
import hashlib
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from geo.calendars import parse_period
from geo.errors import MarzError
from geo.ingest.extract import Extraction
from geo.ingest.review import Candidate
from geo.records import cell
from geo.schema import CATEGORIES, STATUSES, Claim, Event, Figure, Record, Source

_UNGRADED = "Not graded yet: entered by way of a reviewed text."


class BadEdit(MarzError, ValueError):
    """An edit that names a field that a candidate does not have, or a value that it cannot take."""


def candidates_of(found: Extraction) -> list[Candidate]:
    """Turn the claims and figures of a text into candidates; ids come from the text's hash and the statement."""
    answer = found.as_dict()
    source = answer["source"]
    claims = [
        _candidate("claim", c, c["evidence"], f"{c['category']} {c['place_id']}", source) for c in answer["claims"]
    ]
    figures = [
        _candidate("figure", f, (f["start"], f["end"]), f"{f['measure']} {f['value']}", source)
        for f in answer["figures"]
        if f["value"] is not None
    ]
    return claims + figures


def _candidate(
    kind: str, item: dict[str, Any], span: Sequence[int], about: str, source: dict[str, Any]
) -> Candidate:  # fmt: skip
    start, end = span
    sha = source["sha256"]
    digest = hashlib.sha256(f"{sha} {kind} {start} {end} {about}".encode()).hexdigest()[:12]
    dropped = ("surface", "evidence", "start", "end", "figures", "answers")
    fields = {name: value for name, value in item.items() if name not in dropped}
    return Candidate(digest, kind, sha, start, end, source, fields)


def checked(candidate: Candidate, edits: dict[str, str]) -> dict[str, Any]:
    """Read ``field=value`` edits as the candidate's fields want them.

    Raises
    ------
    BadEdit
        If there is no such field, or the value cannot be one.
    """
    read: dict[str, Any] = {}
    for name, text in edits.items():
        if name not in candidate.fields and name != "event_id":
            raise BadEdit(f"A {candidate.kind} has no field {name!r}. Use one of: {', '.join(candidate.fields)}.")
        read[name] = _value(name, text)
    return read


def _value(name: str, text: str) -> Any:
    closed = {"category": CATEGORIES, "status": STATUSES}.get(name)
    if closed and text not in closed:
        raise BadEdit(f"No {name} {text!r}. Use one of: {', '.join(closed)}.")
    if name in ("from", "to") and text:
        period = parse_period(text)
        return (period.start if name == "from" else period.end).isoformat()
    if name in ("value", "low", "high") and text:
        try:
            return float(text.replace(",", ""))
        except ValueError:
            raise BadEdit(f"{text!r} is no number. Write digits, such as 26320.") from None
    return text or None


def records_of(accepted: Sequence[Candidate]) -> dict[type[Record], list[Record]]:
    """Turn accepted candidates into sources, events, claims and figures, each once."""
    sources: dict[str, Source] = {}
    events: dict[str, Event] = {}
    claims: list[Record] = []
    figures: list[Record] = []
    for candidate in accepted:
        source = source_of(candidate)
        sources[source.id] = source
        if candidate.kind == "claim":
            event = _event(candidate)
            if not candidate.fields.get("event_id"):
                events.setdefault(event.id, event)
            claims.append(_claim(candidate, source, event))
        else:
            figures.append(_figure(candidate, source))
    return {Source: list(sources.values()), Event: list(events.values()), Claim: claims, Figure: figures}


def source_of(candidate: Candidate) -> Source:
    """Describe the document that a candidate stands in."""
    about = candidate.source
    published = (about.get("published") or "").split("/")[-1]
    publisher = about.get("publisher") or _host(about.get("url") or "") or "not named"
    known = about.get("url") or about.get("title") or candidate.text_sha256
    tail = hashlib.sha256(known.encode()).hexdigest()[:4]
    return Source(
        id=f"{_slug(publisher)}-{published or 'undated'}-{tail}", publisher=publisher, title=about.get("title") or "",
        published=published, published_basis="header of the text" if published else "", url=about.get("url") or "",
        language=about.get("language") or "", reliability="F", reliability_reason=_UNGRADED,
        text_sha256=candidate.text_sha256,
    )  # fmt: skip


def _event(c: Candidate) -> Event:
    f = c.fields
    start, end = _day(f.get("from")), _day(f.get("to"))
    identity = f.get("event_id") or f"{start or end or 'undated'}-{f.get('place_id') or 'nowhere'}-{f['category']}"
    places = (f["place_id"],) if f.get("place_id") else ()
    return Event(id=_slug(identity), title=f["what"], category=f["category"], start=start, end=end, place_ids=places)


def _claim(c: Candidate, source: Source, event: Event) -> Claim:
    f = c.fields
    return Claim(
        id=f"{event.id}-{c.id[:6]}", event_id=event.id, source_id=source.id, category=f["category"], what=f["what"],
        place_ids=event.place_ids, start=_day(f.get("from")), end=_day(f.get("to")), status=f["status"],
        attributed_to=f.get("attributed_to") or "narrator", said=_day(source.published), said_basis="published then",
        evidence_sha256=c.text_sha256, evidence_start=c.first, evidence_end=c.last, note=f"reviewed by {c.who}",
    )  # fmt: skip


def _figure(c: Candidate, source: Source) -> Figure:
    f = c.fields
    return Figure(
        id=f"{source.id}-{c.id[:6]}", source_id=source.id, measure=f["measure"], nature=f["nature"],
        place_ids=(f["place_id"],) if f.get("place_id") else (), start=_day(f.get("from")), end=_day(f.get("to")),
        value=f["value"], value_high=f["high"] if f["qualifier"] == "range" else None, qualifier=f["qualifier"],
        unit=f.get("unit") or "as written", counted_by="not-named", attributed_to=source.publisher,
        evidence_sha256=c.text_sha256, evidence_start=c.first, evidence_end=c.last, note=f"reviewed by {c.who}",
    )  # fmt: skip


def export(accepted: Sequence[Candidate], folder: Path) -> list[Path]:
    """Write accepted candidates as seed files into a folder: sources, events, claims, figures."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, rows in records_of(accepted).items():
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(kind.header())
        writer.writerows([cell(getattr(row, name)) for name in kind.header()] for row in rows)
        path = folder / Path(kind.file).name
        path.write_text(out.getvalue(), encoding="utf-8")
        written.append(path)
    return written


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _host(url: str) -> str:
    return url.split("//")[-1].split("/")[0].removeprefix("www.")


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in text.lower()).split())
