"""The rungs: ways in which a written name can be one in the index, from the surest to the boldest."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.fold import squeeze
from geo.gazetteer import Gazetteer
from geo.names.answers import Method
from geo.names.index import LEAST_TO_REPAIR, REGION, Index, Spot
from geo.names.kindwords import BRIDGES, PORTS, Peeled, camp_use
from geo.names.shape import look
from geo.names.sound import has_unwritten_vowels, skeleton, sounds

_CODE = re.compile(
    r"(?:geonames:?\s*|gn-)?(\d{5,9})|([A-Za-z]{2})-?(\d{2,3}|[A-Za-z]{3})(\d{0,4})|[a-z]+(?:-[a-z0-9]+)+|Q\d+"
)
_USUAL = {"camp": ("{} camp", "اردوگاه {}", "کمپ {}"), "crossing": ("{} border", "مرز {}")}
_SAME_SCRIPT, _OTHER_SCRIPT = 0.72, 0.56
_NOT_OURS = 0.1  # the carried-over names are many: the likeness must be closer
_LEAST_BONES, _SHORT = 2, 3  # short skeletons say little: more of the vowels must agree, and villages stay out
_OTHER_NOT_OURS = 0.1
_LEAST_FOR_SHORT = 4.2
_SMALL = 3.9  # villages: the likeness must be closer
_NEXT_BEST = 0.12
_COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west"}
_LOOKS_THE_SAME = 0.9
_FAR = 0.2  # cities of other continents are written as they are written


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
    typed: Peeled
    peeled: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A name as the ladder sees it: as written, folded, and without its type words."""

    text: str
    folded: str
    peelings: tuple[Peeled, ...]

    @property
    def bare(self) -> Peeled:
        """The name without any type word."""
        return self.peelings[-1]


def climb(written: Written, index: Index, codes: Callable[[str], str]) -> Iterator[Rung]:
    """Walk the rungs upwards; the caller stops at the first that answers."""
    whole = written.peelings[0]
    exact = _spelled(squeeze(written.folded), written, index)
    yield Rung("alias", _as_written(exact, written.text, index), whole)
    yield Rung("code", _coded(written.text, index, codes), whole)
    yield Rung("folded", exact, whole)
    for other in _rewritten(written.folded.split()):
        yield Rung("folded", _spelled(squeeze(other), written, index), whole)
    stages = [p for p in written.peelings[1:] if p.core]
    for typed in stages:
        yield Rung("folded", _spelled(squeeze(typed.core), written, index), typed, True)
    if stages:
        yield Rung("folded", camps(written.bare, index), written.bare, True)
        yield Rung("folded", retyped(written, written.bare, index), written.bare, True)
    for retold in _retold(written.bare):
        yield Rung("transliterated", sounding(retold, index), written.bare, True)
    yield Rung("transliterated", sounding(written.folded, index), whole)
    for typed in stages:
        yield Rung("transliterated", sounding(typed.core, index), typed, True)
    yield Rung("edit", _looking(written.text, index), whole)
    for typed in stages:
        yield Rung("edit", _looking(typed.core, index), typed, True)
    yield Rung("edit", _misspelled(written.folded, index), whole)
    for typed in stages:
        yield Rung("edit", _misspelled(typed.core, index), typed, True)


def _retold(bare: Peeled) -> Iterator[str]:
    """Give a bridge and a port the word that our names have for it: Silk Bridge is Pul-e …, Shir Khan port … Bandar."""
    persian = has_unwritten_vowels(bare.core)
    if any(word in BRIDGES for word in bare.words):
        yield f"{'پل' if persian else 'pul'} {bare.core}"
    if any(word in PORTS for word in bare.words):
        yield f"{bare.core} {'بندر' if persian else 'bandar'}"


def _rewritten(tokens: list[str]) -> Iterator[str]:
    """Give the name with its two words turned round, and with a compass letter spelt out: W. Azerbaijan."""
    if len(tokens) == 2 and tokens[0] != tokens[1]:
        yield " ".join(reversed(tokens))
    if len(tokens) > 1 and tokens[0] in _COMPASS:
        yield " ".join((_COMPASS[tokens[0]], *tokens[1:]))


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
        if len(key) <= 4 and written.text.isupper() and key.isascii() and _is_small(index.owner(a)):
            continue  # HIV is no village
        alike = 1.0 if name == written.text else 0.98
        found.append(Reading(index.owners[a], name, alike, a in index.context_only))
    return _best(found)


def _as_written(exact: Sequence[Reading], text: str, index: Index) -> tuple[Reading, ...]:
    """Keep the spellings that are the very same text; of a province and its capital both, whatever their accents."""
    same = [index.spots[r.spot] for r in exact if r.spelling == text]
    wholes, provinces = {a for s in same for a in s.admin1}, {s.id for s in same if s.kind == "province"}
    return tuple(r for r in exact if r.spelling == text or _pairs(index.spots[r.spot], wholes, provinces))


def _pairs(spot: Spot, wholes: set[str], provinces: set[str]) -> bool:
    town = spot.kind == "settlement" and not _is_small(spot) and not provinces.isdisjoint(spot.admin1)
    return town or spot.id in wholes


def retyped(written: Written, typed: Peeled, index: Index) -> tuple[Reading, ...]:
    """Find a name with another word of its kind: Ansar transit camp is written Ansar camp."""
    forms = _USUAL.get(typed.kinds[0], ()) if typed.core and typed.kinds else ()
    return _best([r for form in forms for r in _spelled(squeeze(form.format(typed.core)), written, index)])


def camps(typed: Peeled, index: Index) -> tuple[Reading, ...]:
    """Find a camp by its name and its use: the transit centre at Nimroz is not the detention camp there."""
    use = camp_use(typed.words)
    if not use or typed.kinds[:1] != ("camp",):
        return ()
    return _best(
        [Reading(index.owners[a], index.names[a], 0.98) for a in index.camps.get((squeeze(typed.core), use), ())]
    )


def _looking(text: str, index: Index) -> tuple[Reading, ...]:
    """Find spellings that look the same in print."""
    key = look(text)
    return _best(
        [
            Reading(index.owners[a], index.names[a], _LOOKS_THE_SAME)
            for a in index.looking(key)
            if a not in index.context_only
        ]
    )


def _is_small(spot: Spot) -> bool:
    return spot.weight < LEAST_TO_REPAIR and not spot.curated


def _coded(text: str, index: Index, codes: Callable[[str], str]) -> tuple[Reading, ...]:
    if len(text) > 60 or not text.isascii() or not _CODE.fullmatch(text):
        return ()
    place_id = codes(text.removeprefix("geonames:").strip())
    number = index.by_id.get(place_id)
    return () if number is None else (Reading(number, place_id, 1.0),)


def sounding(folded: str, index: Index) -> tuple[Reading, ...]:
    """Find spellings of the same skeleton whose sound is near enough, the nearest first."""
    found = []
    for heard in sounds(folded):
        bones = skeleton(heard)
        if len(bones) < _LEAST_BONES:
            continue
        for a in index.sounding(bones):
            owner = index.owner(a)
            if index.names[a].isupper() and len(index.names[a]) <= _SHORT:
                continue  # IRN is a code, which has no sound
            if len(bones) <= _SHORT and owner.weight < _LEAST_FOR_SHORT and not owner.curated:
                continue
            alike = _likeness(folded, heard, a, index)
            if alike >= _least_likeness(folded, bones, a, index):
                found.append(Reading(index.owners[a], index.names[a], round(alike, 3), a in index.context_only))
    readings = _best(found)
    return tuple(r for r in readings if r.alike >= readings[0].alike - _NEXT_BEST)


def _likeness(folded: str, heard: str, a: int, index: Index) -> float:
    """Compare sounds, and in one script the letters too: Zabol is nearer to Zābol than to Zābul."""
    from rapidfuzz.fuzz import ratio

    alike = ratio(heard, index.sounds[a]) / 100
    if has_unwritten_vowels(folded) != has_unwritten_vowels(index.keys[a]):
        return 0.9 * alike
    return 0.7 * alike + 0.3 * ratio(squeeze(folded), index.keys[a]) / 100


def _least_likeness(folded: str, bones: str, a: int, index: Index) -> float:
    owner = index.owner(a)
    same_script = has_unwritten_vowels(folded) == has_unwritten_vowels(index.keys[a])
    least = _SAME_SCRIPT if same_script else _OTHER_SCRIPT
    least += 0.1 * (len(bones) <= _SHORT) + 0.1 * (owner.weight < _SMALL) + 0.1 * (owner.kind == "country")
    least += 0.04 * (len(bones) <= _SHORT and owner.weight < LEAST_TO_REPAIR and not owner.curated)
    name = index.names[a]
    least += 0.1 * (not owner.curated and name.count(" ") + name.count("-") != folded.count(" "))
    least += _OTHER_NOT_OURS * (not owner.curated and not same_script)
    return least + _NOT_OURS * (not owner.curated) + _FAR * (not owner.curated and owner.country not in REGION)


def allowance(letters: int) -> int:
    """How many letters of a name may be wrong.

    Examples
    --------
    >>> [allowance(n) for n in (5, 6, 9, 10, 16)]
    [0, 1, 1, 2, 2]
    """
    return 0 if letters < 6 else 1 if letters < 10 else 2


def _misspelled(folded: str, index: Index) -> tuple[Reading, ...]:
    """Find spellings by the fewest edits: one is tried before two, so that the runner-up is always an edit behind."""
    key = squeeze(folded)
    for edits in range(1, allowance(len(key)) + 1):
        found = [
            Reading(index.owners[a], index.names[a], round(1 - distance / len(key), 3))
            for a, distance in repairs(key, edits, index)
            if index.keys[a][0] == key[0] and _token_by_token(folded, index.names[a], edits)
        ]
        if found:
            return _best(found)
    return ()


def repairs(key: str, edits: int, index: Index) -> list[tuple[int, int]]:
    """List spellings within ``edits`` edits of a squeezed folded name, with their distance, the nearest first."""
    from rapidfuzz.distance import OSA, Indel
    from rapidfuzz.process import extract

    close = index.close(key, edits)
    near = extract(key, [index.keys[a] for a in close], scorer=OSA.distance, score_cutoff=edits, limit=None)
    # A letter lost or doubled is a likelier slip than one letter for another.
    near.sort(key=lambda hit: (hit[1], Indel.distance(key, hit[0])))
    return [(close[i], int(distance)) for _, distance, i in near]


def _token_by_token(folded: str, name: str, edits: int) -> bool:
    """Whether the errors lie inside words: each word must be near its counterpart when there are as many."""
    from rapidfuzz.distance import OSA

    from geo.fold import fold

    mine, others = folded.split(), fold(name).split()
    if len(mine) != len(others):
        return len(mine) + len(others) < 3 or squeeze(folded)[:3] == squeeze(fold(name))[:3]
    return all(
        a == b or (len(a) > 4 and OSA.distance(a, b, score_cutoff=edits) <= (1 if len(a) < 8 else edits))
        for a, b in zip(mine, others, strict=True)
    )


@lru_cache(maxsize=2)
def codes_of(known: Gazetteer) -> dict[str, str]:
    """Map every code of the places of the seeds to their ids."""
    return dict(_code_pairs(known))


def _code_pairs(known: Gazetteer) -> Iterator[tuple[str, str]]:
    for place in known:
        for code in (place.geonames_id, place.wikidata, place.pcode, place.iso3166_2, place.id):
            if code:
                yield code if code == place.id else code.upper(), place.id
        if place.geonames_id:
            yield f"GN-{place.geonames_id}", place.id
