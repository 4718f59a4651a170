"""A million features to GeoJSON beside what one would do instead, in one run: GeoDataFrame.to_file and to_json.

Every way starts from the same frame in a process of its own; time and memory are those of the writing alone. Ours is
read back whole as JSON, and every 50th feature against a strict model of RFC 7946. ``python bench_export.py [ROWS]``.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

ROWS = 1_000_000
STATUSES = ("confirmed", "reported", "claimed", "disputed")


def frame(rows: int) -> gpd.GeoDataFrame:
    """Points with an id, texts in two scripts that need escaping, whole numbers with gaps, floats and days."""
    chance, number = np.random.default_rng(7), np.arange(rows)
    counts = pd.array(chance.integers(0, 90_000, rows), dtype="Int64")
    counts[::7] = pd.NA
    columns = {
        "id": pd.Series(number).map("event-{}".format).astype("str"),
        "title": pd.Series(np.char.add('Crossing "gate" \\ ', (number % 997).astype(str))).astype("str"),
        "title_fa": pd.Series(np.array(["گذرگاه اسلام قلعه", "پل ابریشم", ""], dtype=object)[number % 3]).astype("str"),
        "status": pd.Series(np.array(STATUSES, dtype=object)[number % 4]).astype("str"),
        "from": pd.Series(np.datetime_as_string(np.datetime64("2018-01-01") + number % 2_800)).astype("str"),
        "people": counts,
        "precision_km": chance.uniform(0, 15, rows),
    }
    shapes = gpd.points_from_xy(chance.uniform(58, 64, rows).round(7), chance.uniform(29, 36, rows).round(7))
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=4326)


def marz(table: gpd.GeoDataFrame, path: Path) -> None:
    from layers.export.geojson import stream
    from layers.layer import Column

    kinds = {"people": "whole", "precision_km": "number"}
    columns = [Column(name, kinds.get(name, "text"), "") for name in table.columns if name != "geometry"]
    with path.open("wb") as out:
        stream(out, (table[i : i + 20_000] for i in range(0, len(table), 20_000)), columns, head={})


def to_file(table: gpd.GeoDataFrame, path: Path) -> None:
    table.to_file(path, driver="GeoJSON", RFC7946="YES")


def to_file_arrow(table: gpd.GeoDataFrame, path: Path) -> None:
    table.to_file(path, driver="GeoJSON", RFC7946="YES", use_arrow=True)


def to_json(table: gpd.GeoDataFrame, path: Path) -> None:
    path.write_text(table.to_json())


WAYS = {way.__name__: way for way in (marz, to_file, to_file_arrow, to_json)}


def measured(name: str, rows: int, path: Path) -> None:
    """Run one way in this process and print seconds, megabytes held beyond the frame, and the size of the file."""
    table = frame(rows)
    WAYS[name](table[:1000], path)
    path.unlink()
    most, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.005):
            most[0] = max(most[0], held())

    before = held()
    threading.Thread(target=watch, daemon=True).start()
    started, cpu = time.perf_counter(), time.process_time()
    WAYS[name](table, path)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    done.set()
    told = {"seconds": seconds, "cpu": cpu, "mb": max(0, most[0] - before) / 1e6, "file_mb": path.stat().st_size / 1e6}
    print(json.dumps(told))


def held() -> int:
    """Resident memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def check(path: Path, rows: int) -> str:
    """Read a file as strict JSON, and a sample of it against the model of RFC 7946."""
    from geojson_pydantic import Feature

    with path.open(encoding="utf-8") as text:
        lines = [next(text), *(line.rstrip(",\n") for line in text)]
    sample = [Feature.model_validate_json(line) for line in lines[1:-1:50]]
    found = json.loads(path.read_bytes(), parse_constant=lambda word: sys.exit(f"{word} is not JSON"))["features"]
    assert len(found) == rows
    table = frame(rows)
    for i in (0, 1, 7, rows - 1):
        row, told = table.iloc[i], found[i]["properties"]
        assert told["title"] == row["title"]
        assert told["people"] == (None if pd.isna(row["people"]) else row["people"])
        assert told["precision_km"] == row["precision_km"]
        assert found[i]["geometry"]["coordinates"] == [row.geometry.x, row.geometry.y]
    return f"{len(found):,} features are valid JSON, {len(sample):,} of them strict RFC 7946"


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for name in WAYS:
            path = Path(folder) / f"{name}.geojson"
            command = [sys.executable, __file__, name, str(rows), str(path)]
            environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            found[name] = json.loads(done.stdout)
        for name, told in found.items():
            ratio, cpu = told["seconds"] / found["marz"]["seconds"], told["cpu"] / found["marz"]["cpu"]
            print(
                f"{name:14} {told['seconds']:6.2f} s ({told['cpu']:6.2f} s of CPU) {told['mb']:7.0f} MB more, "
                f"file {told['file_mb']:4.0f} MB   {ratio:5.1f} times ours ({cpu:.1f} in CPU)"
            )
        sys.path.insert(0, str(Path(__file__).parents[2]))
        print(check(Path(folder) / "marz.geojson", rows))
        from tests.bench import table

        limit = table.writing_once((Path(folder) / "marz.geojson").stat().st_size, Path(folder))
        for name in ("to_file", "to_file_arrow", "to_json"):
            what, ours, theirs = f"{rows:,} features to GeoJSON", found["marz"], found[name]
            table.row("export", what, ours["seconds"], name, theirs["seconds"], "s", limit=limit)
            table.row("export", what, ours["mb"], name, theirs["mb"], "MB held")


if __name__ == "__main__":
    if len(sys.argv) > 3:
        measured(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
