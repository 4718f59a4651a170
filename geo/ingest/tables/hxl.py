"""Any table with a line of HXL tags: the tags say what a column counts, where and when.

A stock stays a stock whatever else is asked for. Columns that count a part by sex or age are passed over; so are
columns whose tag says nothing about what is counted, unless ``--measure`` does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from geo.ingest.tables.cells import count, days, given
from geo.ingest.tables.desk import Desk, Format, Publisher, Refusal
from geo.ingest.tables.pairs import present_in, returned_over, year_of
from geo.ingest.tables.placing import HERE, Spot, country_of
from geo.ingest.tables.reading import Row
from geo.schema import Nature, Record

PUBLISHER = Publisher(
    slug="hxl", name="HXL-tagged table", title="Counts by HXL tag", reliability="F",
    reason="A table somebody tagged; who gathered it, and how, is not in it.",
)  # fmt: skip
_COUNTS = frozenset({"#affected", "#population", "#value", "#indicator", "#reached"})
_PARTS = frozenset({"m", "f", "i", "male", "female", "children", "adults", "elderly", "infants", "adolescents"})
_RETURNED = frozenset({"returnees", "returned", "returns"})
_STOCKS = frozenset({"idps", "refugees", "asylum_seekers", "others", "stateless", "oip", "displaced"})
_ASIDE = frozenset({"resettled", "naturalized", "hst"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What a column counts."""

    at: int
    measure: str
    nature: Nature
    wording: str


def meaning(tag: str, asked: str) -> tuple[str, Nature] | None:
    """Say what a tag counts: a measure and its nature, or ``None`` where it says too little.

    Examples
    --------
    >>> meaning("#affected+refugees+returnees", ""), meaning("#affected+idps", "")
    (('returns_documented', 'count'), ('people_present', 'stock'))
    """
    head, *rest = tag.casefold().replace(" ", "").split("+")
    words = set(rest)
    if head not in _COUNTS or words & _PARTS:
        return None
    if words & {"deported", "deportees"}:
        return "deportations", "count"
    if words & _RETURNED:
        if "idps" in words:
            return "other", "count"
        known = "returns_documented" if "refugees" in words else "returns_undocumented"
        return (known if words & {"refugees", "undocumented"} else asked or "returns_all"), "count"
    if words & _ASIDE:
        return "other", "count"
    if words & _STOCKS:
        if asked not in ("", "people_present"):
            raise Refusal(
                f"{tag} counts people who are somewhere at one time (a stock), not people who came back, so it is not "
                f"loaded as {asked}. Leave out --measure to keep it as people_present."
            )
        return "people_present", "stock"
    return (asked, "stock" if asked == "people_present" else "count") if asked else None


class Reader:
    """Reads rows under a line of tags."""

    def __init__(self, header: list[str], desk: Desk):
        self.tags = [_parse(h) for h in header]
        self.desk, asked = desk, desk.options.measure
        found = [(i, h.strip(), meaning(h, asked)) for i, h in enumerate(header) if h.strip().startswith("#")]
        self.counted = [Counted(i, m[0], m[1], h.lstrip("#")) for i, h, m in found if m]
        if not self.counted:
            raise Refusal("No tag says what is counted. Say it with --measure, such as --measure returns_all.")
        self.origin, self.asylum = self._at("#country", "origin", "code"), self._at("#country", "asylum", "code")
        self.body = desk.options.counted_by or ("unhcr" if min(self.origin, self.asylum) >= 0 else "")
        self.who = max(self._at("#org"), self._at("#source"), self._at("#meta", "source"))
        if not self.body and self.who < 0:
            raise Refusal("The table does not say who counted. Name the body with --counted-by, such as iom.")

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Make a figure of every count."""
        start, end = self._period(cells)
        made: list[Record] = []
        outside = True
        for column in self.counted:
            spot = self._spot(cells, column.nature == "count")
            if spot is None:
                continue
            outside = False
            people = count(cells[column.at])
            if people is None or (people == 0 and column.nature == "stock"):
                continue
            first = end if column.nature == "stock" and (end - start).days > 300 else start
            made += [spot.made] if spot.made else []
            made.append(self.desk.figure(
                column.measure, people, places=spot.place_ids, start=first, end=end, nature=column.nature,
                wording=column.wording, counted_by=self._body(cells), attributed_to=self._said_by(cells),
            ))  # fmt: skip
        return None if outside else made

    def finish(self) -> Iterable[Record]:
        """Nothing waits for the end."""
        return ()

    def _at(self, head: str, *words: str, without: Sequence[str] = ()) -> int:
        for i, (tag, attributes) in enumerate(self.tags):
            if tag == head and set(words) <= attributes and not attributes & set(without):
                return i
        return -1

    def _period(self, cells: list[str]) -> tuple[date, date]:
        first, last, year = (self._at("#date", w) for w in ("start", "end", "year"))
        if first >= 0 and last >= 0 and (one := days(cells[first])) and (other := days(cells[last])):
            if other.end < one.start:
                raise ValueError(f"the period ends ({other.end}) before it starts ({one.start})")
            return one.start, other.end
        plain = self._at("#date", without=("year", "month", "start"))
        if plain >= 0 and (found := days(cells[plain])):
            return found.start, found.end
        if year >= 0:
            return year_of(cells[year])
        raise ValueError("no day or period is given")

    def _spot(self, cells: list[str], flow: bool) -> Spot | None:
        if min(self.origin, self.asylum) >= 0:
            pair = cells[self.origin], cells[self.asylum]
            place = returned_over(*pair) if flow else present_in(*pair)
            return Spot((place,)) if place else None
        country = self._country(cells)
        if country and country not in HERE:
            return None
        get = {head: self._name(cells, head) for head in ("#loc", "#adm2", "#adm1")}
        if get["#loc"]:
            return self.desk.places.named(get["#loc"], country=country, context=get["#adm1"])
        if get["#adm2"]:
            return self.desk.places.named(f"{get['#adm2']} District", country=country, context=get["#adm1"])
        if get["#adm1"]:
            return self.desk.places.province(get["#adm1"], country=country)
        return Spot((country,)) if country else None

    def _name(self, cells: list[str], head: str) -> str:
        i = max(self._at(head, "name", without=("origin",)), self._at(head, without=("origin", "code")))
        return given(cells[i]) if i >= 0 else ""

    def _country(self, cells: list[str]) -> str:
        i = max(self._at("#country", "code", without=("origin",)), self._at("#country", without=("origin", "code")))
        name = given(cells[i]) if i >= 0 else ""
        return (country_of(name) or "?") if name else ""

    def _body(self, cells: list[str]) -> str:
        if self.body:
            return self.body
        written = cells[self.who].strip()
        if found := self.desk.bodies.get(written.casefold()):
            return found
        raise ValueError(f"no counting body is called {written!r}; add it to seeds/bodies.csv, or give --counted-by")

    def _said_by(self, cells: list[str]) -> str:
        return (given(cells[self.who]) if self.who >= 0 else "") or self.body.upper()


def _parse(tag: str) -> tuple[str, frozenset[str]]:
    head, *words = tag.strip().casefold().replace(" ", "").split("+")
    return head, frozenset(words)


def tag_line(rows: Sequence[Row]) -> int | None:
    """Find the line of tags among the first rows: most of its filled cells begin with ``#``."""
    for i, (_, cells) in enumerate(rows[:25]):
        filled = [c.strip() for c in cells if c.strip()]
        if len(filled) > 1 and sum(c.startswith("#") for c in filled) > len(filled) / 2:
            return i
    return None


FORMAT = Format(name="hxl", about="any CSV or XLSX with HXL tags", publisher=PUBLISHER, header=tag_line, start=Reader)
