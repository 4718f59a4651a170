"""Who says what a sentence says."""

import re
from bisect import bisect_left

from geo.ingest.date_words import MONTHS
from geo.ingest.flat import flat
from geo.ingest.heads import Heads, Places

_WORD = r"[A-ZÀ-Ž][\w’'./-]*"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|of|the|for|de|al|bin|in))*"
_SPEECH = (
    r"(?:said|says?|told|states|stated|added|claims?|claimed(?! (?:by|(?:the )?(?:[\w,]+ )?li[fv]es?)\b)|denied|"
    r"denies|deny|announced|reported|reports?|confirmed|"
    r"confirms?|warned|warns?|stressed|argued|acknowledged|admit(?:s|ted)?|mentioned|wrote|revealed|promised|condemned|"
    r"counted|counts|listed|logged|registered|recorded|recalled|estimates?|estimated|expects?|insist(?:s|ed)?|declared|"
    r"called (?:the|it|this|these|reports|for|on)|recalled|"
    r"accused?|accuses|rejected|rejects|dismissed|dismisses|disputes?|urged|noted|explained|stipulated|disowned|"
    r"maintains?|maintained|brushed aside|puts? (?:the|its|their)|spoke of)"
)
_VERB = re.compile(rf"[ ,”\"’']{_SPEECH}\b")
_VERB_AHEAD = re.compile(rf"[ ]{_SPEECH}\b")
_ACCORDING = re.compile(
    r"(?:[Aa]ccording to|[Cc]iting|quoted by|[Bb]y the account of|[Dd]ata from|[Ff]igures from)[ ]"
    rf"(?P<name>(?:(?:the|a|an|several|local)[ ])?(?:[a-z-]+[ ]){{0,4}}{_NAME}|[a-z]+(?:[ ][a-z]+){{0,3}})"
)
_PASSIVE = re.compile(
    rf"\b(?:claimed|(?:was|were|been|is|are) (?:acknowledged|confirmed|denied|announced|reported|claimed|"
    rf"condemned))\b[^.;]{{0,30}}?"
    rf"[ ]by[ ](?P<name>(?:(?:the|a|an)[ ])?(?:[a-z-]+[ ]){{0,6}}{_NAME}|(?:(?:the|a|"
    rf"an)[ ])?[a-z]+(?:[ ][a-z’']+){{0,5}})"
)
_AFTER = re.compile(rf"[,”\"’'][ ]?{_SPEECH}[ ](?P<name>{_NAME})(?=[,.]|$)")
_PRONOUN = re.compile(
    r"[\"“'‘]?(?:He|She|They|It|The (?:agency|group|commission|spokesman|spokesperson|spokeswoman|official|ministry|"
    rf"body|organi[sz]ation|governor|minister|commander|statement|report|second source))\b[^.”\"]{{0,60}}?{_SPEECH}\b"
)
_ITS_ACCOUNT = re.compile(r"\b[Bb]y (?:its|his|her|their) (?:own )?(?:account|count|estimate|reckoning)\b")
_PRONOUN_SAYS = re.compile(
    r"\b(?:he|she|they|it|the (?:same )?(?:agency|group|spokesman|official|governor|minister|commander|officer|"
    r"commission|ministry|"
    r"organi[sz]ation|movement|statement))$"
)
_NATIVE_PRONOUN = frozenset("وی او آنان آنها آن‌ها موصوف نامبرده هغه هغې هغوی ده دې دوی نوموړی".split())  # noqa: SIM905
_ROLE_WORDS = """
official officials residents source sources media spokesman spokesperson spokeswoman authorities police commission
ministry minister ministers report reports organisers activist activists group groups commander commanders
organisations governor president army customs government officer officers liaison mayor chief head secretary leader
leaders expert experts workers elders families relatives survivors charity agency agencies witnesses eyewitnesses
locals lawyer lawyers doctors director deputy envoy ambassador statement returnees migrants drivers traders observers
lawmaker lawmakers mp department directorate office guards military staff bureau regiment
"""
_ROLES = frozenset(_ROLE_WORDS.split())
# Who passes on what somebody else says.
_MEDIA = re.compile(
    r"\b(?:Times|News|Agency|Reuters|AFP|AP|BBC|IRNA|ISNA|Mehr|Tasnim|Fars|TOLO\w*|Pajhwok|Amu|TV|[Mm]edia)\b"
)
_WORDS = re.compile(r"\w+")
_AUXILIARY = re.compile(
    r"(?:[ ](?:also|recently|later|has|have|had|reportedly|then|again|earlier|was quoted as|is quoted as|previously|"
    r"officially|publicly|strongly|flatly|both))+$"
)
_LAST_WORDS = """
also recently later has have had reportedly then again earlier as previously officially publicly strongly flatly both
"""
_AUXILIARY_ENDS = frozenset(_LAST_WORDS.split())
_NEAR, _FAR = 60, 240  # characters: several words, and a long clause
_CLAUSE = re.compile(  # begins with a set of letters, as Python looks for those alone
    r"[;:“”\"(–—. ](?:(?<=[;:“”\"(])|(?<=[–—])[ ]?|(?<=\.)[ ]|"
    r"(?<=[ ])(?:(?:but|while|after|before|when|as|although|because|that|-)[ ]|[–—][ ]?))"
)
_IN_BRACKETS = re.compile(r"[ ]\([^()]{1,30}\)$")
_NO_SUBJECT_WORDS = """
who which that a an the this any his her its their such no to not is are was were be been can will of into about over
amid despite those these recent earlier
"""
_NO_SUBJECT = frozenset(_NO_SUBJECT_WORDS.split())
_TITLE_WORDS = """
spokesman spokesperson spokeswoman minister governor president chief head director official ambassador envoy lawmaker
general commander officer activist commissioner secretary chairman leader representative
"""
_TITLES = tuple(title for word in _TITLE_WORDS.split() for title in (word, word.capitalize()))
_CAPITAL = re.compile("[A-ZÀ-Ž]")
_OPENS = re.compile(rf"(?:[Tt]he )?{_WORD}(?:[ ]{_WORD})*")
_FULL_NAME = re.compile(rf"{_WORD}(?:[ ]{_WORD}){{1,3}}")
_PERSON = re.compile(rf"^(?:{_WORD}|al|bin|ul|-)(?:[ ](?:{_WORD}|al|bin|ul)){{1,4}}$")
_NO_PERSON = re.compile(
    r"\b(?:Ministry|Agency|Organi[sz]ation|Council|Nations|Republic|Emirate|Police|Commission|Office|Government|"
    r"Province|"
    r"Department|News|Army|Force|Forces|Guards?|Administration|Authority|Bank|Fund|Programme|Times|Group|Children|"
    r"Watch|"
    r"Kabul|Tehran|Afghanistan|Iran|Herat|Nimroz|Nimruz|Taliban)\b"
)
_OPENING_WORDS = """
In On At The A An This That These Those But And As For From By With After Before Earlier Last Over More
However Moreover Also Since During Among Of If When While Some Monday Tuesday Wednesday Thursday Friday
Saturday Sunday January February March April May June July August September October November December Recently
Separately Despite Meanwhile Still Yet So Then Later Today Yesterday Both Two Three Several Many Most All No
month week year morning evening night
"""
_OPENING = frozenset(_OPENING_WORDS.split())
_MAY_SPEAK = re.compile(
    rf"{_SPEECH}\b|[Aa]ccording|[Cc]iting|quoted|count of|[Dd]ata from|[Ff]igures from|گفت|گوی|نقل|اساس|اعلام|گزارش|"
    r"خبر داد|افزود|اظهار|تاکید|تأکید|تکذیب|تایید|تأیید|هشدار|مدعی|ادعا|تصریح|نوشت|وویل|ویل[يی]|وا[يی]{2}|وینا|زیاته|"
    r"خبر ورکړ|"
    r"ټینګار|اعلان|کہا|کہنا|بتایا|دعو|مطابق|بقول|تصدیق|تردید|الزام"
)
_NATIVE_SAID = (
    r"(?:می\u200c?گوید|می\u200c?گویند|گفت(?:ه است|ه\u200cاند|ند)?|اعلام (?:کرد|کرده|داشت)|گزارش (?:داد|داده)|خبر داد|"
    r"افزود|اظهار (?:کرد|داشت)|(?:تاکید|تأکید|تصریح|تکذیب|تایید|تأیید|ادعا) کرد(?:ه است|ند)?|هشدار داد|مدعی (?:شد|"
    r"است)|نوشت|"
    r"وویل|وا[يی]{2}|ویل[يی]|زیاته کړه|خبر ورکړ|ټینګار وکړ|اعلان وکړ|نے (?:مزید )?(?:کہا|بتایا|دعو[یٰ]+ کیا|تصدیق کی|"
    r"تردید کی|"
    r"الزام (?:لگایا|عائد کیا)|اعلان کیا)|کا کہنا (?:ہے|تھا)|کا دعوی[ٰی]? ہے|کے (?:مطابق|بقول))"
)
_NATIVE = re.compile(
    r"(?:به گفته(?:\u200cی|ٔ| ی)?|به نقل از|بر اساس (?:گزارش|آمار|اعلام)|د\s(?P<ps>[^،.؛]{2,50}?)\sپه وینا)"
    r"(?:\s(?P<name>[^،,.؛]{2,60}?)(?=[،,.؛]|\s(?:در|که|از|حدود|بیش|روز)\s|$))?|"
    rf"(?:^|[،؛]\s)(?P<who>[^،.؛«»]{{2,90}}?)(?:،[^،.؛]{{2,80}}،)?(?:\s(?:روز|امروز|دیروز|شام|در|به|با|هم|نیز|همچنین|"
    rf"د|په|ته)\b[^،.؛]{{0,60}}?)?"
    rf"\s{_NATIVE_SAID}"
)
_NATIVE_VERB, _MOST_WORDS = re.compile(r"\s(?:را|که|است|شد|شده|بود|می\S+|کرد)\b"), 9
_NATIVE_DATELINE = re.compile(r"^(?:[^-–—]{2,20}\s[-–—]\s){1,2}")
_MONTHS = frozenset(MONTHS)
_NATIVE_LETTER = re.compile("[\u0621-\u06d3]")
_NATIVE_SAYS = re.compile(rf"به گفته|به نقل از|بر اساس (?:گزارش|آمار|اعلام)|\sپه وینا|\s{_NATIVE_SAID}")
HEADS: Heads = Heads([_MAY_SPEAK, _VERB, _ACCORDING, _PASSIVE, _NATIVE_SAYS], of=flat)
_MAY, _SPOKEN, _BY, _SAYS = 0, 1, (2, 3), 4


class Speech:
    """Who says what the sentences of one text say.

    Examples
    --------
    >>> speech = Speech("The gate is open. Tariq Arian denied it.")
    >>> speech.speaker(0, 17), speech.speaker(18, 40)
    ('', 'Tariq Arian')
    """

    def __init__(self, text: str, places: Places | None = None):
        self._text, self._places = text, places or HEADS.read(text)
        self._begun = self._places.begun(_MAY)
        self._by = [by for by in _BY if self._places.begun(by)]

    def speaker(self, start: int, end: int, before: str = "") -> str:
        """Name whom the sentence ``[start, end)`` is attributed to; a pronoun stands for the speaker named before."""
        first = bisect_left(self._begun, start)
        if first == len(self._begun) or self._begun[first] >= end:
            return ""
        places = self._places
        sentence = self._text[start:end]
        if not sentence.isascii() and _NATIVE_LETTER.search(sentence):
            return _native(sentence, before) if places.may(_SAYS, start, end) else ""
        if before and (_PRONOUN.match(sentence) or (" account" in sentence and _ITS_ACCOUNT.search(sentence))):
            return before
        relay = ""
        for by in self._by:
            if found := places.search(by, start, end):
                relay = _trimmed(found["name"])
                if not _MEDIA.search(relay):
                    return relay
        spoken = False
        for verb in places.matches(_SPOKEN, start, end):
            at, spoken = verb.start() - start, True
            if name := _subject(sentence[max(0, at - _FAR) : at + (sentence[at] in "”\"’'")], before):
                return name
        return _trimmed(found["name"]) if spoken and not relay and (found := _AFTER.search(sentence)) else relay


def speaker(sentence: str, before: str = "") -> str:
    """Name whom a sentence is attributed to; a pronoun stands for the speaker named before.

    Examples
    --------
    >>> speaker("Tariq Arian, a spokesperson for the ministry, denied the reports.")
    'Tariq Arian'
    >>> speaker("He added that the gate is open.", before="Tariq Arian")
    'Tariq Arian'
    >>> speaker("The loss was acknowledged today by a spokesman for the interior ministry.")
    'a spokesman for the interior ministry'
    """
    return Speech(sentence).speaker(0, len(sentence), before)


def _subject(words: str, before: str) -> str:
    """Find the name of whoever the verb after these words belongs to."""
    last = words[words.rfind(" ") + 1 :]
    if last in _AUXILIARY_ENDS and (found := _AUXILIARY.search(words, max(0, len(words) - _NEAR))):
        words = words[: found.start()]
        last = words[words.rfind(" ") + 1 :]
    if last.endswith(")"):
        words = _IN_BRACKETS.sub("", words)
        last = words[words.rfind(" ") + 1 :]
    if last in _NO_SUBJECT:
        return ""
    clause: str = _CLAUSE.split(words.rstrip(", "))[-1]
    chunks = [stripped for chunk in clause.split(", ") if (stripped := chunk.strip())]
    if not chunks:
        return ""
    tail = chunks[-1]
    if before and _PRONOUN_SAYS.search(tail.lower()):
        return before
    if clause.endswith(" and") and (first := _OPENS.match(clause)):
        return _trimmed(first[0])  # "IOM ties the trend to drought and says": of two verbs, the first tells who
    if name := _titled(tail):
        return name
    if " and " in tail and not _names_role(tail):
        tail = tail.rsplit(" and ", 1)[-1]
    apposed = words.endswith(",") or tail[:1].islower()
    if not apposed or len(chunks) == 1:
        return _admitted(tail)
    for chunk in reversed(chunks[-3:-1]):
        if _is_person(_trimmed(chunk)):
            return _titled(chunk) or _trimmed(chunk)
    if name := _admitted(tail):
        return name
    named = _admitted(chunks[0])
    return named if named[:1].isupper() or _names_role(named) else ""


def _titled(chunk: str) -> str:
    """Give the name after a title: "customs spokesman Ruhollah Latifi"."""
    if _CAPITAL.match(chunk, chunk.rfind(" ") + 1):
        words = chunk.split(" ")
        for before in range(len(words) - 3, max(-1, len(words) - 6), -1):  # a name is of two words to four
            if words[before].endswith(_TITLES):
                name = " ".join(words[before + 1 :])
                if _FULL_NAME.fullmatch(name):
                    return "" if _NO_PERSON.search(name) else name
    return ""


def _names_role(words: str) -> bool:
    return not _ROLES.isdisjoint(_WORDS.findall(words.lower()))


def _is_person(words: str) -> bool:
    return bool(_PERSON.match(words)) and not _NO_PERSON.search(words)


def _admitted(chunk: str) -> str:
    """Admit a chunk that names a body, a person or a role; nothing that cannot speak."""
    name = _trimmed(chunk)
    if not name or len(name) > 90 or _PREPOSITION.match(name):
        return ""
    return name if _CAPITAL.search(name) or _names_role(name) else ""


def _native(sentence: str, before: str) -> str:
    for found in _NATIVE.finditer(sentence):
        name = (found["name"] or found["ps"] or found["who"] or "").strip()
        if "-" in name or "–" in name or "—" in name:
            name = _NATIVE_DATELINE.sub("", name)
        if name in _NATIVE_PRONOUN or (before and name.startswith("این ")):
            return before
        if name and not _NATIVE_VERB.search(name):
            words = name.split()
            if len(words) <= _MOST_WORDS and _MONTHS.isdisjoint(words):
                return name
    return ""


_PREPOSITION = re.compile(r"(?:of|at|in|on|by|for|from|to|with|as) ")
_DAY_FIRST = re.compile(
    r"^(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December) (?:\d{1,2},? )?(?:\d{4},? )?"
)

_WHERE = frozenset({"In", "At", "On", "From"})
_NO_END = frozenset({"of", "the", "and", "for", "on", "in", "al", "has", "have", "also"})
_PLACE_FIRST = re.compile(rf"^(?:{_WORD} )+(?:the|an?) (?=[a-z])")


def _trimmed(name: str) -> str:
    words = name.strip(" ,.").split()
    if words and words[0] in _WHERE:
        words = _PLACE_FIRST.sub("", _DAY_FIRST.sub("", " ".join(words[1:]))).split()
    while words and words[0] in _OPENING:
        del words[0]
    if words and words[0][0].isdigit():
        words = _DAY_FIRST.sub("", " ".join(words)).split()
    while words and words[-1].lower() in _NO_END:
        words.pop()
    return " ".join(words)
