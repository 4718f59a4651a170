"""What the page shows, and how the address says it."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from geo.store import Store
from geo.window import Window
from layers.overlay import SUMMER_2025

BORDER = "border-af-ir"


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: a window, a place (the whole border by default), what was known by a day, whose counts."""

    window: Window
    place: str = BORDER
    known_by: date | None = None
    body: str | None = None


def leave_map() -> None:
    """Let the map open on the window it is left at."""
    if "view" in st.session_state:
        st.session_state.opened_on = st.session_state.view


def opening_view(store: Store) -> View:
    """Take the view of the session, else the one in the address, else the summer of 2025."""
    if "view" not in st.session_state:
        asked = st.query_params
        window, known_by = window_asked(asked.get("from"), asked.get("to")), day_asked(asked.get("known_by"))
        place = asked.get("place", BORDER)
        st.session_state.view = View(window, place if place in store.places else BORDER, known_by)
        st.session_state.opened_on = st.session_state.view
    view: View = st.session_state.view
    return view


def settled_view(view: View, store: Store) -> View:
    """Follow the map to the window, place and body that it came to rest on."""
    told = st.session_state.get("map") or {}
    if "start" not in told:
        return view
    window = Window(date.fromisoformat(told["start"]), date.fromisoformat(told["end"]))
    place = told.get("selected") or BORDER
    return View(window, place if place in store.places else BORDER, view.known_by, told.get("body"))


def window_asked(first: str | None, last: str | None) -> Window:
    """Read a window from the address; an unreadable one opens on the summer of 2025, and the page says so."""
    if not first or not last:
        return SUMMER_2025
    try:
        return Window.inclusive(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        st.warning("The address names no window that can be read; showing the summer of 2025 instead.")
        return SUMMER_2025


def day_asked(day: str | None) -> date | None:
    """Read a known-by day from the address; one that cannot be read is left out, and the page says so."""
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        st.warning("The address names no known-by day that can be read; showing all that is known.")
        return None


def remember(view: View) -> None:
    """Keep the view in the session and in the address, so that a link shows the same thing."""
    st.session_state.view = view
    asked = {"from": str(view.window.start), "to": str(view.window.last)}
    if view.place != BORDER:
        asked["place"] = view.place
    if view.known_by:
        asked["known_by"] = str(view.known_by)
    st.query_params.from_dict(asked)
