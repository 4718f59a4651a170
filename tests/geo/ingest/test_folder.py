import json
import subprocess
import sys
from pathlib import Path

import pytest

from geo.cli import main
from geo.ingest.extract import extract
from geo.ingest.folder import BadOutput, extract_folder, held
from geo.ingest.reader import UnreadableText, read

ROOT = Path(__file__).parents[3]
DEVSET = ROOT / "tests" / "devset"
ON_A_CLUSTER = """
import sys
from distributed import LocalCluster
from geo.cli import main

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        folder, out, again = sys.argv[1:]
        sys.exit(main(["extract", folder, "--out", out, "--cluster", cluster.scheduler_address])
                 or main(["extract", folder, "--out", again, "--workers", "2"]))
"""


@pytest.fixture
def folder(tmp_path):
    texts = tmp_path / "texts"
    (texts / "more").mkdir(parents=True)
    for path in DEVSET.glob("[0-2]*.txt"):
        (texts / ("more" if path.stem > "18" else ".") / path.name).write_bytes(path.read_bytes())
    return texts


def answers(out):
    return {row.pop("file"): row for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}


def test_each_text_of_a_folder_gets_the_line_that_it_gets_alone(folder, tmp_path):
    done = extract_folder(folder, tmp_path / "out.jsonl", workers=1)
    found = answers(tmp_path / "out.jsonl")
    assert (done.extracted, done.held, done.refused) == (len(found), 0, 0)
    for name, row in found.items():
        row.pop("sha256")
        assert row == json.loads(json.dumps(extract(read(folder / name)).as_dict()))
    assert "more/28.txt" in found


def test_a_cluster_and_several_processes_answer_what_one_process_answers(folder, tmp_path):
    (tmp_path / "run.py").write_text(ON_A_CLUSTER)
    one, cluster, two = (tmp_path / f"{name}.jsonl" for name in ("one", "cluster", "two"))
    extract_folder(folder, one, workers=1)
    subprocess.run([sys.executable, str(tmp_path / "run.py"), folder, cluster, two], cwd=ROOT, check=True,
                   env={"PYTHONPATH": str(ROOT), "PATH": ""}, timeout=120, capture_output=True)  # fmt: skip
    assert answers(cluster) == answers(two) == answers(one)


def test_a_second_run_does_only_what_is_new_or_changed(folder, tmp_path):
    out = tmp_path / "out.jsonl"
    extract_folder(folder, out, workers=1)
    before = out.read_bytes()
    assert extract_folder(folder, out, workers=1).extracted == 0
    assert out.read_bytes() == before
    (folder / "new.txt").write_text("Islam Qala reopened.")
    (folder / "01.txt").write_text("Islam Qala was shut.")
    assert extract_folder(folder, out, workers=1).extracted == 2
    assert out.read_bytes().startswith(before)


def test_a_torn_last_line_is_dropped_and_its_text_done_again(folder, tmp_path):
    out = tmp_path / "out.jsonl"
    extract_folder(folder, out, workers=1)
    whole = out.read_bytes()
    out.write_bytes(whole[:-40])
    done = extract_folder(folder, out, workers=1)
    assert (done.extracted, out.read_bytes()) == (1, whole)


def test_another_day_of_publication_is_another_question(folder, tmp_path):
    out = tmp_path / "out.jsonl"
    extract_folder(folder, out, workers=1)
    assert extract_folder(folder, out, workers=1, published="2025-07-09").held == 0
    assert extract_folder(folder, out, workers=1, published="2025-07-09").extracted == 0


def test_a_text_that_cannot_be_read_has_a_line_that_says_so_and_stops_nothing(folder, tmp_path):
    (folder / "empty.txt").write_text("  ")
    (folder / "no.docx").write_text("no")
    (folder / ".hidden.txt").write_text("Herat")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    done = extract_folder(folder, tmp_path / "out.jsonl", workers=1)
    found = answers(tmp_path / "out.jsonl")
    assert done.refused == 2
    assert found["empty.txt"]["refused"].endswith(".")
    assert not {".hidden.txt", "picture.png"} & set(found)


def test_progress_is_told_up_to_the_whole(folder, tmp_path):
    heard = []
    extract_folder(folder, tmp_path / "out.jsonl", workers=1, tell=lambda done, whole: heard.append((done, whole)))
    assert heard[-1] == (10, 10)


def test_a_file_of_something_else_is_not_written_into(folder, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes\n")
    with pytest.raises(BadOutput):
        extract_folder(folder, notes, workers=1)
    assert notes.read_text() == "my notes\n"
    assert held(tmp_path / "none.jsonl") == {}


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(UnreadableText):
        extract_folder(tmp_path, tmp_path / "out.jsonl")


def test_the_command_says_what_it_did_and_what_it_lacks(folder, tmp_path, capsys):
    assert main(["extract", str(folder), "--out", str(tmp_path / "o.jsonl"), "--workers", "1"]) == 0
    assert "10 texts extracted" in capsys.readouterr().err
    assert main(["extract", str(folder)]) == 1
    assert main(["extract", str(folder), "--out", str(tmp_path / "o.jsonl"), "--workers", "-1"]) == 1
    assert main(["extract", str(folder / "01.txt"), "--out", str(tmp_path / "o.jsonl")]) == 1
    assert all(line.endswith(".") for line in capsys.readouterr().err.splitlines())


def test_one_text_is_extracted_without_loading_dask():
    code = (
        "import sys; from geo.cli import main; main(['extract', sys.argv[1]]);"
        "sys.exit(any(name.split('.')[0] in ('dask', 'distributed') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code, str(DEVSET / "01.txt")], cwd=ROOT, check=True, capture_output=True)
