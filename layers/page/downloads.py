"""Files to take away: which layers, in which format, and what of them; made only once they are asked for."""

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from geo.claims import inside
from geo.store import Store
from layers import phrases
from layers.export.formats import FORMATS, Format
from layers.page.address import BORDER, View
from layers.page.session import tongue
from layers.registry import LAYERS

PLAIN = ("crossings", "returns", "events")


def show_downloads(store: Store, view: View) -> None:
    """Offer layers of the current window in every format, as one file or as a zip with what describes it."""
    t, window = tongue(), view.window
    with st.popover(t("export"), icon=":material/download:", key="export"):
        st.caption(t("export_about", days=phrases.days(window.start, window.last, t)))
        names = st.multiselect(
            t("export_layers"), list(LAYERS), list(PLAIN), format_func=lambda n: t(f"layer_{n}"), key="export-layers"
        )
        name = st.selectbox(
            t("export_format"), list(FORMATS), format_func=lambda n: t(f"export_{n}"), key="export-format"
        )
        form = FORMATS[name or "geojson"]
        filtered = bool(_kept(store, view)) and st.checkbox(t("export_filtered"), value=True, key="export-filtered")
        hxl = form.table and st.checkbox(t("export_hxl"), key="export-hxl")
        coarsen = st.checkbox(t("export_coarsen"), help=t("export_coarsen_help"), key="export-coarsen")
        described = st.checkbox(t("export_described"), value=True, key="export-described")
        zipped = described or (len(names) > 1 and not form.together)
        if not names:
            st.caption(t("export_none"))
            return
        st.download_button(
            t("export_take"),
            partial(_content, names, form, store, view, filtered=filtered, hxl=hxl, coarsen=coarsen, zipped=zipped),
            file_name=_file_name(names, form, view, zipped=zipped),
            mime="application/zip" if zipped else form.mime,
            on_click="ignore",
            type="primary",
            icon=":material/download:",
            key="export-take",
        )


def _content(
    names: Sequence[str], form: Format, store: Store, view: View, *, filtered: bool, hxl: bool, coarsen: bool,
    zipped: bool,
) -> bytes:  # fmt: skip
    """Write the file, or the zip, and give its bytes; writers take a while to import, and wait until now."""
    from layers.export.selection import FILTERS, Selection
    from layers.export.write import export

    columns = {c.name for name in names for c in LAYERS[name].columns}
    kept = {n: v for n, v in _kept(store, view).items() if filtered and columns & set(FILTERS[n])}
    place = view.place if "place" in kept else ""
    selection = Selection(window=view.window, known_by=view.known_by, keep=kept, coarsen=coarsen, place=place)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _file_name(names, form, view, zipped=zipped)
        export(names, path, store=store, selection=selection, form=form.name, hxl=hxl)
        return path.read_bytes()


def _kept(store: Store, view: View) -> dict[str, frozenset[str]]:
    """Give the page's filters and its chosen place as an export takes them."""
    sift = view.sift
    sources = sift.sources(store) if sift.publishers else ()
    place = inside(view.place, store) if view.place != BORDER and view.place in store.places else ()
    wanted = {
        "place": place, "category": sift.categories, "status": sift.statuses, "source": sources,
        "counted_by": [sift.body] * bool(sift.body), "measure": [sift.measure] * bool(sift.measure),
    }  # fmt: skip
    return {name: frozenset(values) for name, values in wanted.items() if values}


def _file_name(names: Sequence[str], form: Format, view: View, *, zipped: bool) -> str:
    what = names[0] if len(names) == 1 else "layers"
    suffix = ".zip" if zipped else form.suffixes[0]
    return f"marz-{what}-{view.window.start}-{view.window.last}{suffix}"
