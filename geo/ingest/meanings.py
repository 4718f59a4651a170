"""Names with the places that each may mean, and what can be told of those before any text is read."""

from collections.abc import Sequence
from functools import lru_cache

from geo.fold import fold
from geo.gazetteer import load
from geo.schema import Place

_ORDER = {"crossing": 0, "camp": 1, "border": 2, "country": 3, "settlement": 4, "province": 5, "district": 6}
_TOWN_OR_COUNTY = frozenset({"settlement", "district"})


class Name:
    """A folded name and what it may mean.

    ``unsure`` holds the ids of the meanings that it has only where the text around it agrees (a misprint, a common
    word), ``by_kind`` of those that it has only beside a word of kind: towns too small to be known without one.
    ``carried`` says that it is carried over for towns that the seeds do not hold.
    """

    __slots__ = ("_choices", "by_kind", "carried", "folded", "kinds", "only", "places", "sure", "unsure")

    def __init__(
        self, folded: str, places: Sequence[Place], unsure: frozenset[str], by_kind: frozenset[str], *, carried: bool
    ):
        self.folded, self.places, self.unsure, self.by_kind, self.carried = folded, places, unsure, by_kind, carried
        self.kinds = frozenset([place.kind for place in places])
        self.only = places[0] if len(places) == 1 else None
        self.sure: dict[str, bool] = {}  # whether, written so, it sounds like no other place
        self._choices: dict[tuple[str, ...], Choice] = {}

    def choice(self, places: Sequence[Place]) -> "Choice":
        """Give the choice between some of the meanings."""
        key = tuple([p.id for p in places])
        choice = self._choices.get(key)
        if choice is None:
            choice = self._choices[key] = Choice(places)
        return choice


class Choice:
    """Places to choose from, which bear one name.

    ``province`` is the first province among them; it ``governs`` the others where they are towns or counties in it, and
    none its capital: Balkh, Baghlan. ``ranked`` holds the crossings, else the others before a district of the name, in
    order; a neighbourhood of their country alone says nothing for those ``unmoved``.
    """

    __slots__ = ("governs", "province", "provinces", "ranked", "unmoved")

    def __init__(self, places: Sequence[Place]):
        provinces = [p for p in places if p.kind == "province"]
        self.provinces = frozenset([p.id for p in provinces])
        self.province = provinces[0] if provinces else None
        self.governs = bool(provinces) and all(p is provinces[0] or _is_lesser_town(p, provinces[0]) for p in places)
        ranked = [p for p in places if p.kind == "crossing"] or [p for p in places if p.kind != "district"] or places
        self.ranked = sorted(ranked, key=lambda p: (_ORDER[p.kind], "-" not in p.country, len(p.id)))
        capitals = {p.id for p in places if _is_capital(p)}  # Herat is Herat, also where the text speaks of Iran
        self.unmoved = frozenset([p.id for p in ranked if p.id not in capitals | self.provinces] if capitals else [])


def _is_lesser_town(place: Place, province: Place) -> bool:
    """Tell whether a place is a town or county of a province, and not its capital."""
    inside = place.kind in _TOWN_OR_COUNTY and province.id in place.admin1
    return inside and not _is_seat(place, province.capital)


def _is_capital(place: Place) -> bool:
    areas = place.admin1 if place.kind == "settlement" else ()
    return any(_is_seat(place, load().place(area).capital) for area in areas if area in load())


def _is_seat(place: Place, capital: str) -> bool:
    return capital != "" and (place.id in _capitals(capital) or fold(place.name) == fold(capital))


@lru_cache(maxsize=256)
def _capitals(name: str) -> frozenset[str]:
    return frozenset(p.id for p in load().named(name))
