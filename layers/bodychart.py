"""One small chart a counting body: its published counts, and the smoothest daily series that meets them all.

A band spans the bounds, cut where some figure begins or ends; it is fainter and runs out at the top where nothing
caps it. A thick line is one published count across its days, with a triangle where it is open. The thin line is the
estimate. Days on which the body reported nothing are hatched.
"""

from collections.abc import Sequence
from datetime import date

from geo.calendars import Lang
from geo.store import Store
from geo.volumes import Volume, steps
from geo.volumes.stored import of_store
from geo.window import ONE_DAY, Window
from layers import phrases
from layers.chart import (
    GREY,
    Row,
    Spec,
    across,
    around,
    count_marks,
    drawn,
    hatch,
    shade,
    titled,
    told_rows,
    values,
    x_days,
    y_people,
)
from layers.language import Language, language

INK = "#0072B2"
_ROOM = 1.15


def body_charts(
    store: Store,
    window: Window,
    place: str,
    volumes: Sequence[Volume],
    *,
    known_by: date | None = None,
    lang: Lang = "en",
) -> list[Spec]:
    """Draw a chart for each of ``volumes``: its body's counts at ``place`` around the window, and the estimate."""
    return [chart for v in volumes if (chart := _chart(store, window, place, v, known_by, language(lang))) is not None]


def _chart(store: Store, window: Window, place: str, volume: Volume, known_by: date | None, t: Language) -> Spec | None:
    rows = told_rows(store, window, place, volume.counted_by, known_by=known_by, lang=t.lang)
    best = estimate_rows(store, window, place, volume, known_by)
    if not rows and all(day["people"] is None for day in best):
        return None
    pieces = bounds_rows(store, window, place, volume, known_by=known_by, t=t)
    top = top_of(rows, pieces, best)
    silent = [day for piece in pieces if piece["silent"] for day in days_of(piece["start"], piece["end"])]
    counts = {"data": values(rows), "layer": count_marks(rows, window, {"value": INK}, t)}
    title = titled(phrases.body(volume.counted_by, store, t), t, limit=300)
    layers = drawn(
        shade(window), hatch(silent, window), _band(pieces, window, top, t), counts, _line(best, window, t)
    )  # fmt: skip
    return {"height": 200, "title": title, "layer": layers}


def top_of(rows: Sequence[Row], pieces: Sequence[Row] = (), best: Sequence[Row] = ()) -> float:
    """Give the people a day that a chart has to have room for."""
    counted = [row[end] for row in rows for end in ("high", "low")]
    floors, estimated = [piece["low"] for piece in pieces], [day["people"] for day in best]
    most: float = max([1.0, *counted, *floors, *(people for people in estimated if people is not None)])
    return _ROOM * most


def bounds_rows(
    store: Store, window: Window, place: str, volume: Volume, *, known_by: date | None = None, t: Language
) -> list[Row]:
    """List the bounds around the window piece by piece, in people a day: start, end, low, high, silent, says."""
    counted = of_store(store)
    pieces = steps(counted, volume.counted_by, volume.measure, around(window), place=place, known_by=known_by)
    return [
        {
            "start": piece.window.start,
            "end": piece.window.end,
            "low": piece.low / piece.window.days,
            "high": None if piece.high is None else piece.high / piece.window.days,
            "silent": piece.silent,
            "says": t(
                "chart_bounds_says",
                when=phrases.days(piece.window.start, piece.window.last, t),
                bounds=phrases.bounds(piece.low, piece.high, t),
            ),
        }
        for piece in pieces
    ]


def _band(pieces: Sequence[Row], window: Window, top: float, t: Language) -> Spec:
    """Draw the bounds of each piece; a band without an upper limit, or with one far off, runs out at the top."""
    rows = [
        {**piece, "high": top if piece["high"] is None else min(piece["high"], top), "open": piece["high"] is None}
        for piece in pieces
        if not piece["silent"]
    ]
    opacity = {"condition": {"test": "datum.open", "value": 0.12}, "value": 0.25}
    return {
        "data": values(rows),
        "mark": {"type": "bar", "clip": True, "color": INK},
        "encoding": {
            **across(window, t), "y": y_people(scale={"domain": [0, top], "nice": False}), "y2": {"field": "high"},
            "opacity": opacity, "tooltip": {"field": "says", "type": "nominal", "title": t("chart_bounds")},
        },
    }  # fmt: skip


def _line(best: Sequence[Row], window: Window, t: Language) -> Spec:
    people = {"field": "people", "type": "quantitative"}
    return {
        "data": values(best),
        "mark": {"type": "line", "color": GREY, "strokeWidth": 1.5, "interpolate": "step-after", "clip": True},
        "encoding": {
            "x": x_days("day", window, t), "y": people,
            "tooltip": {**people, "title": t("chart_estimate"), "format": ",.0f"},
        },
    }  # fmt: skip


def days_of(start: date, end: date) -> list[date]:
    """List the days from ``start`` up to, not including, ``end``."""
    return [start + n * ONE_DAY for n in range((end - start).days)]


def estimate_rows(store: Store, window: Window, place: str, volume: Volume, known_by: date | None) -> list[Row]:
    """Estimate day by day around the window; a day the body is silent on has no value, so the line breaks."""
    wide = around(window)
    told = of_store(store).series(volume.counted_by, volume.measure, place=place, known_by=known_by, window=wide)
    days = [wide.start + n * ONE_DAY for n in range(wide.days)]
    return [{"day": day, "people": told.get(day.toordinal())} for day in days]
