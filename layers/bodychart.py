"""One small chart a counting body: its published counts, and the smoothest daily series that meets them all.

A band spans the bounds, cut where some figure begins or ends; it is fainter and runs out at the top where nothing
caps it. A thick line is one published count across its days, with a triangle where it is open. The thin line is the
estimate. Days on which the body reported nothing are hatched.
"""

from collections.abc import Sequence
from datetime import date

import altair as alt
import pandas as pd

from geo.calendars import Lang
from geo.store import Store
from geo.volumes import Volume, steps
from geo.volumes.stored import of_store
from geo.window import ONE_DAY, Window
from layers import phrases
from layers.chart import around, count_marks, hatch, shade, told_rows, x_days, y_people
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
) -> list[alt.LayerChart]:
    """Draw a chart for each of ``volumes``: its body's counts at ``place`` around the window, and the estimate."""
    return [chart for v in volumes if (chart := _chart(store, window, place, v, known_by, language(lang))) is not None]


def _chart(
    store: Store, window: Window, place: str, volume: Volume, known_by: date | None, t: Language
) -> alt.LayerChart | None:
    rows = told_rows(store, window, place, volume.counted_by, known_by=known_by, lang=t.lang)
    best = estimate_rows(store, window, place, volume, known_by)
    if rows.empty and best["people"].isna().all():
        return None
    pieces = bounds_rows(store, window, place, volume, known_by=known_by, t=t)
    top = _ROOM * max([1.0, *rows["high"], *rows["low"], *best["people"].dropna(), *pieces["low"].dropna()])
    title = alt.TitleParams(phrases.body(volume.counted_by, store, t), anchor="end" if t.rtl else "start", fontSize=12,
                            fontWeight="normal", limit=300)  # fmt: skip
    silent = [day for start, end in zip(*_ends(pieces[pieces["silent"]]), strict=True) for day in _days(start, end)]
    layers = [
        shade(window), hatch(silent, window), _band(pieces[~pieces["silent"]], window, top, t),
        *count_marks(rows, window, alt.value(INK), t), _line(best, window, t),
    ]  # fmt: skip
    return alt.LayerChart(layer=layers).properties(height=200, title=title)


def bounds_rows(
    store: Store, window: Window, place: str, volume: Volume, *, known_by: date | None = None, t: Language
) -> pd.DataFrame:
    """List the bounds around the window piece by piece, in people a day: start, end, low, high, silent, says."""
    counted = of_store(store)
    pieces = steps(counted, volume.counted_by, volume.measure, around(window), place=place, known_by=known_by)
    rows = [
        {
            "start": pd.Timestamp(piece.window.start),
            "end": pd.Timestamp(piece.window.end),
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
    return pd.DataFrame(rows).astype({"silent": bool, "high": "float64"})


def _band(pieces: pd.DataFrame, window: Window, top: float, t: Language) -> alt.Chart:
    """Draw the bounds of each piece; a band without an upper limit, or with one far off, runs out at the top."""
    rows = pieces.assign(high=pieces["high"].fillna(top).clip(upper=top), open=pieces["high"].isna())
    scale = alt.Scale(domain=[0, top], nice=False)
    opacity = alt.condition("datum.open", alt.value(0.12), alt.value(0.25))
    drawn: alt.Chart = alt.Chart(rows).mark_bar(clip=True, color=INK).encode(
        x=x_days("start", window, t), x2="end:T", y=y_people().scale(scale), y2="high:Q",
        opacity=opacity, tooltip=alt.Tooltip("says:N", title=t("chart_bounds")),
    )  # fmt: skip
    return drawn


def _line(best: pd.DataFrame, window: Window, t: Language) -> alt.Chart:
    line = alt.Chart(best).mark_line(color="#8A857B", strokeWidth=1.5, interpolate="step-after", clip=True)
    tip = alt.Tooltip("people:Q", title=t("chart_estimate"), format=",.0f")
    drawn: alt.Chart = line.encode(x=x_days("day", window, t), y="people:Q", tooltip=tip)
    return drawn


def _ends(pieces: pd.DataFrame) -> tuple[list[date], list[date]]:
    return [day.date() for day in pieces["start"]], [day.date() for day in pieces["end"]]


def _days(start: date, end: date) -> list[date]:
    return [start + n * ONE_DAY for n in range((end - start).days)]


def estimate_rows(store: Store, window: Window, place: str, volume: Volume, known_by: date | None) -> pd.DataFrame:
    """Estimate day by day around the window; a day the body is silent on has no value, so the line breaks."""
    wide = around(window)
    told = of_store(store).series(volume.counted_by, volume.measure, place=place, known_by=known_by, window=wide)
    days = [wide.start + n * ONE_DAY for n in range(wide.days)]
    people = pd.Series([told.get(day.toordinal()) for day in days], dtype="float64")
    return pd.DataFrame({"day": pd.to_datetime(days), "people": people})
