import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_killed_at_any_moment_a_store_holds_all_that_was_acknowledged_and_what_left_it_is_whole():
    command = [sys.executable, "-m", "tests.trust.killing", "16"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert sum(n for what, n in report["moments"].items() if what.endswith("at work")) > 11
