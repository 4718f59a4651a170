"""The tally of the claim store, made once for each state of the store, with sources graded."""

from collections.abc import Mapping
from threading import Lock

from geo.schema import Body, Figure, Source
from geo.store import Store
from geo.volumes.tally import Tally

_GRADES = {"A": 1.0, "B": 0.95, "C": 0.85, "D": 0.7, "E": 0.5, "F": 0.8}
_SECOND_HAND = 0.9
_KEPT = 2  # of the store, and of what may be passed on
_made: dict[str, Tally] = {}
_making = Lock()


def of_store(store: Store) -> Tally:
    """Give the tally of a store; the same object as long as its seeds stay the same."""
    found = _made.get(store.digest)
    if found is None:
        with _making:
            found = _made.get(store.digest) or _make(store)
            _made[store.digest] = found
            for old in list(_made)[:-_KEPT]:
                del _made[old]
    return found


def _make(store: Store) -> Tally:
    return Tally(
        store.figures,
        store.places.values(),
        store.measures.values(),
        trust=lambda figure: trust(figure, store.sources, store.bodies),
        folder=store.file.parent,
    )


def trust(figure: Figure, sources: Mapping[str, Source], bodies: Mapping[str, Body]) -> float:
    """Say how far a figure is to be trusted, 0 to 1: its source's grade, and whether the body itself printed it."""
    source, body = sources.get(figure.source_id), bodies.get(figure.counted_by)
    if source is None:
        return 1.0
    publisher = source.publisher.casefold()
    own = body is not None and any(name.casefold() in publisher for name in (body.name, *body.written) if name)
    return _GRADES[source.reliability] * (1.0 if own else _SECOND_HAND)
