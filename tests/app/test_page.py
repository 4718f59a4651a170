"""The page's logic, without a browser."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"


def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, **asked: str) -> AppTest:
    monkeypatch.setenv("MARZ_STORE", str(tmp_path_factory.getbasetemp() / "page-store"))
    page = AppTest.from_file(str(APP), default_timeout=120)
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


@pytest.fixture
def page(monkeypatch, tmp_path_factory):
    return lambda **asked: opened(monkeypatch, tmp_path_factory, **asked)


def words(page: AppTest) -> str:
    return " ".join(block.proto.body for block in page.get("html"))


def test_the_page_opens_on_the_summer_of_2025_in_both_calendars(page):
    shown = words(page())
    assert "25 June – 9 July 2025" in shown
    assert "۴ – ۱۸ تیر ۱۴۰۴" in shown


def test_the_headline_names_bodies_and_says_they_are_never_added(page):
    shown = words(page())
    assert "IOM" in shown
    assert "UNHCR" in shown
    assert "Never added" in shown


def test_a_link_opens_on_its_window(page):
    shown = words(page(**{"from": "2021-07-08", "to": "2021-07-08"}))
    assert "8 July 2021" in shown
    assert "disputed" in shown
    assert "Tariq Arian" in shown


def test_a_link_that_names_no_window_opens_on_the_summer_and_says_so(page):
    opened = page(**{"from": "yesterday", "to": "2025-99-99"})
    assert "25 June – 9 July 2025" in words(opened)
    assert "showing the summer of 2025" in opened.warning[0].value


def test_a_link_to_a_place_opens_its_card_with_both_sides(page):
    shown = words(page(place="milak-zaranj", **{"from": "2025-07-05", "to": "2025-07-05"}))
    assert "زرنج" in shown
    assert "Milak" in shown
    assert "13,746" in shown


def test_an_unknown_place_in_a_link_is_the_whole_border(page):
    assert "Returns, who counts" in words(page(place="<script>alert(1)</script>"))


def test_the_map_asks_for_nothing_outside_the_machine(page):
    shown = page()
    (map_,) = shown.get("component_instance")
    sent = json.loads(map_.proto.json_args)
    links = [
        link for pair in (*sent["js_links"], *sent["css_links"]) for link in ([pair] if isinstance(pair, str) else pair)
    ]
    assert links
    assert not [link for link in links if link.startswith(("http", "//"))]


def test_an_unchanged_rerun_sends_the_same_map(page):
    shown = page()
    before = shown.get("component_instance")[0].proto.json_args
    shown.run()
    assert shown.get("component_instance")[0].proto.json_args == before


def test_places_without_a_point_are_listed_beside_the_map(page):
    shown = page()
    assert any("Not on the map" in e.label for e in shown.expander)
    assert "Gulvardeh" in words(shown)


def test_a_link_shows_what_was_known_by_its_day(page):
    asked = {"from": "2021-07-08", "to": "2021-07-09"}
    assert "confirmed" in words(page(**asked))
    then = words(page(known_by="2021-07-08", **asked))
    assert "as known by 8 July 2021" in then
    assert "disputed" in then
    assert "admits that the crossing is lost" not in then
