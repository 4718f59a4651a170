"""Five things that people come for, done with nothing but what is on the screen; and what assistive tools say of it."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser import NARROW, WIDE, page_of

pytestmark = pytest.mark.browser
PATIENCE = 60_000


def ready(page: Page) -> FrameLocator:
    page.locator(".mz-window").wait_for(timeout=PATIENCE)
    page.locator(".st-key-share-popover").wait_for(timeout=PATIENCE)
    # The page's own script, which listens to the list, has come.
    page.locator("body[dir]").wait_for(state="attached", timeout=PATIENCE)
    frame = page.frame_locator("iframe")
    frame.get_by_role("slider").first.wait_for(timeout=PATIENCE)
    return frame


def search(page: Page, name: str) -> None:
    box = page.get_by_role("textbox", name="Find a place")
    box.fill(name)
    box.press("Enter")


def panel(page: Page):
    return page.locator(".st-key-panel")


def test_which_week_was_worst_at_milak(browser, url):
    with page_of(browser, url) as page:
        ready(page)
        search(page, "Milak")
        expect(panel(page).locator(".mz-busiest")).to_contain_text(
            re.compile(r"at least 65,000 people.*29 June – 6 July 2025.*Governor's office, Nimruz"), timeout=PATIENCE
        )
        panel(page).get_by_role("button", name="Go to 29 June – 6 July 2025").click()
        expect(page.locator(".mz-window")).to_have_text("29 June – 6 July 2025", timeout=PATIENCE)


def test_who_denied_the_capture(browser, url):
    with page_of(browser, url) as page:
        ready(page)
        page.get_by_role("button", name="Stories").click()
        page.get_by_role("button", name="July 2021: the gates are taken").click()
        against = page.locator(".mz-side", has_text="They deny it").first
        expect(against).to_contain_text("Tariq Arian", timeout=PATIENCE)
        expect(against).to_contain_text("origin")
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".mz-story")).to_contain_text("2 of 5", timeout=PATIENCE)
        expect(page.locator(".mz-event[open] .mz-status").first).to_have_text("confirmed", timeout=PATIENCE)


def test_what_unhcr_said_by_8_july(browser, url):
    with page_of(browser, url) as page:
        frame = ready(page)
        frame.get_by_role("button", name="All that is known").click()
        clock = frame.get_by_role("slider", name="Published by")
        clock.focus()
        page.keyboard.press("ArrowLeft")
        expect(panel(page)).to_contain_text("as known by 8 July 2025", timeout=PATIENCE)
        page.get_by_role("button", name="Filters").click()
        page.get_by_role("combobox", name="Counted by").fill("UNHCR")
        page.get_by_role("option", name="UNHCR").first.click()
        page.keyboard.press("Escape")
        bodies = panel(page).get_by_role("row")
        expect(bodies.filter(has_text="UNHCR").first).to_be_visible(timeout=PATIENCE)
        expect(bodies.filter(has_text="IOM")).to_have_count(0, timeout=PATIENCE)


def test_a_colleague_opens_the_view_that_was_sent(browser, url):
    with page_of(browser, url) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ready(page)
        search(page, "Islam Qala crossing")
        expect(panel(page)).to_contain_text("Islam Qala–Dogharoun", timeout=PATIENCE)
        page.locator(".st-key-language").get_by_text("فارسی").click()
        expect(page.locator(".mz-window")).to_contain_text("تیر ۱۴۰۴", timeout=PATIENCE)
        page.locator(".st-key-share-popover button").click()
        page.locator(".st-key-copy-link button").click()
        expect(page.get_by_text("رونوشت برداشته شد")).to_be_visible(timeout=PATIENCE)
        page.wait_for_function(
            "navigator.clipboard.readText().then((text) => text.startsWith('http'))", timeout=PATIENCE
        )
        link = page.evaluate("navigator.clipboard.readText()")
    assert "place=islam-qala" in link
    with page_of(browser, link) as page:
        ready(page)
        expect(panel(page)).to_contain_text("گذرگاه اسلام قلعه", timeout=PATIENCE)
        expect(page.locator(".mz-window")).to_contain_text("تیر ۱۴۰۴")
        assert page.evaluate("[document.documentElement.lang, document.body.dir]") == ["fa", "rtl"]


def test_asgarabad_is_found_in_persian_and_what_is_none_or_several_is_said(browser, url):
    with page_of(browser, url) as page:
        frame = ready(page)
        search(page, "عسگرآباد")
        expect(panel(page)).to_contain_text("Asgarabad camp", timeout=PATIENCE)
        expect(frame.get_by_role("button", name=re.compile("Asgarabad")).first).to_be_visible(timeout=PATIENCE)
        search(page, "زابل")
        page.get_by_role("button", name=re.compile("Zabul.*Afghanistan")).first.click(timeout=PATIENCE)
        expect(panel(page)).to_contain_text("Zabul", timeout=PATIENCE)
        search(page, "Bank Sepah")
        expect(page.get_by_role("alert")).to_contain_text("was not found", timeout=PATIENCE)


def test_an_event_opened_in_the_list_is_chosen_on_the_map_and_the_list_stays(browser, url):
    with page_of(browser, url + "?from=2025-07-05&to=2025-07-05") as page:
        ready(page)
        page.locator(".mz-event summary", has_text="26,320 return").click()
        page.wait_for_function("location.search.includes('event=2025-07-05-daily-returns')", timeout=PATIENCE)
        expect(page.locator(".mz-event[open]")).to_contain_text("26,320 return")
        expect(panel(page)).to_contain_text("Events")
        expect(page.locator(".st-key-leave-place")).to_have_count(0)


@pytest.mark.parametrize(
    ("asked", "size"),
    [("?place=islam-qala&from=2021-07-08&to=2021-07-08", WIDE), ("?lang=fa", NARROW)],
    ids=["a card, 1280", "Persian, 390"],
)
def test_assistive_tools_find_nothing_serious(browser, url, asked, size):
    with page_of(browser, url + asked, size=size) as page:
        ready(page)
        page.wait_for_timeout(1500)
        for frame in page.frames:
            frame.evaluate(AXE_SCRIPT)
            found = frame.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
            grave = [v for v in found["violations"] if v["impact"] in {"serious", "critical"}]
            assert not grave, [(v["id"], v["nodes"][0]["html"][:200]) for v in grave]
