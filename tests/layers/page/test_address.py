from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from geo.schema import CATEGORIES, STATUSES
from geo.window import Window
from layers.page.address import BORDER, SWITCHES, Spot, View, read, write
from layers.sift import Sift, measures, publishers

DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))


def some(values) -> st.SearchStrategy:
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=3).map(tuple)


def views(facts) -> st.SearchStrategy[View]:
    body = st.sampled_from(["", *facts.bodies])
    return st.builds(
        lambda days, place, event, known_by, body, only, sift, off, spot: View(
            Window.inclusive(*sorted(days)), place, event, known_by, body,
            Sift(*sift, body if only else "", *([measures(facts)[0]] if only else [])), off, spot,
        ),
        st.tuples(DAYS, DAYS), st.sampled_from([BORDER, *facts.places]), st.sampled_from(["", *facts.events]),
        st.none() | DAYS, body, st.booleans(),
        st.tuples(some(CATEGORIES), some(STATUSES), some(publishers(facts))),
        st.sets(st.sampled_from(SWITCHES)).map(lambda off: tuple(s for s in SWITCHES if s in off)),
        st.none() | st.sampled_from([Spot(34.7, 61.0, 7.5), Spot(-10.25, 0.0, 12.0)]),
    )  # fmt: skip


def test_a_view_is_read_from_its_address_as_it_was(facts):
    @given(views(facts))
    def the_same(view: View) -> None:
        said = {name: [value] if isinstance(value, str) else value for name, value in write(view).items()}
        assert read(said, facts) == (view, [])

    the_same()


def test_an_address_that_names_nothing_known_opens_on_the_border_in_summer_2025(facts):
    asked = {"place": ["<b>"], "category": ["joy"], "off": ["roads"], "lat": ["north"], "from": ["x"], "to": ["y"]}
    view, faults = read(asked, facts)
    assert view == View()
    assert faults == ["window_unreadable"]
