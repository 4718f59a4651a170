"""Names that several places share: offered, where taking one would be a guess."""

from geo.fold import fold, squeeze
from geo.names.answers import Answer
from geo.names.choose import Choice, Scored, choose
from geo.names.index import Index, Spot
from geo.names.ladder import Reading, Rung, Written, sounding
from geo.names.nearby import Nearby
from geo.names.notplaces import HOMOGRAPHS
from geo.names.refuse import is_small_town
from geo.names.settle import settle
from geo.names.sound import sound

_VERY_LIKE, _SAME_SOUND = 0.9, 0.95
_FAR_LARGER = 1.5  # about thirty times the people


def first_words(folded: str, index: Index) -> list[Reading]:
    """List the towns whose names begin with this word when there are several: Torbat may be Torbat-e Jam.

    Examples
    --------
    >>> from geo.names.stored import load
    >>> [reading.spelling for reading in first_words("torbat", load())], first_words("herat", load())
    (['Torbat-e Jam', 'Torbat-e Heydarieh'], [])
    """
    found = index.heads.get(folded, ())
    return [Reading(i, index.spots[i].name, 1.0) for i in found] if len(found) > 1 else []


def others_like(written: Written, index: Index) -> list[Reading]:
    """List what is called nearly so, for a name that itself is only a slip for something else."""
    heard = [r for r in sounding(written.folded, index) if r.alike > _VERY_LIKE]
    everyday = squeeze(written.folded) in HOMOGRAPHS
    return [r for r in heard if not r.context_only or (index.spots[r.spot].kind == "province" and not everyday)]


def may_have_twins(folded: str, spot: Spot, index: Index) -> bool:
    """Whether a place is so small, or so far, that others of its name are as likely to be meant."""
    return is_small_town(spot) or (not spot.curated and len(index.heads.get(folded, ())) > 1)


def twins(found: Answer, choice: Choice, written: Written, near: Nearby, index: Index) -> Answer | None:
    """Offer all towns of one sound where none is much larger: there are many a Hajiabad."""
    if found.spot is None or not may_have_twins(written.folded, found.spot, index):
        return None
    heard = [r for r in sounding(written.folded, index) if not r.context_only and _same_sound(r, written, index)]
    held = {scored.reading.spot for scored in choice.ranked}
    new = [r for r in (*heard, *first_words(written.folded, index)) if r.spot not in held]
    if not new:
        return None
    wider = choose([*(s.reading for s in choice.ranked), *new], index, written.bare, near, "")
    if wider.best is not None and not _far_better(wider.best, choice):
        return None
    method = "transliterated" if wider.best else found.method or "folded"
    return settle(found.name, Rung(method, (), written.bare), wider, near, written.bare, index)


def _same_sound(reading: Reading, written: Written, index: Index) -> bool:
    """Whether a town is written like the name and its main name sounds like it, too: Ferdows is not Ferdowsiyeh."""
    from rapidfuzz.fuzz import ratio

    if not written.folded.isascii() or reading.alike <= _SAME_SOUND:
        return reading.alike > _SAME_SOUND
    main = fold(index.spots[reading.spot].name.split(" (")[0])
    return ratio(sound(main), sound(written.folded)) / 100 > _VERY_LIKE


def _far_better(best: Scored, choice: Choice) -> bool:
    """Whether a city sounds so, where what is written so is a hamlet by one of its lesser names: Meshhed."""
    held = choice.ranked[0]
    lesser = fold(held.reading.spelling) != fold(held.spot.name.split(" (")[0])
    return lesser and best.spot is not held.spot and best.spot.weight > held.spot.weight + _FAR_LARGER
