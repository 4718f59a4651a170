"""Laws of the bounds, on random truths and the random figures that bodies could have published about them."""

import math
from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import paths, records
from geo.schema import Figure, Measure, Place
from geo.volumes import Tally, model
from geo.volumes.model import Programme
from geo.window import Window

FIRST = date(2025, 7, 1)
DAYS = 8
GATES = ("islam-qala", "milak-zaranj", "abu-nasr-farahi", "rest")
CHAIN = ("returns_all", "returns_undocumented", "deportations")
PLACES = [p for name in ("crossings", "areas") for _, p in records.read(paths.seeds() / f"places/{name}.csv", Place)[0]]
MEASURES = [m for _, m in records.read(paths.seeds() / "measures.csv", Measure)[0]]
WORDS = ("exact", "about", "more than", "at least", "up to", "nearly")


def day(n):
    return FIRST + timedelta(days=n)


def tally(figures):
    return Tally(figures, PLACES, MEASURES)


def bounds(figures, start, end, place="border-af-ir", measure="returns_all"):
    found = tally(figures).volume("body", measure, Window(day(start), day(end)), place=place)
    return found.low, found.best, found.high


def write(truth, qualifier, slack):
    """Publish a true count in the given words."""
    unit = 10 ** max(0, len(str(truth)) - 2)
    match qualifier:
        case "about":
            return round(truth / unit) * unit
        case "nearly":
            return math.ceil(truth / unit) * unit
        case "more than":
            return truth - 1 - slack % max(truth, 1)
        case "at least":
            return truth - slack % (truth + 1)
        case "up to":
            return truth + slack
    return truth


def figure(number, value, qualifier="exact", start=0, end=1, place="border-af-ir", measure="returns_all", **more):
    return Figure(
        id=f"f{number}",
        source_id="s",
        measure=measure,
        nature=more.pop("nature", "count"),
        place_ids=tuple(place.split(";")),
        start=day(start),
        end=day(end - 1),
        value=value,
        qualifier=qualifier,
        unit="people",
        counted_by="body",
        attributed_to="body",
        **more,
    )


@st.composite
def worlds(draw, most=40_000, days=DAYS, figures=7):
    """Draw people by measure, gate and day, and figures that tell the truth about them."""
    truth = {}
    for gate, d in product(GATES, range(days)):
        ceiling = most
        for measure in CHAIN:
            ceiling = truth[measure, gate, d] = draw(st.integers(0, ceiling))
    told = []
    for number in range(draw(st.integers(1, figures))):
        start, place = draw(st.integers(0, days - 1)), draw(st.sampled_from(("border-af-ir", *GATES)))
        end, measure = draw(st.integers(start + 1, days)), draw(st.sampled_from(CHAIN))
        people = count(truth, start, end, place, measure)
        qualifier = draw(st.sampled_from(WORDS)) if people > 1 else "exact"
        value = write(people, qualifier, draw(st.integers(0, 5_000)))
        told.append(figure(number, value, qualifier, start, end, place, measure))
    return truth, told


def count(truth, start, end, place, measure):
    gates = GATES if place == "border-af-ir" else (place,)
    return sum(truth[measure, gate, d] for gate in gates for d in range(start, end))


def contains(found, people):
    low, best, high = found
    inside = best is None or (low <= best and (high is None or best <= high))
    return low <= people and (high is None or people <= high) and inside


QUESTIONS = st.tuples(
    st.integers(0, DAYS - 1), st.integers(1, DAYS), st.sampled_from(("border-af-ir", *GATES)), st.sampled_from(CHAIN)
).map(lambda q: (q[0], max(q[1], q[0] + 1), *q[2:]))


@settings(max_examples=80, deadline=None)
@given(worlds(), QUESTIONS)
def test_the_truth_is_always_inside(world, question):
    truth, told = world
    assert contains(bounds(told, *question), count(truth, *question))
    assert tally(told).volume("body", "returns_all", Window(day(0), day(DAYS))).conflicts == ()


PERIODS = st.tuples(st.integers(0, 3), st.integers(1, 4)).map(lambda p: (3 * p[0], 3 * max(p[1], p[0] + 1)))
COARSE = st.lists(
    st.tuples(PERIODS, st.sampled_from(("border-af-ir", *GATES[:2])), st.sampled_from(("exact", "at least", "up to"))),
    min_size=2, max_size=5,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(COARSE, st.integers(-2, 11), st.integers(1, 8), st.sampled_from(("border-af-ir", *GATES[:2])), st.booleans())
def test_questions_that_cut_the_figures_alike_share_one_answer_which_is_each_ones_own(told, start, days, place, peak):
    people = {"border-af-ir": 40, "islam-qala": 20, "milak-zaranj": 10}
    figures = [figure(n, people[p] * (e - s), word, s, e, p) for n, ((s, e), p, word) in enumerate(told)]
    table = tally([*figures, figure(9, 60, "exact", 0, 12, nature="peak")] if peak else figures)
    ask = table.question("returns_all", Window(day(start), day(start + days)), place)
    for group, _ in table.components("body"):
        if len(group) > 1 and any(ask.heard(f, table.trees) for f in group):
            alone = Programme(group, table.trees, ask)
            least, most, area = model.bounds(group, table.trees, ask)
            assert (least, most) == (alone.least(), alone.most())
            asked = product(ask.leaves, range(ask.start, ask.end))
            assert area == sum(any(leaf in f.leaves and f.start <= d < f.end for f in group) for leaf, d in asked)


@settings(max_examples=25, deadline=None)
@given(worlds(), QUESTIONS)
def test_widening_a_window_never_lowers_the_low(world, question):
    _, told = world
    start, end, *where = question
    low, _, high = bounds(told, start, end, *where)
    wider_low, _, wider_high = bounds(told, max(0, start - 1), min(DAYS, end + 1), *where)
    assert wider_low >= low
    assert wider_high is None or (high is not None and wider_high >= high)


@settings(max_examples=25, deadline=None)
@given(worlds(), QUESTIONS)
def test_adding_a_consistent_figure_never_widens(world, question):
    _, told = world
    low, _, high = bounds(told, *question)
    loose_low, _, loose_high = bounds(told[:-1], *question)
    assert low >= loose_low
    assert loose_high is None or (high is not None and high <= loose_high)


@settings(max_examples=20, deadline=None)
@given(worlds(), QUESTIONS, st.randoms())
def test_the_order_of_figures_does_not_matter(world, question, random):
    _, told = world
    shuffled = list(told)
    random.shuffle(shuffled)
    assert bounds(told, *question) == bounds(shuffled, *question)


@st.composite
def small_worlds(draw):
    """Draw at most three people at two gates, two days and two measures, and a cap over it all."""
    truth = {}
    for gate, d in product(GATES[:2], range(2)):
        truth["returns_all", gate, d] = draw(st.integers(0, 3))
        truth["deportations", gate, d] = draw(st.integers(0, truth["returns_all", gate, d]))
    told = [figure(0, 0, "exact", 0, 2, "rest"), figure(1, 0, "exact", 0, 2, "abu-nasr-farahi")]
    told += [figure(2 + d, 3, "up to", d, d + 1, gate) for gate, d in product(GATES[:2], range(2))]
    told = [f if i < 2 else figure(i, f.value, f.qualifier, *_days(f), f.place_ids[0]) for i, f in enumerate(told)]
    for number in range(draw(st.integers(1, 4))):
        place, measure = draw(st.sampled_from(("border-af-ir", *GATES[:2]))), draw(st.sampled_from(CHAIN[::2]))
        start = draw(st.integers(0, 1))
        end = draw(st.integers(start + 1, 2))
        gates = GATES[:2] if place == "border-af-ir" else (place,)
        people = sum(truth[measure, gate, d] for gate in gates for d in range(start, end))
        qualifier = draw(st.sampled_from(("exact", "at least", "up to")))
        told.append(figure(10 + number, people, qualifier, start, end, place, measure))
    return told


def _days(told):
    return (told.start - FIRST).days, (told.end - FIRST).days + 1


def every_world():
    """Enumerate all counts of at most three people at two gates on two days, with the deported among them."""
    pairs = np.array([(people, deported) for people in range(4) for deported in range(people + 1)])
    grid = np.array(list(product(range(len(pairs)), repeat=4)))
    return pairs[grid].reshape(-1, 2, 2, 2).astype(np.int64)  # world, gate, day, measure


ALL_WORLDS = every_world()


def totals(place, start, end, measure):
    gates = slice(0, 2) if place == "border-af-ir" else slice(GATES.index(place), GATES.index(place) + 1)
    return ALL_WORLDS[:, gates, start:end, CHAIN[::2].index(measure)].sum(axis=(1, 2))


def allowed(told):
    """Mark the worlds that a figure allows."""
    people = totals(told.place_ids[0], *_days(told), told.measure)
    return {"exact": people == told.value, "at least": people >= told.value, "up to": people <= told.value}[
        told.qualifier
    ]


@settings(max_examples=40, deadline=None)
@given(small_worlds(), st.sampled_from(((0, 1), (1, 2), (0, 2))), st.sampled_from(("border-af-ir", *GATES[:2])),
       st.sampled_from(CHAIN[::2]))  # fmt: skip
def test_brute_force_agrees_on_small_cases(told, window, place, measure):
    heard = [f for f in told if f.place_ids[0] in ("border-af-ir", *GATES[:2])]
    possible = totals(place, *window, measure)[np.logical_and.reduce([allowed(f) for f in heard])]
    low, _, high = bounds(told, *window, place, measure)
    assert (low, high) == (possible.min(), possible.max())


def test_half_a_person_is_nobody():
    """Each pair of three gates holds an odd number together: on paper a half is left over, in life nobody is."""
    pairs = ("islam-qala;milak-zaranj", "milak-zaranj;abu-nasr-farahi", "islam-qala;abu-nasr-farahi")
    figures = [figure(n, 1, "up to", place=pair) for n, pair in enumerate(pairs)]
    low, _, high = bounds([*figures, figure(9, 0, place="rest")], 0, 1)
    assert (low, high) == (0, 1)


@pytest.mark.parametrize("qualifier", WORDS)
def test_each_word_bounds_a_lone_figure(qualifier):
    expected = {
        "exact": (13_700, 13_700), "about": (13_650, 13_750), "more than": (13_701, None),
        "at least": (13_700, None), "up to": (0, 13_700), "nearly": (13_600, 13_700),
    }  # fmt: skip
    low, _, high = bounds([figure(1, 13_700, qualifier)], 0, 1)
    assert (low, high) == expected[qualifier]
