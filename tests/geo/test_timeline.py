import json
import subprocess
import sys
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import timeline
from geo.eventlist import events_in
from geo.store import Store
from geo.timeline import Timeline
from geo.window import Window

EVENTS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["clash", "camp"]), st.integers(0, 60), st.integers(1, 20)),
    min_size=1, max_size=40,
)  # fmt: skip


@given(EVENTS, st.integers(-5, 90), st.integers(0, 40), st.sampled_from([64_000_000, 600, 100]))
def test_a_window_counts_what_shares_a_day_with_it_however_few_rows_are_kept(events, start, days, most):
    places, categories, first, length = zip(*events, strict=True)
    begin, end = np.array(first), np.array(first) + np.array(length)
    made = Timeline.of(places, categories, begin, end, most=most)
    wanted = [p for p, a, b in zip(places, begin, end, strict=True) if a < start + days and b > start] if days else []
    assert made.by_place(start, start + days) == {p: wanted.count(p) for p in sorted(set(wanted))}


@pytest.fixture(scope="module")
def store():
    return Store.open()


def test_the_timeline_counts_the_same_events_as_a_look_at_each(store):
    made = timeline.of_store(store)
    for start in (date(2021, 7, 1), date(2025, 6, 25), date(2019, 2, 10)):
        window = Window(start, start + timedelta(days=15))
        views = events_in(store, window)
        days = window.start.toordinal(), window.end.toordinal()
        assert made.total(*days) == len(views)
        assert sum(made.by_category(*days).values()) == len(views)
        assert sum(made.by_place(*days).values()) == sum(len(set(v.event.place_ids)) for v in views)


def test_a_timeline_is_read_back_as_it_was_saved_and_one_that_is_damaged_is_made_again(tmp_path, store):
    made, folder = timeline.of_store(store), tmp_path / "timeline-x"
    made.save(folder)
    kept = Timeline.load(folder)
    assert kept is not None
    assert kept.columns == made.columns
    assert (kept.counts(737_000, 739_900) == made.counts(737_000, 739_900)).all()
    (folder / "begun.npy").write_bytes(b"half")
    assert Timeline.load(folder) is None


def test_a_window_is_counted_from_the_command_line():
    command = [sys.executable, "-m", "geo", "events", "--from", "2021-07-08", "--to", "2021-07-08", "--count"]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert answer["events"] == sum(answer["by_category"].values())
    assert answer["by_place"]["islam-qala"] >= 1


@given(EVENTS, st.integers(-5, 90), st.integers(0, 40), st.integers(1, 9))
def test_a_timeline_of_batches_counts_what_one_of_all_events_counts(events, start, days, size):
    places, categories, first, length = zip(*events, strict=True)
    begin, end = np.array(first, dtype=np.int16), np.array(first) + np.array(length)
    whole = Timeline.of(places, categories, begin, end)
    at = np.array([whole.columns.index(pair) for pair in zip(places, categories, strict=True)])
    cuts = range(0, len(at), size)
    batches = [(at[i : i + size], begin[i : i + size], end[i : i + size]) for i in cuts]
    streamed = Timeline.of_batches(whole.columns, iter(batches), 0, 90)
    assert streamed.counts(start, start + days).tolist() == whole.counts(start, start + days).tolist()
    brief = Timeline.of_batches(whole.columns, [(c, b, None) for c, b, _ in batches], 0, 90)
    again = Timeline.of_batches(whole.columns, [(c, b, b + 1) for c, b, _ in batches], 0, 90)
    assert brief.counts(start, start + days).tolist() == again.counts(start, start + days).tolist()


def test_a_batch_with_a_day_outside_the_span_is_refused_and_wraps_nowhere():
    batch = np.array([0]), np.array([9]), np.array([12])
    with pytest.raises(ValueError, match="outside"):
        Timeline.of_batches((("a", "clash"),), [batch], 10, 20)
