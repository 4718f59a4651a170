"""Texts and a GDELT table into an archive by 1, 2 and 4 workers, one of them killed in the middle, and what it costs.

    python -m tests.bench.bench_archive [TEXTS] [GDELT_ROWS]

Texts are those of the development set with a line of their own each. Every run must write the same bytes. Workers have
started and read their indexes before a run is timed. Seconds say little where a machine is shared with others, so CPU
is told too: of all processes, and of the busiest one (a worker, or the one that hands out and writes), which is how
long the run takes where every process has a core. ``speed-up`` is of these.
"""

import logging
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from geo.archive.add import Added, add
from geo.archive.count import Ask, count
from geo.archive.documents import Task, of_texts
from geo.archive.folder import Archive
from tests.bench import table
from tests.geo.ingest import samples

DEVSET = Path(__file__).parents[1] / "devset"
TEXTS, ROWS, ELSEWHERE = 2_000, 300_000, 30
RUNS = (
    ("1 process", 1, False), ("2 workers", 2, False), ("4 workers", 4, False), ("2 workers, 1 killed", 2, True)
)  # fmt: skip


def main(arguments: list[str]) -> None:
    """Print one row a run."""
    texts, rows = (int(a) for a in (*arguments, *(str(d) for d in (TEXTS, ROWS)[len(arguments) :])))
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        size = _write_texts(here / "texts", texts)
        print(f"{texts:,} texts of {size / texts / 1000:.1f} KB; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        print(f"{'run':<22}{'seconds':>9}{'CPU':>8}{'busiest':>9}{'texts/CPU s':>13}{'speed-up':>10}")
        base, bytes_ = 0.0, ""
        for name, workers, killed in RUNS:
            where = Archive(here / name)
            wall, cpu, busiest, done = _measured(where, here / "texts", workers, killed)
            base, bytes_ = base or busiest, bytes_ or _bytes(where)
            if workers > 1:
                what = f"{texts:,} texts by {name} (the busiest process)"
                table.row("archive", what, busiest, "our own single process", base, "s")
            assert _bytes(where) == bytes_, name
            row = f"{name:<22}{wall:>9.1f}{cpu:>8.1f}{busiest:>9.1f}{texts / cpu:>13,.0f}{base / busiest:>10.2f}"
            print(row + " (with starting anew)" * killed, flush=True)
        held = sum(p.stat().st_size for p in Path(where.root).rglob("*.parquet"))
        print(f"{done.rows / texts:.1f} rows a text, {held / texts:,.0f} bytes of Parquet a text; same bytes each time")
        _again(where, here / "texts", texts)
        _gdelt(here, rows)


def _measured(where: Archive, texts: Path, workers: int, killed: bool) -> tuple[float, float, float, Added]:
    """Seconds, CPU seconds of all processes and of the busiest, and what was added."""
    warm = Task(texts / "0000", tuple(sorted(p.name for p in (texts / "0000").iterdir())[:60]))
    of_texts(warm)
    if workers == 1:
        wall, cpu, done = _timed(lambda: add(where, texts, workers=1))
        return wall, cpu, cpu, done
    import distributed

    with (
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        client.run(of_texts, warm)
        victims = [cluster.workers[0].pid] if killed else []

        def kill(_: int) -> None:
            if victims:
                os.kill(victims.pop(), signal.SIGKILL)

        before = client.run(time.process_time)
        wall, cpu, done = _timed(lambda: add(where, texts, cluster=cluster.scheduler_address, tell=kill))
        used = [after - before.get(who, 0.0) for who, after in client.run(time.process_time).items()]
    return wall, cpu + sum(used), max(cpu, *used), done


def _again(where: Archive, texts: Path, number: int) -> None:
    wall, cpu, done = _timed(lambda: add(where, texts, workers=1))
    assert done.rows == 0
    print(f"added again: nothing new in {wall:.1f} s, {number / cpu:,.0f} texts a CPU second")
    for workers in (1, 2):
        wall, cpu, rows = _timed(lambda w=workers: count(where, Ask("province"), workers=w))
        print(f"counted by province, {workers} at work: {wall:.2f} s, {len(rows)} groups")


def _gdelt(here: Path, rows: int) -> None:
    path = here / "events.csv"
    with path.open("w", encoding="utf-8") as file:
        for i in range(rows):
            place = {"ActionGeo_Lat": 33 + i % 97 / 60, "ActionGeo_Long": 62.5 + i % 89 / 60}
            elsewhere = {"ActionGeo_CountryCode": "FR"} if i % ELSEWHERE else {}
            made = samples.gdelt_row(i, width=61, SQLDATE=20250101 + i % 28, **place, **elsewhere)
            file.write("\t".join(made) + "\n")
    where = Archive(here / "gdelt")
    wall, cpu, done = _timed(lambda: add(where, path, workers=1))
    held = sum(p.stat().st_size for p in Path(where.root).rglob("*.parquet"))
    print(f"GDELT: {rows:,} rows of {path.stat().st_size / rows:.0f} bytes, {done.documents:,} kept and "
          f"{done.refused:,} refused, in {wall:.1f} s, {rows / cpu:,.0f} rows a CPU second, "
          f"{held / max(done.documents, 1):.0f} bytes a row kept")  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    print(f"peak memory of the process that writes: {peak} MB")


def _write_texts(folder: Path, number: int) -> int:
    written = [p.read_text(encoding="utf-8") for p in sorted(DEVSET.glob("*.txt"))]
    size = 0
    for i in range(number):
        path = folder / f"{i // 1000:04}" / f"{i:08}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_text(f"{written[i % len(written)]}\nCopy {i}.\n", encoding="utf-8")
    return size


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    began, before = time.perf_counter(), time.process_time()
    done = work()
    return time.perf_counter() - began, time.process_time() - before, done


def _bytes(archive: Archive) -> str:
    total = sha256()
    for path in sorted(Path(archive.root).rglob("*")):
        if path.is_file() and path.name != ".lock":
            total.update(path.relative_to(archive.root).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
