"""The chart of returns over time: every published count as a bar across the days it speaks of, one panel a crossing.

A bar's height is people a day (the count divided by its days), so that a week and a month can be compared by eye.
A bar with an open end carries a triangle; days that nobody reported on are hatched.

A chart is a Vega-Lite specification as plain data: what builds and checks such specifications as objects takes longer
than all the rest of a page. Tests hold the charts to the schema.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from geo.calendars import Lang
from geo.claims import inside
from geo.numbers import bounds
from geo.schema import Figure
from geo.store import Store, published_by
from geo.volumes import REPORT_DAYS
from geo.window import ONE_DAY, Window
from layers import phrases
from layers.language import Language, language

Spec = dict[str, Any]
Row = dict[str, Any]
CROSSINGS = ("islam-qala", "milak-zaranj", "abu-nasr-farahi", "border-af-ir")
FLOWS = frozenset({"inflows_all", "returns_all", "returns_undocumented", "deportations", "departures",
                   "departures_undocumented"})  # fmt: skip
HUES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
GREY = "#8A857B"
_NOON, _MIDNIGHT = time(12), time()


def chart_rows(store: Store, window: Window, *, known_by: date | None = None, lang: Lang = "en") -> list[Row]:
    """List the counts to draw around ``window``: place, body, start, end, low, high (people a day), open, says.

    Counts over more than ``REPORT_DAYS`` days are left out: their average hides what the chart is to show.
    """
    t, wide = language(lang), around(window)
    rows = [_row(f, store, t) for f in store.figures if _drawn(f, wide, known_by)]
    return sorted(rows, key=lambda row: (row["place"], row["start"], row["body"]))


def returns_charts(
    store: Store, window: Window, *, known_by: date | None = None, lang: Lang = "en", height: int = 280
) -> list[Spec]:
    """Draw the counts around ``window``, which is shaded: one chart a crossing that anybody counted at."""
    t = language(lang)
    rows = chart_rows(store, window, known_by=known_by, lang=lang)
    bodies = most_counted(rows)
    for row in rows:
        row["body"] = row["body"] if row["body"] in bodies else t("chart_others")
    by_place = {place: [row for row in rows if row["place"] == place] for place in CROSSINGS}
    return [
        _panel(here, phrases.name(store.places[place], t), window, bodies, height, t)
        for place, here in by_place.items()
        if here
    ]


def most_counted(rows: Iterable[Row]) -> list[str]:
    """Name the bodies of most counts, as many as there are hues."""
    return [body for body, _ in Counter(row["body"] for row in rows).most_common(len(HUES))]


def told_rows(
    store: Store, window: Window, place: str, body: str, *, known_by: date | None = None, lang: Lang = "en"
) -> list[Row]:
    """List one body's counts around ``window`` for a place and what lies in it, as in :func:`chart_rows`."""
    here, wide, t = inside(place, store), around(window), language(lang)
    told = (f for f in store.figures if f.counted_by == body and f.place_ids and here.issuperset(f.place_ids))
    return [_row(f, store, t) for f in told if _counts(f, wide, known_by)]


def _panel(rows: Sequence[Row], name: str, window: Window, bodies: list[str], height: int, t: Language) -> Spec:
    color = {
        "field": "body", "type": "nominal", "title": None, "legend": _legend(rows),
        "scale": {"domain": [*bodies, t("chart_others")], "range": [*HUES[: len(bodies)], GREY]},
    }  # fmt: skip
    told = [(row["start"], row["end"]) for row in rows]
    bands = {
        "mark": {"type": "bar", "opacity": 0.3, "clip": True},
        "encoding": {**across(window, t), "y": y_people(), "y2": {"field": "high"}, "color": color},
    }
    counts = {"data": values(rows), "layer": [bands, *count_marks(rows, window, color, t)]}
    title = titled(t("chart_per_day", place=name.split(" (")[0]), t)
    layers = drawn(shade(window), hatch(_untold(told, window), window), counts)
    return {"height": height, "title": title, "layer": layers}


def drawn(*layers: Spec) -> list[Spec]:
    """Give the layers that have something to draw: of the others a browser complains that they span no days."""
    return [layer for layer in layers if layer["data"]["values"]]


def titled(text: str, t: Language, **more: Any) -> Spec:
    """Title a chart where its reader begins."""
    return {"text": text, "anchor": "end" if t.rtl else "start", "fontSize": 12, "fontWeight": "normal", **more}


def count_marks(rows: Iterable[Row], window: Window, color: Spec, t: Language) -> list[Spec]:
    """Draw each count of ``rows`` as a line across the days it speaks of, with a triangle where it is open."""
    shared = {
        "y": y_people(), "color": color,
        "tooltip": [{"field": "says", "type": "nominal", "title": t("chart_published")}],
    }  # fmt: skip
    lines = {"mark": {"type": "rule", "size": 3, "clip": True}, "encoding": {**across(window, t), **shared}}
    opened = {
        "transform": [{"filter": "datum.open"}],
        "mark": {"type": "point", "shape": "triangle-up", "filled": True, "size": 40, "opacity": 1, "yOffset": -6,
                 "clip": True},
        "encoding": {"x": x_days("middle", window, t), **shared},
    }  # fmt: skip
    return [lines, opened] if any(row["open"] for row in rows) else [lines]


def across(window: Window, t: Language) -> Spec:
    """Lay a mark across the days from a row's start to its end."""
    return {"x": x_days("start", window, t), "x2": {"field": "end"}}


def hatch(silent: Iterable[date], window: Window) -> Spec:
    """Hatch the days that nobody reported on: silence, not zero."""
    every = max(1, around(window).days // 60)
    noons = (datetime.combine(day, _NOON) for day in silent if day.toordinal() % every == 0)
    return {
        "data": values({"day": noon} for noon in noons),
        "mark": {"type": "rule", "color": GREY, "opacity": 0.5, "strokeDash": [1, 4], "strokeWidth": 2},
        "encoding": {"x": {"field": "day", "type": "temporal", "scale": day_scale(window)}},
    }


def _untold(told: Sequence[tuple[date, date]], window: Window) -> list[date]:
    wide = around(window)
    days = (wide.start + n * ONE_DAY for n in range(wide.days))
    return [day for day in days if not any(start <= day < end for start, end in told)]


def x_days(field: str, window: Window, t: Language) -> Spec:
    """Lay a field along the days around a window, named in the calendar that the reader dates by."""
    wide = around(window)
    marked = [wide.start + n * ONE_DAY for n in range(0, wide.days, max(1, wide.days // 4))]
    named = [phrases.day(day, t).rpartition(" ")[0] for day in marked]
    names = json.dumps([f"\u2067{name}\u2069" if t.rtl else name for name in named], ensure_ascii=False)
    axis = {
        "values": [_parts(day) for day in marked],
        "labelExpr": f"{names}[round(datum.index * {len(marked) - 1})]", "labelFlush": False, "grid": False,
    }  # fmt: skip
    return {"field": field, "type": "temporal", "title": None, "scale": day_scale(window), "axis": axis}


def y_people(**more: Any) -> Spec:
    """Lay the low end along people a day."""
    axis = {"format": "~s", "tickCount": 3}
    return {"field": "low", "type": "quantitative", "title": None, "axis": axis, **more}


def shade(window: Window) -> Spec:
    """Draw the window as a grey band."""
    return {
        "data": values([{"start": window.start, "end": window.end}]),
        "mark": {"type": "rect", "opacity": 0.10, "color": GREY},
        "encoding": {
            "x": {"field": "start", "type": "temporal", "scale": day_scale(window)}, "x2": {"field": "end"},
        },
    }  # fmt: skip


def day_scale(window: Window) -> Spec:
    """Give the days that a chart of ``window`` spans.

    By its two ends: a ``domain`` is read as days for ``x``, and as it stands for ``x2``, and the two are then joined.
    """
    wide = around(window)
    return {"domainMin": _parts(wide.start), "domainMax": _parts(wide.end), "nice": False}


def _parts(day: date) -> Spec:
    return {"year": day.year, "month": day.month, "date": day.day}


def values(rows: Iterable[Row]) -> Spec:
    """Give rows as a chart holds them."""
    return {"values": [{name: _plain(value) for name, value in row.items()} for row in rows]}


def _plain(value: object) -> object:
    """Write a day with its midnight: a browser takes a bare one for midnight in Greenwich."""
    if isinstance(value, datetime):
        return value.isoformat()
    return f"{value}T00:00:00" if isinstance(value, date) else value


def around(window: Window) -> Window:
    """Widen a window by its own length on either side, 10 to 120 days."""
    margin = timedelta(days=min(max(window.days, 10), 120))
    return Window(window.start - margin, window.end + margin)


def _drawn(figure: Figure, wide: Window, known_by: date | None) -> bool:
    return _counts(figure, wide, known_by) and figure.place_ids[:1] != () and figure.place_ids[0] in CROSSINGS


def _counts(figure: Figure, wide: Window, known_by: date | None) -> bool:
    if figure.measure not in FLOWS or figure.nature != "count" or figure.unit != "people":
        return False
    if figure.start is None or figure.end is None or (figure.end - figure.start).days >= REPORT_DAYS:
        return False
    return wide.meets(figure.start, figure.end) and (
        known_by is None or _public(figure.published, figure.end) <= known_by
    )


def _public(published: str, end: date) -> date:
    """Give the day by which a figure was known; an undated one counts as published on the last day it speaks of."""
    return published_by(published) or end


def _row(figure: Figure, store: Store, t: Language) -> Row:
    assert figure.start  # noqa: S101
    assert figure.end  # noqa: S101
    days = (figure.end - figure.start).days + 1
    low, high = bounds(figure.value, figure.qualifier, figure.value_high, figure.value_written)
    body = phrases.body(figure.counted_by, store, t)
    when = phrases.period(figure.start, figure.end, t)
    return {
        "place": figure.place_ids[0] if len(figure.place_ids) == 1 else "border-af-ir",
        "body": body,
        "start": figure.start,
        "end": figure.end + ONE_DAY,
        "low": (low or 0) / days,
        "high": (high if high is not None else low or 0) / days,
        "open": high is None,
        "middle": datetime.combine(figure.start, _MIDNIGHT) + timedelta(days=days / 2),
        "says": t(
            "chart_says",
            body=body,
            value=phrases.value(figure, t),
            when=when,
            measure=phrases.measure(figure.measure, store, t),
        ),
    }


def _legend(rows: Iterable[Row]) -> Spec:
    return {
        "orient": "bottom", "rowPadding": 0, "columns": 1, "labelLimit": 300, "symbolType": "stroke",
        "symbolStrokeWidth": 3, "symbolOpacity": 1, "values": list(dict.fromkeys(row["body"] for row in rows)),
    }  # fmt: skip
