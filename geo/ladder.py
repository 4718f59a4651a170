"""The rungs: ways in which a written name can be one in the index, from the surest to the boldest."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from geo.answers import Method
from geo.fold import squeeze
from geo.index import Index
from geo.kindwords import Peeled
from geo.sound import has_unwritten_vowels, skeleton, sounds

_CODE = re.compile(
    r"(?:geonames:?\s*|gn-)?(\d{5,9})|([A-Za-z]{2})-?(\d{2,3}|[A-Za-z]{3})(\d{0,4})|[a-z]+(?:-[a-z0-9]+)+|Q\d+"
)
_LEAST_TO_MISSPELL = 4.9  # places of less weight are matched as written or by sound, not by repairing letters
_SAME_SCRIPT, _OTHER_SCRIPT = 0.74, 0.62
_SHORT = 3  # skeletons this short say little: more of the vowels must agree
_SMALL = 3.9  # villages: the likeness must be closer
_NEXT_BEST = 0.12


@dataclass(frozen=True, slots=True)
class Reading:
    """A place that a name may mean: by which spelling and rung, how alike (0 to 1)."""

    spot: int
    spelling: str
    alike: float
    context_only: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """What one rung found."""

    method: Method
    readings: tuple[Reading, ...]
    peeled: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A name as the ladder sees it: as written, folded, and without its type words."""

    text: str
    folded: str
    peeled: Peeled


def climb(written: Written, index: Index, codes: Callable[[str], str]) -> Iterator[Rung]:
    """Walk the rungs upwards; the caller stops at the first that answers."""
    whole, core = squeeze(written.folded), squeeze(written.peeled.core)
    exact = _spelled(whole, written, index)
    yield Rung("alias", tuple(r for r in exact if r.spelling == written.text))
    yield Rung("code", _coded(written.text, index, codes))
    yield Rung("folded", exact)
    if core and core != whole:
        yield Rung("folded", _spelled(core, written, index), peeled=True)
    yield Rung("transliterated", _sounding(written.folded, index))
    if core and core != whole:
        yield Rung("transliterated", _sounding(written.peeled.core, index), peeled=True)
    yield Rung("edit", _misspelled(written.folded, index))
    if core and core != whole:
        yield Rung("edit", _misspelled(written.peeled.core, index), peeled=True)


def _best(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Keep each place once, by its likest spelling."""
    best: dict[int, Reading] = {}
    for reading in readings:
        held = best.get(reading.spot)
        if held is None or (reading.alike, not reading.context_only) > (held.alike, not held.context_only):
            best[reading.spot] = reading
    return tuple(sorted(best.values(), key=lambda r: (-r.alike, r.spot)))


def _spelled(key: str, written: Written, index: Index) -> tuple[Reading, ...]:
    found = []
    for a in index.spelled(key):
        name = index.names[a]
        if len(key) <= 3 and name.isascii() and name.isupper() and not written.text.isupper():
            continue  # "us" and "uk" in small letters are words, not countries
        alike = 1.0 if name == written.text else 0.98
        found.append(Reading(index.owners[a], name, alike, a in index.context_only))
    return _best(found)


def _coded(text: str, index: Index, codes: Callable[[str], str]) -> tuple[Reading, ...]:
    if len(text) > 60 or not text.isascii() or not _CODE.fullmatch(text):
        return ()
    place_id = codes(text.removeprefix("geonames:").strip())
    number = index.by_id.get(place_id)
    return () if number is None else (Reading(number, place_id, 1.0),)


def _sounding(folded: str, index: Index) -> tuple[Reading, ...]:
    from rapidfuzz.fuzz import ratio

    found = []
    unwritten = has_unwritten_vowels(folded)
    for heard in sounds(folded):
        bones = skeleton(heard)
        if len(bones) < 2:
            continue
        for a in index.sounding(bones):
            other = index.keys[a]
            same_script = unwritten == has_unwritten_vowels(other)
            alike = ratio(heard, index.sounds[a]) / 100
            least = _SAME_SCRIPT if same_script else _OTHER_SCRIPT
            least += 0.08 * (len(bones) <= _SHORT) + 0.1 * (index.owner(a).weight < _SMALL)
            if alike >= least:
                found.append(Reading(index.owners[a], index.names[a], round(alike, 3), a in index.context_only))
    readings = _best(found)
    return tuple(r for r in readings if r.alike >= readings[0].alike - _NEXT_BEST)


def allowance(letters: int) -> int:
    """How many letters of a name may be wrong.

    Examples
    --------
    >>> [allowance(n) for n in (5, 6, 9, 10, 16)]
    [0, 1, 1, 2, 2]
    """
    return 0 if letters < 6 else 1 if letters < 10 else 2


def _misspelled(folded: str, index: Index) -> tuple[Reading, ...]:
    from rapidfuzz.distance import OSA

    key = squeeze(folded)
    edits = allowance(len(key))
    if not edits:
        return ()
    found = []
    for a in index.close(key, edits):
        if index.owner(a).weight < _LEAST_TO_MISSPELL:
            continue
        distance = OSA.distance(key, index.keys[a], score_cutoff=edits)
        if distance <= edits and _token_by_token(folded, index.names[a], edits):
            found.append(Reading(index.owners[a], index.names[a], round(1 - distance / len(key), 3)))
    readings = _best(found)
    margin = 0.5 / len(key)
    return tuple(r for r in readings if r.alike >= readings[0].alike - margin)


def _token_by_token(folded: str, name: str, edits: int) -> bool:
    """Whether the errors lie inside words: each word must be near its counterpart when there are as many."""
    from rapidfuzz.distance import OSA

    from geo.fold import fold

    mine, others = folded.split(), fold(name).split()
    if len(mine) != len(others):
        return len(mine) + len(others) < 3 or squeeze(folded)[:3] == squeeze(fold(name))[:3]
    return all(
        a == b or (len(a) > 2 and OSA.distance(a, b, score_cutoff=edits) <= (1 if len(a) < 7 else edits))
        for a, b in zip(mine, others, strict=True)
    )
