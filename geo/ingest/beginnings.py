r"""The strings that the matches of a pattern begin with, and a text made plain enough to look for them.

In both, all digits are one digit and all white space is a space: a pattern's ``\d`` and ``\s`` are then one letter.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

_LONGEST, _MOST, _TURNS = 8, 600, 4
_DIGITS, _SPACES = "0123456789", "".join(filter(str.isspace, map(chr, range(0x3001))))
_PLAIN = str.maketrans(dict.fromkeys(_DIGITS, "0") | dict.fromkeys(_SPACES, " "))
_CATEGORIES = {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " "}
_FOREIGN_SPACE = re.compile(r"[^\S\x00-\x7f]")
_ASCII_CHANGED = [c for c in _DIGITS + _SPACES if c.isascii() and c not in "0 "]


def plain(text: str) -> str:
    r"""Make all digits one digit and all white space spaces; every character keeps its place.

    Examples
    --------
    >>> plain("5 July\n2025"), plain("۵ تیر\u2003بود")
    ('0 July 0000', '۵ تیر بود')
    """
    if text.isascii():
        return text.translate(_PLAIN)
    for letter in _ASCII_CHANGED:
        text = text.replace(letter, "0" if letter in _DIGITS else " ")
    return _FOREIGN_SPACE.sub(" ", text)


def beginnings(pattern: "re.Pattern[str]") -> frozenset[str]:
    r"""Give strings of which every match of a pattern begins with one, made :func:`plain`; none where none can be told.

    Examples
    --------
    >>> sorted(beginnings(re.compile(r"(?:last|next) day|\d{1,2} ago")))
    ['0 ago', '00 ago', 'last day', 'next day']
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


Grown = tuple[frozenset[str], frozenset[str]]


def _grow(tokens: Sequence[Any], open_: frozenset[str], longest: int) -> Grown | None:
    """Lengthen beginnings by the tokens that follow: those that may grow on, and those that cannot be told further."""
    closed: frozenset[str] = frozenset()
    for token in _pieces(tokens):
        if not open_:
            break
        grown = (
            (frozenset([(s + token)[:longest] for s in open_]), frozenset[str]())
            if isinstance(token, str)
            else _grow_by(token, open_, longest)
        )
        if grown is None:
            return None
        long = frozenset(s for s in grown[0] if len(s) >= longest)
        open_, closed = grown[0] - long, closed | grown[1] | long
        if len(open_) + len(closed) > 8 * _MOST:
            return None
    return open_, closed


def _pieces(tokens: Sequence[Any]) -> Iterator[Any]:
    """Give the letters that follow each other as one string, made plain, and every other token as it is."""
    letters = ""
    for token in tokens:
        if str(token[0]) == "LITERAL":
            letters += chr(token[1])
            continue
        if letters:
            yield plain(letters)
            letters = ""
        yield token
    if letters:
        yield plain(letters)


def _grow_by(token: Any, open_: frozenset[str], longest: int) -> Grown | None:
    kind, argument = str(token[0]), token[1]
    if kind in ("AT", "ASSERT", "ASSERT_NOT"):
        return open_, frozenset()
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
    r"""Lengthen by what comes once, twice, three times: ``\d{1,2}`` is one digit or two."""
    least, most, item = argument
    over: frozenset[str] = open_ if least == 0 else frozenset()
    closed: frozenset[str] = frozenset()
    for turn in range(1, min(int(most), _TURNS) + 1):
        once = _grow(list(item), open_, longest)
        if once is None:
            return None
        open_, closed = once[0], closed | once[1]
        over = over | open_ if turn >= least else over
    return over, closed | open_ if most > _TURNS else closed


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
            found.add(plain(chr(value)))
        elif str(kind) == "RANGE" and value[1] - value[0] < 12:
            found |= {plain(chr(code)) for code in range(value[0], value[1] + 1)}
        elif str(kind) == "CATEGORY" and str(value) in _CATEGORIES:
            found.add(_CATEGORIES[str(value)])
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
