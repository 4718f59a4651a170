"""Words that touch a name and make it a person, a work of art or a thing: read with their commas and quotes."""

import re

_PEOPLE = """
    volunteer runner lawmaker senator colt mare horse stallion band mouthpiece newspaper outlet app brand startup
    poet scholar singer actor actress writer author novelist wrestler footballer boxer striker goalkeeper
    midfielder player coach mother father grandmother widow farmer labourer laborer worker teacher student
    shopkeeper driver carpenter tailor nurse doctor midwife journalist reporter activist lawyer engineer
    spokesman spokeswoman commander cleric politician minister physician philosopher mystic historian geographer
    astronomer painter musician director athlete champion man woman girl boy returnee migrant deportee Dichter
    Dichterin Sänger Sängerin Schauspieler Schauspielerin Bauarbeiter Journalist Ringer Mutter Vater Politiker
    Minister Sprecher поэт поэтесса певец певица актёр писатель учёный борец журналист учитель политик
"""
_CALLINGS = frozenset(_PEOPLE.split())
_NOT_ACROSS = "of in to for from with at by on where which whose near home city town province district capital village"
_APPOSITION = re.compile(
    r"^\s*(?:[,،–—(]|was|is|ist|war)\s*(?:(?!(?:" + _NOT_ACROSS.replace(" ", "|") + r")\b)[\w’'-]+\s+){0,4}?"
    r"(?:" + "|".join(_PEOPLE.split()) + r")\b"
)
_AGED = re.compile(
    r"^\s*(?:,\s*(?:aged\s+)?\d{2},\s+[a-z]|\s*\(\d{2}\)\s*,?\s+[a-z]|[،,]?\s*(?:زن|مرد|دختر|پسر)?\s*[۰-۹]{2}[\s\u200c]*ساله)"
)
_DEEDS = re.compile(
    r"^\s+(?:means\b|wrote|sang|starred|scored|married|was born|is survived|schrieb|sang|heiratete|wurde geboren)\b"
)

_KIN = re.compile(
    r"^(?:[’']s?|,?\s+and\s+(?:her|his))\s+(?:\w+\s+)?(?:husband|wife|children|child|son|sons|daughter|daughters|mother|father"
    r"|brother|brothers|sister|sisters|family|parents|home was|face|voice|hand|hands|eyes|body|phone)\b"
)
_HERSELF = re.compile(
    r"^[^.!?]{0,60}[.!?]\s+(?:He|She|Er|Sie|Он|Она)\b|^[^.!?]{0,80}\b(?:she|her|herself|he|his|himself|sie|ihre|ihr|она|её)\b"
)


def is_somebody(after: str) -> bool:
    """Whether a pronoun takes up a name that people bear, too: "Farah lost her husband".

    Examples
    --------
    >>> is_somebody(" lost her husband."), is_somebody(" was quiet. The gate shut")
    (True, False)
    """
    return bool(_HERSELF.match(after[:120]))


def called_by_trade(before: str) -> bool:
    """Whether the word before a name is a calling: "actress Farah".

    Examples
    --------
    >>> called_by_trade("Actress "), called_by_trade("in ")
    (True, False)
    """
    word = before.rstrip().rsplit(" ", 1)[-1]
    return word.lower() in _CALLINGS


def person_after(after: str) -> str:
    """Say that a name is a person's when the words after it tell an age, a calling or a deed.

    Examples
    --------
    >>> [person_after(text) for text in (", the blind poet, wrote", ", 27, was deported", ", the old city")]
    ['a person', 'a person', '']
    """
    return "a person" if any(sign.match(after[:120]) for sign in (_APPOSITION, _AGED, _DEEDS, _KIN)) else ""


_WORKS = (
    "film|movie|novel|book|album|song|poem|documentary|series|play|painting|memoir|Roman|Lied|Buch|фильм|роман|книга"
    "|песня|стихотворение"
)
_WORKS_FA = "فیلم|سریال|رمان|ترانه|آهنگ|آلبوم|مستند"
_TITLE_BEFORE = re.compile(
    r"(?:\b(?:stars?|starred|starring)\s+in\s+"
    r"|\b(?:directed|filmed|wrote(?: the novel)?|composed|recorded|titled|entitled)\s+[\"“]?"
    rf"|\b(?:{_WORKS})s?,?\s+[\"“«„']?|\b(?:{_WORKS_FA})\s+[\"“«]?)$"
)
_TITLE_AFTER = re.compile(
    rf"^[\"”»]?\s*(?:[,(]\s*)?(?:(?:a|an|the|his|her|by)\s+)?(?:\d{{4}}\s+)?(?:(?!in|of|at|and|from|to)\w+\s+){{0,2}}(?:{_WORKS})\b"
    r"|^[\"”»]?,?\s+(?:was\s+|were\s+|is\s+)?(?:directed|screened|premiered|starring)\b"
    r"|^[\"”»]?\s+(?:was|is)\s+(?:shown|released|published)\b"
)
_SCORE = re.compile(
    r"^\s+(?:beat|drew|defeated|thrashed|edged|lost to|held|won|schlug|обыграл)\b[^.]{0,60}"
    r"\b\d{1,2}\s?[-–:]\s?\d{1,2}\b"
)
_SERVED = re.compile(r"\b(?:glass|bottle|plate|bowl|cup|kilo|kilogram|sack|piece|slice|pinch)s?\s+of\s+$")
_COUNTED = re.compile(r"(?:^|\s)(?:یک|يو|ایک)\s+$")  # "a zaranj" is a rickshaw

_ARTICLE = re.compile(r"(?:^|[^\w])(?:an?|his|her|my|your|their|every|each)\s+$", re.IGNORECASE)
_ENDS = re.compile(  # "a Kabul court" is a court in Kabul
    r"^(?:\s*[,.;!?]|\s+(?:is|was|are|were|has|had|that|which|who|with|and|or|for|to|at|in|on|by|from|when|as|while|near|through|into|onto|over|across|down|but|then)\b)"
)


def title_or_thing(before: str, after: str) -> str:
    """Say that a name is a work's title, or a thing that is counted, by the words that touch it.

    Examples
    --------
    >>> title_or_thing("the film ", " won a prize"), title_or_thing("سوار یک ", ""), title_or_thing("in ", "")
    ('the title of a work', 'a thing', '')
    """
    if _SCORE.match(after[:90]):
        return "a club or team"
    if _SERVED.search(before[-24:]):
        return "a dish or a thing"
    if _TITLE_BEFORE.search(before[-40:]) or _TITLE_AFTER.match(after[:60]):
        return "the title of a work"
    article = _ARTICLE.search(before[-8:]) and _ENDS.match(after[:12])
    return "a thing" if article or _COUNTED.search(before[-20:]) else ""
