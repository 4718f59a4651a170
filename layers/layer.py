"""The contract of a layer: a GeoDataFrame with documented columns, checked at the door."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import BadFrame
from geo.store import Store
from geo.window import Window

CRS = "EPSG:4326"
DISCLAIMER = "Boundaries and names shown do not imply endorsement or acceptance."
Type = Literal["text", "number", "whole", "flag", "day"]
DTYPES: dict[str, Any] = {"text": "str", "number": "float64", "whole": "Int64", "flag": "bool", "day": "str"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type and what it holds; ``hxl`` is its tag in the Humanitarian Exchange Language.

    ``day`` is an ISO 8601 day as text, empty for unknown.
    """

    name: str
    type: Type
    about: str
    hxl: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """A named GeoDataFrame: how to make it for a window, what its columns mean, whom to credit.

    ``read(store, window, known_by)`` returns the rows, ``read_blocks`` the same a block at a time where there may be
    many, and ``count`` says how many at the most; :meth:`frame` and :meth:`blocks` check them. ``licences`` names the
    terms of rows and geometry (:data:`layers.export.licences.LICENCES`).
    """

    name: str
    title: str
    title_fa: str
    about: str
    columns: tuple[Column, ...]
    credit: str
    read: Callable[[Store, Window, date | None], gpd.GeoDataFrame]
    dated: bool = False
    licences: tuple[str, ...] = ()
    read_blocks: Callable[[Store, Window, date | None], Iterator[gpd.GeoDataFrame]] | None = None
    count: Callable[[Store, Window], int] | None = None

    def frame(self, store: Store, window: Window, *, known_by: date | None = None) -> gpd.GeoDataFrame:
        """Return the layer's rows in EPSG:4326 with exactly the documented columns.

        Raises
        ------
        BadFrame
            Naming every fault at once.
        """
        return admit(self.read(store, window, known_by), self)

    def blocks(self, store: Store, window: Window, *, known_by: date | None = None) -> Iterator[gpd.GeoDataFrame]:
        """Give the same rows a block at a time, at least one block, so that many rows need not be held at once."""
        if self.read_blocks is None:
            yield self.frame(store, window, known_by=known_by)
        else:
            yield from (admit(block, self) for block in self.read_blocks(store, window, known_by))

    def _repr_html_(self) -> str:
        """Show in a notebook what the layer holds: its columns, and whom to credit."""
        rows = "".join(
            f"<tr><td><code>{escape(c.name)}</code></td><td>{c.type}</td><td>{escape(c.about)}</td></tr>"
            for c in self.columns
        )
        return (
            f"<h4>{escape(self.title)}</h4><p>{escape(self.about)}</p><table><tr><th>column</th><th>type</th>"
            f"<th>what it holds</th></tr>{rows}</table><p>{escape(self.credit)}</p>"
        )


def make(rows: list[dict[str, Any]], columns: tuple[Column, ...]) -> gpd.GeoDataFrame:
    """Make a GeoDataFrame of rows that each hold the columns and a ``geometry`` (``None`` where none is known)."""
    typed = {c.name: pd.Series([_cell(r[c.name], c) for r in rows], dtype=DTYPES[c.type]) for c in columns}
    return gpd.GeoDataFrame(typed, geometry=[r["geometry"] for r in rows], crs=CRS)


def admit(frame: gpd.GeoDataFrame, layer: Layer) -> gpd.GeoDataFrame:
    """Return ``frame`` if it keeps the layer's contract."""
    faults = list(_faults(frame, layer.columns))
    if faults:
        raise BadFrame(f"Layer {layer.name}: {'; '.join(faults)}. Mend the layer's read function or its columns.")
    return frame


def _faults(frame: gpd.GeoDataFrame, columns: tuple[Column, ...]) -> list[str]:
    wanted = {c.name: DTYPES[c.type] for c in columns}
    found = {n: str(t) for n, t in frame.dtypes.items() if n != "geometry"}
    faults = [f"column {n} is missing" for n in wanted if n not in found]
    faults += [f"unknown column {n}" for n in found if n not in wanted]
    faults += [f"column {n} is {found[n]}, not {t}" for n, t in wanted.items() if n in found and found[n] != t]
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        faults.append(f"CRS is {frame.crs}, not {CRS}")
    if "id" in found and frame["id"].duplicated().any():
        faults.append(f"ids repeat: {', '.join(frame['id'][frame['id'].duplicated()][:5])}")
    numbers = [c.name for c in columns if c.type == "number" and found.get(c.name) == "float64"]
    faults += [f"column {n} holds an infinite number" for n in numbers if np.isinf(frame[n]).any()]
    # Many rows may share one shape; it is looked at once.
    shapes = gpd.GeoSeries(list({id(s): s for s in frame.geometry.dropna()}.values()), crs=CRS)
    if shapes.is_empty.any() or not shapes.is_valid.all():
        faults.append("a geometry is empty or invalid")
    if ((shapes.bounds.minx < -180) | (shapes.bounds.maxx > 180) | (shapes.bounds.maxy.abs() > 90)).any():
        faults.append("a coordinate lies outside the degrees of the globe")
    if ((shapes.bounds.minx == 0) & (shapes.bounds.miny == 0) & (shapes.bounds.maxx == 0)).any():
        faults.append("a geometry lies at (0, 0)")
    return faults


def _cell(value: Any, column: Column) -> Any:
    if column.type in {"text", "day"}:
        return "" if value is None else "; ".join(value) if isinstance(value, tuple | list) else str(value)
    return value
