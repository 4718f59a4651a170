"""The real thing: the app started as people start it, opened in Chromium, with nothing but loopback to talk to."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from geo import paths, records
from geo.schema import Body, Claim, Event, Place, Source
from layers.language import language
from tests.browser import NARROW, WIDE, page_of
from tests.server import served

pytestmark = pytest.mark.browser
PATIENCE = 60_000


def ready(page: Page) -> FrameLocator:
    """Wait until the map and the panel are painted, and return the map's frame."""
    frame = page.frame_locator("iframe")
    frame.get_by_role("slider").first.wait_for(timeout=PATIENCE)
    page.locator(".mz-window").wait_for(timeout=PATIENCE)
    expect(page.get_by_text("Never added").first).to_be_visible(timeout=PATIENCE)
    return frame


def gate(frame: FrameLocator, count: str):
    """The mark of a gate, by the count that it says."""
    return frame.get_by_role("button", name=re.compile(count))


def handle(frame: FrameLocator, name: str):
    return frame.get_by_role("slider", name=re.compile(name, re.IGNORECASE))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "390"])
def test_the_map_paints_and_nothing_is_cut_off_sideways(browser, url, size):
    with page_of(browser, url, size=size) as page:
        frame = ready(page)
        name = "Islam Qala | Dogharoun" if size == WIDE else "Islam Qala"
        expect(frame.locator(".marz-label").get_by_text(name, exact=True)).to_be_visible(timeout=PATIENCE)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_charts_are_drawn_without_a_word_of_complaint(browser, url):
    with page_of(browser, url + "?from=2025-07-01&to=2025-07-07") as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        ready(page)
        charts = page.locator(".vega-embed")
        for tab in page.get_by_role("tab").all():
            tab.click()
            expect(charts.filter(visible=True).locator("svg, canvas").first).to_be_visible(timeout=PATIENCE)
        assert [text for text in said if text.startswith("WARN")] == []


def test_on_a_narrow_screen_the_panel_is_a_sheet_that_is_pulled_up(browser, url):
    with page_of(browser, url, size=NARROW) as page:
        frame = ready(page)
        grip, day = page.locator(".mz-grip"), page.locator(".mz-event").first
        expect(day).to_be_attached(timeout=PATIENCE)
        slider, box = frame.locator(".marz-slider").bounding_box(), grip.bounding_box()
        assert slider
        assert box
        assert slider["y"] + slider["height"] <= box["y"]
        expect(day).not_to_be_in_viewport()
        page.mouse.move(box["x"] + 100, box["y"] + 8)
        page.mouse.down()
        page.mouse.move(box["x"] + 100, box["y"] - 60, steps=5)
        page.mouse.up()
        expect(grip).to_have_attribute("aria-expanded", "true")
        expect(day).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(grip).to_have_attribute("aria-expanded", "false")


def test_what_a_search_says_moves_nothing(browser, url):
    with page_of(browser, url) as page:
        ready(page)
        before = page.locator("iframe").bounding_box()
        assert before
        assert before["y"] + before["height"] <= WIDE[1]
        box = page.get_by_role("textbox", name="Find a place")
        box.fill("Bank Sepah")
        box.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("was not found", timeout=PATIENCE)
        assert page.locator("iframe").bounding_box() == before
        page.get_by_role("button", name="Close").click()
        expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE)


def test_the_slider_moved_by_keyboard_moves_the_page_and_keeps_the_zoom(browser, url):
    with page_of(browser, url + "?from=2025-07-05&to=2025-07-05") as page:
        frame = ready(page)
        expect(gate(frame, "12,574")).to_be_visible(timeout=PATIENCE)
        frame.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(600)
        place = gate(frame, "12,574").bounding_box()
        handle(frame, "window").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".mz-window")).to_have_text("6 July 2025", timeout=PATIENCE)
        assert "from=2025-07-06" in page.url
        page.keyboard.press("ArrowLeft")
        expect(page.locator(".mz-window")).to_have_text("5 July 2025", timeout=PATIENCE)
        expect(gate(frame, "12,574")).to_be_visible(timeout=PATIENCE)
        after = gate(frame, "12,574").bounding_box()
        assert place
        assert after
        assert abs(place["x"] - after["x"]) < 3
        assert abs(place["y"] - after["y"]) < 3


def test_while_the_slider_is_dragged_nothing_is_sent_and_its_rest_is_told(browser, url):
    with page_of(browser, url) as page:
        sent: list[object] = []
        page.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(frame)))
        page.reload()
        bar = handle(ready(page), "window").bounding_box()
        assert bar
        assert sent
        page.wait_for_timeout(1_500)  # what the opening itself still tells
        x, y = bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        sent.clear()
        for step in range(30):
            page.mouse.move(x - 4 * step, y)
            page.wait_for_timeout(30)
        assert sent == []
        page.mouse.up()
        expect(page.locator(".mz-window")).not_to_have_text("25 June – 9 July 2025", timeout=PATIENCE)
        assert sent


def test_the_two_gates_show_their_counts_on_5_july_and_the_panel_says_who(browser, url):
    with page_of(browser, url + "?from=2025-07-05&to=2025-07-05") as page:
        frame = ready(page)
        expect(gate(frame, "12,574")).to_be_visible(timeout=PATIENCE)
        expect(gate(frame, "13,746")).to_be_visible()
        expect(page.get_by_text("Taliban High Commission for Migrants' Issues").first).to_be_visible()


def test_the_capture_is_disputed_that_day_and_confirmed_the_next(browser, url):
    with page_of(browser, url + "?from=2021-07-08&to=2021-07-08") as page:
        frame = ready(page)
        event = page.locator(".mz-event", has_text="Islam Qala crossing: Taliban capture")
        expect(event.locator("summary .mz-status")).to_have_text("disputed", timeout=PATIENCE)
        event.locator("summary").click()
        expect(event.get_by_text("Tariq Arian").first).to_be_visible()
        handle(frame, "window").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".mz-window")).to_have_text("9 July 2021", timeout=PATIENCE)
        expect(event.locator("summary .mz-status")).to_have_text("confirmed", timeout=PATIENCE)


def test_a_click_on_a_gate_opens_its_card(browser, url):
    with page_of(browser, url + "?from=2025-07-05&to=2025-07-05") as page:
        frame = ready(page)
        gate(frame, "12,574").click()
        card = page.locator(".st-key-panel")
        expect(card).to_contain_text("Islam Qala–Dogharoun", timeout=PATIENCE)
        expect(card).to_contain_text("اسلام قلعه")
        expect(card).to_contain_text("12,574")


def test_layers_can_be_downloaded_for_the_window(browser, url):
    with page_of(browser, url + "?from=2025-07-05&to=2025-07-05") as page:
        ready(page)
        page.get_by_role("button", name="Export layers").click()
        with page.expect_download(timeout=PATIENCE) as started:
            page.get_by_role("button", name="Download", exact=True).click()
        assert started.value.suggested_filename == "marz-layers-2025-07-05-2025-07-05.zip"
        with zipfile.ZipFile(started.value.path()) as packed:
            names = {name.rpartition("/")[2] for name in packed.namelist()}
        assert names == {"crossings.geojson", "returns.geojson", "events.geojson", "datapackage.json"}


HOSTILE = "</script><img src=x onerror=window.hacked=1>${window.hacked=1}`\\';window.hacked=1;//"


@pytest.fixture
def hostile_url(tmp_path) -> Iterator[str]:
    """The app on seeds whose titles and names try to run as script."""
    folder = Path(shutil.copytree(paths.seeds(), tmp_path / "seeds"))
    for file, kind, field in (
        ("events.csv", Event, "title"), ("places/crossings.csv", Place, "name"), ("sources.csv", Source, "publisher"),
        ("claims.csv", Claim, "what"), ("bodies.csv", Body, "name"),
    ):  # fmt: skip
        rows = [
            replace(row, **{field: getattr(row, field) + HOSTILE}) for _, row in records.read(folder / file, kind)[0]
        ]
        records.write(folder / file, kind, rows)
    with served(MARZ_SEEDS=str(folder), MARZ_STORE=str(tmp_path / "store")) as address:
        yield address


def test_text_that_tries_to_run_does_nothing_in_the_page_or_in_the_map(browser, hostile_url):
    with page_of(browser, hostile_url + "?from=2021-07-08&to=2021-07-08") as page:
        frame = ready(page)
        page.locator(".mz-event summary").first.click()
        marks = frame.get_by_role("button", name=re.compile("onerror"))
        marks.first.hover()
        expect(frame.get_by_role("tooltip")).to_contain_text("onerror", timeout=PATIENCE)
        for _ in range(5):  # on a busy machine the page's rerun may still lie over the map when the first click comes
            frame.locator(".marz-place-crossing").first.click(force=True)
            page.wait_for_timeout(4_000)
            if page.locator(".mz-card").count():
                break
        expect(page.locator(".mz-card")).to_contain_text("onerror", timeout=PATIENCE)
        page.wait_for_timeout(500)
        assert [frame_.evaluate("window.hacked") for frame_ in page.frames] == [None] * len(page.frames)


def test_a_layer_switched_off_leaves_the_map(browser, url):
    with page_of(browser, url + "?from=2025-07-05&to=2025-07-05") as page:
        frame = ready(page)
        camps = frame.locator(".marz-place-camp")
        expect(camps.first).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Layers", exact=True).click()
        page.get_by_text("Camps and centres", exact=True).click()
        expect(camps).to_have_count(0, timeout=PATIENCE)
        expect(gate(frame, "12,574")).to_be_visible()


@pytest.fixture
def writing_url(tmp_path) -> Iterator[str]:
    """The app started for reviewing, on a store of its own."""
    with served(MARZ_REVIEW="1", MARZ_STORE=str(tmp_path)) as address:
        yield address


def test_a_text_is_reviewed_by_keys_and_a_hostile_one_does_nothing(browser, writing_url):
    text = (
        f"title: {HOSTILE}\npublished: 2019-05-06\n\n{HOSTILE} The Islam Qala crossing was closed on 5 May 2019, "
        f"officials in Herat said. {HOSTILE}\n\nTwo people were killed in a clash near Zaranj on 6 May 2019."
    )
    with page_of(browser, writing_url + "?page=review") as page:
        page.get_by_role("textbox", name="Paste a text").fill(text)
        page.get_by_role("button", name="Find candidates").click(timeout=PATIENCE)
        expect(page.locator("mark.mz-is-evidence").nth(1)).to_be_visible(timeout=PATIENCE)
        page.get_by_role("textbox", name="Your name").fill("Ana")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Accept")).to_be_enabled(timeout=PATIENCE)
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("a")
        log = page.get_by_role("region", name="Log")
        expect(log).to_contain_text("accept", timeout=PATIENCE)
        page.keyboard.press("n")
        page.keyboard.press("u")
        expect(log).to_contain_text("undo of 1", timeout=PATIENCE)
        page.keyboard.press("x")
        expect(log).to_contain_text("misread", timeout=PATIENCE)
        place = page.get_by_role("combobox", name="Place")
        place.click()
        place.fill("milak")
        page.get_by_role("option", name=re.compile(r"\(milak-zaranj\)")).click(timeout=PATIENCE)
        page.get_by_role("textbox", name="Who says so").fill("Officials in Nimroz")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Keep corrections").click()
        expect(log).to_contain_text("edit", timeout=PATIENCE)
        expect(page.get_by_role("textbox", name="Who says so")).to_have_value("Officials in Nimroz")
        assert page.evaluate("window.hacked") is None
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_file_is_opened_in_the_words_of_the_page_and_its_narrow_head_takes_one_line(browser, writing_url, tmp_path):
    file = tmp_path / "gate.txt"
    file.write_text("The Islam Qala crossing was closed on 5 May 2019.", encoding="utf-8")
    with page_of(browser, writing_url + "?page=review&lang=prs", size=NARROW) as page:
        button = page.get_by_test_id("stFileUploaderDropzone").locator("button")
        button.wait_for(timeout=PATIENCE)
        said = "(at) => getComputedStyle(at, '::after').content"
        assert button.locator("p").evaluate(said) == f'"{language("prs")("review_upload")}"'
        beside = page.get_by_test_id("stFileUploaderDropzoneInstructions").locator("span")
        assert beside.evaluate(said) == f'"{language("prs")("review_upload_of", most=50)}"'
        assert page.locator(".st-key-head").bounding_box()["height"] < 48
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
        expect(page.get_by_text("gate.txt")).to_be_visible(timeout=PATIENCE)


def test_what_an_address_says_wrongly_is_said_and_the_map_stays(browser, url):
    with page_of(browser, "about:blank") as page:
        gone = []
        page.on("framedetached", lambda frame: gone.append(frame.url))
        page.goto(url + "?from=2025-07-05&to=2025-07-05&known_by=someday")
        frame = ready(page)
        expect(page.get_by_role("alert").first).to_be_visible(timeout=PATIENCE)
        assert gone == []
        handle(frame, "window").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".mz-window")).to_have_text("6 July 2025", timeout=PATIENCE)
        expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE)
