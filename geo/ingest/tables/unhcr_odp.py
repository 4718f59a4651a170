"""UNHCR's Operational Data Portal (CSV as on HDX, JSON of the portal): people in a country on a day.

The portal gives one day and no beginning, so only returns whose frequency says how long they were counted are taken;
the rest of the returns is refused: nobody can say since when.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from geo.calendars import month_end
from geo.ingest.tables.cells import count, days, given
from geo.ingest.tables.desk import Desk, Format, Publisher, columns, header_with
from geo.ingest.tables.pairs import present_in, returned_over
from geo.ingest.tables.placing import country_of
from geo.schema import Record

PUBLISHER = Publisher(
    slug="unhcr-odp", name="UNHCR Operational Data Portal", title="Situation populations", reliability="B",
    reason="Registers and estimates as the country operations send them in; revised without notice.",
    url="https://data.unhcr.org",
)  # fmt: skip
_NAMES = {
    "place": ("iso3", "geomaster_name"), "country": ("country",), "origin": ("iso3 of origin", "pop_origin_code"),
    "from": ("country of origin", "pop_origin_name"), "kind": ("population type", "pop_type_name"),
    "source": ("source",), "day": ("date",), "people": ("individuals",), "often": ("pop_frequency_name",),
    "running": ("pop_frequency_cumulative",), "level": ("admin_level",),
}  # fmt: skip
_RETURN_WORDS = ("return", "deport", "repatriat")


class Reader:
    """Reads rows of the portal."""

    def __init__(self, header: list[str], desk: Desk):
        index = columns(header)
        self.desk = desk
        self.at = {key: next((index[n] for n in names if n in index), -1) for key, names in _NAMES.items()}

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Make one figure."""
        get = {key: (given(cells[i]) if i >= 0 else "") for key, i in self.at.items()}
        here = country_of(get["place"]) or country_of(get["country"])
        origin = country_of(get["origin"]) or country_of(get["from"])
        if not here or not (present_in(origin, here) or returned_over(origin, here)):
            return None
        people, period = count(get["people"]), days(get["day"])
        if people is None or period is None:
            raise ValueError("the number or the day is missing, which is not zero")
        if any(word in get["kind"].casefold() for word in _RETURN_WORDS):
            return [self._returns(get, people, period.end, here, origin)]
        whence = f", from {origin}" if origin else ""
        return [self.desk.figure(
            "people_present", people, places=[here], start=period.start, end=period.end, nature="stock",
            wording=f"{get['kind'].lower() or 'people'}{whence}", counted_by="unhcr",
            attributed_to=get["source"] or "UNHCR",
        )]  # fmt: skip

    def finish(self) -> Iterable[Record]:
        """Nothing waits for the end."""
        return ()

    def _returns(self, get: dict[str, str], people: int, day: date, here: str, origin: str) -> Record:
        start, end = _span(get["often"], get["running"], day)
        over = returned_over("AF", "" if here == "AF" and origin in ("", "AF") else origin if here == "AF" else here)
        measure = "deportations" if "deport" in get["kind"].casefold() else "returns_all"
        return self.desk.figure(
            measure, people, places=[over], start=start, end=end, wording=get["kind"].lower(), counted_by="unhcr",
            attributed_to=get["source"] or "UNHCR",
        )  # fmt: skip


def _span(often: str, running: str, day: date) -> tuple[date, date]:
    """Give the days that a count of some frequency covers."""
    since = "the table does not say since when these returns are counted; import it with a mapping that gives the start"
    if running.casefold() in ("true", "1", "yes") or not often:
        raise ValueError(since)
    match often.casefold():
        case "daily" | "day":
            return day, day
        case "weekly" | "week":
            return day - timedelta(days=6), day
        case "monthly" | "month":
            return day.replace(day=1), month_end(day.year, day.month)
        case "yearly" | "annual" | "annually" | "year":
            return date(day.year, 1, 1), date(day.year, 12, 31)
    raise ValueError(since)


FORMAT = Format(
    name="unhcr-odp", about="UNHCR Operational Data Portal (CSV, JSON)", publisher=PUBLISHER,
    header=header_with(
        frozenset({"iso3", "population type", "individuals"}),
        frozenset({"geomaster_name", "pop_type_name", "individuals"}),
    ),
    start=Reader,
)  # fmt: skip
