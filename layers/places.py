"""Rows and columns that every layer of places shares."""

from collections.abc import Sequence
from typing import Any

from geo.schema import Place
from geo.store import Store
from layers.geometry import precision, shape
from layers.layer import Column

COUNTRY = Column(
    "country", "text", "ISO 3166-1 alpha-2; both countries for a crossing or border.", "#country+code+v_iso2"
)
ADMIN1 = Column("admin1", "text", "ISO 3166-2 codes of the provinces it lies in.", "#adm1+code+v_iso")
ADMIN1_PCODE = Column("admin1_pcode", "text", "OCHA place codes of those that have one.", "#adm1+code+v_pcode")
CODES = (COUNTRY, ADMIN1, ADMIN1_PCODE)
PLACE_COLUMNS = (
    Column("id", "text", "The place's id in Marz; stable.", "#loc+code+id"),
    Column("name", "text", "Name in Latin script.", "#loc+name+i_en"),
    Column("name_fa", "text", "Name in Persian or Dari.", "#loc+name+i_fa"),
    Column("name_ps", "text", "Name in Pashto, where one is on record.", "#loc+name+i_ps"),
    Column("kind", "text", "crossing, camp, settlement, district, province, country or border.", "#loc+type"),
    Column("subtype", "text", "A finer word for the kind.", "#loc+type+sub"),
    *CODES,
    Column("precision", "text", "What the geometry is: point, area, line, mixed or unknown.", "#geo+precision+type"),
    Column("precision_km", "number", "The true point lies within this distance; empty for areas and unknown points.",
           "#geo+precision+km"),
    Column("basis", "text", "What the coordinate is the coordinate of.", "#geo+basis"),
    Column("source", "text", "Where the coordinate comes from.", "#meta+source+geo"),
    Column("note", "text", "What a reader should know.", "#meta+note"),
)  # fmt: skip


def place_row(place: Place, store: Store) -> dict[str, Any]:
    """Describe one place in the shared columns, with its geometry."""
    derived = {**codes([place], store), "precision": precision([place]), "geometry": shape(place)}
    return {c.name: getattr(place, c.name) for c in PLACE_COLUMNS if c.name not in derived} | derived


def codes(places: Sequence[Place], store: Store) -> dict[str, Any]:
    """Codes of the countries and provinces that places lie in, each once: ISO's and OCHA's in columns of their own."""
    inside = list(dict.fromkeys(code for p in places for code in p.admin1))
    pcodes = [p.pcode for code in inside if (p := store.places.get(code)) is not None]
    return {
        "country": list(dict.fromkeys(p.country for p in places)), "admin1": inside,
        "admin1_pcode": [code for code in pcodes if code],
    }  # fmt: skip


def of_kind(store: Store, kind: str) -> list[Place]:
    """All places of one kind, by id."""
    return sorted((p for p in store.places.values() if p.kind == kind), key=lambda p: p.id)
