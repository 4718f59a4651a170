import json
import re
from dataclasses import replace
from datetime import date

import altair
import pytest
from jsonschema import ValidationError

from geo.eventlist import events_in
from geo.store import Store
from geo.volumes import BORDER, REPORT_DAYS
from geo.window import Window
from layers import cards, headline, phrases
from layers.bodychart import body_charts, bounds_rows
from layers.chart import around, chart_rows, returns_charts, x_days
from layers.language import language
from layers.pressure import pressures
from layers.returns import volumes_at

DAY = Window.inclusive(date(2021, 7, 8), date(2021, 7, 8))
SUMMER = Window.inclusive(date(2025, 6, 25), date(2025, 7, 9))
PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "${alert(1)}",
]


def test_the_events_card_shows_both_voices_of_a_dispute(facts):
    html = cards.events_html(events_in(facts, DAY), facts, DAY)
    assert "disputed" in html
    assert "denied by <b><bdi>Tariq Arian" in html
    assert "They say it happened" in html
    assert "They deny it" in html
    assert re.search(r"\d outlets?, \d origins?", html)
    assert "reliability" in html


def test_an_empty_window_names_the_nearest_day_with_an_event(facts):
    empty = Window.inclusive(date(2031, 1, 1), date(2031, 1, 7))
    assert "The nearest one is of" in cards.events_html([], facts, empty)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_from_data_is_escaped_on_every_card(facts, payload):
    view = events_in(facts, DAY)[0]
    claim = replace(view.claims[0], what=payload, attributed_to=payload)
    view = replace(view, event=replace(view.event, title=payload), claims=(claim,))
    place = replace(facts.places["islam-qala"], name=payload, name_fa=payload, facts=payload)
    for html in (
        cards.events_html([view], facts, DAY),
        cards.place_html(place, [], [view], facts),
        cards.place_head_html(place, facts),
    ):
        for tag in ("<img", "<script", "<svg"):
            assert tag not in html.lower()


def test_a_source_link_that_is_no_web_address_is_not_a_link(facts):
    view = events_in(facts, DAY)[0]
    source = replace(facts.sources[view.claims[0].source_id], url="javascript:alert(1)")
    facts.sources[source.id], before = source, facts.sources[source.id]
    try:
        assert "javascript:" not in cards.events_html([view], facts, DAY)
    finally:
        facts.sources[source.id] = before


def test_the_headline_gives_each_body_one_line_and_never_a_sum(facts):
    rows = headline.headline_rows(volumes_at(facts, SUMMER, "border-af-ir"), facts)
    assert len({r.body for r in rows}) == len(rows)
    assert "Never added" in headline.headline_html(rows, facts, nothing="")


def test_an_empty_headline_says_silence_is_not_zero(facts):
    assert "silence" in headline.headline_html([], facts, nothing="That is silence, not zero.")


def test_a_place_card_sets_disagreeing_counts_side_by_side(facts):
    figures = [f for f in facts.figures if SUMMER.meets(f.start, f.end) and "border-af-ir" in f.place_ids]
    assert "They disagree" in cards.place_html(facts.places["border-af-ir"], figures, [], facts)


def test_the_chart_marks_an_open_count_as_open_and_draws_no_long_average(facts):
    rows = chart_rows(facts, SUMMER)
    assert any(row["open"] for row in rows)
    assert max((row["end"] - row["start"]).days for row in rows) <= REPORT_DAYS
    assert len(returns_charts(facts, SUMMER)) >= 3


def test_the_chart_of_an_earlier_day_shows_only_what_was_published_by_then(facts):
    now, then = (chart_rows(facts, SUMMER, known_by=day) for day in (None, date(2025, 7, 6)))
    assert 0 < len(then) < len(now)
    assert {row["says"] for row in then} < {row["says"] for row in now}
    assert chart_rows(facts, SUMMER, known_by=date(2017, 12, 31)) == []


def test_a_window_nobody_counted_in_has_no_chart(facts):
    assert returns_charts(facts, Window.inclusive(date(1999, 1, 1), date(1999, 1, 7))) == []


def test_each_body_has_its_own_chart_and_its_estimate_breaks_where_it_is_silent(facts):
    volumes = headline.one_a_body(volumes_at(facts, SUMMER, "border-af-ir"), facts)
    told = [v for v in volumes if v.counted_by == "taliban-high-commission"]
    (chart,) = body_charts(facts, SUMMER, "border-af-ir", told)
    people = [day["people"] for day in chart["layer"][-1]["data"]["values"]]
    assert None in people
    assert any(people)


def test_a_band_holds_the_published_day_and_silence_is_hatched(facts):
    """UNHCR counted single days of the surge, and no others: bounds on those, hatching between."""
    (unhcr,) = [v for v in volumes_at(facts, SUMMER, BORDER) if (v.counted_by, v.measure) == ("unhcr", "returns_all")]
    rows = bounds_rows(facts, SUMMER, BORDER, unhcr, t=language("en"))
    assert (rows[0]["start"], rows[-1]["end"]) == (around(SUMMER).start, around(SUMMER).end)
    (peak, after) = (next(row for row in rows if row["start"] == date(2025, 7, day)) for day in (4, 5))
    assert (peak["low"], peak["silent"], after["silent"]) == (39_401, False, True)
    (chart,) = body_charts(facts, SUMMER, BORDER, [unhcr])
    hatched = {mark["day"] for mark in chart["layer"][1]["data"]["values"]}
    assert "2025-07-05T12:00:00" in hatched
    assert "2025-07-04T12:00:00" not in hatched


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_every_chart_is_one_that_vega_lite_can_draw(facts, lang):
    volumes = headline.one_a_body(volumes_at(facts, SUMMER, BORDER), facts)
    charts = returns_charts(facts, SUMMER, lang=lang) + body_charts(facts, SUMMER, BORDER, volumes, lang=lang)
    assert len(charts) > 6
    for chart in charts:
        altair.LayerChart.from_dict(json.loads(json.dumps(chart)), validate=True)
    with pytest.raises(ValidationError):
        altair.LayerChart.from_dict({**charts[0], "height": "tall"}, validate=True)


def test_a_total_since_march_reports_nothing_of_a_day(facts):
    days = Window.inclusive(date(2025, 9, 18), date(2025, 9, 19))
    rows = headline.headline_rows(volumes_at(facts, days, BORDER), facts)
    assert "only in totals over more than a month" in {row.silent for row in rows}


def test_a_camps_card_says_how_far_it_is_over_its_capacity(facts):
    days = Window.inclusive(date(2025, 7, 1), date(2025, 7, 10))
    pressed = pressures(facts.figures, days, {"camp-milak"})
    html = cards.place_html(facts.places["camp-milak"], [], [], facts, pressed=pressed)
    assert "room for 3,000 – 4,000: at least 3.5 times what it can hold" in html
    assert "≥ 14,001" in html


def test_the_days_of_a_chart_are_named_in_the_readers_calendar():
    axis = x_days("start", SUMMER, language("fa"))["axis"]
    assert "\u2067۲۰ خرداد\u2069" in axis["labelExpr"]
    assert "10 June" in x_days("start", SUMMER, language("en"))["axis"]["labelExpr"]
    assert len(axis["values"]) == 5


def test_a_publisher_that_is_not_named_is_said_so_in_the_readers_language():
    store = Store.open()
    source = next(s for s in store.sources.values() if s.publisher == phrases.UNNAMED)
    assert phrases.publisher(source, language("en")) == "publisher not named"
    assert phrases.publisher(source, language("fa")) == "ناشر بی‌نام"
