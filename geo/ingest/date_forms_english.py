"""The forms in which English texts write dates; :mod:`geo.ingest.date_forms` finds them."""

from geo.ingest import feasts
from geo.ingest.date_words import MONTHS, SMALL, WEEKDAYS, any_of

_LATIN = {w: m for w, m in MONTHS.items() if w.isascii()}
_NATIVE = {w: m for w, m in MONTHS.items() if not w.isascii()}
_LATIN_DAYS = {w: n for w, n in WEEKDAYS.items() if w.isascii()}
_FULL_DAYS = {w: n for w, n in _LATIN_DAYS.items() if w.endswith("day")}
_UNIT = "days?|nights?|weeks?|fortnights?|months?|years?|hours?|decades?"
_N = rf"(?P<n>\d{{1,3}}|{any_of({w: n for w, n in SMALL.items() if w.isascii()})})"


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
_NO_DAY = r"(?! ?(?:\d{1,2}(?![\d,.]\d|\d)|(?:19|20)\d\d(?!\d|,\d)))"  # "in June 2,515 people came" names no day
_STOPS = r"(?=\s?[,.;:)\"]|\s?$|\s(?:and|but|when|that|this|at|with)\b)"
_NOUN_STOPS = (
    rf"(?:{_STOPS}|(?=\s(?:it|they|he|she) (?:was|were|had)\b)|"
    r"(?=\s(?:the|that|this|his|her|their|its) \w+(?:\s?[,.;:)\"]|\s?$|\s(?:in|on|at|and|but|near)\b)))"
)
_SEASON = r"(?P<s>spring|summer|autumn|winter)"
_REL = r"last|this|next|past|coming|previous|following|same|current|preceding|that"

_SOLAR = r"(?:iranian|persian|afghan|solar hijri|solar|shamsi|jalali)"
_DATED_THING = (
    r"treaty|treaties|accords?|agreements?|deal|pact|convention|protocol|constitution|law|drought|earthquakes?|floods?|"
    r"famine|war|revolution|coup|takeover|invasion|withdrawal|uprising|elections?|census|appeal|budget|report|survey|"
    r"crisis|outbreak|plan|truce|ceasefire|memorandum|harvest|season"
)

FORMS: tuple[tuple[str, str], ...] = (
    (
        "ending",
        rf"\bweek (?:ending|ended|to|up to)(?: on)? (?:{_day()} {_month()}|{_month('m1')} {_day('d1')}){_OPT_YEAR}",
    ),
    ("ending", rf"\bweek (?:ending|ended|to|up to)(?: on| last)? (?P<w>{any_of(_FULL_DAYS)})\b"),
    (
        "runup",
        rf"\b(?:the )?(?:past |last )?{_N} (?P<unit>days|weeks)(?: (?:to|up to|through|until|ending(?: on)?|"
        rf"ended(?: on)?))"
        rf"(?: the)? (?:{_day()} {_month()}|{_month('m1')} {_day('d1')}){_OPT_YEAR}",
    ),
    (
        "daysof",
        rf"\b(?:(?:in|over|during|for|within) )?the (?P<end>first|second|third|last|final|opening|closing) (?:{_N} )?"
        rf"(?P<unit>days?|weeks?|half) of (?:(?:the month of )?{_month()}{_OPT_YEAR}|"
        rf"(?P<rel>this|last|next|the) month\b)",
    ),
    (
        "weekdayof",
        rf"\b(?:(?:on|late|early) )?(?P<w>{any_of(_FULL_DAYS)})(?: (?:morning|evening|night|afternoon))?,? (?:of )?"
        rf"(?:the )?(?P<rel>{_REL}) week\b",
    ),
    ("years", rf"\b(?:in|over|during|through) (?P<y1>(?:19|20)\d\d)-{_YEAR}"),
    ("decade", r"\b(?:(?:in|since|during|of|from) )?the (?P<y>(?:19|20)\d0)s\b"),
    ("years", rf"\b(?:between|from) (?P<y1>(?:19|20)\d\d) (?:and|to|until|till|through) {_YEAR}"),
    ("years", rf"(?<![\w.,$-])(?P<y1>(?:19|20)\d\d) (?:to|until|till|through) {_YEAR}"),
    ("rel", r"\b(?:over|at|during|on) the (?P<unit>weekend)\b(?P<rel>)"),
    ("iso", r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
    ("slashed", r"(?<![\d/])(?P<y>(?:19|20)\d\d|1[34]\d\d)(?P<sep>[/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d/])"),
    (
        "dmy",
        r"(?<![\d/.-])(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)"
        r"(?P<y>(?:19|20)\d\d|1[34]\d\d)(?![\d/-])",
    ),
    ("days", rf"{_WD}{_day()}{_TO}(?:the )?{_day('d2')}(?: of)? {_month()}{_OPT_YEAR}"),
    ("nowruz", rf"\b(?:n[oa][uw]r[uo]o?z|norooz|nevruz|persian new year|new year(?! eve))\b(?: (?:of )?{_YEAR})?"),
    (
        "feast",
        rf"\b(?P<feast>{feasts.ENGLISH})\b(?:,? (?:of |in )?{_YEAR}|,? (?P<ry>last|this|next) year)?"
        r"(?!,? (?:pilgrim|march|walk|visitor|procession|headquarter|committee|traffic|island|eve\b))",
    ),
    (
        "hours",
        r"\b(?:in|within) (?:just |only |less than |under )?(?P<n>\d\d) (?P<unit>hours)\b"
        r"(?! (?:of|after|later|before))",
    ),
    ("days", rf"\b{_month()} {_day()}{_TO}{_day('d2')}(?! {any_of(_LATIN)}){_OPT_YEAR}"),
    ("span", rf"{_day()} {_month()}{_SEP}(?P<y1>20\d\d)?{_TO}{_day('d2')} {_month('m2')}{_OPT_YEAR}"),
    ("span", rf"\b{_month()} {_day()}{_SEP}(?P<y1>20\d\d)?{_TO}{_month('m2')} {_day('d2')}{_OPT_YEAR}"),
    (
        "months",
        rf"(?<!\d )\b{_month()}(?:, {_month('m1')})?"
        rf"(?:, and |{_TO}){_month('m2')}(?:{_SEP}(?:of )?{_YEAR}|{_REL_YEAR}){_NO_DAY}",
    ),
    (
        "beginning",
        rf"\bweek (?:of|beginning|starting)(?: on)? (?:{_day()} {_month()}|{_month('m1')} {_day('d1')}){_OPT_YEAR}",
    ),
    (
        "day",
        rf"{_WD}{_day()}(?:\.(?= [a-z]{{3,9}}\.?,? (?:19|20)\d\d)| of)?[ -]{_month()}"
        rf"(?:{_SEP}(?:of )?{_YEAR}|{_REL_YEAR})",
    ),
    ("day", rf"{_WD}\b{_month()} {_day()}(?:{_SEP}{_YEAR}|{_REL_YEAR})"),
    ("month", rf"{_PART}\b{_month()},? (?:of )?{_YEAR}"),
    ("month", rf"\b{_month()},? (?:of )?(?P<ry>last|this|next) year\b"),
    ("month", rf"\b(?P<part>early|mid|late|(?:the )?(?:end|start|beginning|middle) of)[- ]+{_month()}\b"),
    ("month", rf"\b(?P<rm>last|this|next|past) {_month()}(?! \d)\b"),
    (
        "month",
        rf"\b(?P<pre>(?:earlier |later )?in|since|until|till|by|during|from|through|for|between|and|to|of|throughout|"
        rf"after|before|than|against|versus|(?:early|late|recently|back) as|"
        r"compared (?:with|to)|(?:up|down|%|cent) on) "
        rf"(?:the (?:iranian |afghan |solar |lunar |islamic )?month of )?{_month()}{_NO_DAY}",
    ),
    ("season", rf"{_PART}\b(?P<rel>last|this|next)? ?(?:the )?{_SEASON}(?: of|,)? {_YEAR}"),
    ("season", rf"{_PART}\b(?P<rel>last|this|next) {_SEASON}\b"),
    ("season", rf"{_PART}(?:\bthe )?\b{_SEASON},? (?:of )?(?P<rel>last|this|next) year\b"),
    (
        "season",
        rf"\b(?P<pre>in|since|until|by|during|through|throughout|over|after|before|from) (?:the )?"
        rf"(?:(?P<part>early|mid|late|start of|beginning of|end of|middle of)[- ])?(?:the )?{_SEASON}\b"
        rf"(?! (?:water|wear|clothe|clothing|aid|heat|weather|camp|school|wheat|rain|flood|house))",
    ),
    (
        "part",
        rf"\b(?:the )?(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th) "
        rf"(?P<of>half|quarter|(?:\w+ )?months) of (?:(?:the (?:iranian |afghan |solar |calendar )*year )?"
        rf"{_YEAR}|(?P<rel>this|last|the|the current|the previous) (?P<solar>(?:(?:current |"
        rf"new )?(?:iranian|afghan|solar|persian) )?)(?:(?:calendar|fiscal) )?year\b)",
    ),
    (
        "part",
        r"\b(?:in|during|for|over) the (?P<nth>first|second|third|fourth) (?P<of>half|quarter)"
        r"(?=\s?[,.;:)]|\s?$|\s(?:saw|was|were|alone|and|but)\b)",
    ),
    ("part", rf"\b(?:(?P<nth>q[1-4])(?P<of>)|(?P<h>h[12]))[ ,]{{1,2}}{_YEAR}"),
    (
        "ytd",
        r"\b(?:(?:since|from) )?(?:the )?(?:beginning|start) of "
        rf"(?:(?:the |this )(?:current |new )?(?P<solar>{_SOLAR} )?(?:calendar |fiscal )?year\b(?:,? \(?(?=\d))?|"
        r"(?=\d{4}))"
        rf"(?:{_YEAR})?",
    ),
    ("ytd", rf"\bsince the (?:(?P<solar>{_SOLAR} )(?:calendar |fiscal )?)?year (?:began|started)\b"),
    ("ytd", rf"\bso far (?:in )?(?:this|the current) (?P<solar>{_SOLAR} )(?:calendar |fiscal )?year\b"),
    ("ytd", rf"\bso far (?:this year|in {_YEAR})|\b(?:year[- ]to[- ]date|thus far this year|this year so far)\b"),
    (
        "sameperiod",
        rf"\b(?:the )?(?:same|corresponding) (?:{_N} )?(?P<unit>period|stage|point|weeks?|months?|"
        rf"stretch|time|days?|quarter|half) "
        rf"(?:(?:of |in )?(?:last|the previous|the past) year\b|(?:of|in) {_YEAR})",
    ),
    (
        "past",
        rf"\b(?:(?:over|in|during|for|within) )?(?:the |these )?(?:past|last|previous|recent|latest) "
        rf"(?:{_N} (?P<unit>{_UNIT})|(?P<half>(?:one|a) and a half) (?P<unit2>{_UNIT}))\b",
    ),
    (
        "past",
        r"\b(?:over|in|during|within|for) the (?:past|recent|last) (?P<unit>day|week|fortnight|month|year)\b(?P<n>)",
    ),
    ("recent", r"\b(?:in|over|during) (?:the )?(?:recent|past|last) (?P<unit>days|weeks|months|years)\b"),
    (
        "duration",
        rf"(?:^|(?<=[.!?]\s)|(?<=\n)|(?<=[.!?]\n))(?:over|in|within|during) (?:just |only |the )?"
        rf"(?:(?P<half>(?:one|a) and a half) (?P<unit2>{_UNIT})|{_N} (?P<unit>days|weeks|months))\b",
    ),
    ("ago", rf"\b(?:about |around |some |nearly |almost |over |more than )?{_N} (?P<unit>{_UNIT}) ago\b"),
    (
        "after",
        rf"(?<!\bfor )(?<!\bto )(?<!\bor )(?<!-)\b{_N} (?P<unit>days?|nights?|weeks?|months?|years?) "
        rf"(?P<dir>later|earlier|prior|(?:after|before){_NOUN_STOPS})\b",
    ),
    (
        "offset",
        r"\b(?P<o>today|yesterday|tomorrow|tonight|last night|overnight|the day (?:before yesterday|after tomorrow)|"
        r"(?:earlier )?this (?:morning|afternoon|evening))\b(?!'s world)",
    ),
    ("rel", r"\b(?P<part>earlier|later) (?:this|in the) (?P<unit>week|month|year)\b"),
    ("rel", r"\b(?:earlier|later) in the (?P<unit>day)\b(?P<rel>)"),
    ("rel", r"\b(?P<unit>year|month)(?:'s[- ]|-| )(?P<part>end)\b(?P<rel>)"),
    (
        "rel",
        rf"\b(?:the )?(?P<part>beginning of|start of|end of|middle of|early|mid|late)[- ](?:the |(?P<rel>{_REL}) )"
        rf"(?P<unit>week|month|year)\b",
    ),
    (
        "nth",
        r"\b(?P<pre>on|by|until|since|from|before|after|of) the (?P<d>\d{1,2})(?:st|nd|rd|th) of "
        r"(?:(?P<rel>this|last|next|the same|that|the) month)\b",
    ),
    (
        "nth",
        rf"\b(?:(?P<on>on|by|until|since|from) )?(?P<w>{any_of(_FULL_DAYS)}),? "
        r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)\b",
    ),
    ("nth", rf"\b(?P<pre>on|by|until|since|before|after) the (?P<d>\d{{1,2}})(?:st|nd|rd|th){_STOPS}"),
    (
        "weekday",
        rf"\b(?:(?P<on>on|since|until|by|from|late|early) )?(?:the )?"
        rf"(?P<rel>last |this |next |this past |this coming |previous |preceding |following |coming |same |that )?"
        rf"(?P<w>{any_of(_FULL_DAYS)})\b(?!\.?,? \d{{1,2}}(?!\d|,\d))"
        r"(?!(?:'s)? (?:prayers?|sermons?|times|telegraph|express|mosque|imam)\b)"
        rf"(?: (?:morning|evening|night|afternoon))?",
    ),
    ("rel", rf"\b(?:the )?(?!last day)(?P<rel>{_REL}) (?P<unit>week|month|year|day|weekend)\b(?!ly|-)"),
    ("rel", r"\b(?:the )?(?P<rel>next|following|same|that|previous) (?P<unit>morning|evening|night|afternoon)\b"),
    ("theweek", rf"\b(?:over|in|during|within) (?:these|those) (?:{_N} )?(?P<unit>days|weeks|months)\b"),
    ("rel", r"\b(?:in |than |on )?the (?P<unit>day|week|month|year) before\b(?! yesterday| last| the| it)(?P<rel>)"),
    ("rel", rf"\b(?:in |on )?the (?P<unit>day|week|month|year) (?:after{_STOPS})(?: that\b)?(?P<rel>)"),
    (
        "theweek",
        r"\b(?:during|in|for|over|of|by) the (?:reporting )?(?P<unit>week|month|period)\b"
        r"(?! (?:of|ending|ended|from|to|between)\b)"
        rf"(?! \d{{1,2}} (?:{any_of(_LATIN)})\b)",
    ),
    (
        "year",
        r"\b(?:the )?(?:iranian|afghan|solar|persian) (?:calendar |fiscal )?year (?:of )?\(?(?P<y>1[34]\d\d)(?!\d)",
    ),
    ("year", rf"\b(?P<part>early|mid|late|(?:the )?(?:end|start|beginning|middle) of)[- ]+{_YEAR}"),
    (
        "year",
        r"\b(?P<pre>in|since|until|till|by|during|from|through|for|between|and|to|of|throughout|after|before|than|versus|"
        r"against|such as|(?:early|late|recently|back) as|unlike|like|"
        r"compared (?:with|to)|(?:(?<=per )cent|percent|up|down) on) "
        rf"(?:the year |early |late )?{_YEAR}(?! (?:people|afghans|migrants|individuals|persons|families))",
    ),
    (
        "year",
        rf"(?<![\w.,/:$-])(?P<y>(?:19|20)\d\d|1[34]\d\d)(?= (?:(?:[a-z][\w-]+ ){{0,2}}(?:{_DATED_THING})\b|"
        rf"(?:(?:لمریز|زېږدیز|هجري|میلادي)\s)?کال\b(?!\s(?:د|په)\s(?:{any_of(_NATIVE)})\b)|"
        r"ک[ےی]\s(?:معاہد|جنگ|سیلاب|زلزل|خشک|انتخاب|قحط)))",
    ),
    ("month", rf"(?<=the )(?P<m>march|april|may|june|august) (?=(?:[a-z][\w-]+ )?(?:{_DATED_THING})\b)"),
    ("month", rf"\b(?P<bare>)(?P<m>january|february|july|september|october|november|december)\b{_NO_DAY}"),
)
