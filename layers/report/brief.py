"""What a brief says: answers by body with the figures behind each bound, events with their claims, numbered sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from geo.claims import EventView
from geo.numbers import format_number
from geo.schema import Figure, Source
from geo.store import Store
from geo.volumes import Conflict, Volume
from geo.words import value_text
from layers.snapshot.shot import Shot
from layers.snapshot.told import Told, known_text, nothing_counted, nothing_happened, only_words, silence, tell
from layers.snapshot.words import window_words, word


@dataclass(frozen=True)
class Brief:
    """The facts of one brief; a template reads its fields."""

    store: Store
    shot: Shot
    told: Told
    every: bool = False  # list all figures on record, not only those behind the answers

    @cached_property
    def volumes(self) -> tuple[Volume, ...]:
        """One answer a counting body."""
        return self.told.volumes

    @cached_property
    def views(self) -> tuple[EventView, ...]:
        """The events, in order of days."""
        return self.told.views

    @cached_property
    def figures(self) -> list[Figure]:
        """Every figure that the answers rest on, or set aside."""
        if self.every:
            return sorted((f for f in self.store.figures if self._asked(f)), key=lambda f: (str(f.start), f.id))
        wanted = {f for v in self.volumes for f in v.figures} | {
            f for c in self.conflicts for f in (c.figure, *c.against)
        }
        return sorted(
            (f for f in self.store.figures if f.id in wanted), key=lambda f: (f.counted_by, str(f.start), f.id)
        )

    def _asked(self, figure: Figure) -> bool:
        return self.shot.counted_by in ("", figure.counted_by) and self.shot.measure in ("", figure.measure)

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """What cannot all be true within one body's figures."""
        return sorted({c for v in self.volumes for c in v.conflicts}, key=lambda c: (c.figure, c.against))

    @cached_property
    def sources(self) -> dict[str, int]:
        """Ids of the sources that claims and figures cite, with their numbers in the list."""
        cited = [c.source_id for v in self.views for c in v.claims] + [f.source_id for f in self.figures]
        return {id_: n for n, id_ in enumerate(dict.fromkeys(cited), 1)}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Numbers of the figures in their table."""
        return {f.id: n for n, f in enumerate(self.figures, 1)}

    @property
    def title(self) -> str:
        """The title asked for, or the usual one."""
        return self.shot.title or word("report_title", self.shot.lang)

    @property
    def window(self) -> str:
        """The window in both calendars."""
        return window_words(self.shot.window, self.shot.lang)

    @property
    def only(self) -> str:
        """Which filters leave something out, or nothing."""
        return only_words(self.store, self.shot)

    @property
    def known(self) -> str:
        """As of when this is known."""
        return known_text(self.told, self.shot)

    @property
    def digest(self) -> str:
        """SHA-256 of the facts."""
        return self.store.digest

    def told_figure(self, id_: str) -> str:
        """Name a figure by its number in the table and its value."""
        found = next((f for f in self.figures if f.id == id_), None)
        return f"№ {format_number(self.numbers[id_], self.shot.lang)} ({value_text(found)})" if found else id_

    def told_figures(self, ids: Iterable[str]) -> str:
        """Name several figures."""
        return ("، " if self.shot.lang != "en" else ", ").join(self.told_figure(i) for i in ids)

    def nothing(self) -> list[str]:
        """Say what is empty, and where the nearest facts are."""
        empty = [] if self.volumes else [nothing_counted(self.store, self.shot)]
        return empty + ([] if self.views else [nothing_happened(self.store, self.shot)])

    def silence(self, volume: Volume) -> str:
        """Say for how long a body was silent."""
        return silence(volume, self.shot)

    def source(self, id_: str) -> Source:
        """Give a source."""
        return self.store.sources[id_]

    def links(self, pulls: object) -> list[str]:
        """Give the figures that make a bound, as ids that are in the table."""
        return [f for f in pulls if f in self.numbers] if isinstance(pulls, dict) else []


def brief(store: Store, shot: Shot) -> Brief:
    """Gather a brief from what may leave this computer."""
    kept = store.shareable()
    shot.check(kept)
    return Brief(kept, shot, tell(kept, shot))
