"""Rows set aside in a file while it is found out what shapes they have: GDAL must be told before the first one."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from layers.export.rows import Rows, schema, table

KINDS = ("points", "lines", "areas", "mixed", "unplaced")
_KIND_OF = dict(zip(range(-1, 8), (4, 0, 1, 1, 2, 0, 1, 2, 3), strict=True))  # by shapely's type id
SINGLE = {"points": "Point", "lines": "LineString", "areas": "Polygon", "mixed": "GeometryCollection"}
_MANY = {"points": shapely.MultiPoint, "lines": shapely.MultiLineString, "areas": shapely.MultiPolygon}


class Spool:
    """The rows of a layer in an Arrow file beside the one to be written; memory holds one block.

    ``kinds`` counts the rows of each kind of shape, ``multi`` holds the kinds of which some are multi-part.
    """

    def __init__(self, rows: Rows, folder: Path):
        self.rows, self.file = rows, folder / f"{rows.layer.name}.arrow"
        self.kinds = rows.kinds
        self.multi: set[str] = set()
        self.schema = schema(rows.columns)
        with pa.OSFile(str(self.file), "wb") as out, pa.ipc.new_file(out, self._spooled()) as writer:
            for block in rows:
                ids = shapely.get_type_id(block.geometry.values)
                kinds = np.array([_KIND_OF[i] for i in ids], dtype=np.uint8)
                self._count(ids, kinds)
                writer.write_table(table(block, rows.columns).append_column("_kind", pa.array(kinds)))

    def reader(self, *kinds: str, shapes: bool = True, multi: bool = False) -> pa.RecordBatchReader:
        """Read back the rows of some kinds (all, if none is named), their shapes made multi-part if asked."""
        wanted = [KINDS.index(k) for k in kinds] or list(range(len(KINDS)))
        kept = self.schema if shapes else self.schema.remove(self.schema.get_field_index("geometry"))
        return pa.RecordBatchReader.from_batches(kept, self._batches(wanted, kept, multi))

    def geometry_type(self, *kinds: str) -> str:
        """Name the one type that fits the shapes of some kinds, as GDAL calls it."""
        (only, *others) = [k for k in kinds if k != "unplaced"] or [""]
        if others or not only:
            return "Unknown"
        return f"Multi{SINGLE[only]}" if only in self.multi else SINGLE[only]

    def _spooled(self) -> pa.Schema:
        return self.schema.append(pa.field("_kind", pa.uint8()))

    def _count(self, ids: NDArray[np.integer], kinds: NDArray[np.uint8]) -> None:
        for kind, count in zip(*np.unique(kinds, return_counts=True), strict=True):
            self.kinds[KINDS[kind]] = self.kinds.get(KINDS[kind], 0) + int(count)
        self.multi |= {KINDS[k] for k in np.unique(kinds[(ids >= 4) & (ids <= 6)])}

    def _batches(self, wanted: list[int], kept: pa.Schema, multi: bool) -> Iterator[pa.RecordBatch]:
        with pa.OSFile(str(self.file)) as source:
            whole = pa.ipc.open_file(source)
            for i in range(whole.num_record_batches):
                batch = whole.get_batch(i)
                batch = batch.filter(pa.array(np.isin(batch["_kind"].to_numpy(), wanted)))
                if multi:
                    batch = batch.set_column(batch.num_columns - 2, self.schema.field("geometry"), _promoted(batch))
                yield batch.select(kept.names).cast(kept)


def _promoted(batch: pa.RecordBatch) -> pa.Array:
    """Make every shape multi-part: a table of GeoPackage or FlatGeobuf holds one type."""
    shapes = shapely.from_wkb(batch["geometry"].to_numpy(zero_copy_only=False))
    for i, (shape, kind) in enumerate(zip(shapes, batch["_kind"].to_pylist(), strict=True)):
        if shape is not None and (many := _MANY.get(KINDS[kind])) and not isinstance(shape, many):
            shapes[i] = many([shape])  # type: ignore[arg-type]
    return pa.array(shapely.to_wkb(shapes), pa.binary())
