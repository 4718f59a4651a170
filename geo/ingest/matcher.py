"""One pass of an automaton over a folded text, with the way back from the fold to the text."""

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from geo.fold import fold

_STOP = "\x01"  # stands between clauses, so that no name reaches over a comma
_STOPS = frozenset(',;:!?،؛؟؛«»…|\u06d4()[]"“”')
_IN_WORDS = frozenset(".'")
_KEPT = _IN_WORDS | {_STOP}
_APOSTROPHES = frozenset("’‘ʼ`´′")
_LONG = 8  # two words as long as this, together, are also looked for written as one
_RUNS = re.compile("   *")  # a pattern that begins with two letters is looked for faster than with one


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, where folding moved characters, by how much: before the first such place, by nothing."""

    text: str
    at: Sequence[int] = ()
    shift: Sequence[int] = (0,)

    def back(self, position: int) -> int:
        """Where a character of the fold stands in the text."""
        return position + self.shift[bisect_right(self.at, position)]


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = new = _STOP if char in _STOPS else char if char in _KEPT else _fold_char(char)
        return new


def _fold_char(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    return " " if char.isspace() else fold(f"a{char}a")[1:-1]


_TABLE = _Table()
_ASCII = "".join(map(chr, range(128)))
_SEVERAL_OF_ASCII = [letter for letter in _ASCII if len(_TABLE[ord(letter)]) != 1]
_ASCII_TABLE = bytes(ord(_TABLE[code][:1] or " ") if code < len(_ASCII) else 0 for code in range(256))
_GONE, _SEVERAL, _UNKNOWN = "\x02\x03\x04"  # marks of letters that become none, become several, were never met
_CODES = np.full(sys.maxunicode + 1, ord(_UNKNOWN), np.uint32)
_BLOCK = 1 << 16  # letters; what is done with one stays near the processor


def folded(text: str) -> Folded:
    r"""Fold a text for matching, character by character, keeping the way back.

    Examples
    --------
    >>> f = folded("at Eslām Qal‘eh, now")
    >>> f.text
    "at eslam qal'eh\x01 now"
    >>> f.back(f.text.index("now"))
    17
    """
    if text.isascii() and not any(letter in text for letter in _SEVERAL_OF_ASCII):
        return _narrowed(text.encode("ascii").translate(_ASCII_TABLE).decode("ascii"))
    blocks = (text[begin : begin + _BLOCK] for begin in range(0, len(text), _BLOCK))
    plain = "".join([_letter_for_letter(block) for block in blocks])
    if _SEVERAL in plain:
        return _moved(text)
    return _narrowed(plain) if _GONE not in plain else _closed_up(plain)


def _letter_for_letter(text: str) -> str:
    """Fold a text by a table of all letters, with marks for those that become none or several."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    plain = str(_CODES.take(letters).tobytes(), "utf-32-le", "surrogatepass")
    if _UNKNOWN not in plain:
        return plain
    for letter in set(text):
        new = _TABLE[ord(letter)]
        _CODES[ord(letter)] = ord(_SEVERAL if len(new) > 1 else new or _GONE)
    return _letter_for_letter(text)


def _closed_up(plain: str) -> Folded:
    """Take out what became no letter, and then runs of spaces."""
    parts = plain.split(_GONE)
    found = _narrowed("".join(parts))
    ends = [turn + shift for turn, shift in zip(found.at, found.shift, strict=False)]
    turns = [(turn, after - before) for turn, (before, after) in zip(found.at, pairwise(found.shift), strict=True)]
    for gone in accumulate(map(len, parts[:-1])):
        stretch = bisect_right(ends, gone)
        turns.append((max(gone - found.shift[stretch], found.at[stretch - 1] if stretch else 0), 1))
    turns.sort()
    return Folded(found.text, [turn for turn, _ in turns], list(accumulate((more for _, more in turns), initial=0)))


def _narrowed(whole: str) -> Folded:
    """Take runs of spaces for one."""
    if "  " not in whole:
        return Folded(whole)
    parts, at, shift, total, last = list[str](), list[int](), [0], 0, 0
    for run in _RUNS.finditer(whole):
        start, end = run.span()
        at.append(start + 1 - total)
        total += end - start - 1
        shift.append(total)
        parts.append(whole[last : start + 1])
        last = end
    return Folded("".join([*parts, whole[last:]]), at, shift)


def _moved(text: str) -> Folded:
    """Fold a text in which some letters become several."""
    changed = [(letter, new) for letter in set(text) if (new := _TABLE[ord(letter)]) != letter]
    odd = [letter for letter, new in changed if len(new) != 1]
    spaces = [" ", *(letter for letter, new in changed if new == " ")]
    at, shift, total = list[int](), [0], 0

    def note(run: re.Match[str]) -> str:
        nonlocal total
        new = _RUNS.sub(" ", run[0].translate(_TABLE))
        if lost := len(run[0]) - len(new):
            at.append(run.start() - total + (len(new) if lost > 0 else 1))
            total += lost
            shift.append(total)
        return new

    plain = re.sub(f"{_class(spaces + odd)}{{2,}}|{_class(odd)}", note, text)
    for letter, new in changed:
        plain = plain.replace(letter, new)
    return Folded(plain, at, shift)


def _class(letters: list[str]) -> str:
    return "[" + re.escape("".join(letters)) + "]"


def ways(name: str) -> set[str]:
    """Give the folded forms in which a name stands in a folded text, with its stops and apostrophes and without."""
    plain = fold(name)
    joined = plain.replace(" ", "") if len(plain) >= _LONG and plain.count(" ") == 1 else ""
    return {form for form in (plain, joined, folded(name).text.strip(f" {_STOP}")) if form}


def _spaced(folded: str) -> str:
    """Put a space in place of all else that may stand before a word."""
    return folded.replace(_STOP, " ").replace(".", " ").replace("'", " ")


def _automaton(spaced: Sequence[str]) -> AhoCorasick:
    """Make an automaton that begins names behind spaces alone: half the time of one that begins them inside words."""
    names = [f" {name}" for name in spaced]
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)


class Matcher:
    """All ways to write a set of names, found in one pass.

    Examples
    --------
    >>> Matcher(["Herat", "Islam Qala"]).find(folded("From ISLAM-QALA to Heratis"))
    [(5, 15, 'islam qala')]
    """

    def __init__(self, names: Iterable[str]):
        self.patterns = sorted({way for name in names for way in ways(name)}, key=lambda way: (len(way), way))
        spellings: dict[str, list[str]] = defaultdict(list)
        for way in self.patterns:
            spellings[_spaced(way).strip()].append(way)
        every = sorted(spellings, key=lambda spaced: (not spaced.isascii(), spaced))  # alike ones lie together
        latin = [spaced for spaced in every if spaced.isascii()]
        self._latin, self._automaton = _automaton(latin), _automaton(every)
        self._names = [spellings[spaced][0] for spaced in every]
        self._respelled = frozenset(name for name, *more in spellings.values() if more)  # with apostrophes and stops
        self._every = AhoCorasick(self.patterns)
        self._longest = max(map(len, self.patterns), default=0)

    def find(self, text: Folded) -> list[tuple[int, int, str]]:
        """List start, end (in the text itself) and folded name; of names that overlap, the longest leftmost one."""
        whole, at, shift, names = f"{text.text} ", text.at, text.shift, self._names
        found: list[tuple[int, int, str]] = []
        taken = 0
        automaton = self._latin if whole.isascii() else self._automaton
        for index, start, after in automaton.find_matches_as_indexes(f" {_spaced(text.text)}"):
            if start < taken:
                continue
            name = names[index]
            end = start + len(name)
            odd = whole[start:end] != name or (
                name in self._respelled and (whole[end] in _IN_WORDS or whole[start - 1] in _IN_WORDS)
            )
            if odd or (whole[end].isalnum() and " " in name):
                begin = start - 1 if start and whole[start - 1] in _IN_WORDS else start
                for first, last, other in self._whole_words(text.text, begin, after - 1):
                    found.append((text.back(first), text.back(last - 1) + 1, other))
                    taken = last
            elif whole[end].isalnum():
                continue
            elif at:
                first, last = shift[bisect_right(at, start)], shift[bisect_right(at, end - 1)]
                found.append((start + first, end + last, name))
            else:
                found.append((start, end, name))
        return found

    def _whole_words(self, whole: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Look again, from a name that ended inside a word on, or only looked like one."""
        stop = min(len(whole), start + self._longest)
        while stop < len(whole) and whole[stop].isalnum():
            stop += 1
        hits = [
            (start + a, start + b, index)
            for index, a, b in self._every.find_matches_as_indexes(whole[start:stop], overlapping=True)
            if start + a < end
            and not (start + a and whole[start + a - 1].isalnum())
            and not (start + b < len(whole) and whole[start + b].isalnum())
        ]
        last = start
        for a, b, index in sorted(hits, key=lambda h: (h[0], -h[1])):
            if a >= last:
                last = b
                yield a, b, self.patterns[index]
