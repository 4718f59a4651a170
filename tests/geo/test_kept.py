"""Answers that are kept with a store belong to that store alone."""

from datetime import date
from weakref import ref

from geo.claims import figures_by_id, inside
from geo.coarse import Coarse
from geo.eventlist import events_in
from geo.kept import kept
from geo.store import Store
from geo.window import Window
from layers.chart import returns_charts
from layers.opening import opening
from layers.page.stories import narratives
from layers.returns import volumes_at


@kept(most=4)
def points(store: Store) -> dict[str, float | None]:
    return {p.id: p.lat for p in store.places.values()}


def test_a_coarse_store_takes_over_no_exact_position_that_was_asked_for_before(facts):
    exact = points(facts)
    rounded = points(Coarse(facts))
    assert rounded != exact
    assert points(facts) is exact
    assert points(Coarse(facts)) == rounded


def test_a_store_that_nobody_shows_any_more_goes_with_all_that_was_kept_for_it(tmp_path):
    store, july = Store.open(tmp_path), Window(date(2025, 7, 1), date(2025, 7, 16))
    asked = {volumes_at: (july, "border-af-ir"), events_in: (july,), opening: (july,), returns_charts: (july,)}
    for ask in (*asked, narratives, figures_by_id):
        assert ask(store, *asked.get(ask, ()))
    assert inside("islam-qala", store)
    gone = ref(store)
    del store
    assert gone() is None
