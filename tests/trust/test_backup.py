import hashlib
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from geo import backup, journal
from geo.cli import main
from geo.errors import MarzError
from geo.store import Store
from tests.trust.made import NOW, add, decide, held


@pytest.fixture
def folder(tmp_path) -> Path:
    store = tmp_path / "store"
    add(store, *range(200))
    decide(store, "c-1")
    return store


@pytest.fixture
def saved(tmp_path, folder) -> Path:
    backup.backup(tmp_path / "b.zip", folder=folder, when=NOW)
    return tmp_path / "b.zip"


def rewritten(saved: Path, **changes: bytes | None) -> Path:
    """The same archive with members changed, added or taken out, and its checksums right."""
    with zipfile.ZipFile(saved) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    members |= {n.replace("__", "."): content for n, content in changes.items() if content is not None}
    about = json.loads(members["manifest.json"])
    for name in about["files"]:
        about["files"][name] = {"bytes": len(members[name]), "sha256": hashlib.sha256(members[name]).hexdigest()}
    members["manifest.json"] = json.dumps(about).encode()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return saved


def test_what_was_backed_up_comes_back_whole(tmp_path, folder, capsys):
    file, other = tmp_path / "marz.zip", tmp_path / "other"
    assert main(["backup", str(file), "--store", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["decisions"] == 1
    assert file.stat().st_mode & 0o077 == 0
    assert main(["restore", str(file), "--store", str(other)]) == 0
    assert held(other) == held(folder)
    assert [f.id for f in Store.open(other).figures][-201:] == [f.id for f in Store.open(folder).figures][-201:]
    add(other, 900)
    decide(other, "c-2")
    assert len(held(other)[0]) == 201


def test_a_store_with_something_in_it_is_not_overwritten_unless_asked(folder, saved):
    add(folder, 777)
    with pytest.raises(MarzError, match="--replace"):
        backup.restore(saved, folder=folder)
    assert "f-777" in held(folder)[0]
    backup.restore(saved, folder=folder, replace=True)
    assert "f-777" not in held(folder)[0]
    assert [line["did"] for line in journal.read(folder)] == ["import", "candidate", "decision"]


def test_a_changed_or_cut_backup_is_refused_and_nothing_changes(tmp_path, saved):
    content = saved.read_bytes()
    with zipfile.ZipFile(saved) as archive:
        at = archive.getinfo("added.sqlite").header_offset + 200
    cases = {
        "flipped": content[:at] + bytes([content[at] ^ 255]) + content[at + 1 :],
        "cut": content[: len(content) // 2],
        "empty": b"",
        "text": b"no archive at all",
    }
    for name, bad in cases.items():
        saved.write_bytes(bad)
        with pytest.raises(backup.NoBackup, match=r"\. (Take|Give|Check)"):
            backup.restore(saved, folder=tmp_path / name)
        assert held(tmp_path / name) == (set(), set())


def test_a_foreign_archive_is_refused(tmp_path, saved):
    with pytest.raises(backup.NoBackup, match="holds files that no backup holds"):
        backup.restore(rewritten(saved, **{"../../escaped": b"x"}), folder=tmp_path / "a")
    assert not (tmp_path.parent / "escaped").exists()
    with zipfile.ZipFile(tmp_path / "book.zip", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(backup.NoBackup, match="not a backup of Marz"):
        backup.restore(tmp_path / "book.zip", folder=tmp_path / "a")


def test_an_archive_that_unpacks_to_more_than_it_says_is_refused(tmp_path):
    about = {"kind": backup.KIND, "format": 1, "files": {"added.sqlite": {"bytes": 10, "sha256": "0"}}}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(about))
        archive.writestr("added.sqlite", b"\0" * 50_000_000)
    (tmp_path / "bomb.zip").write_bytes(out.getvalue())
    with pytest.raises(backup.NoBackup, match="not of the size it says"):
        backup.restore(tmp_path / "bomb.zip", folder=tmp_path / "a")


def test_tables_made_to_do_harm_are_left_behind_and_rows_that_break_the_rules_refuse_the_whole(tmp_path, folder, saved):
    evil = tmp_path / "evil.sqlite"
    with closing(sqlite3.connect(folder / "added.sqlite")) as base, closing(sqlite3.connect(evil)) as copy:
        base.backup(copy)
        copy.executescript(
            "pragma journal_mode = delete; create table more (x); create view v as select load_extension('/x');"
            "create trigger t after insert on figure begin delete from batches; end;"
        )
    backup.restore(rewritten(saved, added__sqlite=evil.read_bytes()), folder=tmp_path / "a")
    with closing(sqlite3.connect(tmp_path / "a" / "added.sqlite")) as base:
        names = {row[0] for row in base.execute("select name from sqlite_master")}
    assert not names & {"more", "v", "t"}
    with closing(sqlite3.connect(evil)) as copy:
        copy.executescript("drop trigger figure_stays_update; update figure set value = 'no number' where id = 'f-3';")
    with pytest.raises(backup.NoBackup, match="value: 'no number' is not a number"):
        backup.restore(rewritten(saved, added__sqlite=evil.read_bytes()), folder=tmp_path / "b")
    assert held(tmp_path / "b") == (set(), set())
