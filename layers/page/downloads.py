"""Files to take away."""

from functools import partial

import streamlit as st

from geo.calendars import format_range
from geo.store import Store
from layers.export.geojson import geojson_text
from layers.layer import Layer
from layers.page.address import View
from layers.registry import LAYERS


def show_downloads(store: Store, view: View) -> None:
    """Offer every layer for the current window as GeoJSON."""
    window = view.window
    with st.popover("Export layers"):
        st.caption(
            f"GeoJSON for {format_range(window.start, window.last)}, with sources, status and bounds in every row."
        )
        for layer in LAYERS.values():
            st.download_button(
                layer.title,
                partial(_content, layer, store, view),
                file_name=f"marz-{layer.name}-{window.start}-{window.last}.geojson",
                mime="application/geo+json",
                on_click="ignore",
                help=layer.about,
            )


def _content(layer: Layer, store: Store, view: View) -> str:
    frame = layer.frame(store.shareable(), view.window, known_by=view.known_by)
    return geojson_text(frame, head={"name": layer.name, "credit": layer.credit})
