import shutil
import sqlite3
from pathlib import Path

import pytest

from geo import facts, paths, store
from geo.errors import MarzError
from geo.store import Store


@pytest.fixture
def own_seeds(tmp_path, monkeypatch) -> Path:
    folder = Path(shutil.copytree(paths.seeds(), tmp_path / "seeds"))
    monkeypatch.setenv("MARZ_SEEDS", str(folder))
    return folder


def test_the_store_gives_back_what_the_seeds_hold(tmp_path):
    built = facts.build(tmp_path)
    opened = Store.open(tmp_path)
    assert list(opened.places.values()) == built.places
    assert list(opened.events.values()) == built.events
    assert len(opened.claims) == len(built.claims)
    assert [f.value for f in opened.figures] == [f.value for f in built.figures]
    assert [str(r) for r in opened.refused] == [str(r) for r in built.refused]


def test_a_missing_store_is_built_on_opening(tmp_path):
    assert Store.open(tmp_path / "new").places


def test_a_changed_seed_rebuilds_the_store(tmp_path, own_seeds):
    assert "new-body" not in Store.open(tmp_path / "store").bodies
    with (own_seeds / "bodies.csv").open("a", encoding="utf-8") as file:
        file.write("new-body,A new body,,INT,counts something,,\n")
    assert "new-body" in Store.open(tmp_path / "store").bodies


def test_a_corrupt_store_is_built_again_from_the_seeds(tmp_path):
    (tmp_path / "facts.sqlite").write_bytes(b"this is not a database, it only looks like a file")
    assert Store.open(tmp_path).places


def test_a_build_that_fails_leaves_the_old_store(tmp_path, monkeypatch):
    facts.build(tmp_path)
    before = (tmp_path / "facts.sqlite").read_bytes()
    monkeypatch.setattr(facts, "_fill", lambda *_: (_ for _ in ()).throw(sqlite3.OperationalError("disk full")))
    with pytest.raises(MarzError, match="disk full"):
        facts.build(tmp_path)
    assert (tmp_path / "facts.sqlite").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["facts.sqlite"]


def test_a_month_counts_as_published_on_its_last_day():
    assert str(store.published_by("2025-06")) == "2025-06-30"


def test_the_same_seeds_have_the_same_digest_and_other_seeds_another(own_seeds):
    before = facts.seeds_digest()
    assert before == facts.seeds_digest()
    (own_seeds / "measures.csv").write_text("id\n", encoding="utf-8")
    assert facts.seeds_digest() != before
