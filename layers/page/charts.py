"""Published counts across the days they speak of."""

from collections.abc import Sequence

import streamlit as st

from geo.store import Store
from geo.volumes import Volume
from layers.bodychart import body_charts
from layers.chart import Spec, returns_charts
from layers.page.address import View
from layers.page.session import tongue


@st.fragment
def show_charts(store: Store, view: View, place: str, volumes: Sequence[Volume]) -> None:
    """Draw every published count around the window across the days it speaks of, by crossing and by who counts.

    Only the open tab is drawn; the other one follows when it is opened, without the rest of the page.
    """
    t = tongue()
    by_crossing, by_body = st.tabs([t("chart_crossings"), t("chart_bodies")], key="charts", on_change="rerun")
    if by_crossing.open:
        with by_crossing:
            side_by_side(returns_charts(store, view.window, known_by=view.known_by, lang=t.lang), across=3)
    if by_body.open:
        with by_body:
            first = [v for v in volumes if v.best is not None][:6]
            charts = body_charts(store, view.window, place, first, known_by=view.known_by, lang=t.lang)
            side_by_side(charts, across=3)
    st.caption(t("chart_about"))


def side_by_side(charts: list[Spec], *, across: int) -> None:
    """Lay charts out in rows, or say that there is nothing to draw and where there is."""
    if not charts:
        st.caption(tongue()("chart_none"))
    for start in range(0, len(charts), across):
        for column, chart in zip(st.columns(across), charts[start : start + across], strict=False):
            column.vega_lite_chart(chart, width="stretch")
