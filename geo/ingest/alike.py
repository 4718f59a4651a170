"""What the store already holds of a candidate: the same event, or the same release printed elsewhere."""

from datetime import date, timedelta

from geo.errors import UnknownPlace
from geo.eventlist import events_in
from geo.gazetteer import load
from geo.ingest.candidates import Candidate
from geo.store import Store
from geo.window import Window

_SLACK = timedelta(days=1)


def alike(candidate: Candidate, store: Store) -> list[str]:
    """Say what a candidate may repeat, in words; nothing where the store holds nothing like it."""
    if candidate.kind == "claim":
        return [f"may be the same as {event_id}" for event_id in events_like(candidate, store)]
    return _figures_like(candidate, store)


def events_like(candidate: Candidate, store: Store) -> list[str]:
    """Give the ids of the events of the same category, about the same days, at the same place or around it."""
    f = candidate.fields
    if not (f.get("from") and f.get("to")):
        return []
    first = max(date.fromisoformat(f["from"]), date.min + _SLACK) - _SLACK
    last = min(date.fromisoformat(f["to"]), date.max - 2 * _SLACK) + _SLACK
    if first > last:
        return []
    met = events_in(store, Window.inclusive(first, last), categories=frozenset({f["category"]}))
    return [
        event.id
        for event in (view.event for view in met)
        if event.id != f.get("event_id")
        and _meet(event.start, event.end, f.get("from"), f.get("to"))
        and any(_same(f.get("place_id") or "", place) for place in event.place_ids)
    ]


def _figures_like(candidate: Candidate, store: Store) -> list[str]:
    """Find the same number for the same days and measure in another document: one release, not two voices."""
    f = candidate.fields
    found = []
    for figure in store.figures:
        same = figure.value == f["value"] and figure.measure == f["measure"]
        itself = (figure.evidence_sha256, figure.evidence_start) == (candidate.text_sha256, candidate.first)
        if same and not itself and _meet(figure.start, figure.end, f.get("from"), f.get("to")):
            release = figure.origin or figure.id
            found.append(
                f"repeats the {figure.counted_by} release of {figure.published or 'an unknown day'} ({release})"
            )
    return found


def _meet(start: date | None, end: date | None, first: str | None, last: str | None) -> bool:
    if not (start and end and first and last):
        return False
    return start - _SLACK <= date.fromisoformat(last) and date.fromisoformat(first) <= end + _SLACK


def _same(place: str, other: str) -> bool:
    try:
        return place == other or other in load().wholes(place) or place in load().wholes(other)
    except UnknownPlace:
        return False
