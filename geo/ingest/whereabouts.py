"""Where a statement says that something happened."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from geo.ingest.around import Around
from geo.ingest.figures import place_of
from geo.ingest.lexicon import place_named
from geo.ingest.passage import Passage
from geo.ingest.places import PlaceMention
from geo.ingest.statement import FLOWS
from geo.ingest.told import Told

_BORDER = re.compile(r"\bborders?\b|\bfrontier\b|مرز|سرحد|پوله")
_AT_BORDER = re.compile(
    r"\b(?:at|along|on|across|border|near) (?:the |its |their |all )?(?:\w+ ){0,3}(?:borders?|frontier|guards|points)\b"
)
_AT = re.compile(r"\b(?:at|on|in|near|along) (?:the )?$")
_FROM = re.compile(r"\bfrom (?:the )?$|(?:از|له) $")
_FROM_WORDS = ("from ", "from the ", "از ", "له ")
_CROSSING_WORDS = ("crossing", "town", "bridge", "yard", "post", "gate", "terminal", "customs", "site", "این", "همین")
_BORDER_WORDS = ("border", "frontier", "مرز", "سرحد", "پوله")
_THE_CROSSING = re.compile(
    r"\b(?:the|a|this|that|its|their) (?:border |key |main |customs )?(?:crossings?|crossing points?|"
    r"gate(?:way)?|terminal|bridge|town|(?:customs )?yard|customs (?:post|office)|(?:frontier|border) post|site)\b|"
    r"(?:این|همین) (?:گذرگاه|گمرک|بندر|مرز)"
)
_THERE_WORDS = (" it", " there")
_THERE = re.compile(
    r"\b(?:through|via|over|past|across|by) it\b|\b(?:over|back|across|in)? ?there\b(?! (?:is|are|was|were|has|have)\b)"
)
_EXPULSION = re.compile(r"\b(?:deport|expel|expuls)\w*|اخراج")
_ELSEWHERE = re.compile(r"\b(?:tajikistan|turkmenistan|uzbekistan|iraq|turkey|syria)\b")
_AMONG = re.compile(r"\b(?:such as|including)\b[^.;()]*$|(?:از جمله|مانند)[^.؛]*$")
_SEAT = re.compile(
    r"\b(?:ministry|command|spokes\w+|officials?|government|authorities|embassy|office|headquarters|department|council)"
    r"(?: \w+){0,2} in $|\b(?:visit to|trip to|speaking in|reporters in|conference in|interview in) $|(?:وزارت|سخنگو|"
    r"سفارت)\S*(?: \S+){0,3} در $"
)
_SEAT_ENDS = (" in ", " to ", " در ")
_SPOKEN = re.compile(r", (?:[\w'’]+ ){0,4}(?:spokes\w+|minister|ministry|officials?|authorities|commanders?)\b")
_COUNTRIES = frozenset({"AF", "IR"})
_BOTH = re.compile(
    r"\b(?:back|returned|returns|deported|expelled|arrived|come|came) from (?:both )?(?:iran and pakistan|"
    r"pakistan and iran)\b"
)
_NEIGHBOURS = frozenset({"AF", "IR", "PK"})
_CAPITALS = frozenset({"kabul", "tehran"})  # what they decree holds in the country
_BY_STATES = frozenset({"policy", "diplomacy"})
_AT_GATES = frozenset({"capture", "closure", "reopening", "return_flow", "clash"})
_INLAND = frozenset({"settlement", "district", "province"})
_BORDER_PROVINCES = frozenset({"IR-09", "IR-11", "IR-29", "AF-HER", "AF-FRA", "AF-NIM"})
_PASSING_BY = frozenset({"barrier", "talks", "diplomacy"})  # a wall runs past gates, envoys pass through them
_MOST_GATES = 3
_NEAR = 40  # characters: several words
_WEEKS = timedelta(days=13)
_BETWEEN_TWO = frozenset({"trade", "closure", "reopening", "clash", "barrier"})
_RANK = {"crossing": 0, "camp": 0, "settlement": 1, "district": 1, "province": 2, "border": 3}


def places_of(
    at: int, part: Passage, passage: Passage, around: Around, category: str, told: Told, number: int, *, counted: bool
) -> tuple[list[str], bool]:
    """Give the place of a statement, and whether its sentence names it.

    There are several where one happening is told of several crossings.

    ``at`` is where ``part`` of the sentence says what happened, ``number`` that of its first claim among those
    ``told``; ``counted`` says that the sentence counts something.
    """
    if category in _AT_GATES and len(part.crossings) > 1:
        several = list(dict.fromkeys(gate_of(m.place.id) for m in part.crossings))
        if len(several) > 1:
            return several[:_MOST_GATES], True
    found = _named(at, part, around, category)
    if not found and part is not passage:
        found = _named(at, passage, around, category)
    if found and category == "return_flow" and counted and is_inland(found) and place_named(found).country == "IR":
        found = ""  # where people were sent from
    named = bool(found)
    if not named:
        before = told.place_before(category, number)
        total = category == "barrier" or (category in FLOWS and counted and (not before or _is_total(passage)))
        if total and around.countries >= _COUNTRIES:
            return ["border-af-ir"], False
        if category == "policy":
            before = _state_before(passage.start, around) or ("IR" if before == "border-af-ir" else before)
        found = before or place_of(at, passage.start, passage.end, around)
    if found in _COUNTRIES and category in FLOWS and counted and around.countries >= _COUNTRIES:
        found = "border-af-ir"
    return [found], named


def spot_in(passage: Passage, around: Around) -> str:
    """Give the place, other than a country, at which a sentence says in so many words that something happened."""
    for m in _sites(passage, around):
        if m.place.kind != "country" and _AT.search(around.flat_text, max(passage.start, m.start - 9), m.start):
            return m.place.id
    return ""


@lru_cache(maxsize=4096)
def is_inland(place_id: str) -> bool:
    """Tell whether a place lies in a province away from the border.

    Examples
    --------
    >>> is_inland("kabul"), is_inland("zaranj"), is_inland("AF")
    (True, False, False)
    """
    place = place_named(place_id) if place_id else None
    return place is not None and place.kind in _INLAND and not {place_id, *place.admin1} & _BORDER_PROVINCES


def _state_before(start: int, around: Around) -> str:
    """Find the state that a text named last before a position."""
    for m in around.places_before(start):
        if (m.metonym or m.place.kind == "country") and m.place.country in _COUNTRIES:
            return m.place.country
    return ""


def _is_total(passage: Passage) -> bool:
    """Tell whether a sentence that names no place counts over weeks or months: a total of the whole border."""
    return any(d.first and d.last and d.last - d.first >= _WEEKS for d in passage.days)


@lru_cache(maxsize=4096)
def gate_of(place_id: str) -> str:
    """Give the crossing that a side belongs to.

    Examples
    --------
    >>> gate_of("dogharoun"), gate_of("herat-city")
    ('islam-qala', 'herat-city')
    """
    above = place_named(place_id).part_of
    return above if above and place_named(above).kind == "crossing" else place_id


def _named(at: int, passage: Passage, around: Around, category: str) -> str:
    """Find the place that a sentence, or a part of it, names; nothing where it names none."""
    words, places, here = passage.words, passage.places, _sites(passage, around)
    if category in FLOWS:
        if "pakistan" in words and _BOTH.search(words) and not any(m.place.kind == "crossing" for m in here):
            return "borders-ir-pk"
        here = [m for m in here if m.place.kind != "country" or m.place.country in _NEIGHBOURS]
    if named := [m for m in here if m.place.kind != "country"]:
        best = named[0] if len(named) == 1 else _closest(at, named, around, ranked=category not in _PASSING_BY)
        ruled = category == "policy" and (best.place.id in _CAPITALS or best.place.kind in _INLAND)
        return best.place.country if ruled else best.place.id
    if category in FLOWS and named_in(_THERE_WORDS, _THERE, words) and (there := _just_named(passage.start, around)):
        return there
    if named_in(_CROSSING_WORDS, _THE_CROSSING, words) and (crossing := _crossing_meant(passage.start, around)):
        return crossing
    if named_in(_BORDER_WORDS, _BORDER, words) and not (category == "policy" and _is_ruled(words, places)):
        if "pakistan" in words and "iran" not in words:
            return "border-af-pk"
        if around.countries >= _COUNTRIES and not _ELSEWHERE.search(words):
            return "border-af-ir"
    if category in _BETWEEN_TWO and {m.place.country for m in here} >= _COUNTRIES:
        return "border-af-ir"
    if category in _BY_STATES:
        said_by = next((m.place.country for m in places if m.metonym or m.place.kind == "country"), "")
        return said_by if said_by in _COUNTRIES else ""
    if here:
        near = place_of(at, passage.start, passage.end, around)
        seats = {m.place.id for m in places} - {m.place.id for m in here}
        return "" if near in seats else near
    return ""


def _is_ruled(words: str, places: Sequence[PlaceMention]) -> bool:
    """Tell whether a policy that speaks of a border is that of a state, or expels: nothing that happens at it."""
    if _EXPULSION.search(words):
        return True
    return any(m.metonym or m.place.kind == "country" for m in places) and not _AT_BORDER.search(words)


def _closest(at: int, named: Sequence[PlaceMention], around: Around, *, ranked: bool) -> PlaceMention:
    """Choose of several places the one that says most closely where something told at a position happened."""
    best, least = named[0], (9, False, 0)
    for m in named:
        rank = _rank(m) if ranked else 0
        if rank <= least[0]:
            left = around.flat_text.endswith(_FROM_WORDS, max(0, m.start - 9), m.start)
            origin = left and bool(_FROM.search(around.flat_text, max(0, m.start - 9), m.start))
            if (closeness := (rank, origin, abs(m.start - at))) < least:
                best, least = m, closeness
    return best


def _rank(m: PlaceMention) -> int:
    """Rank a place by how closely it says where: a river runs through many districts."""
    return 3 if m.place.subtype in ("river", "lake") else _RANK.get(m.place.kind, 3)


def _sites(passage: Passage, around: Around) -> list[PlaceMention]:
    if passage.sites is None:
        passage.sites = []
        if passage.places:
            near = around.flat_text[max(0, passage.start - _NEAR) : passage.end]
            lists = "such as" in near or "including" in near or "از جمله" in near or "مانند" in near
            passage.sites = [
                m for m in passage.places
                if not (m.metonym or m.dateline) and _happens_at(m, around.flat_text, lists=lists)
            ]  # fmt: skip
    return passage.sites


def _happens_at(m: PlaceMention, flat_text: str, *, lists: bool) -> bool:
    """Tell whether a named place may be where something happened: no example and no office's seat."""
    begin = max(0, m.start - _NEAR)
    if lists and _AMONG.search(flat_text, begin, m.start):
        return False
    if m.place.kind != "settlement":
        return True
    seat = flat_text.endswith(_SEAT_ENDS, begin, m.start) and _SEAT.search(flat_text, begin, m.start)
    return not (seat or _SPOKEN.match(flat_text, m.end))


def named_in(words: Sequence[str], pattern: re.Pattern[str], sentence: str) -> bool:
    """Search for a pattern, each match of which holds one of some words: most sentences hold none."""
    for word in words:
        if word in sentence:
            return bool(pattern.search(sentence))
    return False


def _just_named(start: int, around: Around) -> str:
    """Find the crossing that "there" or "through it" is: the one that the sentence before names."""
    number = around.sentences.index(start)
    before = around.crossings_in(around.sentences.ranges[number - 1][0], start) if number else ()
    return before[-1].place.id if before else ""


def _crossing_meant(start: int, around: Around) -> str:
    """Find which crossing "the crossing" is: the last one named before, else the first one after."""
    crossings = around.crossings
    before = bisect_left(crossings, start, key=lambda m: m.start)
    return crossings[max(0, before - 1)].place.id if crossings else ""
