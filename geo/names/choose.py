"""Chooses among the places that a name may mean, by the words with it and the text around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, radians

from geo import gazetteer
from geo.fold import fold
from geo.names.index import Index, Spot
from geo.names.kindwords import Peeled
from geo.names.ladder import Reading
from geo.names.nearby import Nearby
from geo.names.sound import skeleton, sound

MARGIN = 1.0  # a tenfold likelier reading is taken without being told more
_SAME_SPOT_KM = 20
_VILLAGE = 3.8
_TOWN = 4.9
_KNOWN_TO_ALL = 6.2  # Herat is Herat also in a text about Iran
_HAMLET = 2.0  # a hamlet called Mashhad is not meant where the text names a town near it
_MAIN_NAME = 0.5  # Sabzevar is that city before it is the old name of another
_ORDER = ("country", "crossing", "settlement", "province", "district", "camp", "border")


@dataclass(frozen=True, slots=True)
class Scored:
    """A reading with its weight of evidence, and whether the words with the name speak against it."""

    reading: Reading
    spot: Spot
    total: float
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The places in order of evidence; ``best`` when one stands out, ``rivals`` when others do not give way."""

    ranked: tuple[Scored, ...]
    best: Scored | None
    rivals: tuple[Scored, ...] = ()


def choose(
    readings: Sequence[Reading], index: Index, peeled: Peeled, near: Nearby, country: str, bare: Peeled | None = None
) -> Choice:
    """Rank the readings and take the best if it stands out, or if the others are the same spot on the map.

    ``bare`` is the name without its type words: among places on one spot they decide even where the whole was found.
    """
    typed = bare if bare and not peeled.kinds else peeled
    scored = [_score(r, index.spots[r.spot], peeled, near, country) for r in readings]
    if any(s.spot.weight >= _KNOWN_TO_ALL for s in scored):
        scored = [replace(s, total=s.total - _HAMLET) if _is_hamlet(s.spot, near) else s for s in scored]
    if country:
        scored = [s for s in scored if country in s.spot.country.split("-")]
    ranked = sorted(scored, key=lambda s: (bool(s.conflict), -s.total, s.spot.id))
    if not ranked:
        return Choice((), None)
    lead = ranked[0]
    close = [s for s in ranked[1:] if s.total > lead.total - MARGIN and bool(s.conflict) == bool(lead.conflict)]
    rivals = tuple(s for s in close if not same_spot(lead.spot, s.spot, index))
    if rivals:
        return Choice(tuple(ranked), None, (lead, *rivals))
    nested = [lead, *(s for s in ranked[1:] if not s.conflict and s.total > lead.total - 3
                      and same_spot(lead.spot, s.spot, index))]  # fmt: skip
    ours = any(s.spot.kind == "district" and s.spot.curated for s in nested)
    best = min(
        nested, key=lambda s: (bool(s.conflict), -_lean(s.spot, typed, near), _by_another_name(s), _rank(s.spot, ours))
    )
    return Choice((best, *(s for s in ranked if s is not best)), best)


def _score(reading: Reading, spot: Spot, peeled: Peeled, near: Nearby, country: str) -> Scored:
    total = spot.weight + 9 * (reading.alike - 1) + _MAIN_NAME * (fold(reading.spelling) == fold(_head(spot.name)))
    conflict = ""
    if peeled.kinds:
        if spot.kind in peeled.kinds:
            total += 3 - 0.5 * peeled.kinds.index(spot.kind)
        else:
            conflict = f"it is a {spot.kind}, not a {peeled.kinds[0]}"
    if peeled.country and peeled.country not in spot.country.split("-"):
        total -= 2
        conflict = conflict or f"{peeled.words[0]} is a word for places of {peeled.country}"
    share = near.share(spot.country)
    total += 1.4 * share + 1.8 * near.nearness(spot)
    total += 1.8 * max((near.admin1.get(a, 0) for a in (*spot.admin1, spot.id)), default=0)
    total += 0.8 * near.kinds.get(spot.kind, 0) + 0.4 * near.listed_kinds.get(spot.kind, 0)
    elsewhere = share <= -0.9 and sum(near.countries.values()) >= 0.5
    if elsewhere and not conflict and not country and spot.weight < _KNOWN_TO_ALL:
        conflict = "the text speaks of another country"
    return Scored(reading, spot, total, conflict)


def _by_another_name(scored: Scored) -> bool:
    """Whether a town is called by a name that is not its own: Samangan is the province before it is Aybak."""
    if scored.spot.kind != "settlement":
        return False
    return _bones(scored.reading.spelling) != _bones(_head(scored.spot.name))


@lru_cache(maxsize=5000)
def _bones(name: str) -> str:
    return skeleton(sound(fold(name)))


def _lean(spot: Spot, peeled: Peeled, near: Nearby) -> float:
    """How much the words speak for this kind among places on one spot."""
    typed = 10 - peeled.kinds.index(spot.kind) if spot.kind in peeled.kinds else 0
    typed += spot.kind == "province" and peeled.kinds[:1] == ("crossing",)  # a province's border, not its capital's
    return typed + int(near.kinds.get(spot.kind, 0) + near.listed_kinds.get(spot.kind, 0) + 0.5)


def _rank(spot: Spot, has_district: bool) -> tuple[int, bool, str]:
    """Which kind a bare name means among places on one spot: a capital its city, another town its province.

    ``has_district`` says that a district of the seeds bears the name; then only a town of weight comes before it.
    """
    order = 2 * _ORDER.index(spot.kind)
    if spot.kind == "settlement" and not spot.curated and spot.weight < (_TOWN if has_district else _VILLAGE):
        order = 2 * _ORDER.index("district") + 1
    elif spot.kind == "settlement" and not all(_is_seat(spot, admin1) for admin1 in spot.admin1):
        order = 2 * _ORDER.index("province") + 1
    return order, not spot.curated, spot.id


@lru_cache(maxsize=1000)
def _is_seat(spot: Spot, admin1: str) -> bool:
    """Whether a settlement bears the name of the capital of its province."""
    known = gazetteer.load()
    capital = known.place(admin1).capital if admin1 in known else ""
    return _bones(_head(spot.name)) == _bones(capital)


def _is_hamlet(spot: Spot, near: Nearby) -> bool:
    """Whether a place is too small to be thought of first, and the text speaks neither of villages nor its province."""
    spoken_of = near.kinds.get("settlement") or any(a in near.admin1 for a in spot.admin1)
    return not (spot.curated or spoken_of or spot.weight >= _TOWN) and spot.kind in {"settlement", "district"}


def _head(name: str) -> str:
    return name.split(" (", 1)[0]


def same_spot(one: Spot, other: Spot, index: Index) -> bool:
    """Whether two places of one name lie on one spot: one is part of the other, or they are next to each other.

    Examples
    --------
    >>> from geo.names.stored import load
    >>> index = load()
    >>> herat, province, yazd = (index.spots[index.by_id[i]] for i in ("herat-city", "AF-HER", "herat-yazd"))
    >>> same_spot(herat, province, index), same_spot(herat, yazd, index)
    (True, False)
    """
    if other.id in _wholes(one, index) or one.id in _wholes(other, index):
        return True
    areas = {one.kind, other.kind} & {"province", "district"}
    if areas and set(one.admin1) & set(other.admin1):
        return True
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return False
    return hypot((one.lon - other.lon) * cos(radians(one.lat)), one.lat - other.lat) * 111.2 < _SAME_SPOT_KM


def _wholes(spot: Spot, index: Index) -> set[str]:
    found: set[str] = set(spot.admin1)
    above = spot.part_of
    while above and above not in found:
        found.add(above)
        above = index.spots[index.by_id[above]].part_of if above in index.by_id else ""
    return found
