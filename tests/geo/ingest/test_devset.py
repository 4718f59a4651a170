"""Floors under the scores on the development set: news texts in five languages with gold annotations."""

import re
from functools import lru_cache
from pathlib import Path

import pytest

from geo.ingest.evaluate import NoGold, evaluate

DEVSET = Path(__file__).parent.parent.parent / "devset"


@lru_cache
def scores():
    return evaluate(DEVSET)


@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("places", 0.97), ("places without countries", 0.96), ("dates", 0.95), ("figures", 0.97),
        ("figures with qualifier", 0.95),
    ],
)  # fmt: skip
def test_the_scores_on_the_development_set_hold(kind, floor):
    score = scores()[kind]
    assert score.f1 >= floor, score.faults


def test_half_of_the_development_events_are_found_to_the_day_and_place():
    assert scores()["events"].recall >= 0.5
    assert scores()["events with status"].recall >= 0.4


def test_most_candidate_events_are_not_false_ones():
    extras = scores()["events"].extras
    assert extras <= 3 * len(list(DEVSET.glob("*.txt")))


def test_every_miss_is_printed_with_its_sentence():
    faults = [fault for score in scores().values() for fault in score.faults]
    assert faults
    assert all(re.match(r"(missed|extra) \d\d\.txt .*«.+»", fault, re.DOTALL) for fault in faults)


def test_a_folder_without_annotations_is_refused_with_a_remedy(tmp_path):
    with pytest.raises(NoGold, match="--gold"):
        evaluate(tmp_path)
