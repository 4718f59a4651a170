"""Briefs of the real facts: every number leads to its claim, in three forms, in both directions of script."""

import io
import re
import time
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import html as reader
from PIL import Image
from pypdf import PdfReader

from geo.errors import MarzError
from geo.window import Window
from layers.report.brief import brief
from layers.report.page import page
from layers.report.write import FORMS, brief_html, rendered
from layers.snapshot import Shot

CAPTURE = Shot(window=Window.inclusive(date(2021, 7, 8), date(2021, 7, 9)))
WEEK = Shot(window=Window.inclusive(date(2025, 7, 1), date(2025, 7, 7)))
PIXEL = {"map": b"\x89PNG"}


@pytest.fixture(scope="module")
def told(facts):
    return brief(facts, WEEK)


def test_every_number_of_the_table_links_to_a_figure_that_is_there_with_its_source(told):
    tree = reader.document_fromstring(page(told, command="marz report", pictures=PIXEL))
    ids = {e.get("id") for e in tree.iter() if e.get("id")}
    targets = [a.get("href") for a in tree.iter("a")]
    assert {t[1:] for t in targets if t.startswith("#")} <= ids
    numbers = [td for td in tree.find(".//table").iter("td") if td.get("class") == "num"]
    assert all(td.find("a") is not None for td in numbers if re.search(r"\d", td.text_content()))
    row = tree.get_element_by_id(numbers[0].find("a").get("href")[1:])
    source = tree.get_element_by_id(row.find(".//a").get("href")[1:])
    assert source.find("a").get("href").startswith("http")


def test_an_open_end_is_open_and_nothing_unknown_is_zero(told):
    table = reader.document_fromstring(page(told, command="", pictures=PIXEL)).find(".//table")
    cells = [td.text_content() for td in table.iter("td")]
    assert "open" in cells
    assert "0" not in cells


def test_the_three_forms_say_the_same_in_both_scripts(facts):
    for lang, title in (("en", "Islam Qala crossing: Taliban capture"), ("fa", "تصرف به دست طالبان")):
        shot = replace(CAPTURE, lang=lang)
        text = brief_html(brief(facts, shot), facts)
        assert title in text
        told = brief(facts, shot)
        document = Document(io.BytesIO(rendered(text, "docx", told)))
        assert any(title in p.text for p in document.paragraphs)
        assert (lang == "en") or any("بازگشت‌ها" in p.text for p in document.paragraphs)  # joiners are kept
        assert ("w:bidi" in document.element.xml) == (lang == "fa")
        assert 'w:anchor="source_' in document.element.xml
        pdf = PdfReader(io.BytesIO(rendered(text, "pdf", told)))
        assert "Tariq Arian" in "".join(p.extract_text() for p in pdf.pages)


def test_the_same_facts_give_the_same_bytes_whatever_the_clock_says(told, monkeypatch):
    text = page(told, command="marz report", pictures={"map": dot()})
    made = {form: rendered(text, form, told) for form in FORMS}
    days = {entry.date_time for entry in ZipFile(io.BytesIO(made["docx"])).infolist()}
    assert days == {(1980, 1, 1, 0, 0, 0)}
    later = time.localtime(time.time() + 86_400)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert {form: rendered(text, form, told) for form in FORMS} == made


def dot() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return out.getvalue()


def test_an_empty_window_says_where_the_nearest_facts_are(facts):
    empty = brief(facts, Shot(window=Window.inclusive(date(2017, 3, 1), date(2017, 3, 1))))
    assert "silence, not zero" in page(empty, command="", pictures=PIXEL)


def test_a_template_of_ones_own_is_used_and_its_faults_are_named(told, tmp_path):
    mine = tmp_path / "mine.html"
    mine.write_text("<title>{{ b.title }}</title><body><p>{{ t.number(b.views|length) }}</p>")
    assert "<p>29</p>" in page(told, command="", pictures=PIXEL, template=mine)
    mine.write_text("one\n{% if %}")
    with pytest.raises(MarzError, match=r"line 2.*Mend"):
        page(told, command="", pictures=PIXEL, template=mine)
    with pytest.raises(MarzError, match="UTF-8"):
        page(told, command="", pictures=PIXEL, template=tmp_path / "absent.html")
