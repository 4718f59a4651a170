"""Dated events, each with the status that its claims give it in the window."""

from collections.abc import Sequence
from datetime import date

import geopandas as gpd

from geo.claims import EventView, events_in
from geo.store import Store
from geo.window import Window
from layers.geometry import precision, shape_of
from layers.layer import Column, Layer, make

COLUMNS = (
    Column("id", "text", "The event's id; stable."),
    Column("title", "text", "What happened, in a few words."),
    Column("title_fa", "text", "The same in Persian."),
    Column("category", "text", "Kind of event."),
    Column("status", "text", "Derived from the claims: confirmed, reported, claimed, disputed, denied or rumour."),
    Column("from", "day", "First day."),
    Column("to", "day", "Last day, itself included."),
    Column("place_ids", "text", "Ids of the places."),
    Column("places", "text", "Their names."),
    Column("precision", "text", "What the geometry is: point, area, line, mixed or unknown."),
    Column("precision_km", "number", "The true point lies within this distance; empty for areas and lines."),
    Column("said_by", "text", "Who says so, claim by claim: 'status: who'."),
    Column("claims", "whole", "How many claims."),
    Column("outlets", "whole", "How many publishers carry them."),
    Column("origins", "whole", "How many independent releases they go back to."),
    Column("sources", "text", "Publisher, day and address of each source."),
)


def events(window: Window, store: Store | None = None, *, known_by: date | None = None) -> gpd.GeoDataFrame:
    """Events that share a day with ``window``, in EPSG:4326.

    A claim about a province has the province's polygon, one about the border the border line, one about a place
    without a known point no geometry.
    """
    store = store or Store.open()
    return frame_of(events_in(store, window, known_by=known_by), store)


def frame_of(views: Sequence[EventView], store: Store) -> gpd.GeoDataFrame:
    """Put event views into the layer's columns."""
    return make([_row(v, store) for v in views], COLUMNS)


def _row(view: EventView, store: Store) -> dict[str, object]:
    event = view.event
    places = [store.places[p] for p in event.place_ids]
    return {
        "id": event.id,
        "title": event.title,
        "title_fa": event.title_fa,
        "category": event.category,
        "status": view.status,
        "from": event.start,
        "to": event.end,
        "place_ids": event.place_ids,
        "places": [p.name for p in places],
        "precision": precision(places),
        "precision_km": max((p.precision_km for p in places if p.precision_km), default=None),
        "said_by": [f"{c.status}: {c.attributed_to}" for c in view.claims],
        "claims": len(view.claims),
        "outlets": view.outlets,
        "origins": view.origins,
        "sources": sorted({_cite(c.source_id, store) for c in view.claims}),
        "geometry": shape_of(places),
    }


def _cite(source_id: str, store: Store) -> str:
    source = store.sources[source_id]
    return " ".join(part for part in (source.publisher + ",", source.published or "undated", source.url) if part)


def _read(store: Store, window: Window, known_by: date | None) -> gpd.GeoDataFrame:
    return events(window, store, known_by=known_by)


LAYER = Layer(
    name="events",
    title="Events",
    title_fa="رویدادها",
    about="Dated events with the status that their claims give them.",
    columns=COLUMNS,
    credit="Events: compiled by Marz from the sources in each row",
    read=_read,
    dated=True,
)
