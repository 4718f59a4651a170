"""Numbers as people write them, and the interval that a written number commits its author to.

"More than 75,000" is a lower bound, "nearly 30,000" an interval, "1.2 million" a rounded figure; :func:`bounds` turns
value, qualifier and wording into ``[low, high]``, with ``None`` where nothing published closes the interval.
"""

import math
import re
from typing import NamedTuple

from geo.errors import BadNumber

_PERSIAN, _ARABIC = "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"
LONGEST = 300  # characters; a number written out in words has a hundred or so
_TO_LATIN = str.maketrans(_PERSIAN + _ARABIC + "٬٫٪", "0123456789" * 2 + ",.%")
_TO_PERSIAN = str.maketrans("0123456789", _PERSIAN)
_NUMBERS_TO_PERSIAN = str.maketrans("0123456789,.", _PERSIAN + "٬٫")

UNITS: dict[str, int] = {
    word: value
    for value, words in {
        0: "zero صفر", 1: "one a an یک يک یو", 2: "two دو دوه", 3: "three سه درې تین", 4: "four چهار چار څلور",
        5: "five پنج پنځه پانچ", 6: "six شش شپږ چھ", 7: "seven هفت اووه سات", 8: "eight هشت اته آٹھ",
        9: "nine نه نهه نو",
        10: "ten ده لس دس", 11: "eleven یازده", 12: "twelve دوازده", 13: "thirteen سیزده", 14: "fourteen چهارده",
        15: "fifteen پانزده", 16: "sixteen شانزده", 17: "seventeen هفده", 18: "eighteen هجده هژده",
        19: "nineteen نوزده", 20: "twenty بیست شل بیس", 30: "thirty سی دېرش تیس", 40: "forty چهل چالیس",
        50: "fifty پنجاه پچاس", 60: "sixty شصت ساٹھ", 70: "seventy هفتاد ستر", 80: "eighty هشتاد اسی",
        90: "ninety نود نوے", 200: "دویست دوصد", 300: "سیصد سه‌صد", 400: "چهارصد", 500: "پانصد پنجصد", 600: "ششصد",
        700: "هفتصد", 800: "هشتصد", 900: "نهصد",
    }.items()
    for word in words.split()
}  # fmt: skip
SCALES: dict[str, int] = {
    word: value
    for value, words in {
        12: "dozen", 100: "hundred صد سل سو", 1_000: "thousand هزار زره ہزار k", 100_000: "lakh لاکھ لک",
        1_000_000: "million millions mn m میلیون ملیون میلیونه ملین",
        1_000_000_000: "billion bn میلیارد ملیارد بلین ارب",
    }.items()
    for word in words.split()
}  # fmt: skip
_JOINERS = frozenset({"and", "و"})
_WRITTEN_OUT = 100
_TOKEN = re.compile(r"\d+(?:[,٬]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d]+|[^\s\w]")
_WHOLE = re.compile("[0-9]+(?:,[0-9]{3})*")
_TENS_AND_UNIT = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(one|two|three|four|five|six|seven|eight|nine)\b"
)
_RANGE_SIGN = re.compile("[-–—]|to|تا")
_RANGE = re.compile(r"^(?P<low>.+?)\s*(?:[-–—]|\bto\b|\bتا\b)\s*(?P<high>.+)$")


class Number(NamedTuple):
    """A number as written: its value, the upper end of a written range, and the place value of its last digit.

    ``step`` is 100,000 for "1.2 million" and 1 for "26,320"; ``scaled`` says that a scale word was written out.
    """

    value: float
    high: float | None
    step: float
    scaled: bool


def latin_digits(text: str) -> str:
    """Turn Persian and Arabic digits, separators and percent signs to Latin ones, one character for one.

    Examples
    --------
    >>> latin_digits("۱۴٬۵۰۰")
    '14,500'
    """
    return text.translate(_TO_LATIN)


def local_digits(text: str, lang: str) -> str:
    """Turn Latin digits to those a reader of the language uses.

    Examples
    --------
    >>> local_digits("1404", "fa")
    '۱۴۰۴'
    """
    return text if lang == "en" else text.translate(_TO_PERSIAN)


def format_number(number: float, lang: str = "en") -> str:
    """Write a number with the reader's digits and separators.

    Examples
    --------
    >>> format_number(26320)
    '26,320'
    >>> format_number(26320, "prs")
    '۲۶٬۳۲۰'
    """
    text = f"{round(number):,}" if float(number).is_integer() else f"{number:,.10g}"
    return text if lang == "en" else text.translate(_NUMBERS_TO_PERSIAN)


def parse_number(text: str) -> Number:
    """Read a number in digits, words or both, in English, Persian, Dari, Pashto or Urdu; ranges too.

    Raises
    ------
    BadNumber
        When the text is not a number, or a range is written with its ends swapped.

    Examples
    --------
    >>> parse_number("1.2 million")
    Number(value=1200000, high=None, step=100000, scaled=True)
    >>> parse_number("7-10,000").high
    10000
    >>> parse_number("سه هزار و ۹۹").value
    3099
    """
    if len(text) > LONGEST:
        raise BadNumber(f"{text[:40]!r}… is longer than any number. Write digits (26320, 1.2 million) or number words.")
    if _WHOLE.fullmatch(text):
        value = float(text.replace(",", ""))
        return Number(_tidy(value), None, _tidy(step_of(value)), scaled=False)
    plain = latin_digits(text).strip().lower().replace("‌", "").replace("ي", "ی").replace("ك", "ک")
    if "-" in plain:
        plain = _TENS_AND_UNIT.sub(r"\1 \2", plain)
    found = None if plain.startswith(("-", "–")) or not _RANGE_SIGN.search(plain) else _RANGE.match(plain)
    if found and (pair := _range(found)):
        return pair
    if one := _single(plain):
        return one
    raise BadNumber(f"'{text}' is not a number. Write digits (26320, 1.2 million) or number words.")


def bounds(
    value: float, qualifier: str, value_high: float | None = None, written: str = "", *, whole: bool = True
) -> tuple[float | None, float | None]:
    """Give the least and the greatest number that a written figure allows; ``None`` where it sets no limit.

    "About" leaves half a unit of the last written digit, as does an exact figure whose wording is rounded ("1.2
    million"). "Nearly" may have been rounded up to that digit, so it leaves a whole unit below and nothing above: half
    would shut the truth out half of the time. ``whole`` counts indivisible things (people): more than 75,000 of them
    are at least 75,001.

    Examples
    --------
    >>> bounds(30_000, "about")
    (25000, 35000)
    >>> bounds(30_000, "nearly")
    (20000, 30000)
    >>> bounds(75_000, "more than")
    (75001, None)
    >>> bounds(1_200_000, "exact", written="1.2 million")
    (1150000, 1250000)
    """
    whole = whole and float(value).is_integer()
    one = 1 if whole else 0
    match qualifier:
        case "exact":
            half = _half_unit(value, written) if _is_rounded(written) else 0
            return _ends(value - half, value + half, whole=whole)
        case "at least":
            return _tidy(value), None
        case "more than":
            return _tidy(value + one), None
        case "up to":
            return 0, _tidy(value)
        case "less than":
            return 0, max(_tidy(value - one), 0)
        case "about":
            half = _half_unit(value, written)
            return _ends(value - half, value + half, whole=whole)
        case "nearly":
            return _ends(value - 2 * _half_unit(value, written), value, whole=whole)
        case "range":
            return _range_bounds(value, value_high)
        case "vague":
            return None, None
    raise BadNumber(f"No qualifier '{qualifier}'. Use one of: exact, about, more than, at least, up to, less than, "
                    "nearly, range, vague.")  # fmt: skip


def step_of(value: float) -> float:
    """Place value of the last digit of a number that is not a padding zero.

    Examples
    --------
    >>> step_of(30_000), step_of(30_250), step_of(1.5)
    (10000, 10, 0.1)
    """
    if value == 0:
        return 1
    if not float(value).is_integer():
        return float(10.0 ** -len(f"{value:.10f}".rstrip("0").split(".")[1]))
    digits = str(round(abs(value)))
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))


def _range_bounds(value: float, value_high: float | None) -> tuple[float, float]:
    if value_high is None or value_high < value:
        raise BadNumber(f"A range from {value} needs a greater upper end, not {value_high}. Give both ends in order.")
    return _tidy(value), _tidy(value_high)


def _half_unit(value: float, written: str) -> float:
    try:
        return parse_number(written).step / 2
    except BadNumber:
        return step_of(value) / 2


def _is_rounded(written: str) -> bool:
    if _WHOLE.fullmatch(written):
        return False
    try:
        found = parse_number(written)
    except BadNumber:
        return False
    return found.scaled and found.step > 1


def _ends(low: float, high: float, *, whole: bool) -> tuple[float, float]:
    low = max(low, 0)
    return (math.ceil(low), math.floor(high)) if whole else (_tidy(low), _tidy(high))


def _tidy(number: float) -> float:
    near = float(number)
    if not near.is_integer():
        near = round(near, 6)  # 258.6 million is a whole number, whatever floating point makes of it
    return round(near) if near.is_integer() else near


def _range(found: re.Match[str]) -> Number | None:
    low, high = _single(found["low"]), _single(found["high"])
    if low is None or high is None:
        return None
    lifted = low.value
    if not low.scaled and (shared := _shared_scale(found["high"], low.value, high.value)) > 1:
        lifted = low.value * shared
    if lifted > high.value >= low.value >= _WRITTEN_OUT:  # "500,000 to one million" borrows nothing
        lifted = low.value
    if high.value < lifted:
        raise BadNumber(f"The range '{found[0]}' ends below its start. Write the smaller number first.")
    return Number(_tidy(lifted), _tidy(high.value), high.step, high.scaled)


def _shared_scale(high_text: str, low: float, high: float) -> float:
    """Find what the low end borrows: in "7-10,000" and "six to seven million" it means thousands and millions."""
    for word in re.findall(r"[^\W\d]+", high_text):
        if word in SCALES:
            return SCALES[word]
    if re.fullmatch(r"\d{1,3},000", high_text.strip()) and low < 1000 and low <= high / 1000:
        return 1000
    return 1


def _single(text: str) -> Number | None:
    tokens = _TOKEN.findall(text)
    total, group, step, scaled, free = 0.0, 0.0, 1.0, False, math.inf
    for token in tokens:
        if token[0].isdecimal() or token in UNITS:
            number, step = _digits(token) if token[0].isdecimal() else (UNITS[token], step_of(UNITS[token]))
            if number >= free:  # "20 50" is two numbers
                return None
            group, free = group + number, _room_below(number, token)
        elif token in SCALES:
            scale = SCALES[token]
            step, group, scaled, free = step * scale, (group or 1) * scale, True, scale
            if scale >= 1000:
                total, group = total + group, 0.0
        elif token not in _JOINERS:
            return None
    return Number(_tidy(total + group), None, _tidy(step), scaled) if tokens and set(tokens) - _JOINERS else None


def _digits(token: str) -> tuple[float, float]:
    bare = token.replace(",", "")
    return float(bare), 10.0 ** -len(bare.split(".")[1]) if "." in bare else step_of(float(bare))


def _room_below(number: float, token: str) -> float:
    """Give what a following word may add: after "twenty" less than ten, after "سیصد" less than a hundred."""
    return 0.0 if token[0].isdigit() or number < 20 else float(step_of(number))
