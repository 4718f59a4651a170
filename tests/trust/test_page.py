"""Nothing that anybody wrote is executed in the page: every payload at once, in Chromium."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from geo.additions import Additions, Batch
from geo.ingest.review import ReviewLog
from geo.schema import Claim, Event, Figure, Place, Source
from geo.store import Store
from tests.browser import chromium, page_of
from tests.server import served
from tests.trust import hostile
from tests.trust.made import NOW, candidate

pytestmark = pytest.mark.browser
PATIENCE = 90_000
DAY = date(2025, 7, 5)
PAYLOADS = [t for kind in ("markup", "script", "template", "formula", "invisible") for t in hostile.WORDS[kind]]


def facts(number: int, text: str) -> list[Source | Place | Event | Claim | Figure]:
    """A source, a place, an event with its claim, and a figure, made of one payload wherever a text may stand."""
    source = Source(
        id=f"bad-{number}", publisher=text, title=text, published="2025-07-06", url=text, language=text,
        reliability="F", reliability_reason=text, note=text,
    )  # fmt: skip
    place = Place(
        id=f"at-bad-{number}", name=text, kind="settlement", country="AF", lat=34.5 + number / 500, lon=61.2,
        precision_km=1, source=text,
    )  # fmt: skip
    where = (place.id,) if number % 2 else ("islam-qala",)
    event = Event(id=f"bad-{number}", title=text, category="closure", start=DAY, end=DAY, place_ids=where)
    claim = Claim(
        id=f"bad-{number}-a", event_id=event.id, source_id=source.id, category="closure", category_written=text,
        what=text, place_written=text, place_ids=where, start=DAY, end=DAY,
        status="disputed" if number % 3 else "reported", attributed_to=text, about_border=True, note=text,
    )  # fmt: skip
    figure = Figure(
        id=f"bad-f-{number}", source_id=source.id, measure="returns_all", nature="count", measure_written=text,
        place_written=text, place_ids=("islam-qala",), start=DAY, end=DAY, value_written=text, value=float(number),
        qualifier="exact", unit="people", counted_by="iom", attributed_to=text, note=text,
    )  # fmt: skip
    return [source, place, event, claim, figure]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    with Additions(folder).writing(Batch(file="<b>.csv", sha256="00", format="mapped", when=NOW)) as pen:
        pen.add([record for n, text in enumerate(PAYLOADS) for record in facts(n, text)])
    log = ReviewLog(folder)
    log.add([candidate(f"c-{n}") for n in range(2)], who=PAYLOADS[0], at=NOW)
    for text in PAYLOADS:
        fields = {"attributed_to": text, "place_id": text, "measure_written": text}
        log.decide("c-0", "edit", who=text or "x", at=NOW, why=text, fields=fields)
    Store.open(folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def url(folder) -> Iterator[str]:
    with served(MARZ_STORE=str(folder), MARZ_REVIEW="1") as address:
        yield address


def nothing_ran(page: Page) -> None:
    """No payload set its mark, opened a dialog, made a frame or a link of its own, or loaded a thing."""
    for frame in page.frames:
        assert not frame.evaluate(f"window.{hostile.MARK}"), frame.url
        assert frame.locator("a[href^='javascript:' i], a[href^='data:' i], a[href^='vbscript:' i]").count() == 0
        assert frame.locator("[onerror], [onload], [onclick], [onfocus], [ontoggle], base[href*='198.51']").count() == 0
        assert frame.locator("img[src*='198.51'], link[href*='198.51'], iframe[srcdoc*='parent.']").count() == 0


def test_no_payload_runs_on_the_map_in_the_panel_or_on_a_card(browser, url, folder):
    said: list[str] = []
    with page_of(browser, f"{url}?from=2025-07-05&to=2025-07-05") as page:
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.frame_locator("iframe").get_by_role("slider").first.wait_for(timeout=PATIENCE)
        page.get_by_text("Never added").first.wait_for(timeout=PATIENCE)
        assert "<img src=x" in page.locator("body").inner_text() + page.content(), "the payloads are there, as words"
        nothing_ran(page)
    for place in ("at-bad-1", "islam-qala"):
        asked = {"from": "2025-07-05", "to": "2025-07-05", "place": place, "event": "bad-0", "lang": "fa"}
        with page_of(browser, f"{url}?{urlencode(asked)}") as page:
            page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
            page.locator(".mz-card, .mz-place").first.wait_for(timeout=PATIENCE)
            page.wait_for_timeout(1500)
            nothing_ran(page)
    assert said == []


def test_no_payload_runs_in_the_review_or_out_of_the_address(browser, url):
    said: list[str] = []
    with page_of(browser, f"{url}?page=review") as page:
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.locator("textarea").first.wait_for(timeout=PATIENCE)
        page.locator("textarea").first.fill("On 5 July 2025 IOM said 300 people returned. " + "\n\n".join(PAYLOADS))
        page.get_by_role("button", name="Find candidates").click()
        page.get_by_text("of people").or_(page.locator("mark")).first.wait_for(timeout=PATIENCE)
        page.wait_for_timeout(1000)
        nothing_ran(page)
    for text in PAYLOADS[:4]:
        names = (
            "from",
            "to",
            "place",
            "event",
            "known_by",
            "body",
            "category",
            "status",
            "source",
            "lang",
            "lat",
            "off",
        )
        with page_of(browser, f"{url}?{urlencode(dict.fromkeys(names, text))}") as page:
            page.locator(".mz-window").wait_for(timeout=PATIENCE)
            nothing_ran(page)
    assert said == []
