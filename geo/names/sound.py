"""How a name sounds, in one alphabet for Persian, Dari, Pashto, Urdu, Arabic, Cyrillic and Latin spellings.

Two forms of a folded name: its *sound* (consonant classes with three vowels) to rank by, and its *skeleton* (consonants
alone) to look up by. Short vowels are not written in Arabic script, w and y are vowels as often as
not, h is lost at ends, and q, k, kh, g and gh change places between languages: the skeleton is blind to all of that.
"""

import re

_ARABIC = str.maketrans({
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "J", "چ": "C", "ح": "h", "خ": "X", "د": "d", "ذ": "z",
    "ر": "r", "ز": "z", "ژ": "J", "س": "s", "ش": "S", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a", "غ": "K",
    "ف": "f", "ق": "K", "ک": "K", "گ": "K", "ل": "l", "م": "m", "ن": "n", "و": "u", "ه": "h", "ی": "i",
})  # fmt: skip
_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "K", "д": "d", "е": "a", "ж": "J", "з": "z", "и": "i", "к": "K", "л": "l",
    "м": "m", "н": "n", "о": "u", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "X", "ц": "s",
    "ч": "C", "ш": "S", "щ": "S", "ъ": "", "ы": "i", "ь": "", "э": "a", "ю": "u", "я": "a", "қ": "K", "ғ": "K",
    "ҳ": "h", "ҷ": "J", "ү": "u", "ө": "u", "ә": "a", "җ": "J", "һ": "h", "ң": "n", "і": "i", "є": "a", "ї": "i",
})  # fmt: skip
_LATIN = {
    "dsch": "J", "tsch": "C", "dzh": "J", "dz": "J", "dj": "J", "tch": "C", "tsh": "C", "cz": "C", "ch": "C",
    "sch": "S", "sh": "S", "sz": "S", "kh": "X", "x": "X", "gh": "K", "ck": "K", "qu": "Ku", "g": "K", "k": "K",
    "q": "K", "c": "K", "zh": "J", "j": "J", "ph": "f", "th": "t", "ou": "u", "oo": "u", "ow": "u", "aw": "u",
    "au": "u", "o": "u", "ee": "i", "ey": "i", "ei": "i", "ay": "i", "ai": "i", "y": "i", "aa": "a", "e": "a",
    "v": "w", "ss": "s",
}  # fmt: skip
_DIGRAPHS = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)))
_GLUE = re.compile(r"(?<!^)\b(?:e|i|y|ye|yi|o|u|va|wa|and|und|و|и|او)\b(?!$)|^(?:د|the|der|die|das|da)\b(?!$)")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<!^)[aiuhwy]")
_SINGLE_S = re.compile(r"s(?=[aiulmnrw])|s$")  # German and Italian write it for z
_START = re.compile(r"^[aiu]+")
_ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")


def sound(folded: str, *, ch: str = "C", h: str = "X") -> str:
    """Write a folded name as it sounds. ``ch`` and ``h`` say how a Latin ch and a Cyrillic х are read.

    Examples
    --------
    >>> sound("dogharoun"), sound("dowqarun"), sound("نیمروز"), sound("nimroz")
    ('duKarun', 'duKarun', 'nimruz', 'nimruz')
    """
    text = _GLUE.sub(" ", folded).replace(" ", "")
    doubled = has_unwritten_vowels(text)  # two letters in Arabic script are two sounds with a vowel between
    if not text.isascii():
        initial = {"و": "w", "ی": "Y"}.get(text[:1])
        text = text.translate(_ARABIC)
        if h != "X":
            text = text.replace("х", h).replace("г", "h", 1) if text[:1] == "г" else text.replace("х", h)
        text = text.translate(_CYRILLIC)
        text = initial + text[1:] if initial else text
    if text[:1] == "y":
        text = "Y" + text[1:]
    text = _DIGRAPHS.sub(lambda m: ch if m[0] == "ch" else _LATIN[m[0]], text)
    return (text if doubled else _DOUBLED.sub(r"\1", text)).removesuffix("h")


def skeleton(sounded: str) -> str:
    """Keep the consonants of a sound, and whether it starts with a vowel.

    Examples
    --------
    >>> [skeleton(sound(n)) for n in ("islam qala", "eslam qaleh", "islamkilla", "اسلام قلعه")]
    ['aslmKl', 'aslmKl', 'aslmKl', 'aslmKl']
    """
    return _SILENT.sub("", _START.sub("a", sounded.replace("Y", "y").replace("X", "K")))


def sounds(folded: str) -> tuple[str, ...]:
    """Every reading of a folded name: German ch as kh and s as z, Russian х and first г as h."""
    first = sound(folded)
    found = {first: None}
    if "ch" in folded:
        found[sound(folded, ch="X")] = None
    if "х" in folded or folded[:1] == "г":
        found[sound(folded, h="h")] = None
    if folded.isascii() and "s" in folded:
        found[_SINGLE_S.sub("z", first)] = None
    return tuple(found)


def has_unwritten_vowels(folded: str) -> bool:
    """Whether a folded name is in Arabic script, which leaves short vowels out."""
    return bool(_ARABIC_LETTER.search(folded))
