"""The map's page: the map on the left, what the settled window says on the right, charts below."""

import streamlit as st

from geo.claims import events_in, inside
from geo.store import Store
from layers.page.address import BORDER, opening_view, remember, settled_view
from layers.page.charts import show_charts
from layers.page.downloads import show_downloads
from layers.page.panel import show_events, show_place, show_returns, show_unplaced, show_window
from layers.page.themap import show_map


def show_border(store: Store, facts: tuple[int, int]) -> None:
    """Lay out the page: the map on the left, what the settled window says on the right."""
    view = settled_view(opening_view(store), store)
    if st.session_state.setdefault("facts", facts) != facts:
        st.session_state.update(facts=facts, opened_on=view)
    left, right = st.columns([68, 32], gap="small")
    with left:
        show_map(store, view)
    remember(view)
    here = None if view.place == BORDER else inside(view.place, store)
    views = events_in(store, view.window, places=here, known_by=view.known_by)
    with right, st.container(key="panel"):
        show_window(view.window, view.known_by)
        show_place(store, view, views)
        returns = st.container()
        show_events(store, view, views)
        with st.container(horizontal=True):
            show_downloads(store, view)
            st.button("Review a text", on_click=st.query_params.update, args=[{"page": "review"}])
    charts = st.container()
    show_unplaced(store)
    # Last, because the first bounds of a session take longest and the rest of the page need not wait for them.
    with returns, st.spinner("Working out the bounds…"):
        volumes = show_returns(store, view, views)
    with charts:
        show_charts(store, view, volumes)
