import json
import subprocess
import sys
from pathlib import Path

from tests.trust import hostile

ROOT = Path(__file__).parents[2]


def test_there_are_more_than_five_hundred_of_them():
    found = [(b.kind, b.name, b.content) for b in (*hostile.tables(), *hostile.texts(), *hostile.seeds_files())]
    assert len({(kind, content) for kind, _, content in found}) > 1000
    assert len(hostile.words()) > 300


def test_no_door_breaks_hangs_or_takes_a_part_whatever_it_is_given():
    """A share of it all; ``python -m tests.trust.doors`` tries the rest."""
    command = [sys.executable, "-m", "tests.trust.doors", "10"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    *faults, table = done.stdout.splitlines()
    assert faults == [], done.stderr
    assert done.returncode == 0, done.stderr
    assert json.loads(table)["tried"] > 1000
