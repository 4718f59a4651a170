import pytest

from geo import backup
from geo.additions import Additions
from geo.cli import main
from geo.database import Database
from geo.errors import MarzError
from geo.ingest.review import ReviewLog
from geo.schema import Figure
from geo.store import Store, state
from tests.trust.made import NOW, add, candidate, decide


def told(where) -> tuple:
    log = ReviewLog(where)
    figures = [repr(f) for f in Additions(where).read(Figure)]
    return figures, Additions(where).batches(), log.candidates(None), log.log(), Store.open(where).digest


def test_a_store_moves_into_the_other_kind_and_back_and_nothing_changes(server, name, team, tmp_path, capsys):
    files = tmp_path / "store"
    for n in range(3):
        add(files, *range(100 * n, 100 * n + 50), file=f"{n}.csv")
        decide(files, f"c-{n}")
    ReviewLog(files).undo(who="Ana", at=NOW)
    before = told(files)
    owner = server.url(name)
    assert main(["backup", str(tmp_path / "a.zip"), "--store", str(files)]) == 0
    assert main(["restore", str(tmp_path / "a.zip"), "--store", owner]) == 0
    assert told(team) == before
    assert main(["backup", str(tmp_path / "b.zip"), "--store", owner]) == 0
    assert main(["restore", str(tmp_path / "b.zip"), "--store", str(tmp_path / "back")]) == 0
    assert told(tmp_path / "back") == before
    add(team, 900)
    decide(team, "c-9")
    assert [d.seq for d in ReviewLog(team).log()] == [1, 2, 3, 4, 5]


def test_a_store_with_something_in_it_is_replaced_by_its_owner_only_and_readers_notice(server, name, team, tmp_path):
    add(tmp_path / "one", 1)
    backup.backup(tmp_path / "a.zip", folder=tmp_path / "one", when=NOW)
    add(team, 777)
    ReviewLog(team).add([candidate("c-1")], who="Ana", at=NOW)
    with pytest.raises(MarzError, match="--replace"):
        backup.restore(tmp_path / "a.zip", folder=team)
    with pytest.raises(MarzError, match="owner"):
        backup.restore(tmp_path / "a.zip", folder=team, replace=True)
    before = state(team)
    assert [f.value for f in Additions(team).read(Figure)] == [777]
    backup.restore(tmp_path / "a.zip", folder=Database(server.url(name)), replace=True)
    assert [f.value for f in Additions(team).read(Figure)] == [1]
    assert ReviewLog(team).candidates(None) == []
    assert state(team) != before
    assert main(["check", "--store", server.url(name)]) == 0
