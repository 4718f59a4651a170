"""A candidate as a form: what it is, every field, the decisions to take."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from geo.errors import MarzError
from geo.ingest.candidates import FIELDS, Candidate, choices
from geo.ingest.review import ReviewLog
from geo.store import Store
from layers import phrases, reviewing
from layers.page.admission import person
from layers.page.decisions import button, go_on, may_write, stamp, take_back
from layers.page.session import tongue


def show_candidate(candidate: Candidate | None, shown: Sequence[Candidate], store: Store, log: ReviewLog) -> None:
    """Show what the candidate is, the decisions to take, and its fields as a form."""
    if candidate:
        t = tongue()
        position = t("position", n=st.session_state.at + 1, of=len(shown))
        st.html(reviewing.candidate_html(candidate, store, position=position, lang=t.lang))
    show_decisions(candidate, log)
    if candidate:
        show_form(candidate, store)


def show_form(candidate: Candidate, store: Store) -> None:
    """Offer every field for correction."""
    wide = [n for n in FIELDS[candidate.kind] if n in ("what", "place_id", "event_id")]
    narrow = [n for n in FIELDS[candidate.kind] if n not in wide]
    for name in wide:
        show_field(candidate, name, store)
    for first in range(0, len(narrow), 2):  # row by row, so that a narrow screen keeps their order
        for name, column in zip(narrow[first : first + 2], st.columns(2), strict=False):
            with column:
                show_field(candidate, name, store)


def show_field(candidate: Candidate, name: str, store: Store) -> None:
    """Offer one field: a list where its values are closed, else a line of text."""
    t = tongue()
    value, label = reviewing.written(candidate, name), t(f"field_{name}")
    options: list[str] = list(choices(name))
    say: Callable[[str], str] = partial(choice_label, name, store=store)
    if name == "place_id":
        options, say = ["", *store.places], partial(reviewing.place_label, store=store, t=t)
    elif name == "event_id":
        options = reviewing.event_choices(candidate, store)
        say = partial(reviewing.event_label, candidate=candidate, store=store, t=t)
    key, off = key_of(candidate, name), not may_write()
    if options:
        options = options if value in options else [value, *options]
        st.selectbox(label, options, options.index(value), format_func=say, key=key, disabled=off)
    else:
        st.text_input(label, value, key=key, disabled=off)


def choice_label(name: str, value: str, *, store: Store) -> str:
    """Write a value of a closed list for a person to choose."""
    t = tongue()
    if name == "measure" and value in store.measures:
        return phrases.measure(value, store, t)
    key = f"{name}_{value}"
    return t(key) if t.has(key) else value


def key_of(candidate: Candidate, name: str) -> str:
    """Name a field's widget; a decision makes new ones, so that no stale correction stays in them."""
    return f"{candidate.id}-{candidate.seq}-{name}"


def answers_to(candidate: Candidate) -> dict[str, str]:
    """Read what stands in the form now."""
    keys = {name: key_of(candidate, name) for name in FIELDS[candidate.kind]}
    return {name: str(st.session_state[key] or "") for name, key in keys.items() if key in st.session_state}


def show_decisions(candidate: Candidate | None, log: ReviewLog) -> None:
    """Offer the decisions, each with a key. Moving on is open to everybody, writing only to people with a name."""
    t = tongue()
    left, right = st.columns(2)
    known = person()
    if known:  # who signed in decides under that name
        st.session_state.who = known
    st.session_state.name = left.text_input(
        t("review_who"), st.session_state.get("name", ""), key="who", disabled=bool(known) or not may_write()
    )
    off = not (may_write() and st.session_state.name.strip())
    closed = off or candidate is None or candidate.state != "pending"
    if candidate:
        right.selectbox(
            t("review_why"), reviewing.REASONS, format_func=partial(reviewing.reason, t=t), key="why",
            accept_new_options=True, disabled=off,
        )  # fmt: skip
    with st.container(horizontal=True, key="decisions"):
        if candidate:
            write = partial(decide, candidate, log)
            button("accept", "A", partial(write, "accept", "review_accepted"), off=closed, main=True)
            button("refuse", "X", partial(write, "refuse", "review_refused"), off=closed)
            button("keep", "K", partial(write, "edit", "review_corrected"), off=off)
            button("next", "N", go_on)
        button("undo", "U", partial(take_back, log), off=off)
    if may_write() and off:
        st.caption(t("review_name_first"))


def decide(candidate: Candidate, log: ReviewLog, verdict: str, done: str) -> None:
    """Write a decision, with what the form says at this moment."""
    refused = verdict == "refuse"
    fields = {} if refused else reviewing.edited(candidate, answers_to(candidate))
    why = str(st.session_state.get("why") or "") if refused else ""
    if verdict == "edit" and not fields:
        raise MarzError(tongue()("review_nothing_corrected"))
    log.decide(candidate.id, verdict, **stamp(), why=why, fields=fields, seen=candidate.seq)
    st.toast(tongue()(done))
