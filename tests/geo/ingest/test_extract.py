import json
from datetime import date
from pathlib import Path

import pytest

from geo.cli import main
from geo.errors import BadDate
from geo.ingest.extract import extract
from geo.ingest.flat import flat
from geo.ingest.furniture import blanked, spans
from geo.ingest.matcher import Matcher, folded
from geo.ingest.places import find_places
from geo.ingest.reader import document, language_of, read

DEVSET = Path(__file__).parent.parent.parent / "devset"
FIELDS = {
    "places": ["surface", "start", "end", "place_id", "kind", "country", "lat", "lon"],
    "dates": ["surface", "start", "end", "from", "to", "basis"],
    "figures": [
        "surface",
        "start",
        "end",
        "value",
        "low",
        "high",
        "qualifier",
        "unit",
        "measure",
        "place_id",
        "from",
        "to",
    ],
    "claims": ["category", "status", "from", "to", "place_id", "what", "attributed_to", "evidence"],
}


def places_in(text):
    return [(m.surface, m.place.id) for m in find_places(text, flat(text))]


def test_the_answer_has_the_promised_fields_and_its_offsets_count_code_points_of_the_body(capsys):
    assert main(["extract", str(DEVSET / "25.txt"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    body = (DEVSET / "25.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
    assert answer["source"]["published"] == "2025-07-06"
    for kind, fields in FIELDS.items():
        assert answer[kind]
        for item in answer[kind]:
            assert set(fields) <= set(item)
            if "surface" in item:
                assert body[item["start"] : item["end"]] == item["surface"]


def test_the_command_says_in_words_what_it_found(capsys):
    assert main(["extract", str(DEVSET / "11.txt")]) == 0
    assert "claims" in capsys.readouterr().out


def test_a_date_of_publication_on_the_command_line_overrides_the_header(capsys):
    main(["extract", str(DEVSET / "11.txt"), "--published", "2021-08-22", "--json"])
    assert json.loads(capsys.readouterr().out)["dates"][0]["from"] == "2021-08-22"


def test_an_impossible_date_of_publication_is_refused():
    with pytest.raises(BadDate):
        document("Herat is calm.", published="2021-02-30")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Sun, 06 Jul 2025 10:00:00 GMT", date(2025, 7, 6)),
        ("Jul 6, 2025 3:45 PM", date(2025, 7, 6)),
        ("2025-07-06T14:30:00+03:30", date(2025, 7, 6)),
        ("06.07.2025", date(2025, 7, 6)),
        ("7/16/2025", date(2025, 7, 16)),
        ("۱۵ سرطان ۱۴۰۴", date(2025, 7, 6)),
        ("06/07/2025", None),  # of June or of July
        ("6 July", None),
        ("yesterday", None),
        ("2025-13-45", None),
        ("4 July 2025, updated 5 July 2025", None),
    ],
)
def test_a_header_names_the_day_of_publication_as_people_write_it(written, day):
    paper = document(f"published: {written}\n\nHerat is calm.")
    assert (paper.published.start if paper.published else None) == day
    assert paper.misread_day == ("" if day else written)


def test_a_header_whose_day_cannot_be_read_is_told_of(tmp_path, capsys):
    file = tmp_path / "gate.txt"
    file.write_text("published: 2025-13-45\n\nThe Islam Qala crossing was closed on 5 May 2019.", encoding="utf-8")
    assert main(["extract", str(file), "--json"]) == 0
    answer = capsys.readouterr()
    assert json.loads(answer.out)["source"]["published"] is None
    assert "gate.txt: '2025-13-45'" in answer.err
    assert answer.err.strip().endswith("or give --published.")
    assert main(["extract", str(file), "--published", "2019-05-06", "--json"]) == 0
    assert capsys.readouterr().err == ""


def test_an_unreadable_file_is_refused_with_a_remedy(tmp_path, capsys):
    (tmp_path / "x.xyz").write_text("Herat")
    (tmp_path / "empty.txt").write_text("  ")
    (tmp_path / "latin.txt").write_bytes(b"\xff\xfe\x00caf\xe9")
    (tmp_path / "no.docx").write_text("Herat")
    (tmp_path / "no.pdf").write_text("Herat")
    for name in ("x.xyz", "empty.txt", "latin.txt", "no.docx", "no.pdf", "missing.txt"):
        assert main(["extract", str(tmp_path / name)]) == 1
        assert capsys.readouterr().err.strip().endswith(".")


def test_the_story_is_taken_out_of_a_web_page(tmp_path):
    story = "<p>" + "Taliban fighters captured the Islam Qala crossing in Herat province on Thursday. " * 6 + "</p>"
    page = f"<html><head><title>Gate</title></head><body><nav>Home</nav><article>{story}</article></body></html>"
    (tmp_path / "a.html").write_text(page)
    found = extract(read(tmp_path / "a.html", published="2021-07-09"))
    assert found.claims[0].category == "capture"


def test_a_word_document_is_read(tmp_path):
    docx = pytest.importorskip("docx")
    paper = docx.Document()
    paper.add_paragraph("Islam Qala reopened on Thursday.")
    paper.save(str(tmp_path / "a.docx"))
    assert extract(read(tmp_path / "a.docx", published="2021-07-09")).places[0].place.id == "islam-qala"


def test_page_furniture_is_blanked_and_nothing_moves():
    text = "728 x 90\nHerat is calm.\n2 min read\nAlso Read: Kabul falls\nShare this on X\n(Reporting by Paul Farah)"
    clean = blanked(text, spans(flat(text)))
    assert len(clean) == len(text)
    assert clean.split() == ["Herat", "is", "calm."]


@pytest.mark.parametrize(
    "line", ["زمان مطالعه: ۲ دقیقه", "۲ دقیقه مطالعه", "Published 6 hours ago", "Updated 3 days ago"]
)
def test_times_of_the_page_are_furniture(line):
    assert blanked(line, spans(flat(line))).strip() == ""


def test_marks_of_notes_count_nothing_and_other_numbers_in_brackets_do():
    text = "Some 3,124 people returned (1), 20 of them by air (2); guards killed two (3) men."
    found = extract(document(f"published: 2021-03-25\n\n{text}\n\n(1) Provisional.\n(2) To Kabul."))
    assert [f.value for f in found.figures] == [3124, 20, 2, 3]


def test_a_colon_in_the_first_sentence_makes_no_header():
    assert document("KABUL: It is calm.\n\nMore.").body == "KABUL: It is calm.\n\nMore."


@pytest.mark.parametrize(
    ("text", "language"), [("Herat", "en"), ("والی هرات گفت", "prs"), ("پیر کے روز ہرات میں", "ur"), ("ټول", "ps")]
)
def test_the_language_is_told_by_its_letters(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Milak (Nimroz) and Herat (Islam Qala)", ["milak-zaranj", "AF-NIM", "AF-HER", "islam-qala"]),
        ("the gate linking Herat with Mashhad", ["herat-city", "mashhad"]),
        ("the Islam Qala-Dogharoun border area", ["islam-qala"]),
        ("Abrisham (Silk) Bridge", ["milak-zaranj"]),
        ("ولایت هرات و مرز اسلام قلعه", ["AF-HER", "islam-qala"]),
        ("He spoke to Tehran Times and Afghanistan International.", []),
        ("because us and heart", []),
        ("Heratis and Iranians", []),
        ("It cost US$5", []),
    ],
)
def test_names_are_resolved_by_what_stands_around_them(text, expected):
    assert [place for _, place in places_in(text)] == expected


def test_a_capital_that_speaks_is_a_government_and_never_where_something_happened():
    text = "Tehran said on Friday that clashes broke out at Islam Qala."
    metonyms = [(m.place.id, m.metonym) for m in find_places(text, flat(text))]
    assert metonyms == [("tehran", True), ("islam-qala", False)]
    found = extract(document(text, published="2021-07-09"))
    assert {c.place_id for c in found.claims} == {"islam-qala"}


def test_folding_keeps_the_way_back():
    text = "at Eslām  Qal‘eh — سه‌شنبه ’s Æon, Herat"
    hits = list(Matcher(["Herat", "Eslam Qal'eh"]).find(folded(text)))
    assert [text[a:b] for a, b, _ in hits] == ["Eslām  Qal‘eh", "Herat"]


def test_a_denial_answers_the_claim_it_denies():
    text = "The Taliban captured Islam Qala on Thursday. A spokesman denied the reports that Islam Qala was captured."
    claims = extract(document(text, published="2021-07-09")).claims
    assert [(c.status, c.answers) for c in claims] == [("reported", None), ("denied", 0)]


def test_a_rumour_and_a_confirmation_are_told_by_their_words():
    rumour = "Unconfirmed reports speak of clashes at Islam Qala."
    confirmed = "The ministry acknowledged the loss of Islam Qala."
    assert extract(document(rumour)).claims[0].status == "rumour"
    assert extract(document(confirmed)).claims[0].status == "confirmed"


def test_a_claim_never_repeats_the_sentence_it_rests_on():
    for path in DEVSET.glob("*.txt"):
        found = extract(read(path))
        assert all(claim.what not in found.document.body for claim in found.claims)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Balkh and Baghlan people protested.", ["AF-BAL", "AF-BGL"]),
        ("The governor of Farah spoke in Farah City.", ["AF-FRA", "farah-city"]),
        ("مهاجران در روز دوشنبه آمدند", []),
        ("near Khash in southeastern Iran", ["gn-1160571", "IR"]),
        ("Mansour Bijar, the governor, and later Bijar", []),
    ],
)
def test_towns_provinces_people_and_days_are_told_apart(text, expected):
    assert [p.place.id for p in extract(document(text, published="2025-07-09")).places] == expected


def test_a_dateline_is_not_where_it_happened():
    text = "KABUL, June 26 (Reuters) - Over 230,000 Afghans left Iran in June."
    found = extract(document(text, published="2025-06-27"))
    assert found.places[0].dateline
    assert found.figures[0].place_id == "border-af-ir"


def test_one_sentence_about_two_crossings_makes_a_claim_for_each():
    text = "Customs posts at Islam Qala and at Abu Nasr Farahi passed into Taliban hands on Thursday."
    claims = extract(document(text, published="2021-07-09")).claims
    assert [(c.category, c.place_id) for c in claims] == [("capture", "islam-qala"), ("capture", "abu-nasr-farahi")]


def test_the_crossing_is_the_one_named_before_and_a_confirmation_keeps_the_day_it_happened():
    text = "Taliban fighters took Islam Qala on Thursday.\n\nThe loss of the crossing was acknowledged on Friday."
    claims = extract(document(text, published="2021-07-09")).claims
    assert (claims[-1].place_id, claims[-1].status, str(claims[-1].first)) == ("islam-qala", "confirmed", "2021-07-08")
