"""Where people are said to have gone: from a crossing or province to others, as wide as the figure allows."""

from collections.abc import Iterable
from datetime import date

import geopandas as gpd
import shapely

from geo.numbers import bounds
from geo.schema import Figure, Flow, Place
from geo.store import Store
from geo.window import Window
from layers.geometry import anchor
from layers.layer import Column, Layer, make

COLUMNS = (
    Column("id", "text", "The flow's id; stable.", "#meta+id"),
    Column("from_place_ids", "text", "Ids of the places they left; several are named together.",
           "#loc+origin+code+id"),
    Column("from_places", "text", "Their names.", "#loc+origin+name"),
    Column("to_place_ids", "text", "Ids of the places they went to; several are named together.",
           "#loc+dest+code+id"),
    Column("to_places", "text", "Their names.", "#loc+dest+name"),
    Column("low", "whole", "The least number of people that the figure allows.", "#indicator+num+min"),
    Column("high", "whole", "The most that it allows; empty where it sets no limit.", "#indicator+num+max"),
    Column("measure", "text", "What is counted.", "#indicator+code"),
    Column("counted_by", "text", "Id of the body whose count it is.", "#org+counted_by+code"),
    Column("status", "text", "Status of the statement.", "#status+claim"),
    Column("from", "day", "First day that the figure speaks of.", "#date+start"),
    Column("to", "day", "Its last day.", "#date+end"),
    Column("figure", "text", "Id of the figure.", "#meta+figures+code"),
    Column("source", "text", "Publisher, day and address of the source.", "#meta+source"),
    Column("source_ids", "text", "Id of the source.", "#meta+source+code"),
    Column("note", "text", "What the source leaves open.", "#meta+note"),
)  # fmt: skip


def flows(window: Window, store: Store | None = None, *, known_by: date | None = None) -> gpd.GeoDataFrame:
    """Return the flows whose figure shares a day with ``window``, in EPSG:4326: a line from each end to each other.

    Lines only join what the source names; they are no routes, and no line has a share of the number.
    """
    store = store or Store.open()
    told = [(flow, figure) for flow, figure in told_flows(store) if window.meets(figure.start, figure.end)]
    return make([_row(flow, f, store) for flow, f in told if _known(f, known_by)], COLUMNS)


def told_flows(store: Store) -> list[tuple[Flow, Figure]]:
    """Pair every flow with its figure."""
    figures = {f.id: f for f in store.figures}
    return [(flow, figures[flow.figure_id]) for flow in store.flows if flow.figure_id in figures]


def people(figure: Figure) -> tuple[int, int | None]:
    """Give the least and the most people that a figure allows."""
    low, high = bounds(figure.value, figure.qualifier, figure.value_high, figure.value_written)
    return round(low or 0), None if high is None else round(high)


def _known(figure: Figure, known_by: date | None) -> bool:
    return known_by is None or (bool(figure.published) and figure.published <= known_by.isoformat())


def _row(flow: Flow, figure: Figure, store: Store) -> dict[str, object]:
    source = store.sources[figure.source_id]
    start, end = ([store.places[p] for p in ids] for ids in (flow.from_place_ids, flow.to_place_ids))
    low, high = people(figure)
    return {
        "id": flow.id,
        "from_place_ids": flow.from_place_ids,
        "from_places": [p.name for p in start],
        "to_place_ids": flow.to_place_ids,
        "to_places": [p.name for p in end],
        "low": low,
        "high": high,
        "measure": figure.measure,
        "counted_by": figure.counted_by,
        "status": figure.status,
        "from": figure.start,
        "to": figure.end,
        "figure": figure.id,
        "source": f"{source.publisher}, {source.published or 'undated'} {source.url}".strip(),
        "source_ids": source.id,
        "note": flow.note,
        "geometry": _lines(start, end),
    }


def _lines(start: Iterable[Place], end: Iterable[Place]) -> shapely.MultiLineString | None:
    ends = [point for place in end if (point := anchor(place))]
    lines = [shapely.LineString([at, to]) for place in start if (at := anchor(place)) for to in ends]
    return shapely.MultiLineString(lines) if lines else None


def _read(store: Store, window: Window, known_by: date | None) -> gpd.GeoDataFrame:
    return flows(window, store, known_by=known_by)


LAYER = Layer(
    name="flows",
    title="Flows",
    title_fa="جابه‌جایی‌ها",
    about="Where people are said to have gone, for the figures that say so.",
    columns=COLUMNS,
    credit="Flows: compiled by Marz from the sources in each row",
    read=_read,
    dated=True,
    licences=("Apache-2.0",),
)
