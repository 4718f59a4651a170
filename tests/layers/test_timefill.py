"""Imported events reach the map the same whether each has a name there or is only counted."""

from datetime import date

import pytest

from geo.store import Store
from geo.window import Window
from layers import timefill
from layers.cube import crowd
from layers.slider import encode
from layers.timefill import time_data

WEEK = Window.inclusive(date(2021, 7, 5), date(2021, 7, 11))


@pytest.mark.parametrize("unnamed", [30, 130])
@pytest.mark.parametrize("see", [lambda s: s, Store.shareable])
def test_events_that_are_only_counted_are_those_that_would_be_named(see, unnamed, tabled, monkeypatch):
    named = time_data(see(Store.open(tabled.file.parent)), WEEK)
    few = len(named.event_id) - unnamed
    monkeypatch.setattr(timefill, "MOST_NAMED", 20)
    monkeypatch.setattr(timefill, "NAMED_AMONG_MANY", few)
    counted = time_data(see(Store.open(tabled.file.parent)), WEEK)
    assert counted.event_id == named.event_id[:few]
    assert counted.crowd == crowd(named, few)
    assert encode(counted)["crowd"] == counted.crowd
    assert encode(named)["crowd"] is None
    for name in ("first", "last", "place_id", "source_id", "return_start", "body_id"):
        assert getattr(counted, name) == getattr(named, name)
    told = [pair for pair in zip(named.told_event, named.told_source, strict=True) if pair[0] < few]
    assert list(zip(counted.told_event, counted.told_source, strict=True)) == told


def test_events_that_people_wrote_are_counted_where_nothing_was_imported(facts, monkeypatch):
    named = time_data(facts, WEEK)
    monkeypatch.setattr(timefill, "MOST_NAMED", 20)
    monkeypatch.setattr(timefill, "NAMED_AMONG_MANY", 50)
    counted = time_data(Store.open(facts.file.parent), WEEK)
    assert counted.event_id == named.event_id[:50]
    assert counted.crowd == crowd(named, 50)
