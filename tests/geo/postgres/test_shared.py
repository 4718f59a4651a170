"""A team's store beside a file store: the same commands, the same answers."""

import json
from datetime import date

import pytest

from geo import eventlist
from geo.additions import Additions
from geo.claims import views_of
from geo.cli import main
from geo.database import Database
from geo.eventlist import events_in
from geo.ingest.review import ReviewLog
from geo.schema import Claim, Event, Figure, Place, Source
from geo.store import Store, state
from geo.window import Window
from tests.geo.ingest import samples as s
from tests.tabled import add_tables
from tests.trust.made import MAPPING, NOW, candidate

WEEK = ("--from", "2025-07-01", "--to", "2025-07-07")
SUMMER = ("--from", "2021-07-01", "--to", "2021-07-31")
ASKED = (
    ("events", *SUMMER, "--json"), ("events", *SUMMER, "--geojson"), ("returns", *WEEK, "--json"),
    ("returns", *WEEK, "--place", "islam-qala", "--explain"), ("review", "list", "--state", "all", "--json"),
    ("review", "log", "--json"),
)  # fmt: skip


def worked_with(store: str, folder) -> None:
    """Import three tables, one of them not for redistribution, and decide, correct and take back."""
    (folder / "map.toml").write_text(MAPPING)
    table = "day,place,returns\n2025-07-02,Islam Qala,1234\n2025-07-03,Islam Qala,30.5\n2025-07-03,Nowhere,7\n"
    (folder / "t.csv").write_text(table)
    (folder / "acled.csv").write_text(s.text(s.ACLED, s.acled(1), s.acled(2, geo_precision=2), s.acled(3, notes="«ن»")))
    (folder / "dtm.csv").write_text(s.text(s.DTM, s.dtm("Herat", 500), s.dtm("", 900)))
    at = ("--store", store)
    assert main(["import", str(folder / "t.csv"), "--map", str(folder / "map.toml"), *at]) == 0
    for name in ("acled.csv", "dtm.csv", "acled.csv"):
        assert main(["import", str(folder / name), *at]) == 0
    log = ReviewLog(Store.open(Database(store) if "://" in store else folder / "store").where)
    log.add([candidate(f"c-{n}") for n in range(4)], who="Ana", at=NOW)
    log.decide("c-0", "accept", who="Ana", at=NOW)
    log.decide("c-1", "edit", who="Ana", at=NOW, fields={"value": 77})
    log.decide("c-1", "accept", who="Omid", at=NOW)
    log.decide("c-2", "refuse", who="Omid", at=NOW, why="«نه»")
    log.decide("c-3", "accept", who="Ana", at=NOW)
    log.undo(who="Ana", at=NOW)


def answers(store: str, capsys, folder) -> list[str]:
    capsys.readouterr()
    given = []
    for command in ASKED:
        assert main([*command, "--store", store]) == 0
        given.append(capsys.readouterr().out)
    assert main(["export", "events", *SUMMER, "--out", str(folder / "e.geojson"), "--store", store]) == 0
    return [*given, (folder / "e.geojson").read_text()]


def test_the_same_work_gives_the_same_answers_as_on_files_byte_for_byte(server, name, tmp_path, capsys, monkeypatch):
    import geo.cli.import_ as command

    class Still(command.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 1, 2, 3, 4, 5, tzinfo=tz)

    monkeypatch.setattr(command, "datetime", Still)  # a batch's moment is part of what a store's digest is made of
    monkeypatch.setenv("PGPASSWORD", "deciding-98")
    url, folder = server.url(name, "ana"), str(tmp_path / "store")
    for store in (folder, url):
        worked_with(store, tmp_path)
    assert answers(url, capsys, tmp_path) == answers(folder, capsys, tmp_path)
    ours, theirs = Store.open(Database(url)), Store.open(tmp_path / "store")
    assert ours.digest == theirs.digest
    assert ours.withheld == theirs.withheld != frozenset()
    for kind in (Place, Source, Event, Claim, Figure):
        added = [repr(r) for r in Additions(Database(url)).read(kind)]
        assert added == [repr(r) for r in Additions(tmp_path / "store").read(kind)]
    assert main(["check", "--store", url]) == 0


def test_a_teams_store_lists_the_events_that_a_look_at_each_finds(facts, team):
    add_tables(facts, team)
    for see in (lambda s: s, Store.shareable):
        store, every = see(Store.open(team)), see(Store.open(team))
        window = Window.inclusive(date(2018, 1, 1), date(2025, 12, 31))
        assert list(events_in(store, window)) == views_of(every.events.values(), every.claims, every, window)
    assert eventlist.record_of(Store.open(team)).shown.sum() > 40


def test_a_running_reader_sees_a_new_decision_by_one_question(team):
    before, log = state(team), ReviewLog(team)
    log.add([candidate("c-1")], who="Ana", at=NOW)
    log.decide("c-1", "accept", who="Ana", at=NOW)
    assert state(team) == (before[0], before[1] + 1, before[2])
    assert [f.value for f in Store.open(team).figures if f.note == "reviewed by Ana"] == [300]


def test_a_store_that_goes_with_other_seeds_is_refused_until_its_owner_builds_it(server, name, team, capsys):
    server.sql("update marz.about set value = 'other' where key = 'seeds_sha256'", database=name)
    assert main(["events", *WEEK, "--store", server.url(name)]) == 1
    assert "goes with other seeds" in capsys.readouterr().err
    assert main(["check", "--json", "--store", server.url(name)]) == 1
    assert "other seeds" in json.loads(capsys.readouterr().out)["broken"][0]
    before = state(team)
    assert main(["build", "--store", server.url(name)]) == 0
    assert state(team)[2] == before[2] + 1
    assert main(["check", "--store", server.url(name)]) == 0


def test_a_rehearsed_import_writes_nothing(server, name, team, tmp_path, capsys):
    (tmp_path / "dtm.csv").write_text(s.text(s.DTM, s.dtm("Herat", 500)))
    assert main(["import", str(tmp_path / "dtm.csv"), "--dry-run", "--json", "--store", server.url(name)]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == {"source": 1, "figure": 1}
    assert state(team)[0] == 0


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_no_text_holds_is_refused_with_the_remedy(team, text):
    from geo.errors import MarzError

    with pytest.raises(MarzError, match=r"NUL|UTF-8"):
        ReviewLog(team).add([candidate(text)], who="Ana", at=NOW)
    assert ReviewLog(team).candidates(None) == []
