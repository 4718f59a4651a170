"""IOM DTM displacement (CSV with its HXL line, API JSON, the HAPI table made of it): people displaced inside a country.

That is a stock at one time. It is kept as *people present* and is refused as anything that moves: somebody displaced
inside Afghanistan has crossed no border. Rows of one round that differ only in the province of origin are one count,
so they are added up before anything is made of them.
"""

from collections.abc import Iterable
from datetime import date

from geo.ingest.tables.cells import count, days, given
from geo.ingest.tables.desk import Desk, Format, Publisher, Refusal, columns, header_with
from geo.ingest.tables.placing import HERE, Spot, country_of
from geo.schema import Figure, Record

PUBLISHER = Publisher(
    slug="iom-dtm", name="IOM DTM", title="Displacement Tracking Matrix, internal displacement", reliability="B",
    reason="Baseline rounds of key informants, estimated site by site; a round counts again, it does not add.",
    url="https://dtm.iom.int",
)  # fmt: skip
NOT_RETURNS = (
    "This table counts people displaced inside a country at one time (a stock), not people who came back across a "
    "border, so it is not loaded as {measure}. Leave out --measure to keep it as people_present."
)
_NAMES = {
    "country": ("admin0pcode", "location_code", "admin0name"), "admin1": ("admin1name", "admin1_name"),
    "other1": ("provider_admin1_name",), "admin2": ("admin2name", "admin2_name"), "other2": ("provider_admin2_name",),
    "people": ("numpresentidpind", "population"), "day": ("reportingdate", "reference_period_start"),
    "last": ("reference_period_end",), "round": ("roundnumber", "reporting_round"), "why": ("displacementreason",),
}  # fmt: skip
_MOST_COUNTS = 300_000
Key = tuple[tuple[str, ...], date, date, str, str]


class Reader:
    """Reads DTM rows and adds up those of one place, round and reason."""

    def __init__(self, header: list[str], desk: Desk):
        if desk.options.measure not in ("", "people_present"):
            raise Refusal(NOT_RETURNS.format(measure=desk.options.measure))
        index = columns(header)
        self.desk = desk
        self.at = {key: next((index[n] for n in names if n in index), -1) for key, names in _NAMES.items()}
        self.sums: dict[Key, int] = {}
        self.made: dict[Key, Spot] = {}
        desk.remarks.append("a stock of people displaced inside the country: kept as people_present, not as returns")

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Add a row to its count."""
        get = {key: (given(cells[i]) if i >= 0 else "") for key, i in self.at.items()}
        country = country_of(get["country"])
        if country not in HERE:
            return None
        people, period = count(get["people"]), days(get["day"])
        if people is None:
            raise ValueError("no number of people is reported, which is not zero")
        if period is None:
            raise ValueError("no day is reported")
        last = days(get["last"])
        spot = self._spot(get, country)
        key = (spot.place_ids, period.start, last.end if last else period.end, get["round"], get["why"])
        self.sums[key] = self.sums.get(key, 0) + people
        self.made[key] = spot
        if len(self.sums) > _MOST_COUNTS:
            raise Refusal(f"More than {_MOST_COUNTS:,} counts in one table. Split it by year and import the parts.")
        return ()

    def finish(self) -> Iterable[Record]:
        """Give one figure for each place, round and reason."""
        for key, people in self.sums.items():
            if made := self.made[key].made:
                yield made
            yield self._figure(key, people)

    def _figure(self, key: Key, people: int) -> Figure:
        places, start, end, turn, why = key
        wording = "displaced within the country" + (f": {why.lower()}" if why else "")
        return self.desk.figure(
            "people_present", people, places=places, start=start, end=end, nature="stock", wording=wording,
            counted_by="iom", attributed_to="IOM DTM", note=f"round {turn}" if turn else "",
        )  # fmt: skip

    def _spot(self, get: dict[str, str], country: str) -> Spot:
        first, second = get["admin1"] or get["other1"], get["admin2"] or get["other2"]
        if second:
            return self.desk.places.named(f"{second} District", country=country, context=first)
        return self.desk.places.province(first, country=country) if first else Spot((country,))


FORMAT = Format(
    name="dtm", about="IOM DTM displacement (CSV, API JSON, HAPI)", publisher=PUBLISHER,
    header=header_with(
        frozenset({"admin0name", "numpresentidpind", "reportingdate"}),
        frozenset({"location_code", "population", "reporting_round", "reference_period_start"}),
    ),
    start=Reader,
)  # fmt: skip
