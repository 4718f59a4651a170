"""The table of all benches: its sums, and that every comparison is in it."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.bench import table
from tests.bench.__main__ import benches

ROOT = Path(__file__).parents[2]
WITHOUT_PEER = {"tests.bench.bench_import"}


def test_better_is_less_of_time_and_more_of_pace():
    assert table.Row("t", "w", 2.0, "p", 8.0, "s").ahead == 4
    assert table.Row("t", "w", 2.0, "p", 8.0, "MB/s", more=True).ahead == 0.25


def test_every_bench_with_a_peer_hands_its_rows_to_the_table():
    for module in benches([]):
        text = (ROOT / f"{module.replace('.', '/')}.py").read_text("utf-8")
        assert module in WITHOUT_PEER or re.search(r"(table|record)\.row\(", text), module


def test_a_bench_that_is_run_alone_makes_the_table(tmp_path):
    rows = tmp_path / "rows.jsonl"
    command = [sys.executable, "-m", "tests.bench.bench_join", "2000"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {table.ROWS: str(rows)}, check=True, capture_output=True)
    made = table.markdown(table.read(rows))
    assert "| join | 2,000 points into 65 provinces |" in made
    assert "geopandas sjoin, within" in made
