"""The filters: which events and whose counts; the list and the map both follow."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from geo.schema import CATEGORIES, STATUSES
from geo.store import Store
from layers import phrases
from layers.page.address import SWITCHES
from layers.page.session import change, tongue, view
from layers.sift import Sift, counting, measures, publishers


def show_filters(store: Store) -> None:
    """Offer the filters and the layers, behind one button that says how many filters are set."""
    t, sift = tongue(), view().sift
    label = t("filters_on", n=sift.count) if sift.count else t("filters")
    with st.popover(label, icon=":material/filter_alt:", key="filters"):
        _several("categories", "filter_category", CATEGORIES, lambda c: t(f"category_{c}"))
        _several("statuses", "filter_status", STATUSES, lambda s: t(f"status_{s}"))
        _several("publishers", "filter_source", publishers(store), str)
        _one("body", "filter_body", counting(store), lambda b: phrases.body(b, store, t), t("filter_body_help"))
        _one("measure", "filter_measure", measures(store), lambda m: phrases.measure(m, store, t))
        st.button(t("filter_clear"), disabled=not sift.count, on_click=_clear, key="filter-clear")


def show_switches() -> None:
    """Offer a switch for each layer, behind one button that says how many are off."""
    t, off = tongue(), view().off
    label = t("layers_off", n=len(off)) if off else t("layers")
    with st.popover(label, icon=":material/layers:", key="layers"), st.container(key="switches"):
        for name in SWITCHES:
            st.session_state[f"show-{name}"] = name not in off
            st.checkbox(t(f"layer_{name}"), key=f"show-{name}", on_change=_switch, args=[name])


def _switch(name: str) -> None:
    off = set(view().off) ^ {name}
    change(off=tuple(s for s in SWITCHES if s in off))


def _several(field: str, label: str, options: Sequence[str], say: Callable[[str], str]) -> None:
    t, key = tongue(), f"filter-{field}"
    st.session_state[key] = list(getattr(view().sift, field))
    st.multiselect(
        t(label), options, format_func=say, key=key, placeholder=t("filter_any"), on_change=_set, args=[field, key]
    )


def _one(field: str, label: str, options: Sequence[str], say: Callable[[str], str], help: str | None = None) -> None:
    t, key = tongue(), f"filter-{field}"
    st.session_state[key] = getattr(view().sift, field) or None
    st.selectbox(
        t(label), options, format_func=say, key=key, placeholder=t("filter_any"), help=help,
        on_change=_set, args=[field, key],
    )  # fmt: skip


def _set(field: str, key: str) -> None:
    given = st.session_state[key]
    value: Any = tuple(given) if isinstance(given, list) else given or ""
    more = {"body": value} if field == "body" and value else {}
    change(sift=replace(view().sift, **{field: value}), **more)


def _clear() -> None:
    change(sift=Sift())
