"""What the settled window says: the days, who counted how many, the events, the chosen place."""

from datetime import date

import streamlit as st

from geo.calendars import format_day, format_range
from geo.claims import EventView, inside, undated
from geo.store import Store
from geo.volumes import Volume
from geo.window import Window
from layers import cards
from layers.page.address import BORDER, View
from layers.returns import is_counted, volumes_at


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


def show_unplaced(store: Store) -> None:
    """List what the map cannot show: places without a known point, events without a date."""
    places = [p for p in store.places.values() if p.kind in {"crossing", "camp"} and p.lat is None]
    with st.expander(
        f"Not on the map: {len(places)} places without a known point, {len(undated(store))} undated events"
    ):
        st.html(cards.unplaced_html(places, store))
        st.html(cards.undated_html(undated(store), store))
