"""Classes of dates that count from something else than the day of the text."""

import pytest

from geo.calendars import parse_period
from geo.ingest.dates import find_dates
from geo.ingest.extract import extract
from geo.ingest.flat import flat
from geo.ingest.reader import document
from geo.ingest.sentences import Sentences


def days_in(text, published="2025-07-09"):
    found = find_dates(text, flat(text), Sentences.of(text), parse_period(published))
    return [(str(d.first), str(d.last)) for d in found]


def one_in(text, published="2025-07-09"):
    (found,) = days_in(text, published)
    return found


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Some 4,000 people have come home since the gate was closed in May.", "2025-05-01"),
        ("The town has taken in 12,500 families since its bridge fell on June 3.", "2025-06-03"),
        ("More than 2 million have fled since the Taliban came back to rule in August 2021.", "2021-08-15"),
        ("Since the takeover of Kabul in August 2021, thousands have left.", "2021-08-15"),
        ("از زمان سقوط کابل در اگست ۲۰۲۱ بیش از یک میلیون نفر رفته‌اند", "2021-08-15"),
        ("مئی 2025 میں سرحد کی بندش کے بعد سے 4000 لوگ واپس آئے", "2025-05-01"),
    ],
)
def test_a_count_runs_on_since_a_clause_that_ends_with_a_date(text, start):
    assert one_in(text) == (start, "2025-07-09")


@pytest.mark.parametrize(
    "text",
    ["He is the highest guest since the army took the town in May.", "Prices fell since the gate reopened in May."],
)
def test_a_clause_without_a_count_only_dates_its_happening(text):
    assert one_in(text) == ("2025-05-01", "2025-05-31")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("since the start of the Persian year", "2025-03-21", "2025-07-09"),
        ("since the beginning of the current Iranian year", "2025-03-21", "2025-07-09"),
        ("from the start of this solar year", "2025-03-21", "2025-07-09"),
        ("since the start of the solar year 1403", "2024-03-20", "2025-07-09"),
        ("so far this Iranian year", "2025-03-21", "2025-07-09"),
        ("since the Afghan year began", "2025-03-21", "2025-07-09"),
        ("since the start of the year", "2025-01-01", "2025-07-09"),
        ("from the beginning of the current year until 15 Saratan", "2025-03-21", "2025-07-06"),
        ("since 1 May until 5 July", "2025-05-01", "2025-07-05"),
        ("از آغاز سال روان خورشیدی تا ۱۰ سرطان", "2025-03-21", "2025-07-01"),
        ("از ابتدای امسال تا پایان خرداد", "2025-03-21", "2025-06-21"),
        ("د روان لمریز کال له پیله", "2025-03-21", "2025-07-09"),
        ("رواں سال کے آغاز سے 5 جولائی تک", "2025-01-01", "2025-07-05"),
        ("رواں شمسی سال کے آغاز سے", "2025-03-21", "2025-07-09"),
    ],
)
def test_a_year_to_date_is_of_its_calendar_and_ends_where_the_words_close_it(text, start, end):
    assert one_in(text) == (start, end)


def test_the_current_year_is_solar_only_in_a_text_that_counts_so():
    assert one_in("since the beginning of the current year") == ("2025-01-01", "2025-07-09")
    both = days_in("In Khordad 1404 few left. Since the beginning of the current year many have.")
    assert both[1] == ("2025-03-21", "2025-07-09")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Since Monday, when it burned, nobody came. The market shut the same day.", "2025-07-07"),
        ("On 2 July it burned.\n\nThe market shut that day.", "2025-07-02"),
        ("آنان در ۲ جولای آمدند. همان روز بازار بسته شد.", "2025-07-02"),
        ("هغوی د جولای په ۲مه راغلل. په همدې ورځ بازار وتړل شو.", "2025-07-02"),
        ("وہ 2 جولائی کو آئے۔ اسی دن بازار بند ہوا۔", "2025-07-02"),
    ],
)
def test_the_same_day_is_that_of_the_happening_before(text, day):
    assert days_in(text)[-1] == (day, day)


def test_the_same_year_month_and_week_are_those_of_the_date_before():
    text = "In 2019 many came, a record since 2012. Fewer left in the same year."
    assert days_in(text)[-1] == ("2019-01-01", "2019-12-31")
    assert days_in("It fell on 14 May. It rose later that month.")[-1] == ("2025-05-01", "2025-05-31")
    assert days_in("It fell on Monday, 12 May. Rain came that week.")[-1] == ("2025-05-11", "2025-05-17")


def test_a_journey_told_in_days_has_no_dates():
    assert days_in("They walk to the wadi. Two days later they are over the hills.") == []
    assert days_in("They set out on 1 May. Two days later they were over the hills.")[-1] == (
        "2025-05-03",
        "2025-05-03",
    )


def test_yesterday_in_a_quotation_counts_from_the_day_it_was_said():
    assert days_in('"The post fell last night," he told a paper on Friday.')[0] == ("2025-07-03", "2025-07-03")
    assert days_in('He said on Friday: "The post fell yesterday."')[1] == ("2025-07-03", "2025-07-03")
    assert days_in("The post fell yesterday, he said on Friday.")[0] == ("2025-07-08", "2025-07-08")


def test_a_count_said_earlier_ends_on_the_day_it_was_said():
    for said in ("said on a visit to Zabol on Monday", "told reporters in Zabol on Monday", "said yesterday",
                 "speaking to reporters on Monday, said"):  # fmt: skip
        last = days_in(f"The mayor {said} that 300 had come so far this year.")[-1]
        assert last == ("2025-01-01", "2025-07-08" if "yesterday" in said else "2025-07-07")
    text = "The agency warned on Monday of hunger. So far this year 300 have come, according to the agency."
    assert days_in(text)[-1] == ("2025-01-01", "2025-07-07")


def test_the_week_of_a_report_is_the_last_week_it_counts():
    text = (
        "Between 1 January and 28 June 2025 many came.\n\nArrivals, 29 June - 5 July 2025\n\n300 came during the week."
    )
    assert days_in(text)[-1] == ("2025-06-29", "2025-07-05")
    assert one_in("Arrivals fell during the week.") == ("2025-07-03", "2025-07-09")


@pytest.mark.parametrize(
    "text",
    ["under the 1973 treaty", "the 1973 border treaty", "a drought such as 1973", "unlike 1973", "د ۱۹۷۳ کال تړون",
     "1973 کے معاہدے", "معاهده ۱۹۷۳", "معاهدهٔ مرزی ۱۹۷۳", "after the 1973 floods"],
)  # fmt: skip
def test_a_bare_year_names_a_treaty_or_a_drought(text):
    assert one_in(text) == ("1973-01-01", "1973-12-31")


@pytest.mark.parametrize("text", ["a crowd of 1973 people", "the 1973 Street", "it cost $1973 under the deal"])
def test_a_number_like_a_year_is_none(text):
    assert days_in(text) == []


def test_the_weekday_that_owns_something_is_past_unless_it_is_planned():
    assert one_in("Next time, Sunday's tears will be forgotten.") == ("2025-07-06", "2025-07-06")
    assert one_in("Sunday's talks will be hard.") == ("2025-07-13", "2025-07-13")
    assert one_in("They met ahead of Sunday's vote.") == ("2025-07-13", "2025-07-13")


def test_a_deadline_given_in_the_past_lies_ahead():
    for text in ("They were told to leave by Thursday.", "The police gave them until Thursday."):
        assert one_in(text) == ("2025-07-10", "2025-07-10")
    assert one_in("By Thursday the town had fallen.") == ("2025-07-03", "2025-07-03")
    assert one_in("All are to be gone by mid-March.", "2024-10-17") == ("2025-03-11", "2025-03-20")


@pytest.mark.parametrize("text", ["Some 300 were sent back within 24 hours.", "طی ۲۴ ساعت ۳۰۰ نفر برگشتند"])
def test_hours_that_have_passed_are_counted_back(text):
    assert one_in(text) == ("2025-07-08", "2025-07-09")


@pytest.mark.parametrize("text", ["They must leave within 24 hours.", "باید ظرف ۷۲ ساعت بروند"])
def test_hours_of_a_deadline_are_no_date(text):
    assert days_in(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("before Eid al-Adha", "2025-06-07"),
        ("on Eid-ul-Fitr", "2025-03-31"),
        ("Eid al-Fitr 2024", "2024-04-10"),
        ("after Eid al-Adha last year", "2024-06-17"),
        ("on Ashura", "2025-07-06"),
        ("until Arbaeen", "2025-08-15"),
        ("at Christmas", "2024-12-25"),
        ("روز عید قربان", "2025-06-07"),
        ("در عید سعید فطر ۱۴۰۳", "2024-04-10"),
        ("د لوی اختر", "2025-06-07"),
        ("عید الاضحیٰ کے موقع پر", "2025-06-07"),
    ],
)
def test_a_feast_is_a_day(text, day):
    assert one_in(text) == (day, day)


@pytest.mark.parametrize("text", ["Arbaeen pilgrims crossed.", "زائران اربعین آمدند"])
def test_what_is_named_after_a_feast_is_no_date(text):
    assert days_in(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Four million may return by year's end.", "2025-12-31", "2025-12-31"),
        ("as late as 2019", "2019-01-01", "2019-12-31"),
        ("as recently as May", "2025-05-01", "2025-05-31"),
        ("after the June war", "2025-06-01", "2025-06-30"),
    ],
)
def test_a_year_or_month_stands_in_few_words(text, start, end):
    assert one_in(text) == (start, end)


@pytest.mark.parametrize("about", ["about", "around", "at least"])
def test_a_vague_beginning_opens_an_interval_too(about):
    assert one_in(f"It has been shut since {about} 20 June.") == ("2025-06-20", "2025-07-09")


def test_a_count_after_a_weekday_is_no_day_of_the_month():
    assert one_in("Since Monday 300 came.") == ("2025-07-07", "2025-07-09")


def test_a_running_state_begins_with_a_feast():
    assert one_in("The gate has been shut since Eid al-Adha.") == ("2025-06-07", "2025-07-09")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In June 2025 some 430 came. A year earlier it was 200.", "2024-06-01", "2024-06-30"),
        ("He said on Monday that it shut.\n\nHis deputy had met them a day earlier.", "2025-07-06", "2025-07-06"),
        ("He left in March. Three months later he was back.", "2025-06-01", "2025-06-30"),
        ("On 3 July it shut. The following month it opened.", "2025-08-01", "2025-08-31"),
        ("On 14-15 June shots fell. The day after, the gate shut.", "2025-06-16", "2025-06-16"),
        ("در سال ۱۴۰۲ کم آمدند. سال بعد بیشتر آمدند.", "2024-03-20", "2025-03-19"),
    ],
)
def test_what_comes_before_or_after_counts_from_the_date_named_before(text, start, end):
    assert days_in(text)[-1] == (start, end)


def test_what_is_planned_lies_ahead_though_it_was_said_earlier():
    planned, said = days_in("The gate is to reopen on Saturday, officials said on Tuesday.")
    assert planned == ("2025-07-12", "2025-07-12")
    assert said == ("2025-07-08", "2025-07-08")
    assert days_in("The deadline passed on Sunday.") == [("2025-07-06", "2025-07-06")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("وزیر روز دوشنبه در کابل گفت که از آغاز امسال ۲۰ هزار نفر رفته‌اند", "2025-03-21", "2025-07-07"),
        ("انہوں نے جمعے کو کہا کہ اس سال 300 لوگ آئے", "2025-01-01", "2025-07-04"),
    ],
)
def test_a_verb_of_saying_after_a_day_tells_when_words_were_said(text, start, end):
    assert days_in(text)[-1] == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("در بیست سال گذشته", "2005-07-09", "2025-07-09"),
        ("تا پایان ماه جاری", "2025-07-22", "2025-07-22"),
        ("اواخر ماه گذشته", "2025-06-11", "2025-06-21"),
        ("په ۲۰۲۱ کال کې", "2021-01-01", "2021-12-31"),
        ("د ۲۰۲۱ کال په اګست کې", "2021-08-01", "2021-08-31"),
        ("تېره ورځ", "2025-07-08", "2025-07-08"),
        ("گزشتہ سال", "2024-01-01", "2024-12-31"),
        ("گزشتہ روز", "2025-07-08", "2025-07-08"),
        ("جمعے کو", "2025-07-04", "2025-07-04"),
    ],
)
def test_each_language_counts_in_its_own_way(text, start, end):
    assert one_in(text) == (start, end)


def test_a_clause_that_opens_an_interval_still_names_places_and_counts():
    text = "Some 9,000 came since 300 guards shut the Milak crossing in Nimroz in May."
    found = extract(document(text, published="2025-07-09"))
    assert [p.place.id for p in found.places] == ["milak-zaranj", "AF-NIM"]
    assert [f.value for f in found.figures] == [9000, 300]
    assert [(str(d.first), str(d.last)) for d in found.dates] == [("2025-05-01", "2025-07-09")]


@pytest.mark.parametrize("begun", ["May", "the war in May"])
def test_an_interval_that_is_closed_ends_there(begun):
    assert days_in(f"Some 9,000 left since {begun} until 5 July.") == [("2025-05-01", "2025-07-05")]


def test_the_takeover_of_kabul_is_known_to_the_day():
    text = "Around 300,000 people have left since the Taliban took Kabul in August 2021."
    assert days_in(text) == [("2021-08-15", "2025-07-09")]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("They were shot by guards on March 5.", "2025-03-05"),
        ("The pass was shut by snow on January 5.", "2025-01-05"),
        ("Families left due to drought in March.", "2025-03-01"),
        ("It was shut until the virus reached Iran in March.", "2025-03-01"),
        ("They have come by way of Dogharoun since March 20.", "2025-03-20"),
        ("They must leave by 5 March.", "2026-03-05"),
        ("The gate stays shut until at least 5 March.", "2026-03-05"),
        ("The bridge is due to be done by the end of March.", "2026-03-31"),
    ],
)
def test_only_a_word_of_time_beside_a_date_looks_ahead(text, start):
    assert days_in(text, "2025-11-13")[0][0] == start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Published 10. Nov 2021", [("2021-11-10", "2021-11-10")]),
        ("The peak was on 4 July¹, they say.", [("2025-07-04", "2025-07-04")]),
        ("Farmers remember 1998 to 2001, when wells ran dry.", [("1998-01-01", "2001-12-31")]),
        ("They were held for three to five days before they left.", []),
        ("The town fell on 6 June. The gate was shut that Friday.", [("2025-06-06", "2025-06-06")] * 2),
        (
            "Some 300 came from 1 to 5 June, which brings the total since May to 9,000.",
            [("2025-06-01", "2025-06-05"), ("2025-05-01", "2025-06-05")],
        ),
        ("Some 90 left in the past week.\n\nNine came in the same week.", [("2025-07-02", "2025-07-09")] * 2),
    ],
)
def test_days_that_other_words_hide_or_decide(text, expected):
    assert days_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "From January to the end of November they came.",
        "Between January and 30 November they came.",
        "از جنوری تا پایان نوامبر آمدند.",
        "از جنوری تا ۳۰ نوامبر آمدند.",
    ],
)
def test_a_month_that_opens_an_interval_is_of_the_year_of_its_end_also_where_the_next_one_is_nearer(text):
    assert one_in(text, "2025-12-22") == ("2025-01-01", "2025-11-30")
