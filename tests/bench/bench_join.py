"""How long a million points take into 65 provinces: the cached grid beside its peers, in one run.

    python -m tests.bench.bench_join [N]

All must count the same points in the same provinces. Points lie anywhere in the extent of the provinces; none lies on
an edge. ``laid`` is what a process pays once for the grid.
"""

import sys
import time
import warnings
from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.boundaries import provinces
from geo.spatialjoin import Grid
from tests.bench import table

Counts = dict[str, int]


def main(arguments: list[str]) -> None:
    """Print one row a peer."""
    n = int(arguments[0]) if arguments else 1_000_000
    frame = provinces()[["iso3166_2", "geometry"]]
    rng = np.random.default_rng(n)
    west, south, east, north = frame.total_bounds
    x, y = rng.uniform(west, east, n), rng.uniform(south, north, n)
    began = time.perf_counter()
    grid = Grid.of(list(frame.geometry))
    laid = time.perf_counter() - began
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=frame.crs)
    rows = _measured(_peers(frame, points, grid, x, y))
    ours = rows[0][1]
    print(f"{n:,} points, {len(frame)} provinces; grid laid in {laid:.2f} s")
    print(f"{'what':<42}{'seconds':>9}{'CPU':>9}{'ratio':>8}")
    for name, wall, cpu in rows:
        print(f"{name:<42}{wall:>9.3f}{cpu:>9.3f}{wall / ours:>8.1f}")
        if not name.startswith("ours"):
            limit = table.reading_once(x.nbytes + y.nbytes)
            table.row("join", f"{n:,} points into {len(frame)} provinces", ours, name, wall, "s", limit=limit)


def _peers(
    frame: gpd.GeoDataFrame, points: gpd.GeoDataFrame, grid: Grid, x: np.ndarray, y: np.ndarray
) -> list[tuple[str, Callable[[], Counts]]]:
    codes = frame.iso3166_2.to_numpy()

    def ours() -> Counts:
        at = grid.locate(x, y, edges=False)
        return dict(zip(codes, np.bincount(at[at >= 0], minlength=len(codes)).tolist(), strict=True))

    def prepared() -> Counts:
        shapely.prepare(frame.geometry.values)
        return {c: int(shapely.contains_xy(g, x, y).sum()) for c, g in zip(codes, frame.geometry, strict=True)}

    def joined(predicate: str) -> Counts:
        return gpd.sjoin(points, frame, predicate=predicate).iso3166_2.value_counts().to_dict()

    peers = [
        ("ours: grid, exact test on edge cells", ours),
        ("shapely contains_xy, prepared", prepared),
        ("geopandas sjoin, within", lambda: joined("within")),
        ("geopandas sjoin, default predicate", lambda: joined("intersects")),
    ]
    return [*peers[:1], *_sedona(frame, x, y), *peers[1:2], *_dask(frame, points), *peers[2:]]


def _sedona(frame: gpd.GeoDataFrame, x: np.ndarray, y: np.ndarray) -> list[tuple[str, Callable[[], Counts]]]:
    try:
        import sedonadb
    except ImportError:
        return []
    context = sedonadb.connect()
    context.create_data_frame(frame).to_view("provinces", overwrite=True)
    context.create_data_frame(pd.DataFrame({"x": x, "y": y})).to_view("spots", overwrite=True)
    query = """select p.iso3166_2 as code, count(*) as n from spots s join provinces p
        on ST_Contains(p.geometry, ST_SetSRID(ST_Point(s.x, s.y), 4326)) group by 1"""

    def counted() -> Counts:
        found = context.sql(query).to_pandas()
        return dict(zip(found.code, found.n, strict=True))

    return [("sedonadb ST_Contains", counted)]


def _dask(frame: gpd.GeoDataFrame, points: gpd.GeoDataFrame) -> list[tuple[str, Callable[[], Counts]]]:
    try:
        import dask_geopandas
    except ImportError:
        return []
    spread = dask_geopandas.from_geopandas(points, npartitions=4)

    def counted() -> Counts:
        joined = dask_geopandas.sjoin(spread, frame, predicate="within")
        return joined.iso3166_2.compute(scheduler="threads").value_counts().to_dict()

    return [("dask-geopandas sjoin, within", counted)]


def _measured(peers: list[tuple[str, Callable[[], Counts]]]) -> list[tuple[str, float, float]]:
    rows, wanted = [], {}
    for name, ask in peers:
        times = []
        for _ in range(5 if name.startswith("ours") else 2):
            wall, cpu = time.perf_counter(), time.process_time()
            found = {code: int(count) for code, count in ask().items() if count}
            times.append((time.perf_counter() - wall, time.process_time() - cpu))
            wanted = wanted or found
            assert found == wanted, name
        rows.append((name, min(t for t, _ in times), min(t for _, t in times)))
    return rows


if __name__ == "__main__":
    warnings.filterwarnings("ignore", category=FutureWarning)
    main(sys.argv[1:])
