"""Answers that are kept with a store belong to that store alone."""

from geo.coarse import Coarse
from geo.kept import kept
from geo.store import Store


@kept(most=4)
def points(store: Store) -> dict[str, float | None]:
    return {p.id: p.lat for p in store.places.values()}


def test_a_coarse_store_takes_over_no_exact_position_that_was_asked_for_before(facts):
    exact = points(facts)
    rounded = points(Coarse(facts))
    assert rounded != exact
    assert points(facts) is exact
    assert points(Coarse(facts)) == rounded
