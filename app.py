"""The page: widgets only. What they show comes from ``geo`` and ``layers``."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st
from altair import LayerChart
from streamlit_folium import st_folium

from app_review import show_review
from geo import paths
from geo.calendars import format_day, format_range
from geo.claims import EventView, events_in, inside, undated
from geo.errors import MarzError
from geo.store import Store, state
from geo.volumes import Volume
from geo.window import Window
from layers import assets, cards
from layers.bodychart import body_charts
from layers.chart import returns_charts
from layers.export import geojson_text
from layers.overlay import SUMMER_2025, exact_returns, time_map, update
from layers.registry import LAYERS
from layers.returns import is_counted, volumes_at

BORDER = "border-af-ir"
MAP_HEIGHT = 640
SWITCHES = ("provinces", "crossings", "camps", "returns", "events")
LOOKS = paths.ROOT / "layers"


def main() -> None:
    """Show the page that the address names: the map, or the review of texts."""
    st.set_page_config(page_title="Marz · Iran–Afghanistan border", page_icon=str(LOOKS / "icon.svg"), layout="wide")
    st.html(LOOKS / "page.css")
    facts = state()
    store = open_store(str(paths.store()), facts)
    if st.query_params.get("page") == "review":
        leave_map()
        show_review(store)
    else:
        show_border(store, facts)


def show_border(store: Store, facts: tuple[int, int]) -> None:
    """Lay out the page: the map on the left, what the settled window says on the right."""
    view = settled_view(opening_view(store), store)
    if st.session_state.setdefault("facts", facts) != facts:
        st.session_state.update(facts=facts, opened_on=view)
    left, right = st.columns([68, 32], gap="small")
    with left:
        show_map(store, view)
    remember(view)
    here = None if view.place == BORDER else inside(view.place, store)
    views = events_in(store, view.window, places=here, known_by=view.known_by)
    with right, st.container(key="panel"):
        show_window(view.window, view.known_by)
        show_place(store, view, views)
        returns = st.container()
        show_events(store, view, views)
        with st.container(horizontal=True):
            show_downloads(store, view)
            st.button("Review a text", on_click=st.query_params.update, args=[{"page": "review"}])
    charts = st.container()
    show_unplaced(store)
    # Last, because the first bounds of a session take longest and the rest of the page need not wait for them.
    with returns, st.spinner("Working out the bounds…"):
        volumes = show_returns(store, view, views)
    with charts:
        show_charts(store, view, volumes)


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: a window, a place (the whole border by default), what was known by a day, whose counts."""

    window: Window
    place: str = BORDER
    known_by: date | None = None
    body: str | None = None


@st.cache_resource(show_spinner="Reading the seeds…", max_entries=2)
def open_store(folder: str, facts: tuple[int, int]) -> Store:
    """Open the store of a folder once for all sessions; what was added or decided since makes it open again."""
    assets.install()
    return Store.open(Path(folder))


def leave_map() -> None:
    """Let the map open on the window it is left at."""
    if "view" in st.session_state:
        st.session_state.opened_on = st.session_state.view


def opening_view(store: Store) -> View:
    """Take the view of the session, else the one in the address, else the summer of 2025."""
    if "view" not in st.session_state:
        asked = st.query_params
        window, known_by = window_asked(asked.get("from"), asked.get("to")), day_asked(asked.get("known_by"))
        place = asked.get("place", BORDER)
        st.session_state.view = View(window, place if place in store.places else BORDER, known_by)
        st.session_state.opened_on = st.session_state.view
    view: View = st.session_state.view
    return view


def settled_view(view: View, store: Store) -> View:
    """Follow the map to the window, place and body that it came to rest on."""
    told = st.session_state.get("map") or {}
    if "start" not in told:
        return view
    window = Window(date.fromisoformat(told["start"]), date.fromisoformat(told["end"]))
    place = told.get("selected") or BORDER
    return View(window, place if place in store.places else BORDER, view.known_by, told.get("body"))


def window_asked(first: str | None, last: str | None) -> Window:
    """Read a window from the address; an unreadable one opens on the summer of 2025, and the page says so."""
    if not first or not last:
        return SUMMER_2025
    try:
        return Window.inclusive(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        st.warning("The address names no window that can be read; showing the summer of 2025 instead.")
        return SUMMER_2025


def day_asked(day: str | None) -> date | None:
    """Read a known-by day from the address; one that cannot be read is left out, and the page says so."""
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        st.warning("The address names no known-by day that can be read; showing all that is known.")
        return None


def remember(view: View) -> None:
    """Keep the view in the session and in the address, so that a link shows the same thing."""
    st.session_state.view = view
    asked = {"from": str(view.window.start), "to": str(view.window.last)}
    if view.place != BORDER:
        asked["place"] = view.place
    if view.known_by:
        asked["known_by"] = str(view.known_by)
    st.query_params.from_dict(asked)


def show_map(store: Store, view: View) -> None:
    """Draw the map.

    Its script must stay the same from run to run, or the browser opens it anew: it is made for the first window, and
    what changes later goes to it as an update.
    """
    opened: View = st.session_state.opened_on
    changes = {"dark": st.context.theme.type == "dark", "hidden": show_switches()}
    if opened.place != BORDER:
        changes |= {"jump": 1, "selected": opened.place}
    if view.body:
        changes["ranges"] = exact_returns(store, view.window, view.body, view.known_by)
    st_folium(
        time_map(store, opened.window, known_by=opened.known_by),
        key="map",
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=update(**changes),
    )


def show_switches() -> dict[str, bool]:
    """Offer a switch for each layer and return those that are off."""
    with st.container(key="switches", horizontal=True):
        shown = {name: st.checkbox(LAYERS[name].title, value=True, key=f"show-{name}") for name in SWITCHES}
    return {name: True for name, on in shown.items() if not on}


def show_window(window: Window, known_by: date | None) -> None:
    """Say the window in both calendars, and the day it is seen from if that is not today."""
    solar = format_range(window.start, window.last, calendar="solar", lang="fa")
    days = "1 day" if window.days == 1 else f"{window.days} days"
    gregorian = format_range(window.start, window.last)
    seen = f" · as known by {format_day(known_by)}" if known_by else ""
    st.html(
        '<p class="mz-title">Marz <small>Iran–Afghanistan border</small></p>'
        f'<h2 class="mz-window">{gregorian}</h2><p class="mz-quiet"><bdi lang="fa">{solar}</bdi> · {days}{seen}</p>'
    )


def show_returns(store: Store, view: View, views: list[EventView]) -> list[Volume]:
    """Set the counting bodies side by side for the border, or for the chosen place, and return their answers."""
    counted = is_counted(view.place, store)
    volumes = volumes_at(store, view.window, view.place, known_by=view.known_by) if counted else []
    nothing = "Nobody published a count for this window here. That is silence, not zero."
    summary = cards.tally_text(views, volumes, store, view.window.days)
    st.html(cards.headline_html(cards.headline_rows(volumes, store), store, nothing=nothing, summary=summary))
    if volumes:
        with st.popover("Why these bounds?"):
            st.html(cards.why_html(volumes, store))
    return volumes


def show_events(store: Store, view: View, views: list[EventView]) -> None:
    """List the events of the window; a chosen place lists its own on its card."""
    if view.place == BORDER:
        st.html(cards.events_html(views, store, view.window))


def show_place(store: Store, view: View, views: list[EventView]) -> None:
    """Show the card of the chosen place: its names, its figures and events in the window."""
    if view.place == BORDER:
        return
    here = inside(view.place, store)
    figures = [f for f in store.figures if view.window.meets(f.start, f.end) and here & set(f.place_ids)]
    figures.sort(key=lambda f: (cards.length_of(f), f.start or date.max, f.id))
    st.html(cards.place_html(store.places[view.place], figures, views, store))


def show_downloads(store: Store, view: View) -> None:
    """Offer every layer for the current window as GeoJSON."""
    window, known_by = view.window, view.known_by
    with st.popover("Export layers"):
        st.caption(
            f"GeoJSON for {format_range(window.start, window.last)}, with sources, status and bounds in every row."
        )
        for layer in LAYERS.values():
            st.download_button(
                layer.title,
                lambda layer=layer: geojson_text(
                    layer.frame(store.shareable(), window, known_by=known_by), layer=layer, window=window
                ),
                file_name=f"marz-{layer.name}-{window.start}-{window.last}.geojson",
                mime="application/geo+json",
                on_click="ignore",
                help=layer.about,
            )


def show_charts(store: Store, view: View, volumes: list[Volume]) -> None:
    """Draw every published count around the window across the days it speaks of, by crossing and by who counts."""
    by_crossing, by_body = st.tabs(["Published counts, by crossing", "By who counts, with the estimate"])
    with by_crossing:
        side_by_side(returns_charts(store, view.window), across=3)
    with by_body:
        first = [v for v in cards.one_a_body(volumes, store) if v.best is not None][:6]
        side_by_side(body_charts(store, view.window, view.place, first, known_by=view.known_by), across=3)
    st.caption(
        "People a day. Each line covers the days one figure speaks of; a triangle marks a figure with no upper limit, "
        "a band one with two; the thin line is an estimate that meets them. Where there is nothing, nobody reported. "
        "Bodies are never added."
    )


def side_by_side(charts: list[LayerChart], *, across: int) -> None:
    """Lay charts out in rows, or say that there is nothing to draw and where there is."""
    if not charts:
        st.caption("Nobody published a count near this window. Widen it, or move it to June–July 2025.")
    for start in range(0, len(charts), across):
        for column, chart in zip(st.columns(across), charts[start : start + across], strict=False):
            column.altair_chart(chart, width="stretch")


def show_unplaced(store: Store) -> None:
    """List what the map cannot show: places without a known point, events without a date."""
    places = [p for p in store.places.values() if p.kind in {"crossing", "camp"} and p.lat is None]
    with st.expander(
        f"Not on the map: {len(places)} places without a known point, {len(undated(store))} undated events"
    ):
        st.html(cards.unplaced_html(places, store))
        st.html(cards.undated_html(undated(store), store))


if __name__ == "__main__":
    try:
        main()
    except MarzError as refusal:
        st.error(str(refusal))
