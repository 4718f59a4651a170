"""What the server tells an open map: the window to go to, the exact returns, what to draw and how.

It needs no folium, which takes longer to import than the map to open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Step = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Exact returns by place, ``(low, best, high or None, reported days)``, and the question that they answer.

    ``start`` to ``end`` is half-open; ``known_by`` is ``None`` for all that is known.
    """

    start: int
    end: int
    places: Mapping[str, tuple[float, float, float | None, int]]
    body: str
    known_by: int | None = None

    def told(self) -> dict[str, object]:
        """Give what the browser is told."""
        names = ("low", "best", "high", "reported")
        places = {place: dict(zip(names, answer, strict=True)) for place, answer in self.places.items()}
        return {
            "start": self.start, "end": self.end, "places": places, "body": self.body, "knownBy": self.known_by,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to change on an open map; what stays ``None`` stays as it is.

    Parameters
    ----------
    jump
        A number that the page raises whenever it wants ``start``, ``end``, ``selected``, ``event``, ``step``,
        ``known_by``, ``centre`` and ``zoom`` obeyed.
        ``selected=""`` chooses nothing, ``known_by="all"`` shows all that is known.
        Unraised, they are ignored, so an answer to an old state never pulls the window back.
    ranges
        Exact returns; the map draws them instead of its own sums while it shows what they answer.
    hidden
        Layers not to draw: any of ``{"events": True, "returns": True, "provinces": True, "crossings": True,
        "camps": True, "flows": True}``.
    filters
        Which events to draw and count: any of ``{"categories": […], "statuses": […], "sources": […], "events": […]}``,
        by name or id. A list keeps what it names (an empty one keeps nothing); ``None``, or no list, keeps all.
    centre, zoom
        Where to look, ``(lat, lon)`` and zoom level; obeyed like the window, once a jump.
    body
        Id of the body whose counts are drawn.

    Examples
    --------
    >>> Change(jump=1, start=10, end=20, dark=True).told()
    {'jump': 1, 'start': 10, 'end': 20, 'look': {'dark': True}}
    """

    jump: int | None = None
    start: int | None = None
    end: int | None = None
    step: Step | None = None
    selected: str | None = None
    event: str | None = None
    known_by: int | Literal["all"] | None = None
    dark: bool | None = None
    lang: str | None = None
    body: str | None = None
    hidden: Mapping[str, bool] | None = None
    filters: Mapping[str, Sequence[str] | None] | None = None
    centre: tuple[float, float] | None = None
    zoom: float | None = None
    ranges: Ranges | None = None

    def told(self) -> dict[str, Any]:
        """Give what the browser is told."""
        given = {"jump": self.jump, "start": self.start, "end": self.end, "step": self.step,
                 "selected": self.selected, "event": self.event, "knownBy": self.known_by, "body": self.body,
                 "hidden": self.hidden, "filters": self.filters, "centre": self.centre, "zoom": self.zoom}  # fmt: skip
        change: dict[str, Any] = _given(given)
        if look := _given({"dark": self.dark, "lang": self.lang}):
            change["look"] = look
        if self.ranges is not None:
            change["ranges"] = self.ranges.told()
        return change


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
