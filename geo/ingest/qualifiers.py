"""Words before and after a number that say how firmly it is meant, and what it counts."""

import re

_LEFT: tuple[tuple[str, str], ...] = (
    ("less than", r"less than|fewer than|under|below|کمتر از|تر لږ|سے کم"),
    ("at least", r"at least|no fewer than|no less than|not less than|(?:a )?minimum of|دست\u200c?کم|"
                 r"حداقل|لږ تر لږه|کم از کم"),
    ("up to", r"(?<!gone )(?<!goes )(?<!going )(?<!went )(?<!risen )(?<!rose )(?<!climbed )up to|"
              r"as many as|as much as|(?:a )?maximum of|no more than|at most|حداکثر"),
    ("more than", r"more than|(?:a little |just |well |slightly )?over|above|exceed(?:ing|ed|s)?|in excess of|"
                  r"upwards of|greater than|"
                  r"beyond|(?:surpass|topp)(?:ing|ed)|(?:ha[sd]|have|having) passed|"
                  r"بیش(?:تر)? از|افزون بر|بالغ بر|اضافه\u200c?تر از|متجاوز از|څه باندې|له|تر"),
    ("nearly", r"nearly|almost|close to|approaching|just under|nearing|hardly|barely|scarcely|not quite|نزدیک به|"
               r"نږدې|قریب به|قریباً|قریبا"),
    ("about", r"about|around|some|an average of|on average|in the region of|approximately|roughly|approx\.?|"
              r"an estimated|estimated|circa|"
              r"~|حدود|در حدود|تقریبا|تقریباً|"
              r"شاوخوا|لگ بھگ|تقریبا\u064b"),
)  # fmt: skip
LED = re.compile(
    r"(?:^|(?<=[\s(\"'،,;:-]))(?:"
    + "|".join(f"(?P<q{i}>{words})" for i, (_, words) in enumerate(_LEFT))
    + r")(?:\s|(?<=~))(?:just |another |an additional |additional |of |the |an? |(?:us)?\$)*$"
)
_LEFT_NAMES = {f"q{i}": name for i, (name, _) in enumerate(_LEFT)}
REACH = 34  # characters before a number in which its qualifier stands
_RIGHT = re.compile(
    r"(?P<plus>\+)|\s(?:\w+\s|)(?:(?P<more>or more\b|and above\b)|(?P<so>or so\b))|"
    r"(?P<native>\s(?:څخه|نه) (?:زیات|ډېر)|\sسے (?:زائد|زیادہ))"
)
_RIGHT_NAMES = {"plus": "at least", "more": "at least", "so": "about", "native": "more than"}
_UNIT_WORDS: dict[str, str] = {
    word: unit
    for unit, words in {
        "percent": "percent pct point points", "AFN": "afn", "IRR": "rial rials", "IRT": "toman tomans",
        "USD": "dollar dollars usd", "EUR": "euro euros",
        "km": "km kms kilometer kilometers kilometre kilometres", "metres": "m meter meters metre metres",
        "miles": "mile miles", "tonnes": "ton tons tonne tonnes", "hours": "hour hours", "days": "day days",
        "weeks": "week weeks", "months": "month months", "years": "year years",
        "families": "families households", "times": "times",
    }.items()
    for word in words.split()
}  # fmt: skip
_HYPHENED = frozenset({"km", "metres", "miles", "tonnes", "hours", "days", "weeks", "months", "years"})
_UNITS: tuple[tuple[str, str], ...] = (  # of several words, or not set off from the number
    ("percent", r"\s?%|\sper cent\b|\spercentage points?\b"),
    ("AFN", r"\safghanis?\b(?! (?:citizens|nationals|migrants|refugees))"),
    ("IRR", r"\siranian rials?\b"),
    ("USD", r"\s(?:us|u\.s\.|american) dollars?\b"),
    ("km", r"kms?\b|kilomet(?:er|re)s?\b"),
    ("metres", r"m\b"),
    ("tonnes", r"[\s-]metric ton(?:ne)?s?\b"),
    ("families", r"\s(?:\w+\s){1,2}?(?:families|households)\b"),
    ("times", r"-?fold\b"),
)
_NATIVE_UNITS: tuple[tuple[str, str], ...] = (
    ("percent", "درصد|فیصد|فی صد|سلنه"), ("AFN", "افغانی(?! (?:ها|مهاجر))"), ("IRR", "ریال"), ("IRT", "تومان"),
    ("USD", "دالر|دلار|ډالر"), ("EUR", "یورو"), ("km", "کیلومتر"), ("metres", "متر"),
    ("tonnes", "تن (?:مواد|کالا|کود|گندم|روغن)|تُن"), ("hours", "ساعت"), ("days", r"روز\b|ورځې"), ("weeks", "هفته"),
    ("months", r"ماه\b"), ("years", r"سال\b|ساله"), ("families", "خانواده|خانوار|کورنۍ|خاندان"), ("times", "برابر"),
)  # fmt: skip
_ENDED = frozenset(".,;:()!?،؛؟")  # signs after a number that no unit follows
DIVISIBLE = frozenset({  # more than two tonnes may be two and a half
    "percent", "km", "metres", "miles", "tonnes", "hours", "days", "weeks", "months", "years", "times",
    "USD", "AFN", "IRR", "IRT", "EUR", "GBP", "PKR", "currency",
})  # fmt: skip
_UNIT = re.compile("|".join(f"(?P<{unit}>{pattern})" for unit, pattern in _UNITS))
_NATIVE_UNIT = re.compile(rf"\s(?:{'|'.join(f'(?P<{unit}>{pattern})' for unit, pattern in _NATIVE_UNITS)})")
_PERSON = (
    r"people|persons?|individuals|afghans|afghan (?:citizens|nationals|migrants|refugees|returnees)|migrants?|"
    r"refugees?|returnees?|deportees?|nationals|citizens|foreigners|men|women|man|woman|children|child|minors|boys|"
    r"girls|soldiers?|troops|guards?|fighters?|officers?|civilians?|members?|passengers|workers|staff|police(?:men)?|"
    r"victims|survivors|residents|bodies|body|others|casualties|deaths|arrivals|returns?|deportations|detainees|"
    r"prisoners|iranians|pakistanis|inhabitants|militants|traders|drivers|travell?ers|patients|smugglers|infections|"
    r"students"
)
_PEOPLE_DO = (
    r"killed|dead|died|injured|wounded|hurt|returned|came|crossed|entered|arrived|were|are|have|had|of them|of the|"
    r"left|fled|went|drowned|missing"
)
_PEOPLE = re.compile(rf"\s?-?(?:(?:[a-z'-]*[a-rt-z'-]\s){{0,3}}?(?:{_PERSON})|(?:{_PEOPLE_DO}))\b")
_PEOPLE_NATIVE = re.compile(
    r"\s(?:نفر|تن\b|مهاجر|پناهجو|پناهنده|افغان|زن|کودک|سرباز|شهروند|تبعه|کس|کسان|وګړ|افراد|لوگ|مهاجرین|عودت)"
)
_PERSONS = frozenset(  # the single words of these
    form
    for words in f"{_PERSON}|{_PEOPLE_DO}".split("|")
    for form in (words.replace("?", ""), words.replace("s?", ""))
    if form.isalpha()
)
_WORD = re.compile(r"[\s-](\w+)")
_NOUN = re.compile(r"[\s-](?:([a-z][a-z'-]+)(?:\s([a-z][a-z'-]+))?(?:\s([a-z][a-z'-]+))?)")
_STOP_WORDS = """
of in on at by to from and or with while were was are is have has had who which that the a an for since during
as than through into after before this last per more less came coming returned entered
"""
_STOP = frozenset(_STOP_WORDS.split())
_CURRENCY = {"$": "USD", "us$": "USD", "usd": "USD", "€": "EUR", "£": "GBP", "afn": "AFN", "rs": "PKR", "rs.": "PKR"}
_RATE = re.compile(
    r"\s(?:[a-z]+\s){0,3}?(?:a|per|each|every|/) ?(?P<day>day|week|month|quarter|year)\b|\s?(?P<daily>daily)\b"
)
_NATIVE_RATE = re.compile(r"\s(?:\S+\s){0,2}?(?P<day>در روز|روزانه|در ماه|ماهانه|در هفته)")
_RATES = {
    "daily": "rate_daily", "day": "rate_daily", "week": "rate_weekly", "month": "rate_monthly",
    "quarter": "rate_monthly", "year": "rate_yearly", "در روز": "rate_daily", "روزانه": "rate_daily",
    "در ماه": "rate_monthly", "ماهانه": "rate_monthly", "در هفته": "rate_weekly",
}  # fmt: skip


def qualifier(flat_text: str, start: int, end: int, led: "re.Match[str] | None") -> tuple[str, int]:
    """Give the qualifier of the number at ``[start, end)`` and where its words begin.

    ``led`` is what :data:`LED` finds within :data:`REACH` before the number.

    Examples
    --------
    >>> qualifier("as many as 14,000", 11, 17, LED.search("as many as 14,000", 0, 11))
    ('up to', 0)
    """
    if led and led.lastgroup:
        return _LEFT_NAMES[led.lastgroup], led.start()
    after = None if flat_text[end : end + 1] in _ENDED else _RIGHT.match(flat_text, end)
    return (_RIGHT_NAMES[after.lastgroup] if after and after.lastgroup else "exact"), start


def unit_after(flat_text: str, end: int, currency: str) -> tuple[str, int]:
    """Give the unit that follows a number and where it ends; ``people`` for every noun that names persons.

    Examples
    --------
    >>> unit_after("40.7 million Afghanis".lower(), 12, "")
    ('AFN', 21)
    """
    if currency:
        return _CURRENCY.get(currency, "currency"), end
    sign = flat_text[end : end + 1]
    if sign in _ENDED:
        return "", end
    word, after = "", end
    if first := _WORD.match(flat_text, end):
        word, after = first[1], first.end()
        if (unit := _UNIT_WORDS.get(word)) and (sign != "-" or unit in _HYPHENED):
            return unit, after
    native = not word.isascii()
    if (found := (_NATIVE_UNIT if native else _UNIT).match(flat_text, end)) and found.lastgroup:
        return found.lastgroup, found.end()
    if word in _PERSONS or (_PEOPLE_NATIVE if native else _PEOPLE).match(flat_text, end):
        return "people", after
    return ("", end) if native else _noun(flat_text, end)


def _noun(flat_text: str, end: int) -> tuple[str, int]:
    found = _NOUN.match(flat_text, end)
    if not found:
        return "", end
    for i in (1, 2, 3):
        word = found[i]
        if word is None or word in _STOP:
            break
        if word.endswith("s") and not word.endswith("ss"):
            return word, found.end(i)
    return "", end


def rate_after(flat_text: str, end: int) -> str:
    """Give the nature of a rate written after a number and its unit: "a day", "per month"; else nothing."""
    if flat_text[end : end + 1] in _ENDED:
        return ""
    found = _RATE.match(flat_text, end) or (None if flat_text.isascii() else _NATIVE_RATE.match(flat_text, end))
    return _RATES[found[found.lastgroup]] if found and found.lastgroup else ""
