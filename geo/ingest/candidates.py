"""From an extraction to candidates that a person can correct."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geo import paths, records
from geo.calendars import parse_period
from geo.errors import MarzError
from geo.gazetteer import load
from geo.schema import CATEGORIES, NATURES, QUALIFIERS, STATUSES, Measure

if TYPE_CHECKING:
    from geo.ingest.extract import Extraction

FIELDS = {
    "claim": ("what", "category", "status", "attributed_to", "place_id", "from", "to", "event_id"),
    "figure": ("value", "high", "qualifier", "measure", "nature", "unit", "attributed_to", "place_id", "from", "to"),
}
_NUMBERS = frozenset({"value", "low", "high"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim or figure waiting for a person; ``fields`` are its values as they stand after all edits."""

    id: str
    kind: str
    text_sha256: str
    first: int
    last: int
    source: dict[str, Any]
    fields: dict[str, Any]
    state: str = "pending"
    seq: int = 0
    who: str = ""
    why: str = ""


class BadEdit(MarzError, ValueError):
    """An edit that names a field that a candidate does not have, or a value that it cannot take."""


def candidates_of(found: "Extraction") -> list[Candidate]:
    """Turn the claims and figures of a text into candidates; ids come from the text's hash and the statement.

    Claims of one text that name the same day, place and category, and a denial and what it denies, share an
    ``event_id``; a figure takes over who says the sentence that it stands in.
    """
    answer = found.as_dict()
    source = answer["source"]
    claims = [
        _candidate("claim", c, c["evidence"], f"{c['category']} {c['place_id']}", source) for c in answer["claims"]
    ]
    _share_events(claims, [c["answers"] for c in answer["claims"]])
    said_by = {i: c["attributed_to"] for c in reversed(answer["claims"]) for i in c["figures"]}
    figures = [
        _candidate(
            "figure", {**f, "attributed_to": said_by.get(i)}, (f["start"], f["end"]), f"{f['measure']} {f['value']}",
            source,
        )
        for i, f in enumerate(answer["figures"])
        if f["value"] is not None
    ]  # fmt: skip
    return claims + figures


def _candidate(
    kind: str, item: dict[str, Any], span: Sequence[int], about: str, source: dict[str, Any]
) -> Candidate:  # fmt: skip
    start, end = span
    sha = source["sha256"]
    digest = hashlib.sha256(f"{sha} {kind} {start} {end} {about}".encode()).hexdigest()[:12]
    dropped = ("surface", "evidence", "start", "end", "figures", "answers", "also")
    fields = {name: value for name, value in item.items() if name not in dropped}
    return Candidate(digest, kind, sha, start, end, source, fields)


def _share_events(claims: Sequence[Candidate], answers: Sequence[int | None]) -> None:
    first: dict[tuple[Any, ...], str] = {}
    for claim, answered in zip(claims, answers, strict=True):
        f = claim.fields
        key = (f["category"], f["place_id"], f["from"], f["to"])
        shared = claims[answered].fields["event_id"] if answered is not None else None
        f["event_id"] = shared or (first.setdefault(key, own_event(claim)) if f["from"] else own_event(claim))


def own_event(claim: Candidate) -> str:
    """Name the event that a claim makes when it joins none: its day, place and category, and a part of its hash."""
    f = claim.fields
    day = f.get("from") or f.get("to") or "undated"
    return slug(f"{day}-{f.get('place_id') or 'nowhere'}-{f['category']}-{claim.id[:6]}")


def slug(text: str) -> str:
    """Write a text as an id.

    Examples
    --------
    >>> slug("Amu TV, 2025")
    'amu-tv-2025'
    """
    return "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in text.lower()).split())


def checked(candidate: Candidate, edits: dict[str, str]) -> dict[str, Any]:
    """Read ``field=value`` edits as the candidate's fields want them.

    Raises
    ------
    BadEdit
        If there is no such field, or the value cannot be one.
    UnknownPlace
        If no place has the id; the message names close ones.
    """
    known = FIELDS[candidate.kind]
    for name in edits:
        if name not in known:
            raise BadEdit(f"A {candidate.kind} has no field {name!r}. Use one of: {', '.join(known)}.")
    values = {name: _value(name, text.strip()) for name, text in edits.items()}
    return {**values, "also_at": []} if "place_id" in edits else values  # who corrects the place names it alone


@cache
def choices(name: str) -> tuple[str, ...]:
    """Give the values of a field that takes only those of a closed list; empty for a free one."""
    if name == "measure":
        return tuple(m.id for _, m in records.read(paths.seeds() / Measure.file, Measure)[0])
    lists = {"category": CATEGORIES, "status": STATUSES, "qualifier": QUALIFIERS, "nature": NATURES}
    return lists.get(name, ())


def _value(name: str, text: str) -> Any:
    closed = choices(name)
    if closed and text not in closed:
        raise BadEdit(f"No {name} {text!r}. Use one of: {', '.join(closed)}.")
    if name in ("from", "to") and text:
        period = parse_period(text)
        return (period.start if name == "from" else period.end).isoformat()
    if name == "place_id" and text:
        return load().place(text).id
    if name in _NUMBERS and text:
        try:
            return float(text.replace(",", ""))
        except ValueError:
            raise BadEdit(f"{text!r} is no number. Write digits, such as 26320.") from None
    return text or None
