"""Numbers that count nothing: of headings and pages, times of day, ages and years, and words that are no numbers."""

import re

from geo.ingest.number_words import AMBIGUOUS, COUNTED, ENGLISH_UNITS

_HEADING_WORDS = (
    "no|number|article|resolution|flight|page|chapter|section|phase|room|version|figure|"
    "table|endnote|footnote|note|hotline|ref|clause|isbn|tel|phone|fax|covid|bulletin|issue|edition|volume|vol|"
    "annex|case|episode|item|id|code|unit|ساعت|"
    "one in|group of|size|aged|age of|ages|route|highway|channel|apollo|sept|ماده|شماره|قطعنامه|صفحه|سال|"
    "اردوی|لوای|فرقه|کندک"
)
_HEADING, _HEADING_ENDS = re.compile(rf"\b(?:{_HEADING_WORDS})\.?\s?-?$"), tuple(_HEADING_WORDS.split("|"))
_HEADING_TAILS = frozenset(word[-2:] for word in _HEADING_ENDS)  # few words before a number end like one
_AGE = re.compile(r"\b(?:youngest|oldest|eldest|elder|younger|aged|age|he|she) (?:is|was|just|only)(?: just| only)? $")
_WORD_BEFORE = re.compile(r"\w+(?=\s$)")
_DEFINITE = frozenset("the both these those other all between its their".split())  # noqa: SIM905
_NOT_ONE = frozenset("the any no this that every each which another other".split())  # noqa: SIM905
_COUNTS_NOTHING = re.compile(
    r"\s(?:o'clock|a\.?m\.?\b|p\.?m\.?\b|gmt|utc|local time|bst|est\b|بجه|بجو|\u200c?ساله)|"
    r" (?:days?|weeks?|months?|years?|hours?) (?:after|before|later|earlier|ago)\b|"
    r"[ -](?:thirds?|quarters?|fifths?|halves|half)\b|[ -](?:years?[ -]old|day war)|-wheel|(?: [\w-]+){0,2} corps\b|"
    r"\u200c(?:ساله|(?:سوم|چهارم|پنجم|دهم)\b)"
)
_LASTING = re.compile(r" (?:days|weeks|months|years|hours) (?:before|after) \w")  # "for five days before they left"
_COUNTED_ONE = re.compile(
    r"\sof the (?:injured|dead|killed|victims|wounded|casualties|bodies)|(?:\s[a-z-]+){0,2}\s(?:people|person|guards?|"
    r"soldiers?|officers?|migrants?|killed|dead|injured|wounded|civilians?|child|children|"
    r"man|woman|bod(?:y|ies)|deaths?"
    r"|refugees?|afghans?|drivers?|members?|police|injur(?:y|ies)|fighters?|militants?|crossing|province|district|camp|"
    r"vehicle|truck|bus|month|week|year|hour|returnees?|deportees?|iranians?|taliban|girl|boy|villagers?|"
    r"tonne|ton|kilogram|kilomet(?:er|re)|mile|metre|meter|per ?cent|"
    r"fatality|casualty|farmer|trader|family|student|teacher|passenger|prisoner|farmers|worker|labourer|civilian)\b|"
    r"\s(?:نفر|تن|کس|مرزبان|سرباز|کودک|زن|مرد|مهاجر|غیرنظامی|پولیس|پلیس|کشته|زخمی|وګړی|ماشوم|عسکر|شخص|هفته|ماه|سال|ساعت)\b"
)
_AND_NUMBER = re.compile(rf" and (?:\d|(?:{ENGLISH_UNITS})\b)")
_ONE = frozenset({"one", "یک", "یو", "ایک"})
_SCALES_ALONE = frozenset({"hundred", "thousand", "million", "صد", "سی", "ده"})
_SMALL_WORDS = frozenset("two three four five six seven eight nine ten دو سه".split())  # noqa: SIM905


def is_none(match: re.Match[str], low: str, text: str) -> bool:
    """Tell whether a match of a number, alone or from ``low`` on, counts nothing."""
    start, end = match.span()
    before = text[max(0, start - 16) : start]
    led = before.rstrip(" \n.-")
    if led[-2:] in _HEADING_TAILS and led.endswith(_HEADING_ENDS) and _HEADING.search(before):
        return True
    if _COUNTS_NOTHING.match(text, end) and not (before.endswith("for ") and _LASTING.match(text, end)):
        return True
    if low[0].isdigit():
        return _digits_are_none(low, before, text, start, end)
    if low in AMBIGUOUS:
        return not COUNTED.match(text, end)
    if low in _ONE:
        return not _COUNTED_ONE.match(text, end) or _word_before(before) in _NOT_ONE
    if low in _SMALL_WORDS:
        led_by = _word_before(before)
        return led_by in _DEFINITE and not (led_by == "between" and _AND_NUMBER.match(text, end))
    return low in _SCALES_ALONE and not match["link"]


def _digits_are_none(low: str, before: str, text: str, start: int, end: int) -> bool:
    if low[0] == "0" and low[1:2].isdigit():
        return True
    if len(low) > 2:
        whole = low.isdecimal()
        return whole and (len(low) > 14 or (len(low) == 4 and _is_year(int(low), text[end : end + 40], before)))
    sign = text[end : end + 1]
    if not low.isdecimal() or sign.isspace():
        return False
    if sign in (".", ")") and text[end + 1 : end + 2].isspace() and not before[before.rfind("\n") + 1 :].strip():
        return True  # "1. " at the head of a line numbers a list
    if sign in ".,;" and _AGE.search(text, max(0, start - 24), start):
        return True
    return sign == "," and before.endswith(", ") and len(low) == 2  # "Mohammad Ali, 25, said": an age


def _word_before(before: str) -> str:
    word = _WORD_BEFORE.search(before)
    return word[0] if word else ""


def _is_year(value: int, after: str, before: str) -> bool:
    if not (1900 <= value <= 2100 or (1380 <= value <= 1420 and re.search(r"(?:سال|/|-)\s?$", before))):
        return False
    return not re.match(r"\s(?:\w+ ){0,2}(?:people|afghans|migrants|individuals|families|persons|"
                        r"returnees|deportees|households|returns|deportations|deaths|arrivals|trucks|"
                        r"نفر|تن|خانواده|خانوار|مهاجر|پناهجو|کودک|زن|کورنۍ|خاندان)\b",
                        after) or bool(re.search(r"\b(?:in|since|of|by|early|late)\s$", before))  # fmt: skip
