import os
from pathlib import Path

import pytest

from geo import durable, records
from geo.errors import MarzError, Unwritable
from geo.schema import Event, Measure

HEADER = ",".join(Measure.header())


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "measures.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_a_row_with_several_faults_names_them_all(tmp_path):
    file = tmp_path / "events.csv"
    file.write_text(",".join(Event.header()) + "\nx,,,nonsense,2025-02-30,,islam-qala,perhaps\n")
    kept, refused = records.read(file, Event)
    assert not kept
    assert [r.line for r in refused] == [2]
    for word in ("title", "nonsense", "2025-02-30", "perhaps"):
        assert word in str(refused[0])


def test_lines_are_counted_as_an_editor_counts_them(tmp_path):
    file = written(tmp_path, f'{HEADER}\na,"two\nlines",,people,,text\n\nb,x\n')
    kept, refused = records.read(file, Measure)
    assert [line for line, _ in kept] == [2]
    assert str(refused[0]).startswith("measures.csv line 5: 2 cells where 6")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"id,label\n", "missing label_fa, unit, part_of, definition"),
        ((HEADER + ",extra\n").encode(), "unknown extra"),
        ((HEADER + "\n").encode() + b"\xff\xfe,a,b,c,d,e\n", "line 2: not UTF-8"),
        ((HEADER + "\na,b\0,c,d,e,f\n").encode(), "line 2: a NUL character"),
        ((HEADER + '\n"a,b,c,d,e,f\n').encode(), "Check the quotes"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole_with_the_remedy(tmp_path, content, message):
    with pytest.raises(MarzError, match=message):
        records.read(written(tmp_path, content), Measure)


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(MarzError, match="Restore it"):
        records.read(tmp_path / "measures.csv", Measure)


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path):
    kept, refused = records.read(written(tmp_path, "\ufeff" + HEADER + "\na,b,,people,,d\n"), Measure)
    assert (len(kept), refused) == (1, [])


def test_records_written_and_read_again_are_the_same(tmp_path):
    row = Measure(id="a", label='comma, "quote"\nline', label_fa="بازگشت", unit="people", definition="x")
    records.write(tmp_path / "m.csv", Measure, [row])
    assert records.read(tmp_path / "m.csv", Measure) == ([(2, row)], [])


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    file = tmp_path / "a.csv"
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(Unwritable, match="disk full"):
        durable.write_atomic(file, b"new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
