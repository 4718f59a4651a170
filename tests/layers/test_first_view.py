"""What the real map shows at once, before anybody has touched it."""

from datetime import date

import pytest

from geo.store import Store
from geo.window import Window
from layers.overlay import time_map
from tests.browser import chromium, page_of

pytestmark = pytest.mark.browser
SUMMER_2025 = Window.inclusive(date(2025, 6, 25), date(2025, 7, 9))
SIZES = {"wide": (842, 700), "narrow": (374, 640)}
BOXES = """() => {
  const box = (node) => { const {left, top, right, bottom} = node.getBoundingClientRect(); return [left, top, right, bottom]; };
  const view = Object.values(window).find((one) => one instanceof L.Map).marzView;
  const gate = (id) => {
    const at = view.store.places.id.indexOf(id);
    const {x, y} = view.map.latLngToContainerPoint([view.store.places.lat[at], view.store.places.lon[at]]);
    return [x, y];
  };
  const named = (kind) => [...document.querySelectorAll(kind)].map((node) => [node.textContent, box(node)]);
  return {
    dock: box(document.querySelector('.marz-dock')), gates: ['islam-qala', 'abu-nasr-farahi', 'milak-zaranj'].map(gate),
    names: named('.marz-label'), crossings: named('.marz-crossing'), row: document.querySelector('.marz-legend ul').scrollHeight,
    shown: document.querySelector('.marz-legend ul').clientHeight, width: document.documentElement.scrollWidth,
  };
}"""  # noqa: E501


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


def meet(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def page(browser, tmp_path, window, lang="en", size="wide"):
    file = tmp_path / "map.html"
    file.write_text(time_map(Store.open(), window, assets="inline", lang=lang).get_root().render(), "utf-8")
    return page_of(browser, file.as_uri(), size=SIZES[size])


@pytest.mark.parametrize(("size", "lang"), [("wide", "en"), ("wide", "fa"), ("narrow", "en")])
def test_all_gates_stand_clear_of_the_panels_and_no_name_covers_another(browser, tmp_path, size, lang):
    with page(browser, tmp_path, SUMMER_2025, lang, size) as one:
        one.wait_for_timeout(400)
        seen = one.evaluate(BOXES)
    width, top = SIZES[size][0], seen["dock"][1]
    assert all(0 < x < width and 0 < y < top - 20 for x, y in seen["gates"])
    assert len(seen["crossings"]) >= 3
    assert all(box[0] >= 0 and box[2] <= width for _, box in seen["crossings"])
    names = seen["names"]
    assert not [(a, b) for i, (a, one_box) in enumerate(names) for b, other in names[:i] if meet(one_box, other)]
    assert seen["width"] <= width
    if size == "wide":
        assert seen["row"] <= seen["shown"]  # the whole legend is on the screen


def test_a_disputed_capture_is_seen_without_a_click(browser, tmp_path):
    day = Window.inclusive(date(2021, 7, 8), date(2021, 7, 8))
    with page(browser, tmp_path, day) as one:
        said = one.locator(".marz-mark-event").evaluate_all("all => all.map((node) => node.ariaLabel)")
        assert [name for name in said if "disputed" in name and "Islam Qala" in name]
        assert "disputed" in one.locator(".marz-legend").inner_text()
