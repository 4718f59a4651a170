"""Where the matches of a pattern can begin: by the strings that every match of it begins with.

Python's patterns are slow where they begin with a choice, as they try it at every character. Each pattern here is read
once for its possible beginnings; one automaton finds them all in a text, and the pattern is tried there alone. Where
beginnings say little (a digit), the strings that a match must hold somewhere decide as well.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from ahocorasick_rs import AhoCorasick, Implementation

from geo.ingest.beginnings import beginnings, plain
from geo.ingest.gate import Strings, keys

_TELLING = 3

Found = re.Match[str]
Starts = dict[int, list[int]]


class Heads:
    r"""Several patterns behind one automaton that knows how each may begin.

    ``of`` folds a text letter by letter to what the automaton reads; the patterns read the text itself.

    Examples
    --------
    >>> heads = Heads([re.compile(r"\b\d+ (?:km|miles)"), re.compile(r"\b(?:shut|clos(?:e|ed))\b")])
    >>> places = heads.read("it was closed. 10 km away")
    >>> [found[0] for found in places.matches(1, 0, 14)], places.search(0, 0, 14), places.search(0, 14, 25)[0]
    (['closed'], None, '10 km')
    """

    def __init__(self, patterns: Sequence["re.Pattern[str]"], of: Callable[[str], str] = str):
        self.patterns, self.of = patterns, of
        self._alone: Together | None = None
        self.told: list[tuple[bool, bool]] = []
        begun: list[Strings] = []
        held: list[Strings] = []
        for pattern in patterns:
            heads = beginnings(pattern)
            telling = bool(heads) and min(map(len, heads)) >= _TELLING
            inside = frozenset() if telling else frozenset(map(plain, keys(pattern.pattern)))
            inside |= {"1" + string[1:] for string in inside if string[0] == "0"}  # behind the first digit of a number
            self.told.append((bool(heads), bool(inside)))
            begun.append(frozenset(map(of, heads)))
            held.append(frozenset(map(of, inside)))
        self.strings = begun + held
        self.unbegun = frozenset(index for index, (by_heads, _) in enumerate(self.told) if not by_heads)
        self.untold = [index for index, by in enumerate(self.told) if not any(by)]
        self.slots = [
            (index if by[0] else len(patterns) + index, index) for index, by in enumerate(self.told) if any(by)
        ]

    def read(self, text: str, plain_text: str = "") -> "Places":
        """Find all beginnings of all patterns in a text, whose plain form may be given."""
        if self._alone is None:
            self._alone = Together([self])
        return self._alone.read(plain_text or plain(self.of(text)), [text])[0]


class Together:
    """Several sets of patterns whose beginnings one automaton finds in one pass over a text."""

    def __init__(self, sets: Sequence[Heads]):
        self._sets, self._bases = sets, [0]
        owners: dict[str, list[int]] = defaultdict(list)
        for heads in sets:
            for slot, strings in enumerate(heads.strings, self._bases[-1]):
                for string in strings:
                    owners[string].append(slot)
            self._bases.append(self._bases[-1] + len(heads.strings))
        # Most of the time is waiting for memory. In order, what begins alike lies together; a DFA is larger.
        ordered = sorted(owners)
        self._owners = [tuple(owners[string]) for string in ordered]
        self._automaton = AhoCorasick(ordered, implementation=Implementation.ContiguousNFA)

    def read(self, plain_text: str, texts: Sequence[str]) -> "list[Places]":
        """Find all beginnings of the patterns of each set in a plain text, for the text that the set reads."""
        at: Starts = defaultdict(list)
        owners = self._owners
        for string, start, _ in self._automaton.find_matches_as_indexes(plain_text, overlapping=True):
            for slot in owners[string]:
                at[slot].append(start)
        for starts in at.values():
            starts.sort()  # the automaton reports by ends
        return [
            Places(heads, own, at, base)
            for heads, own, base in zip(self._sets, texts, self._bases, strict=False)
        ]  # fmt: skip


class Places:
    """Where each pattern may begin in one text.

    In ``at`` stand first, from ``base`` on, the beginnings of each pattern, then the strings that each must hold.
    """

    __slots__ = ("_at", "_base", "_held", "_of", "_order", "_patterns", "_present", "_told", "text")

    def __init__(self, of: Heads, text: str, at: Starts, base: int):
        self._of, self._patterns, self._told, self.text = of, of.patterns, of.told, text
        self._at, self._base, self._held = at, base, base + len(of.patterns)
        self._present: list[int] | None = None
        self._order: list[tuple[int, int]] | None = None

    def present(self) -> list[int]:
        """List the patterns that may match at all, in order."""
        if self._present is None:
            base, held, at, told = self._base, self._held, self._at, self._told
            begun = self._of.unbegun.union([slot - base for slot in at if base <= slot < held])
            self._present = sorted([i for i in begun if not told[i][1] or held + i in at])
        return self._present

    def over(
        self, index: int, ranges: Sequence[tuple[int, int]], starts: Sequence[int], taken: bytearray | None = None
    ) -> Iterable[Found]:
        """Give what ``finditer`` of a pattern yields in each of some ascending ranges.

        It may leave out what begins at a character marked in ``taken``.
        """
        by_heads, by_keys = self._told[index]
        if by_keys:
            return self._over_keyed(index, ranges, starts)
        if by_heads:
            return self._over_begun(index, ranges, starts, taken or bytes(len(self.text)))
        return chain.from_iterable(self._patterns[index].finditer(self.text, *each) for each in ranges)

    def _over_keyed(self, index: int, ranges: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[Found]:
        done = 0
        for position in self._at.get(self._held + index, ()):
            number = bisect_right(starts, position) - 1
            if position >= done and number >= 0 and position < ranges[number][1]:
                done = ranges[number][1]
                yield from self.matches(index, *ranges[number])

    def _over_begun(
        self, index: int, ranges: Sequence[tuple[int, int]], starts: Sequence[int], taken: bytes | bytearray
    ) -> list[Found]:
        matched: list[Found] = []
        match, text = self._patterns[index].match, self.text
        last = end = 0
        for position in self._at.get(self._base + index, ()):
            if position >= end:
                number = bisect_right(starts, position) - 1
                if number < 0 or position >= ranges[number][1]:
                    continue
                last, end = ranges[number]
            if position >= last and not taken[position] and (found := match(text, position, end)):
                last = found.end()
                matched.append(found)
        return matched

    def matches(self, index: int, start: int, end: int) -> Iterable[Found]:
        """Give what ``finditer`` of a pattern yields between two positions."""
        by_heads, by_keys = self._told[index]
        if by_keys and not _any(self._at.get(self._held + index), start, end):
            return ()
        if not by_heads:
            return self._patterns[index].finditer(self.text, start, end)
        at = self._at.get(self._base + index)
        if at is None or not _any(at, start, end):
            return ()
        matched: list[Found] = []
        match, text = self._patterns[index].match, self.text
        for position in at[bisect_left(at, start) : bisect_left(at, end)]:
            if position >= start and (found := match(text, position, end)):
                start = found.end()
                matched.append(found)
        return matched

    def search(self, index: int, start: int, end: int) -> Found | None:
        """Give what ``search`` of a pattern gives between two positions."""
        by_heads, by_keys = self._told[index]
        if by_keys and not _any(self._at.get(self._held + index), start, end):
            return None
        if not by_heads:
            return self._patterns[index].search(self.text, start, end)
        at = self._at.get(self._base + index)
        if at is None or at[-1] < start:
            return None
        for i in range(bisect_left(at, start), len(at)):
            if (position := at[i]) >= end:
                break
            if found := self._patterns[index].match(self.text, position, end):
                return found
        return None

    def begun(self, index: int) -> Sequence[int]:
        """List where a pattern may begin, in ascending order."""
        return self._at.get(self._base + index, ()) if self._told[index][0] else range(len(self.text))

    def may(self, index: int, start: int, end: int) -> bool:
        """Tell whether a pattern may match between two positions."""
        by_heads, by_keys = self._told[index]
        if by_keys and not _any(self._at.get(self._held + index), start, end):
            return False
        return not by_heads or _any(self._at.get(self._base + index), start, end)

    def among(self, start: int, end: int) -> list[int]:
        """List the patterns that may match between two positions, in order."""
        if self._order is None:
            at, base = self._at, self._base
            self._order = sorted([(position, i) for slot, i in self._of.slots for position in at.get(base + slot, ())])
        low = bisect_left(self._order, (start,))
        found = {i for _, i in self._order[low : bisect_left(self._order, (end,), low)]}
        return sorted(found.union(self._of.untold) if self._of.untold else found)


def _any(at: list[int] | None, start: int, end: int) -> bool:
    if not at or at[-1] < start or at[0] >= end:
        return False
    return at[bisect_left(at, start)] < end
