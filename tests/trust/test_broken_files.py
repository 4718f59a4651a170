"""Store files cut, overwritten, emptied, lost or old: what is said of them, and what a repair brings back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geo import rescue
from geo.cli import main
from geo.errors import MarzError, NotBuilt
from geo.ingest.review import ReviewLog
from geo.store import Store
from tests.trust.made import add, decide, held


@pytest.fixture(scope="module")
def settled(tmp_path_factory) -> Path:
    store = tmp_path_factory.mktemp("settled")
    Store.open(store)
    for n in range(10):
        add(store, *range(100 * n, 100 * n + 100), file=f"{n}.csv")
        decide(store, f"c-{n}")
    for name in ("added.sqlite", "review.sqlite"):  # settled, as after a stop
        with closing(sqlite3.connect(store / name)) as base:
            base.execute("pragma journal_mode = delete")
    return store


@pytest.fixture
def folder(tmp_path, settled) -> Path:
    return Path(shutil.copytree(settled, tmp_path / "store"))


def broken(file: Path, how: str) -> None:
    content = file.read_bytes()
    middle = len(content) // 2
    spoilt = {
        "cut": content[:middle],
        "emptied": b"",
        "overwritten in the middle": content[:middle] + b"\xa5" * 8192 + content[middle + 8192 :],
        "overwritten at the head": b"\xa5" * 4096 + content[4096:],
        "no database": b"<html>404</html>" * 100,
    }
    file.write_bytes(spoilt[how])


WAYS = ["cut", "emptied", "overwritten in the middle", "overwritten at the head", "no database"]


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("name", ["added.sqlite", "review.sqlite"])
def test_a_broken_file_is_told_with_the_remedy_and_the_remedy_works(folder, capsys, name, how):
    before = held(folder)
    broken(folder / name, how)
    command = ["check", "--store", str(folder)]
    assert main(command) == 1
    assert "check --repair" in capsys.readouterr().out
    assert main([*command, "--repair"]) == 0
    said = capsys.readouterr().err
    figures, accepted = held(folder)
    assert accepted == before[1], "the journal holds every decision"
    assert figures <= before[0]
    lost = before[0] - figures
    assert all(f"rows of {n}.csv" in said for n in {int(i[2:]) // 100 for i in lost}), "each table to import again"
    if name == "added.sqlite":
        assert list(folder.glob("added.sqlite.broken-*")), "the broken file is kept"
        if how in ("cut", "overwritten in the middle"):
            assert figures, "what can be read is saved"
    for n in range(10):
        add(folder, *range(100 * n, 100 * n + 100), file=f"{n}.csv")
    assert held(folder) == before
    assert len(Store.open(folder).figures) > 1000
    assert main(command) == 0


def test_broken_facts_are_told_and_built_again_from_the_seeds(folder, capsys):
    count = len(Store.open(folder).figures)
    for how in WAYS:
        broken(folder / "facts.sqlite", how)
        assert main(["check", "--store", str(folder)]) == 1
        assert "check --repair" in capsys.readouterr().out
        assert main(["check", "--store", str(folder), "--repair"]) == 0
        assert len(Store.open(folder).figures) == count


@pytest.mark.parametrize("name", ["added.sqlite", "review.sqlite"])
def test_a_lost_file_is_noticed_and_repaired(folder, capsys, name):
    before = held(folder)
    (folder / name).unlink()
    assert main(["check", "--store", str(folder)]) == 1
    assert "it is gone" in capsys.readouterr().out
    assert main(["check", "--store", str(folder), "--repair"]) == 0
    assert held(folder)[1] == before[1]


def test_a_healthy_store_is_left_as_it_is(folder):
    stamps = {p.name: p.stat().st_mtime_ns for p in folder.iterdir() if p.name != "journal.jsonl"}
    assert rescue.repair(folder) == ["Nothing was broken."]
    assert {n: (folder / n).stat().st_mtime_ns for n in stamps} == stamps


def test_a_file_of_the_first_format_is_read_and_written_on(folder):
    """As Marz wrote them before formats were numbered, and before records had the columns that are taken out here."""
    before = held(folder)
    with closing(sqlite3.connect(folder / "added.sqlite")) as base:
        for table in ("figure", "claim", "event", "source", "place"):
            columns = [r[1] for r in base.execute("select * from pragma_table_info(?)", [table])]
            if "note" in columns:
                base.execute(f"alter table {table} drop column note")
        base.execute("pragma user_version = 0")
    with closing(sqlite3.connect(folder / "review.sqlite", isolation_level=None)) as base:
        for rowid, cells in base.execute("select rowid, cells from joined").fetchall():
            base.execute(
                "update joined set cells = (select json_group_array(value) from json_each(?)) where rowid = ?",
                [cells, rowid],
            )
        base.execute("pragma user_version = 0")
    assert held(folder) == before
    opened = {f.id: f for f in Store.open(folder).figures}
    assert opened["f-5"].note == ""
    assert sum(f.value == 300 for f in opened.values()) >= 1
    add(folder, 5000)
    decide(folder, "c-new")
    again = {f.id: f for f in Store.open(folder).figures}
    assert again["f-5"].note == ""
    assert again["f-5000"].note == "x" * 300


def test_a_newer_marz_s_file_is_refused_and_left_alone(folder):
    for name in ("added.sqlite", "review.sqlite"):
        with closing(sqlite3.connect(folder / name)) as base:
            base.execute("pragma user_version = 99")
    content = (folder / "added.sqlite").read_bytes()
    with pytest.raises(NotBuilt, match="newer Marz"):
        Store.open(folder).figures  # noqa: B018
    with pytest.raises(MarzError, match="newer Marz"):
        add(folder, 6000)
    with pytest.raises(MarzError, match="newer Marz"):
        ReviewLog(folder).log()
    assert (folder / "added.sqlite").read_bytes() == content
