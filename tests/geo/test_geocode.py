import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import gazetteer
from geo.cli import geocode as command
from geo.geocode import Ambiguous, Answer, Match, Refusal, explain, geocode
from geo.names import stored
from geo.names.choose import same_spot

KEYS = ["name", "status", "place_id", "place_name", "kind", "country", "lat", "lon", "precision_km", "method", "score",
        "reason", "candidates"]  # fmt: skip
with (Path(__file__).parent / "hard_names.tsv").open(encoding="utf-8", newline="") as table:
    HARD = [tuple(row) for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
REAL = [row for row in HARD if row[2] != "refused"]
NOT = [row for row in HARD if row[2] == "refused"]


def got(answer: Answer) -> str:
    return str(answer.place_id) if isinstance(answer, Match) else answer.status


def fits(answer: Answer, wanted: str) -> bool:
    ids = wanted.split("|")
    return got(answer) in ids or ("gn" in ids and got(answer).startswith("gn-"))


@pytest.mark.parametrize(("name", "context", "wanted"), REAL)
def test_a_real_spelling_finds_its_place(name, context, wanted):
    answer = geocode(name, context=context)
    assert fits(answer, wanted), answer


@pytest.mark.parametrize(("name", "context"), [row[:2] for row in NOT])
def test_what_is_no_place_is_refused_with_a_reason(name, context):
    answer = geocode(name, context=context)
    assert isinstance(answer, Refusal)
    assert answer.reason


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("Islam Qala", "alias"), ("اسلام قلعه", "alias"), ("AF-HER", "code"), ("IR026005", "code"),
        ("islam-qala", "code"),
        ("ISLAM QALA", "folded"), ("Islam Qala gate!", "folded"), ("Islam Qallah", "transliterated"),
        ("Heraat", "transliterated"), ("Mashhzd", "edit"), ("Bamiqan", "edit"),
    ],
)  # fmt: skip
def test_the_answer_names_the_rung_it_was_found_on(name, method):
    assert geocode(name).method == method


def test_a_lower_rung_is_less_sure():
    scores = [geocode(n).score for n in ("Islam Qala", "ISLAM QALA", "Islam Qallah", "Mashhzd")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_every_spelling_of_every_place_finds_it_or_is_listed_as_ambiguous():
    found = stored.load()
    banned = {row.name for row in gazetteer.load().not_places}
    for alias in gazetteer.load().spellings:
        if alias.use == "context" or alias.name in banned:
            continue
        answer = geocode(alias.name)
        wanted = found.spots[found.by_id[alias.place_id]]
        near = answer.spot is not None and same_spot(answer.spot, wanted, found)
        listed = alias.place_id in {c.place_id for c in answer.candidates}
        assert answer.place_id == alias.place_id or near or listed, (alias, answer)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=200), st.sampled_from(["", "AF", "IR", "XX"]))
def test_any_text_gets_an_answer_from_the_index_or_none(name, context, country):
    answer = geocode(name, context=context, country=country)
    held = stored.load().by_id
    assert answer.place_id is None or answer.place_id in held
    assert all(c.place_id in held for c in answer.candidates)
    assert answer.reason
    json.dumps(answer.as_dict())


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([row[0] for row in REAL if row[1] == ""]), st.sampled_from(["AF", "IR", "PK"]))
def test_no_answer_lies_outside_the_country_asked_for(name, country):
    answer = geocode(name, country=country)
    assert answer.country is None or country in answer.country.split("-")


@pytest.mark.parametrize(
    ("name", "context", "wanted"),
    [
        ("زابل", "ولسوالی‌های قندهار و ارزگان", "AF-ZAB"),
        ("زابل", "استان سیستان و بلوچستان", "zabol"),
        ("نیمروز", "والی نیمروز در زرنج گفت", "AF-NIM"),
        ("نیمروز", "شهرستان نیمروز در سیستان و بلوچستان", "nimruz-county"),
        ("هرات", "شهرستان خاتم استان یزد", "herat-yazd"),
        ("Herat", "in Nimroz, Herat and Farah provinces", "AF-HER"),
        ("Zero Point", "crossed at Zero Point in Nimroz", "milak-zaranj"),
        ("Zero Point", "Herat officials at the Zero Point", "islam-qala"),
        ("Mashhad", "a village of Badakhshan, Afghanistan", "gn-1133749"),
        ("Khorasan", "the city of Mashhad in Khorasan", "IR-09"),
        ("Khorasan", "Birjand, Khorasan", "IR-29"),
        ("Heart", "Afghan police in Heart province", "AF-HER"),
        ("Farah", "the Taliban took Farah province", "AF-FRA"),
        ("Farah", "province", "AF-FRA"),
        ("Nimroz", "near the Iranian border", "AF-NIM"),
    ],
)
def test_context_decides(name, context, wanted):
    assert got(geocode(name, context=context)) == wanted


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("پل ابریشم", "پل طبیعت و پل ابریشم در تهران"),
        ("Herat", "the Herat Times wrote"),
        ("هرات", "به گزارش روزنامه هرات"),
        ("Farah", "Farah, a 23-year-old nurse, was sent back"),
        ("Kabul", "the Kabul Bank collapsed"),
        ("Iran", "told Iran International that"),
        ("Balkh", "supporters of Balkh FC"),
    ],
)
def test_context_can_say_that_it_is_no_place(name, context):
    assert isinstance(geocode(name, context=context), Refusal)


@pytest.mark.parametrize("name", ["زابل", "نیمروز", "Khorasan", "خراسان", "Zero Point", "نقطه صفر مرزی"])
def test_without_context_a_name_of_several_places_is_ambiguous_with_ranked_candidates(name):
    answer = geocode(name)
    assert isinstance(answer, Ambiguous)
    assert len(answer.candidates) > 1
    scores = [c.score for c in answer.candidates]
    assert scores == sorted(scores, reverse=True)


def test_a_country_decides_like_context():
    assert got(geocode("زابل", country="IR")) == "zabol"
    assert got(geocode("زابل", country="af")) == "AF-ZAB"


def test_a_capital_that_speaks_is_marked_as_its_government():
    answer = geocode("Tehran", context="Tehran denied that it had agreed to talks")
    assert answer.place_id == "tehran"
    assert answer.metonym
    assert not geocode("Tehran", context="a camp near Tehran").metonym


def test_a_side_of_a_crossing_is_the_crossing_but_a_village_on_request():
    assert got(geocode("Dogharoun")) == "islam-qala"
    assert got(geocode("Milak village")) == "milak"
    assert got(geocode("Islam Qala town")) == "islam-qala-town"


def test_several_places_in_one_name_are_not_one_place():
    answer = geocode("Zabol and Zahedan")
    assert isinstance(answer, Ambiguous)
    assert {c.place_id for c in answer.candidates} == {"zabol", "zahedan"}


def test_parts_of_names_are_never_matched():
    for name in ("Herat Ruby Quartz", "Kabul Dreams Tonight", "North Herat Ventures", "New Tehran Something"):
        assert isinstance(geocode(name), Refusal), name


@pytest.mark.parametrize(
    "name",
    ["", " ", "\x00", "\u202e", "🙂", "ا" * 10_000_000, "Herat " * 2_000_000, "\ud800", "١٢٣", "a" * 161, "()", "/",
     "؛،",
     "-"],
    ids=range(14),
)  # fmt: skip
def test_hostile_names_are_refused_quickly(name):
    answer = geocode(name)
    assert isinstance(answer, Refusal)
    assert len(json.dumps(answer.as_dict())) < 3_000


def test_ten_megabytes_of_context_cost_no_more_than_a_page():
    answer = geocode("زابل", context="سیستان و بلوچستان " * 600_000)
    assert got(answer) == "zabol"


def test_a_word_in_right_to_left_override_is_read_as_it_stands():
    assert got(geocode("\u202eHerat\u202c")) == "herat-city"


def test_explaining_lists_the_rungs_walked():
    answer, steps = explain("Islam Qallah")
    assert answer.place_id == "islam-qala"
    assert list(dict.fromkeys(s.split(":")[0] for s in steps)) == ["alias", "code", "folded", "transliterated"]


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    from geo import paths

    (tmp_path / "places").mkdir()
    for file in (paths.seeds() / "places").glob("*.csv"):
        (tmp_path / "places" / file.name).write_bytes(file.read_bytes())
    return tmp_path


def append(seeds, name, line):
    with (seeds / "places" / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def test_a_new_alias_takes_effect_without_building(seeds, monkeypatch):
    append(seeds, "aliases.csv", "islam-qala,Gate of Sighs,en,always,")
    assert geocode("Gate of Sighs").status == "refused"
    monkeypatch.setenv("MARZ_SEEDS", str(seeds))
    assert geocode("Gate of Sighs").place_id == "islam-qala"


def test_a_name_that_people_say_is_no_place_is_never_matched_again(seeds, monkeypatch):
    append(seeds, "not_places.csv", "Taybad,a brand of tea in this test,")
    monkeypatch.setenv("MARZ_SEEDS", str(seeds))
    assert geocode("Taybad").reason == "not a place: a brand of tea in this test"


def test_the_json_has_the_documented_keys_in_order(capsys):
    assert list(geocode("Herat").as_dict()) == KEYS
    assert list(geocode("Herat Times").as_dict()) == KEYS


def run(*arguments):
    import argparse

    top = argparse.ArgumentParser()
    command.add(top.add_subparsers())
    parsed = top.parse_args(["geocode", *arguments])
    return parsed.run(parsed)


def test_a_batch_is_answered_in_order_one_line_each(tmp_path, capsys):
    asked = [{"name": "Milak"}, {"name": "زابل", "context": "ایران، سیستان و بلوچستان"}, {"name": "Bank Sepah"}]
    file = tmp_path / "asked.jsonl"
    file.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    assert run("--batch", str(file)) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [a["name"] for a in answers] == [a["name"] for a in asked]
    assert [a["place_id"] for a in answers] == ["milak-zaranj", "zabol", None]


def test_a_bad_line_of_a_batch_is_refused_and_the_others_are_answered(tmp_path, capsys):
    file = tmp_path / "asked.jsonl"
    file.write_bytes(b'{"name": "Milak"}\nnot json\n\xff\n{"place": 1}\n{"name": "Taybad"}\n')
    assert run("--batch", str(file)) == 1
    shown = capsys.readouterr()
    answers = [json.loads(line) for line in shown.out.splitlines()]
    assert [a["status"] for a in answers] == ["matched", "refused", "refused", "refused", "matched"]
    assert "asked.jsonl line 2: not JSON" in answers[1]["reason"]
    assert "3 of 5 lines" in shown.err


def test_naming_nothing_is_wrong_usage(capsys):
    assert run() == 2
    assert "--batch FILE" in capsys.readouterr().err


def test_geocoding_starts_without_heavy_packages():
    import subprocess
    import sys

    code = (
        "import sys; from geo.geocode import geocode; geocode('Dogharonn')\n"
        "print([m for m in ('pandas', 'geopandas', 'shapely', 'numpy', 'folium', 'streamlit') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
