import base64
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadFrame
from layers.change import Ranges
from layers.cube import crowd as many_
from layers.gaps import counted
from layers.slider import TimeLayer, TimeUpdate, encode
from layers.timedata import TimeBody, TimeData, TimeReturn
from tests.layers.mapdata import PAYLOADS, START, data, event, html, time_map

TYPES = {"u1": "<u1", "u2": "<u2", "i4": "<i4", "f4": "<f4", "f8": "<f8"}


def unpack(column):
    return np.frombuffer(base64.b64decode(column["b"]), dtype=TYPES[column["t"]]).tolist()


def crowd(n: int, days: int = 300) -> TimeData:
    rng = np.random.default_rng(7)
    start = rng.integers(0, days, n)
    return TimeData(
        first=0, last=days + 10, place_id=("a", "b"), place_name=("A", "B"), place_name_fa=("", ""),
        place_kind=("crossing", "camp"), place_lat=(34.0, 33.0), place_lon=(61.0, 61.5),
        place_precision_km=(1.0, None), place_shape=("", ""),
        event_category=[("attack", "clash")[i] for i in rng.integers(0, 2, n)], event_start=start,
        event_end=start + rng.integers(1, 9, n), at_event=np.arange(n), at_place=rng.integers(0, 2, n),
        step_event=np.arange(n), step_day=start, step_status=["reported"] * n,
    )  # fmt: skip


def test_columns_travel_whole():
    sent, given = encode(data()), data()
    assert [day + sent["first"] * 0 for day in unpack(sent["events"]["start"])] == list(given.event_start)
    assert unpack(sent["steps"]["day"]) == list(given.step_day)
    assert sent["places"]["name"] == list(given.place_name)


def test_an_open_bound_travels_as_not_a_number_and_never_as_zero():
    high = unpack(encode(data())["returns"]["high"])
    assert high[0] == 700
    assert np.isnan(high[1])


def test_a_place_without_coordinates_has_none_on_the_page():
    assert np.isnan(unpack(encode(data())["places"]["lat"])[-1])


def test_a_column_that_only_counts_its_rows_does_not_travel():
    assert encode(data())["at"]["event"] is None


def numbers(coded):
    ones, rest = (np.unpackbits(np.frombuffer(base64.b64decode(coded[name]), np.uint8)) for name in ("ones", "rest"))
    ends = np.flatnonzero(ones == 0)[: coded["n"]]
    quotients = np.diff(ends, prepend=-1) - 1
    k = coded["k"]
    low = rest[: coded["n"] * k].reshape(coded["n"], k) @ (1 << np.arange(k - 1, -1, -1)) if k else 0
    return (quotients << k) + low


def cells(coded):
    return np.repeat(np.cumsum(numbers(coded["cells"])), numbers(coded["often"]) + 1)


@given(st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=60))
def test_numbers_survive_their_coding(values):
    assert cells(counted(np.array(values))).tolist() == sorted(values)


def inside(table, start, end):
    """Count the events of a window as the browser does."""
    wide = table["units"] + 1
    begin = np.concatenate([cells(table["short"]), cells(table["long"])]) % wide * table["span"]
    over = np.concatenate([cells(table["short"]) + 1, cells(table["over"])]) % wide * table["span"]
    return int((begin < end).sum() - (over <= start).sum())


def test_many_events_travel_as_counts_that_answer_every_window():
    given_ = crowd(6000)
    sent = encode(given_)["crowd"]["kinds"]
    assert sent["span"] == 1
    starts, ends = np.array(given_.event_start), np.array(given_.event_end)
    for start, end in ((0, 400), (10, 11), (100, 130), (299, 310)):
        assert inside(sent, start, end) == int(((starts < end) & (ends > start)).sum())


def test_too_many_events_for_single_days_are_counted_in_longer_spans_and_their_kinds_in_still_longer_ones():
    given_ = crowd(6000)
    sent = many_(given_, 0, most=600)
    assert 1 < sent["totals"]["span"] < sent["kinds"]["span"]
    assert inside(sent["totals"], 0, 400) == inside(sent["kinds"], 0, 400) == 6000
    starts, ends = np.array(given_.event_start), np.array(given_.event_end)
    exact = int(((starts < 114) & (ends > 100)).sum())
    assert exact <= inside(sent["totals"], 100, 114) <= inside(sent["kinds"], 100, 114)


def test_a_hundred_times_as_many_events_hardly_make_the_page_heavier():
    few, lots = (len(json.dumps(encode(crowd(n, days=2900)))) for n in (10_000, 1_000_000))
    assert lots < few + 330_000


def test_the_first_of_many_keep_their_names():
    named = tuple(event(f"e{i}", (START, "reported")) for i in range(5200))
    sent = encode(data(events=named))
    assert sent["events"]["n"] == len(sent["events"]["id"]) == 1000
    assert "Captured" in sent["events"]["title"]
    table = sent["crowd"]["kinds"]
    assert len(cells(table["short"])) + len(cells(table["long"])) == 4204


def test_no_script_can_be_ended_by_a_name_or_title():
    for payload in PAYLOADS:
        layer = TimeLayer(data(name=payload, title=payload), start=START, end=START + 1)
        assert json.loads(layer.payload)["places"]["name"][0] == payload
        for dangerous in ("</", "<!--", "`", "${", "{{", "{%", "\u2028"):
            assert dangerous not in layer.payload


def test_data_that_differ_give_scripts_that_streamlit_folium_tells_apart():
    from streamlit_folium import generate_js_hash

    one, other = (TimeLayer(data(events=(event(f"x_{end}", (START, "claimed")),)), start=START, end=START + 1)
                  for end in ("a", "b"))  # fmt: skip
    assert generate_js_hash(one.text) != generate_js_hash(other.text)


def test_an_update_says_only_what_changes():
    assert TimeUpdate(dark=False).change == {"look": {"dark": False}}
    ranges = Ranges(1, 8, {"islam-qala": (10, 12, None, 7)}, "iom", 9)
    assert TimeUpdate(ranges=ranges).change["ranges"] == {
        "start": 1,
        "end": 8,
        "places": {"islam-qala": {"low": 10, "best": 12, "high": None, "reported": 7}},
        "body": "iom",
        "knownBy": 9,
    }


def test_the_map_is_rendered_with_the_layer_after_its_parent():
    page = html(time_map())
    assert page.index("marz.openMap(") < page.index("marz.shapeLayer(map_") < page.index("marz.timeLayer(\n")


def test_a_return_at_an_unknown_place_is_refused_with_its_name():
    lost = TimeReturn(place_id="atlantis", body="iom", start=0, end=1, low=1, best=1, high=1)
    with pytest.raises(BadFrame, match="atlantis"):
        TimeData.of(first=0, last=9, places=(), returns=[lost], bodies=[TimeBody(id="iom", name="IOM")])
