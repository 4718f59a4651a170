"""What the page gives to take away is what the command writes, narrowed down as the page is."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest

from geo.window import Window
from layers.export.formats import FORMATS
from layers.page.address import View
from layers.page.downloads import PLAIN, _content, _file_name
from layers.sift import Sift

WEEK = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))
VIEW = View(window=WEEK, place="islam-qala", sift=Sift(body="taliban-high-commission", statuses=("disputed",)))


def taken(facts, view: View, form: str, *, names=PLAIN, filtered=True, zipped=True, hxl=False, coarsen=False) -> bytes:
    return _content(
        names, FORMATS[form], facts, view, filtered=filtered, hxl=hxl, coarsen=coarsen, zipped=zipped
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_comes_in_a_zip_with_its_description(form, facts):
    with zipfile.ZipFile(io.BytesIO(taken(facts, View(window=WEEK), form))) as packed:
        names = {n.rpartition("/")[2] for n in packed.namelist()}
        about = json.loads(packed.read(next(n for n in packed.namelist() if n.endswith("datapackage.json"))))
    assert "datapackage.json" in names
    assert {r["layer"] for r in about["resources"]} == set(PLAIN)
    assert {r["path"] for r in about["resources"]} <= names


def test_the_filters_and_the_chosen_place_narrow_it_down_where_they_concern_a_layer(facts):
    content = taken(facts, VIEW, "csv", hxl=True)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        tables = {
            n.rpartition("/")[2]: list(csv.DictReader(io.StringIO(packed.read(n).decode("utf-8-sig"))))[1:]
            for n in packed.namelist()
            if n.endswith(".csv")
        }
    assert {r["counted_by"] for r in tables["returns.csv"]} == {"taliban-high-commission"}
    assert {r["place_id"] for r in tables["returns.csv"]} == {"islam-qala"}
    assert {r["status"] for r in tables["events.csv"]} <= {"disputed"}
    assert "islam-qala" in {r["id"] for r in tables["crossings.csv"]}
    assert "milak-zaranj" not in {r["id"] for r in tables["crossings.csv"]}


def test_one_layer_without_its_description_is_one_file(facts):
    content = taken(facts, VIEW, "geojson", names=["border"], zipped=False)
    assert json.loads(content)["features"][0]["id"] == "border-af-ir"
    assert _file_name(["border"], FORMATS["geojson"], VIEW, zipped=False) == "marz-border-2025-07-01-2025-07-07.geojson"
