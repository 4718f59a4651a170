"""What the import does with a file as a whole: encodings, broken files, mappings, and the command itself."""

import csv
import json
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from geo.additions import Additions
from geo.cli import main
from geo.errors import MarzError
from geo.ingest.tables.load import load
from geo.ingest.tables.reading import open_sheet
from geo.schema import Event, Figure
from tests.geo.ingest import samples as s

ROOT = Path(__file__).parents[3]
NOW = "2026-01-02T03:04:05+00:00"
PERSIAN = "تاریخ;گذرگاه;بازگشت\n۱۴۰۴/۰۴/۱۴;اسلام قلعه;۱۲٬۳۴۵\n"
MAPPING = """
kind = "figures"
[columns]
place = "گذرگاه"
start = "تاریخ"
[values]
returns_all = "بازگشت"
[constants]
counted_by = "iom"
[source]
publisher = "A wire"
"""


@pytest.fixture
def folder(tmp_path, facts) -> Path:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "facts.sqlite").write_bytes(facts.file.read_bytes())
    return tmp_path / "store"


@pytest.fixture
def mapping(tmp_path) -> Path:
    path = tmp_path / "map.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_encoding_separator_persian_digits_and_solar_days_are_recognised(tmp_path, folder, mapping, encoding):
    path = tmp_path / "t.csv"
    content = PERSIAN.replace("ی", "ي").replace("۱۴۰۴/۰۴/۱۴", "1404/04/14").replace("۱۲٬۳۴۵", "12345")
    old = encoding == "cp1256"  # which has neither Persian digits nor the Persian ya
    path.write_bytes((content if old else PERSIAN).encode(encoding))
    if old:
        mapping.write_text(MAPPING.replace("تاریخ", "تاريخ"), encoding="utf-8")
    load(path, when=NOW, folder=folder, mapping=mapping)
    (figure,) = Additions(folder).read(Figure)
    assert (figure.value, figure.start, figure.place_ids) == (12345, date(2025, 7, 5), ("islam-qala",))


def test_a_latin_code_page_is_told_from_an_arabic_one(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("Name,N\nAndré Müller,1\nZoë,2\n".encode("cp1252"))
    sheet = open_sheet(path)
    assert sheet.head()[1][1] == ["André Müller", "1"]
    assert "cp1252" in sheet.remarks[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        ("a,b\nهرات,1\n".encode() + b"\xff\xfe,2\n", r"line 3: not UTF-8"),
        (b"a,b\n1,\x002\n", "line 2: not text"),
        (s.ACLED.encode() + b'\n"AFG1,never closed\n', "line 2: .*quotes"),
        (b'{"items": [{"year": 1},', "line 1: "),
        (b'{"items": []}', "no list of objects"),
        (b"\x1f\x8b\x08\x00rest", "compressed"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 no archive", "broken archive"),
        (b"a,b\n1,2\n", "no format known here.*--map"),
        (s.ACLED.encode() + b"\n" + b"AFG1," + b"x" * 30_000 + b"\n", r"line 2: a cell of more than 20,000"),
    ],
)
def test_a_broken_file_is_refused_whole_with_file_and_line(tmp_path, folder, content, why):
    path = tmp_path / "broken.csv"
    path.write_bytes(content)
    with pytest.raises(MarzError, match=f"(?s){why}"):
        load(path, when=NOW, folder=folder)
    assert not (folder / "added.sqlite").exists() or Additions(folder).last() == 0


def test_a_file_that_breaks_in_the_middle_leaves_nothing(tmp_path, folder):
    path = tmp_path / "t.csv"
    path.write_text(s.text(s.ACLED, *(s.acled(n) for n in range(30_000))) + '"AFG9,never closed\n')
    with pytest.raises(MarzError, match="line 30002"):
        load(path, when=NOW, folder=folder)
    assert list(Additions(folder).read(Event)) == []
    assert not list(tmp_path.glob("*refused*"))


def test_a_workbook_is_read_like_a_table(tmp_path, folder, mapping):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["تاریخ", "گذرگاه", "بازگشت"])
    sheet.append([date(2025, 7, 5), "Islam Qala", 12345.0])
    book.save(tmp_path / "t.xlsx")
    load(tmp_path / "t.xlsx", when=NOW, folder=folder, mapping=mapping)
    assert [f.value for f in Additions(folder).read(Figure)] == [12345]


def test_a_mapping_is_proposed_once_and_then_used(tmp_path, folder, capsys):
    table, mapping = tmp_path / "t.csv", tmp_path / "new.toml"
    table.write_text(
        "Date,Crossing,Total returns,Deportations\n31/07/2025,Islam Qala,900,-\n05/07/2025,Torkham,80,70\n"
    )
    command = ["import", str(table), "--map", str(mapping), "--store", str(folder)]
    assert main(command) == 0
    proposed = mapping.read_text()
    for line in ('place = "Crossing"', 'start = "Date"', 'date_order = "dmy"', 'returns_all = "Total returns"',
                 'deportations = "Deportations"'):  # fmt: skip
        assert line in proposed
    assert list(Additions(folder).read(Figure)) == []
    columns, rest = proposed.split("[constants]")
    rest = rest.replace('counted_by = ""', 'counted_by = "iom"').replace('publisher = ""', 'publisher = "X"')
    mapping.write_text(f"{columns}[constants]{rest}")
    capsys.readouterr()
    assert main(command) == 0, capsys.readouterr().err
    assert sorted(f.value for f in Additions(folder).read(Figure)) == [70, 80, 900]


def test_a_mapping_of_a_stock_onto_returns_is_refused_with_the_reason(tmp_path, folder, mapping):
    path = tmp_path / "t.csv"
    path.write_text("day,place,numPresentIdpInd\n2025-07-05,Herat,5\n")
    mapping.write_text(MAPPING.replace("گذرگاه", "place").replace("تاریخ", "day").replace("بازگشت", "numPresentIdpInd"))
    with pytest.raises(MarzError, match="stock"):
        load(path, when=NOW, folder=folder, mapping=mapping)


def test_a_wrong_mapping_names_all_its_faults(tmp_path, folder, mapping):
    path = tmp_path / "t.csv"
    path.write_text(PERSIAN, encoding="utf-8")
    mapping.write_text('kind = "figures"\ncolour = 1\n[columns]\nwhere = "x"\n')
    with pytest.raises(MarzError, match="colour"):
        load(path, when=NOW, folder=folder, mapping=mapping)
    mapping.write_text('kind = "figures"\ndate_order = "ymd"\n[columns]\nwhere = "x"\n')
    with pytest.raises(MarzError, match=r"(?s)where.*date_order"):
        load(path, when=NOW, folder=folder, mapping=mapping)


def test_the_command_says_what_it_did_and_a_second_time_that_nothing_changed(tmp_path, folder, capsys):
    path = tmp_path / "acled.csv"
    path.write_text(s.text(s.ACLED, s.acled(1), s.acled(2, latitude=0, longitude=0)))
    command = ["import", str(path), "--store", str(folder), "--json", "--refused", str(tmp_path / "back.csv")]
    assert main([*command, "--dry-run"]) == 0
    would = json.loads(capsys.readouterr().out)
    assert (would["new"], would["refused"], would["dry_run"]) == (
        {"place": 1, "source": 1, "event": 1, "claim": 1}, 1, True
    )  # fmt: skip
    assert not (folder / "added.sqlite").exists()
    assert not (tmp_path / "back.csv").exists()
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["new"] == would["new"]
    before = Additions(folder).batches()
    assert main(command) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["new"], again["known"]) == ({}, 1)
    assert Additions(folder).batches() == before
    with (tmp_path / "back.csv").open() as file:
        (refused,) = csv.DictReader(file)
    assert (refused["event_id_cnty"], refused["line"]) == ("AFG2", "3")
    assert "no such point" in refused["reason"]


def test_rows_refused_all_of_them_are_a_refusal(tmp_path, folder, capsys):
    path = tmp_path / "acled.csv"
    path.write_text(s.text(s.ACLED, s.acled(1, geo_precision=9)))
    assert main(["import", str(path), "--store", str(folder)]) == 1
    assert "every row was refused" in capsys.readouterr().err
    assert Additions(folder).last() == 0


def test_exports_leave_acled_out_and_say_how_many(tmp_path, folder, capsys):
    path = tmp_path / "acled.csv"
    path.write_text(s.text(s.ACLED, s.acled(1)))
    main(["import", str(path), "--store", str(folder)])
    assert "left out of every export" in capsys.readouterr().out
    july = ["--from", "2021-07-08", "--to", "2021-07-08", "--store", str(folder)]
    assert main(["events", *july]) == 0
    assert "Synthetic Post" in capsys.readouterr().out
    assert main(["events", *july, "--geojson"]) == 0
    geojson = capsys.readouterr()
    assert "Synthetic Post" not in geojson.out
    assert geojson.err.startswith("1 left out")


def test_an_import_killed_midway_leaves_nothing_half_loaded(tmp_path, folder):
    path = tmp_path / "acled.csv"
    path.write_text(s.text(s.ACLED, *(s.acled(n) for n in range(120_000))))
    running = subprocess.Popen(
        [sys.executable, "-m", "geo", "import", path, "--store", folder], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert running.stderr
    running.stderr.readline()  # the first word of progress: rows are being written
    time.sleep(1)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    running.stderr.close()
    assert list(Additions(folder).read(Event)) == []
    assert Additions(folder).last() == 0


def test_two_imports_at_once_both_arrive(tmp_path, folder):
    paths = [tmp_path / f"{n}.csv" for n in (1, 2)]
    for n, path in enumerate(paths):
        path.write_text(s.text(s.ACLED, *(s.acled(10_000 * n + i) for i in range(500))))
    both = [subprocess.Popen([sys.executable, "-m", "geo", "import", p, "--store", folder], cwd=ROOT,
                             stdout=subprocess.DEVNULL) for p in paths]  # fmt: skip
    assert [p.wait() for p in both] == [0, 0]
    assert len(list(Additions(folder).read(Event))) == 1000
