"""From an empty process to a painted map, beside bare streamlit + folium pages, turn about in the same run.

*Painted* is the same for all: a mark stands on the map and the browser has shown a picture since. Every start is a new
process with its bytecode and caches on disk (one start of each goes before, uncounted), every visit a new browser
profile; a second visit begins once the first page is whole and the server is at rest. The peers are as light as they
can be made without a network: Leaflet alone is served from disk, the map has no tiles.

- ``bare``: a folium map with one circle;
- ``same layers``: a folium map of the same countries, provinces and border line, read with geopandas.

Prints medians of seconds, of the server's own seconds of processor, and of the ratios of each round to ``bare``; then
the weight of a visit, and the time from a key pressed on the slider to a settled page.
Run: python -m tests.bench.bench_app [ROUNDS]
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from geo import paths
from layers import assets
from tests.bench import table
from tests.browser import chromium
from tests.server import started

ROUNDS = 5
REST = 2500  # milliseconds
STATIC = "../../app/static/"
PEER = """
import folium, streamlit as st
from streamlit_folium import st_folium
bare = folium.Map((33.0, 61.3), zoom_start=7, tiles=None)
bare.default_js, bare.default_css = [("leaflet", {js!r})], [("leaflet_css", {css!r})]
"""
MARK = 'folium.CircleMarker((34.7, 61.0)).add_to(bare)\nst_folium(bare, key="map", returned_objects=[])\n'
LAYERS = """
import geopandas
for name in ("countries", "provinces", "border"):
    folium.GeoJson(geopandas.read_file({data!r} + f"/{{name}}.geojson")[["geometry"]]).add_to(bare)
"""
STATED = [
    "--server.port={port}",
    "--server.headless=true",
    "--server.enableStaticServing=true",
    "--server.address=127.0.0.1",
    "--browser.gatherUsageStats=false",
]
SIGNS = {"marz": ".marz-mark", "bare": "path.leaflet-interactive", "same layers": "path.leaflet-interactive"}
SHOWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
Row = dict[str, float]


def scripts(folder: Path) -> dict[str, list[str]]:
    """Write the peers' pages, and give the command that serves each."""
    leaflet = (assets.scripts()[0], assets.styles()[0])
    head = PEER.format(js=STATIC + leaflet[0].name, css=STATIC + leaflet[1].name)
    pages = {"bare": head + MARK, "same layers": head + LAYERS.format(data=str(paths.data())) + MARK}
    commands = {"marz": ["-m", "geo", "app", "--port={port}"]}
    for name, page in pages.items():
        script = folder / name / "page.py"
        (script.parent / "static").mkdir(parents=True)
        script.write_text(page)
        for asset in leaflet:
            (script.parent / "static" / asset.name).write_bytes(asset.content)
        commands[name] = [
            "-m",
            "streamlit",
            "run",
            str(script),
            "--server.port={port}",
            "--server.headless=true",
            *STATED,
        ]
    return commands


def painted(page: Page, url: str, sign: str) -> float:
    """Seconds from asking for the page to a picture with the sign in the map's frame."""
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    mark = page.frame_locator("iframe").locator(sign).filter(visible=True).first
    mark.wait_for(timeout=120_000)
    mark.evaluate(SHOWN)
    return time.perf_counter() - began


@contextmanager
def visit(browser: Browser) -> Iterator[tuple[Page, list[int]]]:
    """Open a page in a profile of its own; count the bytes it receives, websocket frames included."""
    context, received = browser.new_context(), [0]
    page = context.new_page()
    page.on("response", lambda r: received.append(int(r.headers.get("content-length", 0))))
    page.on("websocket", lambda ws: ws.on("framereceived", lambda f: received.append(len(f))))
    yield page, received
    context.close()


def measured(browser: Browser, command: list[str], sign: str) -> Row:
    """Start once and visit twice."""
    began = time.perf_counter()
    with started(command) as (url, process):
        ready = time.perf_counter() - began
        with visit(browser) as (page, _):
            painted(page, url, sign)
            cold, spent = time.perf_counter() - began, processor(process.pid)
            if sign == SIGNS["marz"]:
                page.locator(".st-key-share-popover").wait_for(timeout=120_000)
            page.wait_for_timeout(REST)
        with visit(browser) as (page, received):
            again = painted(page, url, sign)
            weight = sum(received) / 1e6
        follow = settled(browser, url) if sign == SIGNS["marz"] else 0.0
    return {"server answers, s": ready, "start to painted, s": cold, "second visit, s": again,
            "server's processor, s": spent, "received, MB": weight, "key to settled page, s": follow}  # fmt: skip


def processor(pid: int) -> float:
    """Seconds of processor that a process has had (of Linux alone)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def settled(browser: Browser, url: str) -> float:
    """Seconds from a key pressed on the slider to the page that has followed."""
    with visit(browser) as (page, _):
        painted(page, url + "?from=2025-07-05&to=2025-07-05", "[role=slider]")
        page.get_by_text("Never added").first.wait_for(timeout=60_000)
        page.frame_locator("iframe").locator("[role=slider]").first.focus()
        began = time.perf_counter()
        page.keyboard.press("ArrowRight")
        page.locator(".mz-window", has_text="6 July 2025").wait_for(timeout=60_000)
        return time.perf_counter() - began


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    found: dict[str, list[Row]] = {name: [] for name in SIGNS}
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        commands = scripts(Path(folder))
        for turn in range(rounds + 1):
            for name, command in commands.items():
                row = measured(browser, command, SIGNS[name])
                if turn:  # the first compiles and keeps what later starts find
                    found[name].append(row)
    print(f"{'median of ' + str(rounds):24}" + "".join(f"{name:>14}" for name in found) + "      marz/bare")
    for what in found["marz"][0]:
        values = "".join(f"{median(row[what] for row in rows):14.2f}" for rows in found.values() if rows[0][what])
        ratios = [o[what] / b[what] for o, b in zip(found["marz"], found["bare"], strict=True) if b[what]]
        print(f"{what:24}{values}" + (f"{median(ratios):15.2f}" if ratios else ""))
    for what in ("start to painted, s", "second visit, s"):
        for name in ("bare", "same layers"):
            ours, theirs = (median(row[what] for row in found[who]) for who in ("marz", name))
            table.row("start", what.removesuffix(", s"), ours, f"streamlit + folium, {name}", theirs, "s")
    print(f"load of the machine over the last minute: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
