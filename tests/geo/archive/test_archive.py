import importlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import dask_geopandas
import duckdb
import geopandas as gpd
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from geo.archive.add import add
from geo.archive.count import Ask, NoDuckDB, count
from geo.archive.cube import cube
from geo.archive.folder import COMMITS, Archive, BadArchive
from geo.claims import inside
from geo.cli import main
from geo.errors import MarzError
from geo.ingest.extract import extract
from geo.ingest.reader import read
from geo.store import Store
from geo.window import Window
from tests.geo.ingest import samples as s

ROOT = Path(__file__).parents[3]
DEVSET = ROOT / "tests" / "devset"
A_WORKER_DIES = """
import os, signal, sys
from distributed import LocalCluster
from geo.archive.add import add
from geo.archive.count import Ask, count
from geo.archive.folder import Archive
from pathlib import Path

if __name__ == "__main__":
    texts, where = sys.argv[1:]
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        at = cluster.scheduler_address
        victims = [cluster.workers[0].pid]

        def kill(done):
            if victims:
                os.kill(victims.pop(), signal.SIGKILL)

        added = add(Archive(where), Path(texts), cluster=at, tell=kill, rows=400)
        assert not victims
        print(added.documents, added.rows)
        print(count(Archive(where), Ask("place"), cluster=at))
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """Some texts in folders, a table of events, one text twice, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("texts")
    for copy in range(3):
        (folder / f"week-{copy}").mkdir()
        for path in DEVSET.glob("*.txt"):
            words = path.read_text(encoding="utf-8")
            (folder / f"week-{copy}" / path.name).write_text(f"{words}\nPrinted {copy} times.\n", encoding="utf-8")
    (folder / "again.txt").write_bytes((folder / "week-0" / "01.txt").read_bytes())
    (folder / "week-0" / "empty.txt").write_text(" ")
    rows = [s.gdelt_row(i, SQLDATE=20210700 + i % 28 + 1, ActionGeo_Lat=33 + i % 3) for i in range(60)]
    (folder / "events.csv").write_text("\n".join("\t".join(r) for r in [*rows, rows[0]]) + "\n")
    return folder


@pytest.fixture(scope="module")
def archive(texts, tmp_path_factory):
    made = Archive(tmp_path_factory.mktemp("archive"))
    add(made, texts, workers=1, rows=400)
    return made


def tree(archive):
    root = Path(archive.root)
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in sorted(root.rglob("*.*"))
        if p.is_file() and p.stat().st_size
    }


def rows_of(archive):
    return sorted(
        str(row) for batch in archive.batches(["key", "claim_id", "place_id", "low"]) for row in batch.to_pylist()
    )


def as_counter(rows, by):
    return {row[by]: row["claims"] for row in rows if row["claims"]}


def test_every_statement_of_every_text_is_there_with_its_source_its_status_and_its_bounds(texts, archive):
    pattern = f"{archive.root}/month=*/*/*.parquet"
    rows = duckdb.sql("from read_parquet(?, hive_partitioning = true)", params=[pattern]).to_arrow_table()
    found = extract(read(texts / "week-2/28.txt")).as_dict()
    mine = [row for row in rows.drop_columns("bbox").to_pylist() if row["file"] == "week-2/28.txt"]
    assert len(mine) == len(found["claims"]) + len(found["figures"]) > 2
    figures = sorted((row for row in mine if row["kind"] == "figure"), key=lambda row: row["claim_id"])
    names = [("best", "value"), *((n, n) for n in ("low", "high", "measure", "qualifier", "place_id"))]
    for ours, theirs in names:
        asked = {f"{found['source']['sha256'][:16]}-figure-{i}": f[theirs] for i, f in enumerate(found["figures"])}
        assert {row["claim_id"]: row[ours] for row in figures} == asked
    assert Counter(row["status"] for row in mine if row["kind"] == "claim") == Counter(
        claim["status"] for claim in found["claims"]
    )
    assert {row["evidence_sha256"] for row in mine} == {found["source"]["sha256"]}
    assert sum(row["file"] == "events.csv" for row in rows.select(["file"]).to_pylist()) == 60


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # geopandas' own, when dask-geopandas reads
def test_other_readers_take_the_files_as_geoparquet_with_points_in_their_provinces(archive):
    part = max(archive.parts(), key=lambda p: p.rows if "country=AF/" in p.path else 0)
    frame = gpd.read_parquet(archive.address(part))
    pinned = frame[~frame.geometry.isna()]
    assert len(pinned) > 10
    assert frame.crs.to_epsg() == 4326
    box = (62, 33.5, 63, 35)
    assert len(gpd.read_parquet(archive.address(part), bbox=box)) == len(pinned.cx[62:63, 33.5:35]) > 5
    assert set(frame[frame.place_id == "islam-qala"].province) <= {"AF-HER"}
    spread = dask_geopandas.read_parquet([archive.address(p) for p in archive.parts()[:4]])
    assert len(spread) == sum(p.rows for p in archive.parts()[:4])


def test_the_same_documents_again_add_nothing_whatever_they_are_called(texts, archive, tmp_path):
    before = tree(archive)
    done = add(archive, texts, workers=1)
    assert (done.documents, done.rows, tree(archive)) == (0, 0, before)
    (tmp_path / "another-name.txt").write_bytes((texts / "again.txt").read_bytes())
    assert add(archive, tmp_path / "another-name.txt").held == 1


def test_a_worker_killed_in_the_middle_changes_no_byte_and_no_count(texts, archive, tmp_path):
    (tmp_path / "run.py").write_text(A_WORKER_DIES)
    where = tmp_path / "archive"
    done = subprocess.run([sys.executable, str(tmp_path / "run.py"), texts, where], cwd=ROOT, timeout=500, check=True,
                          env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True)  # fmt: skip
    assert tree(Archive(where)) == tree(archive)
    counted = done.stdout.splitlines()[-1]
    assert counted == str(count(archive, Ask("place")))


def test_a_writer_stopped_at_any_moment_leaves_the_archive_as_it_was_and_the_next_run_completes_it(
    texts, archive, tmp_path, monkeypatch
):
    whole, stopped = tree(archive), Archive(tmp_path / "archive")
    writes = 0

    def failing(self, path, content, put=Archive._put):
        nonlocal writes
        writes += 1
        if writes == len(whole) * 2 // 3:
            raise KeyboardInterrupt
        put(self, path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "_put", failing)
        with pytest.raises(KeyboardInterrupt):
            add(stopped, texts, workers=1, rows=400)
    commits = len(list(Path(stopped.root, COMMITS).glob("*.json")))
    assert 0 < commits < len([name for name in whole if name.endswith(".json")])
    assert sum(p.rows for p in stopped.parts()) < sum(p.rows for p in archive.parts())
    left = set(tree(stopped)) - {p.path for p in stopped.parts()}
    for name in left:
        os.utime(Path(stopped.root, name), (0, 0))
    add(stopped, texts, workers=1, rows=400)
    assert rows_of(stopped) == rows_of(archive)
    assert {name for name in tree(stopped) if name.endswith(".parquet")} == {p.path for p in stopped.parts()}


def test_a_second_writer_is_told_to_wait_and_a_reader_is_not(archive):
    with Archive(archive.root).writing(), pytest.raises(BadArchive, match="Somebody is adding"):
        add(archive, DEVSET / "01.txt")
    with archive.writing():
        assert count(archive, Ask("month"))


def test_an_object_store_holds_and_counts_the_same(texts, archive):
    there = Archive("memory://marz-archive")
    add(there, texts, workers=1, rows=400)
    assert there.parts() == archive.parts()
    for by in ("province", "month"):
        assert count(there, Ask(by)) == count(archive, Ask(by))


def test_counts_of_the_store_are_those_of_a_look_at_each_claim(tmp_path):
    store, made = Store.open(), Archive(tmp_path)
    add(made)
    window = Window.inclusive(date(2021, 7, 1), date(2021, 8, 31))
    claims = [c for c in store.shareable().claims if window.meets(c.start or c.end, c.end or c.start)]
    days = {"first": window.start, "last": window.last}
    assert as_counter(count(made, Ask("category", **days)), "category") == Counter(c.category for c in claims)
    assert as_counter(count(made, Ask("place", **days)), "place") == Counter(
        p for c in claims for p in set(c.place_ids)
    )
    early = [c for c in claims if c.said and c.said <= date(2021, 7, 9)]
    known = count(made, Ask("status", known_by=date(2021, 7, 9), **days))
    assert as_counter(known, "status") == Counter(c.status for c in early)
    at_gate = count(made, Ask("category", place="islam-qala", **days))
    assert sum(r["claims"] for r in at_gate) == sum("islam-qala" in c.place_ids for c in claims)
    herat = inside("AF-HER", store)
    in_herat = sum(r["claims"] for r in count(made, Ask("category", province="AF-HER", **days)))
    assert 0 < in_herat <= sum(not herat.isdisjoint(c.place_ids) for c in claims)
    by_province = count(made, Ask("province", **days))
    assert {r["province"]: r["claims"] for r in by_province}["AF-HER"] == in_herat


def test_what_must_not_be_passed_on_and_what_is_no_archive_are_refused(tmp_path, monkeypatch):
    table = tmp_path / "acled.csv"
    table.write_text(s.text(s.ACLED, s.acled()))
    with pytest.raises(MarzError, match="forbid passing rows on"):
        add(Archive(tmp_path / "archive"), table)
    (tmp_path / "bad" / COMMITS).mkdir(parents=True)
    outside = {"path": "../../secret.parquet", "rows": 1, "first": None, "last": None}
    (tmp_path / "bad" / COMMITS / "1.json").write_text(json.dumps({"format": "marz archive 1", "parts": [outside]}))
    with pytest.raises(BadArchive):
        Archive(tmp_path / "bad").parts()
    with pytest.raises(BadArchive):
        Archive("nothing-of-the-kind://x")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    add(Archive(tmp_path / "archive"), DEVSET / "01.txt")
    with pytest.raises(NoDuckDB, match=r"pip install 'marz\[archive\]'"):
        count(Archive(tmp_path / "archive"), Ask("month"))


class ReadOnly(MemoryFileSystem):
    """A storage that lists and reads, and cannot be written, as web servers are."""

    protocol, store, pseudo_dirs = "reading", {}, [""]

    def pipe_file(self, path, value, **_):
        raise NotImplementedError


@pytest.mark.parametrize("where", ["{}/none", "{}", "{}/file", "file://{}/none", "memory://none"])
def test_a_place_with_no_archive_is_refused_and_not_counted_as_empty(where, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["archive", "count", where.format(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "There is no archive at" in told.err
    assert "'marz archive add'" in told.err
    with pytest.raises(BadArchive, match="no archive"):
        cube(Archive(where.format(tmp_path)))


@pytest.mark.parametrize("where", ["", " ", "nothing-of-the-kind://x", "zip://none.zip", "{}/file", "{}/file/in"])
def test_a_place_that_can_hold_no_archive_is_refused_in_words(where, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["archive", "add", where.format(tmp_path), str(DEVSET / "28.txt")]) == 1
    told = capsys.readouterr().err
    assert re.search("no storage|empty name|not a directory", told)
    assert told.rstrip().endswith(".")


def test_a_protocol_whose_package_is_missing_is_named(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "s3fs", None)
    for verb in (["count", "s3://bucket/x"], ["add", "s3://bucket/x", str(DEVSET / "28.txt")]):
        assert main(["archive", *verb]) == 1
        assert "Install s3fs" in capsys.readouterr().err


def test_a_storage_that_can_be_read_only_is_refused_in_words(monkeypatch, capsys):
    monkeypatch.setitem(importlib.import_module("fsspec.registry")._registry, "reading", ReadOnly)
    assert main(["archive", "add", "reading://x", str(DEVSET / "28.txt")]) == 1
    assert "can be read only. Give a folder" in capsys.readouterr().err


def test_an_archive_that_nothing_was_added_to_is_one_and_is_empty(tmp_path, capsys):
    (tmp_path / "texts").mkdir()
    assert main(["archive", "add", str(tmp_path / "archive"), str(tmp_path / "texts")]) == 0
    assert main(["archive", "count", str(tmp_path / "archive")]) == 0
    assert "holds nothing of this" in capsys.readouterr().err


def test_the_command_adds_and_counts(tmp_path, capsys):
    where = str(tmp_path / "archive")
    assert main(["archive", "add", where, str(DEVSET / "28.txt")]) == 0
    assert "1 documents with" in capsys.readouterr().err
    assert main(["archive", "count", where, "--by", "province", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]
    assert main(["archive", "count", where, "--from", "1999-01-01", "--to", "1999-01-31"]) == 0
    assert "holds nothing of this" in capsys.readouterr().err
    assert main(["archive", "count", where, "--place", "Herat province"]) == 0
    assert main(["archive", "add", where, str(tmp_path / "none")]) == 1
    assert main(["archive", "count", where, "--workers", "0"]) == 1
    assert all(line.rstrip().endswith(".") for line in capsys.readouterr().err.splitlines())


def test_the_cube_streamed_from_the_files_counts_what_duckdb_counts(archive):
    made = cube(archive)
    for first, last in ((date(2021, 7, 8), date(2021, 7, 8)), (date(2018, 1, 1), date(2025, 12, 31))):
        days = first.toordinal(), last.toordinal() + 1
        by_category = as_counter(count(archive, Ask("category", first=first, last=last)), "category")
        by_place = as_counter(count(archive, Ask("place", first=first, last=last)), "place")
        assert made.by_category(*days) == by_category
        assert made.by_place(*days) == {place: n for place, n in by_place.items() if place}
