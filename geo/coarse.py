"""Safe sharing: a store in which sensitive sites have no exact position.

An informal camp has no fence and no guard; who lives there can be harmed by a pin. Its position is rounded to its
district where that is known as a point with a radius, else to its province as an area, else left out, and what was
written about the spot is taken away. The row stays, and says so.
"""

from dataclasses import dataclass, fields, replace
from functools import cached_property

from geo.schema import Claim, Event, Figure, Flow, Place
from geo.store import Store

SENSITIVE = ("informal", "makeshift", "spontaneous", "unofficial")
SAID = "Position withheld for safety: rounded to {}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounded(Place):
    """A place of which only the area it lies in is shown; ``area`` is a province's id, or empty."""

    area: str = ""


class Coarse(Store):
    """A store as it may be shared where positions could harm; everything but the places is the whole store's."""

    def __init__(self, whole: Store):
        self.__dict__.update(vars(whole))
        for name in ("sources", "bodies", "measures", "withheld"):
            self.__dict__[name] = getattr(whole, name)
        self.__dict__.pop("places", None)
        self.__dict__["digest"] = whole.digest + "-coarse"
        self._whole = whole

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id; the sensitive ones rounded."""
        return self.shown(self._whole.places)

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return self._whole.events

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims."""
        return self._whole.claims

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures."""
        return self._whole.figures

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """From where to where people went."""
        return self._whole.flows

    @property
    def whole(self) -> Store:
        """The store with exact positions."""
        return self._whole.whole

    @property
    def silent(self) -> frozenset[str]:
        """Ids of the sources whose statements this store does not show."""
        return self._whole.silent

    def shown(self, places: dict[str, Place]) -> dict[str, Place]:
        """Give places as this store shows them: the sensitive ones rounded."""
        return {i: rounded(p, places) if sensitive(p) else p for i, p in places.items()}

    def shareable(self) -> Store:
        """Leave out what must not be passed on, and round what is left."""
        return Coarse(self._whole.shareable())


def sensitive(place: Place) -> bool:
    """Say whether a place's exact position could harm the people there.

    Examples
    --------
    >>> park = Place(id="p", name="Park", kind="camp", subtype="informal site", country="AF", source="")
    >>> sensitive(park)
    True
    """
    return place.kind == "camp" and any(word in place.subtype.casefold() for word in SENSITIVE)


def rounded(place: Place, places: dict[str, Place]) -> Place:
    """Give a place the position of its district, as a point with a radius, or of its province, as an area.

    Examples
    --------
    >>> herat = Place(id="AF-HER", name="Herat", kind="province", country="AF", source="")
    >>> park = Place(id="p", name="Park", kind="camp", country="AF", admin1=("AF-HER",), lat=34.3, lon=62.2, source="")
    >>> park = rounded(park, {"AF-HER": herat})
    >>> park.lat, park.area, park.note
    (None, 'AF-HER', 'Position withheld for safety: rounded to Herat.')
    """
    hidden = {"basis": "", "source": "", "facts": "", "lat": None, "lon": None, "precision_km": None}
    above = places.get(place.part_of)
    if above is not None and above.kind == "district" and above.lat is not None:
        spot = {name: getattr(above, name) for name in ("lat", "lon", "precision_km")}
        return replace(place, **hidden | spot | {"note": SAID.format(above.name)})
    province = next((places[code] for code in place.admin1 if code in places), None)
    note = SAID.format(province.name) if province else "Position withheld for safety."
    same = {f.name: getattr(place, f.name) for f in fields(Place)}
    return Rounded(**same | hidden | {"note": note, "area": province.id if province else ""})
