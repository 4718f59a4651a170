import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import shapely

from geo import boundaries, geojson, paths
from geo.boundaries_build import _must_fit, _shared_line, _simplify_around
from geo.errors import MarzError, NotBuilt
from geo.packages import checksum
from geo.provenance import OUTPUTS, provenance, write_provenance

SEASIDE = {"IR-22": 0.01}  # GeoNames' point of Bandar Abbas lies 1 km off Natural Earth's generalised coast (degrees)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seeded(name):
    return rows(paths.seeds() / "places" / f"{name}.csv")


MAPS = (boundaries.COUNTRIES, boundaries.PROVINCES, boundaries.BORDER, boundaries.SIDES)
CAPITALS = rows(Path(__file__).parent / "capitals.csv")


def text(name):
    return (paths.data() / name).read_text(encoding="utf-8")


def positions(coordinates):
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from positions(part)


@pytest.fixture(scope="module")
def outlines():
    return boundaries.provinces().set_index("iso3166_2")


def test_every_province_has_its_own_current_code(outlines):
    assert set(outlines.index) == {row["iso3166_2"] for row in seeded("provinces")}
    assert outlines.index.is_unique
    assert outlines.country.value_counts().to_dict() == {"AF": 34, "IR": 31}


def test_names_and_p_codes_are_those_of_the_seeds(outlines):
    for row in seeded("provinces"):
        built = outlines.loc[row["iso3166_2"]]
        assert (built["name"], built.pcode, built.country) == (row["name"], row["pcode"], row["country"])


@pytest.mark.parametrize("capital", CAPITALS, ids=lambda row: row["iso3166_2"])
def test_a_capital_lies_in_its_province(capital, outlines):
    lon, lat, code = float(capital["lon"]), float(capital["lat"]), capital["iso3166_2"]
    near = shapely.distance(outlines.geometry.to_numpy(), shapely.Point(lon, lat)) <= SEASIDE.get(code, 0)
    assert list(outlines.index[near]) == [code]
    assert boundaries.province_of(lon, lat) == code


def test_the_capitals_are_the_towns_that_the_seeds_name():
    assert {r["iso3166_2"]: r["capital"] for r in CAPITALS} == {r["id"]: r["capital"] for r in seeded("provinces")}


@pytest.mark.parametrize(
    ("town", "lon", "lat", "code", "pcode"),
    [
        ("Bazarak", 69.515, 35.313, "AF-PAN", "AF08"),
        ("Charikar", 69.171, 35.014, "AF-PAR", "AF03"),
        ("Nili", 66.130, 33.722, "AF-DAY", "AF24"),
        ("Tirinkot", 65.878, 32.630, "AF-URU", "AF25"),
        ("Gardez", 69.226, 33.597, "AF-PIA", "AF13"),
        ("Sharana", 68.730, 33.176, "AF-PKA", "AF12"),
    ],
)
def test_provinces_that_the_source_mislabels_are_right(town, lon, lat, code, pcode, outlines):
    assert boundaries.province_of(lon, lat) == code
    assert outlines.pcode[code] == pcode


def test_provinces_meet_without_gap_or_overlap(outlines):
    assert outlines.geometry.is_valid.all()
    assert shapely.coverage_is_valid(outlines.geometry.to_numpy())
    assert not shapely.get_rings(shapely.union_all(outlines[outlines.country == "AF"].geometry.to_numpy())).size > 1


def test_countries_meet_without_overlap_and_match_the_provinces(outlines):
    countries = boundaries.countries().set_index("iso_a2")
    assert countries.index.is_unique
    assert countries.geometry.is_valid.all()
    assert shapely.coverage_is_valid(countries.geometry.to_numpy())
    for code in ("AF", "IR"):
        provinces = outlines[outlines.country == code].geometry.union_all()
        apart = countries.geometry[code].symmetric_difference(provinces)
        assert apart.area < 1e-5 * provinces.area


def test_old_outlines_say_so(outlines):
    assert set(outlines.index[outlines.note != ""]) == {"IR-29", "IR-09", "IR-21"}
    assert "Tabas" in outlines.note["IR-29"]


def test_the_border_runs_925_km_from_north_to_south():
    line = boundaries.border_line()
    assert line.id.tolist() == ["border-af-ir"]
    assert line.geometry[0].coords[0][1] > line.geometry[0].coords[-1][1]
    assert line.geometry.to_crs("+proj=aeqd +lat_0=32.7 +lon_0=61").length[0] / 1000 == pytest.approx(925.4, abs=0.5)


@pytest.mark.parametrize(
    "crossing", [r for r in seeded("crossings") if r["country"] == "AF-IR" and r["lat"]], ids=lambda row: row["id"]
)
def test_a_crossing_lies_on_the_border_within_its_precision(crossing):
    away = boundaries.border_distance_km(float(crossing["lon"]), float(crossing["lat"]))
    assert away <= float(crossing["precision_km"])


@pytest.mark.parametrize(
    "town", [r for r in seeded("settlements") if r["country"] in ("AF", "IR") and r["lat"]], ids=lambda row: row["id"]
)
def test_a_town_lies_on_its_own_side(town):
    assert boundaries.side_of(float(town["lon"]), float(town["lat"])) == town["country"]


def test_milak_is_iranian_though_natural_earth_puts_it_across_the_border(outlines):
    lon, lat = 61.80917, 30.97
    assert list(outlines.index[outlines.contains(shapely.Point(lon, lat))]) == ["AF-NIM"]
    assert boundaries.side_of(lon, lat) == "IR"
    assert boundaries.province_of(lon, lat) == "IR-11"


def test_a_point_on_the_line_is_on_neither_side():
    lon, lat = boundaries.border_line().geometry[0].coords[1000]
    assert boundaries.side_of(lon, lat) is None
    assert boundaries.border_distance_km(lon, lat) == pytest.approx(0, abs=1e-9)


def test_the_sides_share_the_line_and_nothing_else():
    afghan, iranian = (shape for _, shape in geojson.read(paths.data() / boundaries.SIDES))
    assert shapely.coverage_is_valid([afghan, iranian])
    shared = shapely.line_merge(afghan.intersection(iranian))
    assert shared.equals(boundaries.border_line().geometry[0])


def test_the_distance_agrees_with_the_geodesic():
    pyproj = pytest.importorskip("pyproj")
    line = boundaries.border_line().geometry[0]
    for lon, lat in ((62.2, 34.348), (60.863, 29.496), (61.5, 31.0), (59.221, 32.866)):
        lons, lats = zip(*line.segmentize(0.002).coords, strict=True)
        around = len(lons)
        metres = pyproj.Geod(ellps="WGS84").inv([lon] * around, [lat] * around, lons, lats)[2]
        assert boundaries.border_distance_km(lon, lat) == pytest.approx(min(metres) / 1000, rel=0.005, abs=0.05)


@pytest.mark.parametrize("name", MAPS)
def test_a_file_is_geojson_as_rfc_7946_has_it(name):
    collection = json.loads(text(name))
    assert set(collection) == {"type", "features"}
    for feature in collection["features"]:
        assert set(feature) == {"type", "properties", "geometry"}
        for lon, lat in positions(feature["geometry"]["coordinates"]):
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
    assert not re.search(r"\.\d{8}", text(name))
    for _, shape in geojson.read(paths.data() / name):
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape) if part.geom_type == "Polygon")
        assert not any(r.is_ccw for part in shapely.get_parts(shape) for r in getattr(part, "interiors", ()))


@pytest.mark.parametrize("name", MAPS)
def test_writing_a_file_again_gives_the_same_bytes(name):
    assert geojson.dumps(geojson.read(paths.data() / name)).encode() == (paths.data() / name).read_bytes()


def test_provenance_is_of_the_very_files_beside_it():
    assert provenance(paths.data()) == text("PROVENANCE.md")


def test_every_file_of_data_has_its_provenance():
    files = {path.name for path in paths.data().iterdir() if path.is_file() and path.name != "PROVENANCE.md"}
    assert files <= set(OUTPUTS)


def test_provenance_names_package_version_checksum_licence_and_credit(tmp_path):
    (tmp_path / boundaries.BORDER).write_text("{}")
    written = write_provenance(tmp_path).read_text(encoding="utf-8")
    wanted = "timezonefinder-data", "3.2026.3.post1", checksum(tmp_path / boundaries.BORDER), "ODbL", "OpenStreetMap"
    assert all(word in written for word in wanted)
    assert boundaries.PROVINCES not in written


def test_the_committed_boundaries_stay_small():
    assert sum((paths.data() / name).stat().st_size for name in MAPS) < 3_000_000


def test_only_openstreetmap_files_are_under_its_licence():
    assert {name for name in MAPS if "ODbL" in OUTPUTS[name].licence} == {boundaries.BORDER, boundaries.SIDES}


def test_a_missing_file_says_how_to_build_it(tmp_path, monkeypatch):
    monkeypatch.setenv("MARZ_DATA", str(tmp_path))
    with pytest.raises(NotBuilt, match="marz build --boundaries"):
        boundaries.side_of(61, 34)


def test_a_caller_who_changes_a_frame_changes_only_its_own():
    boundaries.provinces()["pcode"] = ""
    assert (boundaries.provinces().pcode != "").all()


def test_sides_are_told_apart_without_geopandas():
    code = "import sys; from geo import boundaries as b; b.province_of(61, 34); print('geopandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=paths.ROOT)
    assert done.stdout.strip() == "False"


def test_outlines_that_overlap_are_refused():
    with pytest.raises(MarzError, match="Outlines overlap"):
        _must_fit({"a": shapely.box(0, 0, 2, 2), "b": shapely.box(1, 0, 3, 2)})


def test_zones_that_meet_in_no_line_are_refused():
    with pytest.raises(MarzError, match="do not meet"):
        _shared_line(shapely.box(0, 0, 1, 1), shapely.box(2, 0, 3, 1))


def test_neighbours_are_simplified_but_keep_the_edge_they_share_with_the_two():
    ragged = [(60, 30), (60.0002, 31), (60, 32), (60.0002, 33), (60, 34)]
    core = shapely.Polygon([*ragged, (65, 34), (65, 30)])
    other = shapely.Polygon([*ragged, (55, 34), (55.0002, 33), (55, 32), (55.0002, 31), (55, 30)])
    simple = _simplify_around([core], {"other": other})["other"]
    assert shapely.coverage_is_valid([core, simple])
    assert len(simple.exterior.coords) < len(other.exterior.coords)
