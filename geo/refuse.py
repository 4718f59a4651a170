"""When a name is no place: what the seeds say, what the words in it and next to it say."""

from functools import lru_cache

from geo import gazetteer
from geo.fold import fold, squeeze
from geo.index import Index
from geo.nearby import Nearby
from geo.notplaces import nisba_stem, reason_inside

_LEAST_TO_NAME_PEOPLE = 4.0


def denied(key: str, near: Nearby) -> str:
    """Say why the seeds, or the words that touch the name, deny that it is a place; empty when they do not."""
    for reason, when in _never(gazetteer.load()).get(key, ()):
        if not when or (not near.placed and any(phrase <= near.words for phrase in when)):
            return f"not a place{' here' * bool(when)}: {reason}"
    return f"not a place here: {near.not_place}" if near.not_place else ""


def too_bold(folded: str, index: Index) -> str:
    """Say why a name that is not written in the index must not be matched by sound or by repairing letters."""
    inside = reason_inside(folded)
    if inside:
        return f"not a place: {inside}"
    stem = nisba_stem(folded)
    owners = [index.owner(a) for a in index.spelled(squeeze(stem))] if stem else []
    known = next((s for s in owners if s.weight >= _LEAST_TO_NAME_PEOPLE), None)
    return f"not a place: an adjective or surname from {known.name}" if known else ""


@lru_cache(maxsize=2)
def _never(known: gazetteer.Gazetteer) -> dict[str, list[tuple[str, list[set[str]]]]]:
    found: dict[str, list[tuple[str, list[set[str]]]]] = {}
    for row in known.not_places:
        when = [set(fold(phrase).split()) for phrase in row.when]
        found.setdefault(squeeze(fold(row.name)), []).append((row.reason, when))
    return found
