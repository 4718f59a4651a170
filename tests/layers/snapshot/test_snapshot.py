"""Snapshots of the real facts: the same bytes in any process, real text, nothing clipped, honest when empty."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image
from pypdf import PdfReader

from geo.errors import MarzError
from geo.window import Window
from layers.snapshot import Shot, picture
from layers.snapshot.sheet import drawing
from layers.snapshot.situation import situation
from layers.snapshot.told import tell

ROOT = Path(__file__).parents[3]
WEEK = Shot(window=Window.inclusive(date(2025, 7, 1), date(2025, 7, 7)), dpi=40)
CAPTURE = replace(WEEK, window=Window.inclusive(date(2021, 7, 8), date(2021, 7, 9)), format="column")


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_another_process_makes_the_same_bytes(facts, suffix, tmp_path):
    words = CAPTURE.command(f"x.{suffix}").split()[1:]
    command = [sys.executable, "-m", "geo", *words, "--store", str(facts.file.parent)]
    subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"}, check=True)
    assert (tmp_path / f"x.{suffix}").read_bytes() == picture(facts, CAPTURE, f"elsewhere/x.{suffix}")


def test_the_file_says_how_it_was_made_and_from_which_facts(facts):
    image = Image.open(io.BytesIO(picture(facts, CAPTURE, "x.png")))
    assert image.info["Description"] == CAPTURE.command("x.png")
    assert image.info["Source"] == f"sha256:{facts.digest}"


def test_text_stays_text_and_persian_can_be_searched_in_the_pdf(facts):
    svg = picture(facts, replace(CAPTURE, lang="fa"), "x.svg").decode()
    assert re.search("<text[^>]*>[^<]*اسلام قلعه", svg)
    pdf = PdfReader(io.BytesIO(picture(facts, replace(WEEK, lang="fa", format="a4"), "x.pdf")))
    told = pdf.pages[0].extract_text()
    assert "ایران" in told
    # pypdf gives back the digits of a line from right to left in the order in which they stand on the page.
    assert "۱۲٬۵۷۴" in told or "۴۷۵٬۲۱" in told


MONTH = replace(WEEK, window=Window.inclusive(date(2021, 7, 1), date(2021, 7, 31)))
SHEETS = [
    WEEK, replace(WEEK, lang="fa", format="a4"), replace(WEEK, format="slide"), replace(WEEK, format="two-columns"),
    replace(WEEK, format="column", title="A very long title " * 6), replace(MONTH, format="a3", lang="prs"),
    replace(MONTH, format="slide", lang="fa", category=("capture", "closure"), status=("confirmed", "disputed")),
]  # fmt: skip


@pytest.mark.parametrize("shot", SHEETS, ids=lambda s: f"{s.window.days}-{s.format}-{s.lang}")
def test_no_text_leaves_the_sheet_or_covers_another(facts, shot):
    with drawing():
        figure = situation(facts, shot, tell(facts, shot)).figure
        figure.set_dpi(72)
        width, height = figure.bbox.size
        said = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible()]
        # A name on the map is drawn twice in one place: its white edge, and itself.
        boxes = {(t.get_text(), *t.get_window_extent().extents.round()): t.get_window_extent() for t in said}
    assert not [t for t, b in boxes.items() if b.x0 < -1 or b.y0 < -1 or b.x1 > width + 1 or b.y1 > height + 1]
    assert not [(one, other) for (one, a), (other, b) in combinations(boxes.items(), 2) if cover(a, b)]


def cover(a: Bbox, b: Bbox) -> bool:
    """Whether two lines of text share more than the space between lines."""
    across, down = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    return across > 1 and down > 0.35 * min(a.height, b.height)


def test_a_landscape_sheet_lists_most_of_what_it_numbers_and_says_how_many_it_does_not(facts):
    svg = picture(facts, WEEK, "x.svg").decode()
    held = int(re.search(r"and (\d+) more, counted on the map", svg).group(1))
    assert 12 <= len(tell(facts, WEEK).views) - held < len(tell(facts, WEEK).views)


def test_an_open_count_is_written_as_a_lower_bound_and_silence_in_words(facts):
    svg = picture(facts, WEEK, "x.svg").decode()
    assert "≥ 12,574" in svg
    assert "6 of 7 days: no report" in svg


def test_an_empty_window_says_so_and_where_the_nearest_facts_are(facts):
    empty = replace(WEEK, window=Window.inclusive(date(2019, 3, 28), date(2019, 3, 28)), format="a4")
    told = tell(facts, empty)
    svg = picture(facts, empty, "x.svg").decode()
    assert told.views or "No event is on record" in svg
    assert told.volumes or "silence, not zero" in re.sub("<[^>]+>|\\s+", " ", svg)


@pytest.mark.parametrize("wrong", [{"format": "b5"}, {"layers": ("roads",)}, {"dpi": 9}, {"template": "event"}])
def test_what_cannot_be_drawn_is_refused_with_the_remedy(wrong):
    with pytest.raises(MarzError, match=r"(Pick|Give|Name it)"):
        replace(WEEK, **wrong)


def test_hostile_titles_are_text(facts):
    svg = picture(facts, replace(CAPTURE, title='<script>x</script> $\\frac{a}{b}$ "&'), "x.svg").decode()
    assert "<script" not in svg
    assert "$\\frac{a}{b}$" in svg
