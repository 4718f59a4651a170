"""Words that touch the name of a place and make it the name of something else."""

import re

from geo.fold import fold_word
from geo.names.notplaces import AFTER, BEFORE, GIVEN_NAMES, INSIDE, TITLES

_NEXT = re.compile(r" ([A-Z][\w'-]+|[\u0621-\u06d3]+)(?: ([A-Z][\w'-]+))?")
_BEFORE = re.compile(r"(?<![\w'-])([A-Z][\w'-]+|[\u0621-\u06d3\u200c]+) $")
_GOODS = """
studio studios fund palace railway theatre museum review blog today now
oil gas ice cream motors trading transport logistics dairy foods sugar mining refinery textile electronics
ترانسپورت تجارتی
"""
_COMPANY = frozenset(_GOODS.split())
_STREETS = frozenset("square street avenue boulevard lane hotel restaurant".split())  # noqa: SIM905
_PERSONS = frozenset("khan agha jan gul shah beg sahib خان آغا".split())  # noqa: SIM905
_COMPANY_ENDS = _COMPANY | {word for word, what in INSIDE.items() if what == "a bank or company"}
_LED = frozenset({"radio", "tv", "television", "channel", "fc", "hotel", "hezb", "jamiat"})
_CAPITALISED = frozenset(word for word, what in INSIDE.items() if what in ("news media", "a club or team"))
_NATIVE_COMPANY = frozenset(word for word, what in INSIDE.items() if what == "a bank or company" and not word.isascii())


def is_part_of_a_name(text: str, start: int, end: int, name: str) -> bool:
    """Tell whether the name at ``[start, end)``, folded ``name``, is part of a paper's, a company's or a person's.

    Examples
    --------
    >>> is_part_of_a_name("Radio Zabol", 6, 11, "zabol"), is_part_of_a_name("In Zabol City", 3, 8, "zabol")
    (True, False)
    """
    if text.startswith(" ", end) and not text[end + 1 : end + 2].islower() and (after := _NEXT.match(text, end)):
        word, last = fold_word(after[1]), fold_word(after[2]) if after[2] else ""
        if last in _COMPANY or (last in _COMPANY_ENDS and after[2][0].isupper()):
            return True
        if word in _PERSONS or (word in _STREETS and after[1][0].isupper()):
            return bool(not after[1].isascii() or after[1][0].isupper())
        if (
            word in AFTER
            or word in _COMPANY
            or (after[1][0].isupper() and word in _CAPITALISED)
            or (name in GIVEN_NAMES and word[-1:] in "iی")
        ):
            return True
    if start < 2 or text[start - 1] != " ":
        return False
    reach = max(0, start - 24)
    begin = max(reach, text.rfind(" ", reach, start - 1) + 1)
    near = text[begin : start - 1]
    if not near or (near.islower() and near.isascii()):
        return False  # no name ends here: neither a capital nor a letter without one
    before = _BEFORE.search(text, begin, start)
    if not before:
        return False
    word = fold_word(before[1])
    if word in _NATIVE_COMPANY or word in _LED:
        return True
    return word in BEFORE and (word not in TITLES or name in GIVEN_NAMES)
