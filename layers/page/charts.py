"""Published counts across the days they speak of."""

import streamlit as st
from altair import LayerChart

from geo.store import Store
from geo.volumes import Volume
from layers import cards
from layers.bodychart import body_charts
from layers.chart import returns_charts
from layers.page.address import View


def show_charts(store: Store, view: View, volumes: list[Volume]) -> None:
    """Draw every published count around the window across the days it speaks of, by crossing and by who counts."""
    by_crossing, by_body = st.tabs(["Published counts, by crossing", "By who counts, with the estimate"])
    with by_crossing:
        side_by_side(returns_charts(store, view.window), across=3)
    with by_body:
        first = [v for v in cards.one_a_body(volumes, store) if v.best is not None][:6]
        side_by_side(body_charts(store, view.window, view.place, first, known_by=view.known_by), across=3)
    st.caption(
        "People a day. Each line covers the days one figure speaks of; a triangle marks a figure with no upper limit, "
        "a band one with two; the thin line is an estimate that meets them. Where there is nothing, nobody reported. "
        "Bodies are never added."
    )


def side_by_side(charts: list[LayerChart], *, across: int) -> None:
    """Lay charts out in rows, or say that there is nothing to draw and where there is."""
    if not charts:
        st.caption("Nobody published a count near this window. Widen it, or move it to June–July 2025.")
    for start in range(0, len(charts), across):
        for column, chart in zip(st.columns(across), charts[start : start + across], strict=False):
            column.altair_chart(chart, width="stretch")
