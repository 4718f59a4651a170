"""The Review page, without a browser: who may write, what a decision does, what a hostile text does."""

import html
import json

import pytest
from streamlit.testing.v1 import AppTest

from geo.cli import main
from geo.errors import MarzError
from geo.ingest.review import ReviewLog
from geo.store import Store
from layers import reviewing
from layers.language import language
from tests.app.test_page import APP, words

TEXT = """title: Gate shut
published: 2019-05-06

Officials in Herat said on Monday that the Islam Qala crossing was closed on 5 May 2019. About 1,200 people returned
through Islam Qala on 5 May 2019, said a spokesman of IOM.
"""


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("MARZ_STORE", str(tmp_path))
    monkeypatch.delenv("MARZ_REVIEW", raising=False)
    Store.open()
    return tmp_path


@pytest.fixture
def page(store, monkeypatch):
    def opened(*, writing: bool, text: str = TEXT) -> AppTest:
        if writing:
            monkeypatch.setenv("MARZ_REVIEW", "1")
        page = AppTest.from_file(str(APP), default_timeout=120)
        page.query_params["page"] = "review"
        page.run()
        if text:
            page.text_area(key="pasted").input(text)
            press(page, "Find candidates")
        return page

    return opened


def press(page: AppTest, label: str) -> None:
    next(b for b in page.button if b.label == label).click()
    page.run()
    assert not page.exception


def signed(page: AppTest) -> AppTest:
    page.text_input(key="who").input("Ana").run()
    return page


def test_a_text_whose_header_names_no_day_is_taken_and_the_page_says_so(page):
    for day, said in (("2025-13-45", 1), ("Sun, 06 Jul 2025 10:00 GMT", 0)):
        opened = page(writing=False, text=f"published: {day}\n\nThe Islam Qala crossing was closed on 5 May 2019.")
        assert sum(t.value == language("en")("review_day_unread") for t in opened.toast) == said


def events(capsys, *more: str) -> list[dict]:
    assert main(["events", "--from", "2019-05-01", "--to", "2019-05-10", "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)["events"]


def closures(found: list[dict]) -> list[dict]:
    return [e for e in found if e["category"] == "closure"]


def test_a_page_that_only_reads_says_how_to_write_and_writes_nothing(page, store):
    shown = page(writing=False)
    assert "marz app --review" in shown.info[0].value
    assert "mz-is-evidence" in words(shown)
    assert all(b.disabled for b in shown.button if b.label in {"Accept", "Refuse", "Undo my last"})
    assert ReviewLog(store).candidates(None) == []


def test_the_text_is_marked_and_never_written(page, store):
    shown = page(writing=True)
    for kind in ("place", "date", "figure", "evidence"):
        assert f"mz-is-{kind}" in words(shown)
    assert len(ReviewLog(store).candidates()) >= 2
    held = b"".join(f.read_bytes() for f in store.rglob("*") if f.is_file())
    assert b"Officials in Herat said on Monday" not in held


def test_nobody_without_a_name_decides(page):
    shown = page(writing=True)
    assert all(b.disabled for b in shown.button if b.label == "Accept")
    assert not next(b for b in signed(shown).button if b.label == "Accept").disabled


def test_an_accepted_claim_is_on_the_map_at_once_and_an_undone_one_is_not(page, store, capsys):
    assert closures(events(capsys)) == []
    shown = signed(page(writing=True))
    press(shown, "Accept")
    (closure,) = closures(events(capsys))
    assert [p["id"] for p in closure["places"]] == ["islam-qala"]
    assert closure["claims"][0]["evidence"]["range"]
    assert [d.who for d in ReviewLog(store).log()] == ["Ana"]
    shown.query_params["from"] = shown.query_params["to"] = "2019-05-05"
    press(shown, "Back to the map")
    assert closure["title"] in words(shown)
    press(shown, "Review a text")
    press(shown, "Undo my last")
    assert closures(events(capsys)) == []
    press(shown, "Back to the map")
    assert closure["title"] not in words(shown)


def test_a_correction_goes_in_with_the_acceptance(page, store, capsys):
    shown = signed(page(writing=True))
    next(t for t in shown.text_input if t.label == "What").input("The gate is shut")
    next(s for s in shown.selectbox if s.label == "Place").select("milak-zaranj")
    press(shown, "Accept")
    (closure,) = closures(events(capsys, "--place", "milak-zaranj"))
    assert closure["title"] == "The gate is shut"


def test_a_wrong_correction_is_refused_with_a_reason_and_changes_nothing(page, store):
    shown = signed(page(writing=True))
    next(t for t in shown.text_input if t.label == "From").input("in spring")
    press(shown, "Accept")
    assert "mz-warn" in words(shown)
    assert ReviewLog(store).log() == []


def test_a_refusal_keeps_its_reason_and_next_moves_on(page, store):
    shown = signed(page(writing=True))
    first = ReviewLog(store).candidates()
    press(shown, "Next")
    assert "2 of" in words(shown)
    press(shown, "Refuse")
    (done,) = ReviewLog(store).log()
    assert (done.verdict, done.why) == ("refuse", "misread")
    assert len(ReviewLog(store).candidates()) == len(first) - 1
    assert "misread" in words(shown)


def test_a_claim_joins_an_event_that_the_store_holds(page, store):
    text = "published: 2021-07-09\n\nThe Taliban captured the Islam Qala crossing on 8 July 2021, officials said."
    shown = signed(page(writing=True, text=text))
    box = next(s for s in shown.selectbox if s.label == "Event")
    box.set_value("2021-07-08-islam-qala-capture")
    press(shown, "Accept")
    (claim,) = (c for c in Store.open().claims if c.note == "reviewed by Ana")
    assert claim.event_id == "2021-07-08-islam-qala-capture"


def test_an_empty_text_is_refused_with_a_remedy(page):
    shown = page(writing=True, text="")
    press(shown, "Find candidates")
    assert "Paste one, or choose a file" in words(shown)


def test_a_text_that_tries_to_run_is_shown_as_text(page):
    attack = "<img src=x onerror=alert(1)></script><script>alert(1)</script>"
    text = f"title: {attack}\npublished: 2019-05-06\n\n{attack} Islam Qala was closed on 5 May 2019, {attack} said."
    shown = page(writing=True, text=text)
    assert "&lt;img" in words(shown)
    assert "<img src=x" not in words(shown)
    assert "<script>alert" not in words(shown)


def test_persian_paragraphs_find_their_own_direction():
    text = reviewing.pasted("published: 2021-07-09\n\nگذرگاه اسلام قلعه روز پنجشنبه بسته شد.\n\nThe gate was closed.")
    shown = reviewing.text_html(text, text.candidates[0] if text.candidates else None)
    assert shown.count('<p dir="auto">') == 2
    assert "اسلام قلعه</mark>" in shown


def test_an_uploaded_page_is_read_and_a_file_that_holds_no_text_is_refused():
    read = reviewing.uploaded("gate.txt", TEXT.encode())
    assert read.sha256 == reviewing.pasted(TEXT).sha256
    with pytest.raises(reviewing.MarzError, match="holds no text"):
        reviewing.uploaded("gate.txt", b"  ")


@pytest.mark.parametrize("lang", ["fa", "prs"])
@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (lambda: reviewing.uploaded("gate.txt", b"\xff\xfe\xfa <b>"), "refused_text"),
        (lambda: reviewing.uploaded("gate.txt", TEXT.encode(), published="yesterday"), "refused_date"),
        (lambda: reviewing.uploaded("gate.exe", b"MZ"), "refused_text"),
    ],
)
def test_what_a_visitor_does_wrong_is_said_in_the_language_of_the_page(refused, said, lang):
    with pytest.raises(MarzError) as fault:
        refused()
    shown = reviewing.refusal_html(fault.value, lang)
    assert language(lang)(said) in html.unescape(shown)
    assert str(fault.value) in html.unescape(shown), "the error's own words stand below"
    assert language("en")(said) not in html.unescape(reviewing.refusal_html(fault.value))
