"""What claims say together: the events of a window, with a status derived from their claims by a written rule.

The rule, over the claims that were public by the last day of the window (and by *known by*, if given):

1. a confirmation made after the last denial → **confirmed**;
2. a denial (or a claim already marked disputed) beside any other claim → **disputed**;
3. only denials → **denied**;
4. otherwise the strongest of confirmed, reported, claimed, rumour.

If none was public by then, the claims of the first day on which any was are taken: an event of May that was reported
in July has the status that July gave it. Repetition does not confirm: five prints of one release are one voice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.kept import kept
from geo.schema import Claim, Event, Figure, Source, Status
from geo.store import Store
from geo.window import ONE_DAY, Window

STRENGTH: tuple[Status, ...] = ("confirmed", "reported", "claimed", "rumour")


@dataclass(frozen=True, slots=True)
class EventView:
    """One event as a window shows it: its status, the claims that give it, and how many voices they are."""

    event: Event
    status: Status
    claims: tuple[Claim, ...]
    origins: int
    outlets: int


def status_of(claims: Sequence[Claim]) -> Status:
    """Derive an event's status from its claims (the module's rule).

    Raises
    ------
    ValueError
        If there is no claim: an event nobody speaks of has no status.
    """
    if not claims:
        raise ValueError("an event without claims has no status")
    against = [c for c in claims if c.status in {"denied", "disputed"}]
    if against:
        last = max(_said(c) for c in against)
        if any(c.status == "confirmed" and _said(c) > last for c in claims):
            return "confirmed"
        alone = all(c.status == "denied" for c in claims)
        return "denied" if alone else "disputed"
    return min((c.status for c in claims), key=STRENGTH.index)


def status_steps(claims: Sequence[Claim], *, known_by: date | None = None) -> list[tuple[date, Status]]:
    """List the days on which the status changes: ``[(from_day, status), …]``, in order, without repeats."""
    known = [c for c in claims if known_by is None or _said(c) <= known_by]
    steps: list[tuple[date, Status]] = []
    for day in sorted({_said(c) for c in known}):
        status = status_of([c for c in known if _said(c) <= day])
        if not steps or steps[-1][1] != status:
            steps.append((day, status))
    return steps


def heard(claims: Iterable[Claim], window: Window, *, known_by: date | None = None) -> list[Claim]:
    """Choose the claims that speak in a window: those public by its last day, else those of the first day any was."""
    known = sorted((c for c in claims if known_by is None or _said(c) <= known_by), key=_said)
    public = [c for c in known if _said(c) < window.end]
    return public or [c for c in known if _said(c) == _said(known[0])]


def views_of(
    events: Iterable[Event], claims: Iterable[Claim], store: Store, window: Window, *, known_by: date | None = None
) -> list[EventView]:
    """Give those of some events that share a day with ``window``, as some claims tell them, by day and id."""
    meeting = (event for event in events if window.meets(event.start, event.end))
    return views_told(meeting, by_event(claims), store, window, known_by=known_by)


def views_told(
    events: Iterable[Event],
    told: Mapping[str, Sequence[Claim]],
    store: Store,
    window: Window,
    *,
    known_by: date | None = None,
) -> list[EventView]:
    """Give events as the claims that ``told`` has of each show them in a window, by day and id."""
    views = []
    for event in events:
        claims = told.get(event.id, ())
        if len(claims) == 1:  # most events of an imported table: nothing to weigh
            if known_by is None or _said(claims[0]) <= known_by:
                views.append(EventView(event, claims[0].status, tuple(claims), 1, 1))
        elif found := heard(claims, window, known_by=known_by):
            views.append(_view(event, found, store))
    return sorted(views, key=in_order)


def in_order(view: EventView) -> tuple[date, str]:
    """Give what events are ordered by: their day, then their id."""
    return view.event.start or view.event.end or date.max, view.event.id


@kept(most=1)
def figures_by_id(store: Store) -> dict[str, Figure]:
    """Give the store's figures by their ids."""
    return {f.id: f for f in store.figures}


def by_event(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Group claims by event id."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.event_id].append(claim)
    return dict(groups)


def inside(place_id: str, store: Store) -> frozenset[str]:
    """List a place and everything in it: its parts at any depth, and what lies in it as a province."""
    return _inside(store, place_id)


@kept(most=256)
def _inside(store: Store, place_id: str) -> frozenset[str]:
    found = {place_id}
    while more := {p.id for p in store.places.values() if p.part_of in found or found & set(p.admin1)} - found:
        found |= more
    return frozenset(found)


def origin_of(source: Source) -> str:
    """Name the release a source repeats, or the source itself."""
    return source.origin or source.id


def _view(event: Event, claims: list[Claim], store: Store) -> EventView:
    sources = [store.sources[c.source_id] for c in claims]
    origins, outlets = len({origin_of(s) for s in sources}), len({s.publisher for s in sources})
    return EventView(event, status_of(claims), tuple(claims), origins, outlets)


def _said(claim: Claim) -> date:
    return claim.said or claim.end or claim.start or date.max - ONE_DAY
