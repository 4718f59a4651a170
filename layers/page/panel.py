"""What the settled window says: the days, who counted how many, the events, the chosen place."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from geo.claims import EventView, inside
from geo.eventlist import undated
from geo.schema import Figure
from geo.store import Store
from geo.volumes import Volume
from geo.window import Window
from layers import cards, headline, phrases
from layers.nearest import busiest_week, nearest_count
from layers.page.address import BORDER, View
from layers.page.search import leave_place
from layers.page.session import change, tongue
from layers.pressure import pressures
from layers.returns import is_counted, volumes_at
from layers.wider import place_of


def show_window(view: View) -> None:
    """Say the window in both calendars, and the day it is seen from if that is not today."""
    t, window = tongue(), view.window
    own, other = (say(window.start, window.last, t) for say in (phrases.days, phrases.days_otherwise))
    parts = [t.many("days", window.days)]
    if view.known_by:
        parts.append(t("as_known_by", day=phrases.day(view.known_by, t)))
    lang = t.tag if t.rtl else "fa"
    st.html(
        f'<h2 class="mz-window">{own}</h2><p class="mz-quiet"><bdi lang="{lang}">{other}</bdi>'
        f"{t('dot')}{t('dot').join(parts)}</p>"
    )


def show_returns(store: Store, view: View, place: str, views: Sequence[EventView]) -> list[Volume]:
    """Set the counting bodies side by side for the border, or for the chosen place, and return their answers."""
    t = tongue()
    counted = place in store.places and is_counted(place, store)
    if not counted:
        return []
    every = volumes_at(store, view.window, place, known_by=view.known_by)
    volumes = view.sift.volumes(every, store)
    rows = [headline.row(v, store, t) for v in volumes]
    shown = {v.counted_by for v in volumes}
    summary = headline.tally_text(views, volumes, store, view.window.days, lang=t.lang)
    st.html(headline.headline_html(rows, store, lang=t.lang, nothing=t("silence"), summary=summary))
    if volumes:
        with st.popover(t("why_bounds"), key="why"):
            st.html(headline.why_html([v for v in every if v.counted_by in shown], store, lang=t.lang))
    else:
        show_nearest(nearest_count(store, view.window, place))
    return volumes


def show_nearest(near: Figure | None) -> None:
    """Offer the nearest window that is not empty."""
    if near is None or near.start is None or near.end is None:
        return
    t = tongue()
    st.html(f'<p class="mz mz-quiet">{t("silence_near", days=phrases.days(near.start, near.end, t))}</p>')
    _way(Window.inclusive(near.start, near.end), "nearest-count")


def _way(window: Window, key: str) -> None:
    """Offer to go to a window, by the name of its days."""
    t = tongue()
    label = t("go_to_days", days=phrases.days(window.start, window.last, t))
    st.button(label, key=f"way-{key}", type="tertiary", on_click=change, kwargs={"window": window})


def show_busiest(store: Store, place_id: str, known_by: date | None) -> None:
    """Say which week the largest count on record is of, and offer to go there."""
    week = busiest_week(store, place_id, known_by=known_by)
    if week is None or week.start is None or week.end is None:
        return
    t = tongue()
    said = t(
        "busiest_week", value=phrases.value(week, t), days=phrases.days(week.start, week.end, t),
        body=phrases.body(week.counted_by, store, t),
    )  # fmt: skip
    st.html(f'<p class="mz mz-quiet mz-busiest">{escape(said)}</p>')
    _way(Window.inclusive(week.start, week.end), "busiest")


def show_events(store: Store, view: View, every: Sequence[EventView]) -> None:
    """List the events of the window that pass the filters."""
    t = tongue()
    kept = view.sift.events(every, store)
    listed = st.session_state.get("listed")
    chosen = None if listed else view.event
    st.html(
        cards.events_html(
            kept, store, view.window, lang=t.lang, chosen=chosen, filtered_out=len(every) - len(kept)
        )
    )  # fmt: skip
    if not every and (day := cards.nearest_event(store, view.window)):
        _way(Window.inclusive(day, day), "nearest-event")


def show_place_head(store: Store, place_id: str, known_by: date | None) -> None:
    """Name the chosen place, with the way back to the whole border."""
    t, place = tongue(), place_of(place_id, store)
    if place_id == BORDER:
        return
    st.button(
        t("place_close"),
        icon=f":material/arrow_{'forward' if t.rtl else 'back'}:",
        key="leave-place",
        type="tertiary",
        on_click=leave_place,
    )
    if place:
        st.html(cards.place_head_html(place, store, lang=t.lang))
    if place_id not in store.places:
        st.caption(t("place_outside"))
    elif is_counted(place_id, store):
        show_busiest(store, place_id, known_by)


def show_place(store: Store, view: View, place_id: str, views: Sequence[EventView]) -> None:
    """Show what is told of the chosen place: contradictions, events and figures in the window."""
    t, place = tongue(), place_of(place_id, store)
    if place is None or place_id == BORDER:
        return
    here = inside(place_id, store)
    known = [f for f in store.figures if here & set(f.place_ids)]
    if view.known_by:
        known = [f for f in known if f.published and f.published <= str(view.known_by)]
    figures = [f for f in known if view.window.meets(f.start, f.end)]
    figures.sort(key=lambda f: (cards.length_of(f), f.start or date.max, f.id))
    kept = view.sift.events(views, store)
    pressed = pressures(known, view.window, here)
    chosen = view.event or None
    st.html(cards.place_html(place, figures, kept, store, lang=t.lang, chosen=chosen, pressed=pressed))


def show_unplaced(store: Store) -> None:
    """List what the map cannot show: places without a known point, events without a date."""
    t = tongue()
    with st.expander(t("unplaced", places=len(cards.unplaced(store)), events=len(undated(store)))):
        st.html(cards.unplaced_html(store, lang=t.lang))
        st.html(cards.undated_html(store, lang=t.lang))
