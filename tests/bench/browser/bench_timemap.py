"""Step time, first paint and page weight of the time map at growing numbers of events, beside its peers in one run.

    python -m tests.bench.browser.bench_timemap [N …] [--vendor FOLDER]

A step moves the window a week on: ``step`` and ``slow`` (95 %) are milliseconds from the input to the frame after the
redraw, which a busy machine stretches; ``cpu`` is what the page's main thread spent on a step. ``paint`` is the
browser's first contentful paint, ``open`` what the main thread spent until the map could be used. Then a drag of four
seconds: frames a second (``fps``), 95 % of the frames came within ``gap`` milliseconds, tasks over 50 ms (``long``),
milliseconds from the hand's move to the frame after its redraw (``input``), and what the main thread spent a frame, on
scripts (``script``) and on all (``task``). ``400 bare circles`` is what Leaflet's own canvas takes on this machine for
as many marks, which no map of so many can beat. ``×`` compares with the first row of the same map. Peers that take
scripts from outside are measured where FOLDER holds them (``python -m tests.bench.browser.vendor FOLDER`` fetches
them), and up to the size at which they can be waited for.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PageError

from tests.bench import table
from tests.bench.browser.dragging import drag
from tests.bench.browser.maps import MAPS, Map, prepare
from tests.browser import chromium

STEPS = 20
FETCHED = Path(__file__).parents[3] / "build" / "vendor"
PEERS = "TimelineSlider", "TimestampedGeoJson", "pydeck"
PLAINLY = {"cpu ms": "a step, the page's processor", "page MB": "the page's weight", "paint ms": "first paint"}
STEP = """async () => {
  const times = [];
  const target = document.querySelector(TARGET);
  target.focus();
  for (let i = 0; i < COUNT; i++) {
    await new Promise((done) => requestAnimationFrame(done));
    const began = performance.now();
    PRESS;
    await new Promise((done) => requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = done;
      after.port2.postMessage(0);
    }));
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}"""
PAINT = "(performance.getEntriesByName('first-contentful-paint')[0] || {startTime: NaN}).startTime"


def measure(browser: Browser, one: Map, n: int, vendor: Path) -> dict[str, float]:
    """Open a map's page and step through it."""
    began = time.perf_counter()
    text = one.page(n, vendor)
    built = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(text, "utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page.set_default_timeout(180_000)
        spent = busy(page)
        page.goto(path.as_uri())
        page.wait_for_selector(one.target, state="attached")
        page.wait_for_timeout(500)
        opened = spent()
        paint = page.evaluate(PAINT)
        before = spent()
        script = STEP.replace("TARGET", repr(one.target)).replace("COUNT", str(STEPS)).replace("PRESS", one.press)
        times = page.evaluate(script)
        cpu = (spent() - before) / STEPS
        drawn = drag(page, one.handle, one.press, one.target)
        page.close()
    return {"build s": built, "page MB": len(text.encode()) / 1e6, "paint ms": paint, "open ms": opened,
            "step ms": times[STEPS // 2], "slow ms": times[-2], "cpu ms": cpu, **drawn}  # fmt: skip


def busy(page: Page) -> Callable[[], float]:
    """A clock of the page's main thread: milliseconds of processor time, whatever else the machine does."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"]) * 1000

    return spent


def rows(browser: Browser, one: Map, sizes: list[int], vendor: Path) -> dict[int, dict[str, float]]:
    """Print a map's rows, and give them by their size."""
    missing = [name for name in one.needs if not (vendor / name).is_file()]
    if missing:
        print(f"{one.name:20} not measured: {', '.join(missing)} not at hand")
        return {}
    first: dict[str, float] = {}
    every: dict[int, dict[str, float]] = {}
    for n in (size for size in sizes if size <= one.most):
        try:
            found = measure(browser, one, n, vendor)
        except PageError as lost:
            print(f"{one.name:20}{n:>10,}  not measured: {str(lost).splitlines()[0]}")
            continue
        first, every[n] = first or found, found
        ratios = "".join(f"{found[name] / first[name]:>8.2f}" for name in ("page MB", "open ms", "cpu ms", "task"))
        print(f"{one.name:20}{n:>10,}" + "".join(f"{value:>9.1f}" for value in found.values()) + ratios)
    return every


def compare(seen: dict[str, dict[int, dict[str, float]]]) -> None:
    """Hand the table what our map and each peer's took at the same number of events."""
    own = seen.pop("marz", {})
    floor = next(iter(seen.pop("400 bare circles", {}).values()), {}).get("cpu ms")
    limit = f"400 bare circles: {table.plain(floor)} ms" if floor else ""
    for name, every in seen.items():
        for n in (n for n in every if n in own and name in PEERS):
            for what, unit in (("cpu ms", "ms"), ("page MB", "MB"), ("paint ms", "ms")):
                said = f"{PLAINLY[what]}, {n:,} events"
                table.row("slider", said, own[n][what], name, every[n][what], unit, limit=limit * (what == "cpu ms"))


def main() -> None:
    """Print one row a size and map."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100, 1_000_000])
    parser.add_argument("--vendor", type=Path, help="folder of the peers' scripts")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty, chromium() as browser:
        vendor = (given.vendor or (FETCHED if FETCHED.is_dir() else Path(empty))).resolve()
        prepare(vendor)
        names = ("build s", "page MB", "paint ms", "open ms", "step ms", "slow ms", "cpu ms",
                 "fps", "gap", "long", "input", "script", "task")  # fmt: skip
        ratios = ("×page", "×open", "×cpu", "×task")
        print(f"{'map':20}{'events':>10}" + "".join(f"{n:>9}" for n in names) + "".join(f"{r:>8}" for r in ratios))
        seen: dict[str, dict[int, dict[str, float]]] = {}
        for one in MAPS:
            print(f"load average {os.getloadavg()[0]:.1f}")
            seen[one.name] = rows(browser, one, given.sizes, vendor)
        compare(seen)


if __name__ == "__main__":
    main()
