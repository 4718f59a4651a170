"""Tables in which nearly everything contradicts everything are answered with bounded work, and say what was left."""

import csv
from collections import Counter
from datetime import date, timedelta

import pytest

from geo import paths, records
from geo.cli import main
from geo.schema import Figure, Measure, Place
from geo.volumes import Tally, findings, model, resolve
from geo.volumes.pairs import Pairs
from geo.window import Window

PLACES = [p for name in ("crossings", "areas") for _, p in records.read(paths.seeds() / f"places/{name}.csv", Place)[0]]
MEASURES = [m for _, m in records.read(paths.seeds() / "measures.csv", Measure)[0]]
GATES = ("islam-qala", "milak-zaranj", "abu-nasr-farahi")
FIRST, DAYS, EACH = date(2025, 7, 1), 4, 18
WINDOW = Window.inclusive(FIRST, FIRST + timedelta(days=DAYS - 1))


def figure(name, value, place, first, last, body="body"):
    return Figure(
        id=name, source_id="s", measure="returns_all", nature="count", place_ids=(place,), unit="people", start=first,
        end=last, qualifier="exact", counted_by=body, attributed_to=body, value=value,
    )  # fmt: skip


def quarrel(body="body"):
    """Many counts for each gate and day that exclude each other, none dated, and one total that joins them all."""
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    counts = [
        figure(f"{body} {gate} {day} {n:02}", 1000 + 137 * n, gate, day, day, body)
        for day in days for gate in GATES for n in range(EACH)
    ]  # fmt: skip
    return [*counts, figure(f"{body} all", 9000 * DAYS, "border-af-ir", days[0], days[-1], body)]


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    resolve.resolve.cache_clear()
    yield
    resolve.resolve.cache_clear()


@pytest.fixture
def solved(monkeypatch):
    """Count the programmes that are solved."""
    counted = []

    def solve(*what, **more):
        counted.append(1)
        return model.solve(*what, **more)

    monkeypatch.setattr(resolve, "solve", solve)
    return counted


def answer(tally):
    return tally.volume("body", "returns_all", WINDOW)


def test_contradictions_about_one_gate_and_day_cost_two_programmes_however_many_they_are(solved):
    conflicts = answer(Tally(quarrel(), PLACES, MEASURES)).conflicts
    assert len(conflicts) == DAYS * len(GATES) * (EACH - 1)
    assert len(solved) <= 1 + 2 * DAYS * len(GATES)
    assert {c.kind for c in conflicts} == {"contradiction"}
    assert all(c.by % 137 == 0 for c in conflicts), "each is measured exactly, though not each is solved for"


def test_what_the_allowance_does_not_reach_is_left_uncounted_and_named(monkeypatch):
    whole = answer(Tally(mixed(), PLACES, MEASURES))
    resolve.resolve.cache_clear()
    monkeypatch.setattr(resolve, "_WORK", 0)
    part = answer(Tally(mixed(), PLACES, MEASURES))
    assert Counter(c.kind for c in part.conflicts)["uncounted"] > 0
    assert {c.figure for c in whole.conflicts} <= {c.figure for c in part.conflicts}
    (said, *_) = [c.words() for c in part.conflicts if c.kind == "uncounted"]
    assert "left uncounted: too many figures" in said
    assert said.endswith("or give fewer.")
    assert not {c.figure for c in part.conflicts} & {*part.low_from, *part.high_from}


def mixed():
    """Give totals of periods that overlap, each of which contradicts the days below it."""
    days = [figure(f"day {n}", 100, GATES[0], day, day) for n in range(DAYS) for day in [FIRST + timedelta(days=n)]]
    spans = [
        figure(f"span {n} {m}", 10_000 * (m + n + 1), GATES[0], FIRST + timedelta(days=n), FIRST + timedelta(days=m))
        for n in range(DAYS) for m in range(n + 1, DAYS)
    ]  # fmt: skip
    return [*days, *spans]


def test_more_figures_than_one_programme_takes_keep_the_dearest(monkeypatch):
    monkeypatch.setattr(resolve, "_WIDEST", 10)
    told = answer(Tally(mixed(), PLACES, MEASURES))
    left = [c for c in told.conflicts if c.kind == "uncounted"]
    assert left
    assert not {c.figure for c in left} & set(told.figures)


def test_the_command_answers_for_a_table_that_contradicts_itself(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(resolve, "_WORK", 0)
    table = tmp_path / "figures.csv"
    with table.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            ["id", "place", "period_start", "period_end", "value", "qualifier", "measure", "counted_by", "published"]
        )
        for f in mixed():
            rows.writerow([f.id, *f.place_ids, f.start, f.end, f.value, f.qualifier, f.measure, f.counted_by, ""])
    window = ["--from", str(FIRST), "--to", str(FIRST), "--place", GATES[0]]
    assert main(["returns", *window, "--figures", str(table), "--conflicts"]) == 0
    assert "is left uncounted" in capsys.readouterr().out


def test_figures_of_other_days_are_not_held_against_each_other():
    far = [figure(f"{n}", 7, GATES[0], day, day) for n in range(200) for day in [FIRST + timedelta(days=n)]]
    (one, *_), pairs = Tally(far, PLACES, MEASURES).constraints, Pairs(most=1)
    constraints = Tally(far, PLACES, MEASURES).constraints
    assert list(pairs.meeting("doubt", constraints, lambda f: f.measure)) == []
    assert list(pairs.across("mirror", [one], constraints)) == [(one, one)]
    assert pairs.left() == []


def test_pairs_beyond_the_limit_are_left_and_that_is_said(monkeypatch):
    monkeypatch.setattr(Pairs.__init__, "__defaults__", (50,))
    found = findings(Tally([*quarrel(), *quarrel("other")], PLACES, MEASURES), WINDOW)
    left = [c for c in found if c.kind == "unasked"]
    assert {c.figure for c in left} >= {"disagreement", "doubt", "digits"}
    assert all(c.words().startswith("Only the first 50 pairs") for c in left)
