from datetime import date

import pytest

from geo import paths, records
from geo.schema import Figure, Measure, Place
from geo.volumes import Tally, best
from geo.volumes.shelf import FOLDER

PLACES = [p for name in ("crossings", "areas") for _, p in records.read(paths.seeds() / f"places/{name}.csv", Place)[0]]
MEASURES = [m for _, m in records.read(paths.seeds() / "measures.csv", Measure)[0]]


def week(first, value):
    return Figure(
        id=f"from-{first}", source_id="s", measure="returns_all", nature="count", place_ids=("islam-qala",),
        start=date(2025, 7, first), end=date(2025, 7, first + 6), value=value, qualifier="exact", unit="people",
        counted_by="body", attributed_to="body",
    )  # fmt: skip


def series(folder, *figures):
    return Tally(figures, PLACES, MEASURES, folder=folder).series("body", "returns_all", place="islam-qala")


@pytest.fixture
def no_solver(monkeypatch):
    monkeypatch.setattr(best, "_smooth", lambda *_: pytest.fail("a kept series was worked out again"))


def test_a_kept_series_is_the_same_and_is_not_worked_out_again(tmp_path, request):
    made = series(tmp_path, week(1, 700), week(8, 1400))
    assert len(made) == 14
    request.getfixturevalue("no_solver")
    assert series(tmp_path, week(1, 700), week(8, 1400)) == made


def test_a_changed_figure_asks_for_another_series(tmp_path):
    made = series(tmp_path, week(1, 700), week(8, 1400))
    assert series(tmp_path, week(1, 700), week(8, 2100)) != made
    assert len(list((tmp_path / FOLDER).iterdir())) == 2


@pytest.mark.parametrize("torn", [b"", b"[[1,", b"{}", b'[["a", [1]]]', b"\xff"])
def test_a_torn_file_is_made_again(tmp_path, torn):
    made = series(tmp_path, week(1, 700), week(8, 1400))
    (file,) = (tmp_path / FOLDER).iterdir()
    whole = file.read_bytes()
    file.write_bytes(torn)
    assert series(tmp_path, week(1, 700), week(8, 1400)) == made
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_to_costs_only_time(tmp_path):
    (tmp_path / FOLDER).write_text("in the way")
    assert len(series(tmp_path, week(1, 700), week(8, 1400))) == 14
