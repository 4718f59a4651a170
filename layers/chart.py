"""The chart of returns over time: every published count as a bar across the days it speaks of, one panel a crossing.

A bar's height is people a day (the count divided by its days), so that a week and a month can be compared by eye.
A bar with an open end carries a triangle; days without a bar are days nobody reported on.
"""

from datetime import timedelta
from typing import Any

import altair as alt
import pandas as pd

from geo.calendars import Lang
from geo.claims import inside
from geo.numbers import bounds
from geo.schema import Figure
from geo.store import Store
from geo.window import Window
from layers import phrases
from layers.language import Language, language

CROSSINGS = ("islam-qala", "milak-zaranj", "abu-nasr-farahi", "border-af-ir")
FLOWS = frozenset({"inflows_all", "returns_all", "returns_undocumented", "deportations", "departures",
                   "departures_undocumented"})  # fmt: skip
HUES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
GREY = "#8A857B"
LONGEST = 45
COLUMNS = ["place", "body", "start", "end", "low", "high", "open", "middle", "says"]


def chart_rows(store: Store, window: Window, *, lang: Lang = "en") -> pd.DataFrame:
    """List the counts to draw around ``window``: place, body, start, end, low, high (people a day), open, says.

    Counts over more than ``LONGEST`` days are left out: their average hides what the chart is to show.
    """
    rows = [_row(f, store, language(lang)) for f in store.figures if _drawn(f, around(window))]
    return pd.DataFrame(rows, columns=COLUMNS).sort_values(["place", "start", "body"], ignore_index=True)


def returns_charts(store: Store, window: Window, *, lang: Lang = "en", height: int = 280) -> list[alt.LayerChart]:
    """Draw the counts around ``window``, which is shaded: one chart a crossing that anybody counted at."""
    t = language(lang)
    rows = chart_rows(store, window, lang=lang)
    bodies = list(rows["body"].value_counts().index[: len(HUES)])
    rows["body"] = rows["body"].where(rows["body"].isin(bodies), t("chart_others"))
    places = [p for p in CROSSINGS if p in set(rows["place"])]
    return [
        _panel(rows[rows["place"] == p], phrases.name(store.places[p], t), window, bodies, height, t) for p in places
    ]


def told_rows(store: Store, window: Window, place: str, body: str, *, lang: Lang = "en") -> pd.DataFrame:
    """List one body's counts around ``window`` for a place and what lies in it, as in :func:`chart_rows`."""
    here = inside(place, store)
    told = [f for f in store.figures if f.counted_by == body and here.issuperset(f.place_ids) and f.place_ids]
    t = language(lang)
    return pd.DataFrame([_row(f, store, t) for f in told if _counts(f, around(window))], columns=COLUMNS)


def _panel(
    rows: pd.DataFrame, name: str, window: Window, bodies: list[str], height: int, t: Language
) -> alt.LayerChart:
    hues = alt.Scale(domain=[*bodies, t("chart_others")], range=[*HUES[: len(bodies)], GREY])
    color = alt.Color("body:N", title=None, scale=hues, legend=_legend(rows))
    name = t("chart_per_day", place=name.split(" (")[0])
    title = alt.TitleParams(name, anchor="end" if t.rtl else "start", fontSize=12, fontWeight="normal")
    layered = alt.LayerChart(layer=[shade(window), *count_marks(rows, window, color, t)])
    return layered.properties(height=height, title=title)


def count_marks(rows: pd.DataFrame, window: Window, color: Any, t: Language) -> list[alt.Chart]:
    """Draw counts as bands between their two ends, lines across their days, and triangles where they are open."""
    base, days = alt.Chart(rows), day_scale(window)
    x = alt.X("start:T", title=None, scale=days, axis=alt.Axis(format="%-d %b", tickCount=4, grid=False))
    y = alt.Y("low:Q", title=None, axis=alt.Axis(format="~s", tickCount=3))
    tip = [alt.Tooltip("says:N", title=t("chart_published"))]
    bands = base.mark_bar(opacity=0.3, clip=True).encode(x=x, x2="end:T", y=y, y2="high:Q", color=color, tooltip=tip)
    lines = base.mark_rule(size=3, clip=True).encode(x=x, x2="end:T", y=y, color=color, tooltip=tip)
    opened = base.transform_filter("datum.open").mark_point(
        shape="triangle-up", filled=True, size=40, opacity=1, yOffset=-6, clip=True
    ).encode(x=alt.X("middle:T", scale=days), y=y, color=color, tooltip=tip)  # fmt: skip
    return [bands, lines, opened]


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


def _drawn(figure: Figure, wide: Window) -> bool:
    return _counts(figure, wide) and figure.place_ids[:1] != () and figure.place_ids[0] in CROSSINGS


def _counts(figure: Figure, wide: Window) -> bool:
    if figure.measure not in FLOWS or figure.nature != "count" or figure.unit != "people":
        return False
    if figure.start is None or figure.end is None or (figure.end - figure.start).days > LONGEST:
        return False
    return wide.meets(figure.start, figure.end)


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
