import pytest

from geo.ingest.extract import extract
from geo.ingest.reader import document


def places_in(text):
    return [m.place.id for m in extract(document(text, published="2025-07-09")).places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A convoy reached Zarandj at noon.", ["zaranj"]),
        ("Buses left from Taibaad on Monday.", ["taybad"]),
        ("Eslaam Qalah was quiet.", ["islam-qala"]),
        ("Police in Hermand County agreed.", ["hirmand-county"]),
        ("They live in Sifid Sang camp; Sifid Sang is full.", ["camp-sefid-sang", "camp-sefid-sang"]),
        ("د اسلام قلعې لاره خلاصه ده.", ["islam-qala"]),
        ("زاہدان کی پولیس زابل پہنچی۔", ["zahedan", "zabol"]),
    ],
)
def test_a_spelling_that_nobody_wrote_down_is_told_by_its_sound(text, expected):
    assert places_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He spoke to Karim Mashhadi and to Zaboli.",
        "For Farid it was hard; with Heraat Cement it was worse.",
        "Shares in Zahedan Cement and Kandahar Steel fell; Radio Zabol said so.",
        "(Reporting by Paul Farah; editing by Herat Khan)",
    ],
)
def test_people_and_companies_are_no_places(text):
    assert places_in(text) == []
