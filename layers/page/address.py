"""What the page shows, and how an address says it: everything that a link needs to show the same thing again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from geo.calendars import Lang
from geo.errors import BadDate
from geo.eventlist import find_event
from geo.schema import CATEGORIES, STATUSES
from geo.store import Store
from geo.window import Window
from layers.language import LANGUAGES
from layers.sift import Sift, publishers

BORDER = "border-af-ir"
SUMMER_2025 = Window.inclusive(date(2025, 6, 25), date(2025, 7, 9))
SWITCHES = ("provinces", "crossings", "camps", "returns", "flows", "events")
Asked = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the map is looked at."""

    lat: float
    lon: float
    zoom: float


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: a window, a place (the whole border by default), and everything that narrows it down.

    ``body`` is whose counts the map draws, ``off`` names the layers that are switched off.
    """

    window: Window = SUMMER_2025
    place: str = BORDER
    event: str = ""
    known_by: date | None = None
    body: str = ""
    sift: Sift = field(default_factory=Sift)
    off: tuple[str, ...] = ()
    spot: Spot | None = None


def read(asked: Asked, store: Store) -> tuple[View, list[str]]:
    """Read a view from an address, and name the messages about what could not be read.

    Nothing is read of the store unless the address asks for it: an address that asks for nothing opens sooner.
    """
    faults: list[str] = []
    place, event, body = (given(asked, name) for name in ("place", "event", "body"))
    view = View(
        window=_window(asked, faults),
        place=place if place and (place in store.places or place.startswith("gn-")) else BORDER,
        event=event if event and find_event(store, event) else "",
        known_by=_day(asked, faults),
        body=body if body and body in store.bodies else "",
        sift=Sift(
            categories=_known(asked, "category", CATEGORIES),
            statuses=_known(asked, "status", STATUSES),
            publishers=_known(asked, "source", publishers(store) if "source" in asked else ()),
            body=body if given(asked, "only") == "body" and body in store.bodies else "",
            measure=next(iter(_known(asked, "measure", store.measures if "measure" in asked else ())), ""),
        ),
        off=_known(asked, "off", SWITCHES),
        spot=_spot(asked),
    )
    return view, faults


def write(view: View, lang: Lang = "en", *, body: str = "") -> dict[str, str | list[str]]:
    """Say a view as parameters of an address; what is as always stays unsaid. ``body`` is drawn unasked."""
    sift = view.sift
    said: dict[str, str | list[str]] = {
        "from": str(view.window.start), "to": str(view.window.last),
        "place": "" if view.place == BORDER else view.place, "event": view.event,
        "known_by": str(view.known_by or ""), "body": "" if view.body == body and not sift.body else view.body,
        "only": "body" if sift.body else "", "category": list(sift.categories), "status": list(sift.statuses),
        "source": list(sift.publishers), "measure": sift.measure, "off": list(view.off),
        "lang": "" if lang == "en" else lang,
    }  # fmt: skip
    if view.spot:
        said |= {"lat": f"{view.spot.lat:g}", "lon": f"{view.spot.lon:g}", "zoom": f"{view.spot.zoom:g}"}
    return {name: value for name, value in said.items() if value}


def lang_asked(asked: Asked) -> Lang:
    """Read the language from an address; English unless told."""
    told = given(asked, "lang")
    return next((lang for lang in LANGUAGES if lang == told), "en")


def given(asked: Asked, name: str) -> str:
    """Give a parameter of the address, or nothing."""
    return next(iter(asked.get(name, ())), "")


def _known(asked: Asked, name: str, known: object) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(asked.get(name, ())) if value in known)  # type: ignore[operator]


def _window(asked: Asked, faults: list[str]) -> Window:
    first, last = given(asked, "from"), given(asked, "to")
    if not first and not last:
        return SUMMER_2025
    try:
        return Window.inclusive(date.fromisoformat(first), date.fromisoformat(last))
    except (ValueError, OverflowError, BadDate):
        faults.append("window_unreadable")
        return SUMMER_2025


def _day(asked: Asked, faults: list[str]) -> date | None:
    day = given(asked, "known_by")
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        faults.append("known_by_unreadable")
        return None


def _spot(asked: Asked) -> Spot | None:
    try:
        spot = Spot(*(float(given(asked, name)) for name in ("lat", "lon", "zoom")))
    except ValueError:
        return None
    return spot if -90 <= spot.lat <= 90 and -180 <= spot.lon <= 180 and 0 <= spot.zoom <= 20 else None
