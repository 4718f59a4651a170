from datetime import date

from geo.store import Store
from geo.window import Window
from layers import opening as module
from layers.opening import opening
from layers.overlay import time_map

DAY = Window.inclusive(date(2025, 7, 5), date(2025, 7, 5))


def test_a_kept_map_is_the_map_that_would_be_made(tmp_path):
    store = Store.open(tmp_path)
    made = opening(store, DAY).map().get_root().render()
    opening.cache_clear()
    kept = opening(store, DAY)
    assert list((tmp_path / module.FOLDER).glob("*.json"))
    assert kept.map().get_root().render() == made == time_map(store, DAY).get_root().render()
    assert kept.ranges
    assert kept.ranges.body == kept.body


def test_a_torn_file_is_made_again(tmp_path):
    store = Store.open(tmp_path)
    before = opening(store, DAY)
    (file,) = (tmp_path / module.FOLDER).glob("*.json")
    file.write_text('{"layers": [')
    opening.cache_clear()
    assert opening(store, DAY).layers == before.layers
