"""Which rows leave: the window, known-by, filters, and whether sensitive sites are rounded."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import geopandas as gpd

from geo.coarse import Coarse
from geo.errors import MarzError
from geo.store import Store
from geo.window import Window
from layers.layer import Layer

# The columns that a filter looks at; a layer without any of them knows nothing of the filter.
FILTERS: dict[str, tuple[str, ...]] = {
    "place": ("place_ids", "place_id", "from_place_ids", "to_place_ids", "kind"),
    "category": ("category",),
    "status": ("status",),
    "counted_by": ("counted_by",),
    "measure": ("measure",),
    "source": ("source_ids",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for. ``keep`` maps a filter of :data:`FILTERS` to the values that pass it.

    Examples
    --------
    >>> july = Selection(window=Window.inclusive(date(2025, 7, 1), date(2025, 7, 31)), keep={"status": {"disputed"}})
    >>> july.described()["filters"]
    {'status': ['disputed']}
    """

    window: Window
    known_by: date | None = None
    keep: dict[str, frozenset[str]] = field(default_factory=dict)
    coarsen: bool = False
    place: str = ""

    def store(self, store: Store) -> Store:
        """Give the store that may leave: without what must not be passed on and, if asked, with sites rounded."""
        shared = store.shareable()
        return Coarse(shared) if self.coarsen else shared

    def of(self, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Keep the rows of a frame that pass every filter which concerns it."""
        for name, wanted in self.keep.items():
            if looked_at := _columns(name, list(frame.columns)):
                values = frame[["id" if c == "kind" else c for c in looked_at]].itertuples(index=False)
                frame = frame[[any(not wanted.isdisjoint(v.split("; ")) for v in row) for row in values]]
        return frame

    def described(self) -> dict[str, Any]:
        """Describe the selection in words that a file can carry; days are inclusive."""
        filters = {name: sorted(values) for name, values in sorted(self.keep.items()) if name != "place"}
        if self.place:
            filters = {"place": [self.place], **filters}
        return {
            "window": {"from": self.window.start.isoformat(), "to": self.window.last.isoformat()},
            "known_by": self.known_by.isoformat() if self.known_by else None,
            "filters": filters,
            "coarsened": self.coarsen,
        }


def check_filters(selection: Selection, layers: list[Layer]) -> None:
    """Refuse a filter that concerns none of the layers asked for.

    Raises
    ------
    MarzError
        Naming the filter and the layers.
    """
    for name in selection.keep:
        if not any(_columns(name, [c.name for c in layer.columns]) for layer in layers):
            names = ", ".join(layer.name for layer in layers)
            option = name.replace("_", "-")
            raise MarzError(f"--{option} says nothing about {names}. Leave it out, or export a layer that has it.")


def _columns(name: str, columns: list[str]) -> list[str]:
    return [column for column in FILTERS[name] if column in columns]
