"""FlatGeobuf and GeoPackage, written by GDAL from Arrow, with what a reader should know in their metadata."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyogrio

from layers.export import qgis
from layers.export.rows import Rows
from layers.export.spool import KINDS, Spool
from layers.layer import CRS


def flatgeobuf(parts: Sequence[Rows], path: Path) -> None:
    """Write one layer; with a spatial index, unless a row has no shape, which the index cannot hold."""
    (rows,) = parts
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        spool = Spool(rows, Path(folder))
        geometry_type = spool.geometry_type(*spool.kinds)
        about = rows.about()
        _write(
            spool.reader(multi=geometry_type.startswith("Multi")), path, "FlatGeobuf", rows, layer=rows.layer.name,
            geometry_type=geometry_type,
            layer_options={"SPATIAL_INDEX": "YES" if indexed(rows) else "NO", "TITLE": about["title"],
                           "DESCRIPTION": about["description"]},
        )  # fmt: skip


def indexed(rows: Rows) -> bool:
    """Say whether a FlatGeobuf file of these rows has a spatial index."""
    return bool(rows.count) and "unplaced" not in rows.kinds


def geopackage(parts: Sequence[Rows], path: Path) -> None:
    """Write any number of layers into one file, each with the look QGIS opens it in.

    A layer of several kinds of shape becomes one table for each, since GIS programs style and draw one kind at a time;
    rows without a shape then stand in a table ``…_unplaced``.
    """
    drawn: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory(dir=path.parent) as folder, _dated(_as_of(parts)):
        for rows in parts:
            spool = Spool(rows, Path(folder))
            for name, kinds in tables(rows.layer.name, spool.kinds).items():
                _write_table(spool, name, kinds, path)
                drawn += [(rows.layer.name, name, k) for k in kinds if k != "unplaced"]
            spool.file.unlink()
    qgis.add_styles(path, drawn, day=_as_of(parts))


def tables(name: str, kinds: dict[str, int]) -> dict[str, tuple[str, ...]]:
    """Say which tables a layer becomes, and which kinds of shape each holds.

    Examples
    --------
    >>> tables("camps", {"points": 20, "unplaced": 1})
    {'camps': ('points', 'unplaced')}
    >>> tables("events", {"areas": 3, "points": 20, "unplaced": 1})
    {'events_points': ('points',), 'events_areas': ('areas',), 'events_unplaced': ('unplaced',)}
    """
    found = tuple(k for k in KINDS if k in kinds)
    if len(set(found) - {"unplaced"}) < 2:
        return {name: found}
    return {f"{name}_{kind}": (kind,) for kind in found}


def _write_table(spool: Spool, name: str, kinds: tuple[str, ...], path: Path) -> None:
    rows = spool.rows
    shaped = kinds != ("unplaced",) or len(spool.kinds) == 1
    geometry_type = spool.geometry_type(*kinds) if shaped else None
    reader = spool.reader(*kinds, shapes=shaped, multi=(geometry_type or "").startswith("Multi"))
    about, title = rows.about(), rows.layer.title
    options = {
        "IDENTIFIER": title if name == rows.layer.name else f"{title} ({name.rpartition('_')[2]})",
        "DESCRIPTION": f"{about['description']} {about['credit']}. {about['disclaimer']}",
    }
    _write(
        reader, path, "GPKG", rows, layer=name, geometry_type=geometry_type, layer_options=options,
        dataset_options={"VERSION": "1.2"},  # what every GIS of the last years reads without a warning
    )  # fmt: skip


def _write(reader: Any, path: Path, driver: str, rows: Rows, *, geometry_type: str | None, **how: Any) -> None:
    shape = {"geometry_name": "geometry", "geometry_type": geometry_type, "crs": CRS} if geometry_type else {}
    pyogrio.write_arrow(reader, path, driver=driver, layer_metadata=rows.notes(), **shape, **how)


def _as_of(parts: Sequence[Rows]) -> str:
    """Stamp files with the day their facts were known by, not with the clock: same facts, same bytes."""
    return max(rows.as_of().isoformat() for rows in parts)


@contextmanager
def _dated(day: str) -> Iterator[None]:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day}T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
