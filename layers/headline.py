"""The headline of the panel as HTML: the counting bodies side by side, never summed, and what their bounds rest on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geo.calendars import Lang
from geo.claims import EventView, figures_by_id
from geo.eventlist import EventList
from geo.kept import kept
from geo.store import Store
from geo.window import ONE_DAY
from layers import phrases
from layers.cards import render
from layers.language import Language, language

if TYPE_CHECKING:  # the solver behind it is slow to import
    from geo.volumes import Volume

FLOWS = ("inflows_all", "returns_all", "returns_undocumented", "returns_documented", "deportations",
         "returns_voluntary", "departures", "departures_undocumented", "outflows")  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """One line of the headline: who counts what, between which bounds, and for how many days nobody reported."""

    body: str
    measure: str
    bounds: str
    told: bool = True
    silent: str = ""
    conflict: str = ""


def headline_html(
    rows: Sequence[HeadlineRow],
    store: Store,
    *,
    lang: Lang = "en",
    nothing: str = "",
    summary: str = "",
    most: int = 4,
) -> str:
    """Set the counting bodies side by side; those that only cap the count, or come late, fold away."""
    first = [r for r in rows if r.told][:most]
    rest = [r for r in rows if r not in first]
    return render("headline.html", store, lang, first=first, rest=rest, nothing=nothing, summary=summary)


def headline_rows(volumes: "Sequence[Volume]", store: Store, *, lang: Lang = "en") -> list[HeadlineRow]:
    """Turn volumes into one line a body, in the order of :func:`one_a_body`."""
    return [row(v, store, language(lang)) for v in one_a_body(volumes, store)]


def one_a_body(volumes: "Sequence[Volume]", store: Store) -> "list[Volume]":
    """Choose each body's widest measure with a lower bound.

    Bodies that published most figures come first, those whose figures set no lower bound last.
    """
    published = _published(store)
    chosen: dict[str, Volume] = {}
    for volume in sorted((v for v in volumes if v.measure in FLOWS), key=_standing):
        chosen.setdefault(volume.counted_by, volume)
    return sorted(chosen.values(), key=lambda v: (not v.low, -published[v.counted_by], v.counted_by))


@kept(most=1)
def _published(store: Store) -> Counter[str]:
    return Counter(f.counted_by for f in store.figures)


def _standing(volume: "Volume") -> tuple[bool, int]:
    return not volume.low, FLOWS.index(volume.measure)


def row(volume: "Volume", store: Store, t: Language) -> HeadlineRow:
    """Turn one body's answer into a line."""
    aside = sum(c.aside for c in volume.conflicts)
    return HeadlineRow(
        body=phrases.body(volume.counted_by, store, t),
        measure=phrases.measure(volume.measure, store, t).removesuffix(t("by_iran")),
        bounds=phrases.bounds(volume.low, volume.high, t),
        told=bool(volume.low),
        silent=phrases.silence(volume.unreported_days, volume.window.days, t, lumped=volume.lumped_days),
        conflict=t.many("set_aside", aside) if aside else "",
    )


def tally_text(
    views: Sequence[EventView], volumes: "Sequence[Volume]", store: Store, days: int, *, lang: Lang = "en"
) -> str:
    """Sum up the window in a line: events, sources, and the days on which no body reported."""
    t = language(lang)
    by_id = figures_by_id(store)
    sources = set(EventList.of(views).sources()) | {by_id[f].source_id for v in volumes for f in v.figures}
    silent, lumped = untold(volumes, store, days)
    silence = phrases.silence(silent, days, t, lumped=lumped)
    told = t("returns_told", told=silence) if silence else t("all_covered")
    return t("dot").join([t.many("tally_events", len(views)), t.many("tally_sources", len(sources)), told])


def untold(volumes: "Sequence[Volume]", store: Store, days: int) -> tuple[int, int]:
    """Count the days that no body counted, and those only in totals over more than :data:`REPORT_DAYS` days."""
    from geo.volumes import REPORT_DAYS
    from geo.volumes.constraints import COUNTED

    if not volumes:
        return days, 0
    window, behind = volumes[0].window, {f for v in volumes for f in v.figures}
    told: dict[bool, set[date]] = {True: set(), False: set()}
    by_id = figures_by_id(store)
    for figure in (f for f in map(by_id.__getitem__, behind) if f.nature in COUNTED and f.start and f.end):
        every = (window.start + n * ONE_DAY for n in range(window.days))
        short = (figure.end - figure.start).days < REPORT_DAYS  # type: ignore[operator]
        told[short].update(day for day in every if figure.start <= day <= figure.end)  # type: ignore[operator]
    return days - len(told[True] | told[False]), len(told[False] - told[True])


def why_html(volumes: "Sequence[Volume]", store: Store, *, lang: Lang = "en") -> str:
    """Say which figures make each bound, and which were set aside."""
    flows = [v for v in volumes if v.measure in FLOWS]
    return render("why.html", store, lang, volumes=flows, by_id=figures_by_id(store))
