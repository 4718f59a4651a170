from dataclasses import replace
from xml.etree import ElementTree

import pytest

from layers.locator import locator_svg


@pytest.mark.parametrize("place_id", ["islam-qala", "AF-HER", "border-af-ir", "AF", None])
def test_every_kind_of_place_is_drawn_as_one_picture_that_asks_for_nothing(facts, place_id):
    drawn = locator_svg(facts.places[place_id] if place_id else None, facts)
    ElementTree.fromstring(drawn)  # noqa: S314 - made two lines above
    assert drawn.count("http") == 1, "only the name of the SVG format"


def test_a_point_has_the_ring_of_its_uncertainty_and_a_province_has_no_point(facts):
    assert 'fill-opacity="0.1"' in locator_svg(facts.places["islam-qala"], facts)
    assert 'fill-opacity="0.1"' not in locator_svg(facts.places["AF-HER"], facts)


def test_a_place_without_a_point_is_said_in_words(facts):
    lost = replace(facts.places["islam-qala"], lat=None, lon=None)
    assert "where exactly is not known" in locator_svg(lost, facts)


def test_a_name_that_tries_to_run_stays_text(facts):
    hostile = replace(facts.places["islam-qala"], name="</text><script>alert(1)</script>")
    assert "<script>" not in locator_svg(hostile, facts)


def test_dark_pages_get_a_dark_picture(facts):
    place = facts.places["islam-qala"]
    assert locator_svg(place, facts) != locator_svg(place, facts, dark=True)
