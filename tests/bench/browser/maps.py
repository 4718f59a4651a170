"""The maps of the bench: how each page is made, what its control is, and how its window moves a week on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import folium
import pandas as pd
import pydeck
from folium.plugins import Timeline, TimelineSlider, TimestampedGeoJson

from layers import assets
from layers.offline_map import OfflineMap
from layers.slider import TimeLayer
from layers.timedata import day_of
from tests.bench.browser.events import WINDOW, synthetic


@dataclass(frozen=True)
class Map:
    """A map to measure.

    ``target`` is the selector to wait for; ``press`` moves the window one step on; ``most`` is the largest size at
    which it can be waited for; ``needs`` names the scripts that it takes from outside; ``handle`` is what a hand drags,
    where there is something to drag.
    """

    name: str
    page: Callable[[int, Path], str]
    target: str
    press: str
    most: int = 10**9
    needs: tuple[str, ...] = ()
    handle: str = ""


def ours(n: int, _vendor: Path, *, even: bool = False) -> str:
    """Make the time map."""
    whole = OfflineMap(assets="inline", bounds=((30, 58), (36, 66)))
    TimeLayer(synthetic(n, even=even), start=1000, end=1000 + WINDOW, step="week").add_to(whole)
    return whole.get_root().render()


def evenly(n: int, vendor: Path) -> str:
    """Make the time map of events that are spread evenly over everything."""
    return ours(n, vendor, even=True)


def bare(_n: int, vendor: Path) -> str:
    """Make the limit: Leaflet alone, with a circle on its canvas for each place, all redrawn a step."""
    data, whole = synthetic(100), _folium(vendor)
    for at in zip(data.place_lat, data.place_lon, strict=True):
        folium.CircleMarker(at, radius=8).add_to(whole)
    return str(whole.get_root().render())


def timeline_slider(n: int, vendor: Path) -> str:
    """Make folium's TimelineSlider over the same events."""
    data, whole = synthetic(n), _folium(vendor)
    features = [
        _point(data, s, p) | {"properties": {"start": str(day_of(s)), "end": str(day_of(s + WINDOW))}}
        for s, p in zip(data.event_start, data.at_place, strict=True)
    ]
    line = Timeline({"type": "FeatureCollection", "features": features}).add_to(whole)
    line.default_js, line.default_css = [], []
    slider = TimelineSlider(auto_play=False).add_timelines(line)
    slider.default_css = []
    slider.default_js = _scripts(vendor, SLIDER)
    slider.add_to(whole)
    return whole.get_root().render()


def timestamped(n: int, vendor: Path) -> str:
    """Make folium's TimestampedGeoJson, each event shown for the window after its day."""
    data, whole = synthetic(n), _folium(vendor)
    features = [
        _point(data, s, p) | {"properties": {"times": [f"{day_of(s)}T00:00:00"], "icon": "circle"}}
        for s, p in zip(data.event_start, data.at_place, strict=True)
    ]
    layer = TimestampedGeoJson(
        {"type": "FeatureCollection", "features": features}, period="P7D", duration=f"P{WINDOW}D", auto_play=False
    )
    layer.default_css = []
    layer.default_js = [("jquery", (vendor / "jquery.js").as_uri()), *_scripts(vendor, DIMENSION)]
    layer.add_to(whole)
    return whole.get_root().render()


def deck(n: int, _vendor: Path) -> str:
    """Make a pydeck chart of the same events; the page filters them by day and hands the rest to deck.gl."""
    data = synthetic(n)
    rows = pd.DataFrame(
        {"day": data.event_start, "lon": [round(data.place_lon[p], 4) for p in data.at_place],
         "lat": [round(data.place_lat[p], 4) for p in data.at_place]}
    )  # fmt: skip
    layer = pydeck.Layer(
        "ScatterplotLayer", rows, id="events", get_position="[lon, lat]", get_radius=6000, get_fill_color=[0, 114, 178]
    )
    view = pydeck.ViewState(latitude=33, longitude=62, zoom=5.5)
    chart = pydeck.Deck([layer], initial_view_state=view, map_provider=None)
    return str(chart.to_html(as_string=True, offline=True))


KEY = "target.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))"
INPUT = "target.value = Number(target.value) + 7 * 864e5; target.dispatchEvent(new Event('input', {bubbles: true}))"
NEXT = """await new Promise((done) => {
  const dimension = Object.values(window).find((one) => one instanceof L.Map).timeDimension;
  if (!window.at) {
    const weeks = L.TimeDimension.Util.explodeTimeRange(new Date('2000-01-01'), new Date('2007-12-01'), 'P7D');
    dimension.setAvailableTimes(weeks, 'replace');
  }
  window.at = (window.at || 142) + 1;
  dimension.once('timeload', done);
  dimension.setCurrentTimeIndex(window.at);
})"""
FILTER = f"""await new Promise((done) => {{
  window.whole = window.whole || deckInstance.props.layers[0];
  window.from = (window.from || 1000) + 7;
  const data = whole.props.data.filter((one) => one.day >= from && one.day < from + {WINDOW});
  deckInstance.setProps({{layers: [whole.clone({{data}})], onAfterRender: done}});
}})"""
REDRAW = """(() => {
  window.all = window.all || Object.values(window).filter((one) => one instanceof L.CircleMarker);
  window.turn = (window.turn || 0) + 1;
  all.forEach((one, i) => one.setRadius(8 + ((i + turn) % 3)));
})()"""
SLIDER = ("moment.min.js", "leaflet.timeline.js")
DIMENSION = ("iso8601.js", "leaflet.timedimension.min.js", "moment.min.js")
MAPS = (
    Map("marz", ours, ".marz-bar", KEY, handle=".marz-bar"),
    Map("marz, even", evenly, ".marz-bar", KEY, handle=".marz-bar"),
    Map("400 bare circles", bare, ".leaflet-container", REDRAW, 100),
    Map("TimelineSlider", timeline_slider, ".time-slider", INPUT, 100_000, SLIDER, ".time-slider"),
    Map("TimestampedGeoJson", timestamped, ".leaflet-bar-timecontrol", NEXT, 10_000, DIMENSION),
    Map("pydeck", deck, "#deck-container canvas", FILTER, 100_000),
)


def prepare(vendor: Path) -> None:
    """Put the scripts that come with the project beside those from outside."""
    vendor.mkdir(parents=True, exist_ok=True)
    leaflet, jquery, *_ = assets.scripts()
    (vendor / "leaflet.js").write_bytes(leaflet.content)
    (vendor / "jquery.js").write_bytes(jquery.content)


def _folium(vendor: Path) -> folium.Map:
    whole = folium.Map((33, 62), zoom_start=6, tiles=None, prefer_canvas=True)
    whole.default_js, whole.default_css = _scripts(vendor, ("leaflet.js",)), []
    return whole


def _scripts(vendor: Path, names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, (vendor / name).as_uri()) for name in names]


def _point(data: object, _start: int, place: int) -> dict[str, object]:
    spot = [data.place_lon[place], data.place_lat[place]]  # type: ignore[attr-defined]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": spot}}
