"""Step time, first paint and page weight of the time map at growing numbers of events, beside folium's TimelineSlider.

    python -m tests.bench.bench_slider [N …] [--peer]

A step is one arrow key: ``step`` and ``slow`` (95 %) are milliseconds from the key event to the frame after the redraw,
which a busy machine stretches; ``cpu`` is what the page's main thread spent on a step. Peers need their scripts from
outside; they are measured only where ``MARZ_BENCH_VENDOR`` names a folder that holds ``leaflet.timeline.js`` and
``moment.min.js``.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import folium
import numpy as np
from folium.plugins import Timeline, TimelineSlider
from playwright.sync_api import Browser, Page

from geo.schema import CATEGORIES, STATUSES
from layers import assets
from layers.offline_map import OfflineMap
from layers.slider import TimeLayer
from layers.timedata import TimeData, day_of
from tests.browser import chromium

PLACES, DAYS, WINDOW = 400, 8 * 365, 91
COLUMNS = ("build s", "page MB", "open ms", "step ms", "slow ms", "cpu ms")
STEP = """async () => {
  const times = [];
  const target = document.querySelector(TARGET);
  target.focus();
  for (let i = 0; i < 30; i++) {
    await new Promise((done) => requestAnimationFrame(done));
    const began = performance.now();
    PRESS;
    await new Promise((done) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); }));
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return [times[15], times[28]];
}"""  # noqa: E501


def synthetic(n: int, *, even: bool = False) -> TimeData:
    """Make events over 400 places and eight years, as lists of incidents have them: most last a day at a few places.

    ``even`` spreads them evenly over everything: the hardest to write small.
    """
    rng = np.random.default_rng(n)
    start = np.sort(rng.integers(0, DAYS - 30, n))
    named = min(n, 5000)
    place = rng.integers(0, PLACES, n) if even else (PLACES * rng.random(n) ** 2).astype(int)
    length = rng.integers(1, 15, n) if even else np.where(rng.random(n) < 0.9, 1, rng.integers(2, 15, n))
    category = rng.integers(0, len(CATEGORIES), n) if even else (len(CATEGORIES) * rng.random(n) ** 3).astype(int)
    status = (
        rng.integers(0, len(STATUSES), n)
        if even
        else rng.choice(len(STATUSES), n, p=[0.9, 0.04, 0.03, 0.01, 0.01, 0.01])
    )
    return TimeData(
        first=0, last=DAYS, place_id=[f"p{i}" for i in range(PLACES)], place_name=[f"Place {i}" for i in range(PLACES)],
        place_name_fa=[""] * PLACES, place_kind=["settlement"] * PLACES, place_lat=rng.uniform(30, 36, PLACES),
        place_lon=rng.uniform(58, 66, PLACES), place_precision_km=[None] * PLACES, place_shape=[""] * PLACES,
        event_title=[f"Event number {i}" for i in range(named)], event_title_fa=[""] * named,
        event_id=[f"e{i}" for i in range(named)],
        event_category=np.array(CATEGORIES)[category].tolist(), event_start=start,
        event_end=start + length, at_event=np.arange(n), at_place=place, step_event=np.arange(n), step_day=start,
        step_status=np.array(STATUSES)[status].tolist(),
    )  # fmt: skip


def ours(n: int) -> str:
    """One page of ours."""
    whole = OfflineMap(assets="inline", bounds=((30, 58), (36, 66)))
    TimeLayer(synthetic(n), start=1000, end=1000 + WINDOW, step="week").add_to(whole)
    return whole.get_root().render()


def peer(n: int, vendor: Path) -> str:
    """Folium's TimelineSlider over the same events, its scripts taken from a folder."""
    data = synthetic(n)
    whole = folium.Map((33, 62), zoom_start=6, tiles=None, prefer_canvas=True)
    whole.default_js = [("leaflet", (vendor / "leaflet.js").as_uri())]
    whole.default_css = []
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [data.place_lon[p], data.place_lat[p]]},
         "properties": {"start": str(day_of(s)), "end": str(day_of(s + WINDOW))}}
        for s, p in zip(data.event_start, data.at_place, strict=True)
    ]  # fmt: skip
    line = Timeline({"type": "FeatureCollection", "features": features}).add_to(whole)
    line.default_js, line.default_css = [], []
    slider = TimelineSlider(auto_play=False).add_timelines(line)
    slider.default_css = []
    slider.default_js = [(name, (vendor / name).as_uri()) for name in ("leaflet.timeline.js", "moment.min.js")]
    slider.add_to(whole)
    return whole.get_root().render()


def measure(browser: Browser, page_text: str, target: str, press: str) -> tuple[float, float, float, float]:
    """Open a page; return milliseconds to its first paint, median and slow step, and processor time a step."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page_text, "utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        spent = busy(page)
        began = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_selector(target)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        opened = (time.perf_counter() - began) * 1000
        before = spent()
        median, slow = page.evaluate(STEP.replace("TARGET", repr(target)).replace("PRESS", press))
        cpu = (spent() - before) / 30
        page.close()
    return opened, median, slow, cpu


def busy(page: Page) -> Callable[[], float]:
    """A clock of the page's main thread: milliseconds of processor time, whatever else the machine does."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"]) * 1000

    return spent


def main(arguments: list[str]) -> None:
    """Print one row a size and map."""
    sizes = [int(a) for a in arguments if a.isdigit()] or [1_000, 10_000, 100_000]
    key = "target.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))"
    input_ = (
        "target.value = Number(target.value) + 7 * 864e5; target.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    vendor = os.environ.get("MARZ_BENCH_VENDOR")
    print(
        f"{'map':16}{'events':>10}{'build s':>9}{'page MB':>9}{'open ms':>9}{'step ms':>9}{'slow ms':>9}{'cpu ms':>9}"
    )
    with chromium() as browser:
        for n in sizes:
            rows = [("marz", ours, ".marz-bar", key)]
            if vendor:
                place = Path(vendor)
                (place / "leaflet.js").write_bytes(assets.scripts()[0].content)
                rows.append(("TimelineSlider", lambda n, place=place: peer(n, place), ".time-slider", input_))
            for name, build, target, press in rows:
                began = time.perf_counter()
                text = build(n)
                built = time.perf_counter() - began
                opened, median, slow, cpu = measure(browser, text, target, press)
                weight = len(text.encode()) / 1e6
                print(
                    f"{name:16}{n:>10,}{built:>9.2f}{weight:>9.2f}{opened:>9.0f}{median:>9.1f}{slow:>9.1f}{cpu:>9.1f}"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
