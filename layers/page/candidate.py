"""A candidate as a form: what it is, every field, the decisions to take."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from geo.errors import MarzError
from geo.ingest.candidates import FIELDS, Candidate, choices
from geo.ingest.review import ReviewLog
from geo.store import Store
from layers import reviewing
from layers.page.decisions import button, go_on, may_write, stamp, take_back


def show_candidate(candidate: Candidate | None, shown: Sequence[Candidate], store: Store, log: ReviewLog) -> None:
    """Show what the candidate is, the decisions to take, and its fields as a form."""
    if candidate:
        st.html(reviewing.candidate_html(candidate, store, position=f"{st.session_state.at + 1} of {len(shown)}"))
    show_decisions(candidate, log)
    if candidate:
        show_form(candidate, store)


def show_form(candidate: Candidate, store: Store) -> None:
    """Offer every field for correction."""
    wide = [n for n in FIELDS[candidate.kind] if n in ("what", "place_id", "event_id")]
    narrow = [n for n in FIELDS[candidate.kind] if n not in wide]
    for name in wide:
        show_field(candidate, name, store)
    columns = st.columns(2)
    for i, name in enumerate(narrow):
        with columns[i % 2]:
            show_field(candidate, name, store)


def show_field(candidate: Candidate, name: str, store: Store) -> None:
    """Offer one field: a list where its values are closed, else a line of text."""
    value, label = reviewing.written(candidate, name), reviewing.LABELS[name]
    options: list[str] = list(choices(name))
    say: Callable[[str], str] = str
    if name == "place_id":
        options, say = ["", *store.places], partial(reviewing.place_label, store=store)
    elif name == "event_id":
        options = reviewing.event_choices(candidate, store)
        say = partial(reviewing.event_label, candidate=candidate, store=store)
    key, off = key_of(candidate, name), not may_write()
    if options:
        options = options if value in options else [value, *options]
        st.selectbox(label, options, options.index(value), format_func=say, key=key, disabled=off)
    else:
        st.text_input(label, value, key=key, disabled=off)


def key_of(candidate: Candidate, name: str) -> str:
    """Name a field's widget; a decision makes new ones, so that no stale correction stays in them."""
    return f"{candidate.id}-{candidate.seq}-{name}"


def answers_to(candidate: Candidate) -> dict[str, str]:
    """Read what stands in the form now."""
    keys = {name: key_of(candidate, name) for name in FIELDS[candidate.kind]}
    return {name: str(st.session_state[key] or "") for name, key in keys.items() if key in st.session_state}


def show_decisions(candidate: Candidate | None, log: ReviewLog) -> None:
    """Offer the decisions, each with a key. Moving on is open to everybody, writing only to people with a name."""
    left, right = st.columns(2)
    st.session_state.name = left.text_input(
        "Your name, for the log", st.session_state.get("name", ""), key="who", disabled=not may_write()
    )
    off = not (may_write() and st.session_state.name.strip())
    closed = off or candidate is None or candidate.state != "pending"
    if candidate:
        right.selectbox("Why, if you refuse", reviewing.REASONS, key="why", accept_new_options=True, disabled=off)
    with st.container(horizontal=True, key="decisions"):
        if candidate:
            write = partial(decide, candidate, log)
            button("Accept", "A", partial(write, "accept", "Accepted: it is on the map now."), off=closed, main=True)
            button("Refuse", "X", partial(write, "refuse", "Refused; the log keeps why."), off=closed)
            button("Keep corrections", "K", partial(write, "edit", "Corrected."), off=off)
            button("Next", "N", go_on)
        button("Undo my last", "U", partial(take_back, log), off=off)
    if may_write() and off:
        st.caption("Give your name to decide: the log says who decided what.")


def decide(candidate: Candidate, log: ReviewLog, verdict: str, done: str) -> None:
    """Write a decision, with what the form says at this moment."""
    refused = verdict == "refuse"
    fields = {} if refused else reviewing.edited(candidate, answers_to(candidate))
    why = str(st.session_state.get("why") or "") if refused else ""
    if verdict == "edit" and not fields:
        raise MarzError("Nothing was corrected. Change a field first.")
    log.decide(candidate.id, verdict, **stamp(), why=why, fields=fields, seen=candidate.seq)
    st.toast(done)
