"""The Review page: widgets only. What they show and ask comes from ``geo.ingest`` and ``layers.reviewing``."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from geo.errors import MarzError
from geo.ingest.candidates import FIELDS, Candidate, choices
from geo.ingest.review import ReviewLog
from geo.store import Store
from layers import reviewing
from layers.locator import locator_svg

HOW_TO_WRITE = "This page only reads. To decide on candidates, stop Marz and start it with: marz app --review"


def show_review(store: Store) -> None:
    """Lay out the page: the text and its place on the left, candidate and decision on the right, the log below."""
    log = ReviewLog(store.file.parent)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html('<p class="mz-title">Marz <small>Review: from a text to a claim</small></p>')
        st.button("Back to the map", type="tertiary", on_click=st.query_params.pop, args=["page", None])
    if not may_write():
        st.info(HOW_TO_WRITE)
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
            st.html(reviewing.text_html(text, candidate))
        if candidate:
            place = reviewing.place_of(answers_to(candidate).get("place_id"), store)
            st.image(locator_svg(place, store, dark=st.context.theme.type == "dark"), width="stretch")
    st.html(reviewing.log_html(log.log()))


def may_write() -> bool:
    """Tell whether the app was started for writing."""
    return os.environ.get("MARZ_REVIEW") == "1"


def texts() -> dict[str, reviewing.Text]:
    """Give the texts of this session by their hash; they live in its memory and nowhere else."""
    held: dict[str, reviewing.Text] = st.session_state.setdefault("texts", {})
    return held


def take_text(log: ReviewLog) -> None:
    """Offer to paste or open a text, and queue what it says."""
    with st.expander("Add a text", expanded=not texts()), st.form("text", border=False):
        pasted = st.text_area("Paste a text", height=140, key="pasted", help="Lines such as title:, url:, published: "
                              "may stand above it, with a blank line after them.")  # fmt: skip
        file = st.file_uploader("Or open a file", type=["txt", "html", "htm", "docx", "pdf"], key="file")
        published = st.text_input("Published, if the text does not say", placeholder="2025-07-06", key="published")
        if not st.form_submit_button("Find candidates"):
            return

    def find() -> None:
        if file:
            keep(reviewing.uploaded(file.name, file.getvalue(), published=published), log)
        else:
            keep(reviewing.pasted(pasted, published=published), log)

    if tell(find):
        st.rerun()


def keep(text: reviewing.Text, log: ReviewLog) -> None:
    """Hold a text for the session; queue its candidates where the page may write."""
    texts()[text.sha256] = text
    st.session_state.batch, st.session_state.at = text.sha256, 0
    if may_write():
        log.add(text.candidates, **stamp())
    if not text.candidates:
        st.toast("Nothing in this text reads like a claim or a figure. Marz reads English, Persian and Dari best.")


def queue(log: ReviewLog) -> list[Candidate]:
    """Give the log's candidates, and those of texts that were only looked at."""
    logged = log.candidates(None)
    known = {c.id for c in logged}
    return logged + [c for text in texts().values() for c in text.candidates if c.id not in known]


def choose(every: Sequence[Candidate]) -> tuple[str | None, list[Candidate]]:
    """Offer the texts to choose from, and whether to see decided candidates, too."""
    shas = list(dict.fromkeys(c.text_sha256 for c in every))
    if not shas:
        return next(iter(texts()), None), []
    if st.session_state.get("batch") not in shas:
        st.session_state.batch = shas[-1]
    left, right = st.columns([70, 30], vertical_alignment="bottom")
    sha = left.selectbox("Text", shas, format_func=partial(reviewing.batch_label, candidates=every), key="batch")
    decided = right.toggle("Decided ones, too", key="decided")
    mine = reviewing.in_view(every, sha)
    return sha, [c for c in mine if decided or c.state == "pending"]


def current(shown: Sequence[Candidate]) -> Candidate | None:
    """Give the candidate that the person has come to."""
    if not shown:
        return None
    st.session_state.at = st.session_state.get("at", 0) % len(shown)
    return shown[st.session_state.at]


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
    options, say = list(choices(name)), str
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


def go_on() -> None:
    """Move to the next candidate."""
    st.session_state.at += 1


def take_back(log: ReviewLog) -> None:
    """Undo the person's last decision that still stands."""
    log.undo(**stamp())
    st.toast("Undone: it is off the map again.")


def button(label: str, key: str, act: Callable[[], None], *, off: bool = False, main: bool = False) -> None:
    """Offer an action by click and by key; say why where it is refused."""
    kind = "primary" if main else "secondary"
    st.button(label, shortcut=key, on_click=tell, args=[act], disabled=off, type=kind, key=f"do-{label}")


def tell(act: Callable[[], None]) -> bool:
    """Do something and return whether it was done; what is refused is said on the page."""
    try:
        act()
    except MarzError as refusal:
        st.html(reviewing.refusal_html(refusal))
        return False
    return True


def stamp() -> dict[str, str]:
    """Say who and when, for the log."""
    who = str(st.session_state.get("who") or "").strip() or "not named"
    return {"who": who, "at": datetime.now(UTC).isoformat(timespec="seconds")}
