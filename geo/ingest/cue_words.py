"""Words that tell what a statement is about and how firmly it is made, in English, Persian, Dari, Pashto and Urdu.

All patterns read the flat copy of a text (:mod:`geo.ingest.flat`).
"""

import re

_GATE = (
    r"(?:borders?|crossings?|gate|gateway|terminal|checkpoint|customs|bridge|post|port|frontier|"
    r"trade|traffic|transit|cargo|islam qala)"
)
_MIGRANT = (
    r"(?:migrants?|refugees?|afghans?|returnees?|deportees?|asylum|people entering|afghan nationals|those crossing|"
    r"travellers|detainees|expelled)"
)
_HARMED = (
    r"shot|shoot(?:s|ings?)?|fir(?:ed|ing|e) (?:on|at)|opened fire|came under fire|under fire|killed|beat(?:en|ing)?|"
    r"tortur\w+|drown\w*|dead|died|bod(?:y|ies)|abus\w+|mistreat\w+|ill-treat\w+|wounded|hurt|rejected(?! asylum)|"
    r"turned (?:away|back)|push(?:ed)? back|suffocated|frozen|froze"
)
_SHUT = (
    r"clos(?:ed|es|ure|ing|e(?! (?:to|by)\b))|shut(?:s|ting)?(?: down)?|sealed(?: off)?|(?:pad)?locked|block(?:ed|"
    r"ade)|halt(?:ed|s)?|"
    r"suspen(?:d|ded|ds|sion)"
)
_FORCES = r"(?:troops|forces|soldiers|tanks|guards|units|fighters|weapons|artillery|armou?r)"

_ASKED = r"(?! (?:said|says?|told|interviewed|reported|complain\w*|describe\w*|who spoke))"

CATEGORIES: tuple[tuple[str, str], ...] = (
    ("capture", r"\b(?:re)?captur(?:e[ds]?|ing)\b|"
                r"\bseiz(?:e[ds]?|ing)\b(?! (?:drugs|opium|weapons|fuel|narcotics|"
                r"cars))|"
                r"\bseizure of (?!drugs|weapons|fuel|assets)|\bf[ae]ll(?:en)?s? (?:to|into)\b(?! (?:\d|about|"
                r"around|some|under|below|just|nearly|almost|less|fewer|an? |zero|record))|\boverr[ua]n(?:ning|s)?\b|"
                r"\bin (?:\w+ )?control of\b|"
                r"\b(?:post|town|city|district|crossing|gate|border|province|capital) (?:had|has|have) fallen\b|"
                r"\blost by the \w+|\b(?:fighters|taliban|insurgents|rebels|militants|movement) (?:\w+ )?(?:walked|"
                r"marched|rolled|swept|stormed) in(?:to)?\b|"
                r"\b(?:took|taken|takes|taking) (?:control|over)\b|\b(?:passed|fell) into [\w ]{0,20}hands\b|"
                r"\bunder (?:(?:our|their|its|the|full|complete|government|taliban) )+control\b|\bloss of\b|"
                r"\b(?:enter(?:ed|ing|s)?|takeover of|fall of|taking of) kabul\b|\bclaim(?:ed|s)? control\b|"
                r"\bnow (?:control|hold)s?\b|\b(?:taliban|fighters|insurgents) (?:took|take|now hold)\b|"
                r"\bfell (?:last|late|early|overnight|yesterday|today|without|on \w+day)\b|\bswathes of territory\b|"
                r"\bremains? (?:with|in the hands of|under) (?:the )?(?:taliban|their|"
                r"insurgent)|"
                r"(?:(?<=was )|(?<=were )|(?<=been )|(?<=never ))lost\b|\bretak(?:e|en|ing)\b|\bretook\b|"
                r"تصرف|سقوط کرد|سقوط|به دست طالبان|کنترل .{0,30}گرفت|تسخیر|ونیول|قبضہ"),
    ("reopening", r"\bre-?open(?:ed|s|ing)?\b|\b(?:resum(?:ed|es|ption|ing)|restart(?:ed|s)?|"
                  r"back to normal)\b|\b(?:trade|traffic|commerce|exports?)\b[^.]{0,40}\brecovered\b|"
                  r"\bopen(?:ed)? again\b|\blet [^.]{0,30}\b(?:through|in|cross) again\b|\bback to life\b|"
                  r"\b(?:used?|roll(?:ing|ed)|running|flow(?:ing|ed)?|mov(?:ing|ed)|operat(?:ing|"
                  r"es?))\b[^.]{0,40}\b(?:again|once more)\b|"
                  r"بازگشایی|گشوده شد|باز شد|دوباره باز|از سر گرفته|بیا پرانیست|دوبارہ کھ"),
    ("closure", rf"\b(?:{_SHUT}|stopped)\b(?=[^.]{{0,90}}\b{_GATE})|\b{_GATE}\b[^.]{{0,90}}\b(?:{_SHUT}|stopped)\b|"
                r"\buntil further notice\b|\bsuspension of trade\b|مسدود|بسته شد|بسته است|"
                r"بسته\s?\u200c?ماندن|بسته بودن|وتړل|تړل|بند کر"),
    ("accident", r"\baccidents?\b|(?<!currency )(?<!market )(?<!price )\bcrash(?:e[sd])?\b|\boverturn\w*|"
                 r"\bcollision\b|\bbus (?:fire|crash)\b|\bearthquakes?\b|"
                 r"\bflash floods?\b|\bfloods (?:killed|hit|swept)\b|"
                 r"\b(?:hit|rammed|ran into|slammed into|collided with) (?:\w+ ){0,3}(?:bus|minibus|truck|lorry|van|"
                 r"car|taxi|"
                 r"pickup|vehicle|tanker|motorcycle|motorbike)\b|"
                 r"\b(?:roll(?:ed|s)? over|left the road|ran off the road|veer(?:ed|s) off|skidded|plunged into|"
                 r"capsiz\w+|"
                 r"derail\w+|quakes?|landslides?)\b|چپه شد|الٹن|الٹ گ|واوښت|اوښت[يی]|"
                 r"\bcaught fire\b|\b(?:inferno|blaze)\b|\bfire (?:broke out|swept|engulfed|destroyed|at)\b|"
                 r"برخورد(?! (?:قاطع|قانونی|جدی|شدید|می|خواهد|کرد))|"
                 r"رویداد ترافیکی|حادثه|تصادف|واژگون|زلزله|سیلاب|آتش گرفت"),
    ("migrant_harm", r"\b(?:killed|shot|wounded|beaten) by (?:\w+ ){0,3}guards\b|"
                     r"\bshot\b[^.]{0,50}\b(?:as|while|when) (?:he|she|they) (?:climb|cross|tried|enter)\w*|"
                     rf"\bthey (?:were |had been )?(?:beaten|shot|tortured|robbed|stripped|drowned)\b|"
                     r"\b(?:fir(?:ed|ing|e)|shot|shooting) (?:on|at) (?:us|them|me|him|her)\b|"
                     r"\b(?:forced|thrown|driven|pushed|ordered|herded)\b[^.]{0,30} into the (?:\w+ )?(?:river|water|"
                     r"current)\b|(?:جسد|اجساد)[^.،]{0,40}(?:مهاجر|پناهجو)|"
                     rf"\bsmugglers?\b[^.]{{0,140}}\b(?:died|dead|killed|bodies|remains)\b|\b(?:died|dead|killed|"
                     rf"bodies|remains) [^.]{{0,140}}"
                     rf"\bsmugglers?\b|\b(?:{_HARMED})\b(?=[^.]{{0,140}}\b{_MIGRANT}\b)|"
                     rf"\b{_MIGRANT}\b[^.]{{0,140}}\b(?:{_HARMED})\b|"
                     r"(?:مهاجر|پناهجو|افغان)[^.]{0,80}(?:تیراندازی|کشته|جان باخت|زخمی|غرق|شکنجه)|"
                     r"(?:تیراندازی|کشته|زخمی)[^.]{0,80}(?:مهاجر|پناهجو)|(?:افغان|مہاجر)[^۔.]{0,80}(?:گولی|فائرنگ|"
                     r"ہلاک|زخمی)|(?:کډوال|مهاجر)[^۔.]{0,80}(?:مړه|ټپیان|ووژل|ډزې)"),
    ("clash", r"\bclash(?:e[sd])?\b|\bskirmish\w*|\bexchang\w+ (?:of )?fire\b|\bsho(?:t|oting) at each other\b|"
              r"\bshooting (?:started|began|broke|erupted)|\bshelling\b|"
              r"\bgunfire\b|\btraded? (?:of )?fire\b|\bmortar fire\b|"
              r"\bfighting (?:broke|erupt|flar|continu|rag)\w*|\bfighting (?:went|goes) on\b|\bbroke out\b|"
              r"\bfirefight\b|\bgun ?(?:battle|fight)\b|\bscuffl\w+|"
              r"\bborder fire\b|\bthe (?:fight|fighting|firing|shootout)\b|\bopening (?:up|fire) on\b|\bopened fire\b|"
              r"درگیری|تیراندازی|تبادل آتش|فائرنگ|زد و خورد|نښته|جھڑپ"),
    ("attack", r"\battack(?:s|ed)?\b|\bbomb(?:s|ing|ed)?\b|\bexplosion\b|\bblast\b|\bsuicide\b|\bassassinat\w+|"
               r"\bgunmen\b|\bcame under (?:fire|attack)\b|"
               r"\b(?:was|were) killed\b|"
               r"\b(?:killed|shot dead|slain)\b(?! by)[^.]{0,30}\b(?:conscripts?|guards?|soldiers?|policem[ae]n|"
               r"police officers?|officers?)\b|"
               r"\bmurder\w*|\bambush\w*|\brockets?\b|\b(?:air|drone) ?strikes?\b|\btargeted killings?\b|"
               r"حمله|انفجار|ترور|انتحاری|برید"),
    ("camp", r"\bcamps?\b|\bguesthouses?\b|\b(?:reception|transit) cent(?:er|re)s?\b|"
             r"اردوگاه|کمپ|کیمپ|مهمانشهر"),
    ("talks", r"\btalks\b|\bnegotiat\w+|\bdelegations?\b(?! (?:claim|said|say))|\bdiscussions?\b|"
              r"(?<!was )(?<!were )(?<!been )\b(?:met|"
              r"meets) (?:with|his|her|in|on)\b|"
              r"\b(?:received|receives) (?:[\w'’]+ ){0,3}(?:ambassador|delegation|envoy|minister)s?\b|"
              r"\b(?:officers|officials|commanders|guards|envoys|sides)\b[^.,]{0,30}\b(?:had|have) met\b|"
              r"\b(?:is|are|was|were) (?:due |set )?to (?:travel to|visit|fly to)\b|"
              r"\bmet (?:[\w'’]+ ){0,4}(?:commanders?|minister|officials?|delegation|envoy|counterpart|governor|"
              r"ambassador|leaders?)\b|"
              r"\bhosted\b|\b(?:sit|sits|sat|sitting) down with\b|\bmediat\w+|\bbroker\b|\bconsultations\b|"
              r"\bjoint (?:border )?commission\b|"
              r"مذاکر|(?:گفت‌?وگو|گفتگو)(?! با (?:خبر|رسانه|شبکه|روزنامه|ایرنا|ایسنا))|هیئت|دیدار کرد|خبرې|مذاکرات|"
              r"سره وکتل|ملاقات"),
    ("policy", r"\b(?:is|are|plans?|vow(?:s|ed)|threaten(?:s|ed)|wants?) to (?:expel|deport)\b|\border(?:ed|s|"
               r"ing)?\b(?! to normal| at gunpoint| into)|\bdeadline\b|\bdecree\b|\bban(?:ned|s|"
               r"ning)?\b|\b(?:must|are to|has to|have to) (?:leave|follow|go|be (?:out|gone))\b|\b(?:initiative|"
               r"campaign|drive|plan) targets?\b|\bcut-?off\b|"
               r"\boverstay\w*|"
               r"\bturn away\b|\b(?:not|no longer) (?:be )?(?:permitted|allowed)\b|\bmay (?:not|only) (?:apply|"
               r"enter|cross|leave)\b|"
               r"\bprevent (?:possible )?entry\b|"
               r"\bpolic(?:y|ies)\b|\bvisas?\b(?! (?:seekers?|holders?|applicants?))|\bcensus\b|\bheadcount\b|"
               r"\bsanction(?:ed|s)\b|\bcrackdown\b|"
               r"\b(?:forc|push)(?:ed|es|ing) (?:\w+ ){0,2}(?:out|to leave|to go)\b|\bcurbs\b|"
               r"\b(?:intensif|step|speed|ramp)\w*(?: up)?(?: \w+){0,2} (?:deport|expuls|efforts to deport)\w*|"
               r"\b(?:extend(?:ed|s)?|permits?|legal status|expir\w*)\b|\bexpulsion process\b|\burged\b(?=[^.]{0,60}"
               r"\b(?:leave|go home|return)\b)|ضرب‌الاجل|مهلت|وروست[ۍی] نېټه|حتمی تاریخ|باید [^.]{0,40}و?وځی|"
               r"دستور|فرمان\b|ممنوع|ویزا|سرشماری"),
    ("return_flow", rf"\breturn(?:s|ed|ing|ees?{_ASKED})?\b(?! to power)|\b(?:came|come|coming|gone|went|sent|poured|"
                    rf"flown|brought) "
                    rf"(?:back|home)\b|\bdeport(?:s|ed|ing|ation|ations|ees?{_ASKED})\b|\bexpel(?:led|ling)?\b|"
                    r"\bexpulsions?\b|\brepatriat\w+|\bentered (?:afghanistan|the country)\b|"
                    r"\barrivals\b|\b(?:registered|logged|recorded|received|processed) [\d,]+ (?:individuals|people|"
                    r"persons|returnees|"
                    r"arrivals|afghans|families|migrants)\b|\bhanded over\b|\bput over the (?:line|border)\b|"
                    r"\b(?:way|head(?:ed|ing)) (?:back )?home\b|\bhome from (?:iran|pakistan)\b|"
                    r"\bleft iran\b|\b(?:have|has|had) left (?:since|so far|this year)\b|\bdepartures (?:through|via|"
                    r"by|at)\b|"
                    r"\b(?:plane|flight)s?\b[^.]{0,60}\b(?:asylum seekers|deportees|returnees|"
                    r"migrants)\b[^.]{0,40}\b(?:landed|"
                    r"arrived)\b|\bsent (?:straight )?back\b|\bcross(?:ed|ings?) (?:via|through|"
                    r"into afghanistan)\b|\b(?:came|come|coming|cross(?:ed|ing)|pass(?:ed|ing)?|"
                    r"walk(?:ed|ing)?|poured|enter(?:ed|ing)|arriv(?:ed|ing)) (?:through|via|by way of|"
                    r"from iran|at the border)\b|\bat (?:the )?border points\b|\brelocated\b|"
                    r"\b(?:came|come|cross(?:ed|ing)) over\b|به (?:کشور|افغانستان|وطن) داخل شد|"
                    r"بازگشت|بازگردان|برگشت|برگردان|عودت|اخراج|رد مرز|طرد|خارج شد(?:ه|ند)|به (?:کشور|"
                    r"افغانستان|وطن) آمد|داخل کشور شد|"
                    r"وارد (?:کشور|افغانستان) شد|"
                    r"بیرته راست|راستنې|"
                    r"راستانه|ستانه|نکالے|بے دخل|شړل|"
                    r"واپسی|وطن واپس"),
    ("outflow", r"\b(?:fled|flee|fleeing)\b(?! (?:their|his|her) (?:homes?|houses?|villages?)\b)|\b(?:flight of|"
                r"exodus)\b|\b(?:enter(?:ed|ing)|(?<!virus )reach(?:ed|ing)?|(?:cross|"
                r"slip)(?:ped|ed|ping|ing)? into|arriv\w+ in) iran\b|"
                r""
                r"\bpushed into iran\b|\bleave the country\b|\bin search of (?:work|safety)\b|"
                r"فرار|پناه بردند|خارج شدن"),
    ("barrier", r"\bwall(?:ing|ed)?\b|\b(?:towers? with|watch ?towers?)\b|(?<!under )(?<!over )\bfenc(?:e|ed|es|"
                r"ing)\b|\bbarriers?\b|\btrench\w*|\bbarbed\b|"
                r"دیوار|حصار|کانال مرزی|سیم خاردار"),
    ("water", r"\bwater (?:rights?|share|treaty|dispute)\b|\bshare\b[^.]{0,30}\btreaty\b|\bhelmand (?:river|treaty|"
              r"water)\b|"
              r"\bhirmand\b(?! (?:county|district))|\bhamo?un\b|\bdams?\b|\bsluices?\b|\breservoirs?\b|"
              r"\breleas\w+ (?:of )?water\b|"
              r"\bdrought\b|حقابه|حق‌آبه|(?<!شهرستان )هیرمند|بند کمال"),
    ("trade", r"\btrad(?:e|es|ing)\b|\bexports?\b|\bimports?\b|\bcommerce\b|\bcargo\b|\b(?:trucks|lorries|"
              r"tankers)\b|\bfuel\b(?! is)|"
              r"\brevenues?\b|\bgoods\b|\bmerchants\b|\btons? of\b|تجارت|صادرات|واردات|ترانزیت|کالا|سوداګر"),
    ("diplomacy", r"\brecogni[sz](?:e[ds]?|ing|tion of)\b|\b(?:embass(?:y|ies)|consulates?|consular "
                  r"(?:services?|sections?|work))\b|\bcharge d'affaires\b|\b(?:appoint|nam|recall|"
                  r"accredit)\w* (?:\w+ ){0,5}"
                  r"(?:ambassador|envoy|consul)\b|\bresolution\b|\bsummit\b|\bsummon(?:ed|s)\b|"
                  r"\b(?:official|state|working) visit\b|"
                  r"\bdiplomatic (?:relations|ties|mission|note|protest)\b|\binterfer(?:e[sd]?|"
                  r"ence)\b|"
                  r"سفارت|سفیر|به رسمیت|وزیر خارجه"),
    ("security", r"\barrest\w*|\bdetain(?:ed|s|ing)\b|\bdetention\b|\bexecut(?:ed|ion|ions)\b|\bon alert\b|"
                 r"\bsmuggl(?:ed|ing)\b|"
                 r"\btrain(?:ed|ing|s)\b|\bdisarmed\b|\bpatrol(?:s|led|ling)\b|\bset up (?:\w+ )?checkpoints?\b|"
                 r"\bextradit\w+|\boppress\w*|"
                 rf"\b(?:deploy(?:ed|s|ing|ment)|reinforc\w+|sent|massed|moved)\b(?=[^.,;]{{0,40}}\b{_FORCES}\b)|"
                 rf"\b{_FORCES} (?:were |have been |are )?(?:deployed|stationed|massed|present)\b|"
                 r"بازداشت|دستگیر|اعدام|استقرار نیرو"),
)  # fmt: skip

# Happenings: those of one family are one happening told in several words, the first in the list being the surest.
FAMILY = {
    "capture": "control", "reopening": "gate opened", "closure": "gate shut", "migrant_harm": "violence",
    "clash": "violence", "accident": "violence", "attack": "violence",
}  # fmt: skip
# Topics that a sentence is about only when it names nothing better.
WEAK = ("trade", "diplomacy", "security", "camp", "water")

DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying)\b|\brefut\w+|\breject(?:s|ed) (?:the |these |such |any )?(?:claims?|reports?|"
    r"accusations?|"
    r"allegations?|suggestions?|stor(?:y|ies)|testimony)\b|\b(?:baseless|unfounded|groundless|fabricated)\b|"
    r"\bnot (?:simply )?(?:so|"
    r"the case)\b|\b(?:is|was|were|are) false\b|"
    r"\bcalled (?:that|this|it|them|the \w+) (?:false|untrue|wrong|a lie)\b|\buntrue\b|\bnot true\b|\b(?:called|"
    r"dismissed) [^.]{0,120}\b(?:rumou?rs?|"
    r"lies|propaganda|false)\b|\bbrush(?:ed|es) aside\b|\bdisown(?:ed|s)\b|\bshrugged off\b|"
    r"\bdismiss(?:ed|es) (?:the |this |these |such |any )*(?:testimony|reports?|claims?|accusations?|allegations?|"
    r"stor(?:y|ies)|"
    r"rumou?rs?)\b|\bdisput(?:es|ed) (?:the|this|that|these)\b|\b(?:government|group|ministry|taliban|"
    r"officials) disputes?\b|\bknew nothing\b|تکذیب|رد کرد|نادرست|بی‌اساس|ردوی|رد کړ|تردید|بے بنیاد|مسترد"
)
RUMOUR = re.compile(
    r"\bunverified\b|\bunconfirmed\b|\brumou?r(?:s|ed)?\b|\bnot (?:yet )?been (?:independently )?(?:verified|"
    r"confirmed)\b|"
    r"\b(?:could not|cannot) (?:independently )?(?:verify|be verified|be checked|be confirmed|confirm)\b|"
    r"\bposts? on (?:telegram|"
    r"facebook|x|twitter|social media|whatsapp|instagram)\b|\bsocial[ -]media (?:users|posts|claims|reports)\b|"
    r"\bwhispers?\b|"
    r"\bgoing (?:a?round|viral)\b|\bdoing the rounds\b|\bcirculat\w+ (?:on|online)\b|شایعه|تأیید نشده|"
    r"تایید نشده|"
    r"آوازه|افواه"
)
CONFIRMED = re.compile(
    r"\bconfirm(?:s|ed)?\b(?! (?:cases?|infections?|deaths?|dead|toll|number|count|total|to have))|"
    r"\backnowledge[ds]?\b|\badmit(?:s|ted)\b|\bverified\b|"
    r"تایید کرد|تأیید کرد|تصدیق|تایید وکړ|تصدیق کی"
)
CLAIMED = re.compile(
    r"\b(?:claim(?:s|ed)?(?! (?:the )?(?:\w+ )?li[fv]es?\b)|alleg\w+|accus\w+|said|says?|told|stat(?:ed|es)|added|"
    r"stressed|argued|promised|"
    r"warned(?! (?:the )?(?:taliban|islamic emirate|iran\w*|afghan\w*|pakistan\w*|kabul|tehran)\b)|"
    r"insisted|spoke of|counted|listed|"
    r"wrote|announced|mentioned|recalled|revealed|believe|according to|by (?:its|his|their) account|as saying|"
    r"expects|estimates|"
    r"indicate|appealed|called on)\b|گفت(?!\S?و?گو)|مدعی|به گفته|گوید|گویند|افزود|اعلام کرد|اظهار (?:کرد|داشت)|"
    r"وویل|ویلی|وایی|زیاته کړ|په وینا|ادعا|کہا|کہنا|بتایا|دعو[یٰ]|کے مطابق|کے بقول|"
    r"بر اساس (?:این|گزارش|آمار|اعلام)"
)
DISPUTED = re.compile(
    r"\b(?:says?|said|claims?|claimed) the (?:reverse|opposite|contrary)\b|\bconflicting (?:accounts|reports|claims|"
    r"versions)\b|"
    r"\b(?:blam(?:e[ds]?|ing)|accus(?:e[ds]?|ing)) (?:each other|one another)\b|\btraded (?:blame|accusations)\b|"
    r"\bcontests? (?:this|that|the)\b|\breject(?:s|ed)? (?:his|her|its|their) (?:figures?|numbers?|counts?|"
    r"arithmetic|estimates?)\b|"
    r"مقصر (?:خواند|دانست)|یکدیگر را"
)
