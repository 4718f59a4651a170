"""The chart of returns over time: every published count as a bar across the days it speaks of, one panel a crossing.

A bar's height is people a day (the count divided by its days), so that a week and a month can be compared by eye.
A bar with an open end carries a triangle; days without a bar are days nobody reported on.
"""

from datetime import timedelta
from typing import Any

import altair as alt
import pandas as pd

from geo.numbers import bounds
from geo.schema import Figure
from geo.store import Store
from geo.window import Window
from geo.words import period_text, value_text

CROSSINGS = ("islam-qala", "milak-zaranj", "abu-nasr-farahi", "border-af-ir")
FLOWS = frozenset({"inflows_all", "returns_all", "returns_undocumented", "deportations", "departures",
                   "departures_undocumented"})  # fmt: skip
HUES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B665C")
LONGEST = 100


def chart_rows(store: Store, window: Window) -> pd.DataFrame:
    """List the counts to draw around ``window``: columns place, body, start, end, low, high (people a day), open, says.

    Counts over more than ``LONGEST`` days are left out: their average hides what the chart is to show.
    """
    margin = timedelta(days=max(window.days, 14))
    wide = Window(window.start - margin, window.end + margin)
    rows = [_row(f, store) for f in store.figures if _drawn(f, wide)]
    columns = ["place", "body", "start", "end", "low", "high", "open", "says"]
    return pd.DataFrame(rows, columns=columns).sort_values(["place", "start", "body"], ignore_index=True)


def returns_chart(store: Store, window: Window, *, height: int = 84) -> alt.VConcatChart | None:
    """Draw the counts around ``window``, which is shaded; ``None`` where there is nothing to draw."""
    rows = chart_rows(store, window)
    if rows.empty:
        return None
    shade = pd.DataFrame({"start": [pd.Timestamp(window.start)], "end": [pd.Timestamp(window.end)]})
    base = alt.Chart(rows)
    x = alt.X("start:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=6))
    y = alt.Y("low:Q", title="people a day", axis=alt.Axis(format="~s", tickCount=3))
    color = alt.Color("body:N", title="Counted by", scale=alt.Scale(range=list(HUES)), legend=_legend())
    tip = alt.Tooltip("says:N", title=" ")
    bars = base.mark_bar(opacity=0.75, cornerRadius=1, minBandSize=3).encode(
        x=x, x2="end:T", y=y, y2="top:Q", color=color, tooltip=[tip]
    ).transform_calculate(top="max(datum.high, datum.low + 220)")  # fmt: skip
    opened = base.mark_point(shape="triangle-up", filled=True, size=26, yOffset=-5).encode(
        x="middle:T", y="low:Q", color=color, tooltip=[tip]
    ).transform_filter("datum.open").transform_calculate(middle="(+datum.start + +datum.end) / 2")  # fmt: skip
    band = alt.Chart(shade).mark_rect(opacity=0.08, color="#3A3A3A").encode(x="start:T", x2="end:T")
    layered = alt.layer(band, bars, opened).properties(height=height, width="container")
    panels = [layered.transform_filter(alt.datum.place == p).properties(title=_title(p, store)) for p in _present(rows)]
    stacked = alt.vconcat(*panels).resolve_scale(y="independent", x="shared")
    drawn: alt.VConcatChart = stacked.configure_view(stroke=None)
    return drawn


def _drawn(figure: Figure, wide: Window) -> bool:
    if figure.measure not in FLOWS or figure.nature != "count" or figure.unit != "people":
        return False
    if figure.start is None or figure.end is None or (figure.end - figure.start).days > LONGEST:
        return False
    return wide.meets(figure.start, figure.end) and figure.place_ids[:1] != () and figure.place_ids[0] in CROSSINGS


def _row(figure: Figure, store: Store) -> dict[str, Any]:
    assert figure.start  # noqa: S101
    assert figure.end  # noqa: S101
    days = (figure.end - figure.start).days + 1
    low, high = bounds(figure.value, figure.qualifier, figure.value_high, figure.value_written)
    body = store.bodies[figure.counted_by].name
    when = period_text(figure.start, figure.end)
    return {
        "place": figure.place_ids[0] if len(figure.place_ids) == 1 else "border-af-ir",
        "body": body,
        "start": pd.Timestamp(figure.start),
        "end": pd.Timestamp(figure.end) + pd.Timedelta(days=1),
        "low": (low or 0) / days,
        "high": (high if high is not None else low or 0) / days,
        "open": high is None,
        "says": f"{body}: {value_text(figure)}, {when} ({store.measures[figure.measure].label.lower()})",
    }


def _present(rows: pd.DataFrame) -> list[str]:
    found = set(rows["place"])
    return [p for p in CROSSINGS if p in found]


def _title(place_id: str, store: Store) -> alt.TitleParams:
    return alt.TitleParams(store.places[place_id].name, anchor="start", fontSize=12, fontWeight="normal")


def _legend() -> alt.Legend:
    return alt.Legend(orient="bottom", columns=2, labelLimit=260, symbolType="square")
