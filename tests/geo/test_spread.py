"""Work is spread over workers that would give the same answers, and over no others."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo import paths
from geo.spread import NoCluster, pool

ROOT = Path(__file__).parents[2]
ON_A_CLUSTER = """
import os, subprocess, sys, time
from distributed import LocalCluster
from geo.cli import main
from geo.errors import MarzError
from geo.spread import pool

def worker(at, **env):
    words = [sys.executable, "-m", "distributed.cli.dask_worker", at, "--no-nanny", "--nthreads", "1", "--no-dashboard"]
    return subprocess.Popen(words, env={**os.environ, **env}, cwd=sys.argv[2])

def joined(cluster, many):
    while len(cluster.scheduler.workers) != many:
        time.sleep(0.05)

if __name__ == "__main__":
    case, folder, other = sys.argv[1:4]
    with LocalCluster(n_workers=0, dashboard_address=None) as cluster:
        at, started = cluster.scheduler_address, []
        try:
            if case == "same":
                started.append(worker(at))
                with pool(cluster=at) as run:
                    print(list(run(abs, [-3, 1])))
            elif case == "late":
                started.append(worker(at))
                with pool(cluster=at) as run:
                    answers = run(abs, range(1000))
                    next(answers)
                    started.append(worker(at, MARZ_SEEDS=other))
                    joined(cluster, 2)
                    started[0].kill()
                    list(answers)
            else:
                started.append(worker(at, **{case: other}))
                joined(cluster, 1)
                extract = ["extract", folder, "--out", f"{folder}/out"]
                add = ["archive", "add", f"{folder}/archive", folder]
                sys.exit(main([*(extract if sys.argv[4] == "extract" else add), "--cluster", at]))
        except MarzError as refusal:
            sys.exit(str(refusal))
        finally:
            for one in started:
                one.kill()
"""


@pytest.fixture
def other_seeds(tmp_path):
    """Give the seeds with one alias more."""
    seeds = tmp_path / "seeds"
    shutil.copytree(paths.seeds(), seeds)
    with (seeds / "places" / "aliases.csv").open("a", encoding="utf-8") as file:
        file.write("islam-qala,The Far Gate,en,\n")
    return seeds


def on_a_cluster(tmp_path, *words):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("Islam Qala reopened.")
    (tmp_path / "run.py").write_text(ON_A_CLUSTER)
    case, *more = words
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, tmp_path / "run.py", case, folder, *more]
    return subprocess.run(command, cwd=ROOT, env=env, timeout=180, capture_output=True, text=True, check=False)


def test_a_worker_with_the_same_code_and_seeds_answers(tmp_path):
    done = on_a_cluster(tmp_path, "same", ".")
    assert (done.returncode, done.stdout) == (0, "[3, 1]\n"), done.stderr


@pytest.mark.parametrize("command", ["extract", "archive"])
def test_a_worker_with_other_seeds_is_refused_before_any_work(tmp_path, other_seeds, command):
    done = on_a_cluster(tmp_path, "MARZ_SEEDS", other_seeds, command)
    assert done.returncode == 1
    assert "has other seeds or names" in done.stderr
    assert "Install the same version" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_worker_of_a_version_that_cannot_say_which_it_is_is_refused(tmp_path):
    older = tmp_path / "older" / "geo"
    older.mkdir(parents=True)
    # An editable installation would find the rest of the package elsewhere.
    (older / "__init__.py").write_text("import sys\nsys.modules['geo.sameness'] = None\n")
    done = on_a_cluster(tmp_path, "PYTHONPATH", older.parent, "extract")
    assert done.returncode == 1
    assert "does not have this Marz" in done.stderr


def test_a_worker_with_other_seeds_that_joins_later_is_refused_with_its_first_answer(tmp_path, other_seeds):
    done = on_a_cluster(tmp_path, "late", other_seeds)
    assert done.returncode == 1
    assert "A worker that joined later" in done.stderr


@pytest.mark.parametrize("address", ["nonsense://x", "no port", "tcp://127.0.0.1:9"])
def test_an_address_at_which_nobody_answers_is_refused(address, monkeypatch):
    monkeypatch.setattr("geo.spread._PATIENCE", "1s")
    with pytest.raises(NoCluster, match="dask scheduler"), pool(cluster=address):
        pass
