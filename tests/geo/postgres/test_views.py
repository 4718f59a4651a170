"""The views that QGIS opens: read by GDAL's own PostgreSQL driver, as QGIS does, and held against the map's layers."""

import json
import re
import subprocess
from datetime import date

import psycopg
import shapely

from geo.cli import main
from geo.database import Database
from geo.eventlist import events_in
from geo.ingest.tables.load import load
from geo.store import Store
from geo.window import Window
from layers.events import frame_of
from tests.geo.ingest import samples as s
from tests.trust.made import NOW, decide

ALWAYS = Window.inclusive(date(1970, 1, 1), date(2099, 12, 31))


def rows(url: str, command: str) -> list[tuple]:
    with psycopg.connect(url, options="-csearch_path=marz,public") as base:
        return base.execute(command).fetchall()


def test_events_have_the_status_and_the_place_that_the_map_gives_them(server, name, team, tmp_path):
    (tmp_path / "acled.csv").write_text(s.text(s.ACLED, s.acled(1), s.acled(2, geo_precision=2)))
    load(tmp_path / "acled.csv", when=NOW, folder=team)
    store = Store.open(team)
    frame = frame_of(events_in(store, ALWAYS), store)
    wanted = {
        r.id: (r.status, r.claims, None if r.geometry is None else r.geometry.normalize().wkt)
        for r in frame.itertuples()
    }
    found = {
        i: (status, claims, None if wkb is None else shapely.from_wkb(bytes(wkb)).normalize().wkt)
        for i, status, claims, wkb in rows(
            team.url,
            'select id, status, claims, st_asbinary(geom) from events where coalesce("from", "to") is not null',
        )
    }
    assert {i: v[:2] for i, v in found.items()} == {i: v[:2] for i, v in wanted.items()}
    assert [i for i in wanted if wanted[i][2] != found[i][2] and not same(wanted[i][2], found[i][2])] == []
    withheld = {i for (i,) in rows(team.url, "select id from events where not shareable")}
    assert withheld == {"acled-afg1", "acled-afg2"}


def same(one: str | None, other: str | None) -> bool:
    return None not in (one, other) and shapely.from_wkt(one).equals(shapely.from_wkt(other))


def test_figures_carry_who_said_so_and_an_accepted_one_is_among_them(team):
    decide(team, "c-1")
    store = Store.open(team)
    found = dict(rows(team.url, "select id, published from returns"))
    (new,) = [f for f in store.figures if f.note == "reviewed by Ana"]
    assert new.id in found
    assert found == {f.id: f.published or None for f in store.figures if f.id in found}
    assert {f.id for f in store.figures if f.measure in ("returns_all", "deportations")} <= set(found)


def test_gdal_reads_the_views_as_layers_in_wgs_84_as_a_reader(server, name, team, tmp_path):
    decide(team, "c-1")
    address = f"PG:dbname={name} host={server.folder} user=omid password=reading-98 active_schema=marz"
    for view in ("places", "events", "returns"):
        told = subprocess.run(["ogrinfo", "-so", address, view], capture_output=True, text=True, check=True).stdout
        assert "Geometry Column = geom" in told
        assert 'ID["EPSG",4326]' in told
        assert int(re.search(r"Feature Count: (\d+)", told)[1]) > 150
    out = tmp_path / "gates.geojson"
    command = ["ogr2ogr", "-q", "-f", "GeoJSON", out, address, "places", "-where", "id in ('islam-qala', 'AF-HER')"]
    subprocess.run(command, check=True)
    found = {
        f["properties"]["id"]: shapely.geometry.shape(f["geometry"]) for f in json.loads(out.read_text())["features"]
    }
    assert (found["islam-qala"].geom_type, found["AF-HER"].geom_type) == ("Point", "MultiPolygon")
    assert found["islam-qala"].dwithin(shapely.Point(61.07, 34.66), 0.2)


def test_a_server_without_postgis_has_the_views_without_shapes_and_says_so(server, data, monkeypatch, capsys):
    monkeypatch.setenv("MARZ_DATA", str(data))
    name = server.create(template="template0")
    assert main(["build", "--store", server.url(name)]) == 0
    assert "create extension postgis" in capsys.readouterr().err
    assert rows(server.url(name), "select count(*) from events")[0][0] > 150
    decide(Database(server.url(name)), "c-1")
    assert main(["check", "--store", server.url(name)]) == 0
