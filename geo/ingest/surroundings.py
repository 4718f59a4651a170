"""What stands around the name of a place, and which of its meanings that speaks for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache

from geo.fold import fold
from geo.gazetteer import load
from geo.schema import Place

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
_AFTER = re.compile(
    r"[\s-]\(?(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _AFTER_KIND) + ")|"
    r"(?P<governed>'s (?:provincial |deputy )?(?:governor|police chief|provincial)\b|"
    r", (?:the|a|an) (?:\w+ )?province\b)"
)
_BEFORE = tuple((kind, re.compile(words)) for kind, words in _BEFORE_KIND)
_LAST_WORDS = (
    "of", "in", "at", "called", "western", "eastern", "northern", "southern",
    "صوبہ", "صوبے", "شہر", "ضلع", "ولایت", "استان", "شهر", "شهرک", "ولسوالی", "شهرستان",
    "گذرگاه", "مرز", "مرزی", "بندر", "گمرک", "اردوگاه", "کمپ", "والی", "استاندار",
)  # fmt: skip
_KIND_BEFORE = re.compile("|".join(f"(?:{words})" for _, words in _BEFORE_KIND))
_ORDER = {"crossing": 0, "camp": 1, "border": 2, "country": 3, "settlement": 4, "province": 5, "district": 6}
_NEAR = 300  # characters
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
_PLURAL_AFTER = re.compile(
    r"\s(?:border )?(?:(?P<province>provinces)|(?P<district>districts|counties)|(?P<settlement>cities|towns|villages)|"
    r"(?P<crossing>crossings|border points))\b"
)
_PLURAL_BEFORE = re.compile(
    r"\b(?:(?P<province>provinces (?:of|like|including|such as)|(?:ولایت|استان)[\s\u200c]?های|ولایات)|"
    r"(?P<district>(?:districts|counties) (?:of|like|including|such as)|(?:ولسوالی|شهرستان)[\s\u200c]?های)|"
    r"(?P<settlement>(?:cities|towns|villages) (?:of|like|including|such as)|شهر[\s\u200c]?های)|"
    r"(?P<crossing>crossings (?:of|at|like|including|such as)))\s$"
)
_PLURAL_REACH, _LONGEST_LIST = 24, 40  # characters, names: who reads on no longer has the first in mind
_TOWN_OR_COUNTY = frozenset({"settlement", "district"})
_LISTED = re.compile(rf"{_SHARE},? (?:and |or )?|، |\sو\s")
_PROVINCES, _WITHIN = re.compile(r"\sprovinces?\b"), re.compile(r",?\s(?:in\s)?")


class Surroundings:
    """What stands around each name: words of kind, countries, other places."""

    def __init__(self, flat_text: str, hits: list[tuple[int, int, list[Place]]]):
        self.text, self.hits = flat_text, hits
        self._sure = [(i, start, places[0]) for i, (start, _, places) in enumerate(hits) if len(places) == 1]
        self._sure_starts = [start for _, start, _ in self._sure]

    def choose(
        self,
        index: int,
        meanings: Sequence[Place],
        unsure: frozenset[str],
        by_kind: frozenset[str] = frozenset(),
        alike: Callable[[], Sequence[Place]] = tuple,
    ) -> Place | None:
        """Choose one meaning; none where the text does not support a name that needs support.

        ``unsure`` holds the meanings that need it, ``by_kind`` those that need a word of kind: "Khusf county".
        ``alike`` gives places that only sound like the name; one of them is meant where the words of kind say so.
        """
        start, end, _ = self.hits[index]
        kinds = set() if self._governs_a_county(index, meanings) else self._kinds(start, end) or self._listed_as(index)
        if kinds and meanings and not any(p.kind in kinds for p in meanings):
            meanings = [p for p in alike() if p.kind in kinds] or meanings
        if by_kind and not kinds & _TOWN_OR_COUNTY:
            meanings = [p for p in meanings if p.id not in by_kind]
        if unsure:
            meanings = [
                p for p in meanings if p.id not in unsure or p.kind in kinds or self._agrees(index, p, meanings)
            ]
        if not meanings:
            return None
        if len(meanings) == 1:
            return meanings[0]
        fitting = [p for p in meanings if p.kind in kinds]
        if not fitting:  # "the crossing in Herat" says nothing of Herat
            kinds, fitting = set(), list(meanings)
        country = self._country(index)
        fitting = [p for p in fitting if p.country == country] if country and any(
            p.country == country for p in fitting) else fitting  # fmt: skip
        province = _first(fitting, "province") if not kinds and self._among_provinces(index) else None
        if province and province.id not in _RARELY_PROVINCES:
            return province
        if not kinds and (area := _of_a_lesser_town(fitting)):
            return area
        akin = {p.id: -self._kinship(index, p) for p in fitting}
        if any(_is_capital(p) for p in fitting):  # Herat is Herat, also where the text speaks of Iran
            akin = {
                p.id: akin[p.id] if akin[p.id] == -2 or _is_capital(p) or p.kind == "province" else 0 for p in fitting
            }
        return min(
            fitting,
            key=lambda p: (
                p.kind != "crossing",
                p.kind == "district",
                akin[p.id],
                _ORDER[p.kind],
                "-" not in p.country,
                len(p.id),
            ),
        )

    def _kinds(self, start: int, end: int) -> set[str]:
        if (after := _AFTER.match(self.text, end)) and after.lastgroup:
            return {"province" if after.lastgroup == "governed" else after.lastgroup}
        before = self.text[max(0, start - 22) : start]
        if before.rstrip().endswith(_LAST_WORDS) and _KIND_BEFORE.search(before):
            return {kind for kind, pattern in _BEFORE if pattern.search(before)}
        return set()

    def _listed_as(self, index: int) -> set[str]:
        """Give the kind that a list names for all that is in it: "Kabul and Nangarhar provinces"."""
        last = first = index
        while last + 1 < min(len(self.hits), index + _LONGEST_LIST) and self._list_goes_on(last):
            last += 1
        if (after := _PLURAL_AFTER.match(self.text, self.hits[last][1])) and after.lastgroup:
            return {after.lastgroup}
        while first > max(0, index - _LONGEST_LIST) and self._list_goes_on(first - 1):
            first -= 1
        start = self.hits[first][0]
        before = _PLURAL_BEFORE.search(self.text, max(0, start - _PLURAL_REACH), start)
        return {before.lastgroup} if before and before.lastgroup else set()

    def _list_goes_on(self, index: int) -> bool:
        return bool(_LISTED.fullmatch(self.text, self.hits[index][1], self.hits[index + 1][0]))

    def _governs_a_county(self, index: int, meanings: Sequence[Place]) -> bool:
        """Tell whether "governor of" names a town whose province the text speaks of, not a province far away."""
        start = self.hits[index][0]
        return (
            self.text.endswith("governor of ", max(0, start - 12), start)
            and not _first(meanings, "province")
            and any(self._kinship(index, p) == 2 for p in meanings)
        )

    def _lists_towns(self, index: int) -> bool:
        """Tell whether a name stands in a list with towns: "in Herat, Islam Qala and Mashhad"."""
        listed: list[int] = []
        for step in (-1, 1):
            i = index
            while 0 <= i + step < len(self.hits) and len(listed) < 12:
                if not self._list_goes_on(min(i, i + step)):
                    break
                i += step
                listed.append(i)
        kinds = [{p.kind for p in self.hits[i][2]} for i in listed]
        return any("settlement" in k and not k & {"province", "crossing"} for k in kinds)

    def _country(self, index: int) -> str:
        """Give the country named right after, as in "Herat, Afghanistan"; else the only one of the sentence."""
        end = self.hits[index][1]
        for other_start, _, places in self.hits[index + 1 : index + 2]:
            if places and places[0].kind == "country" and _WITHIN.fullmatch(self.text, end, other_start):
                return places[0].country
        return ""

    def _agrees(self, index: int, place: Place, meanings: Sequence[Place]) -> bool:
        """Tell whether the neighbourhood speaks for a meaning that needs it; surer meanings leave it no room."""
        return (len(meanings) == 1 and self._kinship(index, place) > 0) or self._kinship(index, place) == 2

    def _kinship(self, index: int, place: Place) -> int:
        """Weigh how the neighbourhood speaks for a meaning: 2 by its province, 1 by its country, 0 not at all."""
        start, own, best = self.hits[index][0], {*place.admin1, place.part_of} - {""}, 0
        low = bisect_left(self._sure_starts, start - _NEAR)
        for i, _, other in self._sure[low : bisect_right(self._sure_starts, start + _NEAR, low)]:
            if i == index:
                continue
            kind = other.kind
            if kind != "country" and (other.id in own or other.part_of in own or not own.isdisjoint(other.admin1)):
                return 2 if place.kind in ("settlement", "district", "camp") else best
            if kind in ("country", "province") and place.country == other.country:
                best = 1
        return best

    def _among_provinces(self, index: int) -> bool:
        """Tell whether a name that is both city and province stands with a crossing or other provinces."""
        start, end, _ = self.hits[index]
        if _LINKED.match(self.text, end, end + 6) or self._lists_towns(index):
            return False
        own = {p.id for p in self.hits[index][2] if p.kind == "province"}
        for i in range(max(0, index - 3), min(len(self.hits), index + 4)):
            other_start, other_end, places = self.hits[i]
            first, second = (end, other_start) if i > index else (other_end, start)
            if i == index or not places or second - first > 60:
                continue
            gap = self.text[first:second]
            if _STOPS.search(gap):
                continue
            kinds = {p.kind for p in places}
            crossed = any(own & {*p.admin1, p.part_of} or not p.admin1 for p in places if p.kind == "crossing")
            if crossed and _BESIDE.fullmatch(gap):
                return True
            if "province" in kinds and "settlement" not in kinds and _BETWEEN.fullmatch(gap):
                return True
            if "province" in kinds and _PROVINCES.match(self.text, other_end):
                return True
        return False


def _of_a_lesser_town(places: Sequence[Place]) -> Place | None:
    """Give the province where it shares its name with a town that is not its capital: Balkh, Baghlan."""
    province = _first(places, "province")
    if not province or not {p.kind for p in places if p is not province} <= {"settlement", "district"}:
        return None
    towns = [p for p in places if p is not province]
    elsewhere = any(province.id not in p.admin1 for p in towns)
    seat = _capitals(province.capital) & {p.id for p in towns} or fold(province.capital) in {
        fold(p.name) for p in towns
    }
    return None if elsewhere or seat else province


@lru_cache(maxsize=256)
def _capitals(name: str) -> frozenset[str]:
    return frozenset(p.id for p in load().named(name)) if name else frozenset()


def _is_capital(place: Place) -> bool:
    return place.kind == "settlement" and _is_seat(place.id, fold(place.name), place.admin1)


@lru_cache(maxsize=4096)
def _is_seat(place_id: str, name: str, areas: tuple[str, ...]) -> bool:
    capitals = [load().place(area).capital for area in areas if area in load()]
    return any(place_id in _capitals(capital) or (capital and name == fold(capital)) for capital in capitals)


def _first(places: Sequence[Place], kind: str) -> Place | None:
    for place in places:
        if place.kind == kind:
            return place
    return None
