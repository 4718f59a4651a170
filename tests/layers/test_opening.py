import sqlite3
from contextlib import closing
from datetime import date

from streamlit_folium import _get_header, _get_map_string

from geo.facts import FILE
from geo.store import Store
from geo.window import Window
from layers import opening as module
from layers.opening import opening
from layers.overlay import time_map

DAY = Window.inclusive(date(2025, 7, 5), date(2025, 7, 5))


def test_a_kept_map_is_what_streamlit_folium_would_send_for_the_map_that_would_be_made(tmp_path):
    store = Store.open(tmp_path)
    made = opening(store, DAY)
    kept = opening(Store.open(tmp_path), DAY)
    assert list((tmp_path / module.FOLDER).glob("*.json"))
    assert (kept.script, kept.header, kept.mark) == (made.script, made.header, made.mark)
    whole = time_map(store, DAY)
    whole.get_root().render()
    assert kept.header.strip() in _get_header(whole)
    assert [*kept.script.split(), "var", "drawnItems", "=", "[];"] == _get_map_string(whole).split()
    assert kept.ranges
    assert kept.ranges.body == kept.body


def test_a_torn_file_is_made_again(tmp_path):
    before = opening(Store.open(tmp_path), DAY)
    (file,) = (tmp_path / module.FOLDER).glob("*.json")
    file.write_text('{"layers": [')
    assert opening(Store.open(tmp_path), DAY).script == before.script


def test_a_store_that_says_otherwise_opens_another_map(tmp_path):
    before = opening(Store.open(tmp_path), DAY)
    with closing(sqlite3.connect(tmp_path / FILE)) as base, base:
        base.execute("update event set title = 'Another gate was opened'")
        base.execute("update about set value = 'other seeds' where key = 'seeds_sha256'")
    after = opening(Store(tmp_path), DAY)
    assert "Another gate was opened" in after.script
    assert after.mark != before.mark


def test_tiles_asked_for_open_another_map(tmp_path, monkeypatch):
    plain = opening(Store.open(tmp_path), DAY)
    monkeypatch.setenv("MARZ_TILES", "OpenStreetMap.Mapnik")
    tiled = opening(Store.open(tmp_path), DAY)
    assert "tile.openstreetmap.org" in tiled.script
    assert tiled.mark != plain.mark
