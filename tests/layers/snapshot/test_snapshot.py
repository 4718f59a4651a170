"""Snapshots of the real facts: the same bytes in any process, real text, nothing clipped, honest when empty."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
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


SHEETS = [WEEK, replace(WEEK, lang="fa", format="a4"), replace(WEEK, format="column", title="A very long title " * 6)]


@pytest.mark.parametrize("shot", SHEETS)
def test_no_text_leaves_the_sheet(facts, shot):
    with drawing():
        sheet = situation(facts, shot, tell(facts, shot))
        sheet.figure.canvas.draw()
        boxes = [(t.get_text(), t.get_window_extent()) for t in sheet.ink.texts]
    width, height = sheet.figure.bbox.size
    outside = [t for t, b in boxes if b.x0 < 0 or b.y0 < 0 or b.x1 > width or b.y1 > height]
    assert not outside


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
