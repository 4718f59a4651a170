from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import since
from layers.language import language
from layers.since import changes, seal, since_text

MADE = date(2025, 7, 10)


def test_a_link_opened_unchanged_says_so(facts):
    told = [*facts.claims[:60], *facts.figures[:60]]
    assert not changes(seal(told, MADE), told)
    assert "Nothing in this view has changed" in since_text(changes(seal(told, MADE), told), language("en"))


def test_what_was_added_restated_and_withdrawn_is_counted_apart(facts):
    then = [*facts.claims[:40], *facts.figures[:40]]
    restated = replace(facts.figures[0], value=facts.figures[0].value + 1)
    now = [*facts.claims[:43], restated, *facts.figures[1:38], facts.figures[50]]
    found = changes(seal(then, MADE), now)
    assert (found.claims, found.figures, found.restated, found.gone) == (3, 1, 1, 2)
    said = since_text(found, language("en"))
    assert said == (
        "Since this link was made on 10 July 2025: 3 claims added, 1 figure added, 1 restated, 2 withdrawn."
    )  # fmt: skip


def test_a_large_view_is_sealed_short_and_compared_by_number(facts):
    then = list(facts.figures)
    sealed = seal(then, MADE)
    assert len(then) > since.MOST
    assert len(sealed) < 20
    assert changes(sealed, [*then, *facts.claims[:5]]).claims == 5


@given(st.text(max_size=60))
def test_a_damaged_link_is_never_read_as_something(text):
    assert changes(text, []) is None or changes(text, []).made


@pytest.mark.parametrize("at", [0, 5, 12, -1])
def test_a_link_with_a_letter_changed_is_known_to_be_damaged(facts, at):
    letters = list(seal(facts.claims[:20], MADE))
    letters[at] = "A" if letters[at] != "A" else "B"
    assert changes("".join(letters), facts.claims[:20]) is None
