"""The page's own script: which event was opened in a list, the colours, the clipboard, the document's language."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from geo.store import Store
from layers.page.session import choose_listed, tongue


@cache
def _component() -> Any:
    script = Path(__file__).with_name("bridge.js").read_text(encoding="utf-8")
    return st.components.v2.component("marz_bridge", js=script)


def show_bridge(store: Store) -> None:
    """Put the script into the page."""
    t = tongue()
    data = {"lang": t.tag, "dir": "rtl" if t.rtl else "ltr", "dark": is_dark(), "map": t("map_title")}

    def chosen() -> None:
        choose_listed(str(st.session_state.bridge.event or ""), store)

    _component()(key="bridge", data=data, on_event_change=chosen)


def is_dark() -> bool:
    """Tell whether the page has its dark colours."""
    return st.context.theme.type == "dark"
