"""The map, and what is sent to it while it stays open."""

from typing import Any

import streamlit as st

from geo.store import Store
from layers.change import Change, Ranges
from layers.opening import opening
from layers.page.address import BORDER, View
from layers.page.bridge import is_dark
from layers.page.frame import show_frame
from layers.page.session import tongue, view
from layers.timedata import day_number

MAP_HEIGHT = 700


def show_map(store: Store) -> None:
    """Draw the map.

    Its script must stay the same from run to run, or the browser opens it anew: it is made for the first window, and
    what changes later goes to it as an update.
    """
    opened: View = st.session_state.opened_on
    show_frame(opening(store, opened.window), Change(**_changes(store, view())), key="map", height=MAP_HEIGHT)


def first_body(store: Store) -> str:
    """Name the body whose counts the map draws unasked."""
    return opening(store, st.session_state.opened_on.window).body


def _changes(store: Store, now: View) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "dark": is_dark(), "lang": tongue().lang, "hidden": dict.fromkeys(now.off, True),
        "filters": now.sift.on_map(store), **_jump(now),
    }  # fmt: skip
    body = now.body or first_body(store)
    if body:
        changes |= {"body": body, "ranges": _ranges(store, now, body)}
    return changes


def _ranges(store: Store, now: View, body: str) -> Ranges | None:
    """Give the exact returns of the window: those that the map was kept with, or worked out now."""
    first = opening(store, st.session_state.opened_on.window)
    if (now.window, now.known_by, body) == (st.session_state.opened_on.window, None, first.body):
        return first.ranges
    from layers.overlay import exact_returns  # brings the solver, which a map that opens does without

    return exact_returns(store, now.window, body, now.known_by)


def _jump(now: View) -> dict[str, Any]:
    """Say where the map is to go: only in what the page has changed since the map last told where it is."""
    asked: dict[str, dict[str, Any]] = {
        "window": {"start": day_number(now.window.start), "end": day_number(now.window.end)},
        "place": {"selected": "" if now.place == BORDER else now.place},
        "event": {"event": now.event},
        "known_by": {"known_by": day_number(now.known_by) if now.known_by else "all"},
        "spot": {"centre": (now.spot.lat, now.spot.lon), "zoom": now.spot.zoom} if now.spot else {},
    }
    wanted = {name: value for field in st.session_state.asked_of_map for name, value in asked.get(field, {}).items()}
    return {"jump": st.session_state.jump, **dict(sorted(wanted.items()))}
