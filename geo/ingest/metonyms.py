"""Names of towns that do not say where something happened: governments named by their capital, and datelines."""

import re

from geo.fold import fold_word
from geo.ingest.beginnings import Gated
from geo.schema import Place

_DATELINE = re.compile(
    r"(?:,\s[a-z][a-z .]{1,20})?(?:,?\s\(?(?:[a-z]{3,9}\.?\s\d{1,2}(?:,\s\d{4})?|"
    r"\d{1,2}\s[a-z]{3,9}\.?(?:\s\d{4})?)\)?)?"
    r"(?:\s?\([a-z /.'-]{2,30}\))?\s?(?::|-)\s|\s?\((?:نمائند|نامہ|مانیٹرنگ|خبر|آژانس)[^()\n]{0,25}\)"
)


def is_dateline(flat_text: str, start: int, end: int) -> bool:
    """Tell whether a town stands where a report begins, naming where it was written."""
    return (start == 0 or flat_text[start - 1] == "\n") and bool(_DATELINE.match(flat_text, end))


_LOCATIVE_WORDS = (
    "in|to|at|near|into|outside|inside|toward|towards|entered|entering|enters|reached|reaching|left|leaving|around|"
    "visit|visited|visiting|across|capital|capital,|city of|hosted in|via|through|fall of|captured|took|seized"
)
_LOCATIVE, _LOCATIVE_ENDS = (
    re.compile(rf"\b(?:{_LOCATIVE_WORDS})\s$|\bfrom\s$"),
    (*_LOCATIVE_WORDS.split("|"), "from"),
)
_GOVERNED = re.compile(r"\b(?:government|authorities|administration|rulers|regime|leaders?) (?:in|of)\s$")
_SPEAKS = Gated(
    r"\s(?:said|says|denie[ds]|announce[ds]|accuse[ds]|urge[ds]|gave|gives|reject(?:ed|s)|"
    r"call(?:ed|s)|agree[ds]|warn(?:ed|s)|"
    r"(?:restore|impose|lift|tighten|blame|send|disown|pledge|promise|threaten|confirm|acknowledge)s|puts|vows|"
    r"claim(?:ed|s)|insist(?:ed|s)|want(?:s|ed)|sees|saw|has|had|have|must|would|will|needs|argue[ds]|"
    r"expect(?:s|ed)|decided|ordered|"
    r"refuse[ds]|maintain(?:s|ed)|summoned|protested|condemn(?:ed|s)|responded|reacted|asked|"
    r"asks|demand(?:s|ed)|intends|plans|"
    r"considers|views|viewed|recogni[sz]e[ds]?|(?:is|are) to|did not|does not|is (?:trying|seeking|preparing|willing|"
    r"ready|also)|"
    r"was (?:trying|seeking|ready))\b"
)
_OWNS = re.compile(
    r"'s? (?:\w+ ){0,2}(?:envoy|ambassador|government|officials?|decision|position|count|polic(?:y|"
    r"ies)|embassy|claims?|"
    r"demands?|response|reaction|request|approach|interests?|foreign|special|rulers|authorities|commanders?|forces|"
    r"troops|army|ministr(?:y|ies)|minister|spokes\w+|"
    r""
    r"figures?|estimate|hesitation|stance)\b"
)
_CAPITALS = frozenset(
    {
        "tehran",
        "kabul",
        "islamabad",
        "washington",
        "moscow",
        "beijing",
        "doha",
        "ankara",
        "dushanbe",
        "ashgabat",
        "tashkent",
    }
)
_NATIVE_SPEAKS = Gated(r"\s(?:گفت|گفته|اعلام|مدعی|تاکید|تأکید|می‌گوید|رد کرد|خواستار|هشدار)")


def is_metonym(flat_text: str, start: int, end: int, place: Place) -> bool:
    """Tell whether a name stands for its government: "Tehran said", "Kabul's envoy", "the government in Kabul"."""
    if place.kind not in ("settlement", "province"):
        return False
    capital = place.id in _CAPITALS or place.subtype == "capital"
    if not capital and not _STARTED.match(flat_text, end):
        return False
    if fold_word(flat_text[start:end]).count(" ") > 1:
        return False
    before = flat_text[max(0, start - 30) : start]
    last = before.rstrip()
    located = last.endswith(_LOCATIVE_ENDS) and _LOCATIVE.search(before)
    if not capital:
        return not located
    if (last.endswith((" in", " of")) and _GOVERNED.search(before)) or _OWNS.match(flat_text, end):
        return True
    if located:
        return False
    if _SPEAKS.match(flat_text, end) or _PAIRED.match(flat_text, end) or _NATIVE_SPEAKS.match(flat_text, end):
        return True
    return last.endswith(_PARTNERED) and bool(_PARTNER.search(before)) and not _COMMA.match(flat_text, end)


_PARTNER, _PARTNERED = re.compile(r"\b(?:between|viewed by|by|with)\s$"), ("between", "by", "with")
_COMMA = re.compile(r"\s?,")
_PAIRED = Gated(
    r"\s(?:and|or)\s(?:tehran|kabul|islamabad|moscow|beijing|ankara|doha)\s(?:have|had|agreed|said|signed|are|will|"
    r"want)\b"
)
_STARTED = Gated(r"\s(?:said|says|denie[ds]|had (?:started|begun|agreed|refused|asked|told))\b")
