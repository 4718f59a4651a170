import io
import json
from datetime import date

import geopandas as gpd
import pytest
import shapely

from geo.window import Window
from layers.export import export, geojson_text
from layers.registry import LAYERS

WEEK = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))


@pytest.fixture(params=LAYERS, scope="module")
def written(request, facts):
    layer = LAYERS[request.param]
    frame = layer.frame(facts, WEEK)
    return frame, geojson_text(frame, layer=layer, window=WEEK)


def numbers(value: object) -> list[float]:
    return [value] if isinstance(value, float | int) else [n for item in value for n in numbers(item)]  # type: ignore[union-attr]


def test_a_layer_opens_again_with_the_same_rows_ids_and_shapes(written):
    frame, text = written
    again = gpd.read_file(io.StringIO(text))
    assert list(again["id"]) == list(frame["id"])
    assert again.crs.to_epsg() == 4326
    assert list(again.geometry.isna()) == list(frame.geometry.isna())
    apart = shapely.hausdorff_distance(again.geometry.dropna().values, frame.geometry.dropna().values)
    assert (apart < 1e-6).all()


def test_the_collection_is_strict_rfc_7946(written):
    _, text = written
    found = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "properties", "geometry"}
        if geometry := feature["geometry"]:
            shape = shapely.geometry.shape(geometry)
            assert shape.is_valid
            for part in getattr(shape, "geoms", [shape]):
                if part.geom_type == "Polygon":
                    assert part.exterior.is_ccw
                    assert not any(hole.is_ccw for hole in part.interiors)


def test_coordinates_are_lon_lat_with_seven_decimals_at_most(written):
    _, text = written
    for feature in json.loads(text)["features"]:
        if (geometry := feature["geometry"]) and "coordinates" in geometry:
            assert all(round(n, 7) == n for n in numbers(geometry["coordinates"]))


def test_the_file_carries_its_credit_its_window_and_the_disclaimer(written):
    _, text = written
    found = json.loads(text)
    assert found["credit"]
    assert found["window"] == {"from": "2025-07-01", "to": "2025-07-07"}
    assert "do not imply endorsement" in found["disclaimer"]


def test_unknown_is_null_and_never_zero(facts):
    text = geojson_text(LAYERS["returns"].frame(facts, WEEK))
    opened = [f["properties"] for f in json.loads(text)["features"] if f["properties"]["high"] is None]
    assert opened
    assert all(p["low"] > 0 for p in opened)


def test_a_file_is_written_whole_or_not_at_all(facts, tmp_path, monkeypatch):
    path = tmp_path / "events.geojson"
    assert export("events", path, store=facts, window=WEEK) == len(json.loads(path.read_text())["features"])
    before = path.read_bytes()
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("no space left")))
    with pytest.raises(OSError, match="no space"):
        export("provinces", path, store=facts, window=WEEK)
    assert path.read_bytes() == before
