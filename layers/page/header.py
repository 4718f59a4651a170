"""The head of the page: its title, the search, the language, the colours."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from layers.language import LANGUAGES
from layers.page.bridge import is_dark
from layers.page.search import show_search
from layers.page.session import change, tongue

OWN_NAMES = {"en": "EN", "fa": "فارسی", "prs": "دری"}


def show_title() -> DeltaGenerator:
    """Lay out the head with the title alone, and return it; its looks keep room for what :func:`show_header` adds."""
    t = tongue()
    direction = "rtl" if t.rtl else "ltr"  # the page is laid out by it from its first line on
    head = st.container(key="head", horizontal=True, vertical_alignment="center")
    title = f'<h1 class="mz-title" dir="{direction}">{t("marz")} <small>{t("subtitle")}</small></h1>'
    head.html(title, width="content")
    return head


def show_header() -> dict[str, Any]:
    """Fill the head, and return the places in it for stories and for sharing, which come later."""
    t = tongue()
    show_search()
    show_languages()
    slots = {"stories": st.container(width="content", key="stories")}
    other = "light" if is_dark() else "dark"
    label = t(f"theme_{other}")
    st.button(label, icon=f":material/{other}_mode:", key="theme", type="tertiary", help=label)
    return slots | {"share": st.container(width="content", key="share")}


def show_languages() -> None:
    """Offer the languages, each by its own name."""
    t = tongue()
    st.session_state.language = t.lang
    st.segmented_control(
        t("languages"), LANGUAGES, format_func=OWN_NAMES.__getitem__, key="language", label_visibility="collapsed",
        required=True, on_change=_turn, width="content",
    )  # fmt: skip


def _turn() -> None:
    st.session_state.lang = st.session_state.language or "en"
    if "view" in st.session_state:
        change()
