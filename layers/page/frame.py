"""The frame in which the map stands: streamlit-folium's own page, given what ``st_folium`` would give it.

``st_folium`` itself brings folium and pandas, and renders the whole map twice on every run: a kept map is text already.
"""

from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v1 import declare_component

from layers import assets
from layers.change import Change
from layers.inert import script_json
from layers.opening import AFTER, DIV, Opening

GROUP = "feature_group_feature_group_0"  # what the frame takes off the map before it runs the next change


@cache
def _component() -> Any:
    return declare_component("streamlit_folium", path=assets.frame())


def show_frame(kept: Opening, change: Change, *, key: str, height: int) -> None:
    """Show a map, and put what it says of itself into the session under ``key``; another map opens in a fresh frame."""
    mark = f"{key}-{kept.mark}"

    def heard() -> None:
        st.session_state[key] = st.session_state.get(mark, {})

    # Tuples and nothing, because of a list or a dictionary Streamlit asks pandas whether it is a table.
    _component()(
        script=kept.script + AFTER, header=kept.header, html="", id=DIV, key=mark, height=height, width=None,
        returned_objects=(), default=None, zoom=None, center=None, feature_group=_told(change),
        return_on_hover=False, layer_control=None, pixelated=False, wrap_longitude=False, on_change=heard,
        css_links=tuple(assets.SERVED + a.name for a in assets.styles()),
        js_links=(assets.SERVED + assets.bundle().name,),
    )  # fmt: skip


def _told(change: Change) -> str:
    lines = (
        f"var {GROUP} = L.featureGroup();", f"marz.update({DIV}, {script_json(change.told())});",
        f"{GROUP}.addTo({DIV});", f"{DIV}.addLayer({GROUP});",
        "window.feature_group = window.feature_group || [];", f"window.feature_group.push({GROUP});",
    )  # fmt: skip
    return "\n".join(lines)
