import re

from streamlit_folium import _get_header, _get_map_string

from layers import assets
from layers.inert import script_json
from layers.offline_map import OfflineMap
from layers.slider import TimeUpdate
from tests.layers.mapdata import html, time_map

LINK = re.compile(r"""(?:src|href)\s*=\s*["']([^"']+)|url\(["']?([^"')]+)""")


def links(page: str) -> set[str]:
    return {one or other for one, other in LINK.findall(page)}


def test_a_served_map_links_only_to_the_static_folder_by_relative_paths():
    page = html(time_map(assets="served"))
    assert links(page) == {f"../../app/static/vendor/{a.name}" for a in (assets.bundle(), *assets.styles())}
    assert not re.search("https?://", page)


def test_an_inline_map_links_to_nothing():
    page = html(time_map(assets="inline"))
    for script in assets.scripts()[:2]:  # Leaflet and jQuery name their home pages, but nothing loads these
        page = page.replace(script.text, "")
    page = re.sub(r"/\*.*?\*/", "", page, flags=re.DOTALL)
    assert {link for link in links(page) if not link.startswith(("data:", "#"))} <= {"#default#VML"}
    assert not re.search(r"https?://(?!www\.w3\.org)", page)


def test_two_maps_of_the_same_things_render_the_same_bytes():
    assert html(time_map()) == html(time_map())


def test_streamlit_is_given_the_same_script_run_after_run():
    whole = time_map(assets="served")
    scripts = []
    for _ in range(3):
        whole.get_root().render()
        scripts.append(_get_map_string(whole))
        TimeUpdate(jump=1, start=1, end=2).add_to(whole)._id = "feature_group_0"
    assert scripts[0] == scripts[1] == scripts[2]
    assert "map_div" in scripts[0]


def test_the_header_survives_streamlit_folium():
    whole = time_map(assets="served")
    whole.get_root().render()
    header = _get_header(whole)
    assert "<style>" in header
    assert "<script" not in header


def test_credits_are_carried_as_text():
    page = html(OfflineMap(credits="© OpenStreetMap contributors <b>"))
    assert "© OpenStreetMap contributors \\u003cb\\u003e" in page


def test_the_greatest_zoom_is_set_although_there_are_no_tiles():
    assert '"maxZoom":15' in html(OfflineMap())


def test_json_in_a_script_cannot_end_it_or_be_taken_for_a_template():
    text = script_json(["</script>", "<!--", "`${x}`", "{{x}}", "{%x%}", "\u2028"])
    assert not re.search(r"[<>`$\u2028]|\{\{|\{%", text)
