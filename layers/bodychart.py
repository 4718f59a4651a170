"""One small chart a counting body: its published counts, and the smoothest daily series that meets them all.

The line is an estimate and breaks where the body says nothing; a band spans the two ends of a count that has both, a
triangle marks one with no upper limit.
"""

from collections.abc import Sequence
from datetime import date

import altair as alt
import pandas as pd

from geo.calendars import Lang
from geo.store import Store
from geo.volumes import Volume
from geo.volumes.stored import of_store
from geo.window import ONE_DAY, Window
from layers import phrases
from layers.chart import around, count_marks, day_scale, shade, told_rows
from layers.language import Language, language

INK = "#0072B2"


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
    rows = told_rows(store, window, place, volume.counted_by, lang=t.lang)
    best = _series(store, window, place, volume, known_by)
    if rows.empty and best["people"].isna().all():
        return None
    days = day_scale(window)
    line = alt.Chart(best).mark_line(color="#8A857B", strokeWidth=1.5, interpolate="step-after", clip=True)
    tip = alt.Tooltip("people:Q", title=t("chart_estimate"), format=",.0f")
    drawn = line.encode(x=alt.X("day:T", scale=days), y="people:Q", tooltip=tip)
    title = alt.TitleParams(phrases.body(volume.counted_by, store, t), anchor="end" if t.rtl else "start", fontSize=12,
                            fontWeight="normal", limit=300)  # fmt: skip
    layers = [shade(window), *count_marks(rows, window, alt.value(INK), t), drawn]
    return alt.LayerChart(layer=layers).properties(height=140, title=title)


def _series(store: Store, window: Window, place: str, volume: Volume, known_by: date | None) -> pd.DataFrame:
    """Estimate day by day around the window; a day the body is silent on has no value, so the line breaks."""
    wide = around(window)
    told = of_store(store).series(volume.counted_by, volume.measure, place=place, known_by=known_by, window=wide)
    days = [wide.start + n * ONE_DAY for n in range(wide.days)]
    people = pd.Series([told.get(day.toordinal()) for day in days], dtype="float64")
    return pd.DataFrame({"day": pd.to_datetime(days), "people": people})
