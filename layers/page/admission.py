"""Who comes in where a team is served: sign-in with the team's provider, a role on every run, and who did what.

Without ``marz app --serve`` the map is this machine's own, and nobody signs in.
"""

import os
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import streamlit as st

from geo import depot, team
from layers.page.session import tongue


def served_to_team() -> bool:
    """Tell whether the app was started for a team."""
    return bool(os.environ.get("MARZ_SERVE"))


def admitted() -> bool:
    """Let a person in, or show how to sign in; nothing of the store is read before."""
    if not served_to_team():
        return True
    if not st.user.is_logged_in:
        _ask()
        return False
    role = role_here()
    _note("sign-in" if role else "refused", role=role or "")
    if not role:
        _turn_away()
    return role is not None


def role_here() -> team.Role | None:
    """Say as what this person may come in now: who was taken off the list is out at once."""
    return team.read(Path(os.environ["MARZ_SERVE"])).role(st.user.to_dict())


def person() -> str:
    """Name the person who signed in; empty where nobody needs to."""
    return str(st.user.get("email") or "") if served_to_team() else ""


def show_person() -> None:
    """Say who is signed in, and offer to sign out."""
    if served_to_team():
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
            _say(tongue()("signed_in_as", who=person()))
            st.button(tongue()("sign_out"), type="tertiary", on_click=st.logout, key="sign-out")


def _ask() -> None:
    t = tongue()
    _say(t("marz"), kind="mz-title")
    _say(t("sign_in_why"))
    st.button(t("sign_in"), type="primary", on_click=st.login, key="sign-in")


def _turn_away() -> None:
    t = tongue()
    _say(t("marz"), kind="mz-title")
    _say(t("sign_in_refused", who=person()))
    st.button(t("sign_out"), on_click=st.logout, key="sign-out")


def _say(words: str, *, kind: str = "") -> None:
    """Say something in the reader's direction; a name out of the provider's hands is text and nothing else."""
    t = tongue()
    way = "rtl" if t.rtl else "ltr"
    st.html(f'<p class="mz {kind}" lang="{t.tag}" dir="{way}">{escape(words)}</p>')


def _note(did: str, **more: str) -> None:
    """Write once a session to the journal who came."""
    mark = (did, person(), *more.values())
    if st.session_state.get("noted") != mark:
        when = datetime.now(UTC).isoformat(timespec="seconds")
        depot.of().note([{"did": did, "who": person(), "when": when, **more}])
        st.session_state.noted = mark
