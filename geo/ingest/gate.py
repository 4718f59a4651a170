"""Where a pattern can match at all: by the strings of which every match of it must hold one.

:mod:`geo.ingest.heads` asks for them where the beginnings of a pattern say too little.
"""

import re
from typing import Any

_MOST = 300
Strings = frozenset[str]


def keys(pattern: str) -> Strings:
    """Give strings of which every match of a pattern holds one; none where the pattern tells nothing.

    Examples
    --------
    >>> sorted(keys("(?:last|next) week|ago"))
    ['ago', 'last week', 'next week']
    """
    try:
        from re import _parser  # type: ignore[attr-defined]  # the only reader of patterns that Python has
    except ImportError:  # pragma: no cover
        return frozenset()
    return _of_sequence(list(_parser.parse(pattern, re.MULTILINE)))


def _of_sequence(tokens: list[Any]) -> Strings:
    """Choose the best of the stretches of a sequence that can be spelled out."""
    stretches: list[Strings] = []
    current: Strings = frozenset([""])
    for token in tokens:
        spelled = _spell(token)
        joined = _product(current, spelled) if spelled is not None else None
        if joined is not None:
            current = joined
            continue
        stretches += [current, *([spelled] if spelled else []), _inside(token)]
        current = frozenset([""])
    stretches.append(current)
    usable = [s for s in stretches if s and all(s)]
    return max(usable, key=lambda s: (min(map(len, s)), -len(s)), default=frozenset())


def _product(left: Strings, right: Strings) -> Strings | None:
    return frozenset(a + b for a in left for b in right) if len(left) * len(right) <= _MOST else None


def _spell(token: Any) -> Strings | None:
    """Spell out every string that a token may match; ``None`` where they are too many."""
    kind, argument = str(token[0]), token[1]
    if kind == "LITERAL":
        return frozenset([chr(argument)])
    if kind in ("AT", "ASSERT", "ASSERT_NOT"):
        return frozenset([""])
    if kind == "SUBPATTERN":
        return _spell_all(list(argument[-1]))
    if kind == "BRANCH":
        parts = [_spell_all(list(choice)) for choice in argument[1]]
        return None if None in parts else _union(parts)
    if kind == "MAX_REPEAT" and argument[1] == 1:
        inner = _spell_all(list(argument[2]))
        return None if inner is None else inner | ({""} if argument[0] == 0 else set())
    if kind == "IN" and all(str(k) == "LITERAL" for k, _ in argument) and len(argument) < 4:
        return frozenset(chr(code) for _, code in argument)
    return None


def _spell_all(tokens: list[Any]) -> Strings | None:
    current: Strings | None = frozenset([""])
    for token in tokens:
        spelled = _spell(token)
        current = _product(current, spelled) if spelled is not None and current is not None else None
        if current is None:
            return None
    return current


def _union(parts: list[Strings | None]) -> Strings | None:
    whole = frozenset(s for part in parts if part for s in part)
    return whole if len(whole) <= _MOST else None


def _inside(token: Any) -> Strings:
    """Look for strings inside a token that cannot be spelled out whole."""
    kind, argument = str(token[0]), token[1]
    if kind == "SUBPATTERN":
        return _of_sequence(list(argument[-1]))
    if kind in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] >= 1:
        return _of_sequence(list(argument[2]))
    if kind == "BRANCH":
        parts = [_of_sequence(list(choice)) for choice in argument[1]]
        return frozenset(s for part in parts for s in part) if all(parts) else frozenset()
    return frozenset()
