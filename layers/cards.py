"""Cards of the page as HTML: the events, a place, what is on no map. Jinja escapes every string from data."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from geo.calendars import Lang
from geo.claims import EventView, figures_by_id, origin_of
from geo.eventlist import EventList, days_of_events, undated
from geo.kept import kept
from geo.pressure import Pressure
from geo.schema import Claim, Figure, Place
from geo.store import Store
from geo.window import Window
from layers import phrases, pressure
from layers.disagree import disagreements, sides
from layers.language import Language, language
from layers.palette import HUES

# Black marks take the page's ink, so that they show on a dark page, too.
INKS = {category: "currentColor" if hue == "#000000" else hue for category, hue in HUES.items()}


def events_html(
    views: Sequence[EventView],
    store: Store,
    window: Window,
    *,
    lang: Lang = "en",
    chosen: str | None = None,
    filtered_out: int = 0,
    most: int = 60,
) -> str:
    """List events with their status; each opens to its claims and their sources.

    What began in the window and is about the border stands first; what runs through it, or lies elsewhere, folds away.
    """
    near, far = EventList.of(views).begun_here(window)
    nothing = "" if views else no_events(store, window, lang=lang, filtered=bool(filtered_out))
    return render("events.html", store, lang, near=near, far=far, nothing=nothing, most=most, chosen=chosen,
                  filtered_out=filtered_out)  # fmt: skip


def place_html(
    place: Place,
    figures: Sequence[Figure],
    views: Sequence[EventView],
    store: Store,
    *,
    lang: Lang = "en",
    chosen: str | None = None,
    pressed: Sequence[Pressure] = (),
    most: int = 25,
) -> str:
    """Say what is told of a place in the window: contradictions side by side, pressure, events, figures."""
    by_id = figures_by_id(store)
    pressed_by = [(pressure.told(p, store, language(lang)), [by_id[f] for f in p.figures]) for p in pressed]
    listed = EventList.of(views)
    first = listed.of_id(chosen) if chosen else []
    ordered = first + [v for v in listed[:most] if v.event.id != chosen]
    return render(
        "place.html", store, lang, place=place, figures=figures, views=ordered, told=len(listed), most=most,
        chosen=chosen, apart=disagreements(figures)[:4], pressed=pressed_by,
    )  # fmt: skip


def place_head_html(place: Place, store: Store, *, lang: Lang = "en") -> str:
    """Name a place on both of its sides, in their scripts, and say what it is and how precisely it is known."""
    parts = [p for p in store.places.values() if p.part_of == place.id and p.kind != "camp"]
    what = phrases.what_it_is(place, store, language(lang))
    return render("place_head.html", store, lang, place=place, parts=parts, what=what)


@kept(most=3)
def unplaced_html(store: Store, *, lang: Lang = "en") -> str:
    """List the crossings and camps that no coordinate is known for, with the reason."""
    return render("unplaced.html", store, lang, places=unplaced(store))


@kept(most=1)
def unplaced(store: Store) -> tuple[Place, ...]:
    """Give the crossings and camps that no coordinate is known for."""
    return tuple(p for p in store.places.values() if p.kind in {"crossing", "camp"} and p.lat is None)


@kept(most=3)
def undated_html(store: Store, *, lang: Lang = "en") -> str:
    """List the events that no claim dates."""
    return render("undated.html", store, lang, events=undated(store))


def no_events(store: Store, window: Window, *, lang: Lang = "en", filtered: bool = False) -> str:
    """Say why the list is empty and name the nearest day that is not."""
    t = language(lang)
    if filtered:
        return t("events_none_filtered")
    near = nearest_event(store, window)
    return t("events_none", day=phrases.day(near, t)) if near else t("events_none_yet")


def nearest_event(store: Store, window: Window) -> date | None:
    """Find the day of the event that is nearest to a window."""
    days = days_of_events(store)
    at = bisect_left(days, window.start)
    return min(days[max(at - 1, 0) : at + 1], key=lambda day: abs((day - window.start).days), default=None)


def length_of(figure: Figure) -> int:
    """Days a figure speaks of; those of the fewest days say most about a window, those of unknown length least."""
    return (figure.end - figure.start).days + 1 if figure.start and figure.end else 99_999


def independence(told: Iterable[Claim | Figure], store: Store, t: Language) -> str:
    """Say how many outlets print something, and from how many origins they have it."""
    sources = [store.sources[one.source_id] for one in told]
    origins = {getattr(one, "origin", "") or origin_of(s) for one, s in zip(told, sources, strict=True)}
    outlets = {s.publisher for s in sources}
    return t(
        "independence", outlets=t.many("outlets", len(outlets)), origins=t.many("origins", len(origins))
    )  # fmt: skip


def render(name: str, store: Store | None, lang: Lang, **values: Any) -> str:
    """Fill a template in a language."""
    t = language(lang)
    return environment().get_template(name).render(store=store, t=t, **helpers(store, t), **values)


def helpers(store: Store | None, t: Language) -> dict[str, Any]:
    """Give what templates may call."""
    helpers: dict[str, Callable[..., Any]] = {
        "day": partial(phrases.day, t=t),
        "period": partial(phrases.period, t=t),
        "published": partial(phrases.published, t=t),
        "publisher": partial(phrases.publisher, t=t),
        "value": partial(phrases.value, t=t),
        "bounds": partial(phrases.bounds, t=t),
        "place_name": partial(phrases.name, t=t),
        "kind_of": partial(phrases.kind_of, t=t),
        "title": partial(phrases.title, t=t),
        "conflict": partial(phrases.conflict, t=t),
        "tell": partial(_tell, t),
    }
    if store:
        helpers |= {
            "body": partial(phrases.body, store=store, t=t),
            "measure": partial(phrases.measure, store=store, t=t),
            "independence": partial(independence, store=store, t=t),
        }
    return {"hues": INKS, "sides": sides, **helpers}


def _tell(t: Language, key: str, **parts: object) -> Markup:
    """Say a message whose parts stand out: each is set in bold, apart from the direction of the sentence."""
    bold = {name: Markup("<b><bdi>{}</bdi></b>").format(part) for name, part in parts.items()}
    return Markup(escape(t(key))).format(**bold)  # noqa: S704 - the message is escaped


@cache
def environment() -> Environment:
    """Give the templates, every value escaped."""
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
