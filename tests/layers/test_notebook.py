"""Maps and layers in Jupyter: the worked notebook runs, and what it shows asks no network and runs no text."""

import json
import re
from pathlib import Path

import nbformat
import pytest
import shapely
from nbclient import NotebookClient

import layers
from geo.store import Store
from layers.notebook import Shown
from layers.registry import LAYERS
from tests.browser import chromium, executable, page_of

ROOT = Path(__file__).parents[2]
WORKED = ROOT / "tests" / "notebooks" / "first_week_of_july_2025.ipynb"
PAYLOAD = "<img src=x onerror=alert(1)>`${alert(1)}`</script><script>alert(1)</script>\\"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory) -> list[str]:
    """What each cell of the worked notebook shows, as HTML or text."""
    notebook = nbformat.read(WORKED, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("MARZ_STORE", str(tmp_path_factory.mktemp("store")))
        NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    cells = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    return ["".join(o.data.get("text/html", o.data["text/plain"]) for o in outs if "data" in o) for outs in cells]


def test_the_worked_notebook_is_kept_without_what_it_printed():
    found = json.loads(WORKED.read_text())
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in found["cells"])


def test_the_worked_notebook_runs_and_says_what_is_on_record(outputs):
    assert "12,574" in outputs[3] or "12574" in outputs[3]
    assert "13746" in outputs[3]
    assert "('Border line', 1, " in outputs[-1]
    assert "disputed" in outputs[2]


@pytest.mark.browser
@pytest.mark.skipif(not executable(), reason="no Chromium")
def test_what_it_shows_draws_itself_and_asks_no_network(outputs, tmp_path):
    shown = tmp_path / "shown.html"
    shown.write_text(f"<meta charset='utf-8'>{outputs[0]}{outputs[1]}{outputs[-2]}")
    with chromium() as browser, page_of(browser, shown.as_uri()) as page:
        frames = [f for f in page.frames if f is not page.main_frame]
        assert len(frames) == 3
        for frame in frames:
            frame.wait_for_selector(".leaflet-container canvas", state="attached")
        frames[0].wait_for_function("document.body.innerText.includes('1 – 7 July 2025')")
        drawn = "Object.values(window).filter(o => o instanceof L.GeoJSON && o.getLayers().length).length"
        assert frames[1].evaluate(drawn) == frames[2].evaluate(drawn) == 1


@pytest.mark.browser
@pytest.mark.skipif(not executable(), reason="no Chromium")
def test_a_text_that_would_run_stays_a_text(facts: Store, tmp_path):
    rows = layers.show("crossings", store=facts)
    frame = rows.frame.head(3).assign(name=PAYLOAD, note=PAYLOAD, geometry=shapely.Point(61.3, 33))
    page_file = tmp_path / "risky.html"
    page_file.write_text(Shown(LAYERS["crossings"], frame, rows.selection)._repr_html_(), encoding="utf-8")
    with chromium() as browser, page_of(browser, page_file.as_uri()) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        map_ = page.frames[1]
        map_.wait_for_selector(".leaflet-container")
        map_.evaluate(
            "(() => { const mark = Object.values(window).find(o => o instanceof L.GeoJSON).getLayers()[0];"
            " mark.fire('click', {latlng: mark.getLatLng()}, true); })()"
        )
        told = map_.locator(".leaflet-popup-content").inner_text()
        assert "onerror=alert(1)" in told
        assert "`${alert(1)}`" in told


def test_a_layer_tells_a_notebook_what_its_columns_mean():
    shown = LAYERS["returns"]._repr_html_()
    assert re.search(r"<code>high</code></td><td>whole</td><td>The most that they allow", shown)
