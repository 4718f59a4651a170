"""Narratives played on the map: an ordered set of views, each with a caption and the sources that it rests on."""

from time import monotonic

import streamlit as st

from geo.eventlist import record_of
from geo.kept import kept
from geo.narratives import Narrative, Scene, read
from geo.seeds import Seeds
from geo.store import Store
from layers.cards import render
from layers.page.address import BORDER, Spot, given
from layers.page.session import asked, change, tongue

PACE = 9.0  # seconds that a scene stands while the story plays
WHOLE = Spot(33.0, 61.3, 6.5)
CLOSE = 8.0


def show_stories(store: Store) -> None:
    """Offer the narratives."""
    t = tongue()
    with st.popover(t("stories"), icon=":material/auto_stories:", key="stories-popover", on_change="rerun"):
        st.caption(t("story_choose"))
        for story in narratives(store).values():
            st.button(story.title[t.lang], key=f"story-{story.id}", on_click=_begin, args=[story.id, store])


def _begin(story_id: str, store: Store) -> None:
    """Open a narrative, and take the list away from over the map."""
    st.session_state["stories-popover"] = False
    st.session_state.found = None
    go_to(story_id, 0, store)


def show_scene(store: Store) -> None:
    """Show the caption of the scene that is on, and the ways to go on."""
    told: tuple[str, int] | None = st.session_state.get("story")
    story = narratives(store).get(told[0]) if told else None
    if story is None or told is None:
        return
    t, at, last = tongue(), told[1], len(story.scenes) - 1
    playing = bool(st.session_state.get("story_due"))
    with st.container(key="scene"):
        st.html(_caption(story, at, store))
        with st.container(horizontal=True):
            st.button(
                t("story_back"), key="story-back", disabled=at == 0, on_click=go_to, args=[story.id, at - 1, store]
            )
            st.button(t("story_next"), key="story-next", disabled=at == last, type="primary",
                      on_click=go_to, args=[story.id, at + 1, store])  # fmt: skip
            st.button(t("story_pause" if playing else "story_play"), key="story-play", on_click=_play,
                      args=[not playing], disabled=at == last)  # fmt: skip
            st.button(t("story_close"), key="story-close", type="tertiary", on_click=_leave)
    if playing and at < last:
        _beat(story.id, at, store)


def go_to(story_id: str, at: int, store: Store) -> None:
    """Bring the page and the map to a scene."""
    scene = narratives(store)[story_id].scenes[at]
    st.session_state.story = story_id, at
    if st.session_state.get("story_due"):
        st.session_state.story_due = monotonic() + PACE
    place = scene.place or BORDER
    change(window=scene.window, place=place, event=scene.event, known_by=scene.known_by, spot=_spot(scene, store))


def open_told(store: Store) -> None:
    """Open on the scene that the address names, if it names one."""
    story = narratives(store).get(given(asked(), "story"))
    step = given(asked(), "step")
    if story and step.isdecimal() and 0 < int(step) <= len(story.scenes):
        go_to(story.id, int(step) - 1, store)


@kept(most=1)
def narratives(store: Store) -> dict[str, Narrative]:
    """Read the narratives that the store's records bear out; they rest on what people wrote, not on tables."""
    record = record_of(store)
    facts = Seeds(
        places=list(store.places.values()), events=list(record.events.values()),
        claims=[c for claims in record.claims.values() for c in claims], figures=list(store.figures),
    )  # fmt: skip
    return {story.id: story for story in read(facts)[0]}


def _spot(scene: Scene, store: Store) -> Spot:
    place = store.places.get(scene.place)
    if place is None or place.lat is None or place.lon is None:
        return WHOLE
    return Spot(place.lat, place.lon, CLOSE)


def _caption(story: Narrative, at: int, store: Store) -> str:
    scene, lang = story.scenes[at], tongue().lang
    ids = {c.source_id for told in record_of(store).claims.values() for c in told if c.id in scene.claims}
    ids |= {f.source_id for f in store.figures if f.id in scene.figures}
    return render(
        "story.html", store, lang, named=story.title[lang], caption=scene.caption[lang], step=at + 1,
        of=len(story.scenes), sources=[store.sources[i] for i in sorted(ids)],
    )  # fmt: skip


def _play(on: bool) -> None:
    st.session_state.story_due = monotonic() + PACE if on else None


def _leave() -> None:
    st.session_state.story = st.session_state.story_due = None


@st.fragment(run_every=1.0)
def _beat(story_id: str, at: int, store: Store) -> None:
    """Go on to the next scene when this one has stood long enough."""
    due = st.session_state.get("story_due")
    if due and monotonic() >= due and st.session_state.get("story") == (story_id, at):
        go_to(story_id, at + 1, store)
        st.rerun()
