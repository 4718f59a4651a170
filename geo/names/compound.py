"""Names written together: "Islam Qala, Herat", "Taybad/Dogharoun", "Zabol (Iran)" explain each other."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from geo.fold import fold, squeeze
from geo.names.answers import Ambiguous, Answer, Candidate, Match
from geo.names.choose import same_spot
from geo.names.index import Index, Spot, is_well_known
from geo.names.kindwords import PLURALS, TYPE_WORDS, peel
from geo.names.nearby import ADJECTIVES
from geo.names.settle import crossing_of, distance_km

SIGNS = re.compile(r"[,;/|()\[\]،؛]|[’'‘]s | [-–—] |[–—]| (?:in|of|near|at|with|در|با|у) ")
LOOSE = re.compile(r"[,;/|()\[\]،؛]| [-–—] |[–—]")  # what follows may be no place: "Zahedan, day 3"
OWNED = re.compile(r"[’'‘]s ")  # "Herat's Guzara district" is the district
WORDS = re.compile(r"[,;/|()\[\]،؛]| [-–—] |[–—-]| (?:and|or|und|oder|و|او|اور|и) ")
MOST = 4
LONGEST_WITH_PLACE = 6
LINKS = frozenset(fold("and or with between the s eastern western با و بین میان او د und или и с").split())
BETWEEN = frozenset(fold("ولایت استان شهرستان ولسوالی مرکز صوبہ ضلع of in province ولايت").split())
RAILWAYS = frozenset(fold(w) for w in ["rail", "railway", "train", "ریلی", "آهن", "ж", "bahn"])
_ENDS_OF_A_WAY = frozenset({"settlement", "province", "country"})
_DETOUR_KM = 60
_WIDE = frozenset({"province", "border", "country"})
_FROM_NARROW = ("crossing", "camp", "settlement", "district", "province", "border", "country")


def split(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Cut a name into parts; none when it has only one, too many, or scraps.

    Examples
    --------
    >>> split("Islam Qala, Herat", SIGNS), split("Islam Qala", SIGNS), split("Qala-i-Kah", WORDS)
    (['Islam Qala', 'Herat'], [], [])
    """
    parts = [p.strip() for p in pattern.split(text) if p.strip()]
    if pattern is SIGNS and OWNED.search(text):
        parts.reverse()
    scraps = any(len(p) < 3 and not p.isupper() for p in parts)
    return parts if 2 <= len(parts) <= MOST and not scraps else []


def with_its_place(tokens: list[str], index: Index) -> list[list[str]]:
    """Cut off a well-known place at either end of a name: "Zaranj Nimroz" is Zaranj, which is in Nimroz.

    Examples
    --------
    >>> from geo.names.stored import load
    >>> with_its_place(["abu", "nasr", "farahi", "farah"], load())
    [['abu nasr farahi', 'farah']]
    """
    cuts = [(tokens[:-1], tokens[-1]), (tokens[1:], tokens[0])] if 1 < len(tokens) <= LONGEST_WITH_PLACE else []
    between = next((n for n, t in enumerate(tokens[-2::-1]) if t not in BETWEEN), 0)
    if cuts and between:  # "the crossing … of the province of Nimruz"
        cuts.insert(0, (tokens[: -1 - between], tokens[-1]))
    known = [(rest, end) for rest, end in cuts if any(is_well_known(index.owner(a)) for a in index.spelled(end))]
    typed = " ".join(tokens[-2:]) if between and tuple(tokens[-2:-1]) in TYPE_WORDS else ""
    return [[" ".join(rest), typed if typed and len(rest) == len(tokens) - 1 - between else end] for rest, end in known]


def read_parts(
    name: str, parts: list[str], ask: Callable[[str, str], Answer], index: Index, *, loose: bool, joined: bool
) -> Answer | None:
    """Ask for every part with the others as its context; ``None`` when they make no sense together.

    ``loose`` lets words after the first part that are no places pass: "Zahedan, day 3". Parts that are ``joined`` by
    "and" or a hyphen stand side by side: they explain each other only at a crossing.
    """
    answers = [ask(part, "" if joined else " ; ".join(p for p in parts if p is not part)) for part in parts]
    found = [a for a in answers if isinstance(a, Match)]
    if not joined:
        found += [m for a in answers if isinstance(a, Ambiguous) and (m := _around_them(a, found, index))]
    if isinstance(answers[0], Ambiguous) and len(parts) == 2 and answers[1].kind == "country":
        return replace(answers[0], name=name)
    plural = any(tuple(word.split()) in PLURALS for word in peel(fold(parts[0])).words)
    if plural and joined and found and all(a.spot or a.candidates for a in answers):
        return _several(name, [a.spot or _spot_of(a, index) for a in answers], found[0])
    if len(found) < len(parts) and not (loose and isinstance(answers[0], Match)):
        return None
    if joined and all(a.method in {"transliterated", "edit"} for a in found):
        return None  # two guesses are no evidence of each other
    return _narrowest(name, found, index, joined=joined)


def _around_them(answer: Ambiguous, found: list[Match], index: Index) -> Match | None:
    """Take of several places the one that the other parts lie in: Nimroz, with the silk port."""
    spots = [index.spots[index.by_id[c.place_id]] for c in answer.candidates if c.place_id in index.by_id]
    around = [s for s in spots if found and all(m.spot and _covers(s, m.spot, index) for m in found)]
    named = [s for s in around if all(m.spot and s.id in m.spot.admin1 for m in found)] or around
    return Match(answer.name, "", (), answer.method, named[0], 0.9) if len(named) == 1 else None


def border_between(folded: str, index: Index) -> Spot | None:
    """Find the border that a name speaks of by its countries: "Turkmen-Afghan", "Iran and Pakistan".

    Examples
    --------
    >>> from geo.names.stored import load
    >>> border_between("turkmen afghan", load()).id, border_between("herat", load())
    ('border-af-tm', None)
    """
    countries: dict[str, None] = {}
    for token in folded.split():
        code = ADJECTIVES.get(token) or country_of(token, index)
        if code:
            countries[code] = None
        elif token not in LINKS:
            return None
    sides = frozenset([*countries, "AF"] if len(countries) == 1 else countries)
    borders = [s for s in index.spots if s.kind == "border" and frozenset(s.country.split("-")) == sides]
    return borders[0] if len(borders) == 1 else None


def crossing_between(parts: list[str], index: Index) -> Spot | None:
    """Find the crossing on the way from a town to one beyond the border: "Khaf-Herat rail border point".

    Examples
    --------
    >>> from geo.names.stored import load
    >>> crossing_between(["Khaf", "Herat rail border point"], load()).id, crossing_between(["Khaf", "Taybad"], load())
    ('shamtigh-rozanak', None)
    """
    peeled = [peel(fold(part)) for part in parts]
    towns = [_town(squeeze(p.core), index) for p in peeled]
    if len(towns) != 2 or None in towns or all("crossing" not in p.kinds[:1] for p in peeled):
        return None
    one, other = (t for t in towns if t)
    if one.kind == "country":
        one, other = other, one
    if one.kind == "country":
        return None
    if other.kind == "country":
        return _crossing_into(other.id, one, index)
    rail = not RAILWAYS.isdisjoint(" ".join(map(fold, parts)).split())
    sides = {one.country, other.country}
    ways = [s for s in index.spots if s.kind == "crossing" and s.lat is not None and set(s.country.split("-")) == sides]
    fit = [s for s in ways if s.part_of.startswith("border") and ("rail" in s.subtype if rail else s.subtype != "rail")]
    there = [(way_through(one, s, other), s) for s in fit]
    near = sorted((w for w in there if w[0] <= _DETOUR_KM), key=lambda w: w[0])
    stands_out = len(near) == 1 or (near and near[0][0] < near[1][0] - _DETOUR_KM / 2)
    return near[0][1] if stands_out else None


def _crossing_into(country: str, here: Spot, index: Index) -> Spot | None:
    """Find the only crossing, by road if there are several, from a province or town into a country."""
    sides = {here.country, country}
    ways = [s for s in index.spots if s.kind == "crossing" and set(s.country.split("-")) == sides]
    near = [s for s in ways if distance_km(here, s) < _DETOUR_KM]
    there = near or [s for s in ways if set(s.admin1) & {here.id, *here.admin1} and s.part_of.startswith("border")]
    roads = [s for s in there if s.subtype.startswith("road")] or there
    return roads[0] if len(roads) == 1 else None


def way_through(one: Spot, crossing: Spot, other: Spot) -> float:
    """Say by how many kilometres the way over a crossing is longer than the straight line."""
    return distance_km(one, crossing) + distance_km(crossing, other) - distance_km(one, other)


def _town(key: str, index: Index) -> Spot | None:
    known = [s for a in index.spelled(key) if is_well_known(s := index.owner(a)) and s.kind in _ENDS_OF_A_WAY]
    return max(known, key=lambda s: (s.kind == "settlement", s.weight), default=None)


def country_of(token: str, index: Index) -> str:
    """Give the code of the country that a folded word names; empty when it names none."""
    found = {index.owner(a).id for a in index.spelled(squeeze(token)) if index.owner(a).kind == "country"}
    return found.pop() if len(found) == 1 else ""


def _narrowest(name: str, found: list[Match], index: Index, *, joined: bool) -> Answer:
    spots = list({a.spot.id: a.spot for a in found if a.spot}.values())
    families = [c for s in spots if (c := s if s.kind == "crossing" and s.part_of.startswith("border")
                                         else crossing_of(s, index))]  # fmt: skip
    if len(families) > 1 and len(set(families)) == 1:
        crossing = families[0]
        spots = [crossing, *(s for s in spots if s is not crossing and crossing_of(s, index) is not crossing)]
    spots.sort(key=lambda s: _FROM_NARROW.index(s.kind) if joined else 0)
    for lead in spots[:1] if joined else spots:
        alone = joined and lead.kind != "crossing" and any(s.kind != "country" for s in spots if s is not lead)
        if alone or not all(_covers(s, lead, index) for s in spots if s is not lead):
            continue
        score = round(min(a.score for a in found), 2)
        return Match(name, "its parts name one place", (), found[0].method, lead, score)
    return _several(name, spots, found[0])


def _spot_of(answer: Answer, index: Index) -> Spot:
    return index.spots[index.by_id[answer.candidates[0].place_id]]


def _several(name: str, spots: Sequence[Spot], first: Answer) -> Ambiguous:
    share = round(1 / len(spots), 2)
    candidates = tuple(Candidate(s.id, s.name, s.kind, s.country, share) for s in spots)
    return Ambiguous(name, "names several places; ask for one at a time", candidates, first.method)


def _covers(wide: Spot, narrow: Spot, index: Index) -> bool:
    """Whether naming ``wide`` with ``narrow`` says where it is: its country, its province, the province's towns."""
    if narrow.kind in _WIDE and wide.kind not in _WIDE:
        return False
    if wide.kind == "country":
        return wide.id in narrow.country.split("-")
    if wide.kind in {"crossing", "camp"}:
        return wide.id == narrow.part_of
    here = bool({wide.id, *wide.admin1} & {narrow.id, *narrow.admin1})
    if wide.kind == "settlement" and narrow.kind == "settlement":
        return same_spot(wide, narrow, index) or (here and wide.weight > narrow.weight + 1)
    return here or same_spot(wide, narrow, index)
