"""Which measure of the closed list a number counts, and whether it is a count, a rate, a stock or a share."""

import re

from geo.ingest.heads import Heads, Places
from geo.ingest.qualifiers import LED

_MONEY = frozenset({"AFN", "IRR", "IRT", "USD", "EUR", "GBP", "PKR", "currency"})
_CAPACITY = re.compile(
    r"\bcapacity\b|\bbuilt for\b|\bdesigned (?:for|to)\b|\bequipped (?:for|to)\b|\b(?:can|"
    r"could|able to) (?:hold|host|house|accommodate"
    r"|shelter|receive|process)\b|گنجایش|ظرفیت"
)
_HARM = re.compile(
    r"\b(?:lost their (?:lives|life)|injuries|survivors?|victims?|killed|dead|died|deaths?|"
    r"injured|wounded|hurt|casualties|bodies|arrest(?:ed|s)|"
    r"detained|executed|missing|shot|drowned|"
    r"infections?|cases|troops|soldiers?|guards?|fighters?|police|staff|sanctioned|militants|"
    r"prisoners|officers?|civilians)\b|"
    r"کشته|زخمی|جان باخت|بازداشت|مجروح|مړه|ټپیان|ہلاک"
)
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple((name, re.compile(words)) for name, words in (
    ("deportations", r"\bdeport\w*|\bexpel\w*|\bexpuls\w*|\bforc(?:ed|ibly) (?:back|return\w*|"
                     r"repatriat\w*)|\brefoul\w*|"
                     r"\bsent (?:back|home)\b|\bpushed back\b|اخراج|رد مرز|ردمرز|شړل|اجباری|ملک بدر"),
    ("assisted", r"\b(?:assist(?:ed|ance)|helped|supported|received (?:aid|assistance|support|"
                 r"cash|help)|provided (?:to|with)|aided)\b"
                 r"|کمک (?:کرد|دریافت)|کمک‌رسانی|مساعدت"),
    ("returns_voluntary", r"\bvoluntar\w*|\bspontaneous\w*|\bon their own\b|\bof their own\b|"
                          r"داوطلب|خودخواسته|به میل خود"),
    ("families", r"\bfamilies\b|\bhouseholds\b"),
    ("departures", r"\b(?:left|leaving|departed|exited) (?:iran|the country)\b|از ایران خارج|خروج"),
    ("returns_undocumented", r"\bundocumented\b[^.]{0,60}\b(?:return\w*|came|come|arriv\w*|cross\w*|repatriat\w*)|"
                             r"\b(?:return\w*|came|come|arriv\w*|repatriat\w*)\b[^.]{0,40}\bundocumented\b|بدون مدرک"),
    ("returns_documented", r"\bdocumented\b[^.]{0,40}\breturn\w*|\bcard ?holders?\b|\bregistered refugees\b|"
                           r"\bpor cards?\b|دارای مدرک"),
    ("returns_all", r"\breturn(?:s|ed|ing|ees?)?\b|\b(?:came|come|coming|gone|went|go|going) (?:back|"
                    r"home)\b|\brepatriat\w*|\bcome home\b|"
                    r"\bentered afghanistan\b|\bcross(?:ed|ing|ings|es)?\b|\barriv\w*|\bpoured\b|"
                    r"\b(?:came|come|pass(?:ed)?|walked|entered) (?:through|via|over|by)\b|"
                    r"\bfrom (?:iran|pakistan)\b|\bentered the country\b|\bflow\b|\b(?:home|native) soil\b|\bt(?:ook|"
                    r"akes) in\b|"
                    r"بازگشت|برگشت|عودت|بیرته|راستانه|ستانه|وارد (?:کشور|افغانستان)|واپس"),
    ("outflows", r"\b(?:fled|flee|fleeing|crossed|escaped) (?:to|into|across) (?:iran|the border|"
                 r"pakistan|tajikistan)\b|\bentered iran\b"),
    ("people_present", r"\b(?:live|living|lives|reside|residing|hosts?|hosting|host|population|"
                       r"stay(?:ing)?|refugees in|afghans in iran|"
                       r"migrants in iran|estimates?)\b|حضور دارند|زندگی می|ساکن|میزبان"),
))  # fmt: skip
_PEAK = re.compile(r"\b(?:record|peak|highest|busiest|single day)\b|اوج|بیشترین")
# It begins with a set of letters, as Python looks for those alone without trying the choice at every character.
CLAUSE_END = re.compile(
    r"[,;،؛:()\sد](?:(?<=[,;،؛:()])|(?<= )(?:while |whereas |against |and (?=\d))|(?<=\s)و\s(?=\d)|(?<=د)ر حالی)"
)
RECENTLY = re.compile(r"\brecently\b|اخیرا|اخیراً|وروستیو کې")
_PROJECTION = re.compile(
    r"\b(?:could|(?<!in )(?<!since )(?<!of )(?<!by )(?<!and )(?<!\d )may(?! \d)|might|expect(?:ed|s)?|project(?:ed|s)|"
    r"forecast|anticipat\w+|predict\w*|will)\b|پیش‌بینی|ممکن است"
)


HEADS = Heads([_CAPACITY, _HARM, *(pattern for _, pattern in _CUES), LED, RECENTLY, _PEAK, _PROJECTION])
QUALIFIED, RECENT, _HIGH, _AHEAD = (len(_CUES) + i for i in (2, 3, 4, 5))
_EVERY = frozenset(range(len(HEADS.patterns)))
_MEASURES = frozenset(range(2, len(_CUES) + 2))


def likely(cues: Places, start: int, end: int) -> frozenset[int]:
    """Tell which cues may stand in a sentence, for :func:`measure_of`."""
    return cues.among(start, end)


def measure_of(
    unit: str, clause: str, sentence: str, likely: frozenset[int] = _EVERY, likely_here: frozenset[int] = _EVERY
) -> str:
    """Choose the measure of a number from its unit, its clause, else its sentence (all flat).

    ``likely`` numbers the cues that the sentence may hold at all, ``likely_here`` those of the clause.

    Examples
    --------
    >>> measure_of("people", "26320 afghan migrants were deported from iran", "")
    'deportations'
    >>> measure_of("percent", "over 75 percent doing so voluntarily", "")
    'share'
    """
    if unit == "percent":
        return "share"
    if unit in _MONEY:
        return "money"
    if 0 in likely_here and _CAPACITY.search(clause):
        return "capacity"
    if unit not in ("people", "families", ""):
        return "other"
    if unit == "families":
        return "families"
    if 1 in likely_here and _HARM.search(clause):
        return "other"
    for words, possible in ((clause, likely_here), (sentence, likely)):
        for index in sorted(possible & _MEASURES):
            name, pattern = _CUES[index - 2]
            if pattern.search(words) and (name != "people_present" or words is clause):
                return _by_iran(name, words)
    return "other"


def _by_iran(name: str, words: str) -> str:
    return "departures_undocumented" if name == "departures" and "undocumented" in words else name


def nature_of(measure: str, rate: str, clause: str, likely_here: frozenset[int] = _EVERY) -> str:
    """Tell a count from a rate, a stock, a capacity, a share, a peak and a projection.

    ``likely_here`` numbers the cues that the clause may hold at all.

    Examples
    --------
    >>> nature_of("returns_all", "rate_daily", "")
    'rate_daily'
    """
    fixed = {"share": "share", "capacity": "capacity", "people_present": "stock", "other": "other", "money": "other"}
    if rate and measure not in ("share", "capacity"):
        return rate
    if measure in fixed:
        return fixed[measure]
    if _HIGH in likely_here and _PEAK.search(clause):
        return "peak"
    return "projection" if _AHEAD in likely_here and _PROJECTION.search(clause) else "count"


def is_flow(measure: str) -> bool:
    """Tell whether a measure counts people who moved in a period, rather than a state at one time."""
    return measure not in ("share", "capacity", "people_present", "other", "money")
