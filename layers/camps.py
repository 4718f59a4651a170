"""Camps, reception and transit centres, as points where a point is known."""

from datetime import date

import geopandas as gpd

from geo.store import Store
from geo.window import Window
from layers.layer import Column, Layer, make
from layers.places import PLACE_COLUMNS, of_kind, place_row

COLUMNS = (
    *PLACE_COLUMNS,
    Column("operator", "text", "Who runs it.", "#org+operator"),
    Column("facts", "text", "Capacity and use as published, in short.", "#description+facts"),
    Column("facts_source", "text", "Where the facts are printed.", "#meta+source+facts"),
)


def camps(store: Store | None = None) -> gpd.GeoDataFrame:
    """All camps and centres in EPSG:4326; geometry is ``None`` where no coordinate is known.

    Examples
    --------
    >>> bool(camps().geometry.isna().any())
    True
    """
    store = store or Store.open()
    rows = [
        place_row(p, store) | {name: getattr(p, name) for name in ("operator", "facts", "facts_source")}
        for p in of_kind(store, "camp")
    ]
    return make(rows, COLUMNS)


def _read(store: Store, window: Window, known_by: date | None) -> gpd.GeoDataFrame:
    return camps(store)


LAYER = Layer(
    name="camps",
    title="Camps and centres",
    title_fa="اردوگاه‌ها و مراکز",
    about="Camps, reception, transit and detention centres for people on the move.",
    columns=COLUMNS,
    credit="Camps: compiled by Marz from the sources in each row; settlements after GeoNames (CC BY 4.0)",
    read=_read,
    licences=("Apache-2.0", "CC-BY-4.0"),
)
