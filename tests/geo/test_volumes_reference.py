"""The command against an independent reference: one unknown for every day, gate and measure, nothing shared with geo.

Random truths are published as bodies publish (in any words, over nested and overlapping days, restated later, gates and
border, several measures and bodies), written to a table under any of a place's names, and asked about.
"""

import csv
import json
import math
import random
from datetime import date, timedelta
from itertools import pairwise, product

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from geo.cli import main

FIRST = date(2025, 6, 28)
GATES = ("islam-qala", "milak-zaranj", "abu-nasr-farahi", "rest")
CHAIN = ("inflows_all", "returns_all", "returns_undocumented", "deportations")
NAMES = {
    "islam-qala": ("Islam Qala", "Dogharoun", "اسلام قلعه", "Eslam Qala", "Islam Qala–Dogharoun crossing"),
    "milak-zaranj": ("Milak", "Pul-e Abrisham", "milak-zaranj", "پل ابریشم", "Zaranj-Milak"),
    "abu-nasr-farahi": ("Abu Nasr Farahi", "Mahirud", "abu-nasr-farahi"),
    "rest": ("rest", "the unnamed rest"),
    "border": ("border", "border-af-ir", "Iran–Afghanistan border", "all Iran border"),
}
WORDS = ("exact", "exact", "about", "more than", "at least", "up to", "nearly")
COLUMNS = ("id", "place", "period_start", "period_end", "value", "qualifier", "measure", "counted_by", "published")


def day(n):
    return FIRST + timedelta(days=n)


def leaves(place):
    return range(4) if place == "border" else (GATES.index(place),)


def limits(value, qualifier):
    """Give what a written number allows, from the words alone."""
    digits = str(value)
    unit = 10 ** (len(digits) - len(digits.rstrip("0")))
    match qualifier:
        case "exact":
            return value, value
        case "about":
            return math.ceil(value - unit / 2), math.floor(value + unit / 2)
        case "nearly":
            return value - unit, value
        case "more than":
            return value + 1, math.inf
        case "at least":
            return value, math.inf
    return 0, value


class World:
    """One random truth, what was published about it, and one question."""

    def __init__(self, seed):
        self.random = draw = random.Random(seed)
        self.days, most = draw.randint(2, 10), draw.choice((9, 60, 900, 20_000))
        self.bodies = ("IOM", "UNHCR", "commission")[: draw.choice((1, 1, 2, 3))]
        self.truth = {body: self._people(most) for body in self.bodies}
        self.rows = [row for body in self.bodies for row in self._publish(body)]
        draw.shuffle(self.rows)
        self.rows = [row | {"id": f"f{number}"} for number, row in enumerate(self.rows)]
        self.place, self.measure = draw.choice((*GATES, "border", "border")), draw.choice(CHAIN)
        self.start = draw.randrange(self.days)
        self.end = draw.randint(self.start + 1, self.days)
        self.known_by = draw.choice((None, None, self.days + draw.randint(0, 6)))

    def _people(self, most):
        draw, people = self.random, {}
        for d, gate in product(range(self.days), range(4)):
            ceiling = draw.choice((0, most, most))
            for measure in CHAIN:
                ceiling = people[d, gate, measure] = draw.randint(0, ceiling) if draw.random() < 0.7 else ceiling
        return people

    def count(self, body, start, end, place, measure):
        return sum(self.truth[body][d, gate, measure] for d in range(start, end) for gate in leaves(place))

    def _publish(self, body):
        draw, told = self.random, []
        measures = draw.sample(CHAIN, draw.choice((1, 1, 2, 4)))
        for _ in range(draw.randint(1, 9)):
            start = draw.randrange(self.days)
            row = {"start": start, "end": draw.randint(start + 1, self.days), "measure": draw.choice(measures),
                   "place": draw.choice((*GATES, "border", "border")), "body": body}  # fmt: skip
            people = self.count(body, row["start"], row["end"], row["place"], row["measure"])
            said = self._write(people) | {"published": row["end"] + draw.randint(3, 6)}
            told.append(row | said)
            if draw.random() < 0.2:  # first said wrong, and set right later
                wrong = {"value": draw.randint(0, 2 * people + 9), "qualifier": "exact"}
                told.append(row | wrong | {"published": row["end"] + draw.randint(0, 2)})
        return told

    def _write(self, people):
        """Publish a count in words that its own limits allow."""
        unit, qualifier = 10 ** self.random.randrange(len(str(people))), self.random.choice(WORDS)
        down, up = people // unit * unit, -(-people // unit) * unit
        value = {"exact": people, "about": (people + unit // 2) // unit * unit, "more than": max(0, down - 1),
                 "at least": down, "up to": up, "nearly": up}[qualifier]  # fmt: skip
        low, high = limits(value, qualifier)
        fits = value > 0 and low <= people <= high
        return {"value": value, "qualifier": qualifier} if fits else {"value": people, "qualifier": "exact"}

    def ask(self, folder, capsys):
        """Put the question to the command; the answers by body."""
        path = folder / "figures.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(COLUMNS)
            out.writerows(map(self._row, self.rows))
        name = self.random.choice(NAMES[self.place])
        known = () if self.known_by is None else ("--known-by", str(day(self.known_by)))
        days = ("--from", str(day(self.start)), "--to", str(day(self.end - 1)))
        asked = ("--place", name, "--measure", self.measure, "--figures", str(path), "--json")
        assert main(["returns", *days, *asked, *known]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return {answer["counted_by"]: answer for answer in json.loads(said.out)["bodies"]}

    def _row(self, row):
        place = self.random.choice(NAMES[row["place"]])
        days = day(row["start"]), day(row["end"] - 1)
        said = row["value"], row["qualifier"], row["measure"], row["body"], day(row["published"])
        return row["id"], place, *days, *said

    def in_force(self, body):
        """Give a body's latest word on each thing, of what was out by the day asked about."""
        latest = {}
        for row in self.rows:
            if row["body"] == body and (self.known_by is None or row["published"] <= self.known_by):
                latest.setdefault(tuple(row[k] for k in ("start", "end", "place", "measure")), []).append(row)
        last = {thing: max(r["published"] for r in rows) for thing, rows in latest.items()}
        return [r for thing, rows in latest.items() for r in rows if r["published"] == last[thing]]

    def bounds(self, body):
        """Give the least and the greatest by the plainest programme there is; None where nobody can be right."""
        at = {key: i for i, key in enumerate(product(range(self.days), range(4), CHAIN))}
        rows = [(self._sum(at, *self._where(row)), *limits(row["value"], row["qualifier"]))
                for row in self.in_force(body)]  # fmt: skip
        for d, gate, (whole, part) in product(range(self.days), range(4), pairwise(CHAIN)):
            rows.append(({at[d, gate, part]: 1, at[d, gate, whole]: -1}, -math.inf, 0))
        asked = np.zeros(len(at))
        asked[list(self._sum(at, self.start, self.end, self.place, self.measure))] = 1
        least, most = optimum(asked, rows), optimum(-asked, rows)
        if least is None:
            return None
        return math.ceil(least - 1e-6), None if most is None else math.floor(-most + 1e-6)

    def _where(self, row):
        return row["start"], row["end"], row["place"], row["measure"]

    def _sum(self, at, start, end, place, measure):
        return {at[d, gate, measure]: 1 for d in range(start, end) for gate in leaves(place)}


def optimum(cost, rows):
    """Minimise; None where nothing is possible or nothing limits it."""
    entries = [(i, column, value) for i, (row, _, _) in enumerate(rows) for column, value in row.items()]
    i, j, values = zip(*entries, strict=True)
    matrix = csr_array((values, (i, j)), shape=(len(rows), len(cost)))
    low, high = (np.array([float(row[k]) for row in rows]) for k in (1, 2))
    capped, floored = np.isfinite(high), np.isfinite(low)
    upper = csr_array(np.vstack([matrix[capped].toarray(), -matrix[floored].toarray()]))
    found = linprog(cost, A_ub=upper, b_ub=np.concatenate([high[capped], -low[floored]]), method="highs")
    return found.fun if found.status == 0 else None


@pytest.mark.parametrize("batch", range(6))
def test_the_answer_is_as_tight_as_can_be_and_holds_the_truth(batch, tmp_path, capsys):
    asked = 0
    for seed in range(12 * batch, 12 * (batch + 1)):
        world = World(seed)
        for body, answer in world.ask(tmp_path, capsys).items():
            expected = world.bounds(body)
            if expected is None:  # as of that day a wrong figure stands, here or elsewhere
                assert answer["high"] is None or answer["low"] <= answer["high"]
                continue
            asked += 1
            assert (answer["low"], answer["high"]) == expected, (seed, body)
            assert answer["conflicts"] == []
            people = world.count(body, world.start, world.end, world.place, world.measure)
            wrong_stands = any(r["published"] < r["end"] + 3 for r in world.in_force(body))
            assert wrong_stands or holds(answer, people), (seed, body)
    assert asked > 8


def holds(answer, people):
    high = math.inf if answer["high"] is None else answer["high"]
    best = answer["low"] if answer["best"] is None else answer["best"]
    return answer["low"] <= people <= high and answer["low"] <= best <= high
