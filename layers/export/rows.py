"""The rows of one layer on their way out: a block at a time, counted, their sources noted."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.schema import Source
from geo.store import Store, published_by
from layers.export.licences import LICENCES
from layers.export.selection import Selection
from layers.layer import DISCLAIMER, Column, Layer

Tick = Callable[[str, int, int], None]  # layer, rows gone through, rows there are at the most
ARROW: dict[str, pa.DataType] = {
    "text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "flag": pa.bool_(), "day": pa.date32(),
}  # fmt: skip
MOST_POINTS = 400_000  # in the shapes of a block: many rows may share a province, and a file writes its outline in each
SOURCE_TEXTS = ("source", "facts_source")


class Rows:
    """One pass over a layer's rows; ``count``, ``source_ids`` and ``source_texts`` fill up as blocks go by.

    ``kinds`` is filled by formats that tell kinds of shape apart. ``store`` is given whole: what must not be passed on
    is left out here.
    """

    def __init__(self, layer: Layer, store: Store, selection: Selection, *, tick: Tick | None = None):
        self.layer, self.selection, self.tick = layer, selection, tick
        self.store = selection.store(store)
        self.count = self.seen = 0
        self.left_out = 0
        self.kinds: dict[str, int] = {}
        self.source_ids: set[str] = set()
        self.source_texts: set[str] = set()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The layer's columns."""
        return self.layer.columns

    def __iter__(self) -> Iterator[gpd.GeoDataFrame]:
        """Give the blocks, those rows in them that pass the filters."""
        chosen = self.selection
        for block in self.layer.blocks(self.store, chosen.window, known_by=chosen.known_by):
            self.seen += len(block)
            kept = chosen.of(block)
            self._note(kept)
            yield from _pieces(kept)
            if self.tick:
                self.tick(self.layer.name, self.seen, self._total)

    @cached_property
    def _total(self) -> int:
        """How many rows there are to go through at the most; 0 where nobody counts them beforehand."""
        return self.layer.count(self.store, self.selection.window) if self.layer.count else 0

    def _note(self, block: gpd.GeoDataFrame) -> None:
        self.count += len(block)
        if "source_ids" in block:
            self.source_ids.update(*(ids.split("; ") for ids in block["source_ids"] if ids))
        else:
            self.source_texts.update(t for name in SOURCE_TEXTS if name in block for t in block[name] if t)

    def sources(self) -> list[Source]:
        """Give the sources that the rows seen so far rest on, by id."""
        return [self.store.sources[i] for i in sorted(self.source_ids)]

    def as_of(self) -> date:
        """Give the last day on which anything in the store was published, or the known-by day if that is earlier."""
        days = [day for s in self.store.sources.values() if (day := published_by(s.published))]
        return min(max(days, default=date.min), self.selection.known_by or date.max)

    def about(self) -> dict[str, Any]:
        """Say what a file of these rows has to say of itself."""
        layer = self.layer
        return {
            "name": layer.name,
            "title": layer.title,
            "description": layer.about,
            **self.selection.described(),
            "credit": layer.credit,
            "licence": " · ".join(LICENCES[name]["title"] for name in layer.licences),
            "disclaimer": DISCLAIMER,
            "store": self.store.digest,
        }

    def notes(self) -> dict[str, str]:
        """Give the same as flat text, for formats that hold nothing else; empty where there is nothing to say."""
        about = self.about()
        window = about.pop("window")
        about |= {"window": f"{window['from']}/{window['to']}", "known_by": about["known_by"] or ""}
        about["filters"] = "; ".join(f"{name}: {', '.join(v)}" for name, v in about["filters"].items())
        about["coarsened"] = COARSENED if about["coarsened"] else ""
        return {f"marz_{name}": str(value) for name, value in about.items() if value}


COARSENED = "Sensitive sites are rounded to their district or province; such rows say so in their note."


def _pieces(block: gpd.GeoDataFrame) -> Iterator[gpd.GeoDataFrame]:
    """Cut a block so that the shapes of each piece, written out row by row, stay small."""
    points = np.cumsum(shapely.get_num_coordinates(block.geometry.values))
    cuts = np.searchsorted(points, np.arange(MOST_POINTS, points[-1] if len(points) else 0, MOST_POINTS))
    edges = np.unique([0, *cuts, len(block)]) if len(block) else (0, 0)
    yield from (block.iloc[a:b] for a, b in pairwise(edges))


def table(block: gpd.GeoDataFrame, columns: tuple[Column, ...]) -> pa.Table:
    """Turn a block into Arrow: days as days, unknown as null, geometry as WKB in a last column ``geometry``."""
    arrays = [_array(block[c.name], c) for c in columns]
    shapes = pa.array(shapely.to_wkb(block.geometry.values), type=pa.binary())
    return pa.table([*arrays, shapes], schema=schema(columns))


def schema(columns: tuple[Column, ...]) -> pa.Schema:
    """Types of the Arrow table that :func:`table` makes; the geometry is marked as WKB."""
    geometry = pa.field("geometry", pa.binary(), metadata={b"ARROW:extension:name": b"ogc.wkb"})
    return pa.schema([*(pa.field(c.name, ARROW[c.type]) for c in columns), geometry])


def _array(values: "pd.Series[Any]", column: Column) -> pa.Array:
    if column.type in {"text", "day"}:
        values = values.where(values != "")
    array = pa.Array.from_pandas(values)
    if column.type == "day":
        array = array.cast(pa.string())
    return array.cast(ARROW[column.type])
