"""What a sentence leaves on a name: a possessive, an elided article, small words."""

import re

_POSSESSIVE = re.compile(r"[’'‘`]s$|(?<=s)[’']$")
POSSESSIVES = re.compile(r"[’'‘]s\b")
_ELIDED = re.compile(r"(?:^|(?<=\s))[dDlL][’'‘](?=[A-ZÀ-Ý])")
_SMALL_WORDS = re.compile(
    r"^(?:(?:and|or|in|at|to|from|via|through|و|در|از|به|د|په|له|в|из|на|через|aus|nach|bei|à|en|au)\s+)+"
    r"|(?:\s+(?:and|or|of|in|at|to|from|و|در|از|به|را|کې|کښې|ته|څخه|میں|سے|کو))+$"
)


def trim(text: str) -> str:
    """Take it off.

    Examples
    --------
    >>> trim("from Herat"), trim("Iran's"), trim("از هرات"), trim("d’Iran")
    ('Herat', 'Iran', 'هرات', 'Iran')
    """
    return _SMALL_WORDS.sub("", _POSSESSIVE.sub("", _ELIDED.sub("", text))).strip() or text


def is_plain_word(text: str) -> bool:
    """Whether a text is one word in small Latin letters, as names are not written: heart, children."""
    return text.isascii() and text.isalpha() and text.islower()
