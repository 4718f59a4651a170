from datetime import date

import pytest

from geo.errors import BadDate
from geo.window import Window

JULY = Window.inclusive(date(2025, 7, 1), date(2025, 7, 31))


def test_a_window_holds_its_first_day_and_not_its_end():
    assert JULY.meets(date(2025, 7, 1), date(2025, 7, 1))
    assert not JULY.meets(date(2025, 8, 1), date(2025, 8, 1))


def test_a_period_that_spans_the_window_meets_it():
    assert JULY.meets(date(2025, 1, 1), date(2025, 12, 31))


def test_a_period_with_one_known_end_counts_as_that_day():
    assert JULY.meets(None, date(2025, 7, 5))
    assert not JULY.meets(date(2025, 6, 30), None)


def test_an_undated_period_meets_no_window():
    assert not JULY.meets(None, None)


def test_a_window_without_a_day_is_refused_with_the_remedy():
    with pytest.raises(BadDate, match="Put the earlier day first"):
        Window(date(2025, 7, 2), date(2025, 7, 2))
