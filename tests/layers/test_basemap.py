import sqlite3

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from geo.errors import MarzError
from layers import basemap as base
from layers.offline_map import OfflineMap

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.paths.static", lambda: tmp_path / "static")
    base.basemap.cache_clear()


def mbtiles(path, content=PNG):
    with sqlite3.connect(path) as made:
        made.execute("create table metadata (name, value)")
        made.execute("insert into metadata values ('attribution', '<b>© A survey</b>')")
        made.execute("create table tiles (zoom_level, tile_column, tile_row, tile_data)")
        made.execute("insert into tiles values (3, 5, 4, ?)", [content])
    return path


def pmtiles(path):
    with path.open("wb") as opened:
        writer = Writer(opened)
        writer.write_tile(zxy_to_tileid(3, 5, 3), PNG)
        head = {"tile_type": TileType.PNG, "tile_compression": Compression.NONE, "min_zoom": 3, "max_zoom": 3,
                "min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 1, "max_lat_e7": 1, "center_zoom": 3,
                "center_lon_e7": 0, "center_lat_e7": 0}  # fmt: skip
        writer.finalize(head, {"attribution": "<b>© A survey</b>"})
    return path


@pytest.mark.parametrize(("make", "name"), [(mbtiles, "a.mbtiles"), (pmtiles, "a.pmtiles")])
def test_tiles_of_a_file_are_put_where_the_app_serves_them_with_their_credit(tmp_path, make, name):
    found = base.basemap(str(make(tmp_path / name)))
    assert (found.min_zoom, found.max_zoom, base.plain(found.credit)) == (3, 3, "© A survey")
    path = found.url.removeprefix(base.SERVED).format(z=3, x=5, y=3)
    assert (tmp_path / "static/tiles" / path).read_bytes() == PNG
    page = OfflineMap(base=found, credits="Ours").get_root().render()
    assert "Ours · © A survey" in page
    assert "https://" not in page


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        ("No.SuchTiles", "Give a name such as"),
        ("gone.mbtiles", "There is no file"),
        ("Thunderforest.OpenCycleMap", "key"),
    ],
)
def test_a_base_that_cannot_be_drawn_is_refused_with_what_to_do(asked, remedy):
    with pytest.raises(MarzError, match=remedy):
        base.basemap(asked)


def test_vector_tiles_and_broken_files_are_refused(tmp_path):
    with pytest.raises(MarzError, match="raster tiles"):
        base.basemap(str(mbtiles(tmp_path / "v.mbtiles", b"\x1f\x8b vector")))
    for name in ("b.mbtiles", "b.pmtiles"):
        (tmp_path / name).write_bytes(b"no tiles at all" * 20)
        with pytest.raises(MarzError, match="cannot be read"):
            base.basemap(str(tmp_path / name))


def test_without_being_asked_nothing_is_requested(monkeypatch):
    monkeypatch.delenv(base.VARIABLE, raising=False)
    assert base.chosen() is None
    assert "tileLayer" not in OfflineMap().opening()
    assert '"tiles":null' in OfflineMap().opening()
