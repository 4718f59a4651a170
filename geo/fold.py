"""Spelling made comparable: one form for every way of writing the same letters."""

import re
import unicodedata
from functools import lru_cache

# Letters that differ between the Arabic, Persian, Dari, Pashto and Urdu ways of writing one sound, or carry no sound.
_ARABIC = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ے": "ی", "ۑ": "ی", "ك": "ک", "ڪ": "ک", "ګ": "گ", "ة": "ه", "ہ": "ه",
    "ھ": "ه", "ە": "ه", "ۃ": "ه", "ٹ": "ت", "ټ": "ت", "ڈ": "د", "ډ": "د", "ڑ": "ر", "ړ": "ر", "ږ": "ژ", "ښ": "ش",
    "ځ": "ز", "څ": "س", "ڼ": "ن", "ں": "ن", "ۋ": "و", "ۇ": "و", "ۆ": "و", "ۈ": "و", "ء": "", "ٲ": "ا", "ٳ": "ا",
}  # fmt: skip
_LATIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ŋ": "n", "ə": "a",
          "ħ": "h", "ɣ": "gh", "ȳ": "y"}  # fmt: skip
_LOOKALIKES = str.maketrans("авекмнорстухіһјѕԛԝαεηικνορτυχ", "abekmhopctyxihjsqwaehiknoptux")
_MIXED = re.compile(r"\w*(?:[a-z]\w*[Ͱ-ӿ]|[Ͱ-ӿ]\w*[a-z])\w*")
_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_JOINERS = "\u200c\u200d"


def _fold_char(char: str) -> str:
    """Fold one character, as often as it takes to come to rest."""
    folded = char
    for _ in range(4):
        again = "".join(_fold_once(c) for c in folded)
        if again == folded:
            break
        folded = again
    return folded


def _fold_once(char: str) -> str:
    if char == "\u200c":
        return " "
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(_fold_part(c) for c in parts)


def _fold_part(char: str) -> str:
    if char in _ARABIC or char in _LATIN:
        return _ARABIC.get(char, _LATIN.get(char, char))
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if char == "&":
        return " and "
    if kind in {"Mn", "Me", "Lm", "Cf", "Sk"} or char in "'’‘`´′ʹ\"“”":
        return ""
    return char if kind[0] in "LN" or kind == "Mc" else " "


class _Table(dict[int, str]):
    """Characters to their folded form, filled as they are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Fold a name: case, diacritics, hyphens, apostrophes, joiners, letter variants, digits; words by single spaces.

    Folding what is folded changes nothing. Words that mix Latin with look-alike Cyrillic or Greek letters become Latin.

    Examples
    --------
    >>> fold("Eslām Qal‘eh"), fold("ISLAM-QALA"), fold("")
    ('eslam qaleh', 'islam qala', '')
    >>> fold("ميل ۷۸") == fold("میل 78"), fold("حسن‌آباد") == fold("حسن آباد")
    (True, True)
    """
    folded = " ".join(text.translate(_TABLE).split())
    if folded.isascii():
        return folded
    return _MIXED.sub(lambda word: word[0].translate(_LOOKALIKES), folded)


def fold_word(word: str) -> str:
    """Fold a word as :func:`fold` does, and remember it: texts repeat their words."""
    return _remembered(word) if len(word) <= _MOST_REMEMBERED else fold(word)


_MOST_REMEMBERED = 40  # letters
_remembered = lru_cache(maxsize=20_000)(fold)


def squeeze(folded: str) -> str:
    """Drop the spaces of a folded name: Islamqala and Islam Qala are one spelling.

    Examples
    --------
    >>> squeeze("islam qala")
    'islamqala'
    """
    return folded.replace(" ", "")


def clean(text: str) -> str:
    r"""Take out what cannot be seen (controls, direction marks) and trim, leaving the spelling as it is.

    Examples
    --------
    >>> clean(" Islam\u202e\u0000  Qala ")
    'Islam Qala'
    """
    visible = _INVISIBLE.sub(lambda run: run[0] if run[0] in _JOINERS else " " if run[0].isspace() else "", text)
    return unicodedata.normalize("NFC", " ".join(visible.split()))
