"""The README stays true: its commands run, its claim is the one on record, its files exist."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import geo.cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("marz ")]
FIRST = {"marz archive count archive": "marz archive add archive"}  # what a reader has run before


def run(command: str, folder: Path) -> subprocess.CompletedProcess:
    words = shlex.split(command)[1:]
    # A store of the test run's own: reviewing writes.
    environment = {"PYTHONPATH": str(ROOT), "MARZ_STORE": str(folder.parent / "readme-store")}
    return subprocess.run(
        [sys.executable, "-m", "geo", *words], cwd=folder, capture_output=True, text=True, env=environment
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_runs(command, tmp_path):
    (tmp_path / "gate.txt").write_text("published: 2019-05-06\n\nThe Islam Qala crossing was closed on 5 May 2019.")
    for first in (first for then, first in FIRST.items() if command.startswith(then)):
        assert first in COMMANDS
        run(first, tmp_path)
    before = list(tmp_path.iterdir())
    done = run(command, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout or "new candidates" in done.stderr or list(tmp_path.iterdir()) != before


def test_the_readme_prints_a_claim_as_it_stands(tmp_path):
    (block,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    command = next(c for c in COMMANDS if "--category capture" in c)
    events = json.loads(run(f"{command} --json", tmp_path).stdout)["events"]
    assert json.loads(block) in [claim for event in events for claim in event["claims"]]


def test_make_runs_what_the_readme_says():
    for target in ("app", "test", "compiled"):
        assert f"make {target}" in README
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_every_file_the_readme_links_exists():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


@pytest.mark.parametrize("command", ["", *geo.cli.COMMANDS])
def test_every_command_explains_itself(command, tmp_path):
    command = command.rstrip("_")
    done = run(f"marz {command} --help", tmp_path)
    assert done.returncode == 0
    assert "usage: marz" in done.stdout


def test_a_wrong_use_exits_with_2_and_a_refusal_with_1(tmp_path):
    assert run("marz events --from 2025-07-01", tmp_path).returncode == 2
    refused = run("marz events --from 2025-02-30 --to 2025-03-01", tmp_path)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert refused.stderr.startswith("marz: ")
