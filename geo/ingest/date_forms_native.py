"""The forms in which Persian, Dari, Pashto and Urdu texts write dates; :mod:`geo.ingest.date_forms` finds them."""

from geo.ingest.date_words import MONTHS, ORDINALS, PLAIN, SMALL, UNITS, WEEKDAYS, any_of

_NATIVE = {w: m for w, m in MONTHS.items() if not w.isascii()}
_ALSO_WORDS = frozenset({"پیر", "ہفتے", "ہفتہ"})  # an old man, and a week
_NATIVE_DAYS = {w: n for w, n in WEEKDAYS.items() if not w.isascii() and w not in _ALSO_WORDS}
_FA_N = rf"(?P<n>\d{{1,3}}|{any_of({w: n for w, n in SMALL.items() if not w.isascii()})})"
_FA_UNIT = f"(?P<unit>{any_of({w: 0 for w in UNITS if not w.isascii()})})"
_FA_DAY = rf"(?P<d>\d{{1,2}}(?:\s?\u200c?(?:م|ام|مین))?|{any_of(ORDINALS)})"
_FA_MONTH = rf"(?:ماه\s)?(?P<m>{any_of(_NATIVE)})\b(?:\s?\u200c?ماه)?"
_FA_YEAR = r"(?:\s(?:سال\s)?(?P<y>(?:19|20)\d\d|1[34]\d\d)(?!\d))?"
_FA_REL = r"(?:\s(?P<ry>امسال|سال گذشته|سال جاری|سال روان|سږ کال|پارسال))?"
_FA_PAST = r"(?:گذشته|اخیر|پیش|تېر|تېره|تیر|تېرو|تیرو|وروستیو|گزشته|گزشتہ|پچھلے|قبل)"

_PLAIN = any_of({w: m for w, m in _NATIVE.items() if w in PLAIN})
_FA_D2 = rf"(?P<d2>\d{{1,2}}(?:\s?\u200c?(?:م|ام|مین))?|{any_of(ORDINALS)})"
_FA_MONTH2 = rf"(?:ماه\s)?(?P<m2>{any_of(_NATIVE)})\b(?:\s?\u200c?ماه)?"
_FA_SEASON = "(?P<s>بهار|تابستان|پاییز|خزان|زمستان)"
_FA_NTH = "(?P<nth>نخست|اول|دوم|سوم|چهارم|آخر|پایانی)"

FORMS: tuple[tuple[str, str], ...] = (
    ("daysof", rf"(?P<unit>نیمه|هفته)(?:\u200c?ی|ٔ)?\s(?P<end>نخست|اول|دوم|سوم|آخر|پایانی)\s"
               rf"{_FA_MONTH}{_FA_YEAR}{_FA_REL}"),
    ("part", rf"(?P<of>نیمه|نیم\u200c?سال|(?:شش|سه|نه|6|3|9)\s?\u200c?ماه(?:\u200c?ه)?)(?:\u200c?ی|ٔ)?\s{_FA_NTH}\s"
             r"(?:سال\s(?:میلادی\s|خورشیدی\s)?(?:(?P<y>(?:19|20)\d\d|1[34]\d\d)(?!\d)|(?P<rel>جاری|گذشته|روان))|امسال)"),
    ("days", rf"(?:بین|میان)\s(?:روزهای\s)?{_FA_DAY}\s(?:و|تا|الی)\s{_FA_D2}\s{_FA_MONTH}{_FA_YEAR}{_FA_REL}"),
    ("days", rf"(?<![\d.,]){_FA_DAY}\s?(?:-|تا|الی|څخه تر)\s?{_FA_D2}\s{_FA_MONTH}{_FA_YEAR}{_FA_REL}"),
    ("season", rf"{_FA_SEASON}\s(?:(?:سال\s)?(?P<y>(?:19|20)\d\d|1[34]\d\d)(?!\d)|(?P<rel>گذشته|امسال|سال گذشته|"
               r"سال جاری|سال روان|سال آینده|آینده|پارسال)\b)"),
    ("months", rf"(?:ماه\u200c?\s?های\s)?(?P<m>{any_of(_NATIVE)})\s(?:و|تا|الی)\s{_FA_MONTH2}{_FA_YEAR}{_FA_REL}"),
    ("span", rf"(?<![\d.,])(?P<d>\d{{1,2}})\s{_FA_MONTH}\s?(?:تا|الی|-)\s?(?P<d2>\d{{1,2}})\s"
             rf"(?P<m2>{any_of(_NATIVE)}){_FA_YEAR}"),
    ("day", rf"(?:(?P<w>{any_of(_NATIVE_DAYS)})\s?[،,(]?\s?)?(?<![\d.,]){_FA_DAY}\s{_FA_MONTH}(?:{_FA_YEAR}{_FA_REL})"),
    ("month", rf"(?:(?P<part>اوایل|اواسط|اواخر|آغاز|پایان)\s)?(?:ماه\s|برج\s)?(?P<m>{any_of(_NATIVE)})\s(?:ماه\s)?"
              r"(?:سال\s)?(?P<y>(?:19|20)\d\d|1[34]\d\d)(?!\d)"),
    ("month", rf"(?P<part>اوایل|اواسط|اواخر|نیمه(?:\u200c?ی)?|آغاز|ابتدای|شروع|پایان|آخر)\s(?:ماه\s|برج\s)?"
              rf"(?P<m>{any_of(_NATIVE)})\b(?:\s?\u200c?ماه)?{_FA_REL}"),
    ("month", rf"(?:(?P<part>اوایل|اواسط|اواخر|آغاز|ابتدای|پایان)\s)?(?:ماه\s|برج\s)"
              rf"(?P<m>{any_of(_NATIVE)})\b{_FA_REL}"),
    ("month", rf"\b(?P<pre>در|تا|از|طی|نسبت به)\s(?P<m>{_PLAIN})\b{_FA_REL}"),
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
    ("weekdayof", rf"\b(?:روز\s)?(?P<w>{any_of(_NATIVE_DAYS)})\s(?:شب\s)?(?:(?P<near>این|همین)\sهفته|"
                  r"هفته(?:\u200c?ی|ٔ)?\s(?P<rel>گذشته|قبل|پیش|جاری|روان|آینده|آتی))\b"),
    ("year", r"(?P<part>پایان|آخر|اوایل|اواسط|اواخر)\sسال(?:\s(?:میلادی\s|خورشیدی\s)?"
             r"(?:(?P<y>(?:19|20)\d\d|1[34]\d\d)(?!\d)|(?P<ry>جاری|روان|گذشته)))?\b"),
    ("nth", rf"(?<![\d.,]){_FA_DAY}\s(?:(?P<near>این|همین)\sماه|ماه\s(?P<rel>جاری|روان|گذشته|آینده))\b"),
    ("after", rf"{_FA_N}\s{_FA_UNIT}\s(?P<dir>بعد|پس از آن|پیش از آن|قبل از آن)\b(?!\sاز)"),
    ("rel", r"\b(?P<unit>روز)\s(?P<fa>بعد|پس از آن|پیش از آن|قبل از آن)\b(?!\sاز)"),
    ("recent", r"(?:(?:در|طی)\s)?(?P<unit>روز|هفته|ماه|سال)\s?\u200c?های\s(?:اخیر|گذشته)"),
    ("past", rf"(?:(?:در|طی)\s)?{_FA_N}\s{_FA_UNIT}\u200c?(?:ی|ٔ)?\s(?:گذشته|اخیر)"),
    ("past", rf"(?:په\s)?(?:تېرو|تیرو|وروستیو|گزشتہ|پچھلے)\s{_FA_N}\s{_FA_UNIT}"),
    ("ago", rf"{_FA_N}\s{_FA_UNIT}\s(?:پیش|قبل|وړاندې|پہلے)"),
    ("rel", r"(?P<unit>هفته|ماه|سال)(?:\u200c?ی|ٔ)?\s(?P<fa>گذشته|جاری|روان|آینده|قبل|پیش|آتی)\b"
            r"(?:\s(?P<cal>میلادی|خورشیدی|شمسی))?"),
    ("offset", r"\b(?P<o>روز گذشته|شب گذشته)\b"),
    ("rel", r"(?P<fa>تېره|تیره|تېرې|تیرې|راتلونکې|گزشتہ|پچھلے|رواں|اس)\s(?P<unit>اونۍ|میاشت|کال|ہفتے|ماہ|سال)"),
    ("rel", r"\b(?P<fa>این|همین)\s(?P<unit>هفته|ماه|سال)\b"),
    ("rel", r"\b(?P<rel>همان)\s(?P<unit>روز|هفته|ماه|سال)\b"),
    ("offset", r"\b(?P<o>امروز|دیروز|فردا|امشب|دیشب|پریروز|نن|پرون|سبا|آج)\b"),
    ("year", r"\bسال\s(?:میلادی\s|خورشیدی\s)?(?P<y>(?:19|20)\d\d|1[34]\d\d)(?!\d)"),
    ("year", r"\b(?P<ry>امسال|پارسال|سږ کال)\b"),
    ("weekday", rf"\b(?:روز\s|ورځ\s)?(?P<w>{any_of(_NATIVE_DAYS)})\b(?:\s(?P<rel>گذشته|آینده|پیش رو|پیش|قبل|آتی)\b)?"),
)  # fmt: skip
