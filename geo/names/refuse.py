"""When a name is no place: what the seeds say, what the words in it and next to it say."""

from functools import lru_cache

from geo import gazetteer
from geo.fold import fold, squeeze
from geo.names.index import Index, Spot
from geo.names.ladder import Written
from geo.names.nearby import Nearby
from geo.names.notplaces import COMMON, GIVEN_NAMES, HOMOGRAPHS, nisba_stems, reason_inside
from geo.names.sound import has_unwritten_vowels

_LEAST_TO_NAME_PEOPLE = 4.0
_CODE_LIKE = 3
_LEAST_TO_MEAN_ALONE = 5.0
_VILLAGE = 3.7
_NEXT_DOOR = 0.2
_NISBA = ("i", "ی")


def denied(folded: str, near: Nearby, known: gazetteer.Gazetteer) -> str:
    """Say why the seeds, or the words that touch the name, deny that it is a place; empty when they do not."""
    key = squeeze(folded)
    person = all(word in GIVEN_NAMES for word in folded.split())
    for reason, when in _never(known).get(key, ()):
        placed = near.placed and key not in HOMOGRAPHS  # one lies in grass as in Chaman
        if not when or (not placed and any(phrase <= near.words for phrase in when)):
            return f"not a place{' here' * bool(when)}: {reason}"
    if (
        near.in_text
        and not near.placed
        and person
        and not near.kinds
        and (near.metonym or near.somebody or not near.speaks_of_places)
    ):
        return "not a place here: a person"
    if near.in_small and (key in HOMOGRAPHS or key in COMMON):
        return "not a place here: a common word"
    if near.in_text and not near.placed and key in HOMOGRAPHS and not near.speaks_of_places:
        return "not a place here: a common word"
    return f"not a place here: {near.not_place}" if near.not_place else ""


def too_bold(written: Written, index: Index, *, capitals: bool, said_to_be_a_place: bool = False) -> str:
    """Say why a name that is not written in the index must not be matched by sound or by repairing letters.

    A word inside a type phrase is none that makes it something else: a border post is no newspaper.
    """
    folded = written.folded
    if folded.isascii() and (len(folded) <= _CODE_LIKE or (capitals and len(folded) <= _CODE_LIKE + 1)):
        return "as short as a code, and no code of a place"
    phrased = any(" " in word for word in written.bare.words)
    inside = reason_inside(written.bare.core if phrased else folded)
    if inside:
        return f"not a place: {inside}"
    if said_to_be_a_place:
        return ""
    owners = [index.owner(a) for stem in nisba_stems(folded) for a in index.spelled(squeeze(stem))]
    known = next((s for s in owners if s.weight >= _LEAST_TO_NAME_PEOPLE), None)
    return f"not a place: an adjective or surname from {known.name}" if known else ""


def surname(folded: str, found: Spot | None, near: Nearby, index: Index) -> str:
    """Say why Zaboli is a surname, or July a month, though a small town is written so: no word speaks of that town."""
    if folded in COMMON and found and not found.curated and near.nearness(found) < _NEXT_DOOR:
        return f"a common word, though also the name of {found.name} ({found.country})"
    if found is None or found.curated or found.weight > _LEAST_TO_MEAN_ALONE or near.nearness(found) > _NEXT_DOOR:
        return ""
    owners = [index.owner(a) for stem in nisba_stems(folded, _NISBA) for a in index.spelled(squeeze(stem))]
    known = next((s for s in owners if s.curated and s.weight > found.weight), None)
    return f"not a place: an adjective or surname from {known.name}, though also {found.name}" if known else ""


def too_little(folded: str, spot: Spot) -> str:
    """Say why a lone word must not mean this place without more being said: it is a village of the world's many."""
    if spot.curated:
        return ""
    everyday = all(token in GIVEN_NAMES for token in folded.split()) or folded in COMMON
    if everyday and spot.weight < _LEAST_TO_MEAN_ALONE:
        return f"a common word or a person's name, though also that of {spot.name} ({spot.country}); give context"
    village = " " not in folded and spot.kind == "settlement" and spot.weight < _VILLAGE
    return f"only a small place is known by it: {spot.name} ({spot.country}); give context" if village else ""


def is_brief(folded: str) -> bool:
    """Whether a name in Arabic script is too short to be told by its consonants: خاف is "he feared", too."""
    return len(folded) <= _CODE_LIKE and has_unwritten_vowels(folded)


def is_small_town(spot: Spot) -> bool:
    """Whether a place is so small that others of its name are as likely to be meant."""
    return spot.kind == "settlement" and spot.weight < _LEAST_TO_MEAN_ALONE


@lru_cache(maxsize=2)
def _never(known: gazetteer.Gazetteer) -> dict[str, list[tuple[str, list[set[str]]]]]:
    found: dict[str, list[tuple[str, list[set[str]]]]] = {}
    for row in known.not_places:
        when = [set(fold(phrase).split()) for phrase in row.when]
        found.setdefault(squeeze(fold(row.name)), []).append((row.reason, when))
    return found
