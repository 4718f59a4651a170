"""A row of the archive: one statement at one place, with its source, status, days and bounds.

A statement that speaks of several places has a row for each; ``once``, ``once_in_province`` and ``once_in_country`` are
true on the rows to count, so that sums over any part of the archive count no statement twice. A point stands in
``geometry`` only where one is known; an area is named, not pinned. ``province`` is the one that the point lies in.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from geo import gazetteer
from geo.boundaries import provinces_of
from geo.errors import UnknownPlace
from geo.geoparquet import BBOX, boxes
from geo.schema import Place

KEY_BYTES = 16
UNDATED, NO_COUNTRY = "undated", "none"
_COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z]{2})?")
_PINNED = frozenset({"crossing", "camp", "settlement", "district"})
_TEXTS = ("claim_id", "kind", "category", "measure", "nature", "counted_by", "status", "attributed_to", "source_id",
          "publisher", "url", "file")  # fmt: skip
FIELDS = pa.schema(
    [
        ("key", pa.binary(KEY_BYTES)),
        *((name, pa.string()) for name in _TEXTS),
        *((name, pa.date32()) for name in ("start", "end", "said")),
        *((name, pa.float64()) for name in ("low", "best", "high")),
        ("unit", pa.string()),
        ("qualifier", pa.string()),
        ("evidence_sha256", pa.string()),
        ("evidence_start", pa.int64()),
        ("evidence_end", pa.int64()),
        ("place_id", pa.string()),
        ("province", pa.string()),
        ("precision_km", pa.float64()),
        *((name, pa.bool_()) for name in ("once", "once_in_province", "once_in_country")),
        ("geometry", pa.binary()),
        BBOX,
    ]
)
PARTS = ("month", "country")  # in the path, not in the file
WHOLE = pa.schema([*FIELDS, *((name, pa.string()) for name in PARTS)])


@dataclass(slots=True)
class Statement:
    """One claim or figure, before its places are looked up. ``about`` holds the other columns by name."""

    key: bytes
    start: date | None
    end: date | None
    place_ids: Sequence[str]
    about: Mapping[str, Any]


@dataclass(slots=True)
class _Spot:
    country: str
    province: str
    point: tuple[float, float] | None
    precision_km: float | None


@dataclass(slots=True)
class Spots:
    """Where places lie, by id; those not known yet are joined to provinces all at once."""

    _known: dict[str, _Spot] = field(default_factory=dict)

    def learn(self, place_ids: Iterable[str], made: Mapping[str, Place]) -> None:
        """Look up the places that are new; ``made`` holds those that a table brought."""
        fresh = [p for p in dict.fromkeys(place_ids) if p not in self._known]
        places = [made.get(p) or _place(p) for p in fresh]
        points = [_point(p) for p in places]
        at = np.array([p or (np.nan, np.nan) for p in points], dtype=np.float64).reshape(-1, 2)
        for name, place, point, joined in zip(fresh, places, points, provinces_of(*at.T).tolist(), strict=True):
            self._known[name] = _spot(place, point, joined)

    def __getitem__(self, place_id: str) -> _Spot:
        """Give one that was learned."""
        return self._known[place_id]


_NOWHERE = _Spot(NO_COUNTRY, "", None, None)


def table_of(statements: Iterable[Statement], spots: Spots, made: Mapping[str, Place] | None = None) -> pa.Table:
    """Make the rows of some statements, in their order."""
    listed = list(statements)
    spots.learn((p for s in listed for p in s.place_ids), made or {})
    rows: list[dict[str, Any]] = []
    points: list[Any] = []
    for statement in listed:
        _add(rows, points, statement, spots)
    shapes: Any = shapely.points(np.array(points, dtype=np.float64).reshape(-1, 2))
    shapes[np.isnan([x for x, _ in points])] = None
    geometry: Any = shapely.to_wkb(shapes)
    columns: dict[str, Any] = {
        **{name: [row.get(name) for row in rows] for name in WHOLE.names},
        "geometry": geometry.tolist(),
        "bbox": boxes(shapely.bounds(shapes)),
    }
    return pa.table([pa.array(columns[f.name], type=f.type) if f.name != "bbox" else columns["bbox"] for f in WHOLE],
                    schema=WHOLE)  # fmt: skip


def _add(rows: list[dict[str, Any]], points: list[Any], statement: Statement, spots: Spots) -> None:
    """Add the rows of one statement."""
    day = statement.start or statement.end
    month = f"{day:%Y-%m}" if day else UNDATED
    provinces: set[str] = set()
    countries: set[str] = set()
    for i, place_id in enumerate(statement.place_ids or [""]):
        spot = spots[place_id] if place_id else _NOWHERE
        rows.append({
            **statement.about, "key": statement.key,
            "start": statement.start or day, "end": statement.end or day, "month": month,
            "place_id": place_id or None, "province": spot.province or None, "country": spot.country,
            "precision_km": spot.precision_km, "once": i == 0,
            "once_in_province": spot.province not in provinces, "once_in_country": spot.country not in countries,
        })  # fmt: skip
        provinces.add(spot.province)
        countries.add(spot.country)
        points.append(spot.point or (np.nan, np.nan))


@cache
def _place(place_id: str) -> Place | None:
    try:
        return gazetteer.load().place(place_id)
    except UnknownPlace:
        return None


def _point(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.kind not in _PINNED or place.lat is None or place.lon is None:
        return None
    return place.lon, place.lat


def _spot(place: Place | None, point: tuple[float, float] | None, joined: str) -> _Spot:
    if place is None:
        return _NOWHERE
    named = (
        place.iso3166_2 or place.id if place.kind == "province" else place.admin1[0] if len(place.admin1) == 1 else ""
    )
    country = place.country if _COUNTRY.fullmatch(place.country) else NO_COUNTRY
    return _Spot(country, joined or named, point, place.precision_km if point else None)
