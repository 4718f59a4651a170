"""Building and writing the map of the whole record, beside plain folium with a marker for every event, in one run.

The peer has the same shapes under it and what people give it: a circle, a popup and a tooltip an event, no time.
Run: python -m tests.bench.bench_map
"""

import time
from collections.abc import Callable
from datetime import date

import folium

from geo.boundaries import provinces
from geo.store import Store
from geo.window import Window
from layers.events import events
from layers.overlay import time_map
from tests.bench import table

WHOLE = Window.inclusive(date(2018, 1, 1), date(2025, 12, 31))


def plain(store: Store) -> str:
    """Draw every event that has a shape as folium's examples do."""
    made = folium.Map((33.0, 61.3), zoom_start=7, tiles=None)
    folium.GeoJson(provinces()[["geometry"]]).add_to(made)
    for row in events(WHOLE, store).dropna(subset="geometry").itertuples():
        spot = row.geometry.representative_point()
        folium.CircleMarker((spot.y, spot.x), tooltip=row.title, popup=f"{row.title}: {row.said_by}").add_to(made)
    return str(made.get_root().render())


def ours(store: Store) -> str:
    """Draw the whole record with its slider."""
    return str(time_map(store, WHOLE).get_root().render())


def timed(build: Callable[[Store], str], store: Store, times: int = 3) -> tuple[float, float]:
    """Seconds of processor of the best of several runs, and megabytes of the page."""
    best, text = float("inf"), ""
    for _ in range(times):
        began = time.process_time()
        text = build(store)
        best = min(best, time.process_time() - began)
    return best, len(text.encode()) / 1e6


def main() -> None:
    """Build both."""
    store = Store.open()
    timed(ours, store, times=1)
    own, peer = timed(ours, store), timed(plain, store)
    print(f"ours {own[0]:.2f} s, {own[1]:.2f} MB; plain folium {peer[0]:.2f} s, {peer[1]:.2f} MB")
    table.row("map", "building the whole record's map", own[0], "plain folium, a marker an event", peer[0], "s")
    table.row("map", "its page, Leaflet left out", own[1], "plain folium, a marker an event", peer[1], "MB")


if __name__ == "__main__":
    main()
