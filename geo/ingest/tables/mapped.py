"""Any table, by a mapping that says which column is what."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from geo.calendars import Period
from geo.ingest.tables.cells import count, days, given, number
from geo.ingest.tables.desk import Desk, Format, Publisher, Refusal, columns, digest, normal, slug
from geo.ingest.tables.dtm import NOT_RETURNS
from geo.ingest.tables.mapping import Mapping, counts_stock
from geo.ingest.tables.placing import HERE, Spot, country_of
from geo.ingest.tables.reading import Row
from geo.schema import CATEGORIES, NATURES, QUALIFIERS, STATUSES, Record

_NEAR_KM = 5.0  # of a point whose table says nothing about its precision
_ABROAD = "?"


def format_of(mapping: Mapping) -> Format:
    """Make the format that a mapping describes."""
    given_source: dict[str, Any] = mapping.source
    name = given_source.get("publisher", "")
    if not name:
        raise Refusal("The mapping does not say whose table it is. Fill in publisher under [source].")
    publisher = Publisher(
        slug=slug(name)[:40] or "table", name=name, title=given_source.get("title", "") or f"Table of {name}",
        reliability=given_source.get("reliability", "F"),
        reason=given_source.get("reliability_reason", "") or "Not judged by whoever imported it.",
        url=given_source.get("url", ""), language=given_source.get("language", "en"),
        redistributable=bool(given_source.get("redistributable", True)),
    )  # fmt: skip

    def header(rows: Sequence[Row]) -> int | None:
        return next((i for i, (line, _) in enumerate(rows) if line == mapping.header), None)

    def start(names: list[str], desk: Desk) -> "Events | Figures":
        return Events(names, desk, mapping) if mapping.kind == "events" else Figures(names, desk, mapping)

    return Format(name="mapped", about="any table by a mapping", publisher=publisher, header=header, start=start)


class _Rows:
    """What rows of figures and of events share: cells by our names, days, places."""

    needed: tuple[str, ...] = ("start",)

    def __init__(self, header: list[str], desk: Desk, mapping: Mapping):
        self.desk, self.mapping, at = desk, mapping, columns(header)
        wanted = [*mapping.columns.values(), *mapping.values.values()]
        if missing := [name for name in wanted if normal(name) not in at]:
            raise Refusal(f"The table has no column {', '.join(map(repr, missing))}. Correct the mapping.")
        if lacking := [n for n in self.needed if n not in mapping.columns and n not in mapping.constants]:
            raise Refusal(f"The mapping does not say {', '.join(lacking)}. Fill it in under [columns] or [constants].")
        self.at = {key: at[normal(name)] for key, name in mapping.columns.items()}
        self.values = {measure: at[normal(name)] for measure, name in mapping.values.items()}
        self.names = dict(enumerate(header))

    def finish(self) -> Iterable[Record]:
        """Nothing waits for the end."""
        return ()

    def get(self, cells: list[str], key: str) -> str:
        """Give what a row says of something: its own cell, else what holds for all rows."""
        text = given(cells[self.at[key]]) if key in self.at else ""
        return text or str(self.mapping.constants.get(key, ""))

    def period(self, cells: list[str]) -> tuple[date, date, str]:
        """Give the first and last day of a row."""
        first, last = (days(self.get(cells, k), self.mapping.date_order) for k in ("start", "end"))
        if first is None:
            raise ValueError("no day is given")
        end = (last or first).end
        if end < first.start:
            raise ValueError(f"the period ends ({end}) before it starts ({first.start})")
        return first.start, end, Period(first.start, end, "range").precision if last else first.precision

    def country(self, cells: list[str]) -> str:
        """Give the row's country; empty where none is named."""
        name = self.get(cells, "country")
        return (country_of(name) or _ABROAD) if name else ""

    def spots(self, cells: list[str], country: str) -> list[Spot]:
        """Place what a row names; several places stand for their sum."""
        names = [n.strip() for n in self.get(cells, "place").split(";") if n.strip()]
        admin1 = self.get(cells, "admin1")
        if not names and admin1:
            return [self.desk.places.province(admin1, country=country)]
        return [self.desk.places.named(n, country=country, context=admin1) for n in names]

    def one_of(self, cells: list[str], key: str, allowed: Sequence[str], otherwise: str) -> Any:
        """Give a word of a closed list."""
        word = self.get(cells, key) or otherwise
        if word not in allowed:
            raise ValueError(f"{key} {word!r} is not one of {', '.join(allowed)}")
        return word


class Figures(_Rows):
    """Reads rows of counts, one figure for each column that counts something."""

    def __init__(self, header: list[str], desk: Desk, mapping: Mapping):
        super().__init__(header, desk, mapping)
        if not self.values and "value" not in self.at:
            raise Refusal(
                'The mapping does not say which column counts. Fill in [values], such as returns_all = "Total".'
            )
        fixed = [*mapping.values, *([mapping.constants["measure"]] if "measure" in mapping.constants else [])]
        if unknown := [m for m in fixed if m not in desk.measures]:
            raise Refusal(f"No measure is called {', '.join(unknown)}. Use one of: {', '.join(sorted(desk.measures))}.")
        for measure, i in self._fixed():
            if counts_stock(self.names[i]) and measure not in ("people_present", "other"):
                raise Refusal(NOT_RETURNS.format(measure=measure).replace("Leave out --measure", "Change the mapping"))

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Make the figures of a row."""
        country = self.country(cells)
        if country == _ABROAD:
            return None
        start, end, _ = self.period(cells)
        spots = self.spots(cells, country) or ([Spot((country,))] if country else [])
        if not spots:
            raise ValueError("no place is given")
        body = self._body(cells)
        made: list[Record] = [s.made for s in spots if s.made]
        figures = [
            self._figure(cells, measure, i, [p for s in spots for p in s.place_ids], start, end, body)
            for measure, i in self._counted(cells)
            if given(cells[i])
        ]
        if not figures:
            raise ValueError("no number is reported, which is not zero")
        return [*made, *figures]

    def _figure(
        self, cells: list[str], measure: str, at: int, places: list[str], start: date, end: date, body: str
    ) -> Record:
        value, high = count(cells[at]), number(self.get(cells, "value_high"))
        published = days(self.get(cells, "published"), self.mapping.date_order)
        if measure not in self.desk.measures:
            raise ValueError(f"no measure is called {measure!r}; see seeds/measures.csv")
        if high is not None and high < (value or 0):
            raise ValueError(f"the upper end ({high:g}) is below the number ({value})")
        stock = "stock" if measure == "people_present" else "count"
        return self.desk.figure(
            measure, float(value or 0), places=places, start=start, end=end, counted_by=body,
            attributed_to=self.get(cells, "attributed_to") or self.desk.publisher.name,
            nature=self.one_of(cells, "nature", NATURES, stock) if measure != "people_present" else "stock",
            qualifier=self.one_of(cells, "qualifier", QUALIFIERS, "range" if high is not None else "exact"),
            value_high=high, wording=self.names[at].strip(), place_written=self.get(cells, "place"),
            unit=self.get(cells, "unit") or ("families" if measure.startswith("families") else "people"),
            value_written=cells[at].strip(), published=published.end.isoformat() if published else "",
            note=self.get(cells, "note"),
        )  # fmt: skip

    def _fixed(self) -> list[tuple[str, int]]:
        constant = self.mapping.constants.get("measure", "")
        more = [(constant, self.at["value"])] if constant and "value" in self.at else []
        return [*self.values.items(), *more]

    def _counted(self, cells: list[str]) -> list[tuple[str, int]]:
        if "measure" in self.at and "value" in self.at:
            return [*self.values.items(), (self.get(cells, "measure"), self.at["value"])]
        return self._fixed()

    def _body(self, cells: list[str]) -> str:
        written = self.get(cells, "counted_by") or self.desk.options.counted_by
        if found := self.desk.bodies.get(written.casefold()):
            return found
        if not written:
            raise ValueError("nobody is named as having counted; fill in counted_by in the mapping")
        raise ValueError(f"no counting body is called {written!r}; add it to seeds/bodies.csv")


class Events(_Rows):
    """Reads rows of happenings."""

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Make one event with its claim."""
        country = self.country(cells)
        if country == _ABROAD:
            return None
        start, end, precision = self.period(cells)
        written = self.get(cells, "category")
        category = self.mapping.categories.get(written, written)
        if category not in CATEGORIES:
            raise ValueError(f"category {written!r} is none of ours; say which under [categories] in the mapping")
        spot = self._spot(cells, country)
        title = self.get(cells, "title") or self.get(cells, "what") or f"{category}: {self.get(cells, 'place')}"
        own = self.get(cells, "id")
        identity = f"{self.desk.publisher.slug}-{slug(own) if own else digest((start, end, title, spot.place_ids))}"
        said = days(self.get(cells, "said"), self.mapping.date_order)
        return self.desk.event(
            identity, category=category, written=written, title=title, what=self.get(cells, "what") or title, spot=spot,
            place_written=self.get(cells, "place"), start=start, end=end, date_precision=precision,
            attributed_to=self.get(cells, "attributed_to"), said=said.end if said else None,
            status=self.one_of(cells, "status", STATUSES, "reported"), note=self.get(cells, "note"),
        )  # fmt: skip

    def _spot(self, cells: list[str], country: str) -> Spot:
        lat, lon, within = (number(self.get(cells, k)) for k in ("lat", "lon", "precision_km"))
        if lat is not None and lon is not None:
            here = country or _side(lon, lat)
            if here not in HERE:
                raise ValueError(f"the point {lat:g}, {lon:g} is in neither Iran nor Afghanistan")
            name = self.get(cells, "place")
            return self.desk.places.point(lat, lon, within_km=within or _NEAR_KM, name=name, country=here)
        spots = self.spots(cells, country) or ([Spot((country,))] if country else [])
        if not spots:
            raise ValueError("no place is given")
        return Spot(tuple(p for s in spots for p in s.place_ids), made=next((s.made for s in spots if s.made), None))


def _side(lon: float, lat: float) -> str:
    from geo.boundaries import side_of

    return side_of(lon, lat) or ""
