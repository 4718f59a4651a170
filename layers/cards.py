"""Cards of the page as HTML: the headline, the events, a place. Jinja escapes every string that comes from data."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.calendars import format_day
from geo.claims import EventView
from geo.schema import Event, Figure, Place
from geo.store import Store
from geo.volumes import Volume
from geo.window import Window
from geo.words import bounds_text, period_text, short_name, value_text
from layers.palette import HUES

# Black marks take the page's ink, so that they show on a dark page, too.
INKS = {category: "currentColor" if hue == "#000000" else hue for category, hue in HUES.items()}
FLOWS = ("inflows_all", "returns_all", "returns_undocumented", "returns_documented", "deportations",
         "returns_voluntary", "departures", "departures_undocumented", "outflows")  # fmt: skip
WORDS = {
    "reported": "reported", "claimed": "claimed", "confirmed": "confirmed", "denied": "denied", "disputed": "disputed",
    "rumour": "called a rumour",
}  # fmt: skip
KIND_WORDS = {"area": "drawn as an area", "line": "drawn as a line", "unknown": "where exactly is not known"}


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """One line of the headline: who counts what, between which bounds, and for how many days nobody reported."""

    body: str
    measure: str
    bounds: str
    told: bool = True
    silent: str = ""
    conflict: str = ""


def events_html(views: Sequence[EventView], store: Store, window: Window, *, most: int = 60) -> str:
    """List events with their status; each opens to its claims and their sources.

    What began in the window and is about the border stands first; what runs through it, or lies elsewhere, folds away.
    """
    near = [v for v in views if _begins_here(v, window)]
    far = [v for v in views if not _begins_here(v, window)]
    nothing = "" if views else no_events(store, window)
    return _render("events.html", store, near=near, far=far, nothing=nothing, most=most)


def _begins_here(view: EventView, window: Window) -> bool:
    first = view.event.start or view.event.end
    return any(c.about_border for c in view.claims) and first is not None and first >= window.start


def headline_html(rows: Sequence[HeadlineRow], store: Store, *, nothing: str, summary: str = "", most: int = 7) -> str:
    """Set the counting bodies side by side, never summed; those that only cap the count, or come late, fold away."""
    first = [r for r in rows if r.told][:most]
    rest = [r for r in rows if r not in first]
    return _render("headline.html", store, first=first, rest=rest, nothing=nothing, summary=summary)


def headline_rows(volumes: Sequence[Volume], store: Store) -> list[HeadlineRow]:
    """Turn volumes into one line a body, in the order of :func:`one_a_body`."""
    return [_headline_row(v, store) for v in one_a_body(volumes, store)]


def one_a_body(volumes: Sequence[Volume], store: Store) -> list[Volume]:
    """Choose each body's widest measure with a lower bound.

    Bodies that published most figures come first, those whose figures set no lower bound last.
    """
    published = Counter(f.counted_by for f in store.figures)
    chosen: dict[str, Volume] = {}
    for volume in sorted((v for v in volumes if v.measure in FLOWS), key=_standing):
        chosen.setdefault(volume.counted_by, volume)
    return sorted(chosen.values(), key=lambda v: (not v.low, -published[v.counted_by], v.counted_by))


def _standing(volume: Volume) -> tuple[bool, int]:
    return not volume.low, FLOWS.index(volume.measure)


def _headline_row(volume: Volume, store: Store) -> HeadlineRow:
    return HeadlineRow(
        body=short_name(store.bodies[volume.counted_by].name),
        measure=store.measures[volume.measure].label.replace(" counted by Iran", ""),
        bounds=bounds_text(volume.low, volume.high),
        told=bool(volume.low),
        silent=silence_text(volume.unreported_days, volume.window.days),
        conflict=_set_aside(sum(c.kind == "contradiction" for c in volume.conflicts)),
    )


def tally_text(views: Sequence[EventView], volumes: Sequence[Volume], store: Store, days: int) -> str:
    """Sum up the window in a line: events, sources, and the days on which no body reported."""
    by_id = {f.id: f.source_id for f in store.figures}
    sources = {c.source_id for v in views for c in v.claims} | {by_id[f] for v in volumes for f in v.figures}
    silent = min((v.unreported_days for v in volumes), default=days)
    told = "every day is covered by some count" if not silent else silence_text(silent, days)
    return f"{_many(len(views), 'event')} · {_many(len(sources), 'source')} · {told}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def silence_text(silent: int, days: int) -> str:
    """Say for how many days of the window nobody reported.

    Examples
    --------
    >>> silence_text(0, 15), silence_text(6, 15), silence_text(1, 1)
    ('', '6 of 15 days: no report', 'no report')
    """
    if not silent:
        return ""
    return "no report" if silent == days else f"{silent} of {days} days: no report"


def _set_aside(count: int) -> str:
    return f"{count} figure{'s' if count > 1 else ''} set aside: not all can be true" if count else ""


def place_html(
    place: Place, figures: Sequence[Figure], views: Sequence[EventView], store: Store, *, most: int = 25
) -> str:
    """Describe a place: its names on both sides, its figures and events in the window."""
    sides = [p for p in store.places.values() if p.part_of == place.id and p.kind != "camp"]
    return _render(
        "place.html", store, place=place, sides=sides, figures=figures, views=views, most=most,
        what=what_it_is(place, store), apart=disagreement(figures, store),
    )  # fmt: skip


def unplaced_html(places: Sequence[Place], store: Store) -> str:
    """List the places that no coordinate is known for, with the reason."""
    return _render("unplaced.html", store, places=places)


def why_html(volumes: Sequence[Volume], store: Store) -> str:
    """Say which figures make each bound, and which were set aside."""
    by_id = {f.id: f for f in store.figures}
    return _render(
        "why.html", store, volumes=[v for v in volumes if v.measure in FLOWS], by_id=by_id, bounds=bounds_text
    )


def undated_html(events: Sequence[Event], store: Store) -> str:
    """List the events that no claim dates."""
    return _render("undated.html", store, events=events)


def no_events(store: Store, window: Window) -> str:
    """Say why the list is empty and name the nearest day that is not."""
    days = sorted(day for e in store.events.values() if (day := e.start or e.end))
    near = min(days, key=lambda day: abs((day - window.start).days))
    return f"No event is on record in this window. The nearest one is of {format_day(near)}."


def length_of(figure: Figure) -> int:
    """Days a figure speaks of; those of the fewest days say most about a window, those of unknown length least."""
    return (figure.end - figure.start).days + 1 if figure.start and figure.end else 99_999


def what_it_is(place: Place, store: Store) -> str:
    """Say in one line what a place is and how precisely it is known."""
    where = ", ".join(store.places[a].name for a in place.admin1 if a in store.places)
    kind = f"{place.kind.capitalize()}" + (f" ({place.subtype.replace('_', ' ')})" if place.subtype else "")
    if place.precision_km is not None:
        known = f"known to within {place.precision_km:g} km" + (f" ({place.basis})" if place.basis else "")
    else:
        known = KIND_WORDS.get({"province": "area", "country": "area", "border": "line"}.get(place.kind, "unknown"), "")
    return f"{kind}{f' in {where}' if where else ''}; {known}."


def disagreement(figures: Sequence[Figure], store: Store) -> str:
    """Say where bodies give different numbers for the same days and measure, or nothing."""
    keyed = sorted(
        (f for f in figures if f.nature == "count" and f.start), key=lambda f: (f.start, f.end, f.measure, f.place_ids)
    )
    told = []
    for (start, end, measure, _), group in groupby(keyed, key=lambda f: (f.start, f.end, f.measure, f.place_ids)):
        values = {f"{value_text(f)} ({store.bodies[f.counted_by].name})" for f in group}
        if len(values) > 1:
            told.append(
                f"{period_text(start, end)}, {store.measures[measure].label.lower()}: {'; '.join(sorted(values))}"
            )
    return "They disagree. " + " · ".join(told[:4]) if told else ""


def _render(name: str, store: Store, **values: Any) -> str:
    return environment().get_template(name).render(
        store=store, hues=INKS, words=WORDS, days=period_text, value=value_text, **values
    )  # fmt: skip


@cache
def environment() -> Environment:
    """Give the templates, every value escaped."""
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
