"""How a name looks in print: letters that a scanner, or a tired eye, takes for one another are one shape."""

from geo.fold import fold, squeeze

LEAST = 5  # shorter names look like too many words
_SIGNS = str.maketrans({"|": "l", "!": "l", "¡": "i", "$": "s", "€": "e", "¢": "c"})
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_CLASSES = ("il1j", "o0qg9", "ec", "s5", "bh86", "nu")
_DOTTED = ["بپتثنی", "جچحخ", "دذ", "رزژ", "سش", "صض", "طظ", "عغ", "فق", "کگ"]  # letters that only dots tell apart
_TABLE = str.maketrans({char: same[0] for same in (*_CLASSES, *_DOTTED) for char in same})


def shape(key: str) -> str:
    """Give the look of a squeezed folded name.

    Examples
    --------
    >>> shape("lslamqala") == shape("islamqala"), shape("famah") == shape("farnah"), shape("زاهدان") == shape("راهدان")
    (True, True, True)
    """
    for pair, one in _PAIRS:
        key = key.replace(pair, one)
    return key.translate(_TABLE)


def look(text: str) -> str:
    """Give the look of a name as written, signs read as the letters that they are mistaken for.

    Examples
    --------
    >>> look("|slam Qa|a") == shape("islamqala")
    True
    """
    return shape(squeeze(fold(text.translate(_SIGNS))))
