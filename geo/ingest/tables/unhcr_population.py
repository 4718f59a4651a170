"""UNHCR's yearly population statistics: API JSON, data finder CSV, the tables on HDX, and HAPI's returnees.

Refugees who returned (``RET``) went from the country of asylum to that of origin: they are a flow over the border in
that year, of people with papers. Everything else is a stock at the end of the year, or counted aside. ``-`` is not
zero, and a stock of zero is not kept.
"""

from collections.abc import Iterable

from geo.ingest.tables.cells import count, days, given
from geo.ingest.tables.desk import Desk, Format, Publisher, columns, header_with
from geo.ingest.tables.pairs import ASIDE, RETURNED, STOCKS, present_in, returned_over, year_of
from geo.schema import Record

PUBLISHER = Publisher(
    slug="unhcr", name="UNHCR", title="Refugee population statistics, by year", reliability="B",
    reason="Registers and government numbers brought together once a year; small cells may be rounded or hidden.",
    url="https://www.unhcr.org/refugee-statistics/",
)  # fmt: skip
_ORIGIN = ("coo_iso", "iso3coo", "country of origin (iso)", "origin_location_code")
_ASYLUM = ("coa_iso", "iso3coa", "country of asylum (iso)", "asylum_location_code")
_HAPI = frozenset({"origin_location_code", "asylum_location_code", "population_group", "population"})


class Reader:
    """Reads rows of one year, origin and asylum with a column for each kind of people."""

    def __init__(self, header: list[str], desk: Desk):
        at = columns(header)
        self.desk, self.year = desk, at.get("year", -1)
        self.origin, self.asylum = (next(at[n] for n in names if n in at) for names in (_ORIGIN, _ASYLUM))
        self.stocks = {kind: i for kind, names in STOCKS.items() if (i := _first(at, names)) >= 0}
        self.aside = {kind: i for kind, names in ASIDE.items() if (i := _first(at, names)) >= 0}
        self.returned = _first(at, RETURNED)
        self.hapi = {n: at[n] for n in (
            "population_group", "population", "gender", "age_range", "reference_period_start", "reference_period_end"
        )} if at.keys() >= _HAPI else {}  # fmt: skip

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Make a figure of every cell that holds a number."""
        origin, asylum = cells[self.origin], cells[self.asylum]
        over, place = returned_over(origin, asylum), present_in(origin, asylum)
        if not over and not place:
            return None
        if self.hapi:
            return self._hapi(cells, over)
        start, end = year_of(cells[self.year])
        made: list[Record] = []
        if over and self.returned >= 0 and (people := count(cells[self.returned])) is not None:
            made.append(self._returns(people, over, start=start, end=end))
        whence = f"from {origin.strip()}" if origin.strip() not in ("", "-") else "from everywhere"
        for kind, i in self.stocks.items():
            if place and (people := count(cells[i])):
                made.append(self.desk.figure(
                    "people_present", people, places=[place], start=end, end=end, nature="stock",
                    wording=f"{kind}, {whence}", counted_by="unhcr", attributed_to="UNHCR",
                ))  # fmt: skip
        for kind, i in self.aside.items():
            if place and (people := count(cells[i])):
                made.append(self.desk.figure(
                    "other", people, places=[place], start=start, end=end, wording=f"{kind}, {whence}",
                    counted_by="unhcr", attributed_to="UNHCR",
                ))  # fmt: skip
        return made

    def finish(self) -> Iterable[Record]:
        """Nothing waits for the end."""
        return ()

    def _returns(self, people: int, over: str, **period: object) -> Record:
        return self.desk.figure(
            "returns_documented", people, places=[over], wording="refugees who returned", counted_by="unhcr",
            attributed_to="UNHCR", **period,  # type: ignore[arg-type]
        )  # fmt: skip

    def _hapi(self, cells: list[str], over: str) -> Iterable[Record] | None:
        get = {name: given(cells[i]) for name, i in self.hapi.items()}
        if not over:
            return None
        if get["gender"] not in ("", "all") or get["age_range"] not in ("", "all"):
            raise ValueError("a part by sex or age; only rows for all are kept")
        if get["population_group"].upper() not in ("RET", "REFUGEE_RETURNEES"):
            raise ValueError(f"population_group {get['population_group']!r} is not refugees who returned (RET)")
        people, first, last = (
            count(get["population"]), days(get["reference_period_start"]), days(get["reference_period_end"])
        )  # fmt: skip
        if people is None or first is None or last is None:
            raise ValueError("the number or the period is missing, which is not zero")
        return [self._returns(people, over, start=first.start, end=last.end)]


def _first(at: dict[str, int], names: Iterable[str]) -> int:
    return next((at[n] for n in names if n in at), -1)


FORMAT = Format(
    name="unhcr-population", about="UNHCR population statistics (API JSON, data finder, HDX, HAPI returnees)",
    publisher=PUBLISHER,
    header=header_with(
        frozenset({"year", "coo_iso", "coa_iso"}), frozenset({"year", "iso3coo", "iso3coa"}),
        frozenset({"year", "country of origin (iso)", "country of asylum (iso)"}), _HAPI,
    ),
    start=Reader,
)  # fmt: skip
