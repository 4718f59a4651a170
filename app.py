"""The page: widgets only. What they show comes from ``geo`` and ``layers``.

Both views of it, the map and the review of texts, stand in this one file because the top level has only this one.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import streamlit as st
from altair import LayerChart
from streamlit_folium import st_folium

from geo import paths
from geo.calendars import format_day, format_range
from geo.claims import EventView, events_in, inside, undated
from geo.errors import MarzError
from geo.ingest.candidates import FIELDS, Candidate, choices
from geo.ingest.review import ReviewLog
from geo.store import Store, state
from geo.volumes import Volume
from geo.window import Window
from layers import assets, cards, reviewing
from layers.bodychart import body_charts
from layers.chart import returns_charts
from layers.export import geojson_text
from layers.locator import locator_svg
from layers.overlay import SUMMER_2025, exact_returns, time_map, update
from layers.registry import LAYERS
from layers.returns import is_counted, volumes_at

BORDER = "border-af-ir"
MAP_HEIGHT = 640
SWITCHES = ("provinces", "crossings", "camps", "returns", "events")
LOOKS = paths.ROOT / "layers"


def main() -> None:
    """Show the page that the address names: the map, or the review of texts."""
    st.set_page_config(page_title="Marz · Iran–Afghanistan border", page_icon=str(LOOKS / "icon.svg"), layout="wide")
    st.html(LOOKS / "page.css")
    facts = state()
    store = open_store(str(paths.store()), facts)
    if st.query_params.get("page") == "review":
        leave_map()
        show_review(store)
    else:
        show_border(store, facts)


def show_border(store: Store, facts: tuple[int, int]) -> None:
    """Lay out the page: the map on the left, what the settled window says on the right."""
    view = settled_view(opening_view(store), store)
    if st.session_state.setdefault("facts", facts) != facts:
        st.session_state.update(facts=facts, opened_on=view)
    left, right = st.columns([68, 32], gap="small")
    with left:
        show_map(store, view)
    remember(view)
    here = None if view.place == BORDER else inside(view.place, store)
    views = events_in(store, view.window, places=here, known_by=view.known_by)
    with right, st.container(key="panel"):
        show_window(view.window, view.known_by)
        show_place(store, view, views)
        returns = st.container()
        show_events(store, view, views)
        with st.container(horizontal=True):
            show_downloads(store, view)
            st.button("Review a text", on_click=st.query_params.update, args=[{"page": "review"}])
    charts = st.container()
    show_unplaced(store)
    # Last, because the first bounds of a session take longest and the rest of the page need not wait for them.
    with returns, st.spinner("Working out the bounds…"):
        volumes = show_returns(store, view, views)
    with charts:
        show_charts(store, view, volumes)


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: a window, a place (the whole border by default), what was known by a day, whose counts."""

    window: Window
    place: str = BORDER
    known_by: date | None = None
    body: str | None = None


@st.cache_resource(show_spinner="Reading the seeds…", max_entries=2)
def open_store(folder: str, facts: tuple[int, int]) -> Store:
    """Open the store of a folder once for all sessions; what was added or decided since makes it open again."""
    assets.install()
    return Store.open(Path(folder))


def leave_map() -> None:
    """Let the map open on the window it is left at."""
    if "view" in st.session_state:
        st.session_state.opened_on = st.session_state.view


def opening_view(store: Store) -> View:
    """Take the view of the session, else the one in the address, else the summer of 2025."""
    if "view" not in st.session_state:
        asked = st.query_params
        window, known_by = window_asked(asked.get("from"), asked.get("to")), day_asked(asked.get("known_by"))
        place = asked.get("place", BORDER)
        st.session_state.view = View(window, place if place in store.places else BORDER, known_by)
        st.session_state.opened_on = st.session_state.view
    view: View = st.session_state.view
    return view


def settled_view(view: View, store: Store) -> View:
    """Follow the map to the window, place and body that it came to rest on."""
    told = st.session_state.get("map") or {}
    if "start" not in told:
        return view
    window = Window(date.fromisoformat(told["start"]), date.fromisoformat(told["end"]))
    place = told.get("selected") or BORDER
    return View(window, place if place in store.places else BORDER, view.known_by, told.get("body"))


def window_asked(first: str | None, last: str | None) -> Window:
    """Read a window from the address; an unreadable one opens on the summer of 2025, and the page says so."""
    if not first or not last:
        return SUMMER_2025
    try:
        return Window.inclusive(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        st.warning("The address names no window that can be read; showing the summer of 2025 instead.")
        return SUMMER_2025


def day_asked(day: str | None) -> date | None:
    """Read a known-by day from the address; one that cannot be read is left out, and the page says so."""
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        st.warning("The address names no known-by day that can be read; showing all that is known.")
        return None


def remember(view: View) -> None:
    """Keep the view in the session and in the address, so that a link shows the same thing."""
    st.session_state.view = view
    asked = {"from": str(view.window.start), "to": str(view.window.last)}
    if view.place != BORDER:
        asked["place"] = view.place
    if view.known_by:
        asked["known_by"] = str(view.known_by)
    st.query_params.from_dict(asked)


def show_map(store: Store, view: View) -> None:
    """Draw the map.

    Its script must stay the same from run to run, or the browser opens it anew: it is made for the first window, and
    what changes later goes to it as an update.
    """
    opened: View = st.session_state.opened_on
    changes = {"dark": st.context.theme.type == "dark", "hidden": show_switches()}
    if opened.place != BORDER:
        changes |= {"jump": 1, "selected": opened.place}
    if view.body:
        changes["ranges"] = exact_returns(store, view.window, view.body, view.known_by)
    st_folium(
        time_map(store, opened.window, known_by=opened.known_by),
        key="map",
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=update(**changes),
    )


def show_switches() -> dict[str, bool]:
    """Offer a switch for each layer and return those that are off."""
    with st.container(key="switches", horizontal=True):
        shown = {name: st.checkbox(LAYERS[name].title, value=True, key=f"show-{name}") for name in SWITCHES}
    return {name: True for name, on in shown.items() if not on}


def show_window(window: Window, known_by: date | None) -> None:
    """Say the window in both calendars, and the day it is seen from if that is not today."""
    solar = format_range(window.start, window.last, calendar="solar", lang="fa")
    days = "1 day" if window.days == 1 else f"{window.days} days"
    gregorian = format_range(window.start, window.last)
    seen = f" · as known by {format_day(known_by)}" if known_by else ""
    st.html(
        '<p class="mz-title">Marz <small>Iran–Afghanistan border</small></p>'
        f'<h2 class="mz-window">{gregorian}</h2><p class="mz-quiet"><bdi lang="fa">{solar}</bdi> · {days}{seen}</p>'
    )


def show_returns(store: Store, view: View, views: list[EventView]) -> list[Volume]:
    """Set the counting bodies side by side for the border, or for the chosen place, and return their answers."""
    counted = is_counted(view.place, store)
    volumes = volumes_at(store, view.window, view.place, known_by=view.known_by) if counted else []
    nothing = "Nobody published a count for this window here. That is silence, not zero."
    summary = cards.tally_text(views, volumes, store, view.window.days)
    st.html(cards.headline_html(cards.headline_rows(volumes, store), store, nothing=nothing, summary=summary))
    if volumes:
        with st.popover("Why these bounds?"):
            st.html(cards.why_html(volumes, store))
    return volumes


def show_events(store: Store, view: View, views: list[EventView]) -> None:
    """List the events of the window; a chosen place lists its own on its card."""
    if view.place == BORDER:
        st.html(cards.events_html(views, store, view.window))


def show_place(store: Store, view: View, views: list[EventView]) -> None:
    """Show the card of the chosen place: its names, its figures and events in the window."""
    if view.place == BORDER:
        return
    here = inside(view.place, store)
    figures = [f for f in store.figures if view.window.meets(f.start, f.end) and here & set(f.place_ids)]
    figures.sort(key=lambda f: (cards.length_of(f), f.start or date.max, f.id))
    st.html(cards.place_html(store.places[view.place], figures, views, store))


def show_downloads(store: Store, view: View) -> None:
    """Offer every layer for the current window as GeoJSON."""
    window, known_by = view.window, view.known_by
    with st.popover("Export layers"):
        st.caption(
            f"GeoJSON for {format_range(window.start, window.last)}, with sources, status and bounds in every row."
        )
        for layer in LAYERS.values():
            st.download_button(
                layer.title,
                lambda layer=layer: geojson_text(
                    layer.frame(store.shareable(), window, known_by=known_by), layer=layer, window=window
                ),
                file_name=f"marz-{layer.name}-{window.start}-{window.last}.geojson",
                mime="application/geo+json",
                on_click="ignore",
                help=layer.about,
            )


def show_charts(store: Store, view: View, volumes: list[Volume]) -> None:
    """Draw every published count around the window across the days it speaks of, by crossing and by who counts."""
    by_crossing, by_body = st.tabs(["Published counts, by crossing", "By who counts, with the estimate"])
    with by_crossing:
        side_by_side(returns_charts(store, view.window), across=3)
    with by_body:
        first = [v for v in cards.one_a_body(volumes, store) if v.best is not None][:6]
        side_by_side(body_charts(store, view.window, view.place, first, known_by=view.known_by), across=3)
    st.caption(
        "People a day. Each line covers the days one figure speaks of; a triangle marks a figure with no upper limit, "
        "a band one with two; the thin line is an estimate that meets them. Where there is nothing, nobody reported. "
        "Bodies are never added."
    )


def side_by_side(charts: list[LayerChart], *, across: int) -> None:
    """Lay charts out in rows, or say that there is nothing to draw and where there is."""
    if not charts:
        st.caption("Nobody published a count near this window. Widen it, or move it to June–July 2025.")
    for start in range(0, len(charts), across):
        for column, chart in zip(st.columns(across), charts[start : start + across], strict=False):
            column.altair_chart(chart, width="stretch")


def show_unplaced(store: Store) -> None:
    """List what the map cannot show: places without a known point, events without a date."""
    places = [p for p in store.places.values() if p.kind in {"crossing", "camp"} and p.lat is None]
    with st.expander(
        f"Not on the map: {len(places)} places without a known point, {len(undated(store))} undated events"
    ):
        st.html(cards.unplaced_html(places, store))
        st.html(cards.undated_html(undated(store), store))


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


if __name__ == "__main__":
    try:
        main()
    except MarzError as refusal:
        st.error(str(refusal))
