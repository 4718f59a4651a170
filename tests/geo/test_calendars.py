from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.calendars import Period, format_day, format_range, from_solar, parse_day, parse_period, solar
from geo.errors import BadDate

DAYS = st.dates(date(1850, 1, 1), date(2110, 12, 31))
MODERN = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_solar_and_back_is_the_same_day(day):
    assert from_solar(*solar(day)) == day


@given(MODERN)
def test_an_iso_day_reads_as_itself(day):
    assert parse_day(day.isoformat()) == day


@given(MODERN)
def test_a_solar_day_in_persian_digits_reads_as_its_gregorian_day(day):
    written = "{:04}-{:02}-{:02}".format(*solar(day)).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert parse_day(written) == day


@given(MODERN, st.sampled_from(["gregorian", "solar"]), st.sampled_from(["en", "fa", "prs"]))
def test_a_formatted_day_reads_back(day, calendar, lang):
    assert parse_day(format_day(day, calendar=calendar, lang=lang)) == day


@given(MODERN, st.integers(0, 500))
def test_an_interval_holds_both_its_ends(start, length):
    end = start + timedelta(days=length)
    period = parse_period(f"{start}/{end}")
    assert (period.start, period.end, period.days) == (start, end, length + 1)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025-06-24/2025-06-30", date(2025, 6, 24), date(2025, 6, 30), "range"),
        ("2025-06-24..2025-06-30", date(2025, 6, 24), date(2025, 6, 30), "range"),
        ("2025-06/2025-07", date(2025, 6, 1), date(2025, 7, 31), "range"),
        ("2025-07-XX", date(2025, 7, 1), date(2025, 7, 31), "month"),
        ("2021-21", date(2021, 3, 1), date(2021, 5, 31), "season"),
        ("2021-24", date(2021, 12, 1), date(2022, 2, 28), "season"),
        ("202X", date(2020, 1, 1), date(2029, 12, 31), "decade"),
        ("1403", date(2024, 3, 20), date(2025, 3, 20), "year"),
        ("1403-12", date(2025, 2, 19), date(2025, 3, 20), "month"),
        ("۱۴۰۴/۰۴/۱۴", date(2025, 7, 5), date(2025, 7, 5), "day"),
        ("Tir 1404", date(2025, 6, 22), date(2025, 7, 22), "month"),
        ("۱۵ سرطان ۱۴۰۴", date(2025, 7, 6), date(2025, 7, 6), "day"),
    ],
)
def test_written_periods_cover_what_they_name(text, start, end, precision):
    assert parse_period(text) == Period(start, end, precision)


def test_a_tilde_marks_an_approximate_date():
    assert parse_period("2021-07~") == Period(date(2021, 7, 1), date(2021, 7, 31), "month", approximate=True)


@pytest.mark.parametrize(
    "text",
    ["2025-02-30", "1404-12-30", "0000-01-01", "0", "2025-13", "1404-13-01", "soon", "", "2025-07-06/2025-07-01",
     "1550-01-01", "9999", "30 February 2025", "2025-07-00"],
)  # fmt: skip
def test_an_impossible_date_is_refused_with_a_remedy(text):
    with pytest.raises(BadDate) as refusal:
        parse_period(text)
    remedy = str(refusal.value).rsplit(". ", 1)[-1]
    assert remedy.startswith(("Give", "Write", "Swap"))
    assert remedy.endswith(".")


def test_thirty_esfand_exists_in_leap_years_only():
    assert parse_day("1403-12-30") == date(2025, 3, 20)
    with pytest.raises(BadDate, match="29 days"):
        parse_day("1404-12-30")


def test_a_month_is_not_a_day():
    with pytest.raises(BadDate, match="not one day"):
        parse_day("2025-07")


@pytest.mark.parametrize(
    ("start", "end", "calendar", "lang", "written"),
    [
        (date(2025, 6, 25), date(2025, 7, 9), "gregorian", "en", "25 June – 9 July 2025"),
        (date(2025, 7, 1), date(2025, 7, 9), "gregorian", "en", "1 – 9 July 2025"),
        (date(2024, 12, 28), date(2025, 1, 3), "gregorian", "en", "28 December 2024 – 3 January 2025"),
        (date(2025, 7, 6), date(2025, 7, 6), "gregorian", "en", "6 July 2025"),
        (date(2025, 6, 25), date(2025, 7, 9), "solar", "fa", "۴ – ۱۸ تیر ۱۴۰۴"),
        (date(2025, 6, 25), date(2025, 7, 9), "solar", "prs", "۴ – ۱۸ سرطان ۱۴۰۴"),
        (date(2025, 6, 25), date(2025, 7, 9), "solar", "en", "4 – 18 Tir 1404"),
        (date(2025, 6, 25), date(2025, 7, 9), "gregorian", "prs", "۲۵ جون – ۹ جولای ۲۰۲۵"),
    ],
)
def test_a_range_names_month_and_year_once(start, end, calendar, lang, written):
    assert format_range(start, end, calendar=calendar, lang=lang) == written
