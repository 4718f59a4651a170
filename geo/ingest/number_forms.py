"""Numbers in a text: where they stand, what they come to, and how firmly they are meant.

Patterns read the flat copy of a text (:mod:`geo.ingest.flat`). Years, times of day, headings and names with digits
are no numbers here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from geo.errors import BadNumber
from geo.ingest.heads import Heads, Places
from geo.ingest.no_count import is_none
from geo.ingest.number_words import ENGLISH_UNITS, SCALES_PATTERN, UNITS_PATTERN, in_digits
from geo.numbers import UNITS, Number, parse_number

_EN_SCALE = "hundred|thousand|million|billion|dozen|lakh|mn|bn"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FA = (
    "یک|دو|سه|چهار|چار|پنج|شش|هفت|هشت|ده|یازده|دوازده|سیزده|چهارده|پانزده|شانزده|هفده|هجده|هژده|نوزده|بیست|سی|چهل|"
    "پنجاه|شصت|هفتاد|هشتاد|نود|صد|دویست|دوصد|سیصد|چهارصد|پانصد|پنجصد|ششصد|هفتصد|هشتصد|نهصد|" + UNITS_PATTERN
)
_FA_SCALE = "هزار|میلیون|ملیون|ملین|میلیارد|ملیارد|میلیونه|صد|" + SCALES_PATTERN
_NO_AND = r"(?:(?<=لاکھ)|(?<=ہزار)|(?<=کروڑ)|(?<=\sسو)|(?<=زره)|(?<=سوه))\s"  # Urdu and Pashto say no "and"
_THEN = r"(?:(?:(?<=hundred)|(?<=thousand)|(?<=million)) and | and a half |[ -])"
# "(?:this|)" is "(?:this)?" for less: Python's patterns set up a loop for what may come once.
_ONE_EN = (
    rf"(?:(?:{_DIGITS})(?:[\s-]?\b(?:{_EN_SCALE})\b|)|"
    rf"\b(?:(?:half |a quarter of )?an? (?:{_EN_SCALE})|(?:{ENGLISH_UNITS}|{_EN_SCALE}))\b"
    rf"(?:{_THEN}\b(?:{ENGLISH_UNITS}|{_EN_SCALE})\b){{0,9}}(?: and a half\b(?! (?:{_EN_SCALE})))?)"
)
_GAP = r"[\s\u200c]"
_HALF = r"(?:[\s\u200c]?(?:و[\s\u200c]?)?نیم\b)?"
_ONE_FA = (
    rf"(?:\bنیم{_GAP}(?:میلیون|ملیون|ملین|میلیارد|ملیارد)\b|(?:{_DIGITS}){_HALF}(?:{_GAP}(?:{_FA_SCALE})\b){{0,4}}|"
    rf"\b(?:ساڑھے\s)?(?:{_FA})\b{_HALF}(?:{_GAP}(?:{_FA_SCALE})\b){{0,4}}|\b(?:هزار|"
    rf"میلیون)\b)"
    rf"(?:(?:\s[وا]و?\s|{_NO_AND})(?:(?:{_DIGITS})|(?:{_FA})\b)(?:{_GAP}(?:{_FA_SCALE})\b){{0,4}}){{0,9}}"
)
_BEFORE = r"(?<![\w.,:/#@])(?<![a-z\d]-)(?:(?<!\+)|(?=\d{1,4}(?:\.\d+)?\s?%))"
_AFTER = r"(?:(?!\w|[:/.-]\d|,\d{3})|(?=(?:km|kg|m|cm|kilomet\w+|نفر)\b))"
_NUMBER_EN = re.compile(
    _BEFORE + rf"(?:(?P<currency>us\$|\$|€|£|usd |afn |rs\.? )\s?|)(?P<low>{_ONE_EN})"
    rf"(?:\s?(?P<link>-|to|or)\s?(?:us\$|\$)?(?P<high>{_ONE_EN})|)(?:(?P<plus>\+)|)(?:(?P<abbr>(?:k|m|bn)(?!\w))|)"
    + _AFTER
)
_NUMBER_FA = re.compile(_BEFORE + rf"(?P<low>{_ONE_FA})(?:\s?(?P<link>-|تا|الی)\s?(?P<high>{_ONE_FA})|)" + _AFTER)
_MONEY = re.compile(
    r" (?:tomans?|afghanis?|rials?|dollars?|euros?|rupees?|people|afghans|returnees|migrants|"
    r"refugees)\b|"
    r" in (?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_VAGUE = re.compile(
    r"\b(?P<word>(?:tens|hundreds) of thousands|(?:dozens|scores|hundreds|thousands|millions)(?: more)?)\b(?! "
    r"of (?:miles|years))|"
    r"\b(?P<several>several|a handful of)(?= (?:\w+ ){0,2}(?:people|persons|soldiers|staff|migrants|guards|officers|"
    r"civilians|refugees|deportees|members|fighters|returnees|afghans)\b)|"
    r"\b(?P<fa>ده‌?\s?ها هزار|صدها هزار|ده‌?ها|ده‌ها|صدها|هزاران|هزارها|میلیون‌?ها|زرګونه|"
    r"لسګونه|سلګونه|ہزاروں|درجنوں)\b"
)
_ORDINAL = re.compile(
    r"\b(?:the )?(?P<n>second|third|fourth|fifth|sixth|seventh|\d{1,2}(?:nd|rd|th))"
    r"(?= (?:such|major|consecutive|straight|time|anniversary|similar)\b)"
)
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_PART = re.compile(
    r"\b(?P<n>one|two|three|four|five|seven|nine|a)[ -](?P<part>half|third|quarter|fifth|sixth|"
    r"tenth)s?\b(?! of an? (?:million|hundred|thousand))(?! of (?:the |this |last )?"
    r"(?:year|month|week|decade|century))(?=,? (?:of|were|was|are|is|have|had|said|came|by)\b|[.,;])"
)
_SPACED = re.compile(r"(?<![\w.,:/+-])(?<!\d )[1-9]\d{0,2}(?: \d{3}){1,2}(?![\d%])(?![.,]\d| \d{1,3}(?!\d))")
_COUNTED_SO = re.compile(  # in prose, not in the columns of a table
    _SPACED.pattern + r" (?:[a-z]{4,}|[\u0621-\u06d3]{2,})"
)
_COMMA_GROUP = re.compile(r"\d,\d{3}(?!\d)")
HEADS: Heads = Heads([_VAGUE, _ORDINAL, _NUMBER_FA, _NUMBER_EN, _PART, _COUNTED_SO])
_ARABIC_LETTER = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_START = attrgetter("start")
_ABBREVIATED = {"k": " thousand", "m": " million", "bn": " billion"}
_NTH = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}


@dataclass(slots=True)  # not frozen, which would make a text's hundred mentions nine times slower
class NumberMention:
    """A number in a text. ``value`` is ``None`` for "dozens"; ``high`` is the upper end of a written range."""

    start: int
    end: int
    value: float | None
    high: float | None
    written: str
    currency: str = ""
    ordinal: bool = False
    plus: bool = False
    share: bool = False


def find_numbers(flat_text: str, taken: bytearray, places: Places | None = None) -> list[NumberMention]:
    """Find the numbers outside the characters already taken (dates, page furniture).

    ``places`` is what :data:`HEADS` read in the flat text, where that is known.

    Examples
    --------
    >>> [(n.value, n.high) for n in find_numbers("7-10,000 people, among them three dozen", bytearray(99))]
    [(7000, 10000), (36, None)]
    """
    places, length = places or HEADS.read(flat_text), len(flat_text)
    found = [*map(_vague, places.matches(0, 0, length)), *map(_ordinal, places.matches(1, 0, length))]
    found += map(_part, places.matches(4, 0, length))
    if places.search(5, 0, length) and not _COMMA_GROUP.search(flat_text):
        found += _spaced(flat_text)
    found = [m for m in found if 1 not in taken[m.start : m.end]]
    for mention in found:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    if not flat_text.isascii() and _ARABIC_LETTER.search(flat_text):
        found += _numbers(places, 2, taken, native=True)
    found += _numbers(places, 3, taken, native=False)
    found.sort(key=_START)
    return _between(found, flat_text) if "between " in flat_text or "بین " in flat_text else found


def _spaced(flat_text: str) -> Iterator[NumberMention]:
    """Read thousands set off by spaces, "73 560", in a text that counts so in prose and sets off none by commas."""
    for match in _SPACED.finditer(flat_text):
        written = match[0].replace(" ", ",")
        yield NumberMention(match.start(), match.end(), _parsed(written).value, None, written)


def _numbers(places: Places, index: int, taken: bytearray, *, native: bool) -> list[NumberMention]:
    found: list[NumberMention] = []
    text, pattern, done = places.text, HEADS.patterns[index], 0
    for position in places.begun(index):
        if position < done:
            continue
        if taken[position]:
            done = taken.find(0, position)
            if done < 0:
                break
            continue
        if not (match := pattern.match(text, position)):
            continue
        end, done = match.end(), match.end("low")
        if native and not _ARABIC_LETTER.search(text, position, end + 2):
            done = end  # digits among Latin letters: left to the other pattern
        elif taken.find(1, position, end) < 0 and (number := _number(match, native=native)):
            done = number.end
            taken[position:done] = b"\1" * (done - position)
            found.append(number)
    return found


def _between(found: list[NumberMention], flat_text: str) -> list[NumberMention]:
    """Join "between 20,000 and 30,000" into one range."""
    kept: list[NumberMention] = []
    for number in found:
        low = kept[-1] if kept else None
        led = flat_text[max(0, low.start - 9) : low.start] if low else ""
        linked = low and flat_text[low.end : number.start] in (" and ", " و ", " تا ")
        if low and linked and led.endswith(("between ", "بین ")) and (low.value or 0) < (number.value or 0):
            kept[-1] = _range_of(low, number)
        else:
            kept.append(number)
    return kept


def _range_of(low: NumberMention, high: NumberMention) -> NumberMention:
    """Make a range of two numbers; the lower one shares the scale of the higher: two and five million."""
    written = f"{low.written}-{high.written}"
    try:
        value = _parsed(written).value
    except (BadNumber, OverflowError):
        value = low.value or 0
    money = low.currency or high.currency
    return replace(low, end=high.end, value=value, high=high.value, written=written, currency=money)


def _vague(match: re.Match[str]) -> NumberMention:
    return NumberMention(match.start(), match.end(), None, None, match[0])


def _ordinal(match: re.Match[str]) -> NumberMention:
    word = match["n"]
    value = _NTH.get(word) or int(word[:-2])
    return NumberMention(match.start(), match.end(), value, None, word, ordinal=True)


def _part(match: re.Match[str]) -> NumberMention:
    """Read "four-fifths" as a share of a hundred."""
    value = round(100 * (_WORDS.get(match["n"], 1)) / _PARTS[match["part"]], 1)
    return NumberMention(
        match.start(), match.end(), int(value) if value % 1 == 0 else value, None, match[0], share=True
    )


def _number(match: re.Match[str], *, native: bool) -> NumberMention | None:
    text, end = match.string, match.end()
    if native:
        low, link, high = match.groups()
        currency = plus = abbreviated = None
    else:
        currency, low, link, high, plus, abbreviated = match.groups()
    if is_none(match, low, text):
        return None
    if abbreviated == "m" and not (currency or "." in low or _MONEY.match(text, end)):
        return None
    scale = _ABBREVIATED[abbreviated] if abbreviated else ""
    money = currency.strip() if currency else ""
    try:
        written = f"{low}-{high}{scale}" if high else low + scale
        number = _parsed(written)
    except (BadNumber, OverflowError):
        return _without_high(match, money)
    if currency and high and _A_THING.match(text, end):
        return _without_high(match, money)  # "grants of USD 140 to 265 households"
    if (link and number.high is None) or (link == "or" and number.value * 3 < (number.high or 0)):
        return _without_high(match, money)
    if high and text.endswith("from ", 0, match.start()) and _CHANGED.search(text, match.start() - 60, match.start()):
        return _without_high(match, money)  # "rose from 68 to 85" tells of two numbers, not of one between them
    return NumberMention(match.start(), end, number.value, number.high, written, money, plus=bool(plus))


@lru_cache(maxsize=20_000)
def _parsed(written: str) -> Number:
    return parse_number(_plain(written))


_WORDS = {word: UNITS[word] for word in ENGLISH_UNITS.split("|")}
_AND_A_HALF = re.compile(rf"\b({ENGLISH_UNITS}) and a half\b ?")
_AND_HALF = re.compile(r"\b(\d+|یک|دو|سه|چهار|چار|پنج|شش|هفت|هشت|نه|ده)[\s\u200c]?(?:و[\s\u200c]?)?نیم\b")
_NATIVE_HALF = re.compile(r"\bنیم(?=[\s\u200c])")
_HALF_A = re.compile(r"\bhalf an? ")
_QUARTER_OF_A = re.compile(r"\ba quarter of an? ")
_HYPHEN = re.compile("(?<=[a-z])-(?=hundred|thousand|million|billion)")
_CHANGED = re.compile(
    r"\b(?:rose|ris(?:e|en|es|ing)|f[ae]ll(?:en|s|ing)?|gone|went|grew|grown|up|down|(?:jump|climb|drop|soar|surg|slid|plung|"
    r"declin|increas|decreas|reduc|rais|lower|expand|shr[iau]nk)\w*|cut)\b[^.;\n]{0,50}\bfrom $"
)
_A_THING = re.compile(
    r"\s(?:households?|famil(?:y|ies)|people|persons|individuals|returnees|migrants|children|women|men)\b"
)


def _plain(written: str) -> str:
    """Write what :func:`parse_number` does not know as it knows it: halves and quarters as decimals."""
    if "-" in written:
        written = _HYPHEN.sub(" ", written)
    if not written.isascii():
        written = _AND_HALF.sub(lambda m: f"{int(UNITS.get(m[1], 0)) or m[1]}.5", in_digits(written))
        written = _NATIVE_HALF.sub("0.5", written).replace("\u200c", " ")
    if "half" in written:
        written = _AND_A_HALF.sub(lambda m: f"{_WORDS[m[1]]}.5 ", written).strip()
        written = _HALF_A.sub("0.5 ", written)
    if "quarter" in written:
        written = _QUARTER_OF_A.sub("0.25 ", written)
    return written.replace("dozen", " dozen")


def _without_high(match: re.Match[str], money: str) -> NumberMention | None:
    try:
        low = match["low"]
        value = parse_number(low.replace("\u200c", " ")).value
        return NumberMention(match.start(), match.end("low"), value, None, low, money)
    except (BadNumber, OverflowError):
        return None
