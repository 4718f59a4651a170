"""The review of texts: the text and its place on the left, candidate and decision on the right, the log below."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from geo.ingest.candidates import Candidate
from geo.ingest.review import ReviewLog
from geo.store import Store
from layers import reviewing
from layers.locator import locator_svg
from layers.page.bridge import is_dark, show_bridge
from layers.page.candidate import answers_to, show_candidate
from layers.page.decisions import may_write
from layers.page.header import show_languages
from layers.page.session import tongue
from layers.page.texts import queue, take_text, texts
from layers.wider import place_of

HOW_TO_WRITE = "marz app --review"


def show_review(store: Store) -> None:
    """Lay out the page: the text and its place on the left, candidate and decision on the right, the log below."""
    t, log = tongue(), ReviewLog(store.where)
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        direction = "rtl" if t.rtl else "ltr"
        st.html(f'<h1 class="mz-title mz-review" dir="{direction}">{t("marz")} <small>{t("review_title")}</small></h1>')
        st.button(t("review_back"), type="tertiary", on_click=back_to_map, key="back-to-map")
        show_languages()
    if not may_write():
        st.info(t("review_reads", command=f"`{HOW_TO_WRITE}`"))  # as code, which is read from left to right
    take_text(log)
    every = queue(log)
    sha, shown = choose(every)
    candidate = current(shown)
    left, right = st.columns([55, 45], gap="medium")
    with right:
        show_candidate(candidate, shown, store, log)
    with left:
        text = texts().get(candidate.text_sha256 if candidate else sha or "")
        with st.container(key="text-beside"):
            st.html(reviewing.text_html(text, candidate, lang=t.lang))
        if candidate:
            place = place_of(answers_to(candidate).get("place_id"), store)
            with st.container(key="locator"):
                st.image(locator_svg(place, store, dark=is_dark(), lang=t.lang), width="stretch")
    st.html(reviewing.log_html(log.log(), lang=t.lang))
    show_bridge(store)


def choose(every: Sequence[Candidate]) -> tuple[str | None, list[Candidate]]:
    """Offer the texts to choose from, and whether to see decided candidates, too."""
    t = tongue()
    shas = list(dict.fromkeys(c.text_sha256 for c in every))
    if not shas:
        return next(iter(texts()), None), []
    if st.session_state.get("batch") not in shas:
        st.session_state.batch = shas[-1]
    left, right = st.columns([70, 30], vertical_alignment="bottom")
    label = partial(reviewing.batch_label, candidates=every, t=t)
    sha = left.selectbox(t("review_text"), shas, format_func=label, key="batch")
    decided = right.toggle(t("review_decided"), key="decided")
    mine = reviewing.in_view(every, sha)
    return sha, [c for c in mine if decided or c.state == "pending"]


def current(shown: Sequence[Candidate]) -> Candidate | None:
    """Give the candidate that the person has come to."""
    if not shown:
        return None
    st.session_state.at = st.session_state.get("at", 0) % len(shown)
    at: int = st.session_state.at
    return shown[at]


def back_to_map() -> None:
    """Take the review out of the address."""
    st.query_params.pop("page", None)
