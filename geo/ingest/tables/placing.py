"""Where a row's happening lies, as precisely as its table claims and no more.

A point known within a few kilometres is the gazetteer's own place if one lies there, else a place of its own; a point
known within a district keeps that radius; a province is the province, a country the country, never a pin.
"""

import math
from dataclasses import dataclass, field
from functools import cached_property

from geo import gazetteer
from geo.boundaries import border_distance_km, province_of, side_of
from geo.errors import MarzError
from geo.geocode import geocode
from geo.schema import Place

NEAR_KM = 2.0  # a point known this well can be a place we know
LINE_KM = 30.0  # how near the border a fuzzy line must run to be the border
_NAMES = {
    "IR": ("iran", "ir", "irn", "364", "iran (islamic republic of)", "islamic republic of iran",
           "iran, islamic republic of", "iran (islamic rep. of)", "ایران"),
    "AF": ("afghanistan", "af", "afg", "4", "004", "افغانستان"),
    "PK": ("pakistan", "pk", "pak", "586", "پاکستان"),
}  # fmt: skip
COUNTRIES = {name: code for code, names in _NAMES.items() for name in names}
HERE = ("AF", "IR")


def country_of(name: str) -> str:
    """Give the ISO 3166-1 alpha-2 code of Iran, Afghanistan or Pakistan as tables write them; empty for others.

    Examples
    --------
    >>> country_of("Iran (Islamic Republic of)"), country_of("AFG"), country_of("Ukraine")
    ('IR', 'AF', '')
    """
    return COUNTRIES.get(name) or COUNTRIES.get(name.strip().casefold(), "")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is: place ids, the new place among them if one had to be made, and what to know about it."""

    place_ids: tuple[str, ...]
    made: Place | None = None
    note: str = ""


@dataclass
class Placer:
    """Finds or makes places for the rows of one table; the same point is looked up once."""

    table: str
    _points: dict[tuple[float, float, float, str, str], Spot] = field(default_factory=dict)
    _areas: dict[tuple[str, str], str] = field(default_factory=dict)

    def point(self, lat: float, lon: float, *, within_km: float, name: str, country: str) -> Spot:
        """Place a point known within so many kilometres.

        Raises
        ------
        ValueError
            If there cannot be such a point, or it lies far from the country that the row names.
        """
        key = (lat, lon, within_km, name, country)
        if key not in self._points:
            self._points[key] = self._point(lat, lon, within_km, name, country)
        return self._points[key]

    def province(self, name: str, *, country: str, lat: float | None = None, lon: float | None = None) -> Spot:
        """Place something known to a province: by its name, else by the point given for it."""
        key = (name, country)
        if key not in self._areas:
            self._areas[key] = _province_named(name, country) if name else ""
        if found := self._areas[key]:
            return Spot((found,))
        if lat is not None and lon is not None and (there := province_of(lon, lat)):
            note = f"province taken from the point given for it; {name!r} is no province we know" if name else ""
            return Spot((there,), note=note)
        raise ValueError(f"no province of {country} is called {name!r}; add the name to seeds/places/aliases.csv")

    def border(self, lat: float, lon: float, *, name: str, country: str) -> Spot:
        """Place something along a line: the border if that runs there, else the province."""
        if border_distance_km(lon, lat) <= LINE_KM:
            return Spot(("border-af-ir",))
        return self.province(name, country=country, lat=lat, lon=lon)

    def named(self, name: str, *, country: str = "", context: str = "") -> Spot:
        """Place a name that a table gives.

        Raises
        ------
        ValueError
            If the name is unknown or can be several places; the reason says which.
        """
        if name in self.known:
            return Spot((name,))
        key = (name, f"{country} {context}")
        if key not in self._areas:
            self._areas[key] = _place_named(name, country, context)
        found = self._areas[key]
        if found.startswith("!"):
            raise ValueError(found[1:])
        return Spot((found,), made=None if found in self.known else gazetteer.load().place(found))

    def _point(self, lat: float, lon: float, within_km: float, name: str, country: str) -> Spot:
        note = _check_point(lat, lon, within_km, country)
        if within_km <= NEAR_KM and (there := self._near(lat, lon)):
            return Spot((there,), note=note)
        province = province_of(lon, lat)
        tail = "" if within_km <= NEAR_KM else f"-{within_km:g}km"
        made = Place(
            id=f"at-{lat:.4f}-{lon:.4f}{tail}", name=name or f"{lat:.4f}° N {lon:.4f}° E", kind="settlement",
            country=country, admin1=(province,) if province else (), lat=lat, lon=lon, precision_km=within_km,
            basis="the table's own point and precision", source=self.table,
        )  # fmt: skip
        return Spot((made.id,), made=made, note=note)

    def _near(self, lat: float, lon: float) -> str:
        east = 111.2 * math.cos(math.radians(lat))
        reach = [(math.hypot((lat - y) * 111.2, (lon - x) * east), i) for i, y, x in self._pins]
        distance, place_id = min(reach, default=(math.inf, ""))
        return place_id if distance <= NEAR_KM else ""

    @cached_property
    def known(self) -> frozenset[str]:
        """Ids of the places that the seeds hold."""
        return frozenset(p.id for p in gazetteer.load())

    @cached_property
    def _pins(self) -> list[tuple[str, float, float]]:
        kinds = ("settlement", "crossing", "camp")
        return [
            (p.id, p.lat, p.lon)
            for p in gazetteer.load()
            if p.kind in kinds and p.lat is not None and p.lon is not None and (p.precision_km or math.inf) <= 5
        ]


def _check_point(lat: float, lon: float, within_km: float, country: str) -> str:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat, lon) == (0, 0):
        raise ValueError(f"no such point: latitude {lat:g}, longitude {lon:g}")
    side = side_of(lon, lat)
    if side == country:
        return ""
    if side is None:
        if within_km > NEAR_KM and any(side_of(x, y) == country for y, x in _around(lat, lon, within_km)):
            return "the point lies outside, by less than its precision"
        raise ValueError(
            f"the point {lat:g}, {lon:g} is in neither Iran nor Afghanistan, though the row says {country}"
        )
    off = border_distance_km(lon, lat)
    if off > max(within_km, NEAR_KM):
        raise ValueError(f"the point {lat:g}, {lon:g} lies {off:.0f} km inside {side}, though the row says {country}")
    return f"the point lies {off:.1f} km across the border from {country}"


def _around(lat: float, lon: float, km: float) -> list[tuple[float, float]]:
    up, right = km / 111.2, km / (111.2 * math.cos(math.radians(lat)))
    turns = [math.tau * i / 8 for i in range(8)]
    return [(lat + up * math.sin(t), lon + right * math.cos(t)) for t in turns]


def _province_named(name: str, country: str) -> str:
    for written in (f"{name} Province", name):
        answer = geocode(written, country=country)
        if answer.status == "matched" and answer.kind == "province" and answer.place_id:
            return answer.place_id
        for candidate in answer.candidates:
            if candidate.kind == "province":
                return candidate.place_id
    return ""


def _place_named(name: str, country: str, context: str) -> str:
    answer = geocode(name, country=country, context=context)
    if answer.status == "matched" and answer.place_id:
        try:
            return gazetteer.load().place(answer.place_id).id
        except MarzError as fault:
            return f"!{fault}"
    if answer.status == "ambiguous":
        choices = ", ".join(c.place_id for c in answer.candidates[:5])
        return f"!{name!r} can be several places: {choices}; write one of these ids, or add a column for its province"
    return f"!{name!r}: {answer.reason}"
