"""Links that hold, and citations: what a view says, what it rests on, where it is, what has changed since."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from geo.claims import inside
from geo.eventlist import EventList
from geo.store import Store
from geo.volumes import Volume
from layers import since
from layers.citing import cite
from layers.page import address
from layers.page.address import BORDER, View
from layers.page.session import tongue


def rests_on(store: Store, view: View, events: EventList) -> since.Basis:
    """List the claims and figures that a view rests on, whatever its filters hide."""
    here = None if view.place == BORDER else inside(view.place, store)
    figures = (f for f in store.figures if view.window.meets(f.start, f.end))
    known = (f for f in figures if not view.known_by or (f.published and f.published <= str(view.known_by)))
    placed = [f for f in known if here is None or here & set(f.place_ids)]
    return since.Basis(events, placed)


def show_since(told: since.Basis) -> None:
    """Say what has changed since the link that was opened was made; nothing, on the day it was made."""
    t, link = tongue(), st.session_state.get("link")
    if not link:
        return
    found = since.changes(link, told)
    if found is None:
        st.warning(t("since_unreadable"), icon=":material/link_off:")
    elif found:
        st.info(since.since_text(found, t), icon=":material/update:")
    elif found.made < today():
        st.caption(since.since_text(found, t))


def show_share(store: Store, view: View, volumes: Sequence[Volume], events: EventList, *, seal: str, body: str) -> None:
    """Offer the link and the citation, each with a button that copies it."""
    t = tongue()
    link = link_to(view, seal=seal, body=body)
    place = view.place if view.place in store.places else BORDER
    shown = events.of_id(view.event) or view.sift.events(events, store)
    counts = [] if view.event else [v for v in volumes if v.low or v.high is not None]
    cited = cite(counts, shown, place, store, t, link=link, today=today(), known_by=view.known_by)
    with st.popover(t("share"), icon=":material/share:", key="share-popover"):
        _copied("link", t("share_link"), link)
        st.caption(t("share_about"))
        _copied("citation", t("cite"), cited.text)


def link_to(view: View, *, seal: str, body: str) -> str:
    """Write the whole address of a view."""
    said = address.write(view, tongue().lang, body=body) | {"seen": seal}
    base = urlsplit(st.context.url or "http://localhost:8501/")
    return urlunsplit((base.scheme, base.netloc, base.path or "/", urlencode(said, doseq=True), ""))


def today() -> date:
    """Give today's day."""
    return datetime.now(UTC).date()


def _copied(name: str, label: str, text: str) -> None:
    t = tongue()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<h3 class="mz-quiet">{label}</h3>', width="stretch")
        if st.button(t("copy"), icon=":material/content_copy:", key=f"copy-{name}"):
            st.toast(t("copied"))
    with st.container(key=f"text-{name}"):
        st.code(text, language=None, wrap_lines=True)
