"""Rows and columns that every layer of places shares."""

from typing import Any

from geo.schema import Place
from geo.store import Store
from layers.geometry import precision, shape
from layers.layer import Column

PLACE_COLUMNS = (
    Column("id", "text", "The place's id in Marz; stable."),
    Column("name", "text", "Name in Latin script."),
    Column("name_fa", "text", "Name in Persian or Dari."),
    Column("name_ps", "text", "Name in Pashto, where one is on record."),
    Column("kind", "text", "crossing, camp, settlement, district, province, country or border."),
    Column("subtype", "text", "A finer word for the kind."),
    Column("country", "text", "ISO 3166-1 alpha-2; both countries for a crossing or border."),
    Column("admin1", "text", "ISO 3166-2 codes of the provinces it lies in."),
    Column("precision", "text", "What the geometry is: point, area, line, mixed or unknown."),
    Column("precision_km", "number", "The true point lies within this distance; empty for areas and unknown points."),
    Column("basis", "text", "What the coordinate is the coordinate of."),
    Column("source", "text", "Where the coordinate comes from."),
    Column("note", "text", "What a reader should know."),
)


def place_row(place: Place) -> dict[str, Any]:
    """Describe one place in the shared columns, with its geometry."""
    row: dict[str, Any] = {c.name: getattr(place, c.name) for c in PLACE_COLUMNS if c.name != "precision"}
    return row | {"precision": precision([place]), "geometry": shape(place)}


def of_kind(store: Store, kind: str) -> list[Place]:
    """All places of one kind, by id."""
    return sorted((p for p in store.places.values() if p.kind == kind), key=lambda p: p.id)
