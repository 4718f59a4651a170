"""A figure of a week, by ``layers.snapshot`` and by what people do instead: folium's picture taken in a browser.

Prints seconds and kilobytes of each in one run, with the ratio. Run: python -m tests.bench.bench_snapshot
"""

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from geo.store import Store
from geo.window import Window
from layers.overlay import time_map
from layers.report.onefile import onefile
from layers.snapshot import Shot, picture
from tests.bench import table
from tests.browser import chromium

WEEK = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))


def by_browser(store: Store) -> bytes:
    """Open the map in Chromium and take its picture, as folium's ``_to_png`` does with Selenium."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder) / "map.html"
        file.write_text(time_map(store, WEEK, assets="inline").get_root().render(), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1754, "height": 1240})
        page.goto(file.as_uri())
        page.wait_for_timeout(1000)
        return page.screenshot()


def timed(name: str, make: Callable[[], bytes], times: int = 3) -> float:
    """Print the best of several runs."""
    best, size = float("inf"), 0
    for _ in range(times):
        began = time.perf_counter()
        size = len(make())
        best = min(best, time.perf_counter() - began)
    print(f"{name:28} {best:6.2f} s {size / 1000:8,.0f} KB")
    return best


def main() -> None:
    """Draw the same week in every way."""
    store = Store.open()
    shot = Shot(window=WEEK, dpi=150)
    picture(store, shot, "warm.png")
    peer = timed("browser, PNG", lambda: by_browser(store))
    for name in ("x.png", "x.svg", "x.pdf"):
        own = timed(f"snapshot, {name[2:].upper()}", lambda name=name: picture(store, shot, name))
        print(f"{'':28} {own / peer:6.2f} times the browser")
        table.row("snapshot", f"a week's map, {name[2:].upper()}", own, "Chromium's picture of the map", peer, "s")
    timed("one file, HTML", lambda: onefile(store, shot, "x.html"))


if __name__ == "__main__":
    main()
