"""Who says what a sentence says."""

import re

from geo.ingest.heads import Heads, Places

_WORD = r"[A-ZÀ-Ž][\w’'.-]*"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|of|the|and|for|on|de|al|bin|in))*"
_SPEECH = (
    r"(?:said|says|told|stated|states|added|claimed|claims|denied|denies|announced|reported|"
    r"confirmed|warned|stressed|argued|acknowledged|"
    r"mentioned|wrote|revealed|promised|condemned|counted|recalled|estimates|expects|ties|"
    r"insisted|declared|called|accused|spoke|helped)"
)
_AFTER_NAME = re.compile(
    rf"(?P<name>{_NAME})(?:’s|'s)?(?P<role>(?:[ ](?!{_SPEECH}\b)[a-z][\w’'-]*){{0,5}}?(?:[ ](?:in|"
    rf"of|for)[ ]{_NAME})?)(?:,[^,.]{{0,140}},)?"
    rf"(?:[ ](?:also|recently|later|has|have|had|reportedly|was quoted|then|who asked|again)){{0,2}}[ ]{_SPEECH}\b"
)
_ACCORDING = re.compile(
    rf"(?:[Aa]ccording to|[Cc]iting|quoted by|[Bb]y the account of)[ ](?P<name>(?:(?:the|a|"
    rf"an|several|local)[ ])?(?:[a-z-]+[ ]){{0,4}}{_NAME}|"
    r"[a-z]+(?:[ ][a-z]+){0,3})"
)
_SAYS_AFTER = re.compile(rf"{_SPEECH}[ ](?P<name>{_NAME})(?=[,.]|$)")
_COMMON = re.compile(
    r"(?P<name>(?:[A-Z][\w’']* |[a-z]+ )?(?:officials?|residents|sources|media|spokes(?:man|"
    r"person|woman)|authorities|police|commission|ministry|reports|"
    rf"organisers|activists|groups|commander|organisations))(?:[ ](?:in|of|from|with)[ ](?:the[ ])?{_WORD})?(?:[ "
    rf"](?:also|have|has|had))?[ ]{_SPEECH}\b"
)
_MAY_SPEAK = re.compile(rf"{_SPEECH}\b|[Aa]ccording|[Cc]iting|quoted|account of|گفت|گو|نقل|اساس|اعلام|گزارش|وویل|کہا")
_HEADS = Heads([_MAY_SPEAK])
_PRONOUN = re.compile(
    rf"^[\"“'‘]?(?:He|She|They|It|The (?:agency|group|commission|spokesman|official|ministry|"
    rf"body|second source))\b[^.]{{0,60}}?{_SPEECH}\b"
)
_NATIVE = re.compile(
    r"(?:به گفته|به نقل از|بر اساس (?:گزارش|آمار))\s(?P<name>[^،,.؛]{2,60}?)(?=[،,.؛]|\s(?:در|که|از)\s)|"
    r"^(?P<who>[^،.؛]{2,80}?)\s(?:می\u200c?گوید|گفت|گفته است|گفته‌اند|اعلام کرد|گزارش داد|وویل|نے کہا)"
)
# Each form with words of which every match of it holds one, where there are such.
_FORMS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_AFTER_NAME, ()),
    (_ACCORDING, ("ccording to", "iting", "quoted by", "y the account of")),
    (_COMMON, ("official", "resident", "source", "media", "spokes", "authorit", "police", "commission", "ministry",
               "report", "organis", "activist", "group", "commander")),
    (_SAYS_AFTER, ()),
    (_NATIVE, ("گفت", "به نقل", "بر اساس", "گوید", "اعلام کرد", "گزارش داد", "وویل", "کہا")),
)  # fmt: skip
_NO_NAME_WORDS = """
In On At The A An He She It They This That These Those But And As For From By With After Before Earlier Last
Over More However Moreover Also Since During Among Of If When While Some Monday Tuesday Wednesday Thursday
Friday Saturday Sunday January February March April May June July August September October November December
According Recently Separately Despite
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


def may_speak(text: str) -> Places:
    """Find where sentences may say who speaks; pattern 0."""
    return _HEADS.read(text)


def speaker(sentence: str, before: str = "") -> str:
    """Name whom a sentence is attributed to; a pronoun stands for the speaker named before.

    Examples
    --------
    >>> speaker("Tariq Arian, a spokesperson for the ministry, denied the reports.")
    'Tariq Arian'
    >>> speaker("He added that the gate is open.", before="Tariq Arian")
    'Tariq Arian'
    """
    if not _MAY_SPEAK.search(sentence):
        return ""
    if _PRONOUN.match(sentence) and before:
        return before
    for pattern, words in _FORMS:
        if words and not any(word in sentence for word in words):
            continue
        for found in pattern.finditer(sentence):
            groups = found.groupdict()
            if name := _trimmed(groups.get("name") or groups.get("who") or ""):
                return name + (groups.get("role") or "") if " " not in name and not name.isupper() else name
    return ""


def _trimmed(name: str) -> str:
    words = name.split()
    while words and words[0] in _NO_NAME:
        words.pop(0)
    while words and words[-1] in ("of", "the", "and", "for", "on", "in", "al"):
        words.pop()
    return " ".join(words)
