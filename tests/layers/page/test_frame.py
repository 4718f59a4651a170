"""What the map's frame is given, beside what streamlit-folium gives it."""

import json

from streamlit.testing.v1 import AppTest


def by_us():
    from layers.change import Change
    from layers.opening import Opening, told
    from layers.page.frame import show_frame
    from tests.layers.mapdata import time_map

    script, header = told(time_map(assets="served"))
    show_frame(Opening("mark", script, header, "", None), Change(jump=1, start=5, dark=True), key="map", height=700)


def by_streamlit_folium():
    from streamlit_folium import st_folium

    from layers.slider import TimeUpdate
    from tests.layers.mapdata import time_map

    st_folium(
        time_map(assets="served"), key="map", height=700, use_container_width=True, returned_objects=[],
        feature_group_to_add=TimeUpdate(jump=1, start=5, dark=True),
    )  # fmt: skip


def given(script) -> dict[str, object]:
    (element,) = AppTest.from_function(script, default_timeout=30).run().get("component_instance")
    told = json.loads(element.proto.json_args)
    return {name: value.split() if isinstance(value, str) else value for name, value in told.items()}


def test_the_frame_is_given_what_streamlit_folium_would_give_it():
    ours, theirs = given(by_us), given(by_streamlit_folium)
    assert ours.pop("key") != theirs.pop("key")
    assert " ".join(ours.pop("header")) in " ".join(theirs.pop("header"))
    assert theirs.pop("default") == {}
    assert ours.pop("default") is None
    assert ours.pop("script") == [
        *theirs.pop("script"),
        *["window.__GLOBAL_DATA__.previous_data", "=", "{};", "marz.tellDrawn();"],
    ]
    assert ours == theirs
