"""The door that seed rows pass: on a small folder of seeds made by the test, and on the project's own."""

import shutil
from pathlib import Path

import pytest

from geo import paths, records, seeds
from geo.errors import MarzError
from geo.schema import Claim, Figure, Place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.seeds(), tmp_path / "seeds"))


def add(file: Path, row: str) -> int:
    """Append a row and return its line."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text + row + "\n", encoding="utf-8")
    return text.count("\n") + 1


def first(file: Path, record_type: type, changes: dict[str, object]) -> str:
    """Take the file's first record, change some fields, and return it as a row."""
    record = records.read(file, record_type)[0][0][1]
    cells = [records.cell(changes.get(c, getattr(record, c))) for c in record_type.header()]
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def why(folder: Path, line: int, file: str) -> str:
    return next(r.why for r in seeds.read(folder).refused if r.line == line and r.file.endswith(file))


def test_the_project_s_own_seeds_lose_nothing_but_page_furniture_and_counts_without_a_number():
    read = seeds.read()
    assert len(read.places) >= 25 + 27 + 65 + 102
    assert len(read.figures) >= 663
    reasons = ("noise", "publication", "opinion", "value: must not be empty")
    for refusal in read.refused:
        assert refusal.file in {"claims.csv", "figures.csv"}, str(refusal)
        assert any(word in refusal.why for word in reasons), str(refusal)


def test_every_seed_row_is_kept_or_refused(folder):
    read = seeds.read(folder)
    for stem, kept in (("claims", read.claims), ("figures", read.figures), ("sources", read.sources)):
        rows, unread = records.read(
            folder / f"{stem}.csv", {"claims": Claim, "figures": Figure}.get(stem) or seeds.Source
        )
        refused = [r for r in read.refused if r.file == f"{stem}.csv"]
        assert len(kept) + len(refused) == len(rows) + len(unread)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "somewhere", "lat": 0.0, "lon": 0.0}, "(0, 0) is a missing coordinate"),
        ({"id": "somewhere", "lat": 34.0, "lon": None}, "give both or none"),
        ({"id": "somewhere", "lat": 134.0, "lon": 61.0}, "not a latitude"),
        ({"id": "somewhere", "precision_km": None}, "needs its precision_km"),
        ({}, "stands already at places/crossings.csv line 2"),
        ({"id": "somewhere", "kind": "pin"}, "'pin' is not one of crossing"),
    ],
)
def test_a_bad_place_is_refused_with_its_line(folder, changes, message):
    file = folder / "places" / "crossings.csv"
    line = add(file, first(file, Place, changes))
    assert message in why(folder, line, "crossings.csv")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"place_ids": ("atlantis",)}, "no place called 'atlantis'"),
        ({"source_id": "nobody"}, "no source called 'nobody'"),
        ({"event_id": "never"}, "no event called 'never'"),
        ({"start": "2025-07-06", "end": "2025-07-05"}, "ends (2025-07-05) before it starts"),
        ({"start": "0001-01-01", "end": "0001-01-02"}, "lies outside"),
        ({"status": "certain"}, "'certain' is not one of"),
        ({"evidence_sha256": "ab", "evidence_start": None, "evidence_end": None}, "evidence needs"),
    ],
)
def test_a_bad_claim_is_refused_with_its_line(folder, changes, message):
    file = folder / "claims.csv"
    line = add(file, first(file, Claim, {"id": "new"} | changes))
    assert message in why(folder, line, "claims.csv")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"measure": "footfall"}, "no measure called 'footfall'"),
        ({"counted_by": "a-passer-by"}, "no body called 'a-passer-by'"),
        ({"value": "-5"}, "value is negative"),
        ({"value": "nan"}, "not a finite number"),
        ({"value": "12", "value_high": "7"}, "is below value"),
    ],
)
def test_a_bad_figure_is_refused_with_its_line(folder, changes, message):
    file = folder / "figures.csv"
    line = add(file, first(file, Figure, {"id": "new"} | changes))
    assert message in why(folder, line, "figures.csv")


def test_a_missing_file_is_named_with_the_remedy(folder):
    (folder / "sources.csv").unlink()
    with pytest.raises(MarzError, match=r"sources\.csv is missing\. Restore it"):
        seeds.read(folder)
