"""Geocodes a column of a frame: a GeoDataFrame with a ledger of how every row was matched."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from geo.errors import BadFrame
from geo.geocode import Answer, geocode

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

LEDGER = ("place_id", "place_name", "kind", "country", "precision_km", "status", "method", "score", "reason")
AREAS = frozenset({"province", "country", "border"})
_EVERY = 1000


def geocode_frame(
    frame: "pd.DataFrame",
    column: str,
    *,
    context: str | None = None,
    country: str | None = None,
    prefix: str = "geo_",
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> "gpd.GeoDataFrame":
    """Add a geometry and a ledger to every row, in EPSG:4326; what is refused, ambiguous or without a point has none.

    Geometry follows precision: a province or country is its outline, the border its line, anything else a point.

    ``context`` and ``country`` name columns that say more about each row. The ledger's columns are those of
    :data:`LEDGER` with ``prefix``, and ``candidates`` (ids joined with ``;``). Each distinct name is looked up once.

    Raises
    ------
    BadFrame
        If a named column is missing, or a ledger column is there already.

    Examples
    --------
    >>> import pandas as pd
    >>> found = geocode_frame(pd.DataFrame({"point": ["Islam Qala", "Dowqarun", "Herat Times"]}), "point")
    >>> found.geo_place_id.tolist()[:2], found.geo_status.tolist(), found.crs.to_epsg()
    (['islam-qala', 'islam-qala'], ['matched', 'matched', 'refused'], 4326)
    """
    import geopandas as gpd
    import pandas as pd

    keys = [c for c in (column, context, country) if c]
    _check(frame, keys, prefix)
    asked = frame[keys].astype("object").where(frame[keys].notna(), "").astype(str)
    rows = pd.MultiIndex.from_frame(asked)
    codes, distinct = rows.factorize()
    answers = []
    for done, row in enumerate(distinct, 1):
        said = dict(zip(keys, row, strict=True))
        answers.append(_ask(said[column], said.get(context or ""), said.get(country or "")))
        if done % _EVERY == 0 or done == len(distinct):
            progress(done, len(distinct))
    ledger = pd.DataFrame([_entry(a, prefix) for a in answers], columns=_columns(prefix))
    shapes = _areas() if any(a.kind in AREAS for a in answers) else {}
    points = gpd.GeoSeries([_geometry(a, shapes) for a in answers], crs="EPSG:4326")
    placed = ledger.iloc[codes].set_index(frame.index)
    geometry = points.iloc[codes].set_axis(frame.index)
    return gpd.GeoDataFrame(pd.concat([frame, placed], axis=1), geometry=geometry, crs="EPSG:4326")


def _areas() -> dict[str, "BaseGeometry"]:
    """Outlines of the areas that have one, by id."""
    from geo.boundaries import border_line, countries, provinces

    named = ((provinces(), "iso3166_2"), (countries(), "iso_a2"), (border_line(), "id"))
    return {i: shape for frame, key in named for i, shape in zip(frame[key], frame.geometry, strict=True)}


def _geometry(answer: Answer, shapes: dict[str, "BaseGeometry"]) -> "BaseGeometry | None":
    from shapely import Point

    if answer.kind in AREAS:
        return shapes.get(answer.place_id or "")
    return None if answer.lon is None or answer.lat is None else Point(answer.lon, answer.lat)


def _check(frame: "pd.DataFrame", keys: list[str], prefix: str) -> None:
    missing = [k for k in keys if k not in frame.columns]
    taken = [c for c in (*_columns(prefix), "geometry") if c in frame.columns]
    faults = [f"no column {k!r}" for k in missing] + [f"column {c!r} is there already" for c in taken]
    if faults:
        raise BadFrame(f"{'; '.join(faults)}. The columns are: {', '.join(map(str, frame.columns))}.")


def _ask(name: str, context: str | None, country: str | None) -> Answer:
    return geocode(name, context=context or "", country=country or "")


def _columns(prefix: str) -> list[str]:
    return [f"{prefix}{c}" for c in (*LEDGER, "candidates")]


def _entry(answer: Answer, prefix: str) -> dict[str, object]:
    said = answer.as_dict()
    held = {f"{prefix}{c}": said[c] for c in LEDGER}
    return {**held, f"{prefix}candidates": ";".join(c.place_id for c in answer.candidates)}
