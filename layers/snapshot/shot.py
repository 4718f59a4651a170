"""What a snapshot is asked to show, and the command that makes it again."""

import shlex
from dataclasses import dataclass, fields
from datetime import date
from pathlib import PurePath
from typing import Literal, get_args

from geo.calendars import Lang
from geo.errors import MarzError, UnknownPlace
from geo.eventlist import find_event
from geo.store import Store
from geo.volumes import BORDER
from geo.window import Window
from layers.registry import LAYERS
from layers.sift import Sift
from layers.snapshot.paper import paper

Template = Literal["map", "crossings", "returns", "event"]
TEMPLATES: tuple[str, ...] = get_args(Template)
LANGS: tuple[str, ...] = get_args(Lang)
DRAWN = ("countries", "provinces", "border", "camps", "crossings", "returns", "events")
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A window and how to show it. ``layers`` are drawn, all of them unless told; ``dpi`` counts for pixels alone.

    ``counted_by``, ``measure``, ``category``, ``status`` and ``source`` (publishers, or ids) narrow down what is told.

    Examples
    --------
    >>> shot = Shot(window=Window.inclusive(date(2025, 7, 1), date(2025, 7, 7)), format="slide", lang="fa")
    >>> shot.command("week.png")
    'marz snapshot --from 2025-07-01 --to 2025-07-07 --format slide --lang fa --out week.png'
    """

    window: Window
    known_by: date | None = None
    template: Template = "map"
    format: str = "a4-landscape"
    lang: Lang = "en"
    title: str = ""
    layers: tuple[str, ...] = DRAWN
    place: str = BORDER
    event: str = ""
    counted_by: str = ""
    measure: str = ""
    category: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    dpi: int = 300

    def __post_init__(self) -> None:
        paper(self.format)
        unknown = [name for name in self.layers if name not in LAYERS]
        if unknown:
            raise MarzError(f"No layer called {', '.join(unknown)}. Pick from: {', '.join(LAYERS)}.")
        for name, given, known in (("template", self.template, TEMPLATES), ("language", self.lang, LANGS)):
            if given not in known:
                raise MarzError(f"No {name} called {given!r}. Pick one of: {', '.join(known)}.")
        if not 36 <= self.dpi <= 1200:
            raise MarzError(f"{self.dpi} dots per inch cannot be drawn. Give 36 to 1200.")
        if len(self.title) > LONGEST_TITLE:
            raise MarzError(f"The title has {len(self.title)} characters. Give at most {LONGEST_TITLE}.")
        if self.template == "event" and not self.event:
            raise MarzError("The template 'event' shows one event. Name it with --event ID ('marz events' lists ids).")

    def check(self, store: Store) -> None:
        """Refuse a place, event or body that the store does not hold."""
        if self.place not in store.places:
            raise UnknownPlace(f"No place with the id {self.place!r}. 'marz geocode NAME' gives the id of a name.")
        if self.event and not find_event(store, self.event):
            raise MarzError(f"No event with the id {self.event!r}. 'marz events --from A --to B --json' lists the ids.")
        if self.counted_by and self.counted_by not in store.bodies:
            raise MarzError(f"No counting body called {self.counted_by!r}. Pick one of: {', '.join(store.bodies)}.")

        if self.measure and self.measure not in store.measures:
            raise MarzError(f"No measure called {self.measure!r}. Pick one of: {', '.join(store.measures)}.")

    @property
    def sift(self) -> Sift:
        """The filters."""
        return Sift(self.category, self.status, self.source, self.counted_by, self.measure)

    def draws(self, layer: str) -> bool:
        """Whether a layer is drawn."""
        return layer in self.layers

    def command(self, file: str, *, verb: str = "snapshot") -> str:
        """Write the command that makes this snapshot; the file's folder is left out, it says nothing of the picture."""
        words = ["marz", verb, "--from", str(self.window.start), "--to", str(self.window.last)]
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name != "window" and value != field.default:
                told = [",".join(value)] if field.name == "layers" else value if isinstance(value, tuple) else [value]
                words += [w for one in told for w in (f"--{field.name.replace('_', '-')}", str(one))]
        return shlex.join([*words, "--out", PurePath(file).name])
