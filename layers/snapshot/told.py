"""What a snapshot says: events, bounds by who counts and by gate, and the sources behind them, gathered once."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geo.calendars import Lang
from geo.claims import EventView, inside
from geo.eventlist import begins_here, days_of_events, events_in
from geo.numbers import format_number
from geo.schema import Source
from geo.store import Store, published_by
from geo.volumes import BORDER, Volume
from geo.window import ONE_DAY
from layers import phrases
from layers.language import language
from layers.overlay import exact_returns
from layers.returns import gates_of, is_counted, volumes_at
from layers.snapshot.shot import Shot
from layers.snapshot.words import body_name, measure_name, word
from layers.timereturns import body_to_draw, returns_by_interval

Gate = tuple[float, float, float | None, int]


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of one snapshot. ``gates`` holds ``(low, best, high, days reported)`` by ``body``'s count."""

    views: tuple[EventView, ...]
    volumes: tuple[Volume, ...]
    body: str | None
    gates: Mapping[str, Gate]
    sources: tuple[Source, ...]

    @property
    def latest(self) -> date | None:
        """Day of the latest source."""
        return max((day for s in self.sources if (day := published_by(s.published))), default=None)


@dataclass(frozen=True, slots=True)
class Row:
    """One body's answer in words."""

    volume: Volume
    body: str
    measure: str
    bounds: str
    silent: str


def tell(store: Store, shot: Shot) -> Told:
    """Gather what ``shot`` shows from a store that may leave this computer."""
    here = None if shot.place == BORDER else inside(shot.place, store)
    met = events_in(store, shot.window, places=here, known_by=shot.known_by) if shot.draws("events") else ()
    views = tuple(shot.sift.events(met, store))
    if shot.template == "event":
        views = tuple(v for v in views if v.event.id == shot.event)
    volumes: tuple[Volume, ...] = ()
    body: str | None = None
    gates: Mapping[str, Gate] = {}
    if shot.draws("returns") and shot.template != "event":
        if is_counted(shot.place, store):
            asked = shot.counted_by or None
            found = volumes_at(store, shot.window, shot.place, counted_by=asked, known_by=shot.known_by)
            volumes = tuple(shot.sift.volumes(found, store))
        body = shot.counted_by or _body(store, shot)
        gates = exact_returns(store, shot.window, body, shot.known_by, measure=shot.measure).places if body else {}
    return Told(views, volumes, body, gates, _sources(store, views, volumes, shot))


def _body(store: Store, shot: Shot) -> str | None:
    """Choose whose counts the circles show; nobody's where none has a count that lies in the window."""
    rows, _ = returns_by_interval(store, shot.window)
    return body_to_draw(rows, shot.window) if rows else None


def _sources(store: Store, views: tuple[EventView, ...], volumes: tuple[Volume, ...], shot: Shot) -> tuple[Source, ...]:
    figures = {f for v in volumes for f in v.figures}
    used = {c.source_id for v in views for c in v.claims} | {f.source_id for f in store.figures if f.id in figures}
    return tuple(store.sources[s] for s in sorted(used))


def rows(told: Told, store: Store, shot: Shot) -> list[Row]:
    """Put each body's answer into words, those with a lower bound first."""
    return [
        Row(
            v, body_name(store.bodies[v.counted_by], shot.lang), measure_name(store.measures[v.measure], shot.lang),
            phrases.bounds(v.low, v.high, language(shot.lang)), silence(v, shot),
        )
        for v in told.volumes
    ]  # fmt: skip


def silence(volume: Volume, shot: Shot) -> str:
    """Say for how many days a body reported nothing, or nothing."""
    t = language(shot.lang)
    return phrases.silence(volume.unreported_days, volume.window.days, t, lumped=volume.lumped_days)


def chosen(told: Told, shot: Shot, most: int) -> list[EventView]:
    """Choose the events to list, at most ``most``: those of these days and the border first; in order of days."""

    def rank(view: EventView) -> tuple[bool, bool, int]:
        return not begins_here(view, shot.window), not view.event.key, -view.origins

    first = {v.event.id for v in sorted(told.views, key=rank)[:most]}
    return [v for v in told.views if v.event.id in first]


def publishers(told: Told, lang: Lang) -> list[str]:
    """Name the publishers behind a snapshot in short, those of most sources first."""
    named = (phrases.publisher(s, language(lang)) for s in told.sources)
    counted = Counter(re.split(r" \(|, | / ", name)[0] for name in named)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [f"{name} ({format_number(n, lang)})" if n > 1 else name for name, n in ordered]


def known_text(told: Told, shot: Shot) -> str:
    """Say as of when this is known."""
    if shot.known_by:
        return word("known_by", shot.lang, day=phrases.day(shot.known_by, language(shot.lang)))
    return word("as_of", shot.lang, day=phrases.day(told.latest, language(shot.lang))) if told.latest else ""


def only_words(store: Store, shot: Shot) -> str:
    """Say which filters leave something out, or nothing: a part must not be taken for the whole.

    Whose counts are shown stands beside them in any case.
    """
    comma = word("comma", shot.lang)
    named = [
        [word(f"category_{c}", shot.lang) for c in shot.category],
        [word(f"status_{s}", shot.lang) for s in shot.status],
        list(shot.source),
        [measure_name(store.measures[shot.measure], shot.lang)] if shot.measure else [],
    ]
    told = " · ".join(comma.join(names) for names in named if names)
    return word("only", shot.lang, what=told) if told else ""


def nothing_counted(store: Store, shot: Shot) -> str:
    """Say that nobody counted in the window, and when the nearest count is of."""
    here = inside(shot.place, store)
    spans = [
        (f.start, f.end)
        for f in store.figures
        if f.nature == "count" and f.unit == "people" and f.start and f.end and here & set(f.place_ids)
        and (shot.known_by is None or (published_by(f.published) or f.end) <= shot.known_by)
    ]  # fmt: skip
    said = word("returns_none", shot.lang)
    if not spans:
        return said
    near = min(spans, key=lambda s: (max((s[0] - shot.window.last).days, (shot.window.start - s[1]).days, 0), s))
    return f"{said} {word('returns_near', shot.lang, when=phrases.period(*near, language(shot.lang)))}"


def nothing_happened(store: Store, shot: Shot) -> str:
    """Say that no event is on record in the window, and when the nearest one was."""
    if shot.sift.count:
        return word("empty_filtered", shot.lang)
    near = min(
        days_of_events(store), key=lambda day: abs((day - shot.window.start).days), default=shot.window.start - ONE_DAY
    )
    return word("events_none", shot.lang, day=phrases.day(near, language(shot.lang)))


def counting_gates(store: Store) -> list[str]:
    """List the crossings of the border that anybody ever counted people at."""
    counted = {p for f in store.figures if f.unit == "people" for p in f.place_ids}
    return [gate for gate in gates_of(store) if gate in counted and store.places[gate].lat is not None]
