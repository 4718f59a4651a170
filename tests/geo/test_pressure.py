import json
from datetime import date

from geo.cli import main
from geo.pressure import pressure
from geo.schema import Figure
from geo.window import Window

JULY = Window.inclusive(date(2025, 7, 1), date(2025, 7, 31))


def figure(name, measure, nature, value, qualifier="exact", *, start=date(2025, 7, 5), end=date(2025, 7, 10), **more):
    given = {"unit": "people", "counted_by": "governor", "place_ids": ("camp-milak",), **more}
    return Figure(
        id=name, source_id="s", measure=measure, nature=nature, start=start, end=end, value=value,
        qualifier=qualifier, attributed_to="governor", **given,
    )  # fmt: skip


def test_people_present_against_capacity_keeps_both_bounds():
    (found,) = pressure(
        [
            figure("full", "people_present", "peak", 14_000, "about"),
            figure("room", "capacity", "capacity", 3_000, "range", value_high=4_000),
        ],
        JULY,
    )
    assert found.kind == "holding"
    assert found.people == (13_500, 14_500)
    assert found.ratio == (13_500 / 4_000, 14_500 / 3_000)
    assert found.figures == ("full", "room")


def test_an_unknown_capacity_stays_unknown():
    (found,) = pressure([figure("full", "people_present", "stock", 500)], JULY)
    assert (found.capacity, found.ratio) == ((None, None), (None, None))


def test_throughput_is_never_set_against_people_present():
    figures = [
        figure("full", "people_present", "stock", 500), figure("passes", "capacity", "rate_daily", 250),
        figure("came", "returns_all", "rate_daily", 1_000, "more than"),
    ]  # fmt: skip
    holding, passing = pressure(figures, JULY)
    assert holding.capacity == (None, None)
    assert passing.ratio == (1_001 / 250, None)


def test_the_last_stated_capacity_before_the_window_counts():
    old = figure("old", "capacity", "capacity", 100, start=date(2023, 1, 1), end=date(2023, 1, 1))
    new = figure("new", "capacity", "capacity", 200, start=date(2024, 1, 1), end=date(2024, 1, 1))
    after = figure("after", "capacity", "capacity", 900, start=date(2026, 1, 1), end=date(2026, 1, 1))
    (found,) = pressure([figure("full", "people_present", "stock", 300), new, after, old], JULY)
    assert found.ratio == (1.5, 1.5)


def test_a_capacity_in_two_rows_is_one_and_a_later_one_says_nothing_of_earlier_days():
    figures = [
        figure("least", "capacity", "rate_daily", 7_000, "at least"),
        figure("most", "capacity", "rate_daily", 10_000, "up to"),
        figure("before", "returns_all", "rate_daily", 2_000, start=date(2025, 7, 1), end=date(2025, 7, 4)),
        figure("then", "returns_all", "rate_daily", 35_000),
    ]
    before, then = pressure(figures, JULY)
    assert (before.figures, before.capacity) == (("before",), (None, None))
    assert (then.capacity, then.ratio) == ((7_000, 10_000), (3.5, 5.0))


def test_the_command_says_the_pressure_on_the_camps_of_sistan(facts, capsys):
    days = ["pressure", "--from", "2025-06-15", "--to", "2025-07-10", "--store", str(facts.file.parent)]
    assert main([*days, "--place", "camp-ansar"]) == 0
    assert "silence" in capsys.readouterr().out
    assert main([*days, "--place", "camp-milak"]) == 0
    assert "room for 3,000 – 4,000; at least 3.5 times" in capsys.readouterr().out
    assert main([*days, "--json", "--place", "islam-qala"]) == 0
    passing = json.loads(capsys.readouterr().out)["pressure"]
    assert passing
    assert {p["kind"] for p in passing} == {"passing"}
    assert main(["pressure", "--from", "1999-01-01", "--to", "1999-01-02", "--store", str(facts.file.parent)]) == 0
