"""What may be done to a team's store, by whom, and how an older one is brought up to date."""

import psycopg
import pytest

from geo.additions import Additions
from geo.cli import main
from geo.database import Database
from geo.errors import MarzError
from geo.ingest.review import ReviewLog
from geo.postgres import tables
from geo.schema import Figure, Source
from geo.store import Store
from tests.trust.made import NOW, add, candidate, decide


def refused(url: str, *commands: str) -> list[str]:
    """Run each command by itself, and give what the server says to it."""
    said = []
    with psycopg.connect(url, autocommit=True, options="-csearch_path=marz") as base:
        for command in commands:
            with pytest.raises(psycopg.Error) as fault:
                base.execute(command)
            said.append(str(fault.value).splitlines()[0])
    return said


def changes(*names: str) -> list[str]:
    return [c.format(n) for n in names for c in ("delete from {}", "truncate {} cascade")]


def test_what_was_added_stays_whoever_tries(server, name, team):
    add(team, 1)
    decide(team, "c-1")
    every = [*changes(*tables.KEPT), "update figure set value = 7", "update decision set who = 'x'"]
    assert set(refused(server.url(name), *every)) == {"what was added stays as it was"}
    assert all("permission denied" in said for said in refused(team.url, *every))
    assert "permission denied" in refused(team.url, "alter table figure disable trigger user")[0].replace(
        "must be owner", "permission denied"
    )


def test_a_reader_reads_all_but_the_journal_and_writes_nothing(server, name, team):
    add(team, 1)
    decide(team, "c-1")
    reader = Database(server.url(name, "omid", "reading-98"))
    assert {f.value for f in Store.open(reader).figures} >= {1, 300}
    for write in (lambda: add(reader, 2), lambda: ReviewLog(reader).add([candidate("c-9")], who="Omid", at=NOW)):
        with pytest.raises(MarzError, match="Ask the store's owner to do it, or for the role"):
            write()
    assert "permission denied" in refused(reader.url, "select * from journal")[0]
    assert main(["build", "--store", server.url(name, "omid")]) == 1
    lines = server.sql(
        "select role, line ->> 'did', line ->> 'who' from marz.journal where role <> 'owner'", database=name
    )
    assert lines.splitlines() == ["ana|import|", "ana|candidate|Ana", "ana|decision|Ana"]


def test_a_store_from_before_a_column_was_thought_of_is_brought_up_to_date_by_its_owner(server, fresh, capsys):
    team = Database(server.url(fresh, "ana", "deciding-98"))
    add(team, 1)
    server.sql(
        "drop view marz.events, marz.returns, marz.places cascade; "
        "alter table marz.figure drop column origin cascade; alter table marz.source drop column language cascade; "
        "drop trigger stays on marz.claim; update marz.about set value = '0' where key = 'format'",
        database=fresh,
    )
    with pytest.raises(MarzError, match="older Marz"):
        add(team, 2)
    assert main(["build", "--store", server.url(fresh)]) == 0
    add(team, 2)
    assert [(f.value, f.origin) for f in Additions(team).read(Figure)] == [(1.0, ""), (2.0, "")]
    assert [x.language for x in Additions(team).read(Source)] == [""]
    assert main(["check", "--store", server.url(fresh)]) == 0
    server.sql("update marz.about set value = '99' where key = 'format'", database=fresh)
    with pytest.raises(MarzError, match="newer Marz"):
        add(team, 3)
    assert main(["build", "--store", server.url(fresh)]) == 1, "an older Marz leaves a newer one's store alone"


def test_a_check_tells_of_missing_rows_and_lifted_guards_and_a_repair_puts_the_guards_back(server, fresh, capsys):
    team = Database(server.url(fresh, "ana", "deciding-98"))
    add(team, 1, 2)
    decide(team, "c-1")
    server.sql(
        "alter table marz.figure disable trigger stays; delete from marz.figure where id = 'f-2'; "
        "alter table marz.decision disable trigger user",
        database=fresh,
    )
    url = server.url(fresh)
    assert main(["check", "--store", url]) == 1
    said = capsys.readouterr().out
    assert "Batch 1 (t.csv) holds 1 of 2 rows" in said
    assert "added to figure could be changed" in said
    assert main(["check", "--repair", "--store", url]) == 1
    said = capsys.readouterr().out
    assert "could be changed" not in said
    assert "1 of 2 rows" in said
