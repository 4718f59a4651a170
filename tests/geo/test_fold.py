import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.fold import clean, fold, squeeze


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_cleaning_what_is_clean_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="اآأإبپتكکيىیےهةہھ‌ ـًَُِّ۷٧7-ʻ’"))
def test_a_folded_name_keeps_only_letters_digits_and_single_spaces(text):
    folded = fold(text)
    assert "  " not in folded
    assert all(c.isalnum() or c == " " for c in folded)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Eslām Qal‘eh", "eslam qal'eh", "ESLAM-QALEH", "Eslam  Qal`eh"),
        ("میلک", "ميلك", "میلك", "مِیلَک"),
        ("اسلام قلعه", "اسلام‌قلعه", "اسلام قلعة", "اسلام قلعہ"),
        ("میل ۷۸", "ميل ٧٨", "میل 78"),
        ("Türkiye", "TURKIYE", "türki̇ye"),
        ("انگور اډه", "انګور اډہ"),
        ("Herat", "Неrat", "Ηerat"),
        ("Ҷалолобод", "ҷалолобод"),
    ],
)
def test_ways_to_write_the_same_letters_fold_to_one(spellings):
    assert len({fold(s) for s in spellings}) == 1


def test_a_name_wholly_in_cyrillic_stays_cyrillic():
    assert fold("Герат") == "герат"


def test_what_cannot_be_seen_is_taken_out():
    assert clean("\u202eHerat\u202c\u0000\ufeff") == "Herat"


def test_squeezing_joins_the_words():
    assert squeeze(fold("Islam-Qala")) == "islamqala"
