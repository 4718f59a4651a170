"""Which measure of the closed list a number counts, and whether it is a count, a rate, a stock or a share."""

import re
from collections.abc import Sequence

from geo.ingest.heads import Heads, Places
from geo.ingest.qualifiers import LED

_MONEY = frozenset({"AFN", "IRR", "IRT", "USD", "EUR", "GBP", "PKR", "currency"})
ARRIVALS = "arrivals"  # at home or abroad: the rest of a sentence tells
_NATURES = {"share": "share", "capacity": "capacity", "people_present": "stock", "other": "other", "money": "other"}
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
_ABROAD = r"(?: \w+){0,2}? (?:in|into|to) (?:iran|pakistan|tajikistan|turkey|europe)\b"
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
    ("returns_all", r"\breturn(?:s|ed|ing|ees?)?\b(?! to (?:power|rule|office))|"
                    r"\b(?:came|come|coming|gone|went|go|going) (?:back|home)\b|\brepatriat\w*|\bcome home\b|"
                    rf"\bentered afghanistan\b|\bcross(?:ed|ing|ings|es)?\b(?!{_ABROAD})|\bpoured\b(?!{_ABROAD})|"
                    r"\b(?:came|come|pass(?:ed)?|walked|entered) (?:through|via|over|by)\b|"
                    r"\bfrom (?:iran|pakistan)\b|\bentered the country\b|\bflow\b|\b(?:home|native) soil\b|\bt(?:ook|"
                    r"akes) in\b|"
                    r"بازگشت|برگشت|عودت|بیرته|راستانه|ستانه|وارد (?:کشور|افغانستان)|واپس"),
    ("outflows", r"\b(?:fle(?:d|e|es|eing)|escap\w+|(?:cross|arriv|pour|slip)\w*)"
                 r"(?: \w+){0,2}? (?:to|into|across|in) (?:iran|the border|pakistan|tajikistan|turkey)\b|"
                 r"\benter(?:ed|ing|s)? iran\b|وارد (?:خاک )?ایران|به ایران (?:رفت|گریخت|فرار|مهاجر|پناه)"),
    (ARRIVALS, r"\barriv\w*"),
    ("people_present", r"\b(?:home to|hosted|live|living|lives|reside|residing|hosts?|hosting|host|population|"
                       r"stay(?:ing)?|refugees in|afghans in iran|"
                       r"migrants in iran|estimates?)\b|حضور دارند|زندگی می|ساکن|میزبان"),
))  # fmt: skip
_HOSTS = re.compile(r"\b(?:home to|host(?:s|ed|ing)?) (?:\w+ ){0,2}$")
_PEAK = re.compile(r"\b(?:record|peak|highest|busiest|single day)\b|اوج|بیشترین")
_SIGN = re.compile("[,;،؛:()]")
_JOINER = re.compile(r" (?:while |whereas |against |and \d)|\sو\s\d|در حالی")
# It begins with a set of letters, as Python looks for those alone without trying the choice at every character.
_CLAUSE_END = re.compile(
    r"[,;،؛:()\sد](?:(?<=[,;،؛:()])|(?<= )(?:while |whereas |against |and (?=\d))|(?<=\s)و\s(?=\d)|(?<=د)ر حالی)"
)
_RECENTLY = re.compile(r"\brecently\b|اخیرا|اخیراً|وروستیو کې")
_PROJECTION = re.compile(
    r"\b(?:could|(?<!in )(?<!since )(?<!of )(?<!by )(?<!and )(?<!\d )may(?! \d)|might|expect(?:ed|s)?|project(?:ed|s)|"
    r"forecast|anticipat\w+|predict\w*|will)\b|پیش‌بینی|ممکن است"
)
_FROM_IRAN = re.compile(r"\b(?:from|left|leaving|leave|sent back by|deported by|out of) iran\b|از ایران|له ایران")
_FROM_PAKISTAN = re.compile(r"\bfrom (?:iran and |both )?pakistan\b|از پاکستان|له پاکستان")
_FROM_BOTH = re.compile(
    r"\biran and pakistan\b|\bpakistan and iran\b|\bboth countries\b|ایران و پاکستان|پاکستان و ایران"
)
HEADS: Heads = Heads([
    _CAPACITY, _HARM, *(pattern for _, pattern in _CUES), LED, _RECENTLY, _PEAK, _PROJECTION, _JOINER,
    _FROM_IRAN, _FROM_PAKISTAN, _FROM_BOTH,
])  # fmt: skip
QUALIFIED = 2 + len(_CUES)
_PRESENT = QUALIFIED - 1
RECENT, _HIGH, _AHEAD, _JOINED, FROM_IRAN, FROM_PAKISTAN, FROM_BOTH = range(QUALIFIED + 1, QUALIFIED + 8)


def clause_ends(cues: Places, start: int, end: int, likely: Sequence[int]) -> list[tuple[int, int]]:
    """List what ends the clauses of a sentence, in which the cues that ``likely`` numbers may stand.

    Examples
    --------
    >>> cues = HEADS.read("900 came, some went and 5 stayed")
    >>> clause_ends(cues, 0, 32, cues.among(0, 32))
    [(8, 9), (19, 24)]
    """
    pattern = _CLAUSE_END if _JOINED in likely else _SIGN
    return [m.span() for m in pattern.finditer(cues.text, start, end)]


def measure_of(unit: str, cues: Places, start: int, end: int, likely: Sequence[int]) -> str:
    """Choose the measure of a number from its unit and its clause; nothing where they do not tell.

    ``likely`` numbers the cues that may stand in the sentence at all, in ascending order.

    Examples
    --------
    >>> cues = HEADS.read("26320 afghan migrants were deported from iran")
    >>> measure_of("people", cues, 0, 45, cues.among(0, 45))
    'deportations'
    >>> measure_of("percent", cues, 0, 45, cues.among(0, 45))
    'share'
    """
    if unit == "percent":
        return "share"
    if unit in _MONEY:
        return "money"
    if 0 in likely and cues.search(0, start, end):
        return "capacity"
    if unit == "families":
        return "families"
    if unit not in ("people", "") or (1 in likely and cues.search(1, start, end)):
        return "other"
    return told_measure(cues, start, end, likely)


def told_measure(cues: Places, start: int, end: int, likely: Sequence[int], *, here: bool = True) -> str:
    """Choose the measure that the words of a clause tell of, or of a sentence (not ``here``); nothing where none do."""
    for index in likely:
        if 1 < index < QUALIFIED and cues.search(index, start, end):
            name = _CUES[index - 2][0]
            if name == "departures" and cues.text.find("undocumented", start, end) >= 0:
                return "departures_undocumented"
            if here or name != "people_present":
                return name
    return ""


def are_hosted(text: str, start: int, likely: Sequence[int]) -> bool:
    """Tell whether the words before a number say that so many live somewhere: "is home to", "has hosted"."""
    return _PRESENT in likely and bool(_HOSTS.search(text, max(0, start - 34), start))


def nature_of(measure: str, cues: Places, start: int, end: int, likely: Sequence[int]) -> str:
    """Tell a stock, a capacity, a share, a peak and a projection from a count.

    ``likely`` numbers the cues that may stand in the sentence at all.

    Examples
    --------
    >>> cues = HEADS.read("a record 900 came")
    >>> nature_of("returns_all", cues, 0, 17, cues.among(0, 17))
    'peak'
    """
    if measure in _NATURES:
        return _NATURES[measure]
    if _HIGH in likely and cues.search(_HIGH, start, end):
        return "peak"
    return "projection" if _AHEAD in likely and cues.search(_AHEAD, start, end) else "count"


def is_flow(measure: str) -> bool:
    """Tell whether a measure counts people who moved in a period, rather than a state at one time."""
    return measure not in _NATURES
