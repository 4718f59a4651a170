"""The map and the switches of its layers."""

import streamlit as st
from streamlit_folium import st_folium

from geo.store import Store
from layers.overlay import exact_returns, time_map, update
from layers.page.address import BORDER, View
from layers.registry import LAYERS

MAP_HEIGHT = 700
SWITCHES = ("provinces", "crossings", "camps", "returns", "events")


def show_map(store: Store, view: View) -> None:
    """Draw the map.

    Its script must stay the same from run to run, or the browser opens it anew: it is made for the first window, and
    what changes later goes to it as an update.
    """
    opened: View = st.session_state.opened_on
    changes = {"dark": st.context.theme.type == "dark", "hidden": show_switches()}
    if opened.place != BORDER:
        changes |= {"jump": 1, "selected": opened.place}
    if view.body:
        changes["ranges"] = exact_returns(store, view.window, view.body, view.known_by)
    st_folium(
        time_map(store, opened.window, known_by=opened.known_by),
        key="map",
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=update(**changes),
    )


def show_switches() -> dict[str, bool]:
    """Offer a switch for each layer and return those that are off."""
    with st.container(key="switches", horizontal=True):
        shown = {name: st.checkbox(LAYERS[name].title, value=True, key=f"show-{name}") for name in SWITCHES}
    return {name: True for name, on in shown.items() if not on}
