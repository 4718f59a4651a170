"""One pass of an automaton over a folded text, with the way back from the fold to the text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from geo.fold import fold

_STOP = "\x01"  # stands between clauses, so that no name reaches over a comma
_STOPS = frozenset(',;:!?،؛؟؛«»…|\u06d4()[]"“”')
_KEPT = frozenset(".'" + _STOP)
_APOSTROPHES = frozenset("’‘ʼ`´′")
_LONG = 8  # two words as long as this, together, are also looked for written as one
_RUNS = re.compile(" {2,}")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, where folding moved characters, by how much."""

    text: str
    at: tuple[int, ...]
    shift: tuple[int, ...]

    def back(self, position: int) -> int:
        """Where a character of the fold stands in the text."""
        if not self.at:
            return position
        index = bisect_right(self.at, position) - 1
        return position + (self.shift[index] if index >= 0 else 0)


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
    letters = set(text)
    odd = [c for c in letters if len(_TABLE[ord(c)]) != 1]
    whole = text if odd else _FOREIGN.sub(lambda run: run[0].translate(_TABLE), text).translate(_TABLE)
    spaces = [c for c in letters if _TABLE[ord(c)] == " "] if odd else [" "]
    if not odd and "  " not in whole:
        return Folded(whole, (), ())
    at, shift, total = [], [], 0

    def note(run: re.Match[str]) -> str:
        nonlocal total
        new = _RUNS.sub(" ", run[0].translate(_TABLE))
        if lost := len(run[0]) - len(new):
            at.append(run.start() - total + (len(new) if lost > 0 else 1))
            total += lost
            shift.append(total)
        return new

    plain = re.sub(f"{_class(spaces + odd)}{{2,}}|{_class(odd)}" if odd else " {2,}", note, whole)
    return Folded(plain.translate(_TABLE), tuple(at), tuple(shift))


def _class(letters: list[str]) -> str:
    return "[" + re.escape("".join(letters)) + "]" if letters else r"[^\s\S]"


def ways(name: str) -> set[str]:
    """Give the folded forms in which a name stands in a folded text, with its stops and apostrophes and without."""
    plain = fold(name)
    joined = plain.replace(" ", "") if len(plain) >= _LONG and plain.count(" ") == 1 else ""
    return {form for form in (plain, joined, folded(name).text.strip(f" {_STOP}")) if form}


class Matcher:
    """All ways to write a set of names, found in one pass.

    Examples
    --------
    >>> list(Matcher(["Herat", "Islam Qala"]).find(folded("From ISLAM-QALA to Heratis")))
    [(5, 15, 'islam qala')]
    """

    def __init__(self, names: Iterable[str]):
        self.patterns = sorted({way for name in names for way in ways(name)})
        self._automaton = AhoCorasick(
            self.patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )
        self._every = AhoCorasick(self.patterns)

    def find(self, text: Folded) -> Iterator[tuple[int, int, str]]:
        """Yield start, end (in the text itself) and folded name; of names that overlap, the longest leftmost one."""
        whole, back = text.text, text.back
        limit = len(whole)
        for index, start, end in self._automaton.find_matches_as_indexes(whole):
            if (end < limit and whole[end].isalnum()) or (start and whole[start - 1].isalnum()):
                if " " in self.patterns[index]:
                    yield from self._shorter(text, start, end)
            else:
                yield back(start), back(end - 1) + 1, self.patterns[index]

    def _shorter(self, text: Folded, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Look again where the longest name ended inside a word: "nimroz province" in "nimroz provinces"."""
        whole = text.text
        stop = end
        while stop < len(whole) and whole[stop].isalnum():
            stop += 1
        hits = [
            (start + a, start + b, index)
            for index, a, b in self._every.find_matches_as_indexes(whole[start:stop], overlapping=True)
            if not (start + a and whole[start + a - 1].isalnum())
            and not (start + b < len(whole) and whole[start + b].isalnum())
        ]
        last = start
        for a, b, index in sorted(hits, key=lambda h: (h[0], -h[1])):
            if a >= last:
                last = b
                yield text.back(a), text.back(b - 1) + 1, self.patterns[index]
