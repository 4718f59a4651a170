"""GDELT events 1.0 (57 or 58 columns) and 2.0 (61): tab-separated, without a header line, coded by machine.

Only what GDELT places in Iran or Afghanistan is taken. CAMEO's root codes are coarser than our list and mostly words of
diplomats; ``174`` (expulsion of people) is the one code that speaks of returns.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from geo.ingest.tables.cells import days, given, number
from geo.ingest.tables.desk import Desk, Format, Publisher
from geo.ingest.tables.placing import HERE, Spot
from geo.ingest.tables.reading import Row
from geo.schema import Record

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code Lat Long FeatureID"
_GEO_2 = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
_FIRST = "GLOBALEVENTID SQLDATE MonthYear Year FractionDate"
_MIDDLE = (
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale "
    "NumMentions NumSources NumArticles AvgTone"
)


def header_of(width: int) -> list[str]:
    """Give the names of the columns, which the files leave out.

    Examples
    --------
    >>> [len(header_of(n)) for n in (57, 58, 61)], header_of(57)[-1]
    ([57, 58, 61], 'DATEADDED')
    """
    actors = [f"Actor{i}{name}" for i in (1, 2) for name in _ACTOR.split()]
    geo = [f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action")
           for name in (_GEO_2 if width == 61 else _GEO).split()]  # fmt: skip
    names = [*_FIRST.split(), *actors, *_MIDDLE.split(), *geo, "DATEADDED", "SOURCEURL"]
    return names[:57] if width == 57 else names


WIDTHS = frozenset({57, 58, 61})
PUBLISHER = Publisher(
    slug="gdelt", name="GDELT", title="GDELT event table", reliability="E",
    reason="Coded by machine from news pages, unread by anybody; one happening stands in many rows.",
    url="https://www.gdeltproject.org",
)  # fmt: skip
_BY_ROOT = {
    **dict.fromkeys(("01", "02", "03", "05", "06", "07", "08", "10", "11", "12", "16"), "diplomacy"),
    **dict.fromkeys(("09", "13", "14", "15", "17"), "security"),
    "04": "talks", "18": "attack", "19": "clash", "20": "attack",
}  # fmt: skip
_BY_CODE = {"174": "return_flow", "061": "trade", "0871": "talks", "0872": "talks"}
_ROOTS = {
    "01": "Statement", "02": "Appeal", "03": "Intent to cooperate", "04": "Consultation",
    "05": "Diplomatic cooperation", "06": "Material cooperation", "07": "Aid", "08": "Yielding", "09": "Investigation",
    "10": "Demand", "11": "Disapproval", "12": "Rejection", "13": "Threat", "14": "Protest", "15": "Show of force",
    "16": "Reduced relations", "17": "Coercion", "18": "Assault", "19": "Fight", "20": "Mass violence",
}  # fmt: skip
WITHIN_KM = 10.0  # the middle of a town, for something in or about it
_ISO = re.compile(r"\d{14}|\d{8}")


def header(rows: Sequence[Row]) -> int | None:
    """Know the table by its width and its first two numbers."""
    if not rows or len(rows[0][1]) not in WIDTHS:
        return None
    first = rows[0][1]
    return -1 if first[0].isdigit() and re.fullmatch(r"(19|20)\d{6}", first[1]) else None


class Reader:
    """Reads GDELT rows; all must be as wide as the first."""

    def __init__(self, names: list[str], desk: Desk):
        self.desk = desk
        self._widen(names)

    def _widen(self, names: list[str]) -> None:
        self.at = {name: i for i, name in enumerate(names)}

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Make one event with its claim."""
        if not self.at:
            self._widen(header_of(len(cells)))
        country = cells[self.at["ActionGeo_CountryCode"]]  # FIPS codes; these two are the same in ISO
        if country not in HERE:
            return None
        get = {name: cells[i].strip() for name, i in self.at.items()}
        day = days(get["SQLDATE"])
        if day is None:
            raise ValueError("SQLDATE is empty")
        root = get["EventRootCode"].zfill(2)
        category = _BY_CODE.get(get["EventCode"]) or _BY_CODE.get(get["EventBaseCode"]) or _BY_ROOT.get(root)
        if not category:
            raise ValueError(f"EventRootCode {get['EventRootCode']!r} is none of CAMEO's 01 to 20")
        sides = " → ".join(n.title() for n in (get["Actor1Name"], get["Actor2Name"]) if n) or "no actor named"
        return self.desk.event(
            f"gdelt-{get['GLOBALEVENTID']}", category=category, written=f"CAMEO {get['EventCode']}",
            title=f"{_ROOTS[root]}: {sides}", what=f"{_ROOTS[root]}: {sides} (coded by machine from a news page).",
            spot=self._spot(get, country), place_written=get["ActionGeo_FullName"], start=day.start, end=day.end,
            date_precision="day", attributed_to=_site(get.get("SOURCEURL", "")), said=_added(get["DATEADDED"]),
            note=get.get("SOURCEURL", ""),
        )  # fmt: skip

    def finish(self) -> Iterable[Record]:
        """Nothing waits for the end."""
        return ()

    def _spot(self, get: dict[str, str], country: str) -> Spot:
        kind, name = get["ActionGeo_Type"], get["ActionGeo_FullName"].split(",")[0].strip()
        if kind == "1":
            return Spot((country,))
        lat, lon = number(get["ActionGeo_Lat"]), number(get["ActionGeo_Long"])
        if lat is None or lon is None:
            raise ValueError(f"ActionGeo_Type {kind} promises a point, and there is none")
        if kind in ("2", "5"):
            return self.desk.places.province(name, country=country, lat=lat, lon=lon)
        if kind in ("3", "4"):
            return self.desk.places.point(lat, lon, within_km=WITHIN_KM, name=name, country=country)
        raise ValueError(f"ActionGeo_Type {kind!r} is none of 1 to 5")


def _site(address: str) -> str:
    found = re.match(r"https?://(?:www\.)?([^/]+)", given(address))
    return found[1] if found else ""


def _added(text: str) -> date | None:
    found = days(text[:8]) if _ISO.fullmatch(text) else None
    return found.start if found else None


FORMAT = Format(name="gdelt", about="GDELT events 1.0 and 2.0", publisher=PUBLISHER, header=header, start=Reader)
