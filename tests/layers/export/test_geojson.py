"""GeoJSON against readers that are not ours: json, GDAL, shapely and a strict model of RFC 7946."""

import io
import json
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from geojson_pydantic import FeatureCollection
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.window import Window
from layers.export.geojson import features, geojson_text, stream
from layers.export.rows import Rows
from layers.export.selection import Selection
from layers.layer import Column
from layers.registry import LAYERS

WEEK = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))
HARD = ['a"b\\c', "line\nbreak\ttab\x00\x1f", "گذرگاه ‌\u2028", "'); drop", "=1+1", "👩🏽‍🚀", "\x7f", "</script>"]


@pytest.fixture(params=LAYERS, scope="module")
def written(request, facts):
    rows, out = Rows(LAYERS[request.param], facts, Selection(window=WEEK)), io.BytesIO()
    stream(out, rows, rows.columns, head=rows.about())
    return LAYERS[request.param].frame(facts, WEEK), out.getvalue().decode()


def numbers(value: object) -> list[float]:
    return [value] if isinstance(value, float | int) else [n for item in value for n in numbers(item)]  # type: ignore[union-attr]


def test_a_layer_opens_again_with_the_same_rows_values_and_shapes(written):
    frame, text = written
    again = gpd.read_file(io.StringIO(text))
    assert again.crs.to_epsg() == 4326
    for name in frame.columns.drop("geometry"):
        told = [v if pd.notna(v) and v != "" else None for v in frame[name]]
        # GDAL gives days as times.
        back = [str(v)[:10] if name in {"from", "to"} and pd.notna(v) else v for v in again[name]]
        assert [v if pd.notna(v) else None for v in back] == told, name
    assert list(again.geometry.isna()) == list(frame.geometry.isna())
    apart = shapely.hausdorff_distance(again.geometry.dropna().values, frame.geometry.dropna().values)
    assert (apart < 1e-6).all()


def test_the_collection_is_strict_rfc_7946(written):
    _, text = written
    found = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    assert "crs" not in found
    FeatureCollection.model_validate_json(text)
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "properties", "geometry"}
        if geometry := feature["geometry"]:
            shape = shapely.geometry.shape(geometry)
            assert shape.is_valid
            for part in getattr(shape, "geoms", [shape]):
                if part.geom_type == "Polygon":
                    assert part.exterior.is_ccw
                    assert not any(hole.is_ccw for hole in part.interiors)
            if "coordinates" in geometry:
                assert all(round(n, 7) == n for n in numbers(geometry["coordinates"]))


def test_the_file_says_what_it_is_of_when_on_what_terms(written):
    _, text = written
    found = json.loads(text)
    assert found["window"] == {"from": "2025-07-01", "to": "2025-07-07"}
    assert all(found[name] for name in ("title", "credit", "licence", "store"))
    assert "do not imply endorsement" in found["disclaimer"]


def test_unknown_is_null_and_never_zero(facts):
    text = geojson_text(LAYERS["returns"].frame(facts, WEEK))
    opened = [f["properties"] for f in json.loads(text)["features"] if f["properties"]["high"] is None]
    assert opened
    assert all(p["low"] > 0 for p in opened)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.text(st.characters(codec="utf-8")) | st.sampled_from(HARD), min_size=1, max_size=8),
    number=st.floats(allow_nan=False, allow_infinity=False),
    point=st.tuples(st.floats(-180, 180), st.floats(-90, 90)),
)
def test_any_text_number_and_point_comes_back_as_it_was(texts, number, point):
    frame = gpd.GeoDataFrame(
        {"id": pd.Series(texts, dtype="str"), "n": float(number)},
        geometry=[shapely.Point(*point)] * len(texts),
        crs=4326,
    )
    found = json.loads(geojson_text(frame))["features"]
    assert [f["properties"]["id"] or "" for f in found] == texts
    assert {f["properties"]["n"] for f in found} == {number}
    assert np.allclose(found[0]["geometry"]["coordinates"], point, atol=5e-8, rtol=0)


def test_every_kind_of_shape_and_none_stands_as_the_standard_has_it():
    shapes = [
        shapely.Point(61, 34), None, shapely.Point(), shapely.Point(1, 2, 3),
        shapely.Polygon([(0, 0), (0, 3), (3, 3), (3, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]]),
        shapely.GeometryCollection([shapely.Point(1, 1), shapely.Polygon([(0, 0), (0, 1), (1, 1)])]),
    ]  # fmt: skip
    frame = gpd.GeoDataFrame({"n": range(6)}, geometry=shapes, crs=4326)
    found = [f["geometry"] for f in json.loads(geojson_text(frame))["features"]]
    assert found[0] == {"type": "Point", "coordinates": [61, 34]}
    assert found[1] is found[2] is None
    assert found[3]["coordinates"] == [1, 2, 3]
    assert shapely.geometry.shape(found[4]).exterior.is_ccw
    assert not shapely.geometry.shape(found[4]).interiors[0].is_ccw
    assert shapely.geometry.shape(found[5]).geoms[1].exterior.is_ccw
    FeatureCollection.model_validate_json(geojson_text(frame.drop(index=2)))


def test_many_blocks_give_the_same_bytes_as_one():
    frame = gpd.GeoDataFrame({"n": range(100_010)}, geometry=gpd.points_from_xy([61.0] * 100_010, [34.0] * 100_010))
    columns, pieces, whole = [Column("n", "whole", "")], io.BytesIO(), io.BytesIO()
    stream(whole, [frame], columns, head={})
    stream(pieces, [frame[:7], frame[7:7], frame[7:]], columns, head={})
    assert pieces.getvalue() == whole.getvalue()
    assert len(json.loads(whole.getvalue())["features"]) == 100_010
    assert len(features(frame[:3], columns)) == 3
