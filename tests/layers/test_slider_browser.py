"""The map in a real browser: a page opened from a file, with every request off the machine refused."""

from dataclasses import replace
from datetime import date

import pytest

from layers.layer import DISCLAIMER
from layers.timedata import day_number
from tests.browser import NARROW, chromium, page_of
from tests.layers.mapdata import END, PAYLOADS, START, data, event, html, time_map

pytestmark = pytest.mark.browser
VIEW = "Object.values(window).find((one) => one instanceof L.Map).marzView"


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture
def opened(browser, tmp_path):
    """Write a map to a file and open it; leaving fails on any page error or outside request."""

    def opened_map(whole=None, **look):
        path = tmp_path / "map.html"
        path.write_text(html(whole or time_map()), "utf-8")
        return page_of(browser, path.as_uri(), **look)

    return opened_map


def words(page):
    return page.locator(".marz-when b").inner_text()


def marks(page):
    return page.locator(".marz-mark").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")


def rest(page):
    page.wait_for_timeout(400)


def said_to_streamlit(page):
    page.evaluate("window.said = []; window.Streamlit = {setComponentValue: (value) => window.said.push(value)}")


def test_the_map_opens_on_its_window_and_draws_what_happened_then(opened):
    with opened() as page:
        assert words(page) == "8 July 2021"
        assert [name for name in marks(page) if "Captured" in name] == [
            "Captured. 8 – 9 July 2021. disputed. Islam Qala"
        ]


def test_status_follows_the_last_day_of_the_window(opened):
    with opened() as page:
        page.locator(".marz-bar").focus()
        page.keyboard.press("Shift+ArrowRight")
        page.wait_for_function("document.querySelector('.marz-when b').textContent.startsWith('8 – 9')")
        assert "Captured. 8 – 9 July 2021. confirmed. Islam Qala" in marks(page)


def test_arrows_move_the_window_and_what_is_drawn(opened):
    with opened() as page:
        page.locator(".marz-bar").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.marz-when b').textContent === '11 July 2021'")
        assert not [name for name in marks(page) if "Captured" in name]


def test_a_handle_moves_alone(opened):
    with opened() as page:
        page.locator(".marz-handle[data-part=start]").focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_function("document.querySelector('.marz-when b').textContent === '7 – 8 July 2021'")


def test_home_and_end_reach_the_ends_of_time(opened):
    with opened() as page:
        page.locator(".marz-bar").focus()
        page.keyboard.press("End")
        page.wait_for_function("document.querySelector('.marz-when b').textContent === '31 December 2021'")
        page.keyboard.press("Home")
        page.wait_for_function("document.querySelector('.marz-when b').textContent === '1 January 2021'")


def test_months_are_whole_months(opened):
    july, august = day_number(date(2021, 7, 1)), day_number(date(2021, 8, 1))
    with opened(time_map(start=july, end=august, step="month")) as page:
        page.locator(".marz-bar").focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_function("document.querySelector('.marz-when b').textContent === '1 – 30 June 2021'")


def test_handles_speak_in_words(opened):
    with opened() as page:
        bar, start = page.locator(".marz-bar"), page.locator(".marz-handle[data-part=start]")
        assert bar.get_attribute("role") == start.get_attribute("role") == "slider"
        assert bar.get_attribute("aria-valuetext") == "8 July 2021, 1 day"
        assert start.get_attribute("aria-valuetext") == "8 July 2021"


def test_space_plays_and_pauses(opened):
    with opened() as page:
        page.locator(".marz-bar").focus()
        page.keyboard.press(" ")
        page.wait_for_function("document.querySelector('.marz-when b').textContent === '10 July 2021'")
        page.keyboard.press(" ")
        page.wait_for_timeout(100)
        paused = words(page)
        page.wait_for_timeout(900)
        assert words(page) == paused


def test_the_pointer_drags_the_window_and_the_map_stays(opened):
    with opened() as page:
        before = page.evaluate(f"{VIEW}.map.getCenter().lat")
        box = page.locator(".marz-handle[data-part=end]").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 20, steps=6)
        page.mouse.up()
        rest(page)
        assert page.evaluate(f"{VIEW}.state.end - {VIEW}.state.start") > 5
        assert page.evaluate(f"{VIEW}.map.getCenter().lat") == before


def test_at_rest_streamlit_is_told_once_and_the_zoom_is_kept(opened):
    with opened() as page:
        said_to_streamlit(page)
        page.evaluate(f"{VIEW}.map.setZoom(8, {{animate: false}})")
        page.locator(".marz-bar").focus()
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        rest(page)
        (value,) = page.evaluate("window.said")
        assert (value["start"], value["end"], value["turn"]) == ("2021-07-12", "2021-07-13", 1)
        assert page.evaluate(f"{VIEW}.map.getZoom()") == 8


def test_nothing_is_said_while_a_handle_is_held(opened):
    with opened() as page:
        said_to_streamlit(page)
        page.evaluate(f"{VIEW}.set({{start: {START + 3}, end: {END + 3}, dragging: true}})")
        rest(page)
        assert page.evaluate("window.said") == []
        page.evaluate(f"{VIEW}.set({{dragging: false}})")
        rest(page)
        assert len(page.evaluate("window.said")) == 1


def test_a_mark_is_chosen_by_keyboard_and_opens_its_card(opened):
    with opened() as page:
        said_to_streamlit(page)
        page.locator(".marz-mark-event").first.focus()
        page.keyboard.press("Enter")
        rest(page)
        assert page.evaluate("window.said")[-1]["selected"] == "islam-qala"
        assert page.evaluate("window.said")[-1]["event"] == "capture"
        assert "اسلام قلعه" in page.locator(".marz-card").inner_text()
        page.keyboard.press("Escape")
        rest(page)
        assert page.locator(".marz-card").is_hidden()


def test_several_events_share_a_mark_that_fans_out(opened):
    crowd = tuple(event(f"e{i}", (START, "claimed"), category="attack") for i in range(11))
    with opened(time_map(data(events=crowd))) as page:
        group = page.locator(".marz-mark-group")
        assert group.get_attribute("aria-label") == "12 events: Islam Qala"
        looks = page.evaluate(f"{VIEW}.marks.shown.find((mark) => mark.kind === 'group').slices.map((one) => one.look)")
        assert "disputed" in looks
        assert "some disputed" in page.locator(".marz-legend").inner_text()
        group.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".marz-mark-event >> nth=11", state="attached")
        assert group.count() == 0


def test_few_events_at_one_place_each_have_a_mark_and_none_covers_another(opened):
    crowd = tuple(event(f"e{i}", (START, "claimed"), category="attack") for i in range(4))
    with opened(time_map(data(events=crowd))) as page:
        boxes = page.locator(".marz-mark-event").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect()).map(({x, y}) => [x, y])"
        )
        assert len(boxes) == 5
        apart = [max(abs(a[0] - b[0]), abs(a[1] - b[1])) for i, a in enumerate(boxes) for b in boxes[:i]]
        assert min(apart) >= 23


def test_drawing_on_the_axis_takes_those_days_and_a_drag_of_the_dates_moves_the_axis(opened):
    def pull(page, a, b, y):
        box = page.locator(".marz-axis").bounding_box()
        page.mouse.move(box["x"] + a, box["y"] + y)
        page.mouse.down()
        page.mouse.move(box["x"] + b, box["y"] + y, steps=4)
        page.mouse.up()
        page.wait_for_function(f"{VIEW}.frame === 0")
        return page.evaluate(f"[{VIEW}.state.start, {VIEW}.state.end, {VIEW}.slider.axis.from]")

    with opened() as page:
        days = page.evaluate(f"[100, 300].map((x) => {VIEW}.slider.axis.dayAt(x))")
        start, end, before = pull(page, 100, 300, 40)
        assert (start, end) == (int(days[0]), int(days[1]) + 1)
        again, _, after = pull(page, 700, 600, 72)
        assert again == start
        assert after > before


def test_a_flow_is_drawn_in_its_days_with_its_number_and_explained_and_can_be_switched_off(opened):
    def flows(page):
        page.wait_for_function(f"{VIEW}.frame === 0")
        return page.locator(".marz-mark-flow").evaluate_all("all => all.map(one => one.ariaLabel)")

    with opened(time_map(start=START + 40, end=START + 41)) as page:
        assert flows(page) == ["Islam Qala, Milak → Herat: 1,257 people"]
        assert "said to have gone there" in page.locator(".marz-legend").inner_text()
        page.locator(".marz-mark-flow").focus()
        assert "nobody says each one’s share" in page.locator(".marz-tip").inner_text()
        page.evaluate(f"marz.update({VIEW}.map, {{hidden: {{flows: true}}}})")
        assert flows(page) == []
        page.evaluate(f"marz.update({VIEW}.map, {{hidden: {{}}, jump: 1, knownBy: {START + 41}}})")
        assert flows(page) == []


@pytest.mark.parametrize(
    ("written", "words_"),
    [("2021-08-17", "17 August 2021"), ("۱۴۰۰/۵/۲۶", "17 August 2021"), ("2021-08", "1 – 31 August 2021"),
     ("1400-13-01", "8 July 2021"), ("1950-01-01", "8 July 2021")],
)  # fmt: skip
def test_a_date_is_gone_to_in_either_calendar_and_one_that_is_none_is_not(opened, written, words_):
    with opened() as page:
        page.locator(".marz-date").fill(written)
        page.keyboard.press("Enter")
        page.wait_for_function(f"{VIEW}.frame === 0")
        assert words(page) == words_
        assert page.locator(".marz-date").get_attribute("aria-invalid") == ("true" if "8 July" in words_ else None)


def test_a_key_event_is_named_above_the_axis_and_brings_the_window_to_it(opened):
    with opened(time_map(start=START + 20, end=START + 21)) as page:
        key = page.locator(".marz-key")
        assert key.get_attribute("aria-label") == "Captured. 8 – 9 July 2021"
        key.focus()
        assert "Captured" in page.locator(".marz-tip").inner_text()
        key.press("Enter")
        page.wait_for_function("document.querySelector('.marz-when b').textContent === '8 – 9 July 2021'")


def test_the_second_clock_takes_back_events_statuses_and_figures(opened):
    def said(page):
        return page.locator("[data-key=r0]").get_attribute("aria-label")

    with opened(time_map(start=START + 40, end=START + 47)) as page:
        said_to_streamlit(page)
        assert said(page) == "Islam Qala: 700 returns, counted by IOM"
        page.locator(".marz-known").focus()
        page.evaluate(f"{VIEW}.set({{knownBy: {START + 50}}})")
        page.wait_for_function("document.querySelector('[data-key=r0]').ariaLabel.includes('≥ 500')")
        page.evaluate(f"{VIEW}.set({{knownBy: {START + 46}}})")
        page.wait_for_function("document.querySelector('[data-key=r0]').ariaLabel.includes('no report')")
        page.wait_for_function("window.said.length > 0")
        assert page.evaluate("window.said.at(-1).known_by") == "2021-08-23"
        page.keyboard.press("End")
        page.wait_for_function("document.querySelector('[data-key=r0]').ariaLabel.includes(': 700')")
        page.evaluate(f"{VIEW}.set({{start: {START}, end: {START + 2}, knownBy: {START}}})")
        page.wait_for_function(f"{VIEW}.frame === 0")
        assert "Captured. 8 – 9 July 2021. disputed. Islam Qala" in marks(page)


def test_a_claim_about_a_province_is_an_area_and_one_about_the_border_a_line(opened):
    with opened(time_map(start=START + 20, end=START + 21)) as page:
        area = page.locator(".leaflet-marz-hatch-pane path")
        assert area.get_attribute("fill").startswith("url(#marz-hatch")
        page.locator(".marz-bar").focus()
        page.evaluate(f"{VIEW}.set({{start: {START + 30}, end: {START + 31}}})")
        page.wait_for_function(
            "document.querySelector('.leaflet-marz-hatch-pane path').getAttribute('fill') === 'none'"
        )


def test_a_place_without_coordinates_is_not_drawn(opened):
    with opened() as page:
        assert not [name for name in marks(page) if "Nowhere" in name]


def test_returns_are_exact_open_or_estimated(opened):
    def said(page, start, end):
        page.evaluate(f"{VIEW}.set({{start: {start}, end: {end}}})")
        page.wait_for_function(f"{VIEW}.frame === 0")
        return page.locator("[data-key=r0]").get_attribute("aria-label")

    with opened() as page:
        assert said(page, START, END) == "Islam Qala: no report by IOM"
        assert said(page, START + 40, START + 47) == "Islam Qala: 700 returns, counted by IOM"
        assert said(page, START + 40, START + 54) == "Islam Qala: ≥ 1,700 returns, counted by IOM"
        assert said(page, START + 40, START + 43) == "Islam Qala: ≈ 300 returns, counted by IOM"
        page.evaluate(f"marz.update({VIEW}.map, {{ranges: {{start: {START + 40}, end: {START + 43}, places: "
                      "{'islam-qala': {low: 200, best: 300, high: 400, reported: 3}}}})")  # fmt: skip
        page.wait_for_function(f"{VIEW}.frame === 0")
        assert "200 – 400" in page.locator("[data-key=r0]").get_attribute("aria-label")


def test_another_body_gives_other_counts(opened):
    with opened(time_map(start=START + 40, end=START + 41)) as page:
        page.locator(".marz-bodies").select_option("Governor")
        page.wait_for_function("document.querySelector('[data-key=r0]').ariaLabel.includes(': 90 returns')")


def test_an_old_answer_does_not_pull_the_window_back(opened):
    with opened() as page:
        jump = f"marz.update({VIEW}.map, {{jump: 1, start: {START + 40}, end: {START + 41}}})"
        page.evaluate(jump)
        page.wait_for_function("document.querySelector('.marz-when b').textContent === '17 August 2021'")
        page.evaluate(f"{VIEW}.set({{start: {START}, end: {END}}})")
        page.evaluate(jump)
        rest(page)
        assert words(page) == "8 July 2021"


def test_the_known_by_day_hides_what_was_not_yet_said(opened):
    with opened() as page:
        page.evaluate(f"marz.update({VIEW}.map, {{jump: 1, knownBy: {START - 1}}})")
        page.wait_for_function("document.querySelectorAll('.marz-mark-event').length === 0")


def test_filters_keep_what_they_name_and_the_histogram_counts_the_same(opened):
    def drawn(page, filters):
        page.evaluate(f"marz.update({VIEW}.map, {{filters: {filters}}})")
        page.wait_for_function(f"{VIEW}.frame === 0")
        counted = page.evaluate(f"{VIEW}.slider.axis.histogram.daily().events.at(-1)")
        return page.locator(".marz-mark-event").count(), counted

    with opened(time_map(start=START, end=START + 31)) as page:
        everything = drawn(page, "{}")
        assert everything == (3, 4)  # one lies where no point is known
        assert drawn(page, "{categories: ['policy']}") == (1, 1)
        assert drawn(page, "{statuses: ['denied', 'confirmed']}") == (2, 2)
        assert drawn(page, "{sources: ['paper']}") == (1, 1)
        assert drawn(page, "{events: ['order', 'closed'], sources: null}") == (2, 2)
        assert drawn(page, "{statuses: []}") == (0, 0)
        assert drawn(page, "{}") == everything


def test_an_empty_window_says_so_and_offers_the_nearest_one_that_is_not(opened):
    with opened(time_map(start=START + 100, end=START + 103)) as page:
        note = page.locator(".marz-empty")
        assert "Nothing for these days" in note.inner_text()
        note.get_by_role("button").click()
        page.wait_for_function("document.querySelector('.marz-empty').hidden")
        assert words(page) == "30 August – 1 September 2021"
        page.evaluate(f"marz.update({VIEW}.map, {{hidden: {{returns: true}}, filters: {{statuses: []}}}})")
        page.wait_for_function("document.querySelector('.marz-empty').textContent.includes('passes the filters')")


def test_where_the_map_is_looked_at_is_told_and_obeyed(opened):
    with opened() as page:
        said_to_streamlit(page)
        page.wait_for_timeout(600)
        page.evaluate(f"{VIEW}.map.setView([31, 61.5], 8, {{animate: false}})")
        page.wait_for_function("window.said.length === 1")
        (told,) = page.evaluate("window.said")
        assert (told["lat"], told["lon"], told["zoom"]) == (
            pytest.approx(31, abs=1e-3),
            pytest.approx(61.5, abs=1e-3),
            8,
        )
        page.evaluate(f"marz.update({VIEW}.map, {{jump: 1, centre: [34, 62], zoom: 9}})")
        assert page.evaluate(f"[{VIEW}.map.getCenter().lat, {VIEW}.map.getZoom()]") == [pytest.approx(34), 9]
        rest(page)
        assert len(page.evaluate("window.said")) == 1


def test_the_legend_explains_what_is_drawn_and_nothing_else(opened):
    with opened() as page:
        said = page.locator(".marz-legend").inner_text()
        assert "disputed" in said
        assert "capture" in said
        assert "denied" not in said
        assert "said of the whole area" not in said
        page.evaluate(f"{VIEW}.map.setView([28, 70], 9, {{animate: false}})")
        assert "capture" not in page.locator(".marz-legend").inner_text()


def test_the_line_in_the_legend_has_the_colour_of_the_line_on_the_map(opened):
    with opened(time_map(start=START + 30, end=START + 31)) as page:
        row = page.locator(".marz-legend li", has_text="said of the whole border")
        assert row.count() == 1
        drawn = page.evaluate(f"[...{VIEW}.areas.drawn.values()].map(({{layer}}) => layer.options.color)")
        assert row.locator(f"[stroke='{drawn[0]}']").count() == 1


def test_days_that_only_long_totals_cover_are_silent_on_the_map(opened):
    long_ = replace(data(), return_told=(False,) * len(data().return_place))
    for columns, silent in ((data(), False), (long_, True)):
        with opened(time_map(columns, start=START + 42, end=START + 44)) as page:
            told = page.evaluate(f"{VIEW}.slider.axis.histogram.daily().reported.at(-1)")
            assert (told == 0) is silent
            assert any("Islam Qala: no report" in name for name in marks(page)) is silent


def test_persian_speaks_in_its_own_calendar_digits_and_direction(opened):
    with opened(time_map(lang="fa", credits=DISCLAIMER)) as page:
        assert "۱۷ تیر ۱۴۰۰" in words(page)
        assert page.locator(".marz-head").get_attribute("dir") == "rtl"
        assert page.locator(".leaflet-control-attribution bdi").inner_text().startswith("مرزها")
        assert page.locator(".marz-bar").get_attribute("aria-valuetext") == "۱۷ تیر ۱۴۰۰، ۱ روز"


def test_dari_names_its_own_months(opened):
    with opened(time_map(lang="prs")) as page:
        assert "سرطان" in words(page)


def test_dark_is_dark_and_can_be_changed_without_a_reload(opened):
    with opened(time_map(dark=True)) as page:
        assert page.locator(".leaflet-container").get_attribute("data-theme") == "dark"
        page.evaluate(f"marz.update({VIEW}.map, {{look: {{dark: false, lang: 'fa'}}}})")
        page.wait_for_function("document.querySelector('.leaflet-container').dataset.theme === 'light'")
        assert "تیر" in words(page)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_from_data_is_only_ever_text(opened, payload):
    whole = time_map(data(name=payload, title=payload), credits=payload)
    with opened(whole) as page:
        page.locator(".marz-mark-event").first.hover()
        assert payload.split("\u2028")[0][:12] in page.locator(".marz-tip").text_content()
        page.locator(".marz-mark-event").first.click()
        rest(page)
        assert payload.split("\u2028")[0][:12] in page.locator(".marz-card").text_content()
        assert page.evaluate("window.hacked") is None


def test_marks_are_drawn_where_their_elements_lie(opened):
    with opened() as page:
        box = page.locator(".marz-mark-event").first.bounding_box()
        inked = page.evaluate(f"""(() => {{
            const {{pen, _bounds: {{min}}}} = {VIEW}.marks.sheet;
            const {{point, dx, dy}} = {VIEW}.marks.shown.find((mark) => mark.kind === "event");
            const pixels = pen.getImageData(point.x + dx - min.x - 12, point.y + dy - min.y - 12, 24, 24).data;
            return pixels.filter((value, i) => i % 4 === 3 && value > 0).length;
        }})()""")
        assert inked > 300
        assert box["width"] >= 24


def test_many_events_are_counted_without_being_named_and_obey_both_clocks(opened):
    crowd = tuple(event(f"e{i}", (START + 400 * (i % 2), "reported"), category="attack") for i in range(5200))
    with opened(time_map(data(events=crowd))) as page:
        assert "5,201 events: Islam Qala" in marks(page)
        counted = page.evaluate(f"{VIEW}.slider.axis.histogram.daily().events.at(-1)")
        assert counted == 5204
        page.evaluate(f"{VIEW}.set({{knownBy: {START + 30}}})")
        page.wait_for_function(f"{VIEW}.frame === 0")
        assert "2,601 events: Islam Qala" in marks(page)
        page.evaluate(f"marz.update({VIEW}.map, {{filters: {{categories: ['capture']}}}})")
        page.wait_for_function("document.querySelector('.marz-mark-group') === null")


def test_it_works_on_a_telephone(opened):
    with opened(size=NARROW, touch=True) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for handle in page.locator(".marz-handle").all():
            assert handle.bounding_box()["width"] >= 44
        page.locator("[data-act=forth]").tap()
        page.wait_for_function("document.querySelector('.marz-when b').textContent === '9 July 2021'")
