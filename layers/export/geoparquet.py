"""GeoParquet 1.1: one row group a block, geometry as WKB, a bounding box in every row for readers that skip."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import shapely

from geo.geoparquet import BBOX, boxes, metadata
from layers.export.rows import Rows, schema, table
from layers.layer import CRS


def write(parts: Sequence[Rows], path: Path) -> None:
    """Write one layer; what is known only at the end (types, extent) is added to the footer."""
    (rows,) = parts
    # Readers find the bounding box by its name, so it needs no place among the layer's columns.
    kept = schema(rows.columns).append(BBOX).with_metadata(rows.notes())
    types: set[str] = set()
    extent = np.array([np.inf, np.inf, -np.inf, -np.inf])
    with pq.ParquetWriter(path, kept, compression="zstd", store_schema=False) as writer:
        for block in rows:
            shapes = block.geometry.values
            bounds = shapely.bounds(shapes)
            types |= {s.geom_type for s in shapes if s is not None}
            if len(known := bounds[~np.isnan(bounds[:, 0])]):
                extent[:2], extent[2:] = (
                    np.minimum(extent[:2], known.min(0)[:2]),
                    np.maximum(extent[2:], known.max(0)[2:]),
                )
            writer.write_table(table(block, rows.columns).append_column(BBOX, boxes(bounds)))
        writer.add_key_value_metadata({"geo": metadata(types, extent.tolist(), CRS)})
