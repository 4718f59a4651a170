"""The page that the address names: the map, or the review of texts."""

from weakref import WeakSet

import streamlit as st

from geo import eventcolumns, paths
from geo.depot import State
from geo.store import Store, state
from layers import assets
from layers.page.admission import admitted, show_person
from layers.page.border import arrive, show_border
from layers.page.session import leave_map, tongue

LOOKS = paths.ROOT / "layers"
_shown: WeakSet[Store] = WeakSet()


def main() -> None:
    """Show the page that the address names: the map, or the review of texts."""
    t = tongue()
    st.set_page_config(page_title=t("page_title"), page_icon=str(LOOKS / "icon.svg"), layout="wide")
    st.html(LOOKS / "page.css")
    if not admitted():
        return
    facts = state()
    review = st.query_params.get("page") == "review"
    with st.spinner(t("reading")):
        store = open_store(str(paths.where()), facts)
        if not review:
            arrive(store, facts)
    if review:
        from layers.page.review import show_review  # brings the reader of texts, which the map does without

        leave_map()
        show_review(store)
    else:
        show_border(store)
    show_person()


@st.cache_resource(show_spinner=False, max_entries=1)
def open_store(where: str, facts: State) -> Store:
    """Open the store once for all sessions; what was added or decided since makes it open again.

    Sessions that rest keep hold of the store that they showed last; so it forgets what it has read.
    """
    assets.install()
    store = Store.open()
    eventcolumns.of_store(store)  # here they are read once, and the page says that it reads
    for before in _shown:
        before.let_go()
    _shown.clear()
    _shown.add(store)
    return store
