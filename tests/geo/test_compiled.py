"""Machine code of the readers of texts gives the answers of the sources, and is never older than they are."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.compiled import PACKAGE, Compiled, prefer, sources, version
from geo.compiling import NotCompiled, build
from geo.ingest.extract import extract
from geo.ingest.reader import read

ROOT, DEVSET = Path(__file__).parents[2], Path(__file__).parents[1] / "devset"
READ = """
import json, sys
from pathlib import Path
from geo.ingest import extract, reader
print(extract.__file__)
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    print(json.dumps(extract.extract(reader.read(path)).as_dict(), ensure_ascii=False))
"""


@pytest.fixture(scope="module")
def machine_code(tmp_path_factory) -> Path:
    made = ROOT / "build" / "compiled"  # by `make test`
    into = made if (made / version()).is_dir() else tmp_path_factory.mktemp("compiled")
    build(into)
    return into


def run(*words: str, compiled: Path | str, **more: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MARZ_COMPILED": str(compiled), **more}
    where = environment["PYTHONPATH"]
    return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, cwd=where)


def test_machine_code_gives_the_answers_of_the_sources(machine_code):
    came_from, *answers = run("-c", READ, str(DEVSET), compiled=machine_code).stdout.splitlines()
    assert came_from.startswith(str(machine_code))
    texts = sorted(DEVSET.glob("*.txt"))
    assert [json.loads(a) for a in answers] == [json.loads(json.dumps(extract(read(t)).as_dict())) for t in texts]


def test_workers_of_a_folder_run_machine_code_too(machine_code, tmp_path):
    answers = []
    for compiled in (machine_code, ""):
        out = tmp_path / f"answers-{bool(compiled)}.jsonl"
        done = run("-m", "geo", "extract", str(DEVSET), "--out", str(out), "--workers", "2", compiled=compiled)
        assert done.returncode == 0, done.stderr
        answers.append(out.read_bytes())
    assert answers[0] == answers[1]


def test_what_is_made_already_is_not_made_again_and_what_is_of_older_sources_goes(machine_code):
    (machine_code / "older").mkdir()
    done = run("-m", "geo.compiling", compiled=machine_code)
    assert done.returncode == 0, done.stderr
    assert str(machine_code / version()) in done.stdout
    assert [path.name for path in machine_code.iterdir()] == [version()]


def test_sources_are_run_where_one_letter_has_changed_since(machine_code, tmp_path):
    changed = tmp_path / "geo"
    shutil.copytree(PACKAGE, changed, ignore=shutil.ignore_patterns("__pycache__"))
    assert version(changed) == version()
    with (changed / "ingest" / "flat.py").open("a", encoding="utf-8") as file:
        file.write("#")
    assert version(changed) != version()
    done = run("-c", READ, str(DEVSET), compiled=machine_code, PYTHONPATH=str(tmp_path))
    assert done.stdout.startswith(str(changed))


def test_modules_that_are_not_compiled_are_found_as_ever(machine_code):
    finder = Compiled(machine_code / version())
    found = finder.find_spec("geo.ingest.flat", None)
    assert found is not None
    assert found.origin == str(next(machine_code.rglob("flat.*")))
    assert finder.find_spec("geo.ingest", None) is None
    assert finder.find_spec("geo.ingest.tables.load", None) is None


@pytest.mark.parametrize("named", ["", "nowhere"])
def test_without_machine_code_nothing_is_preferred(named, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARZ_COMPILED", named)
    assert not prefer()


def test_without_a_compiler_the_remedy_is_named_and_nothing_is_left(tmp_path, monkeypatch):
    monkeypatch.setenv("CC", str(tmp_path / "no-compiler"))
    with pytest.raises(NotCompiled, match="apt-get install gcc"):
        build(tmp_path / "into")
    assert not (tmp_path / "into").exists()
    done = run("-m", "geo.compiling", compiled=tmp_path / "into")
    assert done.returncode == 1
    assert "no-compiler" in done.stderr
    assert "Traceback" not in done.stderr


def test_all_that_reads_a_text_is_compiled():
    names = {path.relative_to(PACKAGE).as_posix() for path in sources()}
    assert {f"ingest/{name}.py" for name in ("extract", "claims", "heads", "places", "figures", "dates")} <= names
    assert not any("__init__" in name or "tables" in name for name in names)
