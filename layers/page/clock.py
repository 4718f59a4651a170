"""The second clock: what had been published by a day, written in either calendar."""

import streamlit as st

from geo.calendars import parse_day
from geo.errors import BadDate
from layers import phrases
from layers.page.session import change, tongue, view


def show_clock() -> None:
    """Offer to look back from a day, and say so while that is done."""
    t, known_by = tongue(), view().known_by
    label = t("known_by_day", day=phrases.day(known_by, t)) if known_by else t("known_by")
    with st.popover(label, icon=":material/history:", key="clock"):
        st.text_input(t("known_by_set"), key="known-by", placeholder="2025-07-08 · ۱۴۰۴-۰۴-۱۷", help=t("known_by_help"),
                      on_change=_look_back)  # fmt: skip
        if refused := st.session_state.get("clock_refused"):
            st.error(f"{t('day_unreadable')} {'' if t.rtl else refused}".strip())
        st.button(t("known_by_all"), disabled=known_by is None, on_click=_look_from_now, key="known-by-all")


def _look_back() -> None:
    st.session_state.clock_refused = ""
    written = st.session_state["known-by"].strip()
    try:
        change(known_by=parse_day(written) if written else None)
    except BadDate as refusal:
        st.session_state.clock_refused = str(refusal)


def _look_from_now() -> None:
    st.session_state["known-by"] = ""
    change(known_by=None)
