"""Chance in place of invention: anything that looks a little like a name, a date, a figure or a table."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trust import fuzzing

BOUNDED = settings(deadline=None, max_examples=250, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
WORDS = """Herat Islam_Qala
هرات اسلام_قلعه of and more_than about million hundred هزار پنج five 1404 2025 07 30 31 12 0
July تیر Feb ago last Monday
/ - – .. . , : T Z % ( ) " ' ٫ ٬ ۱۲ ٣ ½ ² ① e9 NaN people returned IOM said closed { } [ ] ;
# = null item [{"a":"""
LOOSE = ["\n", "\t", " ", "\r", "\u200c", "\u202e", "\ud800", "\x00"]
PIECES = st.sampled_from([*(word.replace("_", " ") for word in WORDS.split()), *LOOSE])
LIKE = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=14).map("".join)


@pytest.mark.parametrize("what", fuzzing.TEXTS)
def test_any_text_is_read_or_refused(what):
    @BOUNDED
    @given(LIKE)
    def tried(text: str) -> None:
        fuzzing.TEXTS[what](text)

    tried()


@BOUNDED
@given(
    st.one_of(
        LIKE.map(lambda t: t.encode("utf-8", "ignore")),
        st.binary(max_size=300),
        LIKE.map(lambda t: t.encode("utf-16", "ignore")),
    )
)
def test_any_bytes_are_read_as_a_table_or_refused(content):
    fuzzing.tables(content)
