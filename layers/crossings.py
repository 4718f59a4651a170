"""Border crossings: gates, bridges, rail points and border markets, as points where a point is known."""

from datetime import date

import geopandas as gpd

from geo.store import Store
from geo.window import Window
from layers.layer import Column, Layer, make
from layers.places import PLACE_COLUMNS, of_kind, place_row

COLUMNS = (
    *PLACE_COLUMNS,
    Column("sides", "text", "Ids of the places on either side.", "#loc+code+sides"),
    Column("facts", "text", "History and use, in short.", "#description+facts"),
    Column("facts_source", "text", "Where the facts are printed.", "#meta+source+facts"),
)


def crossings(store: Store | None = None) -> gpd.GeoDataFrame:
    """All crossings in EPSG:4326; geometry is ``None`` where no coordinate can be trusted.

    Examples
    --------
    >>> frame = crossings().set_index("id")
    >>> frame.loc["islam-qala"].geometry.geom_type, frame.loc["gulvardeh"].geometry
    ('Point', None)
    """
    store = store or Store.open()
    sides = {p.id: [s.id for s in store.places.values() if s.part_of == p.id] for p in of_kind(store, "crossing")}
    rows = [
        place_row(p, store) | {"sides": sides[p.id], "facts": p.facts, "facts_source": p.facts_source}
        for p in of_kind(store, "crossing")
    ]
    return make(rows, COLUMNS)


def _read(store: Store, window: Window, known_by: date | None) -> gpd.GeoDataFrame:
    return crossings(store)


LAYER = Layer(
    name="crossings",
    title="Crossings",
    title_fa="گذرگاه‌های مرزی",
    about="Border crossings of Afghanistan, those with Iran first.",
    columns=COLUMNS,
    credit="Crossings: compiled by Marz from the sources in each row",
    read=_read,
    licences=("Apache-2.0", "CC-BY-4.0"),
)
