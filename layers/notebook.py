"""Maps and layers as objects that show themselves in Jupyter, with no network: the same ones the page and files use."""

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import folium
import geopandas as gpd
import pandas as pd

from geo.calendars import parse_period
from geo.store import Store
from geo.window import Window
from layers.export.selection import Selection
from layers.layer import DISCLAIMER, Layer
from layers.offline_map import OfflineMap
from layers.overlay import BOTH_GATES, base_shapes, time_map
from layers.palette import HUES, LIGHT, RETURNS
from layers.shapes import ShapeLayer

SUMMER_2025 = ("2025-06-25", "2025-07-09")
ROWS = 8
HEIGHT = 420
DETAIL = 0.002  # degrees, about 200 m: below a pixel at the zooms where a whole province is seen
_HUE = {"camps": HUES["camp"], "crossings": LIGHT["ink"], "provinces": LIGHT["province"], "border": LIGHT["border"]}


def map(
    first: str = "", last: str = "", *, store: Store | None = None, known_by: str = "", lang: str = "en",
    dark: bool = False,
) -> OfflineMap:  # fmt: skip
    """Give the whole map with its slider, opened on the days from ``first`` to ``last``, in one piece.

    Days are ISO, EDTF or Solar Hijri; a month stands for its days, and one argument for its own period. ``save(path)``
    writes it as one HTML file.

    Examples
    --------
    >>> map("2025-07", lang="fa").assets
    'inline'
    """
    window = _window(first, last) if first else _window(*SUMMER_2025)
    drawn = time_map(
        store or Store.open(), window, known_by=_day(known_by), assets="inline", lang=lang, dark=dark, card=True
    )
    drawn.add_to(folium.Figure(height=f"{HEIGHT + 140}px"))
    return drawn


def show(name: str, first: str = "", last: str = "", *, store: Store | None = None, known_by: str = "") -> "Shown":
    """Give a layer's rows of the days from ``first`` to ``last`` (default: all), ready to look at and to work with.

    Examples
    --------
    >>> gates = show("crossings")
    >>> gates.frame.set_index("id").loc["islam-qala", "admin1"]
    'AF-HER; IR-09'
    """
    from layers.export.write import named

    (layer,) = named([name])
    window = _window(first, last) if first else Window(date(1970, 1, 1), date(2100, 1, 1))
    rows = layer.frame(store or Store.open(), window, known_by=_day(known_by))
    return Shown(layer, rows, Selection(window=window, known_by=_day(known_by)))


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A layer's rows for some days. ``frame`` is the GeoDataFrame; :meth:`explore` gives a map of it."""

    layer: Layer
    frame: gpd.GeoDataFrame
    selection: Selection

    def explore(self, *, dark: bool = False, height: int = HEIGHT) -> OfflineMap:
        """Give a map of the rows that have a place; a click on one shows what it says."""
        placed = self.frame[self.frame.geometry.notna()]
        drawn = OfflineMap(assets="inline", dark=dark, bounds=BOTH_GATES, credits=f"{DISCLAIMER} · {self.layer.credit}")
        ShapeLayer(base_shapes()).add_to(drawn)
        if len(placed):
            _marks(placed, self.layer).add_to(drawn)
        drawn.add_to(folium.Figure(height=f"{height}px"))
        return drawn

    def _repr_html_(self) -> str:
        """Say what it is, show where, and the first rows."""
        window = self.selection.window
        days = f", {window.start} to {window.last}" if self.layer.dated and window.start.year > 1970 else ""
        count = f"{len(self.frame):,} rows" + (f", the first {ROWS} of them:" if len(self.frame) > ROWS else ":")
        head = f"<h4>{escape(self.layer.title)}{days}</h4><p>{escape(self.layer.about)} {count}</p>"
        with pd.option_context("display.max_colwidth", 48):
            table = self.frame.drop(columns="geometry").head(ROWS).to_html(max_cols=10, index=False, na_rep="")
        return f"{head}{self.explore()._repr_html_()}{table}<p>{escape(self.layer.credit)}. {DISCLAIMER}</p>"


def _marks(placed: gpd.GeoDataFrame, layer: Layer) -> folium.GeoJson:
    """Draw rows in the map's colours. Every text is escaped: folium puts it into the page as it stands."""
    names = [name for name in placed.columns if name != "geometry"]
    # Leaflet 1.9.3 cannot hang a tooltip on a group within a group; each part then carries the row's own.
    grouped = placed.geom_type.isin(["MultiPoint", "GeometryCollection"])
    placed = pd.concat([placed[~grouped], placed[grouped].explode()])
    texts = placed[["geometry"]].assign(
        geometry=placed.geometry.simplify(DETAIL),
        **{name: [_told(value) for value in placed[name]] for name in names},
        _hue=[HUES[c] for c in placed["category"]] if "category" in placed else _HUE.get(layer.name, RETURNS),
    )
    titles = [name for name in ("title", "name", "place", "status", "body", "low", "high") if name in names]
    return folium.GeoJson(
        texts,
        marker=folium.CircleMarker(radius=5),
        style_function=_style,
        tooltip=folium.GeoJsonTooltip(titles, labels=False) if titles else None,
        popup=folium.GeoJsonPopup(names, localize=False, max_width=420, style="max-height:260px;overflow:auto"),
    )


def _style(feature: dict[str, Any]) -> dict[str, Any]:
    hue = feature["properties"]["_hue"]
    solid = feature["geometry"]["type"] == "Point"
    return {"color": hue, "fillColor": hue, "weight": 1.5, "fillOpacity": 0.6 if solid else 0.1}


def _told(value: Any) -> str:
    """Write a value as text that stays text inside a script's template, too."""
    if pd.isna(value):
        return ""
    return "".join(f"&#{ord(c)};" if c in "`$\\" else c for c in escape(str(value)))


def _window(first: str, last: str) -> Window:
    begun = parse_period(first)
    ended = parse_period(last or first)
    return Window.inclusive(begun.start, ended.end)


def _day(text: str) -> date | None:
    return parse_period(text).end if text else None
