"""The index of today's seeds and carried-over names: gathered, kept under ``data/index``, loaded in one read."""

import json
import math
import os
from array import array
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from geo import gazetteer, paths
from geo.durable import write_atomic
from geo.fold import fold, squeeze
from geo.names import carried
from geo.names.index import Index, Spelling, Spot
from geo.schema import Place

_WEIGHT = {"country": 8.0, "border": 7.0, "crossing": 6.8, "province": 6.2, "district": 5.4, "camp": 5.3}
_newest: list[Any] = [None, None, None]
_OWN_PLACES_FIRST = 0.6
_UNKNOWN_PEOPLE = 6000  # many seats of districts have no population in GeoNames
VERSION = 7


def load() -> Index:
    """Give the index of today's seeds and names: from ``data/index`` when it is up to date, else built in memory."""
    known, place = gazetteer.load(), os.environ.get("MARZ_DATA")
    if _newest[0] is not known or _newest[1] != place:
        _newest[:] = known, place, _load(known, carried.extract(), paths.data() / "index" / "names.json")
        _newest[2].known = known
    found: Index = _newest[2]
    return found


@lru_cache(maxsize=2)
def _load(known: gazetteer.Gazetteer, extract: carried.Extract, path: Path) -> Index:
    stamp = _stamp()
    try:
        with path.open(encoding="utf-8") as file:
            if file.readline().strip() == stamp:
                return _undump(json.loads(file.read()))
    except (OSError, ValueError, KeyError, TypeError):
        pass  # missing, or written by another version: the seeds say the same
    built = Index(*_gather(known, extract))
    if "MARZ_SEEDS" not in os.environ or "MARZ_DATA" in os.environ:  # other seeds do not overwrite these seeds' index
        with suppress(OSError):  # the next start is faster if it can be kept
            write_atomic(path, f"{stamp}\n{built.dump()}\n".encode())
    return built


def build() -> Path:
    """Write ``data/index/names.json``; ``marz build`` calls this."""
    path = paths.data() / "index" / "names.json"
    index = Index(*_gather(gazetteer.load(), carried.extract()))
    write_atomic(path, f"{_stamp()}\n{index.dump()}\n".encode())
    return path


def _stamp() -> str:
    """Digest of everything the index is made from."""
    digest = sha256(str(VERSION).encode())
    for path in (*sorted((paths.seeds() / "places").glob("*.csv")), paths.data() / carried.FILE):
        if path.exists():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _undump(held: dict[str, Any]) -> Index:
    spots = [Spot(*(*cells[:5], tuple(cells[5]), *cells[6:])) for cells in held.pop("spots")]
    owners, postings = array("i", held["owners"]), array("i")
    postings.frombytes(b64decode(held["postings"]))
    grams = {gram: (start, end) for gram, (start, end) in held["grams"].items()}
    return Index(spots, (), prepared={**held, "owners": owners, "postings": postings, "grams": grams})


def _gather(known: gazetteer.Gazetteer, extract: carried.Extract) -> tuple[list[Spot], list[Spelling]]:
    spots: list[Spot] = []
    spellings: list[Spelling] = []
    number: dict[str, int] = {}
    for place in known:
        number[place.id] = len(spots)
        entry = extract.get(place.id)
        spots.append(_spot(place, entry))
    spellings += [Spelling(number[a.place_id], a.name, a.use == "context") for a in known.spellings]
    banned = {squeeze(fold(n.name)) for n in known.not_places if not n.when}
    for place_id, entry in extract.items():
        if place_id not in number:
            number[place_id] = len(spots)
            spots.append(_spot(entry.place, entry))
        taken = {squeeze(fold(s.name)) for s in spellings if s.spot == number[place_id]} if place_id in known else set()
        spellings += _more(number[place_id], entry, banned | taken)
    return spots, spellings


def _more(spot: int, entry: carried.Entry, taken: set[str]) -> Iterator[Spelling]:
    for name in (entry.name, *entry.names):
        if name and squeeze(fold(name)) not in taken:
            yield Spelling(spot, name)


def _spot(place: Place, entry: carried.Entry | None) -> Spot:
    curated = not place.id.startswith("gn-") and place.source != "Natural Earth"
    lon, lat, precision = place.lon, place.lat, place.precision_km
    if lat is None and entry is not None and entry.point:
        lon, lat, precision = entry.point
    people = entry.population if entry else 0
    weight = _WEIGHT.get(place.kind) or math.log10(max(people, 1500) if people else _UNKNOWN_PEOPLE)
    if place.kind == "district" and not curated:
        weight = 4.4
    if place.kind == "settlement" and curated:
        weight += _OWN_PLACES_FIRST
    return Spot(place.id, place.name, place.kind, place.subtype, place.country, place.admin1, place.part_of,
                lon, lat, precision, round(weight, 2), curated)  # fmt: skip
