"""What a sentence is about, and how firmly it says so, by the words of :mod:`geo.ingest.cue_words`."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from geo.ingest.cue_words import CATEGORIES, CLAIMED, COMPARED, CONFIRMED, DENIED, DISPUTED, FAMILY, HELD, RUMOUR, WEAK
from geo.ingest.heads import Heads, Places

_NAMES = tuple(name for name, _ in CATEGORIES)
_FIRMNESS = tuple(enumerate(("disputed", "denied", "rumour", "confirmed"), len(CATEGORIES)))
_ATTACK = _NAMES.index("attack")
RETURNS = _NAMES.index("return_flow")
_DENIAL, _CLAIM, USUAL, OPINION, _DOUBTED, COMPARING = (len(CATEGORIES) + i for i in (1, 4, 5, 6, 7, 8))
_MOST = 2
_NEAR = 45  # characters: several words
_UNREAL = re.compile(
    r"\b(?:could|(?<!in )(?<!late )(?<!early )(?<!since )(?<!of )(?<!by )(?<!mid-)may(?! \d)|might|if|unless|whether|"
    r"in case|fears? (?:of|that)|feared|risk of|threat(?:s|ens|ened)? (?:of|to)|"
    r"without|hoping to|preventing|avoid(?:ing)?|condemn\w*|denounc\w*|mourn\w*|(no|not|never|n't))\b(?! (?:only|"
    r"just|yet|far|further|matter|"
    r"where|when|clear|papers|documents|legal|less|fewer|more))(?:[ -][\w-]+){0,4} $"
)
_DOUBT = re.compile(  # with one of these all begins that makes a happening unreal
    r"\b(?:could|may|might|if[ -]|unless|whether|in case|fear|risk of|threat|without|hoping to|preventing|avoid|"
    r"condemn|denounc|mourn|not?[ -]|never)"
)
_MODAL_AFTER = re.compile(r"[\w-]+(?: [\w-]+)? (?:could|may|might)\b(?! \d)")
_LEADING = re.compile(r"(?:^|[:-] )(?:with|after|as|amid|following|since|before|while|when|ahead of|despite|during) ")
_BY_ANOTHER = re.compile(r", (?:an? \w+ (?:that|which|the)?|which|but|though|although|while)\b|; |، (?:اما|ولی|لیکن)")
_OPINION = re.compile(
    r"\b(?:(?:analysts?|observers|experts) (?:say|said|believe|warn)|some (?:analysts|observers|experts))\b"
)
_USUAL = re.compile(
    r"\b(?:normally|usually|typically|traditionally|(?:has|have) long|often|frequently|regularly|are common|"
    r"for (?:years|decades))\b"
)
_BEHIND = re.compile(  # a clause that dates what the sentence tells, or names what it is about
    r"\b(?:since (?:the|its|their|iran\w*|taliban|afghan\w*|fighting)|(?:days?|weeks?|months?|years?) (?:after|"
    r"before|since)|"
    r"before (?:the|its|their)|where the|similar|(?:protest|condolences|revenge|retaliation|response) (?:at|over|for|"
    r"to)|about (?:the|this|that|its|their|last)|"
    r"(?:talks?|talked|speak|spoke|discuss\w*|questions?|meeting) (?:about|over|on)?) (?:[\w-]+ ){0,4}$"
)
_BEHIND_WORD = re.compile(
    r"since |after |before |about |where the|talk|speak|spoke|discuss|question|meeting|similar|protest|condol|revenge|"
    r"retaliat|response"
)
_FALL_BEHIND = re.compile(r"\b(?:since|after|before|until|following) (?:the )?$")
_FALL = re.compile(r"(?:the )?(?:fall|takeover|taking|capture|seizure) of\b")
_KNOWN = re.compile(
    r"(the )?(?:fight(?:ing)?|firing|shoot(?:out|ing)|attack|clash(?:es)?|skirmish(?:es)?|blast|explosion|accident|"
    r"crash|"
    r"closure|reopening|ambush)\b"
)
_KNOWN_BEFORE = re.compile(r"\b(?:the|this|that|these|those) $")
_SEIZED = re.compile(
    r"\b(?:drugs|narcotics|opium|heroin|weapons|fuel|goods|vehicles?|guards?|soldiers?|conscripts?|men|migrants) "
    r"(?:(?:had|have|has) been|was|were) $"
)
HEADS: Heads = Heads([
    *(re.compile(words) for _, words in CATEGORIES), DISPUTED, DENIED, RUMOUR, CONFIRMED, CLAIMED, _USUAL, _OPINION,
    _DOUBT, COMPARED, *map(re.compile, HELD.values()),
])  # fmt: skip
_HELD = {_NAMES.index(name): COMPARING + i for i, name in enumerate(HELD, 1)}
_LESS = re.compile(
    r"\b(?:prices?|numbers?|figures?|arrivals|returns|departures|shares?|rate|rial|currency|value|trade|exports|"
    r"imports|"
    r"revenues?|temperatures?|snow|rain|people|man|men|woman|child|soldier|he|she|they)\b[^,]{0,30}$"
)
# Bodies that count and media that print: what they say is reported, not claimed.
_NEUTRAL = re.compile(
    r"\b(?:IOM|UNHCR|UNICEF|OCHA|UNAMA|WFP|WHO|IFRC|UN|U\.N\.|United Nations|"
    r"International Organi[sz]ation for Migration|"
    r"Red C\w+|Reuters|AFP|AP|BBC|IRNA|ISNA|Mehr|Tasnim|Fars|Save the Children|[Mm]edia|[Aa]gency|[Nn]ews|"
    r"TOLO\w*|Pajhwok|Amu|Daily|Times|[Rr]eports?|NRC|Refugee Council|[Cc]onsortium|MSF|Médecins|aid groups?)\b|"
    r"سازمان بین|سازمان ملل|یونیسف|کمیشنری|خبرگزاری|رسانه"
)

Cues = dict[int, list[int]]


def cues_in(flat_text: str, ranges: Sequence[tuple[int, int]], places: Places | None = None) -> list[Cues]:
    """Find which cues each sentence holds and where they stand in it, for :func:`categories_of`.

    ``places`` is what :data:`HEADS` read in the flat text, where that is known.
    """
    places, starts = places or HEADS.read(flat_text), [start for start, _ in ranges]
    found: list[Cues] = [{} for _ in ranges]
    for index in places.present():
        if index > _DOUBTED:
            break
        begun = places.begun(index)
        among = None  # the sentences that hold a word of which every match holds one
        if index in _HELD:
            among = {bisect_right(starts, position) - 1 for position in places.begun(_HELD[index])}
        match, number, last, end = HEADS.patterns[index].match, -1, 0, 0
        for position in begun:
            if position >= end:
                number = bisect_right(starts, position) - 1
                if number < 0:
                    continue
                last, end = ranges[number]
                last = last if among is None or number in among else end
            if last <= position < end and (matched := match(flat_text, position, end)):
                last, here = matched.end(), found[number]
                if index in here:
                    here[index].append(position - starts[number])
                elif index < _DOUBTED or here:  # a doubt alone is no cue
                    here[index] = [position - starts[number]]
    return found


def categories_of(cues: Cues, sentence: str) -> list[tuple[int, str, bool]]:
    """Give where a sentence (flat) says what it is about, what that is, and whether it says that it did not happen.

    One happening of each family, else one topic. What only may be is nothing that a sentence is about. A gate that shut
    after a clash is two statements; a blast, an attack and a murder in one sentence are one.

    Examples
    --------
    >>> text = "iran shut its main crossing after guards scuffled with taliban forces"
    >>> categories_of(cues_in(text, [(0, len(text))])[0], text)
    [(5, 'closure', False), (41, 'clash', False)]
    """
    doubts = cues.get(_DOUBTED, ())
    found: dict[str, tuple[int, str, bool]] = {}
    topics: list[tuple[int, str, bool]] = []
    for index, positions in cues.items():
        if index >= len(_NAMES):
            break
        name = _NAMES[index]
        at, why = _first_real(sentence, positions, doubts) if doubts else (positions[0], "")
        if why == "may be":
            continue
        if name in FAMILY:
            if FAMILY[name] not in found and not _is_behind(sentence, at, name):
                found[FAMILY[name]] = (at, name, bool(why))
        elif not (why or USUAL in cues):
            topics.append((at, name, False))
    if "violence" in found and found["violence"][1] == "accident":
        meant = [i for i in cues.get(_ATTACK, ()) if not sentence.startswith(("was killed", "were killed"), i)]
        found["violence"] = (meant[0], "attack", False) if meant else found["violence"]  # rockets are no accident
    best = sorted(found.values())[:_MOST] if found else topics
    if not found and len(topics) > 1:
        best = [min(topics, key=lambda topic: (topic[1] in WEAK or is_background(sentence, topic[0]), topic))]
        if best[0][1] == "return_flow":  # those who fled are to come back: two movements
            best += [topic for topic in topics if topic[1] == "outflow"]
    return best


def _is_behind(sentence: str, at: int, name: str) -> bool:
    """Tell whether a happening only dates another, or is what somebody talks about; goods seized are no place taken."""
    at += 4 * sentence.startswith("the ", at)
    before = sentence[max(0, at - 60) : at]
    if name == "capture" and _FALL.match(sentence, at) and _FALL_BEHIND.search(before):
        return True
    return bool(_BEHIND_WORD.search(before) and _BEHIND.search(before)) or (
        name == "capture" and bool(_SEIZED.search(before) or (sentence.startswith("fell", at) and _LESS.search(before)))
    )


def refers_back(sentence: str, at: int) -> bool:
    """Tell whether a cue names a happening as one that the reader knows of: "the attack", "that closure".

    Examples
    --------
    >>> refers_back("gold was found in the fight", 18), refers_back("a fight broke out", 2)
    (True, False)
    """
    named = _KNOWN.match(sentence, at)
    return bool(named and (named[1] or _KNOWN_BEFORE.search(sentence, max(0, at - 12), at)))


def is_background(sentence: str, at: int) -> bool:
    """Tell whether a cue stands in the clause that leads up to what a sentence says: "With fighters entering Kabul, …".

    Examples
    --------
    >>> is_background("with fighters entering kabul, iran said", 14), is_background("iran said, with care", 5)
    (True, False)
    """
    comma = sentence.find(", ")
    return at < comma and bool(_LEADING.search(sentence, 0, min(comma, 60)))


def _first_real(sentence: str, positions: Sequence[int], doubts: Sequence[int]) -> tuple[int, str]:
    """Give the first cue that is no mere possibility, else the first, and why that is none."""
    first = _unreal(sentence, positions[0], doubts)
    if first:
        for at in positions[1:]:
            if not _unreal(sentence, at, doubts):
                return at, ""
    return positions[0], first


def _unreal(sentence: str, at: int, doubts: Sequence[int]) -> str:
    """Tell whether the words before a cue make it a possibility ("may be") or say that it did not happen ("not")."""
    if at < doubts[-1] and _MODAL_AFTER.match(sentence, at):
        return "may be"
    for doubt in doubts:
        if at - _NEAR <= doubt < at and (found := _UNREAL.match(sentence, doubt, at)):
            return "not" if found[1] else "may be"
    return ""


def status_of(cues: Cues, sentence: str, speaker: str = "", *, quoted: bool = False) -> str:
    """Give the status that the wording of a sentence (flat) implies; what a body counts or a paper prints is reported.

    A ``quoted`` sentence is claimed by whoever is quoted, though no word in it says so.

    Examples
    --------
    >>> text = "a spokesperson denied the reports. the gate is closed"
    >>> [status_of(cues, text) for cues in cues_in(text, [(0, 34), (35, 53)])]
    ['denied', 'reported']
    """
    if _DENIAL in cues and _CLAIM in cues and _BY_ANOTHER.search(sentence, cues[_CLAIM][0], cues[_DENIAL][-1]):
        return "disputed"
    for index, status in _FIRMNESS:
        if index in cues:
            return status
    return "claimed" if (quoted or _CLAIM in cues) and not (speaker and _is_neutral(speaker)) else "reported"


@lru_cache(maxsize=4096)
def _is_neutral(speaker: str) -> bool:
    return _NEUTRAL.search(speaker) is not None
