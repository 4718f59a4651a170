import pandas as pd
import pytest

from geo import geocode_frame as module
from geo.errors import BadFrame
from geo.geocode_frame import LEDGER, geocode_frame

FRAME = pd.DataFrame(
    {"point": ["Dogharoun", "Herat province", "زابل", "Bank Sepah", None], "note": ["", "", "ایران", "", ""]},
    index=[7, 7, 3, 2, 1],
)


def test_every_row_comes_back_in_order_with_a_ledger():
    found = geocode_frame(FRAME, "point")
    assert found.index.tolist() == FRAME.index.tolist()
    assert found.geo_status.tolist() == ["matched", "matched", "ambiguous", "refused", "refused"]
    assert all(f"geo_{c}" in found for c in LEDGER)
    assert found.geo_reason.str.len().min() > 0
    assert found.crs.to_epsg() == 4326


def test_geometry_follows_precision():
    found = geocode_frame(FRAME, "point")
    assert [g.geom_type if g else None for g in found.geometry] == ["Point", "MultiPolygon", None, None, None]


def test_another_column_can_be_the_context():
    assert geocode_frame(FRAME, "point", context="note").geo_place_id.tolist()[2] == "zabol"


def test_cost_follows_distinct_names(monkeypatch):
    asked = []
    real = module.geocode
    monkeypatch.setattr(module, "geocode", lambda name, **said: asked.append(name) or real(name, **said))
    told = []
    geocode_frame(
        pd.DataFrame({"p": ["Milak", "Taybad"] * 5000}), "p", progress=lambda done, total: told.append((done, total))
    )
    assert sorted(asked) == ["Milak", "Taybad"]
    assert told == [(2, 2)]


def test_an_empty_frame_stays_empty():
    found = geocode_frame(pd.DataFrame({"p": []}), "p")
    assert len(found) == 0
    assert "geo_status" in found


def test_all_faults_of_the_columns_are_named_at_once():
    with pytest.raises(BadFrame, match="no column 'place'; column 'geo_status' is there already"):
        geocode_frame(pd.DataFrame({"geo_status": []}), "place")
