from pathlib import Path

import pytest

from geo.ingest import matcher
from geo.ingest.lexicon import lexicon
from geo.ingest.matcher import Matcher, folded

DEVSET = Path(__file__).parent.parent.parent / "devset"
ODD = "  Eslām  Qal‘eh ,\u200cهِرات\u064b  \u064b زابل\n\n\nİstanbul \U0001f600 – ۱۲ كم"


def texts():
    return [ODD, ODD * 9, *(path.read_text(encoding="utf-8") for path in sorted(DEVSET.glob("*.txt")))]


def test_a_long_text_is_folded_in_blocks_as_a_short_one_is_whole(monkeypatch):
    whole = [folded(text) for text in texts()]
    monkeypatch.setattr(matcher, "_BLOCK", 17)
    for once, text in zip(whole, texts(), strict=True):
        again = folded(text)
        assert_alike(again, once)


def test_a_text_is_folded_the_same_before_a_letter_that_becomes_several():
    for text in [text for text in texts() if "&" not in text]:
        assert_alike(folded(f"{text}x&"), folded(f"{text}x"))


def assert_alike(folds, others):
    assert folds.text.startswith(others.text)
    letters = [i for i, letter in enumerate(others.text) if letter != " "]
    assert [folds.back(i) for i in letters] == [others.back(i) for i in letters]


@pytest.mark.parametrize("name", ["Islam Qala", "زابل", "Eslām Qal‘eh"])
def test_a_name_points_at_its_own_characters_whatever_was_folded_before_it(name):
    text = f"{ODD}  (  {name}  ) {ODD}"
    found = matcher.Matcher([name]).find(folded(text))
    assert name in [text[start:end] for start, end, _ in found]


def test_a_name_is_whole_where_another_one_begins_inside_the_word_before_it():
    names = Matcher(["N Khorasan", "Khorasan", "Khorasan-e Razavi"])
    text = "in Khorasan-e Razavi and in Khorasan"
    assert [text[a:b] for a, b, _ in names.find(folded(text))] == ["Khorasan-e Razavi", "Khorasan"]


def test_a_kind_stands_before_the_longer_of_two_names_too():
    text = "صادرات استان خراسان جنوبی"
    assert [name for _, _, name in lexicon().matcher.find(folded(text))] == ["استان خراسان جنوبی"]
    assert [p.id for p in lexicon().name("استان خراسان جنوبی").places] == ["IR-29"]


def test_names_with_stops_and_apostrophes_are_found_beside_each_other():
    names = Matcher(["U.A.E.", "Zabol", "Zabol'", "'Ala'in", "Herat"])
    text = "From U.A.E. Herat, Zabol Zabol' Herat, (Zabol) to 'Ala'in; not in UAE.Heratis"
    found = [text[a:b] for a, b, _ in names.find(folded(text))]
    assert found == ["U.A.E.", "Herat", "Zabol", "Zabol'", "Herat", "Zabol", "'Ala'in"]
