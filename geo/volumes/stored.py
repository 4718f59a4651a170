"""The tally of the claim store, made once for each state of the store, with sources graded."""

from collections.abc import Mapping

from geo.schema import Body, Figure, Source
from geo.store import Store
from geo.volumes.tally import Tally

_GRADES = {"A": 1.0, "B": 0.95, "C": 0.85, "D": 0.7, "E": 0.5, "F": 0.8}
_SECOND_HAND = 0.9
_made: dict[str, Tally] = {}


def of_store(store: Store) -> Tally:
    """Give the tally of a store; the same object as long as its seeds stay the same."""
    if store.digest not in _made:
        _made.clear()
        _made[store.digest] = Tally(
            store.figures,
            store.places.values(),
            store.measures.values(),
            trust=lambda figure: trust(figure, store.sources, store.bodies),
            folder=store.file.parent,
        )
    return _made[store.digest]


def trust(figure: Figure, sources: Mapping[str, Source], bodies: Mapping[str, Body]) -> float:
    """Say how far a figure is to be trusted, 0 to 1: its source's grade, and whether the body itself printed it."""
    source, body = sources.get(figure.source_id), bodies.get(figure.counted_by)
    if source is None:
        return 1.0
    publisher = source.publisher.casefold()
    own = body is not None and any(name.casefold() in publisher for name in (body.name, *body.written) if name)
    return _GRADES[source.reliability] * (1.0 if own else _SECOND_HAND)
