"""Single cases of the bounds: the documents' own numbers, restatement, contradiction, silence, the estimate."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from geo import paths, records
from geo.errors import UnknownPlace
from geo.schema import Figure, Measure, Place
from geo.volumes import Tally, disagreements, doubts, envelope, explain, headline, steps, sums
from geo.window import Window

PLACES = [p for name in ("crossings", "areas") for _, p in records.read(paths.seeds() / f"places/{name}.csv", Place)[0]]
MEASURES = [m for _, m in records.read(paths.seeds() / "measures.csv", Measure)[0]]
BORDER = "border-af-ir"


def july(n):
    return date(2025, 7, n)


def figure(name, value, qualifier="exact", days=(5, 5), place=BORDER, measure="returns_all", body="body", **more):
    given = {
        "id": name,
        "source_id": "",
        "measure": measure,
        "nature": "count",
        "place_ids": tuple(place.split(";")),
        "start": july(days[0]),
        "end": july(days[1]),
        "value": value,
        "qualifier": qualifier,
        "unit": "people",
        "counted_by": body,
        "attributed_to": body,
    }
    return Figure(**(given | more))


def tally(*figures):
    return Tally(figures, PLACES, MEASURES)


def ask(figures, days=(5, 5), place=BORDER, measure="returns_all", body="body", known_by=None):
    window = Window.inclusive(july(days[0]), july(days[1]))
    return tally(*figures).volume(body, measure, window, place=place, known_by=known_by)


def found(volume):
    return volume.low, volume.best, volume.high


# The documents' own numbers


TWO_GATES = [figure("gate-1", 12574, place="islam-qala"), figure("gate-2", 13746, place="milak-zaranj")]


def test_two_gates_and_the_border_agree_and_nobody_counts_twice():
    both = [*TWO_GATES, figure("border", 26320)]
    assert found(ask(both)) == (26320, 26320, 26320)
    assert found(ask(both, place="rest")) == (0, 0, 0)
    assert found(ask(both, place="abu-nasr-farahi"))[2] == 0


def test_two_gates_alone_are_a_floor_of_the_border():
    assert found(ask(TWO_GATES)) == (26320, 26320, None)


def test_a_week_at_a_gate_contains_its_busiest_known_day():
    figures = [TWO_GATES[1], figure("week", 65000, "at least", (1, 7), "milak-zaranj")]
    assert found(ask(figures, (1, 7), "milak-zaranj")) == (65000, 65000, None)
    assert ask(figures, (1, 5), "milak-zaranj").low == 13746


def test_more_than_75000_in_two_weeks_stays_open():
    assert found(ask([figure("f", 75000, "more than", (1, 14))], (1, 14))) == (75001, 75001, None)


# Nesting


def test_what_is_counted_on_one_side_went_through_the_gate():
    assert found(ask([figure("f", 7, place="dogharoun")], place="islam-qala-town")) == (7, 7, 7)


def test_the_deported_are_a_floor_of_all_and_all_a_ceiling_of_the_deported():
    figures = [figure("all", 100), figure("some", 40, "at least", measure="deportations")]
    assert found(ask(figures, measure="deportations")) == (40, 40, 100)
    assert found(ask(figures[1:])) == (40, 40, None)
    assert found(ask(figures, measure="returns_undocumented")) == (40, 40, 100)


def test_two_described_parts_are_not_the_same_people():
    figures = [
        figure("alone", 30, measure="returns_part", measure_written="children alone"),
        figure("families", 50, measure="returns_part", measure_written="in families"),
    ]
    assert found(ask(figures, measure="returns_part")) == (50, 50, None)
    assert ask(figures).conflicts == ()


def test_iran_and_pakistan_together_cap_the_iran_border():
    figures = [figure("both", 1000, place="borders-ir-pk"), figure("pk", 300, place="border-af-pk")]
    assert found(ask(figures)) == (700, 850, 1000) or found(ask(figures)) == (700, 700, 700)


def test_figures_about_several_places_are_their_sum():
    figures = [figure("two", 100, place="islam-qala;milak-zaranj"), figure("one", 60, place="islam-qala")]
    assert found(ask(figures, place="milak-zaranj")) == (40, 40, 40)


def test_an_unknown_place_is_refused_with_a_remedy():
    with pytest.raises(UnknownPlace, match=r"Add it to seeds/places"):
        ask([], place="atlantis")


# What is a count


@pytest.mark.parametrize(
    ("nature", "value", "qualifier", "expected"),
    [
        ("rate_daily", 100, "exact", (697, 700, 703)),
        ("rate_daily", 100, "more than", (701, 701, None)),
        ("rate_daily", 100, "up to", (0, 700, 700)),
        ("rate_weekly", 1000, "about", (500, 1000, 1500)),
        ("peak", 100, "exact", (100, None, 700)),
        ("peak", 100, "more than", (101, None, None)),
        ("projection", 100, "exact", (0, None, None)),
        ("stock", 100, "exact", (0, None, None)),
        ("share", 100, "exact", (0, None, None)),
    ],
)
def test_each_nature_says_what_it_says(nature, value, qualifier, expected):
    low, best, high = found(ask([figure("f", value, qualifier, (1, 7), nature=nature)], (1, 7)))
    assert (low, high) == (expected[0], expected[2])
    assert best == expected[1] or nature == "peak"


def test_a_peak_caps_every_day_of_its_period():
    figures = [figure("peak", 100, days=(1, 7), nature="peak"), figure("week", 400, "at least", (1, 7))]
    assert ask(figures, (3, 3)).high == 100
    assert found(ask(figures, (1, 3)))[0] == 0
    assert ask(figures, (1, 4)).low == 100


def test_figures_that_are_no_count_say_why():
    unused = tally(
        figure("a", 5, nature="projection"), figure("b", 5, measure="people_present"), figure("c", 5, start=None),
        figure("d", 5, status="denied"), figure("e", 5, body=""),
    ).unused  # fmt: skip
    assert unused == {
        "a": "a projection is not a count",
        "b": "people_present is not a flow",
        "c": "its period is not known",
        "d": "it is denied",
        "e": "nobody is named as having counted it",
    }


# Two clocks


RESTATED = [
    figure("first", 50000, "more than", published="2025-07-08"),
    figure("second", 39400, "more than", published="2025-09-01"),
]


def test_a_restated_figure_gives_way_from_the_day_of_the_restatement():
    assert ask(RESTATED, known_by=date(2025, 8, 31)).low == 50001
    assert ask(RESTATED, known_by=date(2025, 9, 1)).low == 39401
    assert ask(RESTATED).figures == ("second",)


def test_nothing_is_known_before_it_is_published():
    assert found(ask(RESTATED, known_by=july(7))) == (0, None, None)


def test_a_vaguer_retelling_takes_nothing_back_and_the_bodys_own_word_does():
    told = [figure("a", 13746, published="2025-07-06", source_id="agency"),
            figure("b", 13000, "more than", published="2025-07-20", source_id="paper")]  # fmt: skip
    assert found(ask(told)) == (13746, 13746, 13746)
    own = [replace(f, source_id="") for f in told]
    assert found(ask(own)) == (13001, 13001, None)
    assert found(ask(own, known_by=july(19))) == (13746, 13746, 13746)


def test_a_body_may_return_to_its_first_figure():
    own = [figure("a", 10, published="2025-07-06"), figure("b", 20, published="2025-07-07"),
           figure("c", 10, published="2025-07-08")]  # fmt: skip
    assert [ask(own, known_by=july(n)).low for n in (6, 7, 8)] == [10, 20, 10]
    assert ask(own).figures == ("c",)


def test_a_repeated_old_figure_does_not_undo_a_restatement():
    again = figure("third", 50000, "more than", published="2025-10-01")
    told = [replace(f, source_id=f.id) for f in (*RESTATED, again)]
    assert ask(told).low == 39401


def test_a_late_copy_of_an_old_release_is_no_restatement():
    copy = figure("copy", 30000, "more than", published="2025-09-09", origin="old")
    old = figure("old", 90000, published="2025-07-01", days=(4, 5), origin="old")
    assert ask([RESTATED[0], old, copy]).low == 50001


def test_undated_figures_count_as_known_from_their_last_day_and_say_so():
    volume = ask([figure("f", 10)], known_by=july(5))
    assert volume.low == 10
    assert "undated" in explain(volume, tally(figure("f", 10)))[-1]


def test_an_undated_source_came_out_after_the_last_day_it_counts():
    undated = [figure("new", 39400, "more than", source_id="s"), figure("total", 900000, days=(1, 20), source_id="s")]
    old = figure("old", 50000, "more than", published="2025-07-08")
    assert ask([old, *undated]).low == 39401
    assert ask([old, *undated], known_by=july(19)).low == 50001


# Contradiction


def test_the_least_trustworthy_of_contradicting_figures_is_set_aside():
    figures = [
        figure("week", 70000, days=(1, 7)),
        figure("days", 90000, "about", (2, 5)),
        figure("later", 20000, days=(6, 7)),
    ]
    volume = ask(figures, (1, 7))
    assert found(volume) == (70000, 70000, 70000)
    (conflict,) = volume.conflicts
    assert (conflict.figure, conflict.by) == ("days", 35000)
    assert set(conflict.against) == {"week", "later"}


def test_a_contradiction_elsewhere_leaves_an_answer_alone():
    figures = [figure("a", 10), figure("b", 20, "more than"), figure("c", 5, days=(9, 9))]
    assert ask(figures, (9, 9)).conflicts == ()
    assert len(ask(figures, (5, 5)).conflicts) == 1


def test_bodies_are_never_combined():
    figures = [figure("a", 10, body="one"), figure("b", 30, "at least", body="two")]
    answers = tally(*figures).volumes(Window.inclusive(july(5), july(5)))
    assert [found(v) for v in answers] == [(10, 10, 10), (30, 30, None)]
    whole = envelope(answers)
    assert (headline(answers), whole.low, whole.high) == ("returns_all", 10, None)
    assert all(v.conflicts == () for v in answers)


def test_two_bodies_that_exclude_each_other_disagree():
    figures = tally(figure("a", 100, body="one"), figure("b", 150, place="islam-qala", body="two"))
    (conflict,) = disagreements(figures.constraints, figures.trees)
    assert (conflict.kind, conflict.by) == ("disagreement", 50)
    assert "of another body" in conflict.words()


def test_two_floors_far_apart_are_a_doubt():
    pair = [
        figure("a", 137000, "more than", (1, 30), body="one"),
        figure("b", 223000, "more than", (1, 30), body="two"),
    ]
    table = tally(*pair)
    assert disagreements(table.constraints, table.trees) == []
    assert [c.kind for c in doubts(table.constraints, table.trees)] == ["doubt"]


def test_parts_that_miss_their_total_are_found():
    table = tally(
        figure("total", 63059, "at least"), figure("a", 41974, place="islam-qala"), figure("b", 21545, place="zaranj")
    )
    (conflict,) = sums(table.constraints, table.trees)
    assert (conflict.figure, conflict.against, conflict.by) == ("total", ("a", "b"), 460)


# Silence and the estimate


def test_a_day_nobody_reported_is_silence_not_zero():
    volume = ask([figure("f", 100)], (4, 6))
    assert (found(volume), volume.unreported_days) == ((100, 100, None), 2)
    assert found(ask([figure("f", 100)], (9, 9))) == (0, None, None)
    assert ask([figure("f", 100)], (9, 9)).unreported_days == 1


def test_the_estimate_is_smooth_and_adds_up():
    figures = [figure("one", 700, days=(1, 7)), figure("two", 1400, days=(8, 14))]
    table = tally(*figures)
    series = table.series("body", "returns_all")
    days = [series[july(1).toordinal() + n] for n in range(14)]
    assert sum(days[:7]) == pytest.approx(700, abs=0.1)
    assert sum(days[7:]) == pytest.approx(1400, abs=0.1)
    steps = [b - a for a, b in pairwise(days)]
    assert min(steps) > -0.01
    assert max(steps) < 30


def test_the_estimate_leaves_silent_days_out():
    table = tally(figure("one", 700, days=(1, 7)), figure("two", 1400, days=(10, 14)))
    series = table.series("body", "returns_all")
    assert july(8).toordinal() not in series
    assert len(series) == 12


def test_a_border_count_estimates_no_gate():
    volume = ask([figure("f", 100)], place="islam-qala")
    assert found(volume) == (0, 50, 100)
    assert found(ask([figure("f", 100, "at least")], place="islam-qala")) == (0, 50, None)
    assert tally(figure("f", 100)).series("body", "returns_all", place="islam-qala") == {}


def test_a_peak_holds_the_estimate_down():
    figures = [figure("peak", 120, days=(1, 7), nature="peak"), figure("w", 700, days=(1, 7)), figure("d", 20)]
    series = tally(*figures).series("body", "returns_all")
    assert max(series.values()) < 120.01


def test_bounds_step_where_figures_begin_and_end_and_stop_where_nobody_reported():
    floor = figure("floor", 9, "at least", (9, 9))
    table = tally(figure("week", 700, days=(1, 7)), figure("day", 150, days=(3, 3)), floor)
    found = steps(table, "body", "returns_all", Window.inclusive(july(1), july(10)))
    assert [(s.window.days, s.low, s.high, s.silent) for s in found] == [
        (2, 0, 550, False), (1, 150, 150, False), (4, 0, 550, False), (1, 0, None, True), (1, 9, None, False),
        (1, 0, None, True),
    ]  # fmt: skip


def test_a_total_over_more_than_a_month_covers_days_and_reports_none():
    year = figure("year", 70_000, start=date(2025, 1, 1), end=date(2025, 12, 31))
    volume = ask([year, figure("day", 150)], (4, 6))
    assert (volume.unreported_days, volume.lumped_days) == (0, 2)
    assert [s.silent for s in steps(tally(year), "body", "returns_all", Window.inclusive(july(4), july(6)))] == [True]


# In words


def test_the_arithmetic_of_a_low_can_be_redone_by_hand():
    figures = [figure("june", 300, "up to", (1, 9)), figure("half", 1000, days=(1, 20))]
    volume = ask(figures, (10, 20))
    lines = explain(volume, tally(*figures))
    assert volume.low == 700
    assert lines[0] == "low 700 comes from"
    assert lines[1].startswith("  + 1,000: 1,000 returns_all at border-af-ir, 1 – 20 July 2025")
    assert lines[2].startswith("  − at most 300: up to 300")


def test_an_open_high_says_why():
    figures = [figure("f", 100)]
    assert "1 of 2 days" in " ".join(explain(ask(figures, (5, 6)), tally(*figures)))
    assert "no figure of this body" in " ".join(explain(ask(figures, (8, 9)), tally(*figures)))


# The real table


def test_every_body_answers_for_june_and_july_2025_within_its_bounds(facts):
    from geo.volumes import of_store

    table = of_store(facts)
    answers = table.volumes(Window.inclusive(date(2025, 6, 1), date(2025, 7, 31)))
    assert {"iom", "unhcr", "herat-information-department", "ocha"} <= {v.counted_by for v in answers}
    for v in answers:
        assert v.high is None or v.low <= v.high
        assert v.best is None or (v.low <= v.best and (v.high is None or v.best <= v.high))
        assert set(v.figures) <= set(table.records)
    assert of_store(facts) is table


def test_the_known_contradictions_of_the_real_table_are_found(facts):
    from geo.volumes import of_store

    table = of_store(facts)
    aside = {c.figure: c for body in table.bodies for c in table.conflicts(body)}
    year_to_date = "iom-2018-06-09-border-af-ir-returns_undocumented-"
    assert aside[f"{year_to_date}320279"].against == (f"{year_to_date}335604",)
    assert len(aside) < 15


def test_an_answer_as_of_a_day_rests_on_what_was_public_then(facts):
    from geo.volumes import of_store

    table = of_store(facts)
    window = Window.inclusive(date(2025, 6, 1), date(2025, 7, 31))
    early = table.volume("iom", "returns_all", window, known_by=date(2025, 6, 30))
    assert all(table.constraint(f).known <= date(2025, 6, 30).toordinal() for f in early.figures)
