"""The time slider inside the map: everything that changes with time is drawn by the browser, from columns.

A drag costs no call to the server. When the window rests for a quarter of a second, the map tells Streamlit (through
the component channel of ``st_folium``) and the page follows; in an exported file nobody listens and the map works the
same.
``st_folium`` then returns ``{"start", "end", "step", "selected", "event", "body", "known_by", "lat", "lon", "zoom",
"turn"}``: ISO days, half-open, and where the map is looked at.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import folium
import numpy as np
from branca.element import MacroElement
from folium.template import Template

from geo.schema import CATEGORIES, KINDS, STATUSES
from layers.change import Change, Step
from layers.columns import Numbers, Packed, codes, counting, floats, pack
from layers.cube import MOST_NAMED, NAMED_AMONG_MANY, crowd
from layers.inert import script_json
from layers.timedata import TimeData


class TimeLayer(MacroElement):
    """Marks, areas, circles of returns, legend and slider for one :class:`~layers.timedata.TimeData`.

    Parameters
    ----------
    data
        What to draw.
    start, end
        First window, ``[start, end)``, in days since :data:`layers.timedata.EPOCH`. They are part of the map's script,
        so keep them the same from run to run, or st_folium opens the map anew: move the window by :class:`TimeUpdate`.
    step
        How far an arrow key or a beat of the player goes.
    body
        Id of the body whose counts are drawn first; the first of the data unless told.
    known_by
        The day on the second clock at first; ``None``: all that is known.
    legend
        Whether the map explains its marks.
    card
        Whether a chosen place opens a card on the map itself: for exported files, where no page does.

    Examples
    --------
    >>> from layers.offline_map import OfflineMap
    >>> layer = TimeLayer(TimeData(first=0, last=100), start=10, end=24, step="week")
    >>> _ = layer.add_to(OfflineMap())
    >>> layer.options["start"], layer.options["step"]
    (10, 'week')
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = marz.timeLayer(
                {{ this._parent.get_name() }}, {{ this.text }}, {{ this.payload }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        data: TimeData,
        *,
        start: int,
        end: int,
        step: Step = "day",
        body: str | None = None,
        known_by: int | None = None,
        legend: bool = True,
        card: bool = False,
    ):
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "TimeLayer"
        self.payload = script_json(encode(data))
        # The digest keeps st_folium from taking two scripts for one: it compares them with parts of the text cut out.
        digest = hashlib.sha256(self.payload.encode()).hexdigest()
        self.options: dict[str, Any] = {
            "start": start, "end": end, "step": step, "body": body, "legend": {} if legend else None, "card": card,
            "knownBy": known_by,
        }  # fmt: skip
        self.text = script_json({**self.options, "digest": digest})


class TimeUpdate(folium.FeatureGroup):
    """A :class:`~layers.change.Change` for ``st_folium(feature_group_to_add=…)``, which does not open the map anew.

    Examples
    --------
    >>> TimeUpdate(jump=1, start=10, end=20, dark=True).change
    {'jump': 1, 'start': 10, 'end': 20, 'look': {'dark': True}}
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup();
            marz.update({{ this._parent.get_name() }}, {{ this.text }});
        {% endmacro %}
        """
    )

    def __init__(self, **changes: Any):
        super().__init__(control=False)
        self._name = "FeatureGroup"  # st_folium looks for the variable by this name
        self.change = Change(**changes).told()
        self.text = script_json(self.change)


def encode(data: TimeData) -> dict[str, Any]:
    """Columns for the browser. Above :data:`layers.cube.MOST_NAMED` events, the first keep names, the rest are counted.

    Examples
    --------
    >>> sorted(encode(TimeData(first=0, last=9)))[:5]
    ['at', 'bodies', 'categories', 'crowd', 'events']
    """
    many = data.crowd is None and len(data.event_start) > MOST_NAMED
    named = min(len(data.event_id), NAMED_AMONG_MANY) if many else len(data.event_start)
    rows = _named(data, named) | {"crowd": crowd(data, named) if many else data.crowd}
    return {
        "first": data.first, "last": data.last, "categories": CATEGORIES, "statuses": STATUSES, **rows,
        "kinds": KINDS, "places": _places(data),
        "sources": list(data.source_id),
        "bodies": {"id": list(data.body_id), "name": list(data.body_name), "name_fa": list(data.body_name_fa)},
        "flows": {
            "n": len(data.flow_id), "start": _positions(data.flow_start), "end": _positions(data.flow_end),
            "low": floats(data.flow_low), "high": floats(data.flow_high), "known": _positions(data.flow_known),
            "by": list(data.flow_by), "by_fa": list(data.flow_by_fa),
            "status": pack(codes(data.flow_status, STATUSES)),
        },
        "legs": {
            "flow": _positions(data.leg_flow), "place": _positions(data.leg_place), "out": _positions(data.leg_out),
        },
        "returns": {
            "place": pack(data.return_place), "body": pack(data.return_body), "start": pack(data.return_start),
            "end": pack(data.return_end), "low": floats(data.return_low), "best": floats(data.return_best),
            "high": floats(data.return_high), "known": _positions(data.return_known),
            "until": _positions(data.return_until), "told": _positions(data.return_told),
        },
    }  # fmt: skip


def _named(data: TimeData, named: int) -> dict[str, Any]:
    """Give the first ``named`` events one by one."""
    start, at = np.asarray(data.event_start, dtype=int), np.asarray(data.at_event, dtype=int)
    owner, told = np.asarray(data.step_event, dtype=int), np.asarray(data.told_event, dtype=int)
    mine, own, said = at < named, owner < named, told < named
    events = {
        "n": named, "start": pack(start[:named]),
        "length": pack(np.asarray(data.event_end, dtype=int)[:named] - start[:named]),
        "category": pack(codes(data.event_category[:named], CATEGORIES)), "id": _texts(data.event_id[:named]),
        "title": _texts(data.event_title[:named]), "title_fa": _texts(data.event_title_fa[:named]),
        "key": pack(np.asarray(data.event_key[:named], dtype=np.uint8)) if len(data.event_key) else None,
    }  # fmt: skip
    day, status = np.asarray(data.step_day, dtype=int), codes(data.step_status, STATUSES)
    return {
        "events": events,
        "at": {"event": _unless_counting(at[mine]), "place": _positions(np.asarray(data.at_place, dtype=int)[mine])},
        "steps": {"event": _unless_counting(owner[own]), "day": pack(day[own]), "status": pack(status[own])},
        "told": {"event": pack(told[said]), "source": _positions(np.asarray(data.told_source, dtype=int)[said])},
    }  # fmt: skip


def _places(data: TimeData) -> dict[str, Any]:
    """Give the places; imported tables bring thousands, so that what few of them have travels by position."""
    few = {"name_fa": data.place_name_fa, "shape": data.place_shape}
    return {
        "id": list(data.place_id), "name": list(data.place_name), "kind": pack(codes(data.place_kind, KINDS)),
        "lat": floats(data.place_lat, "f4"), "lon": floats(data.place_lon, "f4"),
        "km": floats(data.place_precision_km, "f4"),
        **{name: {str(i): value for i, value in enumerate(values) if value} for name, values in few.items()},
    }  # fmt: skip


def _unless_counting(values: Numbers) -> Packed | None:
    return None if counting(values) else pack(values)


def _positions(values: Sequence[int] | Numbers) -> Packed:
    return pack(np.asarray(values, dtype=int))


def _texts(values: Sequence[str]) -> list[str] | None:
    return list(values) if len(values) else None
