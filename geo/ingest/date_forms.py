"""The forms in which texts write dates; each is a pattern over the flat copy of a text.

A form's name says how :mod:`geo.ingest.periods` resolves it. Where two forms match the same characters, the one that
stands first here wins.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.ingest.date_words import MONTHS, ORDINALS, SMALL, UNITS, WEEKDAYS, any_of
from geo.ingest.heads import Heads

_LATIN = {w: m for w, m in MONTHS.items() if w.isascii()}
_NATIVE = {w: m for w, m in MONTHS.items() if not w.isascii()}
_LATIN_DAYS = {w: n for w, n in WEEKDAYS.items() if w.isascii()}
_FULL_DAYS = {w: n for w, n in _LATIN_DAYS.items() if w.endswith("day")}
_ALSO_WORDS = frozenset({"پیر", "ہفتے", "ہفتہ"})  # an old man, and a week
_NATIVE_DAYS = {w: n for w, n in WEEKDAYS.items() if not w.isascii() and w not in _ALSO_WORDS}
_UNIT = "days?|weeks?|months?|years?|hours?|decades?"
_N = rf"(?P<n>\d{{1,3}}|{any_of({w: n for w, n in SMALL.items() if w.isascii()})})"
_FA_N = rf"(?P<n>\d{{1,3}}|{any_of({w: n for w, n in SMALL.items() if not w.isascii()})})"
_FA_UNIT = f"(?P<unit>{any_of({w: 0 for w in UNITS if not w.isascii()})})"


def _month(name: str = "m") -> str:
    return rf"(?P<{name}>{any_of(_LATIN)})\b\.?"


def _day(name: str = "d") -> str:
    before = r"(?<!\d)" if name == "d2" else r"(?<![\d.,:/-])"
    return before + rf"(?P<{name}>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d|%|[.,]\d)"


_YEAR = r"(?P<y>(?:19|20)\d\d|1[34]\d\d)(?![\d%]|[.,]\d)"
_SEP = r"[ ,]{0,3}"
_OPT_YEAR = rf"(?:{_SEP}(?:of )?{_YEAR})?"
_WD = rf"(?:\b(?P<w>{any_of(_LATIN_DAYS)})\b(?:(?<!day)\.)?(?:\s\(|,? (?:the )?))?"
_TO = r" ?(?:-|to|till|until|through|and) ?"
_REL_YEAR = r"(?:,? (?P<ry>last|this|next) year)?"
_PART = r"(?:\b(?P<part>early|mid|late|the (?:end|start|beginning|middle) of|(?:end|start|beginning|middle) of)[- ]+)?"
_REL = r"last|this|next|past|coming|previous|following|same|current|preceding|that"
_FA_DAY = rf"(?P<d>\d{{1,2}}(?:\s?\u200c?(?:م|ام|مین))?|{any_of(ORDINALS)})"
_FA_MONTH = rf"(?:ماه\s)?(?P<m>{any_of(_NATIVE)})\b(?:\s?\u200c?ماه)?"
_FA_YEAR = r"(?:\s(?:سال\s)?(?P<y>(?:19|20)\d\d|1[34]\d\d)(?!\d))?"
_FA_REL = r"(?:\s(?P<ry>امسال|سال گذشته|سال جاری|سال روان|سږ کال|پارسال))?"
_FA_PAST = r"(?:گذشته|اخیر|پیش|تېر|تېره|تیر|تېرو|تیرو|وروستیو|گزشته|گزشتہ|پچھلے|قبل)"

_FORMS: tuple[tuple[str, str], ...] = (
    ("ending", rf"\bweek (?:ending|ended)(?: on)? (?:{_day()} {_month()}|{_month('m1')} {_day('d1')}){_OPT_YEAR}"),
    (
        "runup",
        rf"\b(?:the )?(?:past |last )?{_N} (?P<unit>days|weeks)(?: (?:to|up to|through|until|ending(?: on)?|"
        rf"ended(?: on)?))"
        rf"(?: the)? (?:{_day()} {_month()}|{_month('m1')} {_day('d1')}){_OPT_YEAR}",
    ),
    (
        "daysof",
        rf"\b(?:(?:in|over|during|for|within) )?the (?P<end>first|last|final) (?:{_N} )?(?P<unit>days|weeks?) of "
        rf"(?:the month of )?{_month()}{_OPT_YEAR}",
    ),
    ("years", rf"\b(?:between|from) (?P<y1>(?:19|20)\d\d) (?:and|to|until|till|through) {_YEAR}"),
    ("rel", r"\b(?:over|at|during|on) the (?P<unit>weekend)\b(?P<rel>)"),
    ("iso", r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
    ("slashed", r"(?<![\d/])(?P<y>(?:19|20)\d\d|1[34]\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])"),
    ("dmy", r"(?<![\d/.])(?P<d>\d{1,2})(?P<sep>[/.])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|1[34]\d\d)(?![\d/])"),
    ("days", rf"{_WD}{_day()}{_TO}(?:the )?{_day('d2')}(?: of)? {_month()}{_OPT_YEAR}"),
    ("nowruz", rf"\b(?:n[oa][uw]r[uo]o?z|norooz|nevruz|persian new year|new year(?! eve))\b(?: (?:of )?{_YEAR})?"),
    ("days", rf"\b{_month()} {_day()}{_TO}{_day('d2')}(?! {any_of(_LATIN)}){_OPT_YEAR}"),
    ("span", rf"{_day()} {_month()}{_SEP}(?P<y1>20\d\d)?{_TO}{_day('d2')} {_month('m2')}{_OPT_YEAR}"),
    ("span", rf"\b{_month()} {_day()}{_SEP}(?P<y1>20\d\d)?{_TO}{_month('m2')} {_day('d2')}{_OPT_YEAR}"),
    ("months", rf"\b{_month()}{_TO}{_month('m2')} {_YEAR}"),
    ("day", rf"{_WD}{_day()}(?: of)?[ -]{_month()}(?:{_SEP}(?:of )?{_YEAR}|{_REL_YEAR})"),
    ("day", rf"{_WD}\b{_month()} {_day()}(?:{_SEP}{_YEAR}|{_REL_YEAR})"),
    ("month", rf"{_PART}\b{_month()},? (?:of )?{_YEAR}"),
    ("month", rf"\b{_month()},? (?:of )?(?P<ry>last|this|next) year\b"),
    ("month", rf"\b(?P<part>early|mid|late|(?:the )?(?:end|start|beginning|middle) of)[- ]+{_month()}\b"),
    ("month", rf"\b(?P<rm>last|this|next|past) {_month()}(?! \d)\b"),
    (
        "month",
        rf"\b(?P<pre>in|since|until|till|by|during|from|through|for|between|and|to|of|throughout|after|before) "
        rf"(?:the (?:iranian |afghan |solar |lunar |islamic )?month of )?{_month()}(?! ?\d)",
    ),
    ("season", rf"{_PART}\b(?P<rel>last|this|next)? ?(?:the )?(?P<s>spring|summer|autumn|winter)(?: of|,)? {_YEAR}"),
    ("season", r"\b(?P<rel>last|this|next) (?P<s>spring|summer|autumn|winter)\b"),
    (
        "part",
        rf"\b(?:the )?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) "
        rf"(?P<of>half|quarter|(?:\w+ )?months) of (?:the (?:iranian |afghan |solar |calendar )*year )?"
        rf"(?:{_YEAR}|(?P<rel>this|last) year)",
    ),
    ("part", rf"\b(?:(?P<nth>q[1-4])(?P<of>)|(?P<h>h[12]))[ ,]{{1,2}}{_YEAR}"),
    ("ytd", rf"\b(?:(?:since|from) )?(?:the )?(?:beginning|start) of (?:the (?:current )?year|this year|{_YEAR})"),
    ("ytd", rf"\bso far (?:this year|in {_YEAR})|\b(?:year[- ]to[- ]date|thus far this year|this year so far)\b"),
    (
        "sameperiod",
        r"\b(?:the )?(?:same|corresponding) (?P<unit>period|stage|point|week|month|time|day) "
        rf"(?:(?:of |in )?(?:last|the previous) year\b|(?:of|in) {_YEAR})",
    ),
    (
        "past",
        rf"\b(?:(?:over|in|during|for|within) )?(?:the |these )?(?:past|last|previous|recent|latest) "
        rf"(?:{_N} (?P<unit>{_UNIT})|(?P<half>(?:one|a) and a half) (?P<unit2>{_UNIT}))\b",
    ),
    ("past", r"\b(?:over|in|during|within|for) the (?:past|recent) (?P<unit>day|week|month|year)s?\b(?P<n>)"),
    ("recent", r"\b(?:in|over|during) (?:the )?(?:recent|past|last) (?P<unit>days|weeks|months|years)\b"),
    (
        "duration",
        rf"(?:^|(?<=[.!?]\s)|(?<=\n)|(?<=[.!?]\n))(?:over|in|within|during) (?:just |only |the )?"
        rf"(?:(?P<half>(?:one|a) and a half) (?P<unit2>{_UNIT})|{_N} (?P<unit>days|weeks|months))\b",
    ),
    ("ago", rf"\b(?:about |around |some |nearly |almost |over |more than )?{_N} (?P<unit>{_UNIT}) ago\b"),
    ("after", rf"(?<!\bfor )\b{_N} (?P<unit>days?|weeks?|months?) (?P<dir>after|later|before|earlier|prior)\b"),
    (
        "offset",
        r"\b(?P<o>today|yesterday|tomorrow|tonight|last night|overnight|the day (?:before yesterday|after tomorrow)|"
        r"(?:earlier )?this (?:morning|afternoon|evening))\b(?!'s world)",
    ),
    ("rel", r"\b(?P<part>earlier|later) (?:this|in the) (?P<unit>week|month|year)\b"),
    (
        "rel",
        rf"\b(?:the )?(?P<part>beginning|start|end|middle) of (?:the |(?P<rel>{_REL}) )(?P<unit>week|month|year)\b",
    ),
    (
        "weekday",
        rf"\b(?:(?P<on>on|since|until|by|from|late|early) )?(?P<rel>last |this |next |this past |previous )?"
        rf"(?P<w>{any_of(_FULL_DAYS)})\b(?!\.?,? \d)(?: (?:morning|evening|night|afternoon))?",
    ),
    ("rel", rf"\b(?:the )?(?P<rel>{_REL}) (?P<unit>week|month|year|day|weekend)\b(?!ly|-)"),
    ("theweek", rf"\b(?:over|in|during|within) (?:these|those) (?:{_N} )?(?P<unit>days|weeks|months)\b"),
    ("rel", r"\b(?:in |than |on )?the (?P<unit>day|week|month|year) before\b(?! yesterday| last| the| it)(?P<rel>)"),
    ("theweek", r"\b(?:during|in|for|over|of|by) the (?:reporting )?(?P<unit>week|month|period)\b(?! of| ending)"),
    (
        "year",
        r"\b(?:the )?(?:iranian|afghan|solar|persian) (?:calendar |fiscal )?year (?:of )?\(?(?P<y>1[34]\d\d)(?!\d)",
    ),
    ("year", rf"\b(?P<part>early|mid|late|(?:the )?(?:end|start|beginning|middle) of)[- ]+{_YEAR}"),
    (
        "year",
        rf"\b(?P<pre>in|since|until|till|by|during|from|through|for|between|and|to|of|throughout|after|before) "
        rf"(?:the year |early |late )?{_YEAR}(?! (?:people|afghans|migrants|individuals|persons|families))",
    ),
)
_NATIVE_FORMS: tuple[tuple[str, str], ...] = (
    ("days", rf"(?<![\d.,])(?P<d>\d{{1,2}})\s?(?:-|تا|الی|څخه تر)\s?(?P<d2>\d{{1,2}})\s{_FA_MONTH}{_FA_YEAR}"),
    ("span", rf"(?<![\d.,])(?P<d>\d{{1,2}})\s{_FA_MONTH}\s?(?:تا|الی|-)\s?(?P<d2>\d{{1,2}})\s"
             rf"(?P<m2>{any_of(_NATIVE)}){_FA_YEAR}"),
    ("day", rf"(?:(?P<w>{any_of(_NATIVE_DAYS)})\s?[،,(]?\s?)?(?<![\d.,]){_FA_DAY}\s{_FA_MONTH}(?:{_FA_YEAR}{_FA_REL})"),
    ("month", rf"(?:(?P<part>اوایل|اواسط|اواخر|آغاز|پایان)\s)?(?:ماه\s|برج\s)?(?P<m>{any_of(_NATIVE)})\s(?:ماه\s)?"
              r"(?:سال\s)?(?P<y>(?:19|20)\d\d|1[34]\d\d)(?!\d)"),
    ("month", rf"(?:(?P<part>اوایل|اواسط|اواخر|آغاز|ابتدای|پایان)\s)?(?:ماه\s|برج\s)"
              rf"(?P<m>{any_of(_NATIVE)})\b{_FA_REL}"),
    ("month", rf"(?P<m>{any_of(_NATIVE)})(?:\s|\u200c)ماه\b{_FA_REL}"),
    ("month", rf"(?:(?P<part>اوایل|اواسط|اواخر)\s)?(?P<m>{any_of(_NATIVE)})\s"
              r"(?P<ry>امسال|سال گذشته|سال جاری|سال روان|سږ کال|پارسال)"),
    ("month", rf"(?P<pre>از)\s(?:آغاز|ابتدای|شروع|اول|اوایل)\s(?:ماه\s|برج\s)?(?P<m>{any_of(_NATIVE)})\b{_FA_YEAR}"),
    ("ytd", r"رواں\s(?:ایرانی\s|شمسی\s)?سال\sکے\sآغاز\sسے|د\s(?:سږ|روان)\sکال\sله\sپیله"),
    ("day", rf"د\s(?P<m>{any_of(_NATIVE)})\s(?:میاشتې\s)?(?:تر|له|په|د)?\s?(?P<d>\d{{1,2}})"
            r"(?:\s?\u200c?(?:مې|مه|می|م|ه))?(?!\d)"),
    ("months", rf"(?P<m>{any_of(_NATIVE)})\s(?:او|و|اور)\s(?P<m2>{any_of(_NATIVE)})\s"
               r"(?:په\s|کے\s|در\s)?(?:میاشتو|ماه\u200c?های?|مہینوں)(?:\s(?:سال\s)?(?P<y>(?:19|20)\d\d|"
               r"1[34]\d\d)(?!\d))?"),
    ("year", r"(?<!\d)(?P<y>(?:19|20)\d\d)\sمیں\b"),
    ("offset", r"\b(?P<o>کل)(?=\s)"),
    ("rel", r"په\s(?P<rel>همدې|همدغه)\s(?P<unit>ورځ|اونۍ|میاشت|کال)"),
    ("rel", r"(?P<rel>اسی)\s(?P<unit>دن|ہفتے|ماہ|سال)\b"),
    ("weekday", r"(?P<w>پیر|ہفتے|ہفتہ)(?=\sک[وےی]\s?(?:روز|رات|صبح|شام|دن)?)(?P<rel>)"),
    ("ytd", r"(?:از\s)?(?:آغاز|ابتدای|شروع|اول)\s(?:سال\s(?:جاری|روان|(?P<y>20\d\d|1[34]\d\d))|امسال)(?:\sمیلادی)?"),
    ("past", rf"(?:(?:در|طی)\s)?{_FA_N}\s{_FA_UNIT}\u200c?(?:ی|ٔ)?\s(?:گذشته|اخیر)"),
    ("past", rf"(?:په\s)?(?:تېرو|تیرو|وروستیو|گزشتہ|پچھلے)\s{_FA_N}\s{_FA_UNIT}"),
    ("ago", rf"{_FA_N}\s{_FA_UNIT}\s(?:پیش|قبل|وړاندې|پہلے)"),
    ("rel", r"(?P<unit>هفته|ماه|سال)(?:\u200c?ی|ٔ)?\s(?P<fa>گذشته|جاری|روان|آینده|قبل|پیش|آتی)"),
    ("rel", r"(?P<fa>تېره|تیره|تېرې|تیرې|راتلونکې|گزشتہ|پچھلے|رواں|اس)\s(?P<unit>اونۍ|میاشت|کال|ہفتے|ماہ|سال)"),
    ("rel", r"\b(?P<fa>این|همین)\s(?P<unit>هفته|ماه|سال)\b"),
    ("rel", r"\b(?P<rel>همان)\s(?P<unit>روز|هفته|ماه|سال)\b"),
    ("offset", r"\b(?P<o>امروز|دیروز|فردا|امشب|دیشب|پریروز|نن|پرون|سبا|آج)\b"),
    ("year", r"\bسال\s(?:میلادی\s|خورشیدی\s)?(?P<y>(?:19|20)\d\d|1[34]\d\d)(?!\d)"),
    ("year", r"\b(?P<ry>امسال|پارسال|سږ کال)\b"),
    ("weekday", rf"\b(?:روز\s|ورځ\s)?(?P<w>{any_of(_NATIVE_DAYS)})\b(?:\s(?P<rel>گذشته))?"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in a text: where, in which form, and the parts of the form."""

    start: int
    end: int
    form: str
    parts: dict[str, str] = field(default_factory=dict)
    surface: str = ""

    def get(self, name: str) -> str:
        """Give a part, or nothing."""
        return self.parts.get(name) or ""


def _compiled(forms: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, re.compile(pattern, re.MULTILINE)) for form, pattern in forms)


_ALL = _compiled(_FORMS) + _compiled(_NATIVE_FORMS)
_HEADS = Heads([pattern for _, pattern in _ALL])
_NAME_BEFORE = re.compile(r"[A-Z][\w-]+ $")
_URDU_LETTER = re.compile("[ٹڈڑںے]")
_PRAYER = re.compile(r"(?:امام|نماز|خطیب|ائمه)\s$")


def find(flat_text: str, text: str, ranges: Sequence[tuple[int, int]] | None = None) -> list[Written]:
    """Find every written date inside the ranges (sentences), in reading order, none overlapping another."""
    ranges = ranges if ranges is not None else [(0, len(text))]
    starts = [start for start, _ in ranges]
    places = _HEADS.read(flat_text)
    taken = bytearray(len(text))
    found: list[Written] = []
    for index in places.present():
        form = _ALL[index][0]
        for match in places.over(index, ranges, starts):
            start, end = _trimmed(match)
            if 1 not in taken[start:end] and _is_date(match, text):
                taken[start:end] = b"\1" * (end - start)
                parts = {k: v for k, v in match.groupdict().items() if v is not None}
                found.append(Written(start, end, form, parts, match[0]))
    return sorted(found, key=lambda w: w.start)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    surface = match[0]
    start = match.start() + len(surface) - len(surface.lstrip(" ,،("))
    return start, match.end() - (len(surface) - len(surface.rstrip(" ,،(.")))


def _is_date(match: re.Match[str], text: str) -> bool:
    """Refuse "may" the verb, "sun" the star and the Friday of a Friday prayer."""
    for name in ("m", "m1", "m2", "w"):
        if (word := match.groupdict().get(name)) and word.isascii() and not text[match.start(name)].isupper():
            return bool(word.isdigit())
    if (word := match.groupdict().get("o")) and word.isascii() and text[match.start("o")].isupper():
        return not _NAME_BEFORE.search(text, max(0, match.start() - 20), match.start())  # "Zabol Today" is a paper
    if match.groupdict().get("o") == "کل":  # of Urdu; in Persian it is "all"
        return bool(_URDU_LETTER.search(text, max(0, match.start() - 60), match.end() + 60))
    if match.groupdict().get("w") == "جمعه":
        return not _PRAYER.search(match.string, 0, match.start())
    name = match.groupdict().get("m") or ""
    parts = match.groupdict()
    return (
        name not in _AMBIGUOUS or any(parts.get(part) for part in ("y", "d", "part", "end")) or "month of" in match[0]
    )


_AMBIGUOUS = frozenset(
    {w for w, m in MONTHS.items() if w.isascii() and m[0] != "gregorian"} | {"mar", "sep", "dec", "jan", "jun", "jul"}
)
