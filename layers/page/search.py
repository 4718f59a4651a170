"""Finding a place by its name in any script; what can be several places is asked, what is none is said to be none."""

from typing import TYPE_CHECKING

import streamlit as st

from geo.schema import Place
from geo.store import Store
from layers import phrases
from layers.page.address import BORDER, Spot
from layers.page.session import change, tongue
from layers.wider import place_of

if TYPE_CHECKING:  # the index of names behind it is read only when somebody searches
    from geo.names.answers import Answer

CLOSE = {"crossing": 11, "camp": 11, "settlement": 10, "district": 9, "province": 7.5, "country": 5.5, "border": 6.5}
OFFERED = 6


def show_search() -> None:
    """Offer the search box."""
    t = tongue()
    st.text_input(
        t("search"), key="search", placeholder=t("search_hint"), label_visibility="collapsed",
        on_change=_search, icon=":material/search:",
    )  # fmt: skip


def show_found(store: Store) -> None:
    """Search for what was asked; say what was found, where that is not one place."""
    if name := st.session_state.pop("asked_for", ""):
        with st.spinner(tongue()("searching"), show_time=False):
            _answer(name, store)
    asked: tuple[str, Answer] | None = st.session_state.get("found")
    if not asked:
        return
    name, answer = asked
    t = tongue()
    places = _offered(answer, store)
    if answer.status == "refused" and not places:
        reason = f" ({answer.reason})" if not t.rtl else ""
        st.warning(t("search_refused", name=name, reason=t("search_remedy")) + reason)
        _way_out()
        return
    with st.container(horizontal=True, vertical_alignment="center", key="found"):
        st.html(f'<p class="mz mz-quiet">{_escaped(t("search_choose", name=name))}</p>', width="content")
        for place in places:
            st.button(_label(place, store), key=f"found-{place.id}", on_click=choose_place, args=[place])
        _way_out()


def choose_place(place: Place) -> None:
    """Select a place on the map and in the panel, and go there."""
    st.session_state.found = None
    from layers.geometry import anchor  # reads the outlines: only when somebody goes somewhere

    point = anchor(place)
    if point is None:
        t = tongue()
        st.toast(t("search_nowhere", place=phrases.name(place, t)))
    spot = Spot(point.y, point.x, CLOSE[place.kind]) if point else None
    change(place=place.id, event="", **({"spot": spot} if spot else {}))


def _way_out() -> None:
    label = tongue()("found_close")
    st.button(label, key="found-close", icon=":material/close:", type="tertiary", help=label, on_click=_forget)


def _forget() -> None:
    st.session_state.found = None


def leave_place() -> None:
    """Go back to the whole border."""
    st.session_state.found = None
    change(place=BORDER, event="", spot=None)


def _search() -> None:
    st.session_state.found, st.session_state.asked_for = None, st.session_state.search.strip()


def _answer(name: str, store: Store) -> None:
    from geo.geocode import geocode  # reads the index of all names: only when somebody asks

    answer = geocode(name)
    place = place_of(answer.place_id, store) if answer.status == "matched" else None
    if place:
        choose_place(place)
    others = _offered(answer, store)
    if not place or len(others) > 1:
        st.session_state.found = name, answer


def _offered(answer: "Answer", store: Store) -> list[Place]:
    """Give the places that a name can mean; of an answered one only those that are not far-fetched."""
    least = 0.05 if answer.status == "matched" else 0
    found = (place_of(c.place_id, store) for c in answer.candidates if c.score >= least)
    return [place for place in found if place][:OFFERED]


def _label(place: Place, store: Store) -> str:
    t = tongue()
    where = [phrases.name(store.places[a], t) for a in (*place.admin1, place.country) if a in store.places]
    return t(
        "candidate_place", place=phrases.name(place, t), kind=phrases.kind_of(place, t), where=t("comma").join(where)
    )


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
