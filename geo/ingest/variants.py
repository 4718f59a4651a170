"""Names of places spelled as nobody wrote them down before: told by their sound and by what stands around them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from geo.fold import fold, fold_word
from geo.gazetteer import Gazetteer
from geo.names.notplaces import COMMON, GIVEN_NAMES, INSIDE, nisba_stems
from geo.names.sound import skeleton, sound

_WORD, _ASCII_WORD = r"[A-ZÀ-Ž][^\W\d_]+(?:['’‘`-][^\W\d_]+)*['’‘`]?", r"[A-Z][a-zA-Z]+(?:['`-][a-zA-Z]+)*['`]?"
_WORDS = re.compile(_WORD)
_RUNS, _ASCII_RUNS = (  # of capitalised words; in ASCII they are the same, and found faster
    re.compile(rf"{word}(?:(?: [ieou][ -]|[ -]){word})*") for word in (_WORD, _ASCII_WORD)
)
_LOCATIVE_WORDS = """
in at near to from via through toward towards for into outside around between entered left reached reaches crossed
of and or across beyond inside by
"""
_LOCATIVE = frozenset(_LOCATIVE_WORDS.split())
_WEAK_LOCATIVE = frozenset({"of", "and", "or", "for", "to", "from", "between", "by"})  # people stand after these, too
_KIND = re.compile(
    r"[ -](?:province|district|county|city|town|village|border|crossing|gate|bridge|port|terminal|camp|valley)"
)
_KIND_AT_END = re.compile(r" (?:province|district|county|crossing|border|camp|bridge|gate)$")
_SMALL_WORDS = frozenset({"the", "in", "at", "on", "a", "an", "to", "from", "near", "of", "and", "but", "by", "for"})
_JOINED = frozenset("'’‘`-")
_MOST_WORDS, _LEAST_LETTERS, _LEAST_SOUNDS, _MANY_SOUNDS, _LEAST_ALIKE, _ROOM = 3, 5, 3, 6, 70, 12
_MOST_KEPT = 200_000
_KINDS = frozenset({"crossing", "camp", "settlement", "district", "province"})
_COUNTRIES = frozenset({"AF", "IR", "AF-IR", "IR-AF"})


class Heard(NamedTuple):
    """The places that some words sound like, by themselves or before a word of kind, and whether the words are long."""

    alone: tuple[str, ...]
    with_kind: tuple[str, ...]
    is_long: bool


_NOTHING = Heard((), (), is_long=False)


class Variants:
    """The places of the seeds by how their names sound.

    Examples
    --------
    >>> from geo.gazetteer import load
    >>> variants = Variants(load())
    >>> variants.heard("Taibad")[0], variants.heard("Islam Qal'a")[0], variants.heard("Karim")
    ('taybad', 'islam-qala', ())
    """

    def __init__(self, gazetteer: Gazetteer):
        self._by_sound: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._with_kind: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for alias in gazetteer.spellings:
            place = gazetteer.place(alias.place_id)
            if alias.use == "always" and place.kind in _KINDS and place.country in _COUNTRIES:
                heard = sound(fold(alias.name))
                self._by_sound[skeleton(heard)].add((heard, place.id))
                if bare := _KIND_AT_END.sub("", fold(alias.name)).strip():
                    self._with_kind[skeleton(sound(bare))].add((sound(bare), place.id))
        self._never = {fold(row.name) for row in gazetteer.not_places if not row.when}
        self._known: dict[str, Heard] = {}
        self._dull: dict[str, bool] = {}  # whether no words of a run sound like a place

    def heard(self, words: str, *, kind: bool = False) -> tuple[str, ...]:
        """Give the ids of the places whose names sound like these words, the most alike first.

        ``kind`` says that a word of kind follows: "Al Ghadeer" is a name only in "Al Ghadeer camp".
        """
        found = self._heard(words)
        return found.alone or (found.with_kind if kind else ())

    def _heard(self, words: str) -> Heard:
        found = self._known.get(words)
        if found is None:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            found = self._known[words] = self._listen(words)
        return found

    def _listen(self, words: str) -> Heard:
        folded = fold(words)
        tokens = folded.split()
        if len(folded) < _LEAST_LETTERS or tokens[0] in _SMALL_WORDS or any(t in INSIDE for t in tokens):
            return _NOTHING
        if folded in self._never or all(t in GIVEN_NAMES or t in COMMON for t in tokens):
            return _NOTHING
        written = sound(folded)
        bones = skeleton(written)
        if len(bones) < _LEAST_SOUNDS or nisba_of_known(folded, self._by_sound):
            return _NOTHING
        alone, with_kind = (_alike(written, table.get(bones, ())) for table in (self._by_sound, self._with_kind))
        return Heard(alone, with_kind, len(bones) >= _MANY_SOUNDS) if alone or with_kind else _NOTHING

    def find(self, text: str, taken: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int, tuple[str, ...]]]:
        """List start, end and meanings of the capitalised words, outside the ranges taken, that sound like a place.

        ``taken`` holds start, end and whether a longer name may take the range over.
        """
        found: list[tuple[int, int, tuple[str, ...]]] = []
        runs, begin = _ASCII_RUNS if text.isascii() else _RUNS, 0
        for start, end, gives_way in [*taken, (len(text), len(text), False)]:
            if gives_way:
                continue
            for match in runs.finditer(text, begin, start):
                run = match[0]
                dull = self._dull.get(run)
                if not (self._is_dull(run) if dull is None else dull):
                    self._find_in(text, _whole_words(text, match, begin, start), taken, found)
            begin = end
        return found

    def _find_in(
        self, text: str, words: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int, bool]],
        found: list[tuple[int, int, tuple[str, ...]]],
    ) -> None:  # fmt: skip
        done = 0
        for number, (start, _) in enumerate(words):
            before = bisect_right(taken, (start, len(text))) - 1
            for _, end in reversed(words[number : number + _MOST_WORDS] if start >= done else ()):
                if self._heard(text[start:end]) is not _NOTHING and _free(start, end, before, taken) and (
                    ids := self._at(text, start, end)
                ):  # fmt: skip
                    found.append((start, end, ids))
                    done = end
                    break

    def _is_dull(self, run: str) -> bool:
        if len(self._dull) > _MOST_KEPT:
            self._dull.clear()
        words = [m.span() for m in _WORDS.finditer(run)]
        dull = self._dull[run] = all(
            self._heard(run[start:end]) is _NOTHING
            for number, (start, _) in enumerate(words)
            for _, end in words[number : number + _MOST_WORDS]
        )
        return dull

    def _at(self, text: str, start: int, end: int) -> tuple[str, ...]:
        name = text[start:end]
        kind = bool(_KIND.match(text[end : end + 12].lower()))
        if (
            not kind
            and text[end : end + 2].strip()[:1].isupper()
            and not GIVEN_NAMES.isdisjoint(fold_word(name).split())
        ):
            return ()  # Gul Agha Sistani is a person
        if kind or " " in name or "-" in name or self._heard(name).is_long:
            return self.heard(name, kind=kind)
        before = text[max(0, start - 14) : start].removesuffix("the ").rsplit(None, 1)
        led = before[-1].lower() if before and text[start - 1 : start] == " " else ""
        if led not in _LOCATIVE or text[end : end + 2].strip()[:1].isupper():
            return ()
        return () if led in _WEAK_LOCATIVE and len(name) <= _LEAST_LETTERS else self.heard(name)


def _alike(written: str, names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Give the places whose names sound most like this one."""
    alike: dict[str, float] = {}
    for heard, place_id in names:
        alike[place_id] = max(alike.get(place_id, 0), ratio(written, heard))
    least = max(_LEAST_ALIKE, max(alike.values(), default=0) - _ROOM)
    return tuple(sorted((i for i, score in alike.items() if score >= least), key=lambda i: (-alike[i], len(i), i)))


def _whole_words(text: str, run: "re.Match[str]", begin: int, stop: int) -> list[tuple[int, int]]:
    """Give the words of a run between two names, without those that a hyphen or apostrophe joins to a name."""
    words = [m.span() for m in _WORDS.finditer(text, *run.span())]
    if begin and text[begin : words[0][0]] in _JOINED:
        del words[0]
    if words and stop < len(text) and (words[-1][1] == stop or text[words[-1][1] : stop] in _JOINED):
        del words[-1]
    return words


def _free(start: int, end: int, index: int, taken: Sequence[tuple[int, int, bool]]) -> bool:
    if index >= 0 and taken[index][1] > start and not (taken[index][2] and taken[index][1] < end):
        return False
    following = taken[index + 1 : index + 2]
    return not following or following[0][0] >= end or (following[0][2] and following[0][1] <= end)


def nisba_of_known(folded: str, by_sound: "dict[str, set[tuple[str, str]]]") -> bool:
    """Tell whether a word is an adjective or surname made from a known name: Zaboli."""
    return any(skeleton(sound(stem)) in by_sound and folded.endswith("i") for stem in nisba_stems(folded))
