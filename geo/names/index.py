"""One index of every name: the seeds' places first, then the carried-over ones; looked up by spelling, sound, grams."""

import json
from array import array
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from geo import gazetteer
from geo.fold import fold, squeeze
from geo.names.kindwords import camp_use, peel
from geo.names.shape import LEAST, shape
from geo.names.sound import skeleton, sound

CONTEXT_ONLY, CURATED = 1, 2
REGION = frozenset({"AF", "IR", "PK", "TM", "TJ", "UZ"})
LEAST_TO_REPAIR = 4.9


class Spot(NamedTuple):
    """A place as the index holds it. ``weight`` is how likely a bare name means it (about log10 of people)."""

    id: str
    name: str
    kind: str
    subtype: str
    country: str
    admin1: tuple[str, ...]
    part_of: str
    lon: float | None
    lat: float | None
    precision_km: float | None
    weight: float
    curated: bool


class Spelling(NamedTuple):
    """One way to write one place, as the index is built from it."""

    spot: int
    name: str
    context_only: bool = False


class Index:
    """Spellings of places, looked up in three ways.

    Examples
    --------
    >>> index = Index([Spot("a", "Zabol", "settlement", "", "IR", (), "", None, None, None, 5.0, True)],
    ...               [Spelling(0, "Zabol"), Spelling(0, "زابل")])
    >>> index.spelled("zabol"), index.sounding("zbl"), [index.names[a] for a in index.close("zabool", 1)]
    ((0,), [0, 1], ['Zabol'])
    """

    def __init__(self, spots: Sequence[Spot], spellings: Iterable[Spelling], *, prepared: dict[str, Any] | None = None):
        self.spots = list(spots)
        if prepared is None:
            prepared = _prepare(spellings)
        self.names: list[str] = prepared["names"]
        self.keys: list[str] = prepared["keys"]
        self.sounds: list[str] = prepared["sounds"]
        self.owners: array[int] = prepared["owners"]
        self.context_only: frozenset[int] = frozenset(prepared["context_only"])
        self._grams: dict[str, tuple[int, int]] | None = prepared.get("grams")
        self._postings: array[int] | None = prepared.get("postings")
        self._by_key = _group(self.keys)
        self.known = gazetteer.Gazetteer({})

    def spelled(self, key: str) -> Sequence[int]:
        """Spellings with this squeezed folded form."""
        return self._by_key.get(key, ())

    def sounding(self, key: str) -> Sequence[int]:
        """Spellings with this skeleton."""
        return self._by_skeleton.get(key, ())

    def owner(self, spelling: int) -> Spot:
        """Give the place that a spelling belongs to."""
        return self.spots[self.owners[spelling]]

    @cached_property
    def by_id(self) -> dict[str, int]:
        """Places by id."""
        return {spot.id: i for i, spot in enumerate(self.spots)}

    @cached_property
    def _by_skeleton(self) -> dict[str, Sequence[int]]:
        return _group([skeleton(s) for s in self.sounds])

    def looking(self, key: str) -> Sequence[int]:
        """Spellings of well-known places with this look in print."""
        return self._by_shape.get(key, ())

    @cached_property
    def _by_shape(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for a, owner in enumerate(self.owners):
            if len(self.keys[a]) >= LEAST and is_well_known(self.spots[owner]):
                found.setdefault(shape(self.keys[a]), []).append(a)
        return found

    @cached_property
    def camps(self) -> dict[tuple[str, str], list[int]]:
        """Spellings of camps by their bare name and what they are for."""
        found: dict[tuple[str, str], list[int]] = {}
        for a, owner in enumerate(self.owners):
            if self.spots[owner].kind == "camp":
                typed = peel(fold(self.names[a]))
                found.setdefault((squeeze(typed.core), camp_use(typed.words)), []).append(a)
        return found

    @cached_property
    def heads(self) -> dict[str, list[int]]:
        """First words of the spellings of well-known towns that have more words: Torbat, of Torbat-e Jam."""
        found: dict[str, dict[int, None]] = {}
        for a, owner in enumerate(self.owners):
            spot = self.spots[owner]
            if spot.kind == "settlement" and spot.country in REGION and spot.weight >= LEAST_TO_REPAIR:
                first, *rest = fold(self.names[a].split(" (")[0]).split() or [""]
                if rest:
                    found.setdefault(first, {})[owner] = None
        return {first: list(owners) for first, owners in found.items()}

    @cached_property
    def openings(self) -> frozenset[str]:
        """First words of the spellings of well-known places: a text is read for them alone."""
        known = {i for i, spot in enumerate(self.spots) if spot.weight >= LEAST_TO_REPAIR}
        folded = (fold(self.names[a]) for a, owner in enumerate(self.owners) if owner in known)
        return frozenset(name.split(" ", 1)[0] for name in folded)

    def close(self, key: str, edits: int) -> list[int]:
        """Spellings whose key may be within ``edits`` edits of this one.

        Only places of weight are looked for: villages are too many for letters to be repaired into their names. One
        edit leaves one half of a name whole, or swaps the letters where they meet: none is missed. With two, a name
        must share one of the query's rarest trigrams; short names with both slips in the middle may not.
        """
        if edits == 1:
            return self._half_kept(key)
        grams, postings = self._trigrams
        own = set(_trigrams_of(key))
        found = sorted((grams[g] for g in own if g in grams), key=lambda span: span[1] - span[0])
        wanted = 4 * edits + 1 - (len(own) - len(found))
        candidates: set[int] = set()
        for start, end in found[: max(wanted, 1)]:
            candidates.update(postings[start:end])
        return [c for c in candidates if abs(self._lengths[c] - len(key)) <= edits]

    def _half_kept(self, key: str) -> list[int]:
        heads, tails = self._halves
        found: set[int] = set()
        for length in range(len(key) - 1, len(key) + 2):
            half = length // 2
            found.update(heads.get((length, key[:half]), ()))
            found.update(tails.get((length, key[half - length :]), ()))
        middle = len(key) // 2
        swapped = key[: middle - 1] + key[middle : middle + 1] + key[middle - 1 : middle] + key[middle + 1 :]
        found.update(heads.get((len(key), swapped[:middle]), ()))
        return list(found)

    @cached_property
    def _halves(self) -> tuple[dict[tuple[int, str], list[int]], dict[tuple[int, str], list[int]]]:
        """Well-known spellings by length and first half, and by length and second half."""
        heads: dict[tuple[int, str], list[int]] = {}
        tails: dict[tuple[int, str], list[int]] = {}
        for a, owner in enumerate(self.owners):
            if is_well_known(self.spots[owner]):
                key = self.keys[a]
                half = len(key) // 2
                heads.setdefault((len(key), key[:half]), []).append(a)
                tails.setdefault((len(key), key[half:]), []).append(a)
        return heads, tails

    @cached_property
    def _lengths(self) -> "array[int]":
        return array("i", map(len, self.keys))

    @property
    def _trigrams(self) -> tuple[dict[str, tuple[int, int]], "array[int]"]:
        if self._grams is None or self._postings is None:
            known = [i for i, owner in enumerate(self.owners) if is_well_known(self.spots[owner])]
            self._grams, self._postings = _postings(self.keys, known)
        return self._grams, self._postings

    def dump(self) -> str:
        """Write the index as one JSON text."""
        grams, postings = self._trigrams
        return json.dumps(
            {
                "spots": self.spots, "names": self.names, "keys": self.keys, "sounds": self.sounds,
                "owners": list(self.owners), "context_only": sorted(self.context_only), "grams": grams,
                "postings": b64encode(postings.tobytes()).decode(),
            },
            ensure_ascii=False, separators=(",", ":"),
        )  # fmt: skip


def _prepare(spellings: Iterable[Spelling]) -> dict[str, Any]:
    out: dict[str, Any] = {"names": [], "keys": [], "sounds": [], "owners": array("i"), "context_only": []}
    for spot, name, context_only in spellings:
        folded = fold(name)
        if not folded:
            continue
        if context_only:
            out["context_only"].append(len(out["names"]))
        out["names"].append(name)
        out["keys"].append(squeeze(folded))
        out["sounds"].append(sound(folded))
        out["owners"].append(spot)
    return out


def _group(keys: Iterable[str]) -> dict[str, Sequence[int]]:
    found: dict[str, Any] = {}
    for i, key in enumerate(keys):
        held = found.get(key)
        if held is None:
            found[key] = (i,)
        elif isinstance(held, tuple):
            found[key] = [held[0], i]
        else:
            held.append(i)
    return found


def _trigrams_of(key: str) -> list[str]:
    padded = f"^{key}$"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def is_well_known(spot: Spot) -> bool:
    """Whether misspellings of a place are worth repairing: a place of weight, ours or in the region."""
    return spot.weight >= LEAST_TO_REPAIR and (spot.curated or spot.country in REGION)


def _postings(keys: Sequence[str], known: Iterable[int]) -> tuple[dict[str, tuple[int, int]], "array[int]"]:
    lists: dict[str, array[int]] = {}
    for i in known:
        for gram in set(_trigrams_of(keys[i])):
            lists.setdefault(gram, array("i")).append(i)
    flat = array("i")
    spans = {}
    for gram in sorted(lists):
        spans[gram] = (len(flat), len(flat) + len(lists[gram]))
        flat.extend(lists[gram])
    return spans, flat
