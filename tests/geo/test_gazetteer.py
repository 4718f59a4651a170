import csv

import pytest

from geo import gazetteer, paths
from geo.errors import UnknownPlace
from geo.schema import KINDS

KNOWN = gazetteer.load()


def test_no_row_of_the_seeds_is_refused():
    assert KNOWN.refused == ()


def test_the_facts_are_all_there():
    kinds = {kind: len(KNOWN.places(kind)) for kind in KINDS}
    assert kinds["province"] == 65
    assert kinds["camp"] == 27
    assert kinds["crossing"] >= 21


def test_every_place_is_part_of_a_place_that_exists():
    assert [p.id for p in KNOWN if p.part_of and p.part_of not in KNOWN] == []


def test_nothing_is_part_of_itself_at_any_depth():
    assert [p.id for p in KNOWN if p.id in KNOWN.parts(p.id)] == []


def test_the_parts_of_the_border_are_its_crossings_and_their_sides():
    parts = KNOWN.parts("border-af-ir")
    assert {"islam-qala", "dogharoun", "islam-qala-town", "milak-zaranj", "milak", "zaranj", "mahirud"} <= parts
    assert "torkham" not in parts
    assert parts < KNOWN.parts("borders-ir-pk") < KNOWN.parts("borders-af")


def test_zaranj_is_one_place_and_a_side_of_its_crossing():
    assert [p.id for p in KNOWN.named("زرنج") if p.kind == "settlement"] == ["zaranj"]
    assert KNOWN.wholes("zaranj")[:2] == ("milak-zaranj", "border-af-ir")


def test_a_place_without_coordinates_stays_without():
    assert KNOWN.place("dokuhaneh").lat is None
    assert KNOWN.place("AF-HER").lat is None


def test_codes_of_provinces_are_unique():
    for field in ("iso3166_2", "pcode", "geonames_id", "wikidata"):
        codes = [getattr(p, field) for p in KNOWN.places("province")]
        assert len(set(codes)) == 65


def test_an_unknown_id_is_refused_with_close_ones():
    with pytest.raises(UnknownPlace, match="pick one of: islam-qala"):
        KNOWN.place("islam-qla")


def test_a_carried_over_place_can_be_asked_for_by_its_geonames_id():
    assert KNOWN.place("gn-1120711").country == "AF"


def write(folder, name, rows):
    with (folder / "places" / name).open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@pytest.fixture
def seeds(tmp_path):
    (tmp_path / "places").mkdir()
    for file in (paths.seeds() / "places").glob("*.csv"):
        (tmp_path / "places" / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_an_alias_of_an_unknown_place_is_refused_with_file_and_line(seeds):
    write(seeds, "aliases.csv", [["nowhere", "Nirgendwo", "de", "always", ""]])
    lines = len((seeds / "places" / "aliases.csv").read_text(encoding="utf-8").splitlines())
    refused = gazetteer.load(seeds).refused
    assert [str(r) for r in refused] == [f"places/aliases.csv line {lines}: no place has the id 'nowhere'"]


def test_an_id_used_twice_is_refused(seeds):
    first = (seeds / "places" / "camps.csv").read_text(encoding="utf-8").splitlines()[1]
    with (seeds / "places" / "camps.csv").open("a", encoding="utf-8") as file:
        file.write(first + "\n")
    assert "used twice" in str(gazetteer.load(seeds).refused[0])
