"""Files to take away."""

from functools import partial

import streamlit as st

from geo.store import Store
from layers import phrases
from layers.export.geojson import geojson_text
from layers.layer import Layer
from layers.page.address import View
from layers.page.session import tongue
from layers.registry import LAYERS


def show_downloads(store: Store, view: View) -> None:
    """Offer every layer for the current window as GeoJSON."""
    t, window = tongue(), view.window
    with st.popover(t("export"), icon=":material/download:", key="export"):
        st.caption(t("export_about", days=phrases.days(window.start, window.last, t)))
        for layer in LAYERS.values():
            st.download_button(
                t(f"layer_{layer.name}"),
                partial(_content, layer, store, view),
                file_name=f"marz-{layer.name}-{window.start}-{window.last}.geojson",
                mime="application/geo+json",
                on_click="ignore",
                key=f"export-{layer.name}",
            )


def _content(layer: Layer, store: Store, view: View) -> str:
    frame = layer.frame(store.shareable(), view.window, known_by=view.known_by)
    return geojson_text(frame, head={"name": layer.name, "credit": layer.credit})
