"""The chart of returns over time: every published count as a bar across the days it speaks of, one panel a crossing.

A bar's height is people a day (the count divided by its days), so that a week and a month can be compared by eye.
A bar with an open end carries a triangle; days that nobody reported on are hatched.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from geo.calendars import Lang
from geo.claims import inside
from geo.numbers import bounds
from geo.schema import Figure
from geo.store import Store, published_by
from geo.volumes import REPORT_DAYS
from geo.window import ONE_DAY, Window
from layers import phrases
from layers.language import Language, language

CROSSINGS = ("islam-qala", "milak-zaranj", "abu-nasr-farahi", "border-af-ir")
FLOWS = frozenset({"inflows_all", "returns_all", "returns_undocumented", "deportations", "departures",
                   "departures_undocumented"})  # fmt: skip
HUES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
GREY = "#8A857B"
COLUMNS = ["place", "body", "start", "end", "low", "high", "open", "middle", "says"]


def chart_rows(store: Store, window: Window, *, known_by: date | None = None, lang: Lang = "en") -> pd.DataFrame:
    """List the counts to draw around ``window``: place, body, start, end, low, high (people a day), open, says.

    Counts over more than ``REPORT_DAYS`` days are left out: their average hides what the chart is to show.
    """
    rows = [_row(f, store, language(lang)) for f in store.figures if _drawn(f, around(window), known_by)]
    return pd.DataFrame(rows, columns=COLUMNS).sort_values(["place", "start", "body"], ignore_index=True)


def returns_charts(
    store: Store, window: Window, *, known_by: date | None = None, lang: Lang = "en", height: int = 280
) -> list[alt.LayerChart]:
    """Draw the counts around ``window``, which is shaded: one chart a crossing that anybody counted at."""
    t = language(lang)
    rows = chart_rows(store, window, known_by=known_by, lang=lang)
    bodies = list(rows["body"].value_counts().index[: len(HUES)])
    rows["body"] = rows["body"].where(rows["body"].isin(bodies), t("chart_others"))
    places = [p for p in CROSSINGS if p in set(rows["place"])]
    return [
        _panel(rows[rows["place"] == p], phrases.name(store.places[p], t), window, bodies, height, t) for p in places
    ]


def told_rows(
    store: Store, window: Window, place: str, body: str, *, known_by: date | None = None, lang: Lang = "en"
) -> pd.DataFrame:
    """List one body's counts around ``window`` for a place and what lies in it, as in :func:`chart_rows`."""
    here = inside(place, store)
    told = [f for f in store.figures if f.counted_by == body and here.issuperset(f.place_ids) and f.place_ids]
    t = language(lang)
    return pd.DataFrame([_row(f, store, t) for f in told if _counts(f, around(window), known_by)], columns=COLUMNS)


def _panel(
    rows: pd.DataFrame, name: str, window: Window, bodies: list[str], height: int, t: Language
) -> alt.LayerChart:
    hues = alt.Scale(domain=[*bodies, t("chart_others")], range=[*HUES[: len(bodies)], GREY])
    color = alt.Color("body:N", title=None, scale=hues, legend=_legend(rows))
    name = t("chart_per_day", place=name.split(" (")[0])
    title = alt.TitleParams(name, anchor="end" if t.rtl else "start", fontSize=12, fontWeight="normal")
    told = list(zip(rows["start"].dt.date, rows["end"].dt.date, strict=True))
    marks = [count_bands(rows, window, color, t), *count_marks(rows, window, color, t)]
    layered = alt.LayerChart(layer=[shade(window), hatch(_untold(told, window), window), *marks])
    return layered.properties(height=height, title=title)


def count_marks(rows: pd.DataFrame, window: Window, color: Any, t: Language) -> list[alt.Chart]:
    """Draw each count as a line across the days it speaks of, with a triangle where it is open."""
    base = alt.Chart(rows)
    tip = [alt.Tooltip("says:N", title=t("chart_published"))]
    lines = base.mark_rule(size=3, clip=True).encode(
        x=x_days("start", window, t), x2="end:T", y=y_people(), color=color, tooltip=tip
    )
    opened = base.transform_filter("datum.open").mark_point(
        shape="triangle-up", filled=True, size=40, opacity=1, yOffset=-6, clip=True
    ).encode(x=x_days("middle", window, t), y=y_people(), color=color, tooltip=tip)  # fmt: skip
    return [lines, opened]


def count_bands(rows: pd.DataFrame, window: Window, color: Any, t: Language) -> alt.Chart:
    """Draw a band between the two ends of each count that has both."""
    bands = alt.Chart(rows).mark_bar(opacity=0.3, clip=True)
    drawn: alt.Chart = bands.encode(x=x_days("start", window, t), x2="end:T", y=y_people(), y2="high:Q", color=color)
    return drawn


def hatch(silent: Iterable[date], window: Window) -> alt.Chart:
    """Hatch the days that nobody reported on: silence, not zero."""
    every = max(1, around(window).days // 60)
    days = [pd.Timestamp(day) + pd.Timedelta(hours=12) for day in silent if day.toordinal() % every == 0]
    marks = alt.Chart(pd.DataFrame({"day": pd.Series(days, dtype="datetime64[ns]")}))
    drawn: alt.Chart = marks.mark_rule(color=GREY, opacity=0.5, strokeDash=[1, 4], strokeWidth=2).encode(
        x=alt.X("day:T", scale=day_scale(window))
    )
    return drawn


def _untold(told: Sequence[tuple[date, date]], window: Window) -> list[date]:
    wide = around(window)
    days = (wide.start + n * ONE_DAY for n in range(wide.days))
    return [day for day in days if not any(start <= day < end for start, end in told)]


def x_days(field: str, window: Window, t: Language) -> alt.X:
    """Lay a field along the days around a window, named in the calendar that the reader dates by."""
    wide = around(window)
    marked = [wide.start + n * ONE_DAY for n in range(0, wide.days, max(1, wide.days // 4))]
    named = [phrases.day(day, t).rpartition(" ")[0] for day in marked]
    names = json.dumps([f"\u2067{name}\u2069" if t.rtl else name for name in named], ensure_ascii=False)
    axis = alt.Axis(
        values=[alt.DateTime(year=d.year, month=d.month, date=d.day) for d in marked],
        labelExpr=f"{names}[round(datum.index * {len(marked) - 1})]", labelFlush=False, grid=False,
    )  # fmt: skip
    return alt.X(f"{field}:T", title=None, scale=day_scale(window), axis=axis)


def y_people() -> alt.Y:
    """Lay the low end along people a day."""
    return alt.Y("low:Q", title=None, axis=alt.Axis(format="~s", tickCount=3))


def shade(window: Window) -> alt.Chart:
    """Draw the window as a grey band."""
    ends = pd.DataFrame({"start": [str(window.start)], "end": [str(window.end)]})
    band = alt.Chart(ends).mark_rect(opacity=0.10, color=GREY)
    drawn: alt.Chart = band.encode(x=alt.X("start:T", scale=day_scale(window)), x2="end:T")
    return drawn


def day_scale(window: Window) -> alt.Scale:
    """Give the days that a chart of ``window`` spans."""
    return alt.Scale(domain=[str(around(window).start), str(around(window).end)], nice=False)


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


def _row(figure: Figure, store: Store, t: Language) -> dict[str, Any]:
    assert figure.start  # noqa: S101
    assert figure.end  # noqa: S101
    days = (figure.end - figure.start).days + 1
    low, high = bounds(figure.value, figure.qualifier, figure.value_high, figure.value_written)
    body = phrases.body(figure.counted_by, store, t)
    when = phrases.period(figure.start, figure.end, t)
    return {
        "place": figure.place_ids[0] if len(figure.place_ids) == 1 else "border-af-ir",
        "body": body,
        "start": pd.Timestamp(figure.start),
        "end": pd.Timestamp(figure.end) + pd.Timedelta(days=1),
        "low": (low or 0) / days,
        "high": (high if high is not None else low or 0) / days,
        "open": high is None,
        "middle": pd.Timestamp(figure.start) + pd.Timedelta(days=days / 2),
        "says": t(
            "chart_says",
            body=body,
            value=phrases.value(figure, t),
            when=when,
            measure=phrases.measure(figure.measure, store, t),
        ),
    }


def _legend(rows: pd.DataFrame) -> alt.Legend:
    return alt.Legend(
        orient="bottom", rowPadding=0, columns=1, labelLimit=300, symbolType="stroke", symbolStrokeWidth=3,
        symbolOpacity=1, values=list(dict.fromkeys(rows["body"])),
    )  # fmt: skip
