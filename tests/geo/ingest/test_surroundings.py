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
        ("They denied that the Islam Qala crossing in Herat was shut.", ["islam-qala", "AF-HER"]),
        ("Islam Qala | Herat | 1,200", ["islam-qala", "AF-HER"]),
        ("Aid went to Kunduz, Kabul and Nangarhar provinces.", ["AF-KDZ", "AF-KAB", "AF-NAN"]),
        ("خانواده‌ها به ولایت‌های کابل، بلخ و غور رفتند.", ["AF-KAB", "AF-BAL", "AF-GHO"]),
        ("They opened offices in the cities of Herat and Farah.", ["herat-city", "farah-city"]),
        ("A border guards' post near Zabol border guards fired.", ["zabol"]),
        ("Traders use the Dogharoun Islam Qala border.", ["islam-qala"]),
        ("Afghans may live in the counties of Khusf and Birjand.", ["gn-127098", "birjand"]),
        ("Khusf is a word, and so is Rask.", []),
        ("Families named Herat (21%), Faryab (11%) and Ghor (9%).", ["AF-HER", "AF-FYB", "AF-GHO"]),
        ("They wrote to Herat's governor in Farah, the western province.", ["AF-HER", "AF-FRA"]),
        ("The governor of western Farah spoke.", ["AF-FRA"]),
        ("موتر در نزدیکی شهر بردسیر در ایران چپه شد.", ["gn-124647", "IR"]),
        ("او بردسیر را دید.", []),
        ("On the road between Bam and Kerman in Iran a bus burned.", ["gn-141736", "gn-128234", "IR"]),
        ("A traveller came home to Qom.", ["IR-25"]),
        ("او در کرج و تبریز کار می‌کرد.", ["gn-128747", "gn-113646"]),
        ("مردم این قوم در آنجا زندگی می‌کنند.", []),
        ("The Baluch Campaign spoke of a mine.", []),
    ],
)
def test_a_name_of_several_places_means_the_one_that_its_surroundings_speak_for(text, expected):
    assert ids(text) == expected
