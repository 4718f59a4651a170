import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geo.cli import main
from tests.trust import disk
from tests.trust.killing import MAPPING
from tests.trust.made import add, decide, held

ROOT = Path(__file__).parents[2]


@pytest.fixture
def outside(tmp_path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    rows = "".join(f"2025-07-{1 + n % 28:02},Islam Qala,{n}\n" for n in range(2000)) + "no day,Islam Qala,1\n"
    (folder / "t.csv").write_text("day,place,returns\n" + rows)
    (folder / "map.toml").write_text(MAPPING)
    (folder / "gate.txt").write_text(disk.TEXT)
    return folder


def may_mount() -> bool:
    done = subprocess.run(["unshare", "--mount", "true"], capture_output=True)
    return sys.platform == "linux" and done.returncode == 0


@pytest.mark.skipif(not may_mount(), reason="a disk of the test's own needs the right to mount one")
def test_a_full_disk_and_one_that_may_only_be_read_are_told_with_the_remedy_and_lose_nothing(tmp_path, outside):
    (tmp_path / "disk").mkdir()
    command = ["unshare", "--mount", sys.executable, "-m", "tests.trust.disk", tmp_path / "disk", outside]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    for state in ("full", "read-only"):
        for what, answer in said[state].items():
            assert answer["status"] == 1, (state, what, answer)
            assert answer["said"].startswith("marz: "), (state, what, answer)
            assert ". " in answer["said"], (state, what, answer)
            assert answer["said"].rstrip().endswith("."), (state, what, answer)
    assert "Make room on the disk" in said["full"]["build"]["said"]
    assert {what: a for what, a in said["freed"].items() if a["status"] != 0} == {}, "the next run carries on"
    assert {what: a for what, a in said["read"].items() if a["status"] != 0} == {}, "a store is read from where it lies"
    assert said["same"] == {"full": True, "read-only": True}


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_writes_that_the_system_cuts_short_leave_the_old_files(tmp_path, outside, capsys):
    store, out = tmp_path / "store", tmp_path / "out.geojson"
    add(store, 1)
    decide(store, "c-1")
    window = ["--from", "2021-07-01", "--to", "2021-07-09", "--store", str(store)]
    assert main(["export", "provinces", "--out", str(out), *window]) == 0
    before, old = held(store), out.read_bytes()
    commands = [
        ["build", "--store", str(store)],
        ["import", str(outside / "t.csv"), "--map", str(outside / "map.toml"), "--store", str(store)],
        ["export", "provinces", "--out", str(out), *window],
    ]
    for command in commands:
        capsys.readouterr()
        with no_file_larger_than(60_000):
            assert main(command) == 1
        assert "and run it again" in capsys.readouterr().err
    assert (held(store), out.read_bytes()) == (before, old)
    assert [p.name for p in tmp_path.rglob(".*")] == []
    assert all(main(command) == 0 for command in commands)
