"""What the text around a name says about it: countries, provinces, neighbours, kinds, and signs that it is no place."""

from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, hypot, radians

from geo.fold import fold, squeeze
from geo.names.apposition import called_by_trade, is_somebody, person_after, title_or_thing
from geo.names.index import LEAST_TO_REPAIR, Index, Spot
from geo.names.kindwords import BORDERS, LONGEST, PLURALS, TYPE_WORDS, TypeWord
from geo.names.notplaces import AFTER, BEFORE, GIVEN_NAMES, SAYING

_TRIES = 20
REACH = 700  # characters read on either side of the name
LONGEST_NAME = 4
_ADJECTIVES = {
    "AF": """
        afghan afghans afghani taliban emirate dari pashto unama افغان افغانی افغانها طالبان امارت والی افغانان افغاني
        افغانانو афган афганский афганская афганистана афганистане afghanische afghanischen afghanischer""",
    "IR": """
        iranian iranians irgc farsi ایرانی ایرانیان سپاه فرماندار استاندار استانداری فرمانداری ناجا ايراني ирана иране
        иранский иранская iranische iranischen iranischer ostan استان شهرستان""",
    "TM": "turkmen ترکمن туркменская",
    "TJ": "tajik تاجیک таджикская",
    "UZ": "uzbek ازبک узбекская",
    "CN": "chinese چینی",
    "PK": "pakistani pak pakistanis پاکستانی پاکستاني",
}
ADJECTIVES = {fold(word): code for code, words in _ADJECTIVES.items() for word in words.split()}


def _set(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


PREPOSITIONS = _set("in into to from at near through via of در به از تا نزدیک nach aus bei в из")
_POSTPOSITIONS = _set("کې کښې ته څخه میں سے تک")
ITS = _set("envoy ambassador count government officials position policy decision foreign authorities stance spokesman")
_ACROSS = BORDERS | {"bordering", "neighbouring", "neighboring"}
_DEMONYMS = _set("afghans iranians pakistanis افغانها افغانان افغانانو ایرانیان")  # people are where they are not from
_PEOPLE = _set("""migrants migrant refugees refugee returnees deportees nationals workers families citizens people men
    women children boys labourers laborers مهاجران مهاجرین مهاجر پناهندگان پناهجویان اتباع شهروندان کارگران خانواده
    کډوال کډوالو flüchtlinge migranten беженцы""")
_OFFICES = _set("governor provincial والی والي استاندار gouverneur губернатор gov")
_AND = _set("and or و او یا und oder и или of the د های")
_LIST, _OF_ALL = 12, 0.9
_OF = _set("of de du d von د e i")
_STOP = _set("the of and in to at on for with from by is was a an de la و در به از که را این با")


@dataclass(slots=True)
class Nearby:
    """Evidence around one name. Weights fall off with the distance in words."""

    countries: dict[str, float] = field(default_factory=dict)
    admin1: dict[str, float] = field(default_factory=dict)
    points: list[tuple[float, float, float]] = field(default_factory=list)
    kinds: dict[str, float] = field(default_factory=dict)
    listed_kinds: dict[str, float] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    not_place: str = ""
    metonym: bool = False
    placed: bool = False
    in_text: bool = False
    somebody: bool = False
    in_small: bool = False

    @property
    def speaks_of_places(self) -> bool:
        """Whether anything around the name is a place or the word for one."""
        return bool(self.points or self.kinds or self.countries)

    def share(self, country: str) -> float:
        """How much of the evidence about countries speaks for this one: −1 to 1, scaled by how much there is."""
        total = sum(self.countries.values())
        if not total:
            return 0.0
        best = max(self.countries.get(c, 0.0) for c in country.split("-"))
        return (best / total - (total - best) / total) * min(1.0, total * 2)

    def nearness(self, spot: Spot) -> float:
        """How close the places mentioned around lie to this one: 1 next door, 0 far away."""
        if spot.lat is None or spot.lon is None or not self.points:
            return 0.0
        return max(weight * 100 / (100 + _km(spot.lon, spot.lat, lon, lat)) for lon, lat, weight in self.points)


def read(name: str, context: str, index: Index) -> Nearby:
    """Read the evidence around ``name`` in ``context``; cost is bounded however long the context is."""
    folded = fold(name)
    at = _find(name, context) if name else -1
    before, after = _around(name, context, at)
    left, right = fold(before).split(), fold(after).split()
    touching = left[-8:] + right[:8]
    found = Nearby(words=frozenset((*touching, *(w[:-1] for w in touching if w.endswith("s")))))
    in_text = at >= 0
    if in_text:
        found.in_text, found.somebody = True, is_somebody(after) or called_by_trade(before)
        found.in_small = context[at : at + len(name)].islower() and context[at : at + len(name)].isascii()
        _read_neighbours(found, left, right, folded)
        found.placed |= after[:1] in {",", "،"} and bool(right and _well_known(index, right[0]))  # a dateline
        found.not_place = found.not_place or person_after(after) or title_or_thing(before, after)
    else:
        found.words = frozenset(right)
        _read_all_kinds(found, right[:60])
    for tokens, distances in ((left, range(len(left), 0, -1)), (right, range(1, len(right) + 1))):
        _read_places(found, tokens, list(distances) if in_text else [1] * len(tokens), index, squeeze(folded))
    if in_text:
        _read_kinds(found, left[-LONGEST:], right[:LONGEST])
        _read_list(found, left[::-1][:_LIST], index, -1)
        _read_list(found, right[:_LIST], index, 1)
    else:
        found.listed_kinds.clear()  # a description is no list
    return found


def _find(name: str, context: str) -> int:
    """Find the name as a word of its own, as written or else in other case near the beginning; −1 where it is not."""
    at = _find_word(name, context)
    return at if at >= 0 else _find_word(name.lower(), context[: 4 * REACH].lower())


def _find_word(name: str, text: str) -> int:
    first = at = text.find(name)
    for _ in range(_TRIES):
        if at < 0:
            break
        if not (text[at - 1 : at].isalnum() or text[at + len(name) : at + len(name) + 1].isalnum()):
            return at
        at = text.find(name, at + 1)
    return -1 if name.isascii() else first  # other scripts write small words and endings on to a name


def _around(name: str, context: str, at: int) -> tuple[str, str]:
    """Cut the text on either side of the name; all of it after when the name is not in it."""
    if at < 0:
        return "", context[: 2 * REACH]
    return context[max(0, at - REACH) : at], context[at + len(name) : at + len(name) + REACH]


def _read_neighbours(found: Nearby, left: list[str], right: list[str], folded: str) -> None:
    """Look at the words that touch the name: a paper's, a company's, a title before a person; a verb of saying."""
    if right[:1] and right[0] in AFTER and not _is_place_word(right):
        found.not_place = AFTER[right[0]]
    elif left[-1:] == ["of"] and (left[-2:-1] == ["treaty"] or GIVEN_NAMES.intersection(left[-2:-1])):
        found.not_place = "a treaty or a person named after it"
    elif left and left[-1] in BEFORE and " " not in folded:
        found.not_place = BEFORE[left[-1]]
    found.placed = (bool(left) and left[-1] in PREPOSITIONS) or (bool(right) and right[0] in _POSTPOSITIONS)
    speaks = any(word in SAYING for word in right[:2]) or (right[:1] == ["s"] and any(w in ITS for w in right[1:3]))
    found.metonym = speaks and not found.placed


def _is_place_word(right: list[str]) -> bool:
    return any(tuple(right[:size]) in TYPE_WORDS for size in (1, 2)) or right[1:2] in (
        ["airport"],
        ["border"],
        ["base"],
    )


def _read_places(found: Nearby, tokens: list[str], distances: list[int], index: Index, own: str) -> None:
    i = 0
    while i < len(tokens):
        step = 1
        weight = (0.25 if _is_across(tokens, i) else 1) / (1 + distances[i] / 6)
        adjective = ADJECTIVES.get(tokens[i])
        if adjective:
            people = tokens[i] in _DEMONYMS or not _PEOPLE.isdisjoint(tokens[max(0, i - 1) : i + 2])
            found.countries[adjective] = found.countries.get(adjective, 0) + weight * (0.2 if people else 0.7)
        elif tokens[i] in index.openings:
            for size in range(min(LONGEST_NAME, len(tokens) - i), 0, -1):
                if _note_place(found, tokens, i, size, (weight, distances[i]), index, own):
                    step = size
                    break
        i += step


def _is_across(tokens: list[str], i: int) -> bool:
    """Whether a country is named as the other side of a border, which says little: "near the Iranian border"."""
    return bool(_ACROSS & {*tokens[max(0, i - 2) : i], *tokens[i + 1 : i + 2]})


def _note_place(
    found: Nearby, tokens: list[str], i: int, size: int, at: tuple[float, int], index: Index, own: str
) -> bool:
    key = "".join(tokens[i : i + size])
    if key == own or len(key) < 3 or (size == 1 and key in _STOP):
        return False
    spots = _well_known(index, key)
    if not spots:
        return False
    weight, distance = at
    for country in {c for s in spots for c in s.country.split("-")}:
        if all(country in s.country.split("-") for s in spots):
            found.countries[country] = found.countries.get(country, 0) + weight
    for spot in spots:
        if spot.lat is not None and spot.lon is not None and spot.kind not in {"country", "border"}:
            found.points.append((spot.lon, spot.lat, weight / len(spots) ** 0.5))
        for admin1 in (spot.id,) if spot.kind == "province" else spot.admin1:
            found.admin1[admin1] = max(found.admin1.get(admin1, 0), weight)
    if distance <= 3 and len({s.kind for s in spots}) == 1:
        found.listed_kinds[spots[0].kind] = weight
    return True


@lru_cache(maxsize=20_000)
def _well_known(index: Index, key: str) -> tuple[Spot, ...]:
    """Give the places of weight that this spelling means; the lesser ones of one name say nothing."""
    owners = {index.owners[a] for a in index.spelled(key) if a not in index.context_only}
    spots = sorted((index.spots[o] for o in owners), key=lambda s: -s.weight)
    return tuple(s for s in spots[:4] if s.weight >= max(LEAST_TO_REPAIR, spots[0].weight - 1))


def _read_all_kinds(found: Nearby, tokens: list[str]) -> None:
    """Read the type word of a context that is said about a name, not around it; several words say nothing."""
    meanings, i = [], 0
    while i < len(tokens):
        size = next((n for n in range(LONGEST, 0, -1) if tuple(tokens[i : i + n]) in TYPE_WORDS), 0)
        meanings += [TYPE_WORDS[tuple(tokens[i : i + size])]] if size else []
        i += size or 1
    kinds = {meaning.kinds[0] for meaning in meanings if len(meaning.kinds) < 3}
    if len(kinds) == 1:
        found.kinds[kinds.pop()] = 0.7


def _read_kinds(found: Nearby, left: list[str], right: list[str]) -> None:
    while len(left) > 1 and left[-1] in _OF:  # "the province of Herat" has its type word next to the name
        left = left[:-1]
    if not _OFFICES.isdisjoint((*left[-1:], *right[:1], *(word.removesuffix("s") for word in right[:1]))):
        found.kinds["province"] = _OF_ALL
    for size in range(1, LONGEST + 1):
        for phrase in (tuple(left[-size:]), tuple(right[:size])):
            meaning: TypeWord | None = TYPE_WORDS.get(phrase)
            if meaning and len(phrase) == size:
                for rank, kind in enumerate(meaning.kinds):
                    found.kinds[kind] = max(found.kinds.get(kind, 0), 1 - rank * 0.3)
                if meaning.country:
                    found.countries[meaning.country] = found.countries.get(meaning.country, 0) + 1


def _read_list(found: Nearby, tokens: list[str], index: Index, way: int) -> None:
    """Read the plural type word of a list of names: ولایت‌های هرات، فراه و نیمروز are all provinces."""
    for at, token in enumerate(tokens):
        for size in (2, 1):
            kind = PLURALS.get(tuple(tokens[at : at + size][::way]))
            if kind:
                found.kinds[kind] = max(found.kinds.get(kind, 0), _OF_ALL)
                return
        if token not in _AND and token not in index.openings:
            return


def _km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    return hypot((lon - other_lon) * cos(radians(lat)), lat - other_lat) * 111.2
