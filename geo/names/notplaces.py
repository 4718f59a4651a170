"""Words that turn a place's name into something else: a paper, a bank, a club, a dish, a person."""

from collections.abc import Sequence

from geo.fold import fold


def _words(table: dict[str, str]) -> dict[str, str]:
    return {fold(word): reason for reason, words in table.items() for word in words.split()}


def _set(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


ORGANISATION = {
    "news media": """
        times newspaper daily weekly news tv television radio press herald tribune post mail gazette agency
        media journal magazine broadcasting wire online observer chronicle monitor روزنامه خبرگزاری نیوز
        هفته‌نامه مجله تلویزیون رادیو شبکه خبرگزارى ورځپاڼه اخبار zeitung газета новости""",
    "a bank or company": """
        bank company corporation corp ltd inc co llc group airlines airline airways air khodro cement steel
        petrochemical exchange insurance holding telecom bazaar-group investment بانک شرکت هولدینگ خودرو
        هواپیمایی بیمه سیمان فولاد بینک کمپنی банк""",
    "a club or team": """
        fc sc club football futsal wrestling team cup league united باشگاه تیم لیگ کلپ فوتبال""",
    "a party or armed group": """
        party movement front brigade division militia army corps hezb jamiat hizb jaish lashkar tehreek liwa
        fatemiyoun network حزب جنبش جبهه لشکر تیپ سپاه گروه تحریک партия""",
    "a dish or a thing": """
        palaw pulao pilaf polo polow kebab kabob naan bread rice saffron carpet carpets rug rugs melon cuisine
        dates tea کباب پلو نان زعفران قالین فرش قالی خربزه غذای چای""",
    "a school or office": """
        university college institute ministry embassy consulate hotel restaurant hospital court parliament
        council commission committee foundation دانشگاه پوهنتون وزارت سفارت کنسولگری هتل رستوران بیمارستان
        شفاخانه مجلس شورای دادگاه کمیسیون""",
}
TITLES = _words({
    "a person": """mr mrs ms miss dr prof professor haji hajji hadji mullah mulla molla mawlawi maulvi maulana mawlana
        mowlavi sheikh shaikh general gen colonel col captain major brigadier ayatollah hojatoleslam
        hojjatoleslam mashhadi mashadi karbalai karbalayi mashti president ustad ostad sayed sayyid seyed seyyed
        commander qari hafiz engineer imam sardar daughter son wife husband brother sister cousin grandmother
        grandfather uncle aunt niece nephew tochter sohn bruder schwester
        دخترم پسرم همسرم همسرش برادرم برادرش خواهرم خواهرش
        مشهدی کربلایی آقای خانم ملا مولوی حاجی حاجى سردار دکتر داکتر
        ژنرال جنرال شیخ استاد سید مولانا انجینر قاری آیتالله ښاغلی ښاغلي میرمن جناب صاحب""",
})  # fmt: skip
GIVEN_NAMES = _set("""malik malek
        mohammad mohammed muhammad mohamad ahmad ahmed ali hossein hussein husain hassan hasan reza abdul
        abdullah abdol gholam ghulam habib hamid karim rahim rahman amin amir akbar asghar javad mehdi mahdi
        ebrahim ibrahim ismail esmail yusuf yousef mansour mansur nasir naser zahra fatima fatemeh maryam
        mariam farah mehran milad
        agha aqa sahib shirin sahar nargis parwana dilaram delaram
        khadija laila leila shah khan jan gul bibi noor nur sultan jawad qasim qasem saeed said
        salman wali zabihullah naseer mahmoud mahmood mahmoudi mahmudi ahmadi mohammadi hosseini husseini
        abbas ashraf bahram rahmani karimi latifi sultani alem assad asad seyyed sayed abdulrahman najib
        nabi nawaz bashir daud dawood faiz farhad fazal feroz idris jalal kamal latif masoud mirza murad
        mustafa nazar omar osman qadir rafi rashid sadiq salim sharif tahir wahid yaqub zaki zia محمد احمد
        علی حسین حسن رضا عبدالله غلام حبیب حمید کریم رحیم امیر اکبر جواد مهدی ابراهیم اسماعیل یوسف منصور
        ناصر زهرا فاطمه مریم فرح خدیجه لیلا جان گل نور سلطان قاسم سعید محمود خان میلاد مهران شیرین دلارام
        نرگس سحر""")  # fmt: skip
INSIDE = _words(ORGANISATION)
AFTER = _words({
    **{k: v for k, v in ORGANISATION.items() if k != "a school or office"},
    "a treaty": "treaty accords معاهده",
    "an organisation": "international internasional انترنشنال اینترنشنال",
})  # fmt: skip
_WEAK = _set("post mail group team front united co wire online dates bread tea army network cup exchange agency corps")
AFTER = {word: reason for word, reason in AFTER.items() if word not in _WEAK | {"monitor", "division", "council"}}
BEFORE = {**_words({
    "news media": "newspaper daily روزنامه خبرگزاری هفته‌نامه مجله شبکه تلویزیون رادیو زړه zeitung газета",
    "a bank or company": "bank بانک شرکت",
    "a club or team": "باشگاه تیم",
    "a party or armed group": "حزب جنبش",
    "a ship": "hms uss ship frigate destroyer warship tanker vessel dhow lenj ناو لنج фрегат",
    "an operation": "operation operations عملیات",
}), **TITLES}  # fmt: skip
SAYING = _set("""said says agreed denied denies urged urges warned warns announced accused accuses rejected rejects
        insisted insists called recognised recognized criticised criticized condemned condemns hopes wants seeks
        demanded demands told responded signalled signaled decided refused pledged promised protested considers
        گفت گفته اعلام خواست هشدار محکوم رد وویل وايي کہا erklärte forderte warnte заявил заявила""")  # fmt: skip

COMMON = _set("""after again all also and any april at august bank bar border but by camp city day december did district
        east every eight fall february five foreign four for from gate half he her his how if in interior it
        january july
        june local many march may men more most nine north november now october of old on one or other our people police
        port post province region seven she six some south sunday monday tuesday wednesday thursday friday saturday ten
        than that the their then there these they this those three to two under west what when where which while who why
        islam اسلام
        will with women year war state security return returns relief refugees migrants figures total week weekly daily
        read min minister spokesman governor general general-director news report khan jan an as is are was were
        فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند حمل ثور جوزا سرطان اسد سنبله میزان
        عقرب قوس جدی دلو حوت شنبه یکشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه مهاجرین مهاجران مهاجر مهاجرت پناهندگان
        پناهنده پناهجویان آوارگان بازگشت بازگشتکنندگان عودتکنندگان مردم خانواده کودکان زنان مردان اتباع مرزبان
        مرزبانان مرزبانی والی استاندار فرماندار وزیر سخنگو رئیس دولت حکومت پولیس پلیس امنیت جنگ صلح زلزله
        کډوال کډوالو مهاجرینو راستنیدونکي خلک ماشومان ښځې مہاجرین لوگ خاندان
        flüchtlinge migranten grenzen menschen rückkehrer полиция беженцы мигранты пограничники люди
        réfugiés migrants gens göçmenler mülteciler insanlar""")

_HOMOGRAPHS = """milk heart jam sari bam nice essen reading mobile split orange male most lens worms victoria jackson
    bar mary lar khash dara silk rask mizan zero dust nain sar van
    چمن زرنج نیم‌روز ابریشم سرخس دره پریان کشک مسلخ غور بم نور بهار فردوس سرباز پیشین هامون خوی سقز مهران لار کنگ میزان
    جام صفر بوستان باغ کوه پل بندر شهر ده"""
HOMOGRAPHS = frozenset(fold(word).replace(" ", "") for word in _HOMOGRAPHS.split())


_FAMILIES = ("ov", "ova", "ev", "yev", "ов", "ова", "ев", "zada", "zadeh", "زاده", "pur", "pour", "پور", "nejad",
             "نژاد", "wal", "وال", "zai", "zoy", "زی", "far", "doost", "yar", "yan")  # fmt: skip
_NISBA = (*_FAMILIES, "i", "ی", "is", "ian", "ians", "ani", "n", "ns", "ese", "ها")


def reason_inside(folded: str) -> str:
    """Say why the words of a name make it no place; empty when they do not.

    Examples
    --------
    >>> reason_inside("herat times"), reason_inside("haji malik khan"), reason_inside("islam qala")
    ('news media', 'a person', '')
    """
    tokens = folded.split()
    if len(tokens) < 2:
        return "a person" if folded in GIVEN_NAMES else "a common word" if folded in COMMON else ""
    for token in (tokens[-1], tokens[0], *tokens[1:-1]):
        if token in INSIDE:
            return INSIDE[token]
    if tokens[0] in TITLES:
        return TITLES[tokens[0]]
    persons = sum(token in GIVEN_NAMES for token in tokens)
    surname = tokens[-1] not in GIVEN_NAMES and tokens[-1][-1:] in "iیy" and len(tokens[-1]) > 3
    return "a person" if persons >= 2 or (persons and surname and len(tokens) <= 3) else ""


def nisba_stems(folded: str, endings: Sequence[str] = _NISBA) -> list[str]:
    """Give what a word ending in -i may be made from (Kabuli, of Kabul).

    Examples
    --------
    >>> nisba_stems("kabuli"), nisba_stems("هراتی"), nisba_stems("zabol")
    (['kabul'], ['هرات'], [])
    """
    return [folded[: -len(e)] for e in endings if folded.endswith(e) and len(folded) - len(e) >= 3]
