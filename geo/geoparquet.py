"""What makes a Parquet file a GeoParquet 1.1 file: its metadata, and a bounding box in every row."""

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyproj

CORNERS = ("xmin", "ymin", "xmax", "ymax")
BBOX = pa.field("bbox", pa.struct([(c, pa.float64()) for c in CORNERS]))


def boxes(bounds: Any) -> pa.Array:
    """Make the covering column of bounds, one row a shape; what has no shape has no box."""
    missing = np.isnan(bounds[:, 0])
    corners = [pa.array(bounds[:, i], from_pandas=True) for i in range(4)]
    return pa.StructArray.from_arrays(corners, fields=list(BBOX.type), mask=pa.array(missing))


def metadata(types: Iterable[str], extent: list[float], crs: str = "EPSG:4326") -> str:
    """Write what stands under ``geo`` in the footer, for a column ``geometry`` of WKB.

    Examples
    --------
    >>> made = json.loads(metadata(["Point"], [61.0, 34.7, 61.0, 34.7]))
    >>> made["version"], made["columns"]["geometry"]["covering"]["bbox"]["xmin"]
    ('1.1.0', ['bbox', 'xmin'])
    """
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted(types),
        "crs": json.loads(pyproj.CRS(crs).to_json()),
        "covering": {"bbox": {corner: ["bbox", corner] for corner in CORNERS}},
    }
    if np.isfinite(extent).all():
        column["bbox"] = extent
    return json.dumps({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})
