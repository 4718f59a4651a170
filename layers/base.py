"""The ground the claims lie on: countries and the border line."""

from datetime import date

import geopandas as gpd

from geo import boundaries
from geo.store import Store
from geo.window import Window
from layers.layer import Column, Layer, make

COLUMNS = (
    Column("id", "text", "ISO 3166-1 alpha-2 code, or the border's id.", "#country+code"),
    Column("name", "text", "Name.", "#country+name"),
    Column("note", "text", "What a reader should know.", "#meta+note"),
)


def countries() -> gpd.GeoDataFrame:
    """Return the countries of the region as polygons in EPSG:4326."""
    outlines = boundaries.countries()
    rows = [
        {"id": o.iso_a2, "name": o.name, "note": o.note, "geometry": o.geometry}
        for o in outlines.itertuples(index=False)
    ]
    return make(rows, COLUMNS)


def border() -> gpd.GeoDataFrame:
    """Return the Iran–Afghanistan border as one line in EPSG:4326."""
    (line,) = boundaries.border_line().itertuples(index=False)
    return make([{"id": line.id, "name": line.name, "note": line.note, "geometry": line.geometry}], COLUMNS)


def _countries(store: Store, window: Window, known_by: date | None) -> gpd.GeoDataFrame:
    return countries()


def _border(store: Store, window: Window, known_by: date | None) -> gpd.GeoDataFrame:
    return border()


COUNTRIES = Layer(
    name="countries",
    title="Countries",
    title_fa="کشورها",
    about="Outlines of the countries of the region.",
    columns=COLUMNS,
    credit="Countries: Natural Earth (public domain)",
    read=_countries,
    licences=("public-domain",),
)
BORDER = Layer(
    name="border",
    title="Border line",
    title_fa="خط مرز",
    about="The line between Iran and Afghanistan.",
    columns=COLUMNS,
    credit="Border line: © OpenStreetMap contributors (ODbL 1.0)",
    read=_border,
    licences=("ODbL-1.0",),
)
