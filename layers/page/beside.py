"""All that stands around the map: the panel, the filters, the charts, what can be taken away."""

from typing import Any

import streamlit as st

from geo.claims import inside
from geo.eventlist import events_in
from geo.store import Store
from layers import since
from layers.page.address import BORDER
from layers.page.charts import show_charts
from layers.page.downloads import show_downloads
from layers.page.filters import show_filters
from layers.page.panel import show_events, show_place, show_place_head, show_returns, show_unplaced, show_window
from layers.page.session import panel_place, remember, tongue, view
from layers.page.share import rests_on, show_share, show_since, today
from layers.page.stories import show_scene, show_stories
from layers.page.take import show_takeaways
from layers.page.themap import first_body


def show_beside(store: Store, slots: dict[str, Any]) -> None:
    """Fill the places that the map's page has kept free."""
    now, place = view(), panel_place()
    here = None if place == BORDER else inside(place, store)
    events = events_in(store, now.window, places=here, known_by=now.known_by)
    told = rests_on(store, now, events)
    with slots["since"]:
        show_since(told)
    seal, body = since.seal(told, today()), first_body(store)
    remember(seal, body)
    with slots["stories"]:
        show_stories(store)
    with slots["story"]:
        show_scene(store)
    with slots["filters"]:
        show_filters(store)
    with slots["panel"]:
        show_window(now)
        show_place_head(store, place, now.known_by)
        returns = st.container()
        show_place(store, now, place, events)
        if place == BORDER:
            show_events(store, now, events)
        with st.container(horizontal=True):
            show_downloads(store, now)
            show_takeaways(store, now)
            st.button(tongue()("review"), on_click=_review, key="review")
    charts = st.container()
    show_unplaced(store)
    # Last, because the first bounds of a session take longest and the rest of the page need not wait for them.
    with returns, st.spinner(tongue()("working")):
        volumes = show_returns(store, now, place, events)
    with slots["share"]:
        show_share(store, now, volumes, events, seal=seal, body=body)
    with charts:
        show_charts(store, now, place, volumes)


def _review() -> None:
    st.query_params.page = "review"
