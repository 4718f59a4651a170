"""From the words of annotators to the closed lists: categories, qualifiers, places."""

import re
from collections.abc import Iterable
from functools import lru_cache

from geo.errors import UnknownPlace
from geo.gazetteer import load
from geo.geocode import geocode

CATEGORY: dict[str, tuple[str, ...]] = {
    "CAPTURE": ("capture",), "CLOSURE": ("closure",), "REOPENING": ("reopening", "trade"), "CLASH": ("clash",),
    "ATTACK": ("attack",), "MIGRANT_SHOOTING": ("migrant_harm",), "MIGRANT_DEATHS": ("migrant_harm", "accident"),
    "MIGRANT_ABUSE": ("migrant_harm",), "REFOULEMENT": ("migrant_harm", "return_flow"), "ACCIDENT": ("accident",),
    "RETURN_FLOW": ("return_flow",), "REPATRIATION": ("return_flow",), "RELOCATION": ("return_flow",),
    "HUMANITARIAN": ("return_flow", "camp"), "FLIGHT": ("outflow",), "OUTFLOW": ("outflow",),
    "DEPORTATION_POLICY": ("policy", "return_flow"), "BORDER_POLICY": ("policy",), "SANCTION": ("policy",),
    "CAMP": ("camp",), "TALKS": ("talks", "diplomacy"), "DIPLOMACY": ("diplomacy", "talks"), "BARRIER": ("barrier",),
    "TRADE": ("trade",), "WATER": ("water",), "MILITARY": ("security", "attack", "capture"),
    "SECURITY": ("security", "attack"),
    "STATEMENT": ("security", "diplomacy", "return_flow", "policy", "trade"), "ARMED_CONFLICT": ("clash", "attack"),
}  # fmt: skip
_QUALIFIERS = {
    "more than": "over|more than|upwards of|in excess of|a little over|well over|beyond|above|greater than|surpassing",
    "at least": "at least|no fewer than|not less than|no less than|minimum of|or more", "range": "range|between",
    "up to": "up to|as many as|as much as|at most|maximum of|no more than",
    "less than": "less than|under|fewer than|below",
    "nearly": "nearly|almost|close to|hardly|barely|just under|approaching|nearing",
    "about": "about|around|roughly|some|approximately|average|an estimated|estimated|circa|in the region of|or so",
    "vague": "dozens|several|hundreds|thousands|tens of thousands|hundreds of thousands|tens|scores|vague|millions",
    "exact": "exact|fewer|down|up|more",
}  # fmt: skip
QUALIFIER = {word: qualifier for qualifier, words in _QUALIFIERS.items() for word in words.split("|")}


@lru_cache(maxsize=4096)
def _ids(words: str) -> frozenset[str]:
    low = words.lower()
    found = set()
    if re.search(
        r"iran\W+afghan\w* border|afghan\w*\W+iran\w* border|border provinces with afghanistan|border points|"
        r"border districts of afghanistan",
        low,
    ):
        found.add("border-af-ir")
    for name in (
        words,
        re.sub(r"\(.*?\)", "", words),
        *re.findall(r"\(([^)]*)\)", words),
        *re.split(r"[,(|+:]| and ", words),
    ):
        name = re.sub(r"(?i)\b(customs|return camps|city|area|side|prison)\b", "", name).strip(" ,)")
        if len(name) > 2 and (place := geocode(name, context=words).place_id):
            found.add(place)
        found.update(place.id for place in load().named(name))  # an annotator's name is a place, whoever else bears it
    return frozenset(found)


def place_ids(*written: str) -> frozenset[str]:
    """Give the ids of every place that an annotator may mean by the words.

    Examples
    --------
    >>> sorted(place_ids("Islam Qala crossing, Herat"))[-1]
    'islam-qala'
    """
    found = {i for words in written if words.strip() for i in _ids(" ".join(words.split()))}
    return frozenset(found | ({"border-af-ir"} if {"AF", "IR"} <= found else set()))


def related(found: str, wanted: Iterable[str]) -> bool:
    """Tell whether a place is one of those wanted, or the other name of the same crossing.

    Examples
    --------
    >>> related("dogharoun", ["islam-qala"])
    True
    """
    return any(_crossing(found) == _crossing(w) for w in wanted)


def _crossing(place_id: str) -> str:
    try:
        place = load().place(place_id)
    except UnknownPlace:
        return place_id
    above = place.part_of
    return above if above and above in load() and load().place(above).kind == "crossing" else place_id
