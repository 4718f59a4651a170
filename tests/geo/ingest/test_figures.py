import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ingest.extract import extract
from geo.ingest.flat import flat
from geo.ingest.number_forms import find_numbers
from geo.ingest.reader import document
from geo.ingest.sentences import Sentences


def figures_in(text, published="2025-07-09"):
    return extract(document(text, published=published)).figures


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "low", "high", "unit"),
    [
        ("26320 people came.", 26320, "exact", 26320, 26320, "people"),
        ("more than 75,000 Afghans left.", 75000, "more than", 75001, None, "people"),
        ("as many as 14,000 individuals came.", 14000, "up to", 0, 14000, "people"),
        ("about 3,000 people came.", 3000, "about", 2500, 3500, "people"),
        ("1.2 million people came.", 1_200_000, "exact", 1_150_000, 1_250_000, "people"),
        ("7-10,000 people came.", 7000, "range", 7000, 10000, "people"),
        ("between 20,000 and 30,000 people came.", 20000, "range", 20000, 30000, "people"),
        ("over 75 percent went.", 75, "more than", 75, None, "percent"),
        ("Trucks +965%", 965, "exact", None, None, "percent"),
        ("They were held for five days before they left.", 5, "exact", 5, 5, "days"),
        ("ده تا دوازده مهاجر آمدند.", 10, "range", 10, 12, "people"),
        ("او یک هفته در اردوگاه ماند.", 1, "exact", 1, 1, "weeks"),
        ("73 560 people came.", 73560, "exact", 73560, 73560, "people"),
        ("بیش از ۷۳ ۵۶۰ تن آمدند.", 73560, "more than", 73561, None, "people"),
        ("More than 1 204 300 people came.", 1_204_300, "more than", 1_204_301, None, "people"),
        ("~460K people came.", 460_000, "about", 455_000, 465_000, "people"),
        ("The toll has risen up to 79 people.", 79, "exact", 79, 79, "people"),
        ("2010 households came.", 2010, "exact", 2010, 2010, "families"),
        ("آنان در قالب ۲۰۱۰ خانواده آمدند.", 2010, "exact", 2010, 2010, "families"),
        ("Over one tonne was seized.", 1, "more than", 1, None, "tonnes"),
        ("They have passed the 1 million mark.", 1_000_000, "more than", 1_000_001, None, ""),
        ("Between 20 and 30 people a day came.", 20, "range", 20, 30, "people"),
        ("It cost $300-500.", 300, "range", 300, 500, "USD"),
        ("It cost US$258.6 million.", 258_600_000, "exact", None, None, "USD"),
        ("They got 40.7 million Afghanis.", 40_700_000, "exact", None, None, "AFN"),
        ("dozens of people came.", None, "vague", None, None, "people"),
        ("35,000+ people came.", 35000, "at least", 35000, None, "people"),
        ("One Iranian guard died.", 1, "exact", 1, 1, "people"),
        ("دست‌کم سه هزار و ۹۹ مهاجر آمدند.", 3099, "at least", 3099, None, "people"),
        ("پنج میلیون و ۱۹۲ هزار نفر آمدند.", 5_192_000, "exact", 5_191_500, 5_192_500, "people"),
        ("یک‌ونیم میلیون نفر آمدند.", 1_500_000, "exact", 1_500_000, 1_500_000, "people"),
        ("شاوخوا درې زره او پنځه سوه کسان راغلل.", 3500, "about", 3450, 3550, "people"),
        ("It took two and a half days.", 2.5, "exact", 2.5, 2.5, "days"),
        ("نیم میلیون نفر آمدند.", 500_000, "exact", 500_000, 500_000, "people"),
        ("A quarter of a million people came.", 250_000, "exact", 250_000, 250_000, "people"),
        ("حدود ۶۰ درصد آمدند.", 60, "about", 55, 65, "percent"),
    ],
)
def test_a_written_number_keeps_its_bounds(text, value, qualifier, low, high, unit):
    found = figures_in(text)
    assert len(found) == 1
    assert (found[0].value, found[0].qualifier, found[0].unit) == (value, qualifier, unit)
    if unit not in ("USD", "AFN", "percent"):
        assert (found[0].low, found[0].high) == (low, high)


@pytest.mark.parametrize(
    "text",
    ["Resolution 2593 passed.", "COVID-19 spread.", "In 2021 it fell.", "At 10 o'clock it rang.", "2 min read",
     "728 x 90", "As it was [12].", "Hits: 1,214", "شناسه مطلب: 183507", "They drive four-wheel-drives.",
     "An 18-year-old spoke.", "The two countries spoke.", "No one came.",
     "Two days after it fell, it rained.",
     "An F-16 flew.", "The 207 Al-Farooq Corps came.", "قول اردوی ۲۰۷ الفاروق آمد.",
     "1. First of all"],
)  # fmt: skip
def test_what_counts_nothing_is_no_figure(text):
    assert figures_in(text) == ()


@pytest.mark.parametrize(
    ("text", "measure", "nature"),
    [
        ("26320 migrants were deported from Iran.", "deportations", "count"),
        ("The camps have capacity for 3,000 people.", "capacity", "capacity"),
        ("Six million Afghans live in Iran.", "people_present", "stock"),
        ("IOM helped 742 persons.", "assisted", "count"),
        ("25 percent were children.", "share", "share"),
        ("1,500 families came back.", "families", "count"),
        ("Six Afghans were killed.", "other", "other"),
    ],
)
def test_counts_stocks_capacities_and_shares_are_told_apart(text, measure, nature):
    assert (figures_in(text)[0].measure, figures_in(text)[0].nature) == (measure, nature)


def test_a_rate_is_no_count():
    assert figures_in("Services are built for 10,000 people a day.")[0].measure == "capacity"
    assert figures_in("They return at 4,500 people a day.")[0].nature == "rate_daily"


def test_each_figure_goes_to_the_crossing_named_with_it():
    text = "12574 people entered through Islam Qala, while 13746 crossed via Pul-e Abrisham on 5 July."
    assert [(f.value, f.place_id) for f in figures_in(text)] == [(12574, "islam-qala"), (13746, "milak-zaranj")]


def test_a_flow_out_of_iran_belongs_to_the_border_and_one_out_of_both_neighbours_to_both():
    assert figures_in("13,993 people came back from Iran.")[0].place_id == "border-af-ir"
    assert figures_in("1.2 million people were deported from Iran and Pakistan.")[0].place_id == "borders-ir-pk"


def test_the_day_of_the_statement_is_not_the_day_of_the_flow():
    text = "On 5 July 26320 people were deported. In a statement issued Sunday, it said 12574 people entered."
    assert [str(f.first) for f in figures_in(text)] == ["2025-07-05", "2025-07-05"]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_of_numbers(text):
    for n in find_numbers(flat(text), bytearray(len(text))):
        assert 0 <= n.start < n.end <= len(text)


def test_a_stop_after_an_abbreviation_ends_no_sentence():
    assert len(Sentences.of("It shut on Jan. 5. Gen. Nemati said so. It opened.").ranges) == 3


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 500 came, and 1,200 in all.",
        "On 15 July 200 came.",
        "They paid 30 100 and got 1,000.",
        "Gate | 30 100 |",
    ],
)
def test_spaces_set_off_no_thousands_where_commas_do_or_a_date_ends(text):
    assert not any(f.value in (2021500, 15200, 30100) for f in figures_in(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A litre of diesel had gone up from 68 to 85 afghanis.", [(68, 68), (85, 85)]),
        ("Arrivals fell sharply from 3,000 to 1,200 people.", [(3000, 3000), (1200, 1200)]),
        ("A room costs from 20 to 30 dollars.", [(20, 30)]),
        ("From 300 to 400 people came.", [(300, 400)]),
    ],
)
def test_what_has_changed_from_one_number_to_another_is_no_range(text, values):
    assert [(f.low or f.value, f.high or f.value) for f in figures_in(text)] == values


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Some 300,000 Afghans have crossed into Iran, and 4,000 to 5,000 more arrive every day.", ["outflows"] * 2),
        ("About 500 Afghans arrived in Iran on Monday.", ["outflows"]),
        ("روز دوشنبه ۳۰۰ تن وارد ایران شدند.", ["outflows"]),
        ("On Monday 3,000 people crossed at Islam Qala.", ["returns_all"]),
        ("Daily arrivals from Iran rose to 9,000.", ["returns_all"]),
        ("Iran is home to more than five million Afghans, and many came as the Taliban returned to power.",
         ["people_present"]),
        ("Iran has hosted some three million Afghans, whose return was discussed.", ["people_present"]),
    ],
)  # fmt: skip
def test_those_who_leave_and_those_who_live_abroad_are_no_returns(text, measures):
    assert [f.measure for f in figures_in(text)] == measures
