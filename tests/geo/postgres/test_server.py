"""Real processes at once, a server that dies, and what is said to whoever cannot get in."""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from geo.additions import Additions
from geo.cli import main
from geo.database import Database
from geo.errors import MarzError
from geo.ingest.review import ReviewLog
from geo.schema import Figure
from geo.store import state
from tests.trust.made import NOW, SOURCE, Batch, add, candidate, decide, each_decided_once, figure
from tests.trust.test_at_once import IMPORTER, READER, REVIEWER

ROOT = Path(__file__).parents[3]
SLOW = """
import sys, time
from geo.additions import Additions, Batch
from geo.database import Database
from geo.errors import MarzError
from tests.trust.made import NOW, SOURCE, add, figure
url = Database(sys.argv[1])
add(url, *range(100))
print("acknowledged", flush=True)
try:
    with Additions(url).writing(Batch(file="b.csv", sha256="cd" * 32, format="mapped", when=NOW)) as pen:
        for n in range(1000, 1000000, 100):
            pen.add([SOURCE, *map(figure, range(n, n + 100))])
            print("written", flush=True)
except MarzError as fault:
    print(fault, flush=True)
"""

LINE = """
import socket, sys, threading, time
SOCKET = "/.s.PGSQL.5432"
door = socket.socket(socket.AF_UNIX)
door.bind(sys.argv[2] + SOCKET)
door.listen()
print("open", flush=True)
client, _ = door.accept()
server = socket.socket(socket.AF_UNIX)
server.connect(sys.argv[1] + SOCKET)
def answer():
    while data := server.recv(65536):
        if not breaking:
            client.sendall(data)
breaking = False
threading.Thread(target=answer, daemon=True).start()
while data := client.recv(65536):
    breaking = b"commit\\0" in data
    server.sendall(data)
    if breaking:
        time.sleep(0.5)  # the server has kept it by now, and the answer is lost
        break
"""  # a line between client and server that breaks with the answer to the first commit


def started(code: str, url: str, *arguments: str) -> subprocess.Popen:
    code = code.replace("Path(sys.argv[1])", "Database(sys.argv[1])").replace(
        "import sys\n", "import sys\nfrom geo.database import Database\n"
    )
    return subprocess.Popen([sys.executable, "-c", code, url, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_two_reviewers_an_importer_and_a_reader_at_once_lose_nothing(team):
    log = ReviewLog(team)
    log.add([candidate(f"c-{n:02}") for n in range(40)], who="Ana", at=NOW)
    with Additions(team).writing(Batch(file="a.csv", sha256="00", format="mapped", when=NOW)) as pen:
        pen.add([SOURCE, figure(999_999)])
    scripts = [(REVIEWER, "Ana"), (REVIEWER, "Omid"), (IMPORTER, ""), (READER, "")]
    running = [started(code, team.url, who) for code, who in scripts]
    told = [p.communicate()[0].split() for p in running]
    assert [p.returncode for p in running] == [0, 0, 0, 0]
    each_decided_once(log, told[:2])
    assert len(list(Additions(team).read(Figure))) == 20 * 50 + 1
    assert [b.id for b in Additions(team).batches()] == list(range(1, 22))
    assert len(log.candidates("accepted")) == 20


def test_a_server_that_dies_in_an_import_keeps_all_that_was_acknowledged_and_nothing_by_halves(server, fresh):
    team = Database(server.url(fresh, "ana", "deciding-98"))
    decide(team, "c-1")
    before = state(team)  # a page that is open all the while, whose connection the crash takes away
    work = started(SLOW, team.url)
    assert work.stdout is not None
    for line in work.stdout:
        if line == "written\n":
            break
    server.stop("immediate")
    try:
        last = work.communicate(timeout=60)[0].splitlines()[-1]
        with pytest.raises(MarzError, match="cannot be reached"):
            state(team)
    finally:
        server.start()
    assert "was lost" in last
    assert "Nothing of this step was kept" in last
    assert "deciding-98" not in last
    assert {f.id for f in Additions(team).read(Figure)} == {f"f-{n}" for n in range(100)}
    assert [c.id for c in ReviewLog(team).candidates("accepted")] == ["c-1"]
    assert state(team) == (1, 1, before[2])
    decide(team, "c-2")
    assert len(ReviewLog(team).log()) == 2


def test_an_importer_that_is_killed_leaves_nothing_by_halves_and_holds_up_nobody(team):
    work = started(SLOW, team.url)
    assert work.stdout is not None
    for line in work.stdout:
        if line == "written\n":
            break
    work.kill()
    work.communicate()
    with Additions(team).writing(Batch(file="c.csv", sha256="ef", format="mapped", when=NOW)) as pen:
        pen.add([SOURCE, figure(5_000)])
    assert {f.id for f in Additions(team).read(Figure)} == {f"f-{n}" for n in (*range(100), 5_000)}
    assert [b.id for b in Additions(team).batches()] == [1, 2]


def test_who_cannot_get_in_is_told_why_and_what_to_do_without_the_password(server, name, monkeypatch, capsys):
    monkeypatch.delenv("PGPASSWORD", raising=False)
    wrong = "s3cret-wrong"
    cases = {
        server.url(name, "ana", wrong): r"password authentication failed.*PGPASSWORD",
        server.url("nowhere", "ana", "deciding-98"): r"\"nowhere\" does not exist.*createdb",
        f"postgresql://ana:{wrong}@127.0.0.1:1/{name}": r"refused.*that the server runs",
        f"postgresql://ana:{wrong}@[half/{name}": r"not written as libpq reads it",
        f"postgresql://ana:{wrong}@/{name}?host={server.folder}&nonsense=1": r"not written as libpq reads it",
    }
    for url, words in cases.items():
        monkeypatch.setenv("MARZ_STORE", url)
        for command in (["events", "--from", "2025-07-01", "--to", "2025-07-02"], ["review", "list"], ["check"]):
            assert main(command) == 1
            said = capsys.readouterr()
            assert wrong not in said.err + said.out
            if command != ["check"]:
                (line,) = said.err.splitlines()
                assert re.search(words, line), line
    assert wrong not in repr(Database(server.url(name, "ana", wrong)))


def test_a_password_on_the_command_line_is_refused_and_an_address_of_the_environment_stays_out_of_it(
    server, name, capsys
):
    with pytest.raises(SystemExit):
        main(["events", "--from", "2025", "--to", "2025", "--store", server.url(name, "ana", "deciding-98")])
    said = capsys.readouterr().err
    assert "PGPASSWORD" in said
    assert "deciding-98" not in said
    with pytest.raises(SystemExit):
        main(["check", "--store", "mysql://db/marz"])
    assert "no kind of store" in capsys.readouterr().err


def test_an_empty_database_says_who_makes_the_store(server, data, capsys, monkeypatch):
    monkeypatch.setenv("MARZ_DATA", str(data))
    assert main(["review", "list", "--store", server.url(server.create())]) == 1
    assert "marz build --store URL" in capsys.readouterr().err


def test_a_machine_without_the_driver_says_what_to_install(name, server):
    code = "import sys; sys.modules['psycopg'] = None; from geo.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "review", "list", "--store", server.url(name)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=os.environ)
    assert done.returncode == 1
    assert (
        done.stderr == "marz: A team's store needs psycopg, which is not installed. Run: pip install -e '.[postgres]'\n"
    )


def test_a_writer_waits_for_the_one_before_it_and_says_so_when_that_takes_too_long(team, monkeypatch):
    from geo.postgres import server as connections

    monkeypatch.setattr(connections, "_SETTINGS", connections._SETTINGS.replace("300s", "200ms"))
    connections.close_all()
    log = ReviewLog(team)
    with Additions(team).writing(Batch(file="b.csv", sha256="cd", format="mapped", when=NOW)) as pen:
        pen.add([SOURCE, figure(1)])
        log.add([candidate("c-1")], who="Ana", at=NOW)  # a reviewer does not wait for an import
        began = time.monotonic()
        with (
            pytest.raises(MarzError, match="Somebody else is writing"),
            Additions(team).writing(Batch(file="c.csv", sha256="ef", format="mapped", when=NOW)),
        ):
            raise AssertionError("it came in")
        assert time.monotonic() - began < 60
    assert state(team)[0] == 1


def test_a_line_that_breaks_at_the_last_moment_leaves_it_open_and_the_same_again_is_not_added_twice(server, name, team):
    with tempfile.TemporaryDirectory(dir=server.folder.parent) as folder:
        command = [sys.executable, "-c", LINE, str(server.folder), folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as line:
            assert line.stdout is not None
            assert line.stdout.readline() == "open\n"
            broken = Database(f"postgresql://ana:deciding-98@/{name}?host={folder}")
            with pytest.raises(MarzError, match="not known whether the last step was kept") as said:
                add(broken, 1, 2)
    assert "deciding-98" not in str(said.value)
    add(team, 1, 2)
    assert [f.value for f in Additions(team).read(Figure)] == [1, 2]
    assert [b.id for b in Additions(team).batches()] == [1]
