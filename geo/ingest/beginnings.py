r"""The strings that the matches of a pattern begin with, and a text made plain enough to look for them.

In both, a number is a 0 and a 1 for every further digit, and all white space is a space: a pattern's ``\d`` and ``\s``
are then one letter, and what begins with a number is looked for at its first digit alone.
"""

import re
from collections import defaultdict, deque
from collections.abc import Sequence, Set
from typing import Any

States = frozenset[int]

_LONGEST, _MOST, _TURNS = 16, 800, 4
_DIGITS, _SPACES = "0123456789", "".join(filter(str.isspace, map(chr, range(0x3001))))
_FOREIGN = "".join(c for c in map(chr, range(0x80, 0x10000)) if c.isspace() or c.isdecimal())
_MAY_BE_FOREIGN = re.compile(f"[{_FOREIGN}\U00010000-\U0010ffff]")  # a set that is fast to look for
_PLAIN = bytes(32 if chr(code) in _SPACES else 48 if chr(code) in _DIGITS else code for code in range(256))  # of ASCII
_CATEGORIES = {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " "}
_FOREIGN_SPACE = re.compile(r"[^\S\x00-\x7f]")
_FOREIGN_DIGIT = re.compile(r"[^\D0]")
_ASCII_CHANGED = [c for c in _DIGITS + _SPACES if c.isascii() and c not in "0 "]


def plain(text: str) -> str:
    r"""Make the first digits of numbers 0, all others 1, and all white space spaces; every character keeps its place.

    Examples
    --------
    >>> plain("5 July\n2025"), plain("۵ تیر\u2003بود")
    ('0 July 0111', '0 تیر بود')
    """
    if text.isascii():
        text = text.encode("ascii").translate(_PLAIN).decode("ascii")
    else:
        for letter in _ASCII_CHANGED:
            text = text.replace(letter, "0" if letter in _DIGITS else " ")
        if _MAY_BE_FOREIGN.search(text):
            text = _FOREIGN_DIGIT.sub("0", _FOREIGN_SPACE.sub(" ", text))
    return text.replace("00", "01").replace("10", "11")


def beginnings(pattern: "re.Pattern[str]") -> frozenset[str]:
    r"""Give strings of which every match of a pattern begins with one, made :func:`plain`; none where none can be told.

    Examples
    --------
    >>> sorted(beginnings(re.compile(r"(?:last|next) day|\b\d{1,2} ago")))
    ['0 ago', '01 ago', 'last day', 'next day']
    """
    try:
        from re import _parser  # type: ignore[attr-defined]  # the only reader of patterns that Python has
    except ImportError:  # pragma: no cover
        return frozenset()
    if pattern.flags & re.IGNORECASE:
        return frozenset()
    graph, told = _Graph(list(_parser.parse(pattern.pattern, pattern.flags))), list[str]()
    follow, growing = graph.follow, deque([("", graph.first)])
    if graph.begins_within_numbers:
        growing.append(("1", graph.follow(graph.first)["0"]))
    while growing:
        string, states = growing.popleft()
        following = follow(states)
        several = len(following) > 1 and len(told) + len(growing) + len(following) > _MOST
        if not following or several or len(string) == _LONGEST:
            told.append(string)
            continue
        within = string[-1:] in ("0", "1")
        for letter, there in following.items():
            growing.append((string + ("1" if within and letter == "0" else letter), there))
    return frozenset() if "" in told else frozenset(told)


class Gated:
    r"""A pattern that is tried only where the second and third letter of a match may stand.

    Examples
    --------
    >>> said = Gated(r"\s(?:said|says)\b")
    >>> said.match("Kabul said", 5)[0], said.match("Kabul fell", 5)
    (' said', None)
    """

    __slots__ = ("_letters", "_match")

    def __init__(self, pattern: str):
        compiled = re.compile(pattern)
        heads = beginnings(compiled)
        told = heads and min(map(len, heads)) > len("st")
        self._match = compiled.match
        self._letters = frozenset(head[1:3] for head in heads) if told else None

    def match(self, text: str, start: int) -> "re.Match[str] | None":
        """Give what ``match`` of the pattern gives from a position on."""
        if self._letters is None or text[start + 1 : start + 3] in self._letters:
            return self._match(text, start)
        return None


class _Graph:
    """The letters that may follow each other in the matches of a pattern, between numbered states."""

    def __init__(self, tokens: Sequence[Any]):
        self._letters: list[list[tuple[str, int]]] = []  # from each state
        self._skips: list[list[int]] = []
        self._open: set[int] = set()  # states that may be the end, or that what cannot be told follows
        self._outside: set[int] = set()  # states that are reached outside a number alone, before the first letter
        self._known: dict[States, dict[str, States]] = {}
        begin = self._state()
        self._open.add(self._lay(tokens, begin))
        self.first = self._with_skips({begin})
        anywhere = self._with_skips({begin}, but=self._outside)
        self.begins_within_numbers = any(letter == "0" for state in anywhere for letter, _ in self._letters[state])

    def follow(self, states: States) -> dict[str, States]:
        """Give the letters that must follow in some states, and the states after each; nothing if others may."""
        if states not in self._known:
            after = defaultdict[str, set[int]](set)
            for state in states if self._open.isdisjoint(states) else ():
                for letter, there in self._letters[state]:
                    after[letter].add(there)
            self._known[states] = {letter: self._with_skips(there) for letter, there in after.items()}
        return self._known[states]

    def _with_skips(self, states: set[int], but: Set[int] = frozenset()) -> States:
        reached, waiting = set(states), list(states)
        while waiting:
            new = set(self._skips[waiting.pop()]) - reached - but
            reached |= new
            waiting += new
        return frozenset(reached)

    def _state(self) -> int:
        self._letters.append([])
        self._skips.append([])
        return len(self._letters) - 1

    def _lay(self, tokens: Sequence[Any], state: int) -> int:
        """Lay the way of some tokens from a state; give the state that it leads to."""
        for kind, argument in tokens:
            state = self._lay_one(str(kind), argument, state)
        return state

    def _lay_one(self, kind: str, argument: Any, state: int) -> int:
        if kind in ("AT", "ASSERT", "ASSERT_NOT"):
            return self._lay_outside(state) if _bars_digit_before(kind, argument) else state
        if kind == "SUBPATTERN":
            return self._lay(argument[-1], state)
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, item = argument
            return self._lay_repeated(least, most, item, state)
        end = self._state()
        if kind == "BRANCH":
            for choice in argument[1]:
                self._skips[self._lay(choice, state)].append(end)
            return end
        letters = _letters([(kind, argument)] if kind == "LITERAL" else argument if kind == "IN" else ())
        self._letters[state] += [(letter, end) for letter in sorted(letters)]
        if not letters:
            self._open.add(state)
        return end

    def _lay_outside(self, state: int) -> int:
        end = self._state()
        self._skips[state].append(end)
        self._outside.add(end)
        return end

    def _lay_repeated(self, least: int, most: int, item: Sequence[Any], state: int) -> int:
        r"""Lay what comes once, twice, three times: ``\d{1,2}`` is one digit or two."""
        for _ in range(min(least, _LONGEST)):
            state = self._lay(item, state)
        end = self._state()
        self._skips[state].append(end)
        if most - least > _TURNS:
            self._skips[self._lay(item, end)].append(end)
            return end
        for _ in range(most - least):
            state = self._lay(item, state)
            self._skips[state].append(end)
        return end


def _bars_digit_before(kind: str, argument: Any) -> bool:
    r"""Tell whether a number cannot go on behind ``\b`` or ``(?<![\w.])``."""
    if kind == "AT":
        return str(argument) == "AT_BOUNDARY"
    if kind != "ASSERT_NOT" or argument[0] > 0 or len(argument[1]) != 1 or str(argument[1][0][0]) != "IN":
        return False
    barred = [str(value) for _, value in argument[1][0][1]]
    negated = str(argument[1][0][1][0][0]) == "NEGATE"
    return not negated and ("CATEGORY_DIGIT" in barred or "CATEGORY_WORD" in barred)


def _letters(argument: Any) -> frozenset[str]:
    """Spell out a class of a few characters; none where they are many."""
    found: set[str] = set()
    for kind, value in argument:
        if str(kind) == "LITERAL":
            found.add(_plain_letter(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < 12:
            found |= {_plain_letter(code) for code in range(value[0], value[1] + 1)}
        elif str(kind) == "CATEGORY" and str(value) in _CATEGORIES:
            found.add(_CATEGORIES[str(value)])
        else:
            return frozenset()
    return frozenset(found)


def _plain_letter(code: int) -> str:
    letter = chr(code)
    return "0" if letter.isdecimal() else " " if letter.isspace() else letter
