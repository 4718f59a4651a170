"""The one-file map: no request, works without scripts, hostile words stay words."""

from dataclasses import replace
from datetime import date

import pytest

from geo.schema import Event
from geo.store import Store
from geo.window import Window
from layers.report.onefile import frame, onefile
from layers.snapshot import Shot
from tests.browser import chromium

WEEK = Shot(window=Window.inclusive(date(2025, 7, 1), date(2025, 7, 7)))
HOSTILE = "</script><img src=x onerror=document.title='owned'>${alert(1)}`{{7*7}}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Store:
    store = Store.open(tmp_path_factory.mktemp("store"))
    store.events = {i: replace(e, title=HOSTILE, title_fa=HOSTILE) for i, e in store.events.items()}
    store.claims = tuple(replace(c, what=HOSTILE, attributed_to=HOSTILE) for c in store.claims)
    assert isinstance(next(iter(store.events.values())), Event)
    return store


def test_the_whole_record_fits_in_two_megabytes_the_same_every_time(facts):
    made = onefile(facts, WEEK, "view.html")
    assert len(made) < 2_000_000
    assert made == onefile(facts, WEEK, "view.html")
    assert all(f'id="event-{e}"'.encode() in made for e in facts.events if any(c.event_id == e for c in facts.claims))


def test_the_frame_for_web_pages_is_escaped():
    assert 'src="a&quot;b.html"' in frame('a"b.html', WEEK)


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_it_opens_from_a_disk_asks_for_nothing_and_runs_nothing_hostile(hostile, scripts, tmp_path):
    file = tmp_path / "view.html"
    file.write_bytes(onefile(hostile, replace(WEEK, title=HOSTILE), "view.html"))
    with chromium() as browser:
        context = browser.new_context(java_script_enabled=scripts, offline=True)
        page, asked, faults = context.new_page(), [], []
        page.on("request", lambda r: asked.append(r.url))
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.goto(file.as_uri())
        page.wait_for_timeout(800)
        assert [u for u in asked if not u.startswith(("file:", "data:", "blob:"))] == []
        assert not faults
        assert page.title().startswith("</script>")
        assert page.locator(".folium-map").is_visible() == scripts
        assert page.locator("#facts table").first.is_visible()
        if scripts:
            assert page.get_by_role("slider").first.is_visible()
            page.emulate_media(color_scheme="dark")
            page.wait_for_selector(".folium-map[data-theme=dark]")
            page.emulate_media(color_scheme="light", media="print")
            page.wait_for_selector(".folium-map[data-theme=light]")
            printed = page.locator(".folium-map").bounding_box()
            assert printed["width"] <= 700  # the whole of it, as wide as A4 between its margins
            assert printed["height"] > 300
        else:
            assert page.locator("#facts noscript").bounding_box()["height"] > 10
