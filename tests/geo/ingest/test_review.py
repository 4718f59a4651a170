import json
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest

from geo import paths, records, reviewed, seeds
from geo.cli import main
from geo.ingest.candidates import BadEdit, Candidate, candidates_of, checked
from geo.ingest.extract import extract
from geo.ingest.joining import export, records_of
from geo.ingest.reader import read
from geo.ingest.review import FILE, ReviewConflict, ReviewLog
from geo.schema import Claim, Event, Figure, Source
from geo.store import Store, state

DEVSET = Path(__file__).parent.parent.parent / "devset"
NOW = "2025-07-06T09:00:00+00:00"


@pytest.fixture
def log(tmp_path):
    log = ReviewLog(tmp_path)
    log.add(candidates_of(extract(read(DEVSET / "25.txt"))), who="Ana", at=NOW)
    return log


def first(log, kind="claim"):
    return next(c for c in log.candidates() if c.kind == kind)


def test_the_same_text_is_queued_once(log):
    assert log.add(candidates_of(extract(read(DEVSET / "25.txt"))), who="Ana", at=NOW) == 0


def test_an_accepted_candidate_leaves_the_queue_and_an_undone_one_comes_back(log):
    one = first(log)
    log.decide(one.id, "accept", who="Ana", at=NOW)
    assert log.show(one.id).state == "accepted"
    assert one.id not in {c.id for c in log.candidates()}
    log.undo(who="Ana", at=NOW)
    assert log.show(one.id).state == "pending"
    assert [d.verdict for d in log.log()] == ["accept", "undo"]


def test_an_undo_takes_back_ones_own_decision_only(log):
    log.decide(first(log).id, "accept", who="Ana", at=NOW)
    with pytest.raises(ReviewConflict, match="no such decision"):
        log.undo(who="Ben", at=NOW)


def test_a_refusal_without_a_reason_is_refused(log):
    with pytest.raises(ReviewConflict, match="--why"):
        log.decide(first(log).id, "refuse", who="Ana", at=NOW)


def test_what_was_decided_can_be_neither_changed_nor_deleted(log):
    log.decide(first(log).id, "accept", who="Ana", at=NOW)
    with sqlite3.connect(log.where / FILE) as base:
        for change in ("update decision set who = 'Ben'", "delete from decision", "delete from candidate"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                base.execute(change)
    base.close()


def test_a_decision_that_another_overtook_is_refused(log):
    one = first(log)
    done = log.decide(one.id, "accept", who="Ana", at=NOW)
    log.decide(one.id, "refuse", who="Ben", at=NOW, why="twice", seen=done.seq)
    with pytest.raises(ReviewConflict, match="Ben has decided"):
        log.decide(one.id, "accept", who="Ana", at=NOW, seen=done.seq)


def test_a_first_decision_that_another_overtook_is_refused_and_one_after_an_undo_is_not(log):
    one = first(log)
    log.decide(one.id, "accept", who="Ben", at=NOW)
    with pytest.raises(ReviewConflict, match="Ben has decided"):
        log.decide(one.id, "accept", who="Ana", at=NOW, seen=one.seq)
    log.undo(who="Ben", at=NOW)
    log.decide(one.id, "accept", who="Ana", at=NOW, seen=log.show(one.id).seq)


def test_two_people_deciding_at_once_lose_nothing(log):
    ids = [c.id for c in log.candidates()]

    def decide(who):
        for one in ids:
            log.decide(one, "accept", who=who, at=NOW)

    with ThreadPoolExecutor(2) as people:
        list(people.map(decide, ["Ana", "Ben"]))
    assert len(log.log()) == 2 * len(ids)
    assert [d.seq for d in log.log()] == list(range(1, 2 * len(ids) + 1))


def test_an_edit_changes_the_candidate_and_stays_in_the_log(log):
    one = first(log)
    fields = checked(one, {"category": "closure", "from": "1404-04-14", "event_id": "x"})
    log.decide(one.id, "edit", who="Ana", at=NOW, fields=fields, why="the gate was shut")
    assert log.show(one.id).fields["category"] == "closure"
    assert log.show(one.id).fields["from"] == "2025-07-05"
    assert log.show(one.id).state == "pending"


@pytest.mark.parametrize("change", [{"colour": "red"}, {"category": "fun"}, {"status": "sure"}])
def test_an_impossible_edit_is_refused_with_the_choices(log, change):
    with pytest.raises(BadEdit, match="Use one of"):
        checked(first(log), change)


def test_the_log_never_holds_the_text(log):
    sentences = [s for s in (DEVSET / "25.txt").read_text(encoding="utf-8").split(". ") if len(s) > 40]
    with sqlite3.connect(log.where / FILE) as base:
        held = "\n".join(base.iterdump())
    base.close()
    assert not [s for s in sentences if s in held]


def test_accepted_candidates_leave_as_seed_files_that_read_back(log, tmp_path):
    for one in log.candidates():
        log.decide(one.id, "accept", who="Ana", at=NOW)
    out = tmp_path / "out"
    export(log.candidates("accepted"), out)
    for kind in (Source, Event, Claim, Figure):
        rows, refused = records.read(out / kind.file, kind)
        assert rows
        assert refused == []
    kinds = records_of(log.candidates("accepted"))
    assert {c.source_id for c in kinds[Claim]} == {s.id for s in kinds[Source]}
    assert {c.event_id for c in kinds[Claim]} == {e.id for e in kinds[Event]}


def test_the_command_queues_shows_decides_undoes_and_exports(tmp_path, capsys):
    def run(*words):
        status = main(["review", words[0], "--store", str(tmp_path), *words[1:]])
        return status, capsys.readouterr()

    assert run("list")[1].out.strip() == "Nothing here."
    assert run("add", str(DEVSET / "09.txt"))[0] == 0
    listed = json.loads(run("list", "--json")[1].out)
    capture = next(c["id"] for c in listed if c["fields"].get("category") == "capture")
    shown = json.loads(run("show", capture, "--json")[1].out)
    assert any("2021-07-08" in note for note in shown["alike"])
    assert run("accept", capture, "--who", "Ana")[0] == 0
    assert run("refuse", capture, "--who", "Ben")[0] == 1
    assert run("edit", capture, "status=confirmed", "--who", "Ana")[0] == 0
    assert run("edit", capture, "nothing")[0] == 1
    assert run("undo", "--who", "Ana")[0] == 0
    assert run("accept", capture, "--event", "no-such-event")[0] == 1
    assert run("accept", capture, "--event", "2021-07-08-islam-qala-capture")[0] == 0
    assert "accept" in run("log")[1].out
    assert run("export", str(tmp_path / "out"))[0] == 0
    assert (tmp_path / "out" / "claims.csv").exists()
    assert (tmp_path / FILE).exists()


def test_an_unknown_candidate_is_refused_with_a_remedy(tmp_path):
    with pytest.raises(ReviewConflict, match="marz review list"):
        ReviewLog(tmp_path).show("nothing")
    with pytest.raises(ReviewConflict, match="marz review list"):
        ReviewLog(tmp_path).decide("nothing", "accept", who="Ana", at=NOW)


def test_a_candidate_knows_no_text_but_its_hash():
    assert "text" not in [field.name for field in fields(Candidate)]


def accepted(log, kind="claim"):
    one = first(log, kind)
    log.decide(one.id, "accept", who="Ana", at=NOW)
    return one


def test_an_accepted_claim_is_in_the_store_at_once_and_undone_is_gone(log):
    before = Store.open(log.where)
    one = accepted(log)
    after = Store.open(log.where)
    assert after.digest != before.digest
    assert state(log.where) == (0, 1)
    (claim,) = (c for c in after.claims if c.evidence_sha256 == one.text_sha256)
    assert claim.event_id in after.events
    assert claim.source_id in after.sources
    assert claim.note == "reviewed by Ana"
    log.undo(who="Ana", at=NOW)
    again = Store.open(log.where)
    assert again.digest == before.digest
    assert again.claims == before.claims


def test_a_store_opened_before_a_decision_keeps_showing_one_state(log):
    before = Store.open(log.where)
    accepted(log)
    assert len(before.claims) == len(before.claims)
    assert not [e for e in before.events if e not in Store.open(log.where).events]


def test_a_later_edit_and_a_refusal_reach_the_store(log):
    one = accepted(log)
    done = log.decide(one.id, "edit", who="Ben", at=NOW, fields=checked(one, {"category": "talks"}))
    assert [c.category for c in reviewed.read(log.where).of(Claim)] == ["talks"]
    log.decide(one.id, "refuse", who="Ben", at=NOW, why="twice", seen=done.seq)
    assert reviewed.read(log.where).of(Claim) == ()


def test_a_claim_that_joins_an_event_speaks_of_it(log):
    event = next(iter(Store.open(log.where).events))
    one = first(log)
    log.decide(one.id, "accept", who="Ana", at=NOW, fields={"event_id": event})
    store = Store.open(log.where)
    assert event in {c.event_id for c in store.claims if c.evidence_sha256 == one.text_sha256}
    assert store.events[event].title != one.fields["what"]


def test_a_claim_outlives_the_undoing_of_the_event_it_joined(log):
    one, other = [c for c in log.candidates() if c.kind == "claim"][:2]
    made = log.decide(one.id, "accept", who="Ana", at=NOW)
    log.decide(other.id, "accept", who="Ana", at=NOW, fields={"event_id": one.fields["event_id"]})
    log.undo(who="Ana", at=NOW, seq=made.seq)
    store = Store.open(log.where)
    assert [c.id for c in store.claims if c.note == "reviewed by Ana"]
    assert store.events[one.fields["event_id"]].title == other.fields["what"]


def test_a_figure_is_counted_by_the_body_that_says_it_else_by_nobody_named(log):
    one = first(log, "figure")
    fields = checked(one, {"attributed_to": "Arafat Jamal, UNHCR"})
    log.decide(one.id, "accept", who="Ana", at=NOW, fields=fields)
    assert [f.counted_by for f in reviewed.read(log.where).of(Figure)] == ["unhcr"]
    log.decide(one.id, "edit", who="Ana", at=NOW, fields=checked(one, {"attributed_to": "a driver"}))
    assert [f.counted_by for f in Store.open(log.where).figures if f.note == "reviewed by Ana"] == ["not-named"]


def test_a_candidate_that_lacks_what_a_record_needs_is_not_accepted(log):
    one = first(log)
    with pytest.raises(BadEdit, match="lacks what"):
        log.decide(one.id, "accept", who="Ana", at=NOW, fields={"what": None})
    with pytest.raises(BadEdit, match="before it starts"):
        log.decide(one.id, "accept", who="Ana", at=NOW, fields={"from": "2025-07-05", "to": "2025-07-04"})
    assert log.show(one.id).state == "pending"
    assert log.log() == []


def test_what_was_exported_is_admitted_beside_the_seeds(log, tmp_path):
    for one in log.candidates():
        log.decide(one.id, "accept", who="Ana", at=NOW)
    folder = Path(shutil.copytree(paths.seeds(), tmp_path / "seeds"))
    held = seeds.read(folder)
    known = {r.id for r in (*held.events, *held.places)}
    for path in export(log.candidates("accepted"), tmp_path / "out", known=known):
        ours = folder / path.relative_to(tmp_path / "out")
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
        ours.write_text(ours.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")
    joined = seeds.read(folder)
    assert len(joined.refused) == len(held.refused)
    assert len(joined.claims) > len(held.claims)
