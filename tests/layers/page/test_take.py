"""What the page gives to take away is the file that its name says, of the view that it shows."""

from datetime import date

import pytest

from geo.window import Window
from layers.language import language
from layers.page.address import View
from layers.page.take import KINDS, TEMPLATES, _content

VIEW = View(Window.inclusive(date(2021, 7, 8), date(2021, 7, 9)))


BEGINNINGS = [("svg", b"<?xml"), ("pdf", b"%PDF"), ("html", b"<!DOCTYPE"), ("brief.docx", b"PK")]


@pytest.mark.parametrize(("kind", "begins"), BEGINNINGS)
def test_each_kind_is_drawn_when_it_is_asked_for(facts, kind, begins):
    made = _content(facts, VIEW, kind, "map", "column", "en")
    assert made.startswith(begins)
    if kind == "svg":
        assert b"8 \xe2\x80\x93 9 July 2021" in made


@pytest.mark.parametrize("lang", ["en", "fa", "prs"])
def test_every_choice_has_a_name(lang):
    t = language(lang)
    assert all(t.has(f"snapshot_{k.replace('.', '_')}") for k in KINDS)
    assert all(t.has(f"snapshot_shows_{n}") for n in TEMPLATES)
