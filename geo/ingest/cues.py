"""Words that tell what a statement is about, how firmly it is made, and that somebody makes it."""

import re
from collections.abc import Sequence

from geo.ingest.heads import Heads

_GATE = (
    r"(?:border|crossing|gate|gateway|terminal|checkpoint|customs|bridge|post|port|frontier|"
    r"trade|traffic|transit|islam qala)"
)
_MIGRANT = (
    r"(?:migrants?|refugees?|afghans?|returnees?|deportees?|asylum|people entering|afghan nationals|those crossing)"
)
_CATEGORIES: tuple[tuple[str, str], ...] = (
    ("capture", r"\b(?:re)?captur(?:e[ds]?|ing)\b|\bseiz(?:e[ds]?|ing|ure)\b|\bf[ae]ll(?:en)?s? (?:to|"
                r"into)\b|\boverr[ua]n\b|"
                r"\btook (?:control|over)\b|\btaken over\b|\b(?:passed|fell) into [\w ]{0,20}hands\b|"
                r"\bunder (?:our|their|its|the)? ?"
                r"(?:full |complete |government )*control\b|\bloss of\b|\b(?:enter(?:ed|ing|"
                r"s)?|takeover of|fall of|taking of) kabul\b|"
                r"\bclaim(?:ed|s)? control\b|\bnow controls?\b|\b(?:taliban|fighters) took\b|"
                r"\btaliban (?:victory|takeover)\b|\bterritorial gains\b|"
                r"\bswathes of territory\b|"
                r"تصرف|سقوط کرد|سقوط|به دست طالبان|کنترل .{0,30}گرفت|تسخیر|ونیول|قبضہ"),
    ("reopening", r"\bre-?open(?:ed|s|ing)?\b|\b(?:resum(?:ed|es|ption|ing)|restart(?:ed|s)?|"
                  r"back to normal|recovered)\b|"
                  r"بازگشایی|دوباره باز|از سر گرفته|بیا پرانیست"),
    ("closure", rf"\b(?:clos(?:ed?|es|ure|ing)|shut(?:s|ting)?(?: down)?|sealed(?: off)?|block(?:ed|"
                rf"ade)|halted|suspen(?:d|ded|ds|sion)|stopped)\b"
                rf"(?=[^.]{{0,90}}\b{_GATE})|\b{_GATE}\b[^.]{{0,90}}\b(?:clos(?:ed|ure)|shut|"
                rf"sealed|suspended|stopped|halted)\b|"
                r"\buntil further notice\b|\bsuspension of trade\b|\bsend nothing\b|مسدود|"
                r"بسته شد|بسته است|وتړل|بند کر"),
    ("migrant_harm", rf"\b(?:shot|shoot(?:s|ing)?|fir(?:ed|ing|e) (?:on|at)|opened fire|came under fire|"
                     rf"killed|beat(?:en|ing)?|tortur\w+|"
                     rf"drown\w*|dead|died|bod(?:y|ies)|abus\w+|mistreat\w+|ill-treat\w+|wounded|"
                     rf"hurt|rejected|turned (?:away|back)|push(?:ed)? back)\b"
                     rf"(?=[^.]{{0,140}}\b{_MIGRANT})|\b{_MIGRANT}\b[^.]{{0,140}}\b(?:shot|"
                     rf"killed|beaten|tortured|drowned|dead|died|wounded|hurt|"
                     r"abused|mistreated|under fire|rejected)\b|\bturned to the iranian border\b|"
                     r"(?:مهاجر|پناهجو|افغان)[^.]{0,80}(?:تیراندازی|کشته|جان باخت|زخمی|غرق|"
                     r"شکنجه)|(?:تیراندازی|کشته|زخمی)[^.]{0,80}(?:مهاجر|پناهجو)"),
    ("clash", r"\bclash(?:e[sd])?\b|\bskirmish\w*|\bexchang\w+ (?:of )?fire\b|\bshot at each other\b|"
              r"\bfighting (?:broke|erupt|flar)\w*|"
              r"\bbroke out\b|\bfirefight\b|\bgun ?battle\b|\bscuffl\w+|\bborder fire\b|\bthe (?:fight|"
              r"fighting|firing|shootout)\b|\bopening up on\b|"
              r"\bopened fire\b|درگیری|تبادل آتش|زد و خورد|نښته|جھڑپ"),
    ("accident", r"\baccident\b|\bcrash(?:ed)?\b|\boverturn\w*|\bcollision\b|\bbus (?:fire|"
                 r"crash)\b|\bearthquake\b|\bfloods?\b|\bcaught fire\b|"
                 r"حادثه|تصادف|واژگون|زلزله|سیلاب|آتش گرفت"),
    ("attack", r"\battack(?:s|ed)?\b|\bbomb(?:s|ing|ed)?\b|\bexplosion\b|\bblast\b|\bsuicide\b|"
               r"\bassassinat\w+|\bmurder\w*|\bambush\w*|"
               r"\brockets?\b|\bair ?strikes?\b|\btargeted killings?\b|حمله|انفجار|ترور|انتحاری|برید"),
    ("camp", r"\bcamps?\b|\bguesthouses?\b|\b(?:reception|transit) cent(?:er|re)s?\b|\bplaces for afghans\b|"
             r"\btents?\b|اردوگاه|کمپ|کیمپ"),
    ("talks", r"\btalks\b|\bnegotiat\w+|\bdelegations?\b|\bdiscussions?\b|\b(?:met|meets) (?:with|"
              r"his|her)\b|\bhosted\b|\bmediat\w+|\bbroker\b|\bconsultations\b|"
              r"\bjoint (?:border )?commission\b|مذاکر|گفت‌?وگو|گفتگو|هیئت|دیدار کرد|خبرې|مذاکرات"),
    ("policy", r"\border(?:ed|s|ing)?\b(?! to normal)|\bdeadline\b|\bdecree\b|\bban(?:ned|"
               r"s|ning)?\b|\bmust leave\b|\bwithout (?:papers|legal documentation"
               r"|documents)\b|\bturn away\b|\bprevent (?:possible )?entry\b|\bpolic(?:y|ies)\b|"
               r"\bvisas?\b|\bcensus\b|\bheadcount\b|\bsanction(?:ed|s)\b|"
               r"\bcrackdown\b|\b(?:intensif|step|speed|ramp)\w*(?: up)?(?: \w+){0,2} (?:deport|"
               r"expuls|efforts to deport)\w*|\b(?:extend|permit|legal status|expir)\w*|"
               r"\bexpulsion process\b|\burged many\b|\bto go home\b|ضرب‌الاجل|مهلت|دستور|فرمان|ممنوع|ویزا|سرشماری"),
    ("return_flow", r"\breturn(?:s|ed|ing|ees?)?\b|\b(?:came|come|coming|gone|went|sent|poured|"
                    r"flown|brought) (?:back|home)\b|\bdeport(?:s|ed|ing|ation|ations|ees?)\b|"
                    r"\bexpel(?:led|ling)?\b|\bexpulsions?\b|\brepatriat\w+|\bentered afghanistan\b|"
                    r"\bentered the country\b|\bcross(?:ed|ings?) (?:via|through|into afghanistan)\b|"
                    r"\bcrossings have climbed\b|\b(?:came|come|coming|pass(?:ed|ing)?|walk(?:ed|"
                    r"ing)?|poured|enter(?:ed|ing)) (?:through|via|over|by way of)\b|\bhave returned\b|"
                    r"\bflight to kabul\b|\bservices at border points\b|\brelocated\b|"
                    r"بازگشت|برگشت|عودت|اخراج|رد مرز|بیرته راست|شړل|واپسی|وطن واپس"),
    ("outflow", r"\b(?:fled|flee|fleeing|flight of|escap\w+|exodus)\b|\bentered iran\b|\bcross(?:ed|"
                r"ing)? into iran\b|\bpushed into iran\b|\bleave the country\b|"
                r"\bin search of (?:work|safety)\b|فرار|پناه بردند|خارج شدن"),
    ("barrier", r"\bwall\b|\bfenc(?:e|ed|es|ing)\b|\bbarriers?\b|\btrench\w*|\bbarbed\b|\blaying a road\b|"
                r"دیوار|حصار|کانال مرزی|سیم خاردار"),
    ("water", r"\bwater (?:rights?|share|treaty|dispute)\b|\bhelmand (?:river|treaty|water)\b|"
              r"\bhirmand\b|\bhamo?un\b|\bdam\b|\bdrought\b|حقابه|حق‌آبه|هیرمند|بند کمال"),
    ("trade", r"\btrad(?:e|es|ing)\b|\bexports?\b|\bimports?\b|\bcommerce\b|\bcargo\b|\btrucks?\b|"
              r"\bfuel\b|\brevenues?\b|\bgoods\b|\bmerchants\b|\btons? of\b|"
              r"\bcapital from\b|\bwithdraw their capital\b|\binvestors\b|تجارت|صادرات|واردات|ترانزیت|کالا|سوداګر"),
    ("diplomacy", r"\brecogni[sz]\w+|\bembass(?:y|ies)\b|\bambassadors?\b|\bconsulate\b|\bresolution\b|"
                  r"\bdiplomatic\b|\bsummit\b|\bsummon\w*|\bsecurity council\b|"
                  r"\bgeneral assembly\b|\bvisit(?:ed|s)?\b|\brelations\b|\bties\b|\bstability\b|"
                  r"\bpartnership\b|\binterfere\w*|\bbilateral\b|\bcalled for\b|\bstat(?:ed|"
                  r"ement)\b|"
                  r"سفارت|سفیر|به رسمیت|وزیر خارجه|روابط"),
    ("security", r"\barrest\w*|\bdetain\w*|\bdetention\b|\bexecut(?:ed|ion|ions)\b|\bon alert\b|"
                 r"\bsmuggl\w+|\bborder guards\b|\b(?:un)?insecur\w*|\bsecurity\b|\btrain(?:ed|"
                 r"ing|s)\b|"
                 r"\bweapons\b|\bmilitia\b|\bmilitar\w+|\btroops\b|\bforces\b|\bmilitants?\b|"
                 r"\bdisarmed\b|\bdrug\b|\bpatrol\w*|\boppress\w*|\bterror\w*|"
                 r"بازداشت|امنیت|قاچاق|نیروها|سرباز|دستگیر|اعدام"),
)  # fmt: skip
CATEGORIES = tuple((name, re.compile(words)) for name, words in _CATEGORIES)
_FILLERS = frozenset({"security", "diplomacy"})
_STRONG = frozenset(
    {"capture", "reopening", "closure", "migrant_harm", "clash", "accident", "camp", "barrier", "water"}
)

_DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying)\b|\brefut\w+|\brejected (?:the |these |such )?(?:claims?|reports?|"
    r"accusations?|allegations?)\b|\bbaseless\b|"
    r"\buntrue\b|\bnot true\b|\bcalled [^.]{0,120}\ba rumou?r\b|\bdisput(?:es|ed)\b|\bknew nothing\b|"
    r"تکذیب|رد کرد|نادرست|بی‌اساس"
)
_RUMOUR = re.compile(
    r"\bunverified\b|\bunconfirmed\b|\brumou?r(?:s|ed)?\b|\bnot been independently verified\b|"
    r"شایعه|تأیید نشده|تایید نشده"
)
_CONFIRMED = re.compile(
    r"\b(?:confirm(?:s|ed)?|acknowledged?|acknowledges|admit(?:s|ted)?|verified)\b|تایید کرد|تأیید کرد|تصدیق"
)
_CLAIMED = re.compile(
    r"\b(?:claim(?:s|ed)?|alleg\w+|accus\w+|said|says|told|stat(?:ed|es)|added|stressed|argued|"
    r"promised|warned|insisted|wrote|announced|mentioned|"
    r"revealed|believe|is said|are said|according to|by (?:its|his|their) account|as saying|"
    r"expects|estimates|indicate|appealed|called on)\b|گفت|مدعی|به گفته|اعلام کرد|وویل|کہا"
)
_BODIES = re.compile(
    r"\b(?:iom|unhcr|unicef|ocha|unama|united nations|un|u\.n\.|wfp|ifrc|save the children|"
    r"reuters|afp|irna|mehr|tasnim|media|report(?:s|ed)?|"
    r"un migration agency|agency|news agency|international organization for migration|officials say|sources)\b"
)


_CUES = Heads([p for _, p in CATEGORIES] + [_DENIED, _RUMOUR, _CONFIRMED, _CLAIMED, _BODIES])
Cues = dict[int, int]
_FIRMNESS = tuple(enumerate(("denied", "rumour", "confirmed"), len(CATEGORIES)))
_CLAIM, _BODY = len(CATEGORIES) + 3, len(CATEGORIES) + 4


def cues_in(flat_text: str, ranges: Sequence[tuple[int, int]]) -> list[Cues]:
    """Find which cues each sentence holds and where each first stands, for :func:`categories_of`."""
    places, starts = _CUES.read(flat_text), [start for start, _ in ranges]
    found: list[Cues] = [{} for _ in ranges]
    for index in places.present():
        for number, position in places.firsts(index, ranges, starts).items():
            found[number][index] = position - starts[number]
    return found


def categories_of(cues: Cues) -> list[tuple[str, int]]:
    """Give what a sentence is about and where it says so, the surest first; at most three.

    Examples
    --------
    >>> text = "iran shut its main crossing after guards scuffled with taliban forces"
    >>> [c for c, _ in categories_of(cues_in(text, [(0, len(text))])[0])]
    ['closure', 'clash']
    """
    found = [(CATEGORIES[index][0], at) for index, at in cues.items() if index < len(CATEGORIES)]
    strong = [f for f in found if f[0] in _STRONG]
    weak = [f for f in found if f[0] not in _STRONG]
    if strong:
        weak = [f for f in weak if f[0] not in _FILLERS][:1]
    return [*strong, *weak[:2]][:3]


def status_of(cues: Cues) -> str:
    """Give the status that the wording of a sentence implies.

    Examples
    --------
    >>> text = "a spokesperson denied the reports. the gate is closed"
    >>> [status_of(cues) for cues in cues_in(text, [(0, 34), (35, 53)])]
    ['denied', 'reported']
    """
    for index, status in _FIRMNESS:
        if index in cues:
            return status
    return "claimed" if _CLAIM in cues and _BODY not in cues else "reported"
