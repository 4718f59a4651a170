"""The 65 first-level divisions of Iran and Afghanistan, as areas."""

from datetime import date

import geopandas as gpd

from geo import boundaries
from geo.store import Store
from geo.window import Window
from layers.layer import Column, Layer, make
from layers.places import PLACE_COLUMNS, of_kind, place_row

COLUMNS = (
    *PLACE_COLUMNS,
    Column("iso3166_2", "text", "Current ISO 3166-2 code.", "#adm1+code+v_iso+self"),
    Column("pcode", "text", "OCHA place code.", "#adm1+code+v_pcode+self"),
    Column("capital", "text", "Capital.", "#loc+name+capital"),
    Column("boundary_note", "text", "What is imperfect about the outline.", "#meta+note+geo"),
)


def provinces(store: Store | None = None) -> gpd.GeoDataFrame:
    """All 65 provinces as polygons in EPSG:4326; columns as in ``COLUMNS``.

    Examples
    --------
    >>> frame = provinces()
    >>> len(frame), frame["iso3166_2"].is_unique, frame.crs.to_epsg()
    (65, True, 4326)
    """
    return make(_rows(store or Store.open()), COLUMNS)


def _rows(store: Store) -> list[dict[str, object]]:
    outlines = boundaries.provinces()
    notes = dict(zip(outlines["iso3166_2"], outlines["note"], strict=True))
    extra = ("iso3166_2", "pcode", "capital")
    return [
        place_row(p, store) | {name: getattr(p, name) for name in extra} | {"boundary_note": notes.get(p.id, "")}
        for p in of_kind(store, "province")
    ]


def _read(store: Store, window: Window, known_by: date | None) -> gpd.GeoDataFrame:
    return provinces(store)


LAYER = Layer(
    name="provinces",
    title="Provinces",
    title_fa="ولایت‌ها و استان‌ها",
    about="Provinces of Afghanistan and Iran.",
    columns=COLUMNS,
    credit="Provinces: Natural Earth (public domain)",
    read=_read,
    licences=("Apache-2.0", "public-domain"),
)
