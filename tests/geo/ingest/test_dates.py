from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.calendars import parse_period
from geo.ingest.dates import find_dates
from geo.ingest.flat import flat
from geo.ingest.sentences import Sentences


def dates_in(text, published="2025-07-09"):
    when = parse_period(published) if published else None
    return find_dates(text, flat(text), Sentences.of(text), when)


def only(text, published="2025-07-09"):
    found = dates_in(text, published)
    assert len(found) == 1, found
    return str(found[0].first), str(found[0].last)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("On 5 July", "2025-07-05", "2025-07-05"),
        ("On July 5th", "2025-07-05", "2025-07-05"),
        ("in the first quarter of the Iranian year", "2025-03-21", "2025-06-21"),
        ("The gate is closed until Saturday", "2025-07-12", "2025-07-12"),
        ("The office may open by Saturday", "2025-07-12", "2025-07-12"),
        ("سال‌های ۱۳۹۹ و ۱۴۰۰", "2020-03-20", "2022-03-20"),
        ("دهه نخست تیر", "2025-06-22", "2025-07-01"),
        ("در نوروز ۱۴۰۴", "2025-03-21", "2025-03-21"),
        ("Kabul promises an office before Nowruz", "2026-03-21", "2026-03-21"),
        ("دههٔ ۱۳۶۰", "1981-03-21", "1991-03-20"),
        ("محرم امسال", "2025-06-27", "2025-07-26"),
        ("از ابتدای سال تاکنون", "2025-03-21", "2025-07-09"),
        ("بر پایه معاهده ۱۳۵۱", "1972-03-21", "1973-03-20"),
        ("در این ماه", "2025-06-22", "2025-07-09"),
        ("د جون له ۱ تر ۲۲ پورې", "2025-06-01", "2025-06-22"),
        ("د ۱۴۰۴ کال د چنګاښ ۵مه", "2025-06-26", "2025-06-26"),
        ("د سې شنبې په شپه ډزې وشوې", "2025-07-08", "2025-07-08"),
        ("د سه‌شنبې په ورځ به پوله پرانیستل شي", "2025-07-15", "2025-07-15"),
        ("سرحدیں 16 جون سے بند ہیں", "2025-06-16", "2025-07-09"),
        ("جون کے مہینے میں", "2025-06-01", "2025-06-30"),
        ("From Jan. 1 2020", "2020-01-01", "2020-01-01"),
        ("July 2-8", "2025-07-02", "2025-07-08"),
        ("24 - 30 June", "2025-06-24", "2025-06-30"),
        ("28 June–5 July", "2025-06-28", "2025-07-05"),
        ("From 1 January to 5 July 2025", "2025-01-01", "2025-07-05"),
        ("Between 1 and 15 July", "2025-07-01", "2025-07-15"),
        ("In the week ending 5 July", "2025-06-29", "2025-07-05"),
        ("Between 2018 and 2020", "2018-01-01", "2020-12-31"),
        ("September 2020 to May 2021", "2020-09-01", "2021-05-31"),
        ("on Thursday", "2025-07-03", "2025-07-03"),
        ("on Wednesday", "2025-07-09", "2025-07-09"),
        ("last Wednesday", "2025-07-02", "2025-07-02"),
        ("over the past week alone", "2025-07-02", "2025-07-09"),
        ("in the past two weeks", "2025-06-25", "2025-07-09"),
        ("last week", "2025-06-29", "2025-07-05"),
        ("earlier this week", "2025-07-06", "2025-07-09"),
        ("over the weekend", "2025-07-05", "2025-07-06"),
        ("last month", "2025-06-01", "2025-06-30"),
        ("since the beginning of the year", "2025-01-01", "2025-07-09"),
        ("so far this year", "2025-01-01", "2025-07-09"),
        ("since mid-June", "2025-06-15", "2025-07-09"),
        ("late May", "2025-05-21", "2025-05-31"),
        ("by the end of 2025", "2025-12-31", "2025-12-31"),
        ("in the summer of 2022", "2022-06-01", "2022-08-31"),
        ("the first half of 2025", "2025-01-01", "2025-06-30"),
        ("in December last year", "2024-12-01", "2024-12-31"),
        ("about ten days ago", "2025-06-29", "2025-06-29"),
        ("Tir 1404", "2025-06-22", "2025-07-22"),
        ("15 Saratan 1404", "2025-07-06", "2025-07-06"),
        ("دوم جوزا", "2025-05-23", "2025-05-23"),
        ("روز یکشنبه، ۱۵ سرطان ۱۴۰۴", "2025-07-06", "2025-07-06"),
        ("در دو هفته گذشته", "2025-06-25", "2025-07-09"),
        ("۲۴ تا ۳۰ جون ۲۰۲۵", "2025-06-24", "2025-06-30"),
        ("از آغاز سال جاری میلادی", "2025-01-01", "2025-07-09"),
        ("10 Ramadan 1446", "2025-03-10", "2025-03-10"),
        ("on Friday last week", "2025-07-04", "2025-07-04"),
        ("They meet on Tuesday of next week", "2025-07-15", "2025-07-15"),
        ("the week of 29 June", "2025-06-29", "2025-07-05"),
        ("in the week to Saturday", "2025-06-29", "2025-07-05"),
        ("April, May and June", "2025-04-01", "2025-06-30"),
        ("In June 2,515 came", "2025-06-01", "2025-06-30"),
        ("in the second half of June", "2025-06-16", "2025-06-30"),
        ("since the start of the month", "2025-07-01", "2025-07-09"),
        ("by the end of the year", "2025-12-31", "2025-12-31"),
        ("in the autumn", "2024-09-01", "2024-11-30"),
        ("in the first quarter, it said", "2025-01-01", "2025-03-31"),
        ("from Saturday to Monday", "2025-07-05", "2025-07-07"),
        ("overnight Friday to Saturday", "2025-07-04", "2025-07-05"),
        ("3 July (Thursday)", "2025-07-03", "2025-07-03"),
        ("on Tuesday, the 8th", "2025-07-08", "2025-07-08"),
        ("on the 12th of last month", "2025-06-12", "2025-06-12"),
        ("by mid-September it had fallen", "2024-09-11", "2024-09-20"),
        ("exports were down on June", "2025-06-01", "2025-06-30"),
        ("on the last day of June", "2025-06-30", "2025-06-30"),
        ("for the period 1 June to 5 July", "2025-06-01", "2025-07-05"),
        ("It could reach three million this year", "2025-01-01", "2025-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("دوشنبه هفته گذشته", "2025-06-30", "2025-06-30"),
        ("پنجشنبه آینده", "2025-07-10", "2025-07-10"),
        ("نیمه نخست سال ۱۴۰۲", "2023-03-21", "2023-09-22"),
        ("سه ماه نخست امسال", "2025-03-21", "2025-06-21"),
        ("چهار ماه نخست امسال", "2025-03-21", "2025-07-22"),
        ("در ۱۱ ماه اول سال ۱۴۰۳", "2024-03-20", "2025-02-18"),
        ("در تیرماه", "2025-06-22", "2025-07-22"),
        ("۱۲ تیرماه ۱۴۰۴", "2025-07-03", "2025-07-03"),
        ("مردادماه سال ۱۴۰۳", "2024-07-22", "2024-08-21"),
        ("جمعهٔ گذشته", "2025-07-04", "2025-07-04"),
        ("بین ۲۴ و ۳۰ ژوئن", "2025-06-24", "2025-06-30"),
        ("خرداد و تیر امسال", "2025-05-22", "2025-07-22"),
        ("تابستان سال گذشته", "2024-06-21", "2024-09-21"),
        ("از روز شنبه", "2025-07-05", "2025-07-09"),
        ("تا پایان تیر", "2025-07-22", "2025-07-22"),
        ("روز گذشته", "2025-07-08", "2025-07-08"),
    ],
)
def test_a_written_date_means_these_days(text, start, end):
    assert only(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["They may march on.", "The sun rose.", "A mar on it.", "Mehr reported it.", "President Asad spoke.",
     "after Friday prayers", "the Sunday Times", "Mr Sunday Okoro", "on the 12th floor", "spring water", "تیر خورد",
     "این سرطان است", "کار پایان می\u200cیابد", "امام جمعه هرات", "2 + 2 is 4", "version 1.2.3", "10:30"],
)  # fmt: skip
def test_words_that_look_like_dates_are_none(text):
    assert dates_in(text) == []


def test_december_in_a_text_of_january_was_last_year():
    assert only("a delegation was there on December 30", "2019-01-02") == ("2018-12-30", "2018-12-30")


def test_a_weekday_that_contradicts_its_date_is_reported():
    found = dates_in("on Monday, 6 July 2025")[0]
    assert found.first == date(2025, 7, 6)
    assert "contradicts" in found.basis


def test_a_weekday_within_an_uncertain_publication_is_an_interval():
    assert only("on Saturday", "2022-04-13/2022-04-30") == ("2022-04-16", "2022-04-30")


def test_the_following_thursday_and_the_next_day_count_from_the_day_named_before():
    found = dates_in(
        "They drowned on 1 May. Others came the next day. Tehran spoke the following Thursday.", "2020-05-11"
    )
    assert [str(d.first) for d in found] == ["2020-05-01", "2020-05-02", "2020-05-07"]


def test_the_days_a_report_covers_date_it_when_nothing_else_does():
    found = dates_in("Reporting period: 16 - 22 September 2018\nSince April 250,000 fled.", None)
    assert (str(found[1].first), str(found[1].last)) == ("2018-04-01", "2018-09-22")


def test_a_running_count_ends_when_its_words_were_said():
    found = dates_in("It told AFP on Thursday that 1.4 million had come this year.", "2025-07-06")
    assert [str(d.last) for d in found] == ["2025-07-03", "2025-07-03"]


def test_a_running_count_ends_with_the_days_just_counted():
    found = dates_in("Between March 8-14 it counted 53,069. From Jan. 1 2020 on, 136,186 came.", "2020-03-18")
    assert (str(found[-1].first), str(found[-1].last)) == ("2020-01-01", "2020-03-14")


def test_weekdays_beside_dates_tell_the_year_of_an_undated_text():
    found = dates_in("He spoke on Sunday, 6 July. They left on Friday.", None)
    assert [str(d.first) for d in found] == ["2025-07-06", "2025-07-04"]


def test_a_dateline_dates_an_undated_text():
    found = dates_in("09 July, 2021\nTalks on Thursday failed.", None)
    assert str(found[1].first) == "2021-07-08"


def test_nothing_is_guessed_where_nothing_dates_the_text():
    found = dates_in("They left on Friday.", None)
    assert (found[0].first, found[0].last) == (None, None)
    assert "no publication date" in found[0].basis


@given(st.dates(date(2016, 1, 1), date(2027, 12, 31)))
def test_a_full_date_means_itself_whenever_it_was_published(day):
    found = dates_in(f"On {day.day} {day:%B} {day.year} it happened.")
    assert [(d.first, d.last) for d in found] == [(day, day)]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_and_spans_lie_inside_it(text):
    for found in dates_in(text):
        assert 0 <= found.start < found.end <= len(text)
