"""Every format opened again by something that is not ours, with the same rows and values."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import duckdb
import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely
from frictionless import validate
from lxml import etree

from geo.schema import STATUSES
from geo.window import Window
from layers.export.formats import FORMATS
from layers.export.selection import Selection
from layers.export.write import export
from layers.palette import HUES
from layers.registry import LAYERS

JULY = Window.inclusive(date(2025, 7, 1), date(2025, 7, 31))
NAMES = {"title": "Gate \"a\" <&> '=b' \\", "title_fa": "گذرگاه"}


@pytest.fixture(scope="module")
def frames(facts):
    return {name: layer.frame(facts, JULY) for name, layer in LAYERS.items()}


@pytest.fixture(scope="module")
def folder(facts, tmp_path_factory) -> Path:
    """Every layer in every format."""
    root = tmp_path_factory.mktemp("out")
    for form in FORMATS.values():
        path = root / form.name if not form.together else root / form.name / f"marz{form.suffixes[0]}"
        hxl = form.name == "csv"
        export(["all"], path, store=facts, selection=Selection(window=JULY), form=form.name, hxl=hxl)
    return root


def plain(value: object) -> object:
    """A value as any of the readers may give it, made one."""
    if isinstance(value, datetime | pd.Timestamp):
        value = None if pd.isna(value) else value.date()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or value == "" or (not isinstance(value, str) and pd.isna(value)):
        return None
    return float(value) if isinstance(value, int | float) else value.item() if hasattr(value, "item") else value


def rows_of(frame: pd.DataFrame) -> dict[str, dict[str, object]]:
    cells = frame.drop(columns=[c for c in ("geometry", "bbox", "lon", "lat") if c in frame])
    return {row["id"]: {k: plain(v) for k, v in row.items()} for row in cells.to_dict("records")}


def same_shapes(again: gpd.GeoDataFrame, frame: gpd.GeoDataFrame) -> bool:
    found = again.set_index("id").geometry.reindex(frame["id"])
    return all(
        (a is None) == (b is None) and (a is None or shapely.equals_exact(shapely.normalize(a), multi(b, a), 1e-9))
        for a, b in zip(found, frame.geometry, strict=True)
    )


def multi(shape, like):
    """A single shape as the multi-part one that stands for it."""
    many = like.geom_type != shape.geom_type
    return shapely.normalize(type(like)([shape]) if many else shape)


@pytest.mark.parametrize("name", LAYERS)
def test_flatgeobuf_parquet_and_geopackage_give_back_rows_and_shapes(name, folder, frames):
    frame = frames[name]
    told = rows_of(frame)
    flat = gpd.read_file(folder / "fgb" / f"{name}.fgb")
    parquet = gpd.read_parquet(folder / "parquet" / f"{name}.parquet")
    package = folder / "gpkg" / "marz.gpkg"
    listed = [t for t in pyogrio.list_layers(package)[:, 0] if t == name or t.rpartition("_")[0] == name]
    tables = pd.concat([pyogrio.read_dataframe(package, layer=t) for t in listed])
    for again in (flat, parquet, tables):
        assert rows_of(again) == told
        assert same_shapes(again, frame)
    assert flat.crs.to_epsg() == parquet.crs.to_epsg() == 4326


@pytest.mark.parametrize("name", LAYERS)
def test_csv_and_xlsx_give_back_the_rows(name, folder, frames):
    told = rows_of(frames[name])
    sheet = pd.read_excel(folder / "xlsx" / "marz.xlsx", sheet_name=name, keep_default_na=False, na_values=[""])
    table = pd.read_csv(folder / "csv" / f"{name}.csv", skiprows=[1], keep_default_na=False, na_values=[""])
    assert rows_of(sheet) == rows_of(table) == told


def test_duckdb_reads_the_parquet_and_finds_rows_by_their_boxes(folder, frames):
    file = folder / "parquet" / "returns.parquet"
    table = duckdb.read_parquet(str(file))
    assert table.aggregate('sum(low), min("from")').fetchall() == [(frames["returns"]["low"].sum(), date(2025, 7, 1))]
    near = table.filter("bbox.ymin > 34.6 and bbox.ymax < 34.8").fetchall()
    assert {row[1] for row in near} == {"islam-qala"}
    assert (gpd.read_parquet(file, bbox=(60.9, 34.6, 61.1, 34.8))["place_id"] == "islam-qala").any()


def test_kml_has_typed_data_days_and_looks_that_exist(folder, frames):
    file = folder / "kml" / "marz.kml"
    found = etree.parse(str(file), etree.XMLParser(resolve_entities=False)).getroot()
    k = "{http://www.opengis.net/kml/2.2}"
    marks = found.findall(f".//{k}Placemark")
    assert len(marks) == sum(len(f) for f in frames.values())
    styles = {f"#{s.get('id')}" for s in found.iter(f"{k}Style")}
    assert {m.findtext(f"{k}styleUrl") for m in marks} <= styles
    assert {f"#{hue}" for hue in HUES} <= styles
    told = {f.findtext(f"{k}name"): len(f.findall(f"{k}Placemark")) for f in found.iter(f"{k}Folder")}
    assert told == {LAYERS[n].title: len(f) for n, f in frames.items()}
    spans = found.findall(f".//{k}TimeSpan/{k}begin")
    assert all(date.fromisoformat(s.text) for s in spans)
    assert spans
    assert sorted(pyogrio.list_layers(file)[:, 0]) == sorted(told)
    assert len(pyogrio.read_dataframe(file, layer="Events")) == len(frames["events"])


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="gdal-bin is not installed")
@pytest.mark.parametrize("file", ["gpkg/marz.gpkg", "fgb/events.fgb", "geojson/events.geojson", "kml/marz.kml"])
def test_gdals_own_command_line_opens_it_without_a_warning(file, folder, frames):
    done = subprocess.run(["ogrinfo", "-so", "-al", folder / file], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    counted = [int(line.split(": ")[1]) for line in done.stdout.splitlines() if line.startswith("Feature Count")]
    assert sum(counted) >= len(frames["events"])


def test_the_geopackage_carries_a_look_for_every_table_that_has_a_shape(folder):
    package = folder / "gpkg" / "marz.gpkg"
    styles = pyogrio.read_dataframe(package, layer="layer_styles")
    drawn = {name for name, kind in pyogrio.list_layers(package) if kind is not None}
    assert set(styles["f_table_name"]) == drawn
    assert set(styles["useAsDefault"]) == {True}
    for look in styles["styleQML"]:
        assert etree.fromstring(look).find("renderer-v2") is not None
    events = etree.fromstring(styles.set_index("f_table_name").loc["events_points", "styleQML"])
    assert [c.get("value") for c in events.iter("category")] == list(HUES)
    assert all(status in styles["styleQML"].str.cat() for status in STATUSES)


def test_frictionless_finds_every_table_as_its_description_says(folder):
    for name in ("csv", "xlsx"):
        report = validate(folder / name / "datapackage.json")
        assert report.valid, report.flatten(["fieldName", "rowNumber", "message"])[:5]


def test_the_description_lists_every_file_its_columns_sources_and_terms(folder, facts):
    for form in FORMATS:
        found = json.loads((folder / form / "datapackage.json").read_text())
        assert {r["layer"] for r in found["resources"]} == set(LAYERS)
        for entry in found["resources"]:
            layer = LAYERS[entry["layer"]]
            fields = {f["name"]: f for f in entry["schema"]["fields"]}
            assert {c.name: c.about for c in layer.columns}.items() <= {
                n: f["description"] for n, f in fields.items()
            }.items()
            assert entry["licenses"]
            assert (folder / form / entry["path"]).stat().st_size == entry["bytes"]
        events = next(r for r in found["resources"] if r["layer"] == "events")
        assert {s["id"] for s in events["sources"]} <= set(facts.sources)
        assert len(events["sources"]) > 10
        assert events["window"] == {"from": "2025-07-01", "to": "2025-07-31"}


def test_the_description_says_which_flatgeobuf_has_a_spatial_index(folder):
    told = json.loads((folder / "fgb" / "datapackage.json").read_text())["resources"]
    for entry in told:
        there = pyogrio.read_info(folder / "fgb" / entry["path"])["capabilities"]["fast_spatial_filter"]
        assert entry["spatial_index"] == there
        assert ("spatial_index_note" in entry) is not there
    assert {entry["spatial_index"] for entry in told} == {True, False}


def test_the_same_facts_give_the_same_bytes(folder, facts, tmp_path):
    for form in FORMATS.values():
        name = "marz" if form.together else "events"
        path = tmp_path / form.name / f"{name}{form.suffixes[0]}"
        layers = ["all"] if form.together else ["events"]
        export(layers, path, store=facts, selection=Selection(window=JULY), hxl=form.name == "csv")
        assert path.read_bytes() == (folder / form.name / path.name).read_bytes(), form.name
    for i in (1, 2):
        export(["all"], tmp_path / f"{i}" / "all.zip", store=facts, selection=Selection(window=JULY))
    assert (tmp_path / "1" / "all.zip").read_bytes() == (tmp_path / "2" / "all.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1" / "all.zip") as packed:
        assert sorted(packed.namelist()) == sorted(["all/datapackage.json", *(f"all/{n}.geojson" for n in LAYERS)])


def test_a_workbook_says_of_itself_what_it_is(folder):
    book = openpyxl.load_workbook(folder / "xlsx" / "marz.xlsx", read_only=True)
    said = {str(cell) for row in book["about"].iter_rows(values_only=True) for cell in row if cell}
    assert "2025-07-01/2025-07-31" in said
    assert any("do not imply endorsement" in text for text in said)


def test_csv_begins_with_a_mark_that_lets_excel_read_persian(folder):
    content = (folder / "csv" / "crossings.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1][0] == "#loc+code+id"
    assert all(tag.startswith("#") for tag in rows[1])
    assert len(set(rows[1])) == len(rows[1])
