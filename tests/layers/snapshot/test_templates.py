"""The sheets beside the map: bodies and crossings over time, one event's claims; nothing clipped, nothing made up."""

from dataclasses import replace
from datetime import date

import pytest
from matplotlib.text import Text

from geo.errors import MarzError
from geo.window import Window
from layers.snapshot import LAYOUTS, Shot, picture
from layers.snapshot.sheet import drawing
from layers.snapshot.told import tell

SURGE = Shot(window=Window.inclusive(date(2025, 6, 25), date(2025, 7, 9)), template="returns", dpi=40)
CAPTURE = replace(
    SURGE,
    template="event",
    event="2021-07-08-islam-qala-capture",
    window=Window.inclusive(date(2021, 7, 8), date(2021, 7, 8)),
)
SHOTS = [
    SURGE,
    replace(SURGE, lang="fa", format="a4"),
    replace(SURGE, template="crossings", format="slide"),
    replace(SURGE, template="crossings", lang="prs", format="column"),
    CAPTURE,
    replace(CAPTURE, lang="fa", format="a4"),
]


@pytest.mark.parametrize("shot", SHOTS, ids=lambda s: f"{s.template}-{s.format}-{s.lang}")
def test_no_text_leaves_the_sheet(shot, facts):
    with drawing():
        figure = LAYOUTS[shot.template](facts, shot, tell(facts, shot)).figure
        figure.set_dpi(72)
        width, height = figure.bbox.size
        said = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible()]
        boxes = [(t.get_text(), t.get_window_extent()) for t in said]
    assert len(boxes) > 10
    assert not [t for t, b in boxes if b.x0 < -1 or b.y0 < -1 or b.x1 > width + 1 or b.y1 > height + 1]


def test_the_sheet_of_an_event_sets_those_who_deny_beside_those_who_claim(facts):
    svg = picture(facts, CAPTURE, "x.svg").decode()
    assert "disputed" in svg
    assert "denied by Tariq Arian" in svg
    assert "claimed by Zabihullah Mujahid" in svg
    assert "Al-Ghadir" not in svg


def test_bodies_stand_side_by_side_with_open_bounds_open(facts):
    svg = picture(facts, SURGE, "x.svg").decode()
    assert "UNHCR, 154,453 – 1,207,550" in svg
    assert "Taliban High Commission for Migrants' Issues, ≥ 71,445" in svg.replace("&apos;", "'")


def test_nothing_is_estimated_on_days_on_which_a_body_is_silent(facts):
    with drawing():
        figure = LAYOUTS["returns"](facts, SURGE, tell(facts, SURGE)).figure
    charts = [axes for axes in figure.axes if axes.get_xlabel() == "" and len(axes.patches) and axes.lines]
    estimates = [line for axes in charts for line in axes.lines if line.get_drawstyle() == "steps-post"]
    assert estimates
    assert any(any(y != y for y in line.get_ydata()) for line in estimates)


def test_an_event_outside_its_window_is_refused(facts):
    with pytest.raises(MarzError, match="Choose --from and --to"):
        picture(facts, replace(CAPTURE, window=SURGE.window), "x.png")
