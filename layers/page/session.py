"""The view of one visitor: taken from the address, changed by the page or by the map, written back to the address."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from geo.eventlist import find_event
from geo.store import Store
from geo.window import Window
from layers.language import Language, language
from layers.page import address
from layers.page.address import BORDER, Spot, View


def tongue() -> Language:
    """Give the reader's language: the session's, else the address's."""
    if "lang" not in st.session_state:
        st.session_state.lang = address.lang_asked(asked())
    return language(st.session_state.lang)


def asked() -> address.Asked:
    """Give the parameters of the address."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def view() -> View:
    """Give the view of the session."""
    found: View = st.session_state.view
    return found


def opened(store: Store) -> View:
    """Take the session's view, else the one in the address; what cannot be read there is kept to be said."""
    if "view" not in st.session_state:
        st.session_state.view, faults = address.read(asked(), store)
        open_map_here()
        st.session_state.link = address.given(asked(), "seen")
        st.session_state.link_view = st.session_state.view
        st.session_state.faults = faults
    follow_map(store)
    return view()


def change(**fields: Any) -> None:
    """Change the view and have the map follow, in these fields alone: the rest may have moved on since."""
    st.session_state.view = replace(view(), **fields)
    st.session_state.jump += 1
    st.session_state.asked_of_map |= set(fields)
    st.session_state.pop("listed", None)


def choose_listed(event_id: str, store: Store) -> None:
    """Choose an event in the list: the map shows it, and the list stays."""
    event = find_event(store, event_id)
    if event is None:
        return
    change(place=event.place_ids[0] if event.place_ids else BORDER, event=event_id)
    st.session_state.listed = view().place, event_id


def panel_place() -> str:
    """Give the place that the panel tells of: the chosen one, unless it was chosen in the panel's own list."""
    shown = view()
    return BORDER if st.session_state.get("listed") == (shown.place, shown.event) else shown.place


def follow_map(store: Store) -> None:
    """Take over what the map came to rest on, once."""
    told = st.session_state.get("map") or {}
    if "start" not in told or told == st.session_state.get("told"):
        return
    st.session_state.told = told
    st.session_state.asked_of_map = set()
    now = view()
    place = told.get("selected") or BORDER
    body = told.get("body") or ""
    st.session_state.view = replace(
        now,
        window=Window(date.fromisoformat(told["start"]), date.fromisoformat(told["end"])),
        place=place if place in store.places else BORDER,
        event=told.get("event") or "",
        known_by=date.fromisoformat(told["known_by"]) if told.get("known_by") else None,
        body=body,
        sift=replace(now.sift, body=body) if now.sift.body else now.sift,
        spot=Spot(told["lat"], told["lon"], told["zoom"]) if "lat" in told else now.spot,
    )


def leave_map() -> None:
    """Let the map open on the view it is left at."""
    if "view" in st.session_state:
        open_map_here()
        st.session_state.told = None


def open_map_here() -> None:
    """Have the map open anew on the view as it is; it holds its first window itself."""
    st.session_state.opened_on = view()
    st.session_state.jump = st.session_state.get("jump", 0) + 1
    st.session_state.asked_of_map = {"place", "event", "known_by", "spot"}


def remember(seal: str, body: str) -> None:
    """Keep the view in the address, with a seal of what it rests on; an opened link keeps its own until it is left."""
    if st.session_state.get("link_view") != view():
        st.session_state.link = ""
    said = address.write(view(), tongue().lang, body=body) | {"seen": st.session_state.link or seal}
    if story := st.session_state.get("story"):
        said |= {"story": story[0], "step": str(story[1] + 1)}
    if st.query_params.to_dict() != said:
        st.query_params.from_dict(said)
