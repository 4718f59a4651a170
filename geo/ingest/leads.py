"""What the words around a date tell of it: whether it is to come, and whether it says when words were said."""

import re
from datetime import date

from geo.calendars import Period
from geo.ingest.clock import Clock
from geo.ingest.date_forms import Written
from geo.ingest.heads import Heads, Places
from geo.ingest.periods import resolve
from geo.ingest.sentences import Sentences

_AHEAD = re.compile(
    r"\b(?:will|would|could|might|shall|expected|scheduled|planned|upcoming|deadline|ahead of)\b|"
    r"\b(?:is|are|was|were|be|been|fell|falls) due\b|\bdue (?:on|in|by|for)\b|"
    r"\b(?:by|until|till)(?: (?:at (?:the )?(?:least|latest)|about|around|roughly|on|in|the|this|early|mid|late|"
    r"(?:the )?(?:end|start|beginning|middle|close|\w+ anniversary) of)){0,3} ?$|"
    r"\bnext\b(?! (?:day|morning|to))|\b(?:promises|pledges|vows)\b|"
    r"\b(?:is|are|was|were) (?:about |set )?to(?: be)?\b|قرار است|خواهد|می\u200c?شود"
)
_SINCE = ("since ", "since the ")
_BY = re.compile(r"\b(?:by|until|till) (?:the )?$")
_LATER = re.compile(r"\b(?:will|would|is due|are due|is to|are to|is expected|are expected)\b")
_HAD = re.compile(r"[^.;]{0,80}?\bhad\b")  # "by mid-September it had lost": the day is past
_AHEAD_LATER = re.compile(
    r"(?:(?!\b(?:said|says|told|that|announced|warned|reported|added|after|as|when|who|which)\b)[^.;,]){0,50}?"
    r"\b(?:will|would|is due|are due|is to|are to|is expected|are expected)\b"
)
_AS_OF = re.compile(r"\b(?:will|would|is to|are to) [^.;]{0,80}\bas of $")
_AHEAD_AFTER = re.compile(r"\sبه\s[^.۔]*ی\b|\s(?:گے|گا|گی)\b|[یےں](?:گے|گا|گی)\b")
_PASHTO, _URDU = re.compile("[ښځڅډړږڼېۍ]"), re.compile("[ٹڈڑںےہ]")
_TO_COME = re.compile(
    r"\b(?:will|would|may|might|can|could|should|must|shall|expects?|plans?|aims?|to [a-z]+|is|are|"
    r"remains?|stays?|shut|closed|suspended|extended|postponed)\b"
)
_ORDERED = re.compile(
    r"\b(?:(?:was|were|been) (?:expected|due|scheduled|planned|supposed|set|told|ordered|asked|given|required|to)|"
    r"(?:gave|given|giving|told|ordered|asked|urged) (?:them|him|her|all|every\w*|the|its|their)|deadline|ultimatum)\b"
)
_RAN_OUT = re.compile(r"\b(?:passed|expired|ended|lapsed|ran out|took effect|came into force)(?: \w+)? (?:on )?$")
_AHEAD_OF = re.compile(r"\b(?:ahead of|before|by|until|for|next|coming) (?:the )?$")
_SCHEDULED = re.compile(
    r"'s (?:\w+ )?(?:talks?|meeting|session|summit|vote|election|deadline|visit|hearing|ceremony|conference|match|"
    r"opening|reopening|reunion|round|trip|flight|convoy)s?\b[^.;]{0,40}?\b(?:will|would|is|are|to)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did)\b")
_SAID = (
    r"said|says|told|reported|announced|stated|confirmed|added|wrote|statement|warned|declared|tweeted|posted|"
    r"briefing|speaking|acknowledged|report|interview|published|released"
)
_SAID_NATIVE = "گفت|گفته است|اعلام کرد|خبر داد|اعلامیه‌?ای|وویل|کہا"
_OPENING = re.compile(
    r"(?:\b(?:since|starting|beginning)\s(?:(?:about|around|at\sleast|roughly|approximately)\s)?(?:the\s|in\s|on\s)?|"
    r"\bfrom\s(?:the\s)?|(?:^|\s)(?:از|له)\s(?:ابتدای\s|آغاز\s)?)$"
)
_AT_MEETING = (
    r"(?: (?:on|during|after) (?:a|an|his|her|their) (?:\w+ )?(?:visit|trip|tour|stop)(?: to [\w-]+(?: [\w-]+)?)?|"
    r" (?:in|at|to|during|after|from) (?:(?:a|an|the|his|her|its|their) )?(?:\w+ ){0,2}(?:statement|interview|"
    r"conference|briefing|speech|meeting|gathering|ceremony|session|sermon|letter|post|message|reporters|journalists)"
    r"(?: (?:in|with|to|on|for) [\w-]+(?: [\w-]+)?)?)"
)
_SPEECH = re.compile(
    rf"(?:\b(?:{_SAID})\b(?:(?: \w+){{0,2}}|(?: \w+)?{_AT_MEETING}),? ?|\b(?:told(?: \w+){{1,2}}|said) in [\w-]+ ?|"
    rf"\bas (?:of|at) ?|(?:{_SAID_NATIVE})(?: (?!(?:که|چې|کہ)\b)\S+){{0,2}} ?)$"
)
_SAYS = r"\s(?:گفت|گفته (?:است|بود)|نوشت|اظهار (?:کرد|داشت)|تصریح کرد|وویل|ویلي|کہا|بتایا)\b"
_SAYS_AFTER = re.compile(rf"(?:\s(?!(?:که|چې|کہ)\b)[^\s،,.:;]+){{0,6}}?{_SAYS}")
_SPEECH_REACH = 80  # characters
_NOT_ON = frozenset({"by", "until", "since", "from"})
_PAST_OFFSETS = frozenset(["yesterday", "last night", "the day before yesterday", "دیروز", "پرون", "روز گذشته"])
GOES_ON = re.compile(  # that the speaker of the sentence before is still speaking
    r"\baccording to (?:the (?:agency|ministry|official|minister|report|statement|organi[sz]ation|body|office|"
    r"commander|spokes\w+)|it|him|her|them)\b|\b(?:he|she|it|they|the (?:agency|ministry|minister|official|"
    r"spokes\w+|commander|governor|office)) (?:also |further |then )?(?:said|added|noted|explained|"
    r"continued|stressed|put)\b|"
    r"(?:وی|او) (?:افزود|گفت|همچنین|اضافه|تصریح)|به گفته (?:او|وی|این)|هغه (?:زیاته|وویل)|انہوں نے"
)
REPORT = re.compile(r"\)?(?: \([a-z /.'-]{2,30}\))?\s?(?::|-)\s")  # after the day of a dateline
SOLAR_YEAR = re.compile(  # that a text counts in years of the solar calendar
    r"\b(?:iranian|persian|afghan|solar|shamsi) (?:calendar |fiscal )?(?:year|month)s?\b|\b(?:began|begins|started|"
    r"starting|beginning) (?:on )?(?:march 2[012]|2[012] march)\b|\b(?:farvardin|ordibehesht|khordad|mordad|shahrivar|"
    r"aban|azar|bahman|esfand|hamal|sawr|jawza|saratan|sunbula|mizan|aqrab|qaws|dalw)\b|"
    r"\b\d{1,2} (?:tir|mehr|dey|asad|jadi|hut)\b"
)
HEADS: Heads = Heads([_AHEAD, _LATER, _OPENING, _SPEECH, re.compile(_SAYS), _RAN_OUT])
_MAY_LEAD, _MAY_FOLLOW, OPENS, _SPOKEN, _MAY_SAY_AFTER, _HAS_RUN_OUT = range(6)

_FAR_AHEAD = 80  # characters to look ahead


def looks_ahead(w: Written, leads: Places, sentences: Sentences) -> bool:
    """Tell whether the words around a date speak of what is to come."""
    flat_text, start = leads.text, w.start
    begin, end = sentences.around(start)
    if leads.search(_HAS_RUN_OUT, max(begin, start - 26), start):
        return False
    if flat_text.endswith(_SINCE, begin, start) or "since" in (w.parts.get("pre"), w.parts.get("on")):
        return False
    if w.form == "nth" and w.get("pre") in ("by", "until"):
        return True
    if w.form == "weekday" and flat_text.startswith("'s ", w.end):  # "Sunday's smiles", but "Sunday's talks will"
        return bool(
            _AHEAD_OF.search(flat_text, max(begin, start - 16), start) or _SCHEDULED.match(flat_text, w.end, end)
        )
    if w.form == "weekday" and w.get("on") in ("by", "until") and _ORDERED.search(flat_text, begin, start):
        return True
    if w.form == "weekday" and w.get("on") in ("by", "until") and _TO_COME.search(flat_text, begin, start):
        return not (_PAST.search(flat_text, begin, start) or _HAD.match(flat_text, start, end))
    if found := list(leads.matches(_MAY_LEAD, max(begin, start - 60), start)):
        return not (len(found) == 1 and _BY.search(flat_text, max(begin, start - 14), start)
                    and _HAD.match(flat_text, start, end))  # fmt: skip
    if leads.may(_MAY_FOLLOW, start, min(end, start + _FAR_AHEAD)) and _AHEAD_LATER.match(flat_text, start, end):
        return True
    return not w.surface.isascii() and _looks_ahead_native(flat_text, begin, start, end)


def _looks_ahead_native(flat_text: str, begin: int, start: int, end: int) -> bool:
    """Tell whether a Pashto or Urdu sentence speaks of what is to come: به … شي, ہو گا."""
    pashto = _PASHTO.search(flat_text, begin, end)
    if not (pashto or _URDU.search(flat_text, begin, end)):
        return False
    return bool(_AHEAD_AFTER.search(flat_text, max(begin, start - 40) if pashto else start, min(end, start + 90)))


def statement_days(written: list[Written], leads: Places, sentences: Sentences, when: Period | None) -> dict[int, date]:
    """Find the dates that say when words were said, by where they stand: "told AFP on Thursday"."""
    days: dict[int, date] = {}
    if when is None or when.start != when.end:
        return days
    for w in written:
        if (w.form not in ("weekday", "day") and w.parts.get("o") not in _PAST_OFFSETS) or w.parts.get("on") in _NOT_ON:
            continue
        found = resolve(w, Clock(when.start, when.end)) if _says_when(w, leads, sentences) else None
        if found and found[0] <= when.end:
            days[w.start] = found[0]
    return days


def _says_when(w: Written, leads: Places, sentences: Sentences) -> bool:
    start, native = w.start, not w.surface.isascii()
    if not native and not leads.may(_SPOKEN, start - _SPEECH_REACH, start):
        return False
    flat_text, (begin, end) = leads.text, sentences.around(start)
    if native and leads.may(_MAY_SAY_AFTER, w.end, end) and _SAYS_AFTER.match(flat_text, w.end, end):
        return True
    spoken = leads.search(_SPOKEN, max(begin, start - _SPEECH_REACH), start)
    return bool(spoken) and not _AS_OF.search(flat_text, begin, start)
