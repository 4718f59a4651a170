"""Dated events, each with the status that its claims give it in the window."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import geopandas as gpd

from geo import eventstream
from geo.claims import EventView
from geo.eventlist import events_in
from geo.schema import Place
from geo.store import Store
from geo.window import Window
from layers.geometry import precision, shape_of
from layers.layer import Column, Layer, make
from layers.places import CODES, codes

COLUMNS = (
    Column("id", "text", "The event's id; stable.", "#event+code"),
    Column("title", "text", "What happened, in a few words.", "#event+name+i_en"),
    Column("title_fa", "text", "The same in Persian.", "#event+name+i_fa"),
    Column("category", "text", "Kind of event.", "#event+type"),
    Column("status", "text", "Derived from the claims: confirmed, reported, claimed, disputed, denied or rumour.",
           "#status+claim"),
    Column("from", "day", "First day.", "#date+start"),
    Column("to", "day", "Last day, itself included.", "#date+end"),
    Column("place_ids", "text", "Ids of the places.", "#loc+code+id"),
    Column("places", "text", "Their names.", "#loc+name"),
    *CODES,
    Column("precision", "text", "What the geometry is: point, area, line, mixed or unknown.", "#geo+precision+type"),
    Column("precision_km", "number", "The true point lies within this distance; empty for areas and lines.",
           "#geo+precision+km"),
    Column("said_by", "text", "Who says so, claim by claim: 'status: who'.", "#meta+attribution"),
    Column("claims", "whole", "How many claims.", "#meta+claims+num"),
    Column("outlets", "whole", "How many publishers carry them.", "#meta+outlets+num"),
    Column("origins", "whole", "How many independent releases they go back to.", "#meta+origins+num"),
    Column("sources", "text", "Publisher, day and address of each source.", "#meta+source"),
    Column("source_ids", "text", "Ids of the sources.", "#meta+source+code"),
)  # fmt: skip


def events(window: Window, store: Store | None = None, *, known_by: date | None = None) -> gpd.GeoDataFrame:
    """Events that share a day with ``window``, in EPSG:4326.

    A claim about a province has the province's polygon, one about the border the border line, one about a place
    without a known point no geometry.
    """
    store = store or Store.open()
    return frame_of(list(events_in(store, window, known_by=known_by)), store)


def frame_of(views: Sequence[EventView], store: Store) -> gpd.GeoDataFrame:
    """Put event views into the layer's columns."""
    spots: dict[tuple[str, ...], dict[str, Any]] = {}
    for view in views:
        if view.event.place_ids not in spots:
            spots[view.event.place_ids] = _spot([store.places[p] for p in view.event.place_ids], store)
    return make([_row(v, store) | spots[v.event.place_ids] for v in views], COLUMNS)


def _spot(places: Sequence[Place], store: Store) -> dict[str, Any]:
    """Say where some places lie; many events share theirs, so it is worked out once for all of them."""
    return codes(places, store) | {
        "places": [p.name for p in places],
        "precision": precision(places),
        "precision_km": max((p.precision_km for p in places if p.precision_km), default=None),
        "geometry": shape_of(places),
    }


def _row(view: EventView, store: Store) -> dict[str, Any]:
    event = view.event
    return {
        "id": event.id,
        "title": event.title,
        "title_fa": event.title_fa,
        "category": event.category,
        "status": view.status,
        "from": event.start,
        "to": event.end,
        "place_ids": event.place_ids,
        "said_by": [f"{c.status}: {c.attributed_to}" for c in view.claims],
        "claims": len(view.claims),
        "outlets": view.outlets,
        "origins": view.origins,
        "sources": sorted({_cite(c.source_id, store) for c in view.claims}),
        "source_ids": sorted({c.source_id for c in view.claims}),
    }


def _cite(source_id: str, store: Store) -> str:
    source = store.sources[source_id]
    return " ".join(part for part in (source.publisher + ",", source.published or "undated", source.url) if part)


def _read(store: Store, window: Window, known_by: date | None) -> gpd.GeoDataFrame:
    return events(window, store, known_by=known_by)


def _blocks(store: Store, window: Window, known_by: date | None) -> Iterator[gpd.GeoDataFrame]:
    for views, excerpt in eventstream.blocks(store, window, known_by=known_by):
        yield frame_of(views, excerpt)


LAYER = Layer(
    name="events",
    title="Events",
    title_fa="رویدادها",
    about="Dated events with the status that their claims give them.",
    columns=COLUMNS,
    credit="Events: compiled by Marz from the sources in each row",
    read=_read,
    dated=True,
    licences=("Apache-2.0", "CC-BY-4.0", "public-domain", "ODbL-1.0"),
    read_blocks=_blocks,
    count=eventstream.count,
)
