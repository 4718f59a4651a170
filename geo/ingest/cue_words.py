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
    ("capture", r"\b(?:(?:re)?captur(?:e[ds]?|ing)\b|"
                r"seiz(?:e[ds]?|ing)\b(?! (?:drugs|opium|weapons|fuel|narcotics|cars))|"
                r"seizure of (?!drugs|weapons|fuel|assets)|f[ae]ll(?:en)?s? (?:to|into)\b(?! (?:\d|about|around|some|"
                r"under|below|just|nearly|almost|less|fewer|an? |zero|record))|overr[ua]n(?:ning|s)?\b|"
                r"in (?:\w+ )?control of\b|"
                r"(?:post|town|city|district|crossing|gate|border|province|capital) (?:had|has|have) fallen\b|"
                r"lost by the \w+|(?:fighters|taliban|insurgents|rebels|militants|movement) (?:\w+ )?(?:walked|"
                r"marched|rolled|swept|stormed) in(?:to)?\b|(?:took|taken|takes|taking) (?:control|over)\b|"
                r"(?:passed|fell) into [\w ]{0,20}hands\b|"
                r"under (?:(?:our|their|its|the|full|complete|government|taliban) )+control\b|loss of\b|"
                r"(?:enter(?:ed|ing|s)?|takeover of|fall of|taking of) kabul\b|claim(?:ed|s)? control\b|"
                r"now (?:control|hold)s?\b|(?:taliban|fighters|insurgents) (?:took|take|now hold)\b|"
                r"fell (?:last|late|early|overnight|yesterday|today|without|on \w+day)\b|swathes of territory\b|"
                r"remains? (?:with|in the hands of|under) (?:the )?(?:taliban|their|insurgent)|retak(?:e|en|ing)\b|"
                r"retook\b)|(?:(?<=was )|(?<=were )|(?<=been )|(?<=never ))lost\b|تصرف|سقوط کرد|سقوط|به دست طالبان|"
                r"کنترل .{0,30}گرفت|تسخیر|ونیول|قبضہ"),
    ("reopening", r"\b(?:re-?open(?:ed|s|ing)?\b|(?:resum(?:ed|es|ption|ing)|restart(?:ed|s)?|back to normal)\b|"
                  r"(?:trade|traffic|commerce|exports?)\b[^.]{0,40}\brecovered\b|open(?:ed)? again\b|"
                  r"let [^.]{0,30}\b(?:through|in|cross) again\b|back to life\b|(?:used?|roll(?:ing|ed)|running|"
                  r"flow(?:ing|ed)?|mov(?:ing|ed)|operat(?:ing|es?))\b[^.]{0,40}\b(?:again|once more)\b)|بازگشایی|"
                  r"گشوده شد|باز شد|دوباره باز|از سر گرفته|بیا پرانیست|دوبارہ کھ"),
    ("closure", rf"\b(?:(?:{_SHUT}|stopped)\b(?=[^.]{{0,90}}\b{_GATE})|{_GATE}\b[^.]{{0,90}}\b(?:{_SHUT}|stopped)\b|"
                r"until further notice\b|suspension of trade\b)|مسدود|بسته شد|بسته است|بسته\s?\u200c?ماندن|بسته بودن|"
                r"وتړل|تړل|بند کر"),
    ("accident", r"\b(?:accidents?\b|overturn\w*|collision\b|bus (?:fire|crash)\b|earthquakes?\b|flash floods?\b|"
                 r"floods (?:killed|hit|swept)\b|(?:hit|rammed|ran into|slammed into|"
                 r"collided with) (?:\w+ ){0,3}(?:bus|minibus|truck|lorry|van|car|taxi|pickup|vehicle|tanker|"
                 r"motorcycle|motorbike)\b|(?:roll(?:ed|s)? over|left the road|ran off the road|veer(?:ed|s) off|"
                 r"skidded|plunged into|capsiz\w+|derail\w+|quakes?|landslides?)\b|caught fire\b|(?:inferno|blaze)\b|"
                 r"fire (?:broke out|swept|engulfed|destroyed|at)\b)|"
                 r"(?<!currency )(?<!market )(?<!price )\bcrash(?:e[sd])?\b|چپه شد|الٹن|الٹ گ|واوښت|اوښت[يی]|"
                 r"برخورد(?! (?:قاطع|قانونی|جدی|شدید|می|خواهد|کرد))|رویداد ترافیکی|حادثه|تصادف|واژگون|زلزله|سیلاب|"
                 r"آتش گرفت"),
    ("migrant_harm", r"\b(?:(?:killed|shot|wounded|beaten) by (?:\w+ ){0,3}guards\b|"
                     r"shot\b[^.]{0,50}\b(?:as|while|when) (?:he|she|they) (?:climb|cross|tried|enter)\w*|"
                     r"they (?:were |had been )?(?:beaten|shot|tortured|robbed|stripped|drowned)\b|"
                     r"(?:fir(?:ed|ing|e)|shot|shooting) (?:on|at) (?:us|them|me|him|her)\b|(?:forced|thrown|driven|"
                     r"pushed|ordered|herded)\b[^.]{0,30} into the (?:\w+ )?(?:river|water|current)\b|"
                     r"smugglers?\b[^.]{0,140}\b(?:died|dead|killed|bodies|remains)\b|"
                     r"(?:died|dead|killed|bodies|remains) [^.]{0,140}\bsmugglers?\b|"
                     rf"(?:{_HARMED})\b(?=[^.]{{0,140}}\b{_MIGRANT}\b)|{_MIGRANT}\b[^.]{{0,140}}\b(?:{_HARMED})\b)|"
                     r"(?:جسد|اجساد)[^.،]{0,40}(?:مهاجر|پناهجو)|(?:مهاجر|پناهجو|افغان)[^.]{0,80}(?:تیراندازی|کشته|"
                     r"جان باخت|زخمی|غرق|شکنجه)|(?:تیراندازی|کشته|زخمی)[^.]{0,80}(?:مهاجر|پناهجو)|(?:افغان|"
                     r"مہاجر)[^۔.]{0,80}(?:گولی|فائرنگ|ہلاک|زخمی)|(?:کډوال|مهاجر)[^۔.]{0,80}(?:مړه|ټپیان|ووژل|ډزې)"),
    ("clash", r"\b(?:clash(?:e[sd])?\b|skirmish\w*|exchang\w+ (?:of )?fire\b|sho(?:t|oting) at each other\b|"
              r"shooting (?:started|began|broke|erupted)|shelling\b|gunfire\b|traded? (?:of )?fire\b|mortar fire\b|"
              r"fighting (?:broke|erupt|flar|continu|rag)\w*|fighting (?:went|goes) on\b|broke out\b|firefight\b|"
              r"gun ?(?:battle|fight)\b|scuffl\w+|border fire\b|the (?:fight|fighting|firing|shootout)\b|"
              r"opening (?:up|fire) on\b|opened fire\b)|درگیری|تیراندازی|تبادل آتش|فائرنگ|زد و خورد|نښته|جھڑپ"),
    ("attack", r"\b(?:attack(?:s|ed)?\b|bomb(?:s|ing|ed)?\b|explosion\b|blast\b|suicide\b|assassinat\w+|gunmen\b|"
               r"came under (?:fire|attack)\b|(?:was|were) killed\b|(?:killed|shot dead|"
               r"slain)\b(?! by)[^.]{0,30}\b(?:conscripts?|guards?|soldiers?|policem[ae]n|police officers?|"
               r"officers?)\b|murder\w*|ambush\w*|rockets?\b|(?:air|drone) ?strikes?\b|targeted killings?\b)|حمله|"
               r"انفجار|ترور|انتحاری|برید"),
    ("camp", r"\b(?:camps?\b|guesthouses?\b|(?:reception|transit) cent(?:er|re)s?\b)|اردوگاه|کمپ|کیمپ|مهمانشهر"),
    ("talks", r"\b(?:talks\b|negotiat\w+|delegations?\b(?! (?:claim|said|say))|discussions?\b|"
              r"(?:received|receives) (?:[\w'’]+ ){0,3}(?:ambassador|delegation|envoy|minister)s?\b|"
              r"(?:officers|officials|commanders|guards|envoys|sides)\b[^.,]{0,30}\b(?:had|have) met\b|"
              r"(?:is|are|was|were) (?:due |set )?to (?:travel to|visit|fly to)\b|"
              r"met (?:[\w'’]+ ){0,4}(?:commanders?|minister|officials?|delegation|envoy|counterpart|governor|"
              r"ambassador|leaders?)\b|hosted\b|(?:sit|sits|sat|sitting) down with\b|mediat\w+|broker\b|"
              r"consultations\b|joint (?:border )?commission\b)|(?<!was )(?<!were )(?<!been )\b(?:met|meets) (?:with|"
              r"his|her|in|on)\b|مذاکر|(?:گفت‌?وگو|گفتگو)(?! با (?:خبر|رسانه|شبکه|روزنامه|ایرنا|ایسنا))|هیئت|"
              r"دیدار کرد|خبرې|مذاکرات|سره وکتل|ملاقات"),
    ("policy", r"\b(?:(?:is|are|plans?|vow(?:s|ed)|threaten(?:s|ed)|wants?) to (?:expel|deport)\b|"
               r"order(?:ed|s|ing)?\b(?! to normal| at gunpoint| into)|deadline\b|decree\b|ban(?:ned|s|ning)?\b|"
               r"(?:must|are to|has to|have to) (?:leave|follow|go|be (?:out|gone))\b|"
               r"(?:initiative|campaign|drive|plan) targets?\b|cut-?off\b|overstay\w*|turn away\b|"
               r"(?:not|no longer) (?:be )?(?:permitted|allowed)\b|may (?:not|only) (?:apply|enter|cross|leave)\b|"
               r"prevent (?:possible )?entry\b|polic(?:y|ies)\b|visas?\b(?! (?:seekers?|holders?|applicants?))|"
               r"census\b|headcount\b|sanction(?:ed|s)\b|crackdown\b|"
               r"(?:forc|push)(?:ed|es|ing) (?:\w+ ){0,2}(?:out|to leave|to go)\b|curbs\b|"
               r"(?:intensif|step|speed|ramp)\w*(?: up)?(?: \w+){0,2} (?:deport|expuls|efforts to deport)\w*|"
               r"(?:extend(?:ed|s)?|permits?|legal status|expir\w*)\b|expulsion process\b|"
               r"urged\b(?=[^.]{0,60}\b(?:leave|go home|return)\b))|ضرب‌الاجل|مهلت|وروست[ۍی] نېټه|حتمی تاریخ|"
               r"باید [^.]{0,40}و?وځی|دستور|فرمان\b|ممنوع|ویزا|سرشماری"),
    ("return_flow", rf"\b(?:return(?:s|ed|ing|ees?{_ASKED})?\b(?! to power)|"
                    r"(?:came|come|coming|gone|went|sent|poured|flown|brought) (?:back|home)\b|"
                    rf"deport(?:s|ed|ing|ation|ations|ees?{_ASKED})\b|expel(?:led|ling)?\b|expulsions?\b|"
                    r"repatriat\w+|entered (?:afghanistan|the country)\b|arrivals\b|(?:registered|logged|recorded|"
                    r"received|processed) [\d,]+ (?:individuals|people|persons|returnees|arrivals|afghans|families|"
                    r"migrants)\b|handed over\b|put over the (?:line|border)\b|"
                    r"(?:way|head(?:ed|ing)) (?:back )?home\b|home from (?:iran|pakistan)\b|left iran\b|"
                    r"(?:have|has|had) left (?:since|so far|this year)\b|departures (?:through|via|by|at)\b|(?:plane|"
                    r"flight)s?\b[^.]{0,60}\b(?:asylum seekers|deportees|returnees|migrants)\b[^.]{0,40}\b(?:landed|"
                    r"arrived)\b|sent (?:straight )?back\b|cross(?:ed|ings?) (?:via|through|into afghanistan)\b|"
                    r"(?:came|come|coming|cross(?:ed|ing)|pass(?:ed|ing)?|walk(?:ed|ing)?|poured|enter(?:ed|ing)|"
                    r"arriv(?:ed|ing)) (?:through|via|by way of|from iran|at the border)\b|"
                    r"at (?:the )?border points\b|relocated\b|(?:came|come|cross(?:ed|ing)) over\b)|به (?:کشور|"
                    r"افغانستان|وطن) داخل شد|بازگشت|بازگردان|برگشت|برگردان|عودت|اخراج|رد مرز|طرد|خارج شد(?:ه|ند)|"
                    r"به (?:کشور|افغانستان|وطن) آمد|داخل کشور شد|وارد (?:کشور|افغانستان) شد|بیرته راست|راستنې|"
                    r"راستانه|ستانه|نکالے|بے دخل|شړل|واپسی|وطن واپس"),
    ("outflow", r"\b(?:(?:fled|flee|fleeing)\b(?! (?:their|his|her) (?:homes?|houses?|villages?)\b)|"
                r"(?:flight of|exodus)\b|(?:enter(?:ed|ing)|(?<!virus )reach(?:ed|ing)?|(?:cross|slip)(?:ped|ed|ping|"
                r"ing)? into|arriv\w+ in) iran\b|pushed into iran\b|leave the country\b|"
                r"in search of (?:work|safety)\b)|فرار|پناه بردند|خارج شدن"),
    ("barrier", r"\b(?:wall(?:ing|ed)?\b|(?:towers? with|watch ?towers?)\b|barriers?\b|trench\w*|barbed\b)|"
                r"(?<!under )(?<!over )\bfenc(?:e|ed|es|ing)\b|دیوار|حصار|کانال مرزی|سیم خاردار"),
    ("water", r"\b(?:water (?:rights?|share|treaty|dispute)\b|share\b[^.]{0,30}\btreaty\b|"
              r"helmand (?:river|treaty|water)\b|hirmand\b(?! (?:county|district))|hamo?un\b|dams?\b|sluices?\b|"
              r"reservoirs?\b|releas\w+ (?:of )?water\b|drought\b)|حقابه|حق‌آبه|(?<!شهرستان )هیرمند|بند کمال"),
    ("trade", r"\b(?:trad(?:e|es|ing)\b|exports?\b|imports?\b|commerce\b|cargo\b|(?:trucks|lorries|tankers)\b|"
              r"fuel\b(?! is)|revenues?\b|goods\b|merchants\b|tons? of\b)|تجارت|صادرات|واردات|ترانزیت|کالا|سوداګر"),
    ("diplomacy", r"\b(?:recogni[sz](?:e[ds]?|ing|tion of)\b|"
                  r"(?:embass(?:y|ies)|consulates?|consular (?:services?|sections?|work))\b|charge d'affaires\b|"
                  r"(?:appoint|nam|recall|accredit)\w* (?:\w+ ){0,5}(?:ambassador|envoy|consul)\b|resolution\b|"
                  r"summit\b|summon(?:ed|s)\b|(?:official|state|working) visit\b|"
                  r"diplomatic (?:relations|ties|mission|note|protest)\b|interfer(?:e[sd]?|ence)\b)|سفارت|سفیر|"
                  r"به رسمیت|وزیر خارجه"),
    ("security", r"\b(?:arrest\w*|detain(?:ed|s|ing)\b|detention\b|execut(?:ed|ion|ions)\b|on alert\b|"
                 r"smuggl(?:ed|ing)\b|train(?:ed|ing|s)\b|disarmed\b|patrol(?:s|led|ling)\b|"
                 r"set up (?:\w+ )?checkpoints?\b|extradit\w+|oppress\w*|"
                 rf"(?:deploy(?:ed|s|ing|ment)|reinforc\w+|sent|massed|moved)\b(?=[^.,;]{{0,40}}\b{_FORCES}\b)|"
                 rf"{_FORCES} (?:were |have been |are )?(?:deployed|stationed|massed|present)\b)|بازداشت|دستگیر|"
                 r"اعدام|استقرار نیرو"),
)  # fmt: skip

COMPARED = re.compile(  # with what stands behind it something is only compared
    r"\b(?:up from|down from|compared (?:with|to)|than (?:in|before)|against)\b(?:[^,.;]|,(?=\d))*$"
)

# Words of which every match holds one: what may begin with words found everywhere is looked for beside them alone.
HELD = {
    "closure": rf"\b(?:{_SHUT}|stopped)\b|until further|مسدود|بسته|تړل|بند کر",
    "migrant_harm": rf"\b(?:{_HARMED}|robbed|stripped|remains)\b|into the|جسد|اجساد|تیراندازی|کشته|جان باخت|زخمی|غرق|"
                    r"شکنجه|گولی|فائرنگ|ہلاک|مړه|ټپیان|ووژل|ډزې",
}  # fmt: skip

# Happenings: those of one family are one happening told in several words, the first in the list being the surest.
FAMILY = {
    "capture": "control", "reopening": "gate opened", "closure": "gate shut", "migrant_harm": "violence",
    "clash": "violence", "accident": "violence", "attack": "violence",
}  # fmt: skip
# Topics that a sentence is about only when it names nothing better.
WEAK = ("trade", "diplomacy", "security", "camp", "water")

DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\b|refut\w+|reject(?:s|ed) (?:the |these |such |any )?(?:claims?|reports?|"
    r"accusations?|allegations?|suggestions?|stor(?:y|ies)|testimony)\b|"
    r"(?:baseless|unfounded|groundless|fabricated)\b|not (?:simply )?(?:so|the case)\b|(?:is|was|were|are) false\b|"
    r"called (?:that|this|it|them|the \w+) (?:false|untrue|wrong|a lie)\b|untrue\b|not true\b|"
    r"(?:called|dismissed) [^.]{0,120}\b(?:rumou?rs?|lies|propaganda|false)\b|brush(?:ed|es) aside\b|"
    r"disown(?:ed|s)\b|shrugged off\b|dismiss(?:ed|es) (?:the |this |these |such |any )*(?:testimony|reports?|"
    r"claims?|accusations?|allegations?|stor(?:y|ies)|rumou?rs?)\b|disput(?:es|ed) (?:the|this|that|these)\b|"
    r"(?:government|group|ministry|taliban|officials) disputes?\b|knew nothing\b)|تکذیب|رد کرد|نادرست|بی‌اساس|ردوی|"
    r"رد کړ|تردید|بے بنیاد|مسترد"
)
RUMOUR = re.compile(
    r"\b(?:unverified\b|unconfirmed\b|rumou?r(?:s|ed)?\b|"
    r"not (?:yet )?been (?:independently )?(?:verified|confirmed)\b|"
    r"(?:could not|cannot) (?:independently )?(?:verify|be verified|be checked|be confirmed|confirm)\b|"
    r"posts? on (?:telegram|facebook|x|twitter|social media|whatsapp|instagram)\b|"
    r"social[ -]media (?:users|posts|claims|reports)\b|whispers?\b|going (?:a?round|viral)\b|doing the rounds\b|"
    r"circulat\w+ (?:on|online)\b)|شایعه|تأیید نشده|تایید نشده|آوازه|افواه"
)
CONFIRMED = re.compile(
    r"\b(?:confirm(?:s|ed)?\b(?! (?:cases?|infections?|deaths?|dead|toll|number|count|total|to have))|"
    r"acknowledge[ds]?\b|admit(?:s|ted)\b|verified\b)|تایید کرد|تأیید کرد|تصدیق|تایید وکړ|تصدیق کی"
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
    r"\b(?:(?:says?|said|claims?|claimed) the (?:reverse|opposite|contrary)\b|"
    r"conflicting (?:accounts|reports|claims|versions)\b|"
    r"(?:blam(?:e[ds]?|ing)|accus(?:e[ds]?|ing)) (?:each other|one another)\b|traded (?:blame|accusations)\b|"
    r"contests? (?:this|that|the)\b|"
    r"reject(?:s|ed)? (?:his|her|its|their) (?:figures?|numbers?|counts?|arithmetic|estimates?)\b)|مقصر (?:خواند|"
    r"دانست)|یکدیگر را"
)
