"""How a view is cited: one sentence of what it says, the sources it rests on, and the link to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geo.claims import EventView, figures_by_id
from geo.eventlist import EventList
from geo.schema import Source
from geo.store import Store
from layers import phrases
from layers.language import Language

if TYPE_CHECKING:  # the solver behind it is slow to import
    from geo.volumes import Volume


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence, one line a source, and where to find the view."""

    sentence: str
    sources: tuple[str, ...]
    found_at: str

    @property
    def text(self) -> str:
        """All of it, for a clipboard."""
        return "\n".join([self.sentence, *self.sources, self.found_at])


def cite(
    volumes: "Sequence[Volume]",
    events: Sequence[EventView],
    place: str,
    store: Store,
    t: Language,
    *,
    link: str,
    today: date,
    known_by: date | None = None,
) -> Citation:
    """Cite a view: its counting bodies, or where nobody counted the events that it shows."""
    told = _counted(volumes, place, store, t) if volumes else _happened(events, t)
    if known_by:
        told += " " + t("cite_known", day=phrases.day(known_by, t))
    figures = figures_by_id(store)
    ids = [figures[f].source_id for v in volumes for f in (*v.low_from, *v.high_from)]
    ids += [] if volumes else EventList.of(events).sources()
    sources = tuple(_source(store.sources[i], t) for i in dict.fromkeys(ids))
    return Citation(told, sources, t("cite_marz", day=phrases.day(today, t), link=link))


def _counted(volumes: "Sequence[Volume]", place: str, store: Store, t: Language) -> str:
    first, *others = volumes
    named = t.either(store.measures[first.measure].label, store.measures[first.measure].label_fa)
    sentence = t(
        "cite_returns", measure=named, place=phrases.name(store.places[place], t),
        days=phrases.days(first.window.start, first.window.last, t), bounds=phrases.bounds(first.low, first.high, t),
        body=phrases.body(first.counted_by, store, t),
    )  # fmt: skip
    if not others:
        return f"{sentence} {t('cite_only')}"
    rest = [f"{phrases.body(v.counted_by, store, t)} {phrases.bounds(v.low, v.high, t)}" for v in others[:5]]
    return f"{sentence} {t('cite_others', others=t('semicolon').join(rest))}"


def _happened(events: Sequence[EventView], t: Language) -> str:
    if not events:
        return t("cite_none")
    return " ".join(
        t(
            "cite_event", event=phrases.title(e.event, t), days=phrases.period(e.event.start, e.event.end, t),
            status=t(f"status_{e.status}"),
        )
        for e in events[:3]
    )  # fmt: skip


def _source(source: Source, t: Language) -> str:
    parts = [phrases.publisher(source, t), source.title, phrases.published(source.published, t), source.url]
    return t("comma").join(p for p in parts if p)
