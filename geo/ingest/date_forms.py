"""The forms in which texts write dates; each is a pattern over the flat copy of a text.

A form's name says how :mod:`geo.ingest.periods` resolves it. Where two forms match the same characters, the one that
stands first here wins.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.ingest import date_forms_english, date_forms_native
from geo.ingest.date_words import MONTHS, PLAIN, WEEKDAYS, any_of
from geo.ingest.heads import Heads, Places


@dataclass(slots=True)  # not frozen, which would make a text's hundred mentions nine times slower
class Written:
    """A date as it stands in a text: where, in which form, and the parts of the form."""

    start: int
    end: int
    form: str
    parts: dict[str, str | None]
    surface: str = ""

    def get(self, name: str) -> str:
        """Give a part, or nothing."""
        return self.parts.get(name) or ""


def _compiled(forms: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, re.compile(pattern, re.MULTILINE)) for form, pattern in forms)


_ALL = _compiled(date_forms_english.FORMS) + _compiled(date_forms_native.FORMS)
HEADS: Heads = Heads([pattern for _, pattern in _ALL])
_WEEKDAY = re.compile(rf"\b({any_of({w: n for w, n in WEEKDAYS.items() if w.isascii()})})\.?,? $")
_NAME_BEFORE = re.compile(r"[A-Z][\w-]+ $")
_URDU_LETTER = re.compile("[ٹڈڑںے]")
_NAME = re.compile(r"'?s? ?[A-Z]")
_TITLES = tuple(f"{title}{end}" for title in ("Mr", "Mrs", "Ms", "Miss", "Dr") for end in (" ", ". "))
_ALSO_NAMES = frozenset({"اربعین", "عاشورا", "عاشورہ", "تاسوعا"})
_DAY_OF = re.compile(r"(?:روز|در|از|تا|ایام|شب|تعطیلات|آستانه(?:\u200c?ی|ٔ)?|مناسبت|په|د|له)\s$")
_PRAYER = re.compile(r"(?:امام|نماز|خطیب|ائمه)\s$")


def find(
    flat_text: str, text: str, ranges: Sequence[tuple[int, int]] | None = None, places: Places | None = None
) -> list[Written]:
    """Find every written date inside the ranges (sentences), in reading order, none overlapping another.

    ``places`` is what :data:`HEADS` read in the flat text, where that is known.
    """
    ranges = ranges if ranges is not None else [(0, len(text))]
    starts = [start for start, _ in ranges]
    places = places or HEADS.read(flat_text)
    taken = bytearray(len(text))
    found: list[Written] = []
    for index in places.present():
        form = _ALL[index][0]
        for match in places.over(index, ranges, starts, taken):
            start, end = _trimmed(match)
            if 1 in taken[start:end]:
                continue
            parts = match.groupdict()
            if _is_date(match, parts, text):
                if form == "dmy" and (weekday := _WEEKDAY.search(flat_text, max(0, start - 12), start)):
                    start, parts["w"] = weekday.start(), weekday[1]
                taken[start:end] = b"\1" * (end - start)
                found.append(Written(start, end, form, parts, match[0]))
    if numeric := [w for w in found if w.form == "dmy"]:
        _tell_order(numeric)
    found.sort(key=_start)
    return found


def _start(w: Written) -> int:
    return w.start


def _tell_order(numeric: Sequence[Written]) -> None:
    """Mark the dates of a text that writes the month first, as one of them shows: 10/17/2024."""
    if any(int(w.get("m")) > 12 for w in numeric):
        for w in numeric:
            w.parts["us"] = "1"


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    surface, (start, end) = match[0], match.span()
    if surface[0] in _LEFT:
        start += len(surface) - len(surface.lstrip(_LEFT))
    if surface[-1] in _RIGHT:
        end -= len(surface) - len(surface.rstrip(_RIGHT))
    return start, end


def _is_date(match: re.Match[str], parts: Mapping[str, str | None], text: str) -> bool:
    """Refuse "may" the verb, "sun" the star and the Friday of a Friday prayer."""
    for name in _CAPITALISED:
        if (word := parts.get(name)) and word.isascii() and not text[match.start(name)].isupper():
            return bool(word.isdigit())
    if (word := parts.get("o")) and word.isascii() and text[match.start("o")].isupper():
        return not _NAME_BEFORE.search(text, max(0, match.start() - 20), match.start())  # "Zabol Today" is a paper
    if word == "کل":  # of Urdu; in Persian it is "all"
        return bool(_URDU_LETTER.search(text, max(0, match.start() - 60), match.end() + 60))
    if "bare" in parts:  # "November brought snow", but neither Black September nor July Jones
        return not (
            _NAME_BEFORE.search(text, max(0, match.start() - 20), match.start()) or _NAME.match(text, match.end())
        )
    if (weekday := parts.get("w")) and text.endswith(_TITLES, 0, match.start()):
        return False
    if parts.get("feast") in _ALSO_NAMES:  # pilgrims of Arbaeen, a squad of Ashura
        return bool(_DAY_OF.search(match.string, max(0, match.start() - 10), match.start()))
    if weekday == "جمعه":
        return not _PRAYER.search(match.string, max(0, match.start() - 9), match.start())
    name = parts.get("m") or ""
    if name == "می" and not (parts.get("y") or parts.get("d") or "ماه" in match[0]):
        return False  # also what a verb begins with
    if (second := parts.get("m2")) and not second.isascii() and not parts.get("d"):
        same = MONTHS[name][0] == MONTHS[second][0]
        return same and bool(parts.get("y") or "ماه" in match[0] or "میاشت" in match[0] or "مہین" in match[0]
                             or parts.get("ry") or {name, second} & PLAIN)  # fmt: skip
    if name not in _AMBIGUOUS:
        return True
    return any(map(parts.get, ("y", "d", "part", "end", "m2"))) or "month of" in match[0]


_LEFT, _RIGHT = " ,،(", " ,،(."
_CAPITALISED = ("m", "m1", "m2", "w")
_AMBIGUOUS = frozenset(
    {w for w, m in MONTHS.items() if w.isascii() and m[0] != "gregorian"} | {"mar", "sep", "dec", "jan", "jun", "jul"}
)
