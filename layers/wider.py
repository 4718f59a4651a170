"""Places beyond those of the store: the names carried over from GeoNames."""

from geo.errors import UnknownPlace
from geo.schema import Place
from geo.store import Store


def place_of(place_id: str | None, store: Store) -> Place | None:
    """Find a place of the store, or of the names carried over from GeoNames."""
    if not place_id:
        return None
    if place_id in store.places:
        return store.places[place_id]
    from geo.gazetteer import load  # reads all names: only for a place that the store does not hold

    try:
        return load().place(place_id)
    except UnknownPlace:
        return None
