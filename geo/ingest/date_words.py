"""Words that name days, months and spans of time, in English, Persian, Dari, Pashto and Urdu.

All are written as :func:`geo.ingest.flat.flat` leaves them. A month is ``(calendar, number)``.
"""

Month = tuple[str, int]

_MONTHS = """
gregorian january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep
  october|oct november|nov december|dec
gregorian ژانویه فوریه مارس آوریل مه ژوئن ژوئیه|ژولای|جولای|جولائی|جولایی اوت|آگست|اگست|اګست سپتامبر|سپتمبر|سپټمبر|ستمبر
  اکتبر|اکتوبر|اکټوبر نوامبر|نومبر دسامبر|دسمبر|ډسمبر
gregorian جنوری فبروری|فروری مارچ اپریل|آپریل|اپرېل می|مئی|مۍ جون - - - - - -
solar farvardin ordibehesht khordad tir mordad|amordad shahrivar mehr aban azar dey|dai bahman esfand
solar hamal sawr|sawar|saur|thawr jawza|jauza|jowza saratan asad sunbula|sonbola|sunbulah|sanbula mizan|meezan aqrab
  qaws|qaus|qows jadi|jaddi|jady dalw|dalwa hut|hoot
solar فروردین اردیبهشت خرداد تیر مرداد|امرداد شهریور مهر آبان آذر دی بهمن اسفند
solar حمل ثور جوزا سرطان اسد سنبله|سنبلې میزان عقرب قوس جدی دلو|دلوه حوت
solar وری غویی غبرګولی چنګاښ زمری وږی تله|تلې لړم لیندۍ مرغومی سلواغه|سلواغې کب
lunar muharram safar - - - - rajab shaban|shaaban ramadan|ramazan shawwal - -
lunar محرم صفر ربیع‌الاول ربیع‌الثانی جمادی‌الاول جمادی‌الثانی رجب شعبان رمضان شوال ذی‌قعده|ذیقعده ذی‌حجه|ذیحجه
"""


def _month_table() -> dict[str, Month]:
    table: dict[str, Month] = {}
    for line in _MONTHS.strip().replace("\n  ", " ").splitlines():
        calendar, *names = line.split()
        for number, spellings in enumerate(names, 1):
            table.update(dict.fromkeys(spellings.split("|"), (calendar, number)))
    table.pop("-", None)
    return table


MONTHS = _month_table()
_PLAIN = """
ژانویه فوریه آوریل ژوئن ژوئیه ژولای جولای جولائی جولایی آگست اگست سپتامبر سپتمبر اکتبر اکتوبر نوامبر نومبر دسامبر دسمبر
جنوری فبروری اپریل آپریل جون فروردین اردیبهشت خرداد مرداد شهریور آبان اسفند جوزا سنبله
"""
PLAIN = frozenset(_PLAIN.split())  # names that are no other word, so that "in" before them makes a date

_WEEKDAYS = """
monday|mon tuesday|tues|tue wednesday|wed thursday|thurs|thur|thu friday|fri saturday|sat sunday|sun
دوشنبه|دو‌شنبه سه‌شنبه|سهشنبه چهارشنبه|چهار‌شنبه|چارشنبه پنجشنبه|پنج‌شنبه جمعه شنبه یکشنبه|یک‌شنبه
دو_شنبه سه_شنبه چهار_شنبه پنج_شنبه جمعه شنبه یک_شنبه
دوشنبې|دو_شنبې سه‌شنبې|سه_شنبې|سې‌شنبې|سې_شنبې|سېشنبې چهارشنبې|چارشنبې پنجشنبې|پنج‌شنبې|پنج_شنبې جمعې شنبې یکشنبې
دوشنبې سې_شنبې چهار_شنبې|چار_شنبې پنځشنبې جمعې شنبې یک‌شنبې|یک_شنبې|یوشنبې
دوشنبه سې‌شنبه|سې_شنبه|سېشنبه چار_شنبه پنځشنبه جمعه شنبه یوشنبه
پیر منگل بدھ جمعرات جمعہ|جمعے ہفتے|ہفتہ اتوار
"""
WEEKDAYS: dict[str, int] = {
    word.replace("_", " "): number
    for line in _WEEKDAYS.strip().splitlines()
    for number, words in enumerate(line.split())
    for word in words.split("|")
    if word != "-"
}

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12, "بهار": 3, "تابستان": 6, "پاییز": 9,
           "خزان": 9, "زمستان": 12}  # fmt: skip

UNITS = {
    word: unit
    for unit, words in {
        "day": "day days morning evening afternoon night nights روز روزه ورځ ورځو دن دنوں",
        "fortnight": "fortnight fortnights",
        "week": "week weeks هفته اونۍ اونیو ہفتہ ہفتے ہفتوں",
        "month": "month months ماه ماهه میاشت میاشتو ماہ مہینے مہینہ مہینوں",
        "year": "year years سال ساله کال کلونو سالوں",
        "decade": "decade decades دهه",
        "hour": "hour hours ساعت ساعته ساعتونو گھنٹے گھنٹوں",
    }.items()
    for word in words.split()
}

_ORDINALS = (
    "اول|یکم|نخست دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم "
    "هجدهم|هژدهم نوزدهم بیستم"
)
ORDINALS: dict[str, int] = {
    word: number for number, words in enumerate(_ORDINALS.split(), 1) for word in words.split("|")
}
ORDINALS |= {f"بیست و {word}": 20 + n for word, n in list(ORDINALS.items()) if n < 10}
ORDINALS |= {"سی ام": 30, "سی‌ام": 30, "سی و یکم": 31, "سی‌ و یکم": 31}

_SMALL = """
one|a|an|یک|يو|یو two|دو|دوه|couple three|سه|درې|تین four|چهار|چار|څلور five|پنج|پنځه|پانچ six|شش|شپږ|چھ
seven|هفت|اووه|سات eight|هشت|اته|آٹھ nine|نه|نهه ten|ده|لس|دس eleven|یازده twelve|دوازده
"""
SMALL = {word: number for number, words in enumerate(_SMALL.split(), 1) for word in words.split("|")}
SMALL |= {"دوو": 2, "دریو": 3, "څلورو": 4, "پنځو": 5, "شپږو": 6, "اوو": 7, "اتو": 8, "لسو": 10}
SMALL |= {"بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شل": 20, "بیس": 20, "دیرش": 30, "تیس": 30}
SMALL |= {"few": 3, "several": 3, "چند": 3, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30}


def any_of(words: "dict[str, int] | dict[str, Month] | dict[str, str]") -> str:
    """Give a pattern for any of the words, the longest first."""
    return "|".join(sorted((w.replace(" ", r"\s") for w in words), key=len, reverse=True))
