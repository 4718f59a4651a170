"""Persian, Urdu and Pashto in print: every letter has a form, and PDF gives the words back in their order."""

import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from fontTools.ttLib import TTFont

from geo.window import Window
from layers.report.pdf import pdf
from layers.snapshot import Shot, fonts, picture

TEXTS = {
    "fa": "گذرگاه اسلام قلعه بسته شد؛ می‌گویند هزاران نفر ماندند",
    "ur": "سرحد پر حملے کے بعد ہزاروں افغان واپس آئے",
    "ps": "د اسلام قلا په پوله ځینې ستنېدونکي وايۍ چې ګومرک تړلی دی",
}
DAY = Shot(window=Window.inclusive(date(2021, 7, 8), date(2021, 7, 8)), format="slide", lang="fa", layers=())


def read(made: bytes, tmp_path) -> str:
    """The text of a PDF as poppler reads it, without marks of direction, ligatures as their letters."""
    (tmp_path / "x.pdf").write_bytes(made)
    text = subprocess.run(["pdftotext", "x.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    plain = "".join(c for c in text if unicodedata.category(c) != "Cf" or c == "\u200c")
    return " ".join(unicodedata.normalize("NFKC", plain).split())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("lang", TEXTS)
def test_words_come_out_of_a_pdf_in_the_order_they_are_read(lang, facts, tmp_path):
    text = TEXTS[lang]
    assert text in read(picture(facts, replace(DAY, title=text), "x.pdf"), tmp_path)
    brief = f"<html><head><title>x</title></head><body><main><h1>{text}</h1><p>{text}</p></main></body></html>"
    assert read(pdf(brief, rtl=True), tmp_path).count(text) == 2


def test_no_letter_of_the_three_languages_is_drawn_as_a_box(monkeypatch):
    for text in TEXTS.values():
        files = fonts.other_files() if fonts.needs_other(text) else fonts.files()
        drawn = set(map(chr, TTFont(files[""]).getBestCmap()))
        assert {c for c in text if c != "\u200c"} <= drawn
    monkeypatch.setattr(fonts, "other_files", dict)
    ours = set(map(chr, TTFont(fonts.files()[""]).getBestCmap()))
    for text in TEXTS.values():
        assert set(fonts.settable(text)) <= ours
