import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadNumber
from geo.numbers import bounds, format_number, latin_digits, parse_number
from geo.schema import QUALIFIERS

COUNTS = st.integers(0, 10**9)


@given(COUNTS, st.sampled_from(["en", "fa", "prs", "ps", "ur"]))
def test_a_formatted_number_reads_back(number, lang):
    assert parse_number(format_number(number, lang)).value == number


@given(COUNTS, st.sampled_from(["exact", "about", "at least", "up to", "nearly"]))
def test_bounds_contain_the_value(number, qualifier):
    low, high = bounds(number, qualifier)
    assert low is None or low <= number
    assert high is None or high >= number


@given(COUNTS)
def test_strict_bounds_leave_the_value_out(number):
    assert bounds(number + 1, "more than")[0] == number + 2
    assert bounds(number + 1, "less than") == (0, number)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_range_is_its_own_bounds(low, more):
    assert bounds(low, "range", low + more) == (low, low + more)


@given(st.text())
def test_digits_change_one_character_for_one(text):
    assert len(latin_digits(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "value", "high", "step"),
    [
        ("26320", 26320, None, 10),
        ("26,320", 26320, None, 10),
        ("1.2 million", 1_200_000, None, 100_000),
        ("500,000 to one million", 500_000, 1_000_000, 1_000_000),
        ("40.7 million", 40_700_000, None, 100_000),
        ("7-10,000", 7_000, 10_000, 10_000),
        ("seven to 10 thousand", 7_000, 10_000, 10_000),
        ("six to seven million", 6_000_000, 7_000_000, 1_000_000),
        ("300-500", 300, 500, 100),
        ("twenty-five", 25, None, 1),
        ("twenty five thousand", 25_000, None, 1_000),
        ("a hundred thousand", 100_000, None, 100_000),
        ("سه هزار و ۹۹", 3_099, None, 1),
        ("پنج میلیون و ۱۹۲ هزار", 5_192_000, None, 1_000),
        ("دوصد و پنجاه", 250, None, 10),
        ("۱۴٬۵۰۰", 14_500, None, 100),
        ("٣٥", 35, None, 1),
        ("۲ لاکھ", 200_000, None, 100_000),
        ("1m", 1_000_000, None, 1_000_000),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value, high, step):
    found = parse_number(text)
    assert (found.value, found.high, found.step) == (value, high, step)


@pytest.mark.parametrize("text", ["", "many", "20 50", "one two", "10-5", "and", "-5"])
def test_what_is_not_one_number_is_refused_with_a_remedy(text):
    with pytest.raises(BadNumber, match=r"Write .*\."):
        parse_number(text)


@pytest.mark.parametrize(
    ("value", "qualifier", "high", "written", "expected"),
    [
        (30_000, "about", None, "30,000", (25_000, 35_000)),
        (30_000, "nearly", None, "30,000", (20_000, 30_000)),
        (3_500, "about", None, "", (3_450, 3_550)),
        (40_000, "exact", None, "40,000", (40_000, 40_000)),
        (1_200_000, "exact", None, "1.2 million", (1_150_000, 1_250_000)),
        (3_099, "exact", None, "سه هزار و ۹۹", (3_099, 3_099)),
        (75_000, "more than", None, "", (75_001, None)),
        (75_000, "at least", None, "", (75_000, None)),
        (14_000, "up to", None, "", (0, 14_000)),
        (14_000, "less than", None, "", (0, 13_999)),
        (7_000, "range", 10_000, "7-10,000", (7_000, 10_000)),
        (24, "vague", None, "dozens", (None, None)),
    ],
)
def test_each_qualifier_has_its_interval(value, qualifier, high, written, expected):
    assert bounds(value, qualifier, high, written) == expected


def test_a_share_is_not_rounded_to_whole_people():
    assert bounds(5.3, "about", whole=False) == (5.25, 5.35)
    assert bounds(75.5, "more than") == (75.5, None)


def test_a_range_without_its_upper_end_is_refused():
    with pytest.raises(BadNumber, match="Give both ends in order"):
        bounds(10, "range", 5)


def test_every_qualifier_of_the_schema_has_bounds():
    for qualifier in QUALIFIERS:
        assert len(bounds(10, qualifier, 20)) == 2
    with pytest.raises(BadNumber, match="Use one of"):
        bounds(10, "roughly")
