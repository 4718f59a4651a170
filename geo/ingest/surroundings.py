"""What stands around the name of a place, and which of its meanings that speaks for."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from geo.ingest.beginnings import Gated
from geo.ingest.lexicon import Lexicon
from geo.ingest.meanings import Choice, Name
from geo.schema import KINDS, Place

_GUARDS = r" (?:guard|regiment|police|force|brigade|battalion|command|unit|province|patrol)"
GUARDS = re.compile(_GUARDS)
_AFTER_KIND: tuple[tuple[str, str], ...] = (
    ("province", r"provinces?\b|provincial\b|wilayat|ostan\b|والی\b|ولایت|استان|صوب[ہے]"),
    ("settlement", r"(?:the )?(?:city|town|village|airport|prison)\b|ښار|شهر\b|شہر"),
    ("district", r"(?:border )?(?:districts?|county|counties|valley)\b|ولسوال[یۍ]|شهرستان|ضلع"),
    ("crossing", r"(?:official |main |key |land |international )*"
                 rf"(?:border(?!{_GUARDS})|"
                 r"crossings?|ports?|customs|gates?|terminal|checkpoint|bridge|"
                 r"point)\b|بندر|سرحد|پوله"),
    ("camp", r"(?:refugee |return |guest |transit )?(?:camps?|city guest|guesthouse)\b|کمپ|اردوگاه|مهمانشهر"),
)  # fmt: skip
_BEFORE_KIND: tuple[tuple[str, str], ...] = (
    ("province", r"(?:provinces? of|districts? (?:in|of)|capital of|governor of(?: (?:western|eastern|northern|"
                 r"southern))?|ولایت|استان|والی|استاندار|صوب[ہے])\s$"),
    ("settlement", r"(?:(?:city|town) of|شهر|شهرک|شہر)\s$"),
    ("district", r"(?:district of|ولسوالی|شهرستان|ضلع)\s$"),
    ("crossing", r"(?:(?:crossings?|ports?|border|gates?|customs) (?:at|of|in|called)|گذرگاه مرزی|"
                 r"گذرگاه|مرز|بندر|گمرک|پایانه مرزی|نقطه مرزی)\s$"),
    ("camp", r"(?:اردوگاه|کمپ)\s$"),
)  # fmt: skip
_AFTER = Gated(
    r"[\s-]\(?(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _AFTER_KIND) + ")|"
    r"(?P<governed>'s (?:provincial |deputy )?(?:governor|police chief|provincial)\b|"
    r", (?:the|a|an) (?:\w+ )?province\b)"
)
_BEFORE = tuple((kind, re.compile(words)) for kind, words in _BEFORE_KIND)
_OF = ("of", "in", "at", "called")
_NOUNS = (
    "province", "provinces", "district", "districts", "capital", "governor", "city", "town", "crossing", "crossings",
    "port", "ports", "border", "gate", "gates", "customs",
)  # fmt: skip
_LAST_WORDS = (
    "western", "eastern", "northern", "southern",
    "صوبہ", "صوبے", "شہر", "ضلع", "ولایت", "استان", "شهر", "شهرک", "ولسوالی", "شهرستان",
    "گذرگاه", "مرز", "مرزی", "بندر", "گمرک", "اردوگاه", "کمپ", "والی", "استاندار",
)  # fmt: skip
_KIND_BEFORE = re.compile("|".join(f"(?:{words})" for _, words in _BEFORE_KIND))
_NO_KINDS, _ONLY = frozenset[str](), {kind: frozenset([kind]) for kind in KINDS}
_AREAS_AND_GATES = frozenset({"province", "crossing"})
_NEAR, _NEXT = 300, 60  # characters
_RARELY_PROVINCES = frozenset({"IR-23", "AF-KAB"})  # Tehran and Kabul are cities unless called provinces
_LINKED, _STOPS = re.compile(r"\s(?:with|to|-)\s?"), re.compile(r"[.!?\n]")
_BESIDE = re.compile(  # "Islam Qala in Herat", "Herat's Islam Qala", "the gate (Herat)"
    r"(?:(?:[\s(),/|-]|'s?|in|at|of|the|and|or|for|from|via|through|crossings?|borders?|gates?|ports?|points?|western|"
    r"northwestern|province|afghanistan|main|key|customs|town|district|میں|کے|کا|کی|له|د|په|کې|در|و|ولایت|استان|مرز|"
    r"[a-z]+ing)(?=\W|$|\b))*"
)
_SHARE = r"(?: \([\d.,]{1,7} ?(?:%|per ?cent)\))?"  # "Faryab (11%), Ghor (9%)"
_BETWEEN = re.compile(
    rf"{_SHARE}(?:\s|,|;|،|/|-|\band\b|\bor\b|\bof\b|\bthe\b|\bprovinces?\b|\bneighbou?ring\b|\bto\b|و|او|اور)*"
)
_PLURAL_AFTER = Gated(
    r"\s(?:border )?(?:(?P<province>provinces)|(?P<district>districts|counties)|(?P<settlement>cities|towns|villages)|"
    r"(?P<crossing>crossings|border points))\b"
)
_PLURAL_BEFORE = re.compile(
    r"\b(?:(?P<province>provinces (?:of|like|including|such as)|(?:ولایت|استان)[\s\u200c]?های|ولایات)|"
    r"(?P<district>(?:districts|counties) (?:of|like|including|such as)|(?:ولسوالی|شهرستان)[\s\u200c]?های)|"
    r"(?P<settlement>(?:cities|towns|villages) (?:of|like|including|such as)|شهر[\s\u200c]?های)|"
    r"(?P<crossing>crossings (?:of|at|like|including|such as)))\s$"
)
_PLURAL_LAST_WORDS = ("of", "like", "including", "as", "at", "های", "ولایات")
_PLURAL_REACH, _LONGEST_LIST = 24, 40  # characters, names: who reads on no longer has the first in mind
_TOWN_OR_COUNTY = frozenset({"settlement", "district"})
_LISTED, _WIDEST_LINK = re.compile(rf"{_SHARE},? (?:and |or )?|، |\sو\s"), 25
_PROVINCES, _WITHIN = re.compile(r"\sprovinces?\b"), re.compile(r",?\s(?:in\s)?")


class Surroundings:
    """What stands around each name: words of kind, countries, other places."""

    def __init__(self, flat_text: str, hits: Sequence[tuple[int, int, Name]], words: Lexicon):
        self.text, self.hits, self.words = flat_text, hits, words
        self._links = [  # whether a list goes on from one name to the next
            following[0] - hit[1] <= _WIDEST_LINK and _LISTED.fullmatch(flat_text, hit[1], following[0]) is not None
            for hit, following in pairwise(hits)
        ]
        self._links.append(False)

    def choose(self, index: int, surface: str) -> Place | None:
        """Choose one meaning of a name; none where the text does not support a name that needs support.

        Where the words of kind fit no meaning, they may fit a place that only sounds like the name, written so.
        """
        name = self.hits[index][2]
        meanings, kinds = name.places, self._kinds(index)
        if kinds and meanings and kinds.isdisjoint(name.kinds):
            meanings = [p for p in self.words.alike(surface) if p.kind in kinds] or meanings
        if name.by_kind and kinds.isdisjoint(_TOWN_OR_COUNTY):
            meanings = [p for p in meanings if p.id not in name.by_kind]
        if name.unsure:
            meanings = [
                p for p in meanings if p.id not in name.unsure or p.kind in kinds or self._agrees(index, p, meanings)
            ]
        if len(meanings) < 2:
            return meanings[0] if meanings else None
        fitting: Sequence[Place] = [p for p in meanings if p.kind in kinds] if kinds else []
        if not fitting:  # "the crossing in Herat" says nothing of Herat
            kinds, fitting = _NO_KINDS, meanings
        if country := self._country(index):
            fitting = [p for p in fitting if p.country == country] or fitting
        if len(fitting) == 1:
            return fitting[0]
        choice = name.choice(fitting)
        if not kinds and (province := choice.province) and (
            choice.governs or (province.id not in _RARELY_PROVINCES and self._among_provinces(index))
        ):  # fmt: skip
            return province
        return choice.ranked[0] if len(choice.ranked) == 1 else self._likeliest(index, choice)

    def _likeliest(self, index: int, choice: Choice) -> Place:
        """Give the one that the neighbourhood speaks for."""
        near, best, most = self._near(index), choice.ranked[0], 0
        for place in choice.ranked if near else ():
            kinship = _kinship(near, place)
            if kinship > most and not (kinship == 1 and place.id in choice.unmoved):
                best, most = place, kinship
        return best

    def _kinds(self, index: int) -> frozenset[str]:
        """Give the kinds that the words around a name, or around the list that it stands in, speak of."""
        text, (start, end, name) = self.text, self.hits[index]
        before = text[max(0, start - 22) : start]
        led = _may_say_kind(before)
        if led and self._governs_a_county(index, name.places):
            return _NO_KINDS
        if (after := _AFTER.match(text, end)) and after.lastgroup:
            return _ONLY["province" if after.lastgroup == "governed" else after.lastgroup]
        if led and _KIND_BEFORE.search(before):
            return frozenset([kind for kind, pattern in _BEFORE if pattern.search(before)])
        return self._listed_as(index)

    def _listed_as(self, index: int) -> frozenset[str]:
        """Give the kind that a list names for all that is in it: "Kabul and Nangarhar provinces"."""
        text, hits = self.text, self.hits
        last = first = index
        while self._links[last] and last + 1 < index + _LONGEST_LIST:
            last += 1
        if (after := _PLURAL_AFTER.match(text, hits[last][1])) and after.lastgroup:
            return _ONLY[after.lastgroup]
        while first and self._links[first - 1] and first > index - _LONGEST_LIST:
            first -= 1
        start = hits[first][0]
        reach = max(0, start - _PLURAL_REACH)
        if text[reach:start].rstrip().endswith(_PLURAL_LAST_WORDS):
            before = _PLURAL_BEFORE.search(text, reach, start)
            return _ONLY[before.lastgroup] if before and before.lastgroup else _NO_KINDS
        return _NO_KINDS

    def _governs_a_county(self, index: int, meanings: Sequence[Place]) -> bool:
        """Tell whether "governor of" names a town whose province the text speaks of, not a province far away."""
        start = self.hits[index][0]
        if not self.text.endswith("governor of ", max(0, start - 12), start) or _first(meanings, "province"):
            return False
        near = self._near(index)
        return any(_kinship(near, p) == 2 for p in meanings)

    def _lists_towns(self, index: int) -> bool:
        """Tell whether a name stands in a list with towns: "in Herat, Islam Qala and Mashhad"."""
        listed = 0
        for step in (-1, 1):
            i = index
            while 0 <= i + step < len(self.hits) and listed < 12 and self._links[min(i, i + step)]:
                i, listed = i + step, listed + 1
                kinds = self.hits[i][2].kinds
                if "settlement" in kinds and kinds.isdisjoint(_AREAS_AND_GATES):
                    return True
        return False

    def _country(self, index: int) -> str:
        """Give the country named right after, as in "Herat, Afghanistan"."""
        if index + 1 < len(self.hits):
            end, (start, _, other) = self.hits[index][1], self.hits[index + 1]
            if start - end <= _WIDEST_LINK and other.places and other.places[0].kind == "country":
                return other.places[0].country if _WITHIN.fullmatch(self.text, end, start) else ""
        return ""

    def _agrees(self, index: int, place: Place, meanings: Sequence[Place]) -> bool:
        """Tell whether the neighbourhood speaks for a meaning that needs it; surer meanings leave it no room."""
        return _kinship(self._near(index), place) > (0 if len(meanings) == 1 else 1)

    def _near(self, index: int) -> list[Place]:
        """List the places named shortly before and after, in order, where the name has but one meaning."""
        hits, near = self.hits, list[Place]()
        start = hits[index][0]
        first = index
        while first and hits[first - 1][0] >= start - _NEAR:
            first -= 1
        for i in range(first, len(hits)):
            begin, _, name = hits[i]
            if begin > start + _NEAR:
                break
            if i != index and name.only:
                near.append(name.only)
        return near

    def _among_provinces(self, index: int) -> bool:
        """Tell whether a name that is both city and province stands with a crossing or other provinces."""
        text, hits = self.text, self.hits
        start, end, name = hits[index]
        if _LINKED.match(text, end, end + 6) or self._lists_towns(index):
            return False
        for step in (1, -1):
            for i in range(index + step, index + 4 * step, step):
                if not 0 <= i < len(hits):
                    break
                other_start, other_end, other = hits[i]
                gap = text[end:other_start] if step > 0 else text[other_end:start]
                if len(gap) > _NEXT or _STOPS.search(gap):
                    break
                if "crossing" in other.kinds and _lies_in(name, other) and _BESIDE.fullmatch(gap):
                    return True
                if "province" in other.kinds and (
                    ("settlement" not in other.kinds and _BETWEEN.fullmatch(gap)) or _PROVINCES.match(text, other_end)
                ):
                    return True
        return False


def _may_say_kind(before: str) -> bool:
    """Tell whether words may end in one of kind, or one of kind and "of"."""
    last = before.rstrip()
    if last.endswith(_OF):
        words = last.split()
        return len(words) > 1 and words[-2].endswith(_NOUNS)
    return last.endswith(_LAST_WORDS)


def _kinship(near: Sequence[Place], place: Place) -> int:
    """Weigh how the neighbourhood speaks for a meaning: 2 by its province, 1 by its country, 0 not at all."""
    own, best = _areas(place.admin1, place.part_of), 0
    for other in near:
        kind = other.kind
        if kind != "country" and (other.id in own or other.part_of in own or not own.isdisjoint(other.admin1)):
            return 2 if place.kind in ("settlement", "district", "camp") else best
        if kind in ("country", "province") and place.country == other.country:
            best = 1
    return best


@lru_cache(maxsize=4096)
def _areas(provinces: tuple[str, ...], part_of: str) -> frozenset[str]:
    return frozenset([*provinces, part_of] if part_of else provinces)


def _lies_in(area: Name, crossing: Name) -> bool:
    """Tell whether a crossing may lie in the province that a name may mean."""
    provinces = area.choice(area.places).provinces
    return any(
        not p.admin1 or p.part_of in provinces or not provinces.isdisjoint(p.admin1)
        for p in crossing.places
        if p.kind == "crossing"
    )


def _first(places: Sequence[Place], kind: str) -> Place | None:
    for place in places:
        if place.kind == kind:
            return place
    return None
