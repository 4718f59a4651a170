"""Tables of figures made by hand, and ``marz returns`` on them and on the store."""

import argparse
import json

import pytest

from geo import gazetteer
from geo.cli import returns
from geo.errors import MarzError
from geo.volumes.table import read_table, vocabulary

HEADER = "id,place,period_start,period_end,value,qualifier,measure,counted_by,published\n"
GATES = HEADER + (
    "a,Islam Qala,2025-07-05,2025-07-05,12574,exact,returns_all,commission,2025-07-06\n"
    "b,Milak,2025-07-05,2025-07-05,13746,exact,returns_all,commission,2025-07-06\n"
    "c,border,2025-07-05,2025-07-05,26320,exact,returns_all,commission,2025-07-06\n"
    "d,all Iran border,2025-06-25,2025-07-08,75000,more than,returns_all,ministry,2025-07-09\n"
)


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "figures.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def read(path):
    return read_table(path, gazetteer.load(), *vocabulary())


def marz(*arguments):
    parser = argparse.ArgumentParser()
    returns.add(parser.add_subparsers())
    chosen = parser.parse_args(["returns", *map(str, arguments)])
    return chosen.run(chosen)


def answer(capsys, *arguments):
    assert marz(*arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("islam-qala", "islam-qala"), ("Islam Qala", "islam-qala"), ("Dogharoun", "islam-qala"),
        ("Zaranj/Milak [Pul-e Abrisham]", "milak-zaranj"), ("Milak", "milak-zaranj"), ("Mahirud", "abu-nasr-farahi"),
        ("border", "border-af-ir"), ("all Iran border", "border-af-ir"), ("rest", "rest"), ("the rest", "rest"),
        ("Torkham", "torkham"), ("اسلام قلعه", "islam-qala"), ("Islam Qala–Dogharoun", "islam-qala"),
        ("rest of the border", "rest"), ("Torkham (Pakistan border)", "torkham"),
        ("Abunasr-e Farahi", "abu-nasr-farahi"),
    ],
)  # fmt: skip
def test_a_place_may_be_an_id_or_any_name(table, written, place):
    (figure,) = read(table(HEADER + f"a,{written},2025-07-05,2025-07-05,1,exact,returns_all,x,\n")).figures
    assert figure.place_ids in ((place,), (f"{place}-town",))


def test_two_gates_together_are_their_sum(table):
    (figure,) = read(table(HEADER + "a,Dogharun and Milak together,2025-07-05,2025-07-05,1,exact,,x,\n")).figures
    assert figure.place_ids == ("islam-qala", "milak-zaranj")


def test_a_table_may_be_parted_by_semicolons(table):
    assert len(read(table(GATES.replace(",", ";"))).figures) == 4


@pytest.mark.parametrize(
    ("written", "measure", "nature"),
    [("returns", "returns_all", "count"), ("deported", "deportations", "count"), ("", "returns_all", "count"),
     ("all_returns_daily", "returns_all", "rate_daily"), ("undocumented returns", "returns_undocumented", "count")],
)  # fmt: skip
def test_a_measure_may_be_a_word_tables_use(table, written, measure, nature):
    (figure,) = read(table(HEADER + f"a,border,2025-07-05,2025-07-05,1,exact,{written},x,\n")).figures
    assert (figure.measure, figure.nature) == (measure, nature)


def test_numbers_days_and_qualifiers_are_read_as_people_write_them(table):
    text = HEADER + 'a,border,1404-04-14,1404-04-14,"۱۲٬۵۷۴",over,returns,x,2025-07\n'
    (figure,) = read(table(text)).figures
    assert (figure.value, figure.qualifier) == (12574, "more than")
    assert (str(figure.start), figure.published) == ("2025-07-05", "2025-07-31")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a,Nowhere,2025-07-05,2025-07-05,1,exact,returns,x,", "the gazetteer does not know it"),
        ("a,border,2025-07-05,2025-07-04,1,exact,returns,x,", "ends .* before it starts"),
        ("a,border,2025-07-05,2025-07-05,many,exact,returns,x,", "not a number"),
        ("a,border,2025-07-05,2025-07-05,1,perhaps,returns,x,", "no qualifier"),
        ("a,border,2025-07-05,2025-07-05,1,exact,tourists,x,", "no measure"),
        ("a,border,2025-02-30,2025-07-05,1,exact,returns,x,", "No day"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_line(table, row, why):
    told = read(table(GATES + row.replace("a,", "z,", 1) + "\n"))
    assert len(told.figures) == 4
    with pytest.raises(MarzError, match=f"figures.csv line 6: .*{why}"):
        raise told.refused[0]


def test_a_table_without_a_readable_row_or_column_is_refused(table, tmp_path):
    with pytest.raises(MarzError, match="lacks the column place"):
        read(table("where,value\nx,1\n"))
    with pytest.raises(MarzError, match="No figure could be read"):
        read(table(HEADER))
    with pytest.raises(MarzError, match="Give the path"):
        read(tmp_path / "none.csv")
    (tmp_path / "utf16.csv").write_text(HEADER, encoding="utf-16")
    with pytest.raises(MarzError, match="not UTF-8"):
        read(tmp_path / "utf16.csv")


def test_two_rows_of_one_id_are_not_two_figures(table):
    assert len(read(table(GATES + GATES.splitlines()[1] + "\n")).refused) == 1


def test_returns_answers_in_the_written_shape(table, capsys):
    path = table(GATES)
    told = answer(capsys, "--from", "2025-07-05", "--to", "2025-07-05", "--figures", path)
    assert set(told) == {"window", "bodies", "envelope"}
    commission, ministry = told["bodies"]
    assert set(commission) == {
        "counted_by", "measure", "low", "best", "high", "figures", "conflicts", "unreported_days",
    }  # fmt: skip
    assert [commission[k] for k in ("low", "best", "high", "unreported_days")] == [26320, 26320, 26320, 0]
    assert commission["figures"] == ["a", "b", "c"]
    assert (ministry["low"], ministry["high"]) == (0, None)
    assert told["envelope"] == {"low": 0, "high": None}
    assert (told["window"]["from"], told["window"]["to"]) == ("2025-07-05", "2025-07-05")


def test_returns_takes_a_place_a_body_and_a_day_of_knowledge(table, capsys):
    path = table(GATES)
    days = ("--from", "2025-06-25", "--to", "2025-07-08", "--figures", path)
    (told,) = answer(capsys, *days, "--place", "Milak", "--counted-by", "commission")["bodies"]
    assert (told["low"], told["high"], told["unreported_days"]) == (13746, None, 13)
    (early,) = answer(capsys, *days, "--counted-by", "ministry", "--known-by", "2025-07-08")["bodies"]
    assert (early["low"], early["best"], early["unreported_days"]) == (0, None, 14)


def test_returns_lists_what_was_set_aside(table, capsys):
    path = table(GATES + "e,border,2025-07-05,2025-07-05,20000,up to,returns_all,commission,2025-07-06\n")
    told = answer(capsys, "--from", "2025-07-05", "--to", "2025-07-05", "--figures", path)["bodies"][0]
    assert [c["figure"] for c in told["conflicts"]] == ["e"]
    assert told["low"] == 26320


def test_returns_speaks_to_people(table, capsys):
    path = table(GATES + "e,atlantis,2025-07-05,2025-07-05,1,exact,returns_all,x,\n")
    assert marz("--from", "2025-07-05", "--to", "2025-07-06", "--figures", path, "--explain") == 0
    said = capsys.readouterr()
    assert "26,320" in said.out
    assert "open" in said.out
    assert "1 of 2" in said.out
    assert "never added together" in said.out
    assert "left out: figures.csv line 6" in said.err


def test_an_unknown_body_or_measure_is_refused_with_those_known(table):
    with pytest.raises(MarzError, match="Pick one of: commission, ministry"):
        marz("--from", "2025-07-05", "--to", "2025-07-05", "--figures", table(GATES), "--counted-by", "x")
    with pytest.raises(MarzError, match="returns_undocumented"):
        marz("--from", "2025-07-05", "--to", "2025-07-05", "--figures", table(GATES), "--measure", "x")


def test_the_store_answers_for_each_body_side_by_side(facts, capsys):
    days = ("--from", "2025-06-01", "--to", "2025-07-31", "--store", facts.file.parent)
    told = answer(capsys, *days, "--measure", "returns_all")
    assert {b["measure"] for b in told["bodies"]} == {"returns_all"}
    assert len(told["bodies"]) > 8
    assert marz(*days, "--counted-by", "iom", "--explain") == 0
    assert "comes from" in capsys.readouterr().out


def test_a_window_nobody_wrote_about_is_silence(facts, capsys):
    days = ("--from", "1999-01-01", "--to", "1999-01-02", "--store", facts.file.parent)
    assert answer(capsys, *days) == {
        "window": {"from": "1999-01-01", "to": "1999-01-02", "days": 2, "known_by": None, "place": "border-af-ir"},
        "bodies": [],
        "envelope": {"low": None, "high": None},
    }
    assert marz(*days) == 0
    assert "silence, not zero" in capsys.readouterr().out


def test_a_body_and_a_measure_may_be_asked_for_in_any_case_and_by_any_name(table, facts, capsys):
    days = ("--from", "2025-07-05", "--to", "2025-07-05")
    told = answer(capsys, *days, "--figures", table(GATES), "--counted-by", "Commission", "--measure", "Returns all")
    assert [(b["counted_by"], b["measure"]) for b in told["bodies"]] == [("commission", "returns_all")]
    told = answer(
        capsys, *days, "--store", facts.file.parent, "--counted-by", "International Organization for Migration"
    )
    assert {b["counted_by"] for b in told["bodies"]} == {"iom"}
