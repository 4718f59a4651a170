"""The map's page: the head, the map on the left, what the settled window says on the right, charts below."""

from time import sleep

import streamlit as st

from geo.depot import State
from geo.store import Store
from layers.page.bridge import show_bridge
from layers.page.filters import show_switches
from layers.page.header import show_header
from layers.page.search import show_found
from layers.page.session import asked, open_map_here, opened, tongue
from layers.page.themap import show_map

MAP_ALONE = 0.6  # seconds


def show_border(store: Store, facts: State) -> None:
    """Lay out the page: the map first, then what it takes longer to say."""
    first = "view" not in st.session_state
    opened(store)
    if first and "story" in asked():
        from layers.page.stories import open_told  # reads all claims: only for a link into a story

        open_told(store)
    if st.session_state.setdefault("facts", facts) != facts:
        st.session_state.facts = facts
        open_map_here()
    slots = show_header(store)
    show_found(store)
    slots["since"] = st.container()
    left, slots["panel"] = st.columns([68, 32], gap="small")
    with left:
        with st.container(key="above", horizontal=True, vertical_alignment="center"):
            show_switches()
            slots["filters"] = st.container(width="content")
        slots["story"] = st.container()
        show_map(store)
    show_bridge(store)
    with slots["panel"], st.container(key="panel"):
        panel = st.container()
    slots["panel"] = panel
    with panel, st.spinner(tongue()("working")):
        leave_browser_to_map()
        # Brings the solver of the bounds and the charts, which take a second to import: the map need not wait for them.
        from layers.page.beside import show_beside
    show_beside(store, slots)


def leave_browser_to_map() -> None:
    """Wait while a visitor's first map is drawn: the browser draws map and page in one thread, one after the other."""
    if not st.session_state.get("painted"):
        st.session_state.painted = True
        sleep(MAP_ALONE)
