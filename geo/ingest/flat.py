"""A copy of a text that patterns can read, in which every character keeps its place.

Digits become Latin, letters lower-case, Arabic letter variants Persian, dashes and quotes ASCII: one character for
one, so that a match in the copy is a match in the text.
"""

from geo.numbers import latin_digits

_DIGITS_AND_SIGNS = "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٬٫٪"
_SAME_PLACE = {
    **dict(zip(_DIGITS_AND_SIGNS, latin_digits(_DIGITS_AND_SIGNS), strict=True)),
    **dict.fromkeys("–—‑‒−", "-"),
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("“”«»", '"'),
        **dict.fromkeys("¹²³⁴⁵⁶⁷⁸⁹⁰", " "),  # marks of footnotes are no digits of the number before them
        **dict.fromkeys("\u00a0\u202f\u2009\u200a\u2007\t", " "),
        "ي": "ی", "ى": "ی", "ئ": "ئ", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "İ": "i",
}  # fmt: skip
_OF_ASCII = {letter: new for letter, new in _SAME_PLACE.items() if letter.isascii()}


def flat(text: str) -> str:
    """Fold a text without moving any character.

    Examples
    --------
    >>> flat("24—30 June, ۱۴۰۴")
    '24-30 june, 1404'
    """
    plain = text
    for letter, new in (_OF_ASCII if text.isascii() else _SAME_PLACE).items():
        if letter in plain:  # a search for one letter is faster than a set of all
            plain = plain.replace(letter, new)
    low = plain.lower()
    return low if len(low) == len(text) else "".join(_low(c) for c in plain)


def _low(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter
