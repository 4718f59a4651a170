"""Questions that a careful reader would ask, each on a small case; and how many of the flagged real ones are asked."""

import json
from datetime import date

import pytest

from geo import paths, records
from geo.cli import main
from geo.schema import Figure, Measure, Place
from geo.volumes import Tally, findings, of_store
from geo.window import Window

PLACES = [p for name in ("crossings", "areas") for _, p in records.read(paths.seeds() / f"places/{name}.csv", Place)[0]]
MEASURES = [m for _, m in records.read(paths.seeds() / "measures.csv", Measure)[0]]


def figure(name, value, days=(1, 7), **more):
    given = {
        "source_id": "s", "measure": "returns_all", "nature": "count", "place_ids": ("islam-qala",), "unit": "people",
        "start": date(2025, 7, days[0]), "end": date(2025, 7, days[1]), "qualifier": "exact", "counted_by": "body",
        "attributed_to": "body",
    }  # fmt: skip
    return Figure(id=name, value=value, **(given | more))


def asked(*figures):
    return [(c.kind, c.figure, *c.against) for c in findings(Tally(figures, PLACES, MEASURES))]


def share(name, value, **more):
    given = {"measure": "share", "nature": "share", "measure_written": "deported", "unit": "percent"}
    return figure(name, value, **(given | more))


def money(name, value, nature):
    return figure(name, value, (1, 30), measure="money", nature=nature, unit="AFN")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("share", share("a", 67), share("b", 75, counted_by="other")),
        ("amount", money("a", 30_000_000, "rate_daily"), money("b", 2_000_000_000, "count")),
        ("wording", figure("a", 223_000, qualifier="more than"), figure("b", 223_000, qualifier="about")),
        ("digits", figure("a", 74_036, qualifier="more than"),
         figure("b", 74_360, counted_by="other", qualifier="at least")),
        ("date", figure("a", 11_605, (27, 27)), figure("b", 11_605, (28, 28))),
        ("measure", figure("a", 1_234_000, qualifier="more than"),
         figure("b", 1_234_000, measure="deportations", qualifier="more than")),
        ("mirror", figure("a", 10_500, (8, 8), measure="departures", counted_by="governor"),
         figure("b", 3_289, (8, 8))),
        ("restatement", figure("a", 900, published="2025-07-08"), figure("b", 700, published="2025-07-20")),
    ],
)  # fmt: skip
def test_each_question_is_asked(kind, one, other):
    assert (kind, "a", "b") in asked(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (share("a", 67), share("b", 69)),
        (share("a", 67), share("b", 75, measure_written="children")),
        (money("a", 30_000_000, "rate_daily"), money("b", 930_000_000, "count")),
        (figure("a", 223_000, qualifier="about"), figure("b", 223_000)),
        (figure("a", 74_036), figure("b", 74_360, (8, 14))),
        (figure("a", 5_000, (1, 1)), figure("b", 5_000, (2, 2))),
        (figure("a", 3_300, (8, 8), measure="departures", counted_by="governor"), figure("b", 3_289, (8, 8))),
    ],
)  # fmt: skip
def test_what_fits_is_not_questioned(one, other):
    assert asked(one, other) == []


def test_most_of_what_a_reader_flagged_by_hand_is_found(facts):
    found = {f for c in findings(of_store(facts)) for f in (c.figure, *c.against)}
    flagged = {f.id for f in facts.figures if "CONFLICT" in f.note}
    assert len(flagged & found) >= 0.7 * len(flagged)


def test_a_window_lists_only_what_speaks_of_it(facts):
    days = Window.inclusive(date(2025, 7, 28), date(2025, 7, 28))
    table = of_store(facts)
    assert all(any(days.meets(table.records[f].start, table.records[f].end) for f in (c.figure, *c.against))
               for c in findings(table, days))  # fmt: skip
    assert len(findings(table, days)) < len(findings(table))


def test_the_command_lists_them_when_asked(facts, capsys):
    asked_for = ["returns", "--from", "2025-06-15", "--to", "2025-07-15", "--store", str(facts.file.parent),
                 "--counted-by", "taliban-high-commission", "--conflicts"]  # fmt: skip
    assert main(asked_for) == 0
    assert "do not make one amount" in capsys.readouterr().out
    assert main([*asked_for, "--json"]) == 0
    assert {"amount", "doubt"} <= {c["kind"] for c in json.loads(capsys.readouterr().out)["conflicts"]}
