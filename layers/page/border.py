"""The map's page: the head, the map on the left, what the settled window says on the right, charts below."""

import gc
from time import monotonic, sleep

import streamlit as st

from geo.depot import State
from geo.kept import kept
from geo.store import Store
from layers.opening import opening
from layers.page.bridge import show_bridge
from layers.page.filters import show_switches
from layers.page.header import show_header, show_title
from layers.page.search import show_found
from layers.page.session import asked, open_map_here, opened, tongue, view
from layers.page.themap import show_map

MAP_ALONE, GLANCE = 3.0, 0.02  # seconds


def arrive(store: Store, facts: State) -> None:
    """Read the view and make the map that it opens, which takes a while the first time."""
    first = "view" not in st.session_state
    opened(store)
    if first and "story" in asked():
        from layers.page.stories import open_told  # reads all claims: only for a link into a story

        open_told(store)
    if st.session_state.setdefault("facts", facts) != facts:
        st.session_state.facts = facts
        open_map_here()
    opening(store, st.session_state.opened_on.window)


def show_border(store: Store) -> None:
    """Lay out the page: the map first, then what it takes longer to say."""
    head, found, slots = show_title(), st.container(key="answer"), {"since": st.container()}
    left, right = st.columns([68, 32], gap="small")
    with slots["since"]:
        show_faults()
    with found:
        show_found(store)
    with left:
        above = st.container(key="above", horizontal=True, vertical_alignment="center")
        above.html("<i></i>")  # a row with nothing in it would not keep its room
        show_map(store)
    leave_browser_to_map()
    show_bridge(store)
    with head:
        slots |= show_header()
    with above:
        show_switches()
        slots["filters"] = st.container(width="content")
    with right, st.container(key="panel"):
        show_handle()
        slots["story"] = st.container()
        slots["panel"] = st.container()
    with slots["panel"], st.spinner(tongue()("working")):
        # Brings the solver of the bounds and the charts, which take a second to import: the map need not wait for them.
        from layers.page.beside import show_beside
    show_beside(store, slots)
    settle(store)


def show_faults() -> None:
    """Say what could not be read in the address, until the visitor turns to something else."""
    if view() == st.session_state.link_view:
        for fault in st.session_state.faults:
            st.warning(tongue()(fault))


@kept(most=1)
def settle(store: Store) -> None:
    """Take the facts, once a page has read them, out of the collector's rounds: it would look at each again and again.

    A round over them takes long enough to be felt, and no session is answered in it.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def show_handle() -> None:
    """Give the panel what it is pulled up by, where it is a sheet over a narrow screen; the page's script listens."""
    st.html(f'<button type="button" class="mz-grip" aria-expanded="false" aria-label="{tongue()("sheet")}"></button>')


def leave_browser_to_map() -> None:
    """Hold back the rest of a visitor's first page while the map is drawn: the browser does one thing after the other.

    Once it is drawn, the map asks for the next run, to which this one gives way when it looks into the session.
    Nothing is drawn where no browser asks.
    """
    if st.session_state.get("drawn") or "Mozilla" not in (st.context.headers.get("User-Agent") or ""):
        return
    st.session_state.drawn = True
    until = monotonic() + MAP_ALONE
    while monotonic() < until:
        sleep(GLANCE)
        st.session_state.get("map")
