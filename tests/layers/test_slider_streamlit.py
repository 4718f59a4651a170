"""The map inside a real Streamlit page: what it tells Python, and what Python may tell it without opening it anew."""

import json
import os
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest

from geo.paths import ROOT
from layers import assets
from tests.browser import chromium, page_of

pytestmark = pytest.mark.browser

APP = """
import json
import streamlit as st
from streamlit_folium import st_folium
from layers.slider import TimeUpdate
from tests.layers.mapdata import END, PAYLOADS, START, data, time_map

if st.button("jump"):
    st.session_state.jump = st.session_state.get("jump", 0) + 1
jump = st.session_state.get("jump")
to = {"jump": jump, "start": START + 40, "end": START + 47} if jump else {}
hostile = " ".join(PAYLOADS)
told = st_folium(
    time_map(data(name=hostile, title=hostile), assets="served", card=False),
    key="map", height=600, use_container_width=True, returned_objects=[],
    feature_group_to_add=TimeUpdate(dark=bool(jump), **to),
)
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(json.dumps({"told": told, "runs": st.session_state.runs}))
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    (folder / "app.py").write_text(APP, "utf-8")
    assets.install(folder / "static" / "vendor")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true",
               "server.enableStaticServing": "true", "server.fileWatcherType": "none",
               "browser.gatherUsageStats": "false"}  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "app.py")]
    command += [f"--{name}={value}" for name, value in options.items()]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(url):
    for _ in range(100):
        try:
            with urlopen(url, timeout=1):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(url)


@pytest.fixture
def page(address):
    with chromium() as browser, page_of(browser, address) as one:
        one.frame_locator("iframe[title*=folium]").locator(".marz-bar").wait_for(timeout=60_000)
        yield one


def answer(page):
    return json.loads(page.get_by_test_id("stText").inner_text())


def until_told(page, runs):
    page.wait_for_function(
        "runs => JSON.parse(document.querySelector('[data-testid=stText]').textContent).runs === runs", arg=runs
    )
    return answer(page)["told"]


def test_python_hears_the_settled_window_once_and_the_map_stays_as_it_is(page):
    assert answer(page) == {"told": {}, "runs": 1}
    frame = next(one for one in page.frames if "streamlit_folium" in one.url)
    frame.evaluate("window.kept = 1; map_div.setZoom(8, {animate: false})")
    frame.locator(".marz-bar").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    told = until_told(page, 2)
    assert (told["start"], told["end"], told["turn"]) == ("2021-07-11", "2021-07-12", 1)
    page.wait_for_timeout(700)
    assert answer(page)["runs"] == 2
    assert frame.evaluate("[window.kept, map_div.getZoom()]") == [1, 8]


def test_python_moves_the_window_and_turns_the_lights_off_without_opening_the_map_anew(page):
    frame = next(one for one in page.frames if "streamlit_folium" in one.url)
    frame.evaluate("window.kept = 1")
    page.get_by_role("button", name="jump").click()
    frame.wait_for_function("document.querySelector('.marz-when b').textContent === '17 – 23 August 2021'")
    assert frame.locator(".leaflet-container").get_attribute("data-theme") == "dark"
    assert frame.evaluate("window.kept") == 1
    frame.locator(".marz-bar").focus()
    page.keyboard.press("ArrowLeft")
    assert until_told(page, 3)["start"] == "2021-08-16"
    assert frame.locator(".marz-when b").inner_text() == "16 – 22 August 2021"


def test_hostile_names_do_nothing_inside_streamlit_either(page):
    frame = next(one for one in page.frames if "streamlit_folium" in one.url)
    frame.locator(".marz-mark-event").first.focus()
    assert "</script>" in frame.locator(".marz-tip").text_content()
    assert frame.evaluate("window.hacked") is None
    assert page.evaluate("window.hacked") is None
