"""From an empty process to a painted map, beside a bare streamlit + folium page in the same run.

Prints seconds from starting the server to the map on the screen, from a second visit to the map, from a key pressed to
a settled page, and the weight of what the browser was sent. Run: python -m tests.bench.bench_app
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from geo.paths import static
from tests.browser import chromium
from tests.server import served, wait_for

BARE = """
import folium, streamlit as st
from streamlit_folium import st_folium
from layers import assets
assets.install()
from layers.offline_map import OfflineMap
bare = OfflineMap()
folium.CircleMarker((34.7, 61.0)).add_to(bare)
st_folium(bare, key="map", returned_objects=[])
"""


def painted(page: Page, url: str, sign: str) -> float:
    """Seconds from asking for the page to the sign inside the map's frame."""
    began = time.perf_counter()
    page.goto(url)
    page.frame_locator("iframe").locator(sign).first.wait_for(timeout=120_000)
    return time.perf_counter() - began


def weighed(browser: Browser, url: str, sign: str) -> tuple[float, float]:
    """Seconds to paint and megabytes received, websocket frames included."""
    page, received = browser.new_page(), [0]
    page.on("response", lambda r: received.__setitem__(0, received[0] + int(r.headers.get("content-length", 0))))
    page.on("websocket", lambda ws: ws.on("framereceived", lambda f: received.__setitem__(0, received[0] + len(f))))
    seconds = painted(page, url, sign)
    page.close()
    return seconds, received[0] / 1e6


def settled(browser: Browser, url: str) -> float:
    """Seconds from a key pressed on the slider to the page that has followed."""
    page = browser.new_page()
    painted(page, url + "?from=2025-07-05&to=2025-07-05", "[role=slider]")
    page.get_by_text("Never added").first.wait_for(timeout=60_000)
    page.frame_locator("iframe").locator("[role=slider]").first.focus()
    began = time.perf_counter()
    page.keyboard.press("ArrowRight")
    page.locator(".mz-window", has_text="6 July 2025").wait_for(timeout=60_000)
    seconds = time.perf_counter() - began
    page.close()
    return seconds


def main() -> None:
    """Print the table."""
    with chromium() as browser:
        began = time.perf_counter()
        with served() as url:
            first, _ = weighed(browser, url, ".marz-mark")
            cold = time.perf_counter() - began
            again, weight = weighed(browser, url, ".marz-mark")
            follow = settled(browser, url)
        bare, bare_again, bare_weight = of_bare(browser)
    print(f"{'':24}{'marz':>8}{'bare':>8}{'ratio':>8}")
    rows = [("start to painted, s", cold, bare), ("second visit, s", again, bare_again)]
    for name, ours, peer in [*rows, ("received, MB", weight, bare_weight)]:
        print(f"{name:24}{ours:8.2f}{peer:8.2f}{ours / peer:8.2f}")
    print(f"{'key to settled page, s':24}{follow:8.2f}\nfirst visit after the server answered: {first:.2f} s")


def of_bare(browser: Browser) -> tuple[float, float, float]:
    """Do the same for a page that only shows a folium map with one circle."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE)
        (Path(folder) / "static").symlink_to(static())
        began = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(script),
            "--server.port",
            "8799",
            "--server.headless",
            "true",
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for("http://localhost:8799/_stcore/health", process)
            weighed(browser, "http://localhost:8799/", ".leaflet-container")
            cold = time.perf_counter() - began
            again, weight = weighed(browser, "http://localhost:8799/", ".leaflet-container")
        finally:
            process.terminate()
            process.wait()
    return cold, again, weight


if __name__ == "__main__":
    main()
