"""Words for numbers: of English, and those of Urdu and Pashto that Persian does not share, put into digits."""

import re

from geo.numbers import UNITS

ENGLISH_UNITS = (
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|one|two|three|four|five|six|seven|eight|nine"
)
_URDU = """
ایک دو تین چار پانچ چھ سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس اکیس بائیس تئیس
چوبیس پچیس چھبیس ستائیس اٹھائیس انتیس تیس اکتیس بتیس تینتیس چونتیس پینتیس چھتیس سینتیس اڑتیس انتالیس چالیس
اکتالیس بیالیس تینتالیس چوالیس پینتالیس چھیالیس سینتالیس اڑتالیس انچاس پچاس اکیاون باون ترپن چون پچپن چھپن
ستاون اٹھاون انسٹھ ساٹھ اکسٹھ باسٹھ تریسٹھ چونسٹھ پینسٹھ چھیاسٹھ سڑسٹھ اڑسٹھ انہتر ستر اکہتر بہتر تہتر چوہتر
پچھتر چھہتر ستتر اٹھہتر اناسی اسی اکیاسی بیاسی تراسی چوراسی پچاسی چھیاسی ستاسی اٹھاسی نواسی نوے اکیانوے بانوے
ترانوے چورانوے پچانوے چھیانوے ستانوے اٹھانوے ننانوے
"""
_PASHTO = {
    1: "یو", 2: "دوه", 3: "درې", 4: "څلور", 5: "پنځه", 6: "شپږ", 7: "اووه", 8: "اته", 9: "نهه", 10: "لس", 11: "یوولس",
    12: "دولس", 13: "دیارلس", 14: "څوارلس", 15: "پنځلس", 16: "شپاړس", 17: "اوولس", 18: "اتلس", 19: "نولس", 20: "شل",
    30: "دېرش", 40: "څلوېښت", 50: "پنځوس", 60: "شپېته", 70: "اویا", 80: "اتیا", 90: "نوي",
}  # fmt: skip
_OTHERS: dict[str, float | str] = {"ڈیڑھ": 1.5, "ڈھائی": 2.5, "سوه": "سو", "زرو": "زره"}
WORDS: dict[str, float | str] = {
    **{word: number for number, word in enumerate(_URDU.split(), 1)},
    **{word: number for number, word in _PASHTO.items()},
    **_OTHERS,
}
# Numbers that are other words as well: better, this very, as, new. They count only before a scale or something counted.
AMBIGUOUS = frozenset({"بہتر", "اسی", "چون", "ستر", "نو", "سو", "نوي", "بیس", "تیس"})
UNITS_PATTERN = "|".join(sorted((w for w in WORDS if w not in ("سوه", "زرو")), key=len, reverse=True))
SCALES_PATTERN = "کروڑ|لاکھ|لک|ارب|ہزار|زره|زرو|سوه|سو|سل"
COUNTED = re.compile(
    r"\s(?:فیصد|فی صد|سلنه|افراد|لوگ|خاندان|سال|کسان|کسانو|تنه|تنو|نفر|کورنۍ|ټرک|ٹرک|افغان|مہاجر|کډوال|روز|دن|ورځ|"
    r"ماہ|موټر)"
)
_HALF_MORE = re.compile(r"ساڑھے (\S+)")
_WORD = re.compile(r"[\u0621-\u06d3]+")


def in_digits(written: str) -> str:
    """Put the words of Urdu and Pashto that Persian does not share into digits; the scales stay words.

    Examples
    --------
    >>> in_digits("ایک لاکھ پینسٹھ ہزار"), in_digits("ساڑھے سات لاکھ"), in_digits("درې سوه")
    ('1 لاکھ 65 ہزار', '7.5 لاکھ', '3 سو')
    """
    written = written.replace(" او ", " و ")  # the "and" of Pashto
    digits = _WORD.sub(lambda m: str(WORDS.get(m[0], m[0])), written)
    return _HALF_MORE.sub(lambda m: f"{UNITS.get(m[1], m[1])}.5", digits)
