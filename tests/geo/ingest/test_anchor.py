"""What tells when a text was published that has no header saying so."""

import pytest

from geo.ingest.anchor import anchor
from geo.ingest.date_forms import find
from geo.ingest.extract import extract
from geo.ingest.flat import flat
from geo.ingest.reader import document
from geo.ingest.sentences import Sentences

STORY = "\n\nGuards closed the gate on Monday, a driver said. Trucks wait in the heat."


def published(text, **known):
    found = anchor(find(flat(text), text), flat(text), Sentences.of(text), **known)
    return str(found.end) if found else None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thursday, 10/17/2024", "2024-10-17"),
        ("17/10/2024", "2024-10-17"),
        ("Friday 04/10/2024", "2024-10-04"),
        ("Wednesday, 4/10/2024", "2024-04-10"),
        ("2024/10/17 - 14:32", "2024-10-17"),
        ("17.10.2024", "2024-10-17"),
        ("2024.10.17", "2024-10-17"),
        ("17-10-2024", "2024-10-17"),
        ("By A. Writer | 17 October 2024 | 3 min read", "2024-10-17"),
        ("Posted on October 17, 2024 at 9:15 am", "2024-10-17"),
        ("Published: 17 Oct 2024; Updated: 19 Oct 2024", "2024-10-17"),
        ("تاریخ انتشار: ۲۶ مهر ۱۴۰۳", "2024-10-17"),
        ("پنجشنبه ۲۶ میزان ۱۴۰۳", "2024-10-17"),
        ("پنجشنبه, ۲۶ میزان, ۱۴۰۳", "2024-10-17"),
        ("۱۴۰۳/۰۷/۲۶ - ۱۲:۳۰", "2024-10-17"),
        ("د ۱۴۰۳ کال د تلې ۲۶مه", "2024-10-17"),
        ("جمعرات 17 اکتوبر 2024", "2024-10-17"),
    ],
)
def test_a_posting_line_dates_a_text_above_and_below_it(line, day):
    assert published(line + STORY) == day
    assert published(STORY.strip() + "\n\n" + line) == day


def test_a_dateline_with_its_year_dates_a_text():
    assert published("ZAHEDAN, Oct 17, 2024 (Agency) - Guards closed the gate on Monday.") == "2024-10-17"


def test_a_dateline_without_a_year_takes_that_of_what_the_text_knows_of():
    text = "HERAT, Oct 17 (Agency) - It shut on Monday. It had opened in August 2024 after a row in 2019."
    assert published(text) == "2024-10-17"
    assert published("HERAT, Jan 17 (Agency) - It shut. It had opened on 3 August 2024.") == "2025-01-17"
    assert published("HERAT, Oct 17 (Agency) - It shut on Monday.") is None


def test_what_stands_on_the_page_beside_a_text_dates_it():
    found = extract(document("The gate was shut on Monday.\n\nLast updated: 17 October 2024 10:30 AM")).dates
    assert str(found[0].first) == "2024-10-14"


def test_an_old_happening_told_first_does_not_date_a_text():
    text = "On 15 August 2021 the city fell. On 3 May 2023 its bridge opened. It must be paid by 1 June 2031."
    assert published(text) == "2023-05-03"


def test_a_calendar_of_happenings_is_dated_by_its_newest():
    assert published("Calendar\n3 May 2023\nShots\n5 May 2023\nTalks\n9 May 2023\nPeace") == "2023-05-09"


def test_a_footnote_does_not_say_when_a_text_was_posted():
    assert published("As of 5 July 2025 the camp holds 300.\n\n[1] Register, 3 May 2019") == "2025-07-05"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/world/2021/jul/09/gate", "2021-07-09"),
        ("https://example.org/2021/07/09/gate", "2021-07-09"),
        ("https://example.org/fa/news/1400/04/18/55", "2021-07-09"),
        ("https://example.org/202107098817", "2021-07-09"),
        ("https://example.org/report/gate-update-no-4-9-july-2021", "2021-07-09"),
        ("https://example.org/a-58797608", None),
        ("https://example.org/2021/99/99/gate", None),
    ],
)
def test_an_address_dates_a_text(url, day):
    assert published("They left on Friday.", url=url) == day


def test_a_title_dates_a_text_unless_the_text_knows_of_later_days():
    assert published("They left.", title="Gate update (as of 9 July 2021)") == "2021-07-09"
    assert published("They left.", title="Weekly report, 3 - 9 July 2021") == "2021-07-09"
    assert published("The gate opened on 2 May 2023.", title="The fire of 9 July 2021") == "2023-05-02"


def test_the_weekdays_of_a_text_do_not_put_it_before_what_it_dates_in_full():
    assert published("As of 3 August 2025, 30 came. Water ran out on Wednesday, 30 July.") == "2025-08-03"


def test_a_running_count_ends_with_the_week_in_the_title():
    head = "title: Weekly report (3 - 9 July 2021)\npublished: 2021-07-14\n\n"
    found = extract(document(head + "Highlights\n\n300 came since 1 January 2021.")).dates
    assert (str(found[0].first), str(found[0].last)) == ("2021-01-01", "2021-07-09")
