"""Writing to the review's log: who may, by which button or key, and what a refusal says."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TypedDict

import streamlit as st

from geo.errors import MarzError
from geo.ingest.review import ReviewLog
from layers import reviewing
from layers.page.admission import person, role_here, served_to_team
from layers.page.session import tongue


class Stamp(TypedDict):
    """Who decides, and when."""

    who: str
    at: str


def may_write() -> bool:
    """Tell whether this person may write: a reviewer of the team, or whoever is at this machine started for writing."""
    return role_here() == "reviewer" if served_to_team() else os.environ.get("MARZ_REVIEW") == "1"


def go_on() -> None:
    """Move to the next candidate."""
    st.session_state.at += 1


def take_back(log: ReviewLog) -> None:
    """Undo the person's last decision that still stands."""
    log.undo(**stamp())
    st.toast(tongue()("review_undone"))


def button(name: str, key: str, act: Callable[[], None], *, off: bool = False, main: bool = False) -> None:
    """Offer an action by click and by key; say why where it is refused."""
    st.button(
        tongue()(f"review_{name}"),
        shortcut=key,
        on_click=partial(_told, act),
        disabled=off,
        type="primary" if main else "secondary",
        key=f"do-{name}",
    )


def _told(act: Callable[[], None]) -> None:
    tell(act)


def tell(act: Callable[[], None]) -> bool:
    """Do something and return whether it was done; what is refused is said on the page."""
    try:
        act()
    except MarzError as refusal:
        st.html(reviewing.refusal_html(refusal, tongue().lang))
        return False
    return True


def stamp() -> Stamp:
    """Say who and when, for the log; every write asks for it, and a disabled button alone keeps nobody from writing."""
    if not may_write():
        raise MarzError(tongue()("review_may_not"))
    who = person() or str(st.session_state.get("who") or "").strip() or tongue()("review_nobody")
    return Stamp(who=who, at=datetime.now(UTC).isoformat(timespec="seconds"))
