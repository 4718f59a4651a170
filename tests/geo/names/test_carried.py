from geo import paths
from geo.names import carried


def test_the_carried_over_names_credit_their_source():
    text = (paths.data() / carried.FILE).read_text(encoding="utf-8")
    assert text.startswith("# Names: © GeoNames (CC BY 4.0)")
    assert len(text) < 1_500_000
