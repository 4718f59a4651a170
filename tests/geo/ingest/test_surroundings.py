import pytest

from geo.ingest.flat import flat
from geo.ingest.places import find_places


def ids(text):
    return [mention.place.id for mention in find_places(text, flat(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We spoke with men in Herat, Islam Qala and Mashhad.", ["herat-city", "islam-qala", "mashhad"]),
        (
            "Returns went through Islam Qala, Herat, and Milak, Nimroz.",
            ["islam-qala", "AF-HER", "milak-zaranj", "AF-NIM"],
        ),
        ("Calm is back in Zahedan, Sistan and Baluchestan, the governor of Zabol said.", ["zahedan", "IR-11", "zabol"]),
        ("والی هرات به ولایت فراه رفت.", ["AF-HER", "AF-FRA"]),
        ("The row is over the Helmand river, not over Helmand province.", ["AF-HEL"]),
    ],
)
def test_a_name_of_several_places_means_the_one_that_its_surroundings_speak_for(text, expected):
    assert ids(text) == expected
