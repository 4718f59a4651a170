import json

from layers.overlay import marked_places, time_map
from layers.page.address import SUMMER_2025
from layers.placemarks import PlaceMarks


def test_only_places_with_a_known_point_are_marked(facts):
    marked = marked_places(facts)
    assert {p.kind for p in marked} == {"crossing", "camp"}
    assert all(p.lat is not None and p.precision_km for p in marked)
    assert "gulvardeh" not in {p.id for p in marked}


def test_a_crossing_is_marked_once_and_not_once_a_side(facts):
    ids = {p.id for p in marked_places(facts)}
    assert "islam-qala" in ids
    assert "dogharoun" not in ids


def test_names_cannot_close_the_script(facts):
    from dataclasses import replace

    hostile = replace(facts.places["islam-qala"], name="</script><script>alert(1)</script>")
    assert "</script>" not in PlaceMarks([hostile]).text
    assert json.loads(PlaceMarks([hostile]).text)["places"][0]["name"] == hostile.name


def test_the_whole_map_is_the_same_page_twice(facts):
    one, two = (time_map(facts, SUMMER_2025).get_root().render() for _ in range(2))
    assert one == two


def test_the_whole_map_names_no_other_host(facts):
    page = time_map(facts, SUMMER_2025).get_root().render()
    assert "https://" not in page.replace("https:\\/\\/", "")
