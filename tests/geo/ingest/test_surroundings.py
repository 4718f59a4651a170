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
        ("The row is over the Helmand river, not over Helmand province.", ["helmand-river", "AF-HEL"]),
        ("They walked across the Helmand into Zaranj.", ["helmand-river", "zaranj"]),
        ("The Helmand clinic is in Helmand.", ["AF-HEL", "AF-HEL"]),
        ("Residents of Ghor and Farah may still apply in Herat.", ["AF-GHO", "AF-FRA", "herat-city"]),
        ("A trader in Herat says waiting at Dogharoun is over.", ["herat-city", "islam-qala"]),
        ("A bus went from Kerman to Zahedan.", ["gn-128234", "zahedan"]),
        ("صوبہ ہرات میں", ["AF-HER"]),
        ("مهاجران در کرمان، شیراز و ایرانشهر در ایران", ["gn-128234", "gn-115019", "gn-1160939", "IR"]),
        ("استاندار کرمان", ["IR-08"]),
        ("Gul Agha Sistani and Zabul Khan stood in Kandahar Square, Herat.", ["herat-city"]),
        ("Balkh Bastan Group sent pilgrims to Karbala and Hamburg.", ["gn-94824", "gn-2911298"]),
        ("ولسوالی چهاربرجک و بند کجکی", ["char-burjak-district", "kajaki-dam"]),
    ],
)
def test_a_name_of_several_places_means_the_one_that_its_surroundings_speak_for(text, expected):
    assert ids(text) == expected
