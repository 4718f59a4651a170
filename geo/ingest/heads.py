"""Where the matches of a pattern can begin: by the strings that every match of it begins with.

Python's patterns are slow where they begin with a choice, as they try it at every character. Each pattern here is read
once for its possible beginnings; one automaton finds them all in a text, and the pattern is tried there alone. Where
beginnings say little (a digit), the strings that a match must hold somewhere decide as well.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

from geo.ingest.gate import keys

_LONGEST, _MOST, _TELLING = 9, 600, 3
_DIGITS = frozenset("0123456789")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")


Found = re.Match[str]


class Heads:
    r"""Several patterns behind one automaton that knows how each may begin.

    Examples
    --------
    >>> heads = Heads([re.compile(r"\b\d+ (?:km|miles)"), re.compile(r"\b(?:shut|clos(?:e|ed))\b")])
    >>> places = heads.read("it was closed. 10 km away")
    >>> [found[0] for found in places.matches(1, 0, 14)], places.search(0, 0, 14), places.search(0, 14, 25)[0]
    (['closed'], None, '10 km')
    """

    def __init__(self, patterns: Sequence["re.Pattern[str]"]):
        self.patterns = patterns
        owners: dict[str, tuple[list[int], list[int]]] = {}
        self.told: list[tuple[bool, bool]] = []
        for index, pattern in enumerate(patterns):
            heads = beginnings(pattern)
            telling = bool(heads) and min(map(len, heads)) >= _TELLING
            inside = frozenset() if telling else keys(pattern.pattern)
            self.told.append((bool(heads), bool(inside)))
            for which, strings in enumerate((heads, inside)):
                for string in strings:
                    owners.setdefault(string, ([], []))[which].append(index)
        groups: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}
        self._group = [groups.setdefault((tuple(a), tuple(b)), len(groups)) for a, b in owners.values()]
        self.heads: list[list[int]] = [[] for _ in patterns]
        self.inside: list[list[int]] = [[] for _ in patterns]
        self.owners = list(groups)
        for (begin, hold), number in groups.items():
            for index in begin:
                self.heads[index].append(number)
            for index in hold:
                self.inside[index].append(number)
        self._automaton = AhoCorasick(list(owners), implementation=Implementation.ContiguousNFA)

    def read(self, text: str) -> "Places":
        """Find all beginnings of all patterns in a text."""
        if not text.isascii() and _FOREIGN_DIGIT.search(
            text
        ):  # a pattern's digit is any script's, an automaton's is not
            return Places(self, text, {}, told=False)
        at: defaultdict[int, list[int]] = defaultdict(list)
        group = self._group
        for string, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            at[group[string]].append(start)
        return Places(self, text, dict(at), told=True)


class Places:
    """Where each pattern may begin in one text."""

    __slots__ = ("_at", "_heads", "_inside", "_of", "_patterns", "_told", "text")

    def __init__(self, of: Heads, text: str, at: dict[int, list[int]], *, told: bool):
        self._of, self._patterns, self.text, self._at = of, of.patterns, text, at
        self._heads: dict[int, list[int]] = {}
        self._inside: dict[int, list[int]] = {}
        self._told = of.told if told else [(False, False)] * len(of.patterns)

    def _positions(self, index: int, of: Sequence[Sequence[int]], known: dict[int, list[int]]) -> list[int]:
        """Merge where the strings of a pattern stand; the automaton reports by ends."""
        found = known.get(index)
        if found is None:
            known[index] = found = sorted(chain.from_iterable(self._at.get(g, ()) for g in of[index]))
        return found

    def _begins(self, index: int) -> list[int]:
        return self._positions(index, self._of.heads, self._heads)

    def _holds(self, index: int) -> list[int]:
        return self._positions(index, self._of.inside, self._inside)

    def present(self) -> list[int]:
        """List the patterns that may match at all, in order."""
        begun: set[int] = set()
        held: set[int] = set()
        for group in self._at:
            begin, hold = self._of.owners[group]
            begun.update(begin)
            held.update(hold)
        return [
            index
            for index, (by_heads, by_keys) in enumerate(self._told)
            if (not by_heads or index in begun) and (not by_keys or index in held)
        ]

    def firsts(self, index: int, ranges: Sequence[tuple[int, int]], starts: Sequence[int]) -> dict[int, int]:
        """Give where a pattern first matches in each of some ascending ranges: number of the range → position."""
        found: dict[int, int] = {}
        for match in self.over(index, ranges, starts):
            found.setdefault(bisect_right(starts, match.start()) - 1, match.start())
        return found

    def over(self, index: int, ranges: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[Found]:
        """Yield what ``finditer`` of a pattern yields in each of some ascending ranges."""
        by_heads, by_keys = self._told[index]
        if by_keys:
            yield from self._over_keyed(index, ranges, starts)
        elif by_heads:
            yield from self._over_begun(index, ranges, starts)
        else:
            for start, end in ranges:
                yield from self._patterns[index].finditer(self.text, start, end)

    def _over_keyed(self, index: int, ranges: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[Found]:
        done = 0
        for position in self._holds(index):
            number = bisect_right(starts, position) - 1
            if position >= done and number >= 0 and position < ranges[number][1]:
                done = ranges[number][1]
                yield from self.matches(index, *ranges[number])

    def _over_begun(self, index: int, ranges: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[Found]:
        match, text = self._patterns[index].match, self.text
        last = end = 0
        for position in self._begins(index):
            if position >= end:
                number = bisect_right(starts, position) - 1
                if number < 0 or position >= ranges[number][1]:
                    continue
                last, end = ranges[number]
            if position >= last and (found := match(text, position, end)):
                last = found.end()
                yield found

    def matches(self, index: int, start: int, end: int) -> Iterator[Found]:
        """Yield what ``finditer`` of a pattern yields between two positions."""
        pattern, text = self._patterns[index], self.text
        by_heads, by_keys = self._told[index]
        if by_keys and not _any(self._holds(index), start, end):
            return
        if not by_heads:
            yield from pattern.finditer(text, start, end)
            return
        at = self._begins(index)
        for i in range(bisect_left(at, start), len(at)):
            if (position := at[i]) >= end:
                return
            if position >= start and (found := pattern.match(text, position, end)):
                start = found.end()
                yield found

    def search(self, index: int, start: int, end: int) -> Found | None:
        """Give what ``search`` of a pattern gives between two positions."""
        return next(self.matches(index, start, end), None) if self.may(index, start, end) else None

    def may(self, index: int, start: int, end: int) -> bool:
        """Tell whether a pattern may match between two positions."""
        by_heads, by_keys = self._told[index]
        if by_keys and not _any(self._holds(index), start, end):
            return False
        return not by_heads or _any(self._begins(index), start, end)


def _any(at: list[int], start: int, end: int) -> bool:
    if not at or at[-1] < start or at[0] >= end:
        return False
    return at[bisect_left(at, start)] < end


def beginnings(pattern: "re.Pattern[str]") -> frozenset[str]:
    """Give strings of which every match of a pattern begins with one; none where they cannot be told.

    Examples
    --------
    >>> sorted(beginnings(re.compile("(?:last|next) week|ago")))
    ['ago', 'last week', 'next week']
    """
    try:
        from re import _parser  # type: ignore[attr-defined]  # the only reader of patterns that Python has
    except ImportError:  # pragma: no cover
        return frozenset()
    if pattern.flags & re.IGNORECASE:
        return frozenset()
    tokens = list(_parser.parse(pattern.pattern, pattern.flags))
    for longest in range(_LONGEST, 0, -1):
        grown = _grow(tokens, frozenset([""]), longest)
        found = _shortest(grown[0] | grown[1]) if grown else frozenset([""])
        if "" not in found and len(found) <= _MOST:
            return found
    return frozenset()


Grown = tuple[frozenset[str], frozenset[str]]


def _grow(tokens: Sequence[Any], open_: frozenset[str], longest: int) -> Grown | None:
    """Lengthen beginnings by the tokens that follow: those that may grow on, and those that cannot be told further."""
    closed: frozenset[str] = frozenset()
    for token in tokens:
        if not open_:
            break
        long = frozenset(s for s in open_ if len(s) >= longest)
        grown = _grow_by(token, open_ - long, longest)
        if grown is None or len(grown[0]) + len(grown[1]) + len(closed) > 8 * _MOST:
            return None
        open_, closed = grown[0], closed | grown[1] | long
    return open_, closed


def _grow_by(token: Any, open_: frozenset[str], longest: int) -> Grown | None:
    kind, argument = str(token[0]), token[1]
    if kind in ("AT", "ASSERT", "ASSERT_NOT"):
        return open_, frozenset()
    if kind == "LITERAL":
        return frozenset(s + chr(argument) for s in open_), frozenset()
    if kind == "SUBPATTERN":
        return _grow(list(argument[-1]), open_, longest)
    if kind == "BRANCH":
        return _all([_grow(list(choice), open_, longest) for choice in argument[1]])
    if kind == "IN":
        letters = _letters(argument)
        return (frozenset(s + c for s in open_ for c in letters), frozenset()) if letters else (frozenset(), open_)
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        return _repeated(argument, open_, longest)
    return frozenset(), open_


def _repeated(argument: Any, open_: frozenset[str], longest: int) -> Grown | None:
    least, most, item = argument
    once = _grow(list(item), open_, longest)
    if once is None:
        return None
    grown, closed = once if most == 1 else (frozenset(), once[0] | once[1])
    return (grown | open_ if least == 0 else grown), closed


def _all(parts: list[Grown | None]) -> Grown | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return frozenset().union(*(p[0] for p in known)), frozenset().union(*(p[1] for p in known))


def _letters(argument: Any) -> frozenset[str]:
    """Spell out a class of a few characters."""
    found: set[str] = set()
    for kind, value in argument:
        if str(kind) == "LITERAL":
            found.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < 12:
            found |= {chr(code) for code in range(value[0], value[1] + 1)}
        elif str(kind) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            found |= _DIGITS
        else:
            return frozenset()
    return frozenset(found)


def _shortest(strings: frozenset[str]) -> frozenset[str]:
    """Drop the strings that another one begins: its places are theirs, too."""
    kept: list[str] = []
    for string in sorted(strings):
        if not kept or not string.startswith(kept[-1]):
            kept.append(string)
    return frozenset(kept)
