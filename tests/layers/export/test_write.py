"""Where an export goes, what is chosen, what is kept safe, and what is said when it cannot be."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from geo.cli import main
from geo.coarse import Coarse, rounded
from geo.errors import MarzError, Unwritable
from geo.schema import Place
from geo.window import Window
from layers.export.selection import Selection
from layers.export.write import export
from layers.layer import Column, Layer, make
from layers.registry import LAYERS

WEEK = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))
SITE = "camp-maulana-jami-park"
HARD = [
    "=1+1",
    "+93 70",
    "-5",
    "@sum",
    "\ttab",
    "\rcr",
    "'=quoted",
    "''=twice",
    "＝wide",
    "plain",
    "'plain",
    'a"b',
    "=x\ny",
]


def ids(path) -> list[str]:
    return [f["id"] for f in json.loads(path.read_text())["features"]]


def said(argv: list[str], capsys) -> tuple[int, str]:
    status = main(argv)
    return status, capsys.readouterr().err


@pytest.fixture
def risky(monkeypatch):
    """A layer of texts that spreadsheets would run, and numbers that only look so."""
    columns = (
        Column("id", "text", "Id.", "#id"),
        Column("t", "text", "Text.", "#t"),
        Column("n", "number", "N.", "#n"),
    )
    rows = [{"id": str(i), "t": t, "n": -61.5, "geometry": None} for i, t in enumerate(HARD)]
    rows.append({"id": "long", "t": "long " * 9_000, "n": None, "geometry": None})
    layer = Layer(name="risky", title="Risky", title_fa="", about="About.", columns=columns, credit="Us",
                  read=lambda *_: make(rows, columns), licences=("Apache-2.0",))  # fmt: skip
    monkeypatch.setitem(LAYERS, "risky", layer)


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless_and_numbers_stay(risky, facts, tmp_path):
    export(["risky"], tmp_path / "r.csv", store=facts, selection=Selection(window=WEEK))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert [r["t"] for r in rows[:9]] == [f"'{text}" for text in HARD[:9]]
    assert [r["t"] for r in rows[9:12]] == HARD[9:12]
    assert rows[0]["n"] == "-61.5"
    assert rows[-1]["n"] == ""
    export(["risky"], tmp_path / "r.xlsx", store=facts, selection=Selection(window=WEEK), hxl=True)
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["risky"]
    assert [c.value for c in sheet[2]][:3] == ["#id", "#t", "#n"]
    for i, text in enumerate(HARD, 3):
        cell = sheet.cell(i, 2)
        assert (cell.data_type, cell.value.replace("_x000D_", "\r")) == ("s", text)
        assert cell.quotePrefix == (i - 3 < 6 or i - 3 in {8, 12})
    assert sheet.cell(3, 3).value == -61.5
    assert "cut: 45,000 characters" in sheet.cell(3 + len(HARD), 2).value


def test_filters_window_and_known_by_choose_the_rows(facts, tmp_path):
    path = tmp_path / "e.geojson"
    disputed = Selection(window=WEEK, keep={"status": frozenset({"disputed", "denied"})})
    export(["events"], path, store=facts, selection=disputed)
    frame = LAYERS["events"].frame(facts, WEEK)
    assert ids(path) == list(frame["id"][frame["status"].isin(["disputed", "denied"])])
    export(["events"], path, store=facts, selection=Selection(window=WEEK, known_by=date(2025, 7, 2)))
    assert ids(path) == list(LAYERS["events"].frame(facts, WEEK, known_by=date(2025, 7, 2))["id"])
    assert len(ids(path)) < len(frame)
    commission = Selection(
        window=WEEK, keep={"counted_by": frozenset({"taliban-high-commission"}), "place": frozenset({"islam-qala"})}
    )
    export(["returns"], path, store=facts, selection=commission)
    assert ids(path)
    assert all(i.startswith("islam-qala:taliban-high-commission:") for i in ids(path))


def test_the_command_chooses_by_place_and_says_how_many(tmp_path, capsys):
    out = tmp_path / "here" / "nimruz.csv"
    argv = ["export", "crossings", "--place", "AF-NIM", "--out", str(out)]
    assert said(argv, capsys)[0] == 0
    places = set(pd.read_csv(out)["id"])
    assert "milak-zaranj" in places
    assert "islam-qala" not in places
    (entry,) = json.loads((out.parent / "datapackage.json").read_text())["resources"]
    assert entry["filters"] == {"place": ["AF-NIM"]}


def test_the_commands_choose_by_publisher_status_and_kind_as_the_page_does(facts, tmp_path, capsys):
    days = ["--from", "2021-07-01", "--to", "2021-08-31", "--store", str(facts.file.parent)]
    kept = ["--status", "disputed", "--status", "confirmed", "--category", "capture", "--source", "the national"]
    assert main(["events", *days, *kept, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["events"]
    assert told
    assert all("The National" in {c["source"]["publisher"] for c in event["claims"]} for event in told)
    assert {event["status"] for event in told} <= {"disputed", "confirmed"}
    assert main(["export", "events", *days, *kept, "--out", str(tmp_path / "e.geojson")]) == 0
    assert ids(tmp_path / "e.geojson") == [event["id"] for event in told]
    assert main(["snapshot", *days, *kept, "--out", str(tmp_path / "e.svg")]) == 0
    drawn = (tmp_path / "e.svg").read_text()
    assert "Only: capture · disputed, confirmed · The National" in drawn
    assert told[0]["title"] in drawn
    status, error = said(["events", *days, "--source", "The Nationall"], capsys)
    assert status == 1
    assert "The National" in error.split("Near to it: ")[1]


@pytest.mark.parametrize(
    ("argv", "remedy"),
    [
        (["nothing", "--out", "x.csv"], "Pick one of: countries, provinces"),
        (["events", "--out", "x.shp"], "No format ends in '.shp'. Use one of .geojson, .gpkg"),
        (["events", "--out", "x.csv", "--format", "gpkg"], "Change one of them"),
        (["all", "--out", "x.geojson"], "a folder or a .zip"),
        (["events", "--out", "."], "is a folder. Name a file in it"),
        (["events", "--out", "/dev/null"], "no ordinary file"),
        (["events", "--out", "taken/x.csv"], "is wanted"),
        (["provinces", "--category", "capture", "--out", "x.csv"], "--category says nothing about provinces"),
        (["returns", "--counted-by", "nobody", "--out", "x.csv"], "Pick one of: "),
        (["events", "--hxl", "--out", "x.geojson"], "export CSV or XLSX"),
        (["events", "--out", "datapackage.json"], "Give the file another"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_remedy(argv, remedy, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("a file")
    status, told = said(["export", *argv], capsys)
    assert status == 1
    assert remedy in told
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize("name", ["e.geojson", "e.gpkg", "e.xlsx"])
def test_a_file_is_replaced_only_when_the_new_one_is_whole(name, facts, tmp_path, monkeypatch):
    path = tmp_path / name
    export(["events"], path, store=facts, selection=Selection(window=WEEK))
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(Unwritable, match="Make room"):
        export(["provinces"], path, store=facts, selection=Selection(window=WEEK))
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_description_grows_with_the_folder_and_never_replaces_somebody_elses(facts, tmp_path):
    def described(name: str = "datapackage.json") -> list[tuple[str, str]]:
        return [(r["name"], r["path"]) for r in json.loads((tmp_path / name).read_text())["resources"]]

    for name in ("camps.csv", "border.fgb", "camps.gpkg"):
        export([name.partition(".")[0]], tmp_path / name, store=facts, selection=Selection(window=WEEK))
    assert described() == [("border", "border.fgb"), ("camps", "camps.csv"), ("camps.gpkg.camps", "camps.gpkg")]
    (tmp_path / "camps.csv").unlink()
    export(["border"], tmp_path / "border.fgb", store=facts, selection=Selection(window=WEEK))
    assert described() == [("border", "border.fgb"), ("camps", "camps.gpkg")]
    (tmp_path / "datapackage.json").write_text('{"name": "mine"}')
    export(["border"], tmp_path / "border.kml", store=facts, selection=Selection(window=WEEK))
    assert (tmp_path / "datapackage.json").read_text() == '{"name": "mine"}'
    assert described("border.kml.datapackage.json") == [("border", "border.kml")]


def test_coarsening_rounds_an_informal_camp_and_the_events_there_and_says_so(facts, tmp_path):
    exact = facts.places[SITE]
    assert exact.lat is not None
    export(["all"], tmp_path / "safe.zip", store=facts, selection=Selection(window=WEEK, coarsen=True))
    with zipfile.ZipFile(tmp_path / "safe.zip") as packed:
        camps = gpd.read_file(io.BytesIO(packed.read("safe/camps.geojson"))).set_index("id")
        about = json.loads(packed.read("safe/datapackage.json"))
        head = json.loads(packed.read("safe/camps.geojson"))
    row = camps.loc[SITE]
    assert (row["precision"], row.geometry.geom_type) == ("area", "MultiPolygon")
    assert row["note"] == "Position withheld for safety: rounded to Herat."
    assert pd.isna(row["basis"])
    others = camps.drop(index=SITE)
    assert set(others.geometry.dropna().geom_type) == {"Point"}
    assert head["coarsened"]
    assert all(r["coarsened"] for r in about["resources"])
    event = next(iter(facts.events.values()))
    there = Coarse(facts)
    there.__dict__["events"] = {event.id: replace(event, place_ids=(SITE,))}
    window = Window(date(1900, 1, 1), date(2100, 1, 1))
    assert set(LAYERS["events"].frame(there, window)["precision"]) == {"area"}


def test_a_site_in_a_district_of_known_radius_takes_its_point_and_its_radius():
    district = Place(
        id="d", name="Injil", kind="district", country="AF", lat=34.3, lon=62.1, precision_km=20, source="s"
    )
    site = Place(id="p", name="P", kind="camp", subtype="informal site", country="AF", part_of="d", lat=34.41,
                 lon=62.22, precision_km=0.1, basis="seen from above", facts="by the bridge", source="s")  # fmt: skip
    shown = rounded(site, {"d": district})
    assert (shown.lat, shown.lon, shown.precision_km) == (34.3, 62.1, 20)
    assert (shown.basis, shown.facts) == ("", "")
    assert "Injil" in shown.note


def test_an_infinite_number_is_refused_at_the_door(facts):
    columns = (Column("id", "text", "Id."), Column("n", "number", "N."))
    layer = Layer(name="x", title="X", title_fa="", about="", columns=columns, credit="",
                  read=lambda *_: make([{"id": "a", "n": float("inf"), "geometry": None}], columns))  # fmt: skip
    with pytest.raises(MarzError, match="column n holds an infinite number"):
        layer.frame(facts, WEEK)
