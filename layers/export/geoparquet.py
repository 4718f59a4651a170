"""GeoParquet 1.1: one row group a block, geometry as WKB, a bounding box in every row for readers that skip."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely

from layers.export.rows import Rows, schema, table
from layers.layer import CRS

CORNERS = ("xmin", "ymin", "xmax", "ymax")
_BBOX = pa.field("bbox", pa.struct([(c, pa.float64()) for c in CORNERS]))


def write(parts: Sequence[Rows], path: Path) -> None:
    """Write one layer; what is known only at the end (types, extent) is added to the footer."""
    (rows,) = parts
    # Readers find the bounding box by its name, so it needs no place among the layer's columns.
    kept = schema(rows.columns).append(_BBOX).with_metadata(rows.notes())
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
            writer.write_table(table(block, rows.columns).append_column(_BBOX, _boxes(bounds)))
        writer.add_key_value_metadata({"geo": json.dumps(_geo(sorted(types), extent.tolist()))})


def _boxes(bounds: Any) -> pa.Array:
    missing = np.isnan(bounds[:, 0])
    corners = [pa.array(bounds[:, i], from_pandas=True) for i in range(4)]
    return pa.StructArray.from_arrays(corners, fields=list(_BBOX.type), mask=pa.array(missing))


def _geo(types: list[str], extent: list[float]) -> dict[str, Any]:
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": types,
        "crs": json.loads(pyproj.CRS(CRS).to_json()),
        "covering": {"bbox": {corner: ["bbox", corner] for corner in CORNERS}},
    }
    if np.isfinite(extent).all():
        column["bbox"] = extent
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
