import pytest

from geo.ingest.extract import extract
from geo.ingest.reader import document


@pytest.mark.parametrize(("name", "place"), [("Chad", "TD"), ("Albania", "AL"), ("Brazil", "BR")])
def test_a_country_that_the_seeds_do_not_hold_is_named_like_any_other(name, place):
    text = f"Officials in {name} said on Thursday that 300 Afghans were expelled and the border was closed."
    found = extract(document(text, published="2025-07-09"))
    assert [p.place.id for p in found.places] == [place]
    assert found.as_dict()["places"][0]["lat"] is not None
    assert found.claims
