"""ACLED exports (CSV, and the API's JSON with the same names): events, for this computer only.

Its terms forbid passing rows on, so the batch is kept and shown, and left out of whatever leaves. Event types have no
crowd in our list: protests and riots become ``security``, with ACLED's own words kept beside.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from geo.calendars import month_end
from geo.ingest.tables.cells import days, given, moment, number
from geo.ingest.tables.desk import Desk, Format, Publisher, columns, header_with, slug
from geo.ingest.tables.placing import HERE, Spot, country_of
from geo.schema import Record

PUBLISHER = Publisher(
    slug="acled", name="ACLED", title="Armed Conflict Location & Event Data, export", reliability="B",
    reason="Coded by researchers from named reports and revised weekly; each row is one event of one place and day.",
    url="https://acleddata.com", redistributable=False,
)  # fmt: skip
NEEDED = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "country", "latitude", "longitude",
          "geo_precision")  # fmt: skip
WITHIN_KM = {"1": 2.0, "2": 25.0}
_BY_SUB_EVENT = {
    "non-state actor overtakes territory": "capture", "government regains territory": "capture",
    "non-violent transfer of territory": "capture", "agreement": "talks", "looting/property destruction": "attack",
    "suicide bomb": "attack",
}  # fmt: skip
_BY_EVENT = {
    "battles": "clash", "explosions/remote violence": "attack", "violence against civilians": "attack",
    "protests": "security", "riots": "security", "strategic developments": "security",
}  # fmt: skip
_ON_THE_MOVE = ("refugee", "migrant", "returnee", "idps", "smuggled")
_HARM = frozenset({"attack", "clash"})


@lru_cache(maxsize=10_000)
def category(event_type: str, sub_event_type: str, actors: str) -> str:
    """Give our category for ACLED's types; violence against people on the move is its own.

    Examples
    --------
    >>> category("Battles", "Armed clash", "Border guards"), category("Protests", "Peaceful protest", "")
    ('clash', 'security')
    >>> category("Violence against civilians", "Attack", "Refugees/IDPs (Afghanistan)")
    'migrant_harm'
    """
    found = _BY_SUB_EVENT.get(sub_event_type.casefold()) or _BY_EVENT.get(event_type.casefold(), "")
    if not found:
        raise ValueError(f"no category is known for event_type {event_type!r}")
    moving = found in _HARM and any(word in actors.casefold() for word in _ON_THE_MOVE)
    return "migrant_harm" if moving else found


class Reader:
    """Reads ACLED rows."""

    def __init__(self, header: list[str], desk: Desk):
        at = columns(header)
        self.desk = desk
        if missing := [n for n in NEEDED if n not in at]:
            raise ValueError(f"columns are missing: {', '.join(missing)}")
        self.at = {name: at.get(name, -1) for name in (
            *NEEDED, "time_precision", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "admin1",
            "location", "source", "notes", "fatalities", "timestamp")}  # fmt: skip

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Make one event with its claim."""
        country = country_of(cells[self.at["country"]])
        if country not in HERE:
            return None
        get = {name: (cells[i] if i >= 0 else "") for name, i in self.at.items()}
        if not given(get["event_id_cnty"]):
            raise ValueError("event_id_cnty is empty; without it the row has no identity")
        start, end, precision = _when(get["event_date"], get["time_precision"])
        actors = " ".join(get[n] for n in ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2"))
        sides = " / ".join(a for a in (get["actor1"].strip(), get["actor2"].strip()) if a)
        kind = get["sub_event_type"].strip() or get["event_type"].strip()
        dead = given(get["fatalities"])
        return self.desk.event(
            f"acled-{slug(get['event_id_cnty'])}", category=category(get["event_type"], get["sub_event_type"], actors),
            written=f"{get['event_type']}: {get['sub_event_type']}", title=f"{get['location']}: {kind}, {sides}",
            what=get["notes"].strip() or f"{kind}: {sides}", spot=self._spot(get, country),
            place_written=", ".join(p for p in (get["location"], get["admin1"]) if p), start=start, end=end,
            date_precision=precision, attributed_to=get["source"].strip(), said=moment(get["timestamp"]),
            note=f"fatalities {dead}" if dead else "",
        )  # fmt: skip

    def finish(self) -> Iterable[Record]:
        """Nothing waits for the end."""
        return ()

    def _spot(self, get: dict[str, str], country: str) -> Spot:
        lat, lon, level = number(get["latitude"]), number(get["longitude"]), given(get["geo_precision"])
        if level in WITHIN_KM:
            if lat is None or lon is None:
                raise ValueError(f"geo_precision {level} promises a point, and there is none")
            return self.desk.places.point(lat, lon, within_km=WITHIN_KM[level], name=get["location"], country=country)
        if level == "3":
            return self.desk.places.province(given(get["admin1"]), country=country, lat=lat, lon=lon)
        raise ValueError(f"geo_precision {level!r} is none of 1, 2, 3")


@lru_cache(maxsize=10_000)
def _when(text: str, level: str) -> tuple[date, date, str]:
    """Widen a day to what ACLED's time_precision says of it: 1 the day, 2 some day of the week, 3 of the month."""
    found = days(text)
    if found is None:
        raise ValueError("event_date is empty")
    day = found.start
    if level.strip() == "3":
        return day.replace(day=1), month_end(day.year, day.month), "month"
    if level.strip() == "2":
        return day - timedelta(days=3), day + timedelta(days=3), "week"
    return day, found.end, "day"


FORMAT = Format(
    name="acled", about="ACLED export (CSV or API JSON)", publisher=PUBLISHER,
    header=header_with(frozenset({"event_id_cnty", "event_date", "event_type"})), start=Reader,
)  # fmt: skip
