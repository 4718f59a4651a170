"""Imported events reach the map the same whether each has a name there or is only counted."""

from datetime import date

import numpy as np
import pytest

from geo.store import Store
from geo.window import Window
from layers import timefill
from layers.cube import _rows
from layers.timefill import time_data

WEEK = Window.inclusive(date(2021, 7, 5), date(2021, 7, 11))


def rows(data) -> list:
    return sorted((data.place_id[place], *rest) for place, *rest in _rows(data, 0).tolist())


@pytest.mark.parametrize("see", [lambda s: s, Store.shareable])
def test_events_that_are_only_counted_are_those_that_would_be_named(see, tabled, monkeypatch):
    store = see(Store.open(tabled.file.parent))
    named = time_data(store, WEEK)
    monkeypatch.setattr(timefill, "MOST_NAMED", 20)
    monkeypatch.setattr(timefill, "NAMED_AMONG_MANY", len(named.event_id) - 30)
    counted = time_data(store, WEEK)
    few = len(counted.event_id)
    assert few == len(named.event_id) - 30
    assert counted.event_id == named.event_id[:few]
    assert rows(counted) == rows(named)
    assert (counted.first, counted.last, counted.place_id) == (named.first, named.last, named.place_id)
    told = [(e, named.source_id[s]) for e, s in zip(named.told_event, named.told_source, strict=True) if e < few]
    assert [(e, counted.source_id[s]) for e, s in zip(counted.told_event, counted.told_source, strict=True)] == told
    assert np.unique(counted.step_event).tolist() == list(range(len(counted.event_start)))
