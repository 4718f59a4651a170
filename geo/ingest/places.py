"""Places that a text names: found in one pass, resolved by what stands around them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.gazetteer import load
from geo.ingest.lexicon import Lexicon, lexicon
from geo.ingest.matcher import Folded, folded
from geo.ingest.metonyms import is_dateline, is_metonym
from geo.ingest.touching import is_part_of_a_name
from geo.schema import Place

_AFTER_KIND: tuple[tuple[str, str], ...] = (
    ("province", r"provinces?\b|provincial\b|wilayat|ostan\b|والي\b|ولایت|استان|صوبہ|ولايت"),
    ("settlement", r"(?:the )?(?:city|town|village|airport|prison)\b|ښار|شهر\b|شہر"),
    ("district", r"(?:border )?(?:district|county|valley)\b|ولسوالی|شهرستان|ضلع"),
    ("crossing", r"(?:official |main |key |land |international )*(?:border|crossings?|ports?|"
                 r"customs|gates?|terminal|checkpoint|bridge|"
                 r"point)\b|بندر|سرحد|پوله"),
    ("camp", r"(?:refugee |return |guest |transit )?(?:camps?|city guest|guesthouse)\b|کمپ|اردوگاه|مهمانشهر"),
)  # fmt: skip
_BEFORE_KIND: tuple[tuple[str, str], ...] = (
    ("province", r"(?:provinces? of|districts? (?:in|of)|capital of|governor of|ولایت|استان)\s$"),
    ("settlement", r"(?:(?:city|town) of|شهر|شهرک)\s$"),
    ("district", r"(?:district of|ولسوالی|شهرستان)\s$"),
    ("crossing", r"(?:(?:crossings?|ports?|border|gates?|customs) (?:at|of|in|called)|گذرگاه مرزی|"
                 r"گذرگاه|مرز|بندر|گمرک|پایانه مرزی|نقطه مرزی)\s$"),
    ("camp", r"(?:اردوگاه|کمپ)\s$"),
)  # fmt: skip
_AFTER = re.compile(r"[\s-]\(?(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _AFTER_KIND) + ")")
_BEFORE = tuple((kind, re.compile(words)) for kind, words in _BEFORE_KIND)
_LAST_WORDS = (
    "of", "in", "at", "called", "ولایت", "استان", "شهر", "شهرک", "ولسوالی", "شهرستان", "گذرگاه", "مرز", "مرزی", "بندر",
    "گمرک", "اردوگاه", "کمپ",
)  # fmt: skip
_KIND_BEFORE = re.compile("|".join(f"(?:{words})" for _, words in _BEFORE_KIND))
_ORDER = {"crossing": 0, "camp": 1, "border": 2, "country": 3, "settlement": 4, "province": 5, "district": 6}
_RARELY_PROVINCES = frozenset({"IR-23", "AF-KAB"})  # Tehran and Kabul are cities unless called provinces
_LINKED, _STOPS = re.compile(r"\s(?:with|to|-)\s?"), re.compile(r"[.!?\n]")
_PROVINCES, _WITHIN = re.compile(r"\sprovinces?\b"), re.compile(r",?\s(?:in\s)?")
_JOIN = re.compile(r"\s?(?:[-/]|–|—)\s?|\s(?:border|crossing)\s(?:with|and)\s")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at ``[start, end)``; ``metonym`` where the name stands for a government."""

    start: int
    end: int
    place: Place
    surface: str
    metonym: bool = False
    dateline: bool = False


def find_places(text: str, flat_text: str, words: Lexicon | None = None) -> list[PlaceMention]:
    """Find and resolve every place of a text, in reading order.

    Examples
    --------
    >>> text = "Islam Qala in Herat reopened, Tehran said."
    >>> [(m.surface, m.place.id, m.metonym) for m in find_places(text, text.lower())]
    [('Islam Qala', 'islam-qala', False), ('Herat', 'AF-HER', False), ('Tehran', 'tehran', True)]
    """
    words = words or lexicon()
    fold_text = folded(text)
    hits = _without_people(text, _admitted(text, fold_text, words), fold_text, words)
    hits = _with_variants(text, hits, words)
    sentences = _Around(flat_text, [(start, end, words.meanings(name)) for start, end, name in hits])
    found = []
    for index, (start, end, meanings) in enumerate(sentences.hits):
        alike = words.alike(text[start:end])
        if place := sentences.choose(index, meanings, words.needs_context(hits[index][2]), alike):
            end = _with_kind_word(flat_text, end)
            metonym = is_metonym(flat_text, start, end, place)
            dateline = place.kind == "settlement" and is_dateline(flat_text, start, end)
            found.append(PlaceMention(start, end, place, text[start:end], metonym, dateline))
    return _merged(found, flat_text, text)


def _admitted(text: str, fold_text: Folded, words: Lexicon) -> list[tuple[int, int, str]]:
    """Keep the names that begin with a capital (or have none to begin with) and are no name of something else."""
    kept = []
    for start, end, name in words.matcher.find(fold_text):
        if name in words.excluded:
            when = words.excluded[name]
            if not when or _stands_near(fold_text, start, end, when):
                continue
        first = text[start]
        if text[end : end + 1] == "$" or is_part_of_a_name(text, start, end, name):
            continue  # US$ is money, Kandahar Steel a company
        if first.islower() and first.isascii():
            continue
        if end - start <= 3 and first.isascii() and not text[start:end].isupper():
            continue
        kept.append((start, end, name))
    return kept


def _stands_near(fold_text: Folded, start: int, end: int, when: tuple[str, ...]) -> bool:
    around = f" {fold_text.text[max(0, start - _NEAR) : end + _NEAR]} "
    return any(f" {word} " in around for word in when)


_NEAR = 60
_CAPITALISED_BEFORE, _CAPITALISED_AFTER = re.compile(r"[A-Z][\w'-]+ $"), re.compile(r" [A-Z][a-z]+")


def _without_people(
    text: str, hits: list[tuple[int, int, str]], fold_text: Folded, words: Lexicon
) -> list[tuple[int, int, str]]:  # fmt: skip
    """Drop names that the seeds do not hold where the text once uses them within a person's name."""
    people = {word for name in words.people if name in fold_text.text for word in name.split()} | {
        name
        for start, end, name in hits
        if words.carried_only(name)
        and (_CAPITALISED_BEFORE.search(text[max(0, start - 20) : start]) or _CAPITALISED_AFTER.match(text, end))
    }
    return [hit for hit in hits if hit[2] not in people or not words.carried_only(hit[2])]


def _with_variants(text: str, hits: list[tuple[int, int, str]], words: Lexicon) -> list[tuple[int, int, str]]:
    """Add the names that only sound like a place; a longer one takes over a town that the seeds do not hold."""
    taken = [(start, end, words.carried_only(name)) for start, end, name in hits]
    more = [(start, end, words.learn(ids, text[start:end])) for start, end, ids in words.variants.find(text, taken)]
    kept = [h for h in hits if not any(start < h[1] and h[0] < end for start, end, _ in more)] if more else hits
    return _with_short_names(text, sorted([*kept, *more]) if more else hits, words)


def _with_short_names(text: str, hits: list[tuple[int, int, str]], words: Lexicon) -> list[tuple[int, int, str]]:
    """Add the camps that a text goes on to call by the name alone: "White Stone camp", then "White Stone"."""
    short = {m[1]: name for start, end, name in hits if (m := _CAMP.match(text, start)) and m.end(1) <= end}
    if not short:
        return hits
    taken = {position for start, end, _ in hits for position in (start, end - 1)}
    again = [
        (m.start(), m.end(), words.learn(tuple(p.id for p in words.meanings(name)), short_name))
        for short_name, name in short.items()
        for m in re.finditer(rf"\b{re.escape(short_name)}\b", text)
        if not {m.start(), m.end() - 1} & taken
    ]
    return sorted([*hits, *again]) if again else hits


_CAMP = re.compile(r"([A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}) camp\b")


class _Around:
    """What stands around each name: words of kind, countries, other places."""

    def __init__(self, flat_text: str, hits: list[tuple[int, int, list[Place]]]):
        self.text, self.hits = flat_text, hits
        self.starts = [start for start, _, _ in hits]

    def choose(
        self, index: int, meanings: Sequence[Place], unsure: frozenset[str], alike: Sequence[Place] = ()
    ) -> Place | None:
        """Choose one meaning; none where the text does not support a name that needs support.

        ``alike`` are places that only sound like the name; one of them is meant where the words of kind say so.
        """
        start, end, _ = self.hits[index]
        kinds = self._kinds(start, end)
        if kinds and meanings and not any(p.kind in kinds for p in meanings):
            meanings = [p for p in alike if p.kind in kinds] or meanings
        if unsure:
            meanings = [
                p for p in meanings if p.id not in unsure or p.kind in kinds or self._agrees(index, p, meanings)
            ]
        if not meanings:
            return None
        if len(meanings) == 1:
            return meanings[0]
        fitting = [p for p in meanings if p.kind in kinds] or list(meanings)
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
            return {after.lastgroup}
        before = self.text[max(0, start - 22) : start]
        if before.rstrip().endswith(_LAST_WORDS) and _KIND_BEFORE.search(before):
            return {kind for kind, pattern in _BEFORE if pattern.search(before)}
        return set()

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
        start, own = self.hits[index][0], {*place.admin1, place.part_of} - {""}
        best = 0
        for i in range(bisect_left(self.starts, start - 300), bisect_right(self.starts, start + 300)):
            places = self.hits[i][2]
            if i == index or len(places) != 1:
                continue
            other = places[0]
            if other.kind != "country" and own & {*other.admin1, other.id, other.part_of}:
                return 2 if place.kind in ("settlement", "district", "camp") else best
            if place.country == other.country and other.kind in ("country", "province"):
                best = 1
        return best

    def _among_provinces(self, index: int) -> bool:
        """Tell whether a name that is both city and province stands with a crossing or other provinces."""
        start, end, _ = self.hits[index]
        if _LINKED.match(self.text, end, end + 6):
            return False
        for i in range(max(0, index - 3), min(len(self.hits), index + 4)):
            other_start, other_end, places = self.hits[i]
            if i == index or not places or max(start, other_start) - min(end, other_end) > 60:
                continue
            gap = self.text[min(end, other_end) : max(start, other_start)]
            if _STOPS.search(gap):
                continue
            kinds = {p.kind for p in places}
            if "crossing" in kinds or ("province" in kinds and "settlement" not in kinds and len(gap) < 30):
                return True
            if "province" in kinds and _PROVINCES.match(self.text, other_end):
                return True
        return False


def _of_a_lesser_town(places: Sequence[Place]) -> Place | None:
    """Give the province where it shares its name with a town that is not its capital: Balkh, Baghlan."""
    province = _first(places, "province")
    if not province or not {p.kind for p in places if p is not province} <= {"settlement", "district"}:
        return None
    elsewhere = any(province.id not in p.admin1 for p in places if p is not province)
    return None if elsewhere or _capitals(province.capital) & {p.id for p in places} else province


@lru_cache(maxsize=256)
def _capitals(name: str) -> frozenset[str]:
    return frozenset(p.id for p in load().named(name)) if name else frozenset()


def _is_capital(place: Place) -> bool:
    return place.kind == "settlement" and any(
        place.id in _capitals(load().place(area).capital) for area in place.admin1 if area in load()
    )


def _first(places: Sequence[Place], kind: str) -> Place | None:
    return next((p for p in places if p.kind == kind), None)


_KIND_WORD = re.compile(
    r"\s(?:province|district|city|county|border crossing|border district|border|crossing|region|valley)\b"
)


def _with_kind_word(flat_text: str, end: int) -> int:
    word = _KIND_WORD.match(flat_text, end)
    return word.end() if word else end


def _merged(found: list[PlaceMention], flat_text: str, text: str) -> list[PlaceMention]:
    """Take "Islam Qala-Dogharoun" for one mention of one crossing."""
    kept: list[PlaceMention] = []
    for mention in found:
        if kept and kept[-1].place.id == mention.place.id and _JOIN.fullmatch(flat_text[kept[-1].end : mention.start]):
            kept[-1] = replace(kept[-1], end=mention.end, surface=text[kept[-1].start : mention.end])
        else:
            kept.append(mention)
    return kept
