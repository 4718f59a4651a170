"""Events a block at a time are the events of :func:`geo.eventlist.events_in`, whoever wrote or imported them."""

from datetime import date
from itertools import pairwise

import pytest

from geo import eventstream
from geo.claims import in_order
from geo.coarse import Coarse
from geo.eventlist import events_in
from geo.store import Store
from geo.window import Window

LONG = Window.inclusive(date(2018, 1, 1), date(2025, 12, 31))
WEEK = Window.inclusive(date(2021, 7, 5), date(2021, 7, 11))


@pytest.mark.parametrize("known_by", [None, date(2021, 7, 9), date(2021, 8, 31)])
@pytest.mark.parametrize("window", [LONG, WEEK])
@pytest.mark.parametrize("see", [lambda s: s, Store.shareable, Coarse, lambda s: Coarse(s.shareable())])
def test_blocks_hold_what_all_events_at_once_hold(see, window, known_by, tabled):
    seen, whole = see(tabled), list(events_in(see(Store.open(tabled.file.parent)), window, known_by=known_by))
    blocks = list(eventstream.blocks(seen, window, known_by=known_by, size=7))
    assert [v for views, _ in blocks for v in views] == whole
    if known_by != date(2021, 7, 9):  # the table was not out yet
        assert max(len(views) for views, _ in blocks) < len(whole)
    for views, excerpt in blocks:
        for place in {p for v in views for p in v.event.place_ids}:
            assert excerpt.places[place] == seen.places[place]
    assert len(whole) <= eventstream.count(seen, window)


def test_blocks_come_in_order_and_none_is_empty_but_the_last(tabled):
    blocks = [views for views, _ in eventstream.blocks(tabled, LONG, size=7)]
    assert all(views for views in blocks[:-1])
    assert all(in_order(a) < in_order(b) for a, b in pairwise(v for views in blocks for v in views))


def test_a_stream_holds_a_block_and_never_lists_the_store(tabled):
    fresh = Store.open(tabled.file.parent)
    for _ in eventstream.blocks(fresh.shareable(), LONG, size=7):
        pass
    assert not {"events", "claims", "places", "figures"} & vars(fresh).keys()
