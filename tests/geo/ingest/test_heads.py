import random
import re
from pathlib import Path

import pytest

from geo.ingest import cues, date_forms, number_forms
from geo.ingest.flat import flat
from geo.ingest.heads import Heads, beginnings

DEVSET = Path(__file__).parent.parent.parent / "devset"
ODD = "5 days ago, १२ March 2021, ۱۲ سرطان, dozens\nfrom 5 to 9 July; ten-fold. 3k, US$5m, the 15th such one of the"
HEADS = (date_forms.HEADS, cues.HEADS, number_forms.HEADS)


def texts():
    whole = [flat(path.read_text(encoding="utf-8")) for path in sorted(DEVSET.glob("*.txt"))] + [ODD]
    words = " ".join(whole).split(" ")
    chance = random.Random(3)
    return [*whole, *(" ".join(chance.choices(words, k=60)) for _ in range(20))]


@pytest.mark.parametrize("heads", HEADS, ids=["dates", "cues", "numbers"])
def test_beginnings_lose_no_match_and_add_none(heads):
    for text in texts():
        places = heads.read(text)
        for index, pattern in enumerate(heads.patterns):
            expected = [m.span() for m in pattern.finditer(text)]
            assert [m.span() for m in places.matches(index, 0, len(text))] == expected


@pytest.mark.parametrize("heads", HEADS, ids=["dates", "cues", "numbers"])
def test_beginnings_are_told_range_by_range_as_the_pattern_itself_would(heads):
    for text in texts():
        ranges = [(m.start(), m.end()) for m in re.finditer(r"\S[^.\n]*", text)]
        places = heads.read(text)
        for index, pattern in enumerate(heads.patterns):
            expected = [m.span() for start, end in ranges for m in pattern.finditer(text, start, end)]
            found = places.over(index, ranges, [start for start, _ in ranges])
            assert [m.span() for m in found] == expected


def test_a_pattern_that_may_begin_with_anything_is_tried_everywhere():
    heads = Heads([re.compile(r"\w+ly\b"), re.compile(r".{0,3}")])
    assert [m[0] for m in heads.read("likely or early").matches(0, 0, 15)] == ["likely", "early"]
    assert beginnings(re.compile(r".{0,3}")) == frozenset()


def test_nothing_is_found_outside_the_range_asked_for():
    heads = Heads([re.compile("shut")])
    assert heads.read("shut. shut").search(0, 1, 6) is None
    assert heads.read("shut. shut").search(0, 1, 10).start() == 6
