"""Words that say what kind of place a name belongs to, in the languages that write about this border.

A type word is evidence of kind, never part of what is matched. Some also say which country writes so: a *wilayat* is
Afghan, an *ostan* Iranian.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.fold import fold

CROSSING, CAMP, TOWN, DISTRICT, PROVINCE = "crossing", "camp", "settlement", "district", "province"


@dataclass(frozen=True, slots=True)
class TypeWord:
    """What a type word says: the kinds it allows, best first, and the country whose administration uses it."""

    kinds: tuple[str, ...]
    country: str = ""


_WORDS: dict[TypeWord, str] = {
    TypeWord((CROSSING, "border")): """border; crossing; border crossing; border crossing point; crossing point; gate;
        border gate; border post; border point; border terminal; terminal; checkpoint; check point; border market;
        customs; customs house; customs office; customs post; entry point; point of entry;
        port of entry; ports of entry; points of entry; border area; frontier;
        مرز; مرزی; مرز رسمی; پایانه; پایانه مرزی; گذرگاه; گذرگاه مرزی; گمرک; دروازه; نقطه مرزی; بازارچه; بازارچه مرزی;
        مرزهای; ګمرک; پوله; سرحد; سرحدی; بارڈر; کراسنگ; گیٹ; سرحدي دروازه; معبر; منفذ; حدود; معبر حدودي;
        الحدودي; الحدودية; حدودي; مرز ریلی; railway border; rail border; rail crossing; transit point;
        transit post; د پوله; په لار; bcp; bcps; xbp; poe; poes; bxp;
        fmp; fmps; flow monitoring point;
        grenze; grenzübergang; grenzposten; zoll; граница; погранпереход; переход; кпп; пункт пропуска; таможня;
        zero point; point zero; zero line; نقطه صفر; نقطه صفری; نقطه صفر مرزی; صفر مرزی; border town crossing;
        border bridge; border bazaar; entry gate; crossings; borders; گذرگاه رسمی; بندر مرزی; گمرک مرزی; معبر مرزی;
        سرحدي معبر; پولې; پولو; پولی; د پولې; لار; لاره; لارې; بندره; دروازې; خط فرضی; خط فرضي; مسیر; route;
        highway; road;
        سرحدي تېربدل; تیربدل; سرحدی گزرگاه; سرحدی کراسنگ; زیرو پوائنٹ; نقطة حدودية; المعبر; معبر بري; منفذ حدودي;
        grenzort; grenztor; übergang; grenzübergangs; übergangs; grenzregion; grenzstation; zollstation; граница;
        границе; границы; погранпункт; пограничный пункт;
        пограничный переход; контрольно-пропускной пункт; пункта пропуска; пункте пропуска; таможенный пост;
        sınır; sınır kapısı; sınır kapısında; sınırı; gümrük kapısı; gümrüğü; frontière; poste frontière;
        poste frontalier; point de passage; passage frontalier; douane; douanes; frontera; confine; grens""",
    TypeWord((CROSSING, TOWN)): """port; dry port; border port; land port; commercial port; trade port;
        بندر تجارتی; بندر تجاری; بندر خشک; bandar; بندر; بندرگاه; hafen; grenzstadt;
        порт""",
    TypeWord((CROSSING,)): "bridge; pul; pol; pule; pole; pul e; pol e; پل; پله; brücke; мост; pont; köprüsü; جسر",
    TypeWord((CROSSING, TOWN, DISTRICT)): """special economic zone; economic zone; free zone; free trade zone;
        free trade industrial zone; industrial zone; منطقه ویژه اقتصادی; منطقه ویژه; منطقه آزاد; منطقه آزاد تجاری""",
    TypeWord(
        (TOWN, CROSSING, DISTRICT)
    ): """station; railway station; train station; bus station; bus terminal; railway;
        ایستگاه; ایستگاه راه آهن; راه آهن; bahnhof; gare; istasyonu; станция; ж д станция""",
    TypeWord((CAMP,)): """camp; refugee camp; transit camp; return camp; detention camp;
        detention centre; detention center; return centre; holding centre; deportation camp; border camp;
        transit centre; transit center; reception centre; reception center; encashment centre; encashment center;
        guest city; mehmanshahr; ordugah; ordugah e; اردوگاه; اردوگاه مرزی; اردوگاه بازگشت; کمپ; کمپ مهاجرین;
        مهمانشهر;
        مرکز استقبال; مرکز پذیرایی;
        مرکز پذیرش; مرکز ترانزیت; کیمپ; مہاجر کیمپ; د کډوالو کمپ; مخيم; lager; flüchtlingslager; aufnahmezentrum;
        abschiebelager; лагерь; лагерь беженцев; лагеря; лагере; idp camp; idps camp; displacement camp;
        refugee settlement;
        idp settlement; refugee village; refugee city; guest town; guest house city; deportation centre;
        deportation center;
        repatriation centre; repatriation center; return camps; camps; registration centre; registration center;
        tc; rc; temporary camp; transit facility; holding camp; detention facility;
        processing centre; processing center;
        departure centre; departure center; screening centre; migrants camp; migrant camp; foreign nationals camp;
        اردوگاه مهاجرین; اردوگاه مهاجران; اردوگاه پناهندگان; اردوگاه اتباع; اردوگاه اتباع خارجی; اردوگاه اتباع بیگانه;
        اردوگاه نگهداری; اردوگاه موقت; اردوگاه مراقبتی; اردوگاه ترانزیت; اردوگاه ترانزیتی; اردوگاه مهاجرتی;
        مهمان شهر; کمپ آوارگان; کمپ بیجاشدگان;
        کمپ موقت; کمپ ترانزیت; کمپ پناهندگان; مرکز بازگشت; مرکز نگهداری; مرکز تجمیع; مرکز ثبت نام; کمپونه;
        کډوالو کمپ; د کډوالو کیمپ;
        پناہ گزین کیمپ; مخيم اللاجئين; مخيم لاجئين; flüchtlingscamp; transitlager; transitzentrum; rückkehrzentrum;
        kampı; mülteci kampı; camp de réfugiés; centre de transit; centre de rétention""",
    TypeWord((CAMP, TOWN)): "settlement",
    TypeWord((DISTRICT, CROSSING, TOWN)): "border district",
    TypeWord(
        (DISTRICT,), "AF"
    ): """ولسوالۍ; ولسوالیو; wuluswali; woluswali; uluswali; uluswaleye; woleswali; ولسوالی; ولسوالۍ; ولسوالي""",
    TypeWord(
        (DISTRICT,)
    ): """district; districts; dist; distt; distrikt; bezirk; kreis; район; районе; района; уезд; ضلع; تحصیل;
        administrative district; sub district; subdistrict; tehsil; ilçesi; مديرية; قضاء; ناحیه; districte""",
    TypeWord(
        (DISTRICT,), "IR"
    ): """county; shahrestan; shahrestan e; shahristan; شهرستان; بخش; بخش مرکزی; دهستان; rural district;
        central district; counties;
        шахрестан""",
    TypeWord(
        (PROVINCE,), "AF"
    ): "wilayat; welayat; velayat; wilayat e; velayat e; ولایت; ولايت; ولايات; ولایات; ولایتونو; ولایته",
    TypeWord((PROVINCE,), "IR"): "ostan; ostan e; ostane; استان; остан; остане",
    TypeWord(
        (PROVINCE,)
    ): """province; provinces; governorate; provinz; provinsi; провинция; область; محافظه; صوبه; صوبہ;
        prov; provs; провинции; провинцию; провинцией; области; ولایة; ولاية; eyaleti; vilayeti; ili; la province;
        oblast; state;
        border province""",
    TypeWord((TOWN,)): """city; town; village; town of; municipality; capital; stadt; dorf; ort; город; село; деревня;
        кишлак; shahr e; shahrak; shahrak e; qarya; qaria; شهر; روستا; روستای; قریه; دهکده; شهرک; ښار; کلی;
        مدینه; شہر; گاؤں; قرية;
        خار; border town; border city;
        border village; port city; city centre; city center; provincial capital; village of; شهر مرزی; روستای مرزی;
        مرکز شهر; بلدة;
        القرية; مدينة; الحدودية; городе; города; селе; столица; кишлаке; şehri; kenti; kasabası; köyü; ville;
        village de;
        la ville; hauptstadt; stadt am; provinzhauptstadt; سرحدی شہر; سرحدي ښار; ښارګوټی; کلي""",
    TypeWord(
        (TOWN, DISTRICT, CROSSING)
    ): """region; area; zone; locality; neighbourhood; valley; mountains; منطقه; ناحیه;
        سیمه; علاقہ; gebiet; регион; airport; international airport; فرودگاه; فرودگاه بین المللی""",
}
TYPE_WORDS: dict[tuple[str, ...], TypeWord] = {
    tuple(fold(phrase).split()): meaning for meaning, phrases in _WORDS.items() for phrase in phrases.split(";")
}
_PLURALS: dict[str, str] = {  # say the kind of each place in a list
    PROVINCE: """provinces; provinzen; провинции; провинциях; ولایات; ولايات; ولایت های; ولایت ها; ولایتونو;
        ولایتونه; استان های;
        استان ها; استانهای; محافظات; صوبوں; صوبے""",
    DISTRICT: "districts; counties; ولسوالی های; ولسوالیهای; ولسوالیو; شهرستان های; شهرستانهای; اضلاع; районах",
    TOWN: "cities; towns; villages; städte; städten; городах; شهر های; شهرهای; شهر ها; روستاهای; قریه های; ښارونو",
    CAMP: "camps; اردوگاه های; اردوگاههای; کمپ های; کمپ ها; کمپونو; лагерях",
    CROSSING: """crossings; border crossings; border points; borders; ports; مرز های; مرزهای; گذرگاه های;
        گذرگاههای; بنادر;
        بندرهای; گمرکات; پایانه های; کراسنگز; پولو""",
}
PLURALS: dict[tuple[str, ...], str] = {
    tuple(fold(phrase).split()): kind for kind, phrases in _PLURALS.items() for phrase in phrases.split(";")
}
TYPE_WORDS |= {phrase: TypeWord((kind,)) for phrase, kind in PLURALS.items() if phrase not in TYPE_WORDS}
_USES = {  # what a camp is for
    "transit": "transit tc ترانزیت ترانزیتی transitlager transitzentrum",
    "reception": "reception rc پذیرش استقبال aufnahmezentrum",
    "return": "return repatriation deportation departure بازگشت rückkehrzentrum abschiebelager",
    "detention": "detention holding نگهداری مراقبتی",
    "encashment": "encashment",
    "refugee": "refugee پناهندگان مهمانشهر mehmanshahr guest",
    "displaced": "idp idps displacement آوارگان بیجاشدگان",
}
_USE_OF = {fold(word): use for use, words in _USES.items() for word in words.split()}
BORDERS = frozenset(
    map(fold, ("border", "border area", "frontier", "مرز", "مرزی", "مرزهای", "سرحد", "پوله", "grenze", "граница"))
)
BRIDGES = frozenset(fold(w) for w in _WORDS[TypeWord((CROSSING,))].split(";"))
PORTS = frozenset(fold(w) for w in _WORDS[TypeWord((CROSSING, TOWN))].split(";"))
LONGEST = max(map(len, TYPE_WORDS))
_LINKS = {
    "of",
    "the",
    "e",
    "i",
    "د",
    "in",
    "at",
    "von",
    "der",
    "am",
    "near",
    "de",
    "du",
    "la",
    "ye",
    "کی",
    "کے",
    "کا",
    "у",
}


BODIES = frozenset(
    {"iom", "unhcr", "nrc", "wfp", "unicef", "drc", "irc", "ocha", "ifrc", "un"}
)  # who runs a centre, not its name
_WHICH = """land main official joint shared common active rail railway
    رسمی زمینی ریلی مشترک تجارتی تجاری اصلی فعال بین‌المللی رسمي"""
_LOOSE = _LINKS | frozenset(map(fold, _WHICH.split()))  # fall away with the type word: "the official border of"
_WHOM = """returnee returnees refugee refugees migrant migrants deportee deportees afghan afghans idp idps
    مهاجرین مهاجران مهاجر پناهندگان پناهجویان عودت بازگشت کنندگان کننده افغان اتباع آوارگان بیجاشدگان
    کډوالو راستنیدونکو مہاجرین беженцев мигрантов flüchtlinge"""
_INMATES = frozenset(map(fold, _WHOM.split()))  # whom a camp is for, not its name
_WAYS = """north south east west northern southern eastern western central northeastern northwestern southeastern
    southwestern greater شمال جنوب شرق غرب"""
_WHICH_SIDE = frozenset(
    map(fold, ["غربی", "شرقی", "شمالی", "جنوبی", "لویدیځ", "ختیځ"])
)  # "the western province of Herat"
DIRECTIONS = frozenset(map(fold, _WAYS.split()))


@dataclass(frozen=True, slots=True)
class Peeled:
    """A name without its type words: what is left, the kinds and country they speak for, and the words themselves."""

    core: str
    kinds: tuple[str, ...] = ()
    country: str = ""
    words: tuple[str, ...] = ()


def peel(folded: str) -> Peeled:
    """Take all type words off both ends of a folded name; see :func:`peelings`.

    Examples
    --------
    >>> peel("islam qala border crossing"), peel("ولایت هرات").country, peel("province of herat").core
    (Peeled(core='islam qala', kinds=('crossing', 'border'), country='', words=('border crossing',)), 'AF', 'herat')
    >>> peel("border").core
    ''
    """
    return peelings(folded)[-1]


def peelings(folded: str) -> tuple[Peeled, ...]:
    """Take the type words off one by one: each step down to the bare name, the untouched name first.

    Examples
    --------
    >>> [p.core for p in peelings("silk bridge border crossing")]
    ['silk bridge border crossing', 'silk bridge', 'silk']
    """
    tokens = folded.removeprefix("the ").split()
    steps = [Peeled(folded)]
    if len(tokens) > 2 and tokens[0] in BODIES and _type_at_end(tokens[1:])[0]:
        tokens = tokens[1:]
    found: list[TypeWord] = []
    words: list[str] = []
    while tokens:
        size, front = _type_at_end(tokens)
        if not size:
            break
        phrase = tokens[:size] if front else tokens[-size:]
        found.append(TYPE_WORDS[tuple(phrase)])
        words.append(" ".join(phrase))
        tokens = tokens[size:] if front else tokens[:-size]
        tokens = _without_loose(tokens, camp=any(word.kinds[0] == CAMP for word in found))
        kinds = tuple(dict.fromkeys(k for word in found for k in word.kinds))
        country = next((w.country for w in found if w.country), "")
        steps.append(Peeled(" ".join(tokens), kinds, country, tuple(words)))
    return tuple(steps)


def _without_loose(tokens: list[str], *, camp: bool) -> list[str]:
    """Drop what falls away with a type word: links, "official", and with a camp the people it is for."""
    while len(tokens) > 1 and tokens[0] in _WHICH_SIDE:
        tokens = tokens[1:]
    while tokens and (tokens[0] in _LOOSE or (len(tokens) > 1 and tokens[-1] in _LOOSE)):
        tokens = tokens[1:] if tokens[0] in _LOOSE else tokens[:-1]
    while camp and len(tokens) > 1 and (tokens[0] in _INMATES or tokens[-1] in _INMATES):
        tokens = tokens[1:] if tokens[0] in _INMATES else tokens[:-1]
    return tokens


def camp_use(words: Iterable[str]) -> str:
    """Say what the type words of a camp say it is for; empty when they do not.

    Examples
    --------
    >>> camp_use(["transit center"]), camp_use(["camp"])
    ('transit', '')
    """
    return next((_USE_OF[t] for word in words for t in word.split() if t in _USE_OF), "")


def _type_at_end(tokens: list[str]) -> tuple[int, bool]:
    """Find the longest type phrase at an end: its length, and whether it is the front."""
    for size in range(min(LONGEST, len(tokens)), 0, -1):
        if tuple(tokens[-size:]) in TYPE_WORDS:
            return size, False
        if tuple(tokens[:size]) in TYPE_WORDS:
            return size, True
    return 0, False
