"""UCDP GED (and its candidate releases, some of which have no header line): events of organised violence."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from geo.calendars import month_end
from geo.ingest.tables.cells import days, given, number
from geo.ingest.tables.desk import Desk, Format, Publisher, columns, header_with, slug
from geo.ingest.tables.placing import HERE, Spot, country_of
from geo.ingest.tables.reading import Row
from geo.schema import Record

_NAMES = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name",
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b",
    "number_of_sources source_article source_office source_date source_headline source_original where_prec",
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id",
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best",
    "high low gwnoa gwnob",
)
COLUMNS = [name for line in _NAMES for name in line.split()]
PUBLISHER = Publisher(
    slug="ucdp", name="UCDP", title="UCDP Georeferenced Event Dataset", reliability="B",
    reason="Coded by researchers from named reports, with a grade for place and day; only deadly organised violence.",
    url="https://ucdp.uu.se",
)  # fmt: skip
NEEDED = ("id", "type_of_violence", "where_prec", "latitude", "longitude", "country", "date_start", "date_end")
CATEGORIES = {"1": "clash", "2": "clash", "3": "attack"}
TYPES = {"1": "state-based", "2": "non-state", "3": "one-sided"}
WITHIN_KM = {"1": 2.0, "2": 25.0, "3": 50.0}  # 3: known to the district, as wide as a district is
_DATES = {"1": "day", "2": "few days", "3": "week", "4": "month", "5": "interval"}
_WIDTH = len(COLUMNS)


def header(rows: Sequence[Row]) -> int | None:
    """Know the table by its header, or by the shape of its first row where it has none."""
    found = header_with(frozenset({"type_of_violence", "where_prec", "date_start"}))(rows)
    if found is not None or not rows or len(rows[0][1]) != _WIDTH:
        return found
    first = dict(zip(COLUMNS, rows[0][1], strict=True))
    try:
        lat, lon = number(first["latitude"]), number(first["longitude"])
    except ValueError:
        return None
    fits = first["type_of_violence"].strip() in CATEGORIES and first["year"].strip().isdigit()
    return -1 if fits and lat is not None and lon is not None else None


class Reader:
    """Reads UCDP rows."""

    def __init__(self, names: list[str], desk: Desk):
        at = columns(names or COLUMNS)
        if missing := [n for n in NEEDED if n not in at]:
            raise ValueError(f"columns are missing: {', '.join(missing)}")
        self.desk = desk
        self.at = {name: at.get(name, -1) for name in (
            *NEEDED, "country_id", "side_a", "side_b", "where_coordinates", "where_description", "adm_1", "adm_2",
            "date_prec", "source_article", "source_date", "source_office", "best", "low", "high")}  # fmt: skip

    def row(self, cells: list[str]) -> Iterable[Record] | None:
        """Make one event with its claim."""
        get = {name: (cells[i].strip() if i >= 0 else "") for name, i in self.at.items()}
        country = country_of(get["country"])
        if country not in HERE:
            return None
        kind = get["type_of_violence"]
        if kind not in CATEGORIES:
            raise ValueError(f"type_of_violence {kind!r} is none of 1, 2, 3")
        if not given(get["id"]):
            raise ValueError("id is empty; without it the row has no identity")
        start, end, precision = _when(get["date_start"], get["date_end"], get["date_prec"])
        where = get["where_coordinates"] or get["adm_2"] or get["adm_1"]
        sides = f"{get['side_a']} / {get['side_b']}"
        return self.desk.event(
            f"ucdp-{slug(get['id'])}", category=CATEGORIES[kind], written=f"type_of_violence {kind}: {TYPES[kind]}",
            title=f"{where}: {TYPES[kind]} violence, {sides}", what=f"{TYPES[kind].capitalize()} violence: {sides}.",
            spot=self._spot(get, country), place_written=get["where_description"] or where, start=start, end=end,
            date_precision=precision, attributed_to=get["source_office"] or get["source_article"][:120], said=None,
            note=f"deaths {get['best']} ({get['low']} to {get['high']})" if given(get["best"]) else "",
            about_border=get["where_prec"] == "5",
        )  # fmt: skip

    def finish(self) -> Iterable[Record]:
        """Nothing waits for the end."""
        return ()

    def _spot(self, get: dict[str, str], country: str) -> Spot:
        level, lat, lon = get["where_prec"], number(get["latitude"]), number(get["longitude"])
        if level == "6":
            return Spot((country,))
        if level == "7":
            return Spot((), note="in international waters or air; no place is drawn")
        if level == "4":
            return self.desk.places.province(given(get["adm_1"]), country=country, lat=lat, lon=lon)
        if lat is None or lon is None:
            raise ValueError(f"where_prec {level} promises a point, and there is none")
        if level == "5":
            return self.desk.places.border(lat, lon, name=given(get["adm_1"]), country=country)
        if level not in WITHIN_KM:
            raise ValueError(f"where_prec {level!r} is none of 1 to 7")
        name = get["adm_2"] if level == "3" else get["where_coordinates"]
        return self.desk.places.point(lat, lon, within_km=WITHIN_KM[level], name=name, country=country)


def _when(first: str, last: str, level: str) -> tuple[date, date, str]:
    start, end = days(first), days(last or first)
    if start is None or end is None:
        raise ValueError("date_start is empty")
    if end.end < start.start:
        raise ValueError(f"the event ends ({end.end}) before it starts ({start.start})")
    if level == "4" and start.start == end.end:  # known to the month only
        return start.start.replace(day=1), month_end(start.start.year, start.start.month), "month"
    if level == "3" and start.start == end.end:
        return start.start - timedelta(days=3), end.end + timedelta(days=3), "week"
    return start.start, end.end, _DATES.get(level, "day")


FORMAT = Format(name="ucdp", about="UCDP GED, with or without header", publisher=PUBLISHER, header=header, start=Reader)
