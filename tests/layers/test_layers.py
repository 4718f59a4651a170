from datetime import date

import geopandas as gpd
import pytest
import shapely

from geo.errors import BadFrame
from geo.window import Window
from layers.layer import CRS, Column, Layer, make
from layers.registry import LAYERS

WEEK = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))


@pytest.fixture(params=LAYERS, scope="module")
def drawn(request, facts):
    layer = LAYERS[request.param]
    return layer, layer.frame(facts, WEEK)


def test_every_layer_keeps_its_columns_types_and_crs(drawn):
    layer, frame = drawn
    assert list(frame.columns) == [*(c.name for c in layer.columns), "geometry"]
    assert frame.crs.to_epsg() == 4326
    assert len(frame) > 0


def test_every_column_of_every_layer_says_what_it_holds(drawn):
    layer, _ = drawn
    assert all(c.about.endswith(".") for c in layer.columns)
    assert layer.credit
    assert layer.title_fa


def test_no_layer_draws_anything_at_zero_zero(drawn):
    _, frame = drawn
    assert not frame.geometry.dropna().intersects(shapely.Point(0, 0)).any()


def test_a_place_without_a_known_point_keeps_its_row_and_has_no_geometry(facts):
    crossings = LAYERS["crossings"].frame(facts, WEEK).set_index("id")
    assert crossings.loc["gulvardeh"].geometry is None
    assert crossings.loc["gulvardeh", "precision"] == "unknown"
    assert crossings.loc["gulvardeh", "note"]


def test_a_claim_about_provinces_is_an_area_and_never_a_pin(facts):
    order = LAYERS["events"].frame(facts, Window.inclusive(date(2021, 8, 18), date(2021, 8, 18)))
    order = order[order["place_ids"].str.contains("IR-09; IR-29; IR-11|IR-09; IR-11; IR-29", regex=True)]
    assert len(order)
    assert set(order["precision"]) == {"area"}
    assert set(order.geom_type) <= {"Polygon", "MultiPolygon"}


def test_an_event_about_the_border_is_the_border_line(facts):
    events = LAYERS["events"].frame(facts, WEEK)
    border = events[events["place_ids"] == "border-af-ir"]
    assert len(border)
    assert set(border.geom_type) <= {"LineString", "MultiLineString"}


def test_returns_carry_the_two_gates_of_5_july_with_their_source(facts):
    frame = LAYERS["returns"].frame(facts, Window.inclusive(date(2025, 7, 5), date(2025, 7, 5))).set_index("id")
    gate = frame.loc["islam-qala:taliban-high-commission:returns_all"]
    bridge = frame.loc["milak-zaranj:taliban-high-commission:returns_all"]
    assert (gate["low"], gate["high"]) == (12574, 12574)
    assert (bridge["low"], bridge["high"]) == (13746, 13746)
    assert gate["sources"]


def test_an_open_bound_has_no_high(facts):
    frame = LAYERS["returns"].frame(facts, Window.inclusive(date(2025, 6, 22), date(2025, 7, 6)))
    row = frame[frame["figures"].str.contains("75000") & (frame["place_id"] == "border-af-ir")].iloc[0]
    assert row["low"] >= 75001
    assert row["high"] is None or str(row["high"]) == "<NA>"


def read_nothing(*_: object) -> gpd.GeoDataFrame:
    return make([], (Column("id", "text", "Id."),))


def test_a_frame_that_breaks_its_contract_is_refused_with_every_fault():
    def read(*_: object) -> gpd.GeoDataFrame:
        shapes = [shapely.Point(0, 0), shapely.Point(200, 10)]
        return gpd.GeoDataFrame({"id": ["a", "a"], "extra": [1, 2]}, geometry=shapes, crs=CRS)

    columns = (Column("id", "text", "Id."), Column("name", "text", "Name."))
    layer = Layer(name="x", title="X", title_fa="X", about="", columns=columns, credit="", read=read)
    with pytest.raises(BadFrame) as refused:
        layer.frame(None, WEEK)  # type: ignore[arg-type]
    for fault in ("name is missing", "unknown column extra", "ids repeat: a", "outside the degrees", "at (0, 0)"):
        assert fault in str(refused.value)


def test_an_empty_layer_keeps_its_columns():
    layer = Layer(name="x", title="", title_fa="", about="", columns=(Column("id", "text", "Id."),), credit="",
                  read=read_nothing)  # fmt: skip
    assert list(layer.frame(None, WEEK).columns) == ["id", "geometry"]  # type: ignore[arg-type]
