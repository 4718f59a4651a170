"""Kills real processes with SIGKILL at random moments of every kind of write, and looks what is left.

``python -m tests.trust.killing 200`` for as many kills; each kind of write gets its share. After each kill the store
must open and hold all that was acknowledged, nothing may be there by halves, and the next run must carry on.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from PIL import Image
from pypdf import PdfReader

from geo import backup, facts, rescue
from geo.additions import Additions
from geo.ingest.review import ReviewLog
from geo.ingest.tables.load import load
from geo.schema import Figure
from geo.store import Store
from geo.window import Window
from layers.export.selection import Selection
from layers.export.write import export
from layers.report import write
from layers.snapshot import Shot, snapshot
from tests.trust.made import MAPPING, NOW, add, decide

ROWS = 25
DAY = Window.inclusive(date(2021, 7, 8), date(2021, 7, 8))
WEEK = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))
Act = Callable[[Path, int], None]


def imported(folder: Path, number: int) -> None:
    table = folder.parent / "t.csv"
    rows = "".join(f"2025-07-{1 + i:02},Islam Qala,{number * 1000 + i}\n" for i in range(ROWS))
    table.write_text(f"day,place,returns\n{rows}")
    (folder.parent / "map.toml").write_text(MAPPING)
    load(table, when=NOW, folder=folder, mapping=folder.parent / "map.toml")


def added(folder: Path, number: int) -> None:
    add(folder, *range(number * 1000, number * 1000 + ROWS))


def reviewed(folder: Path, number: int) -> None:
    decide(folder, f"c-{number}")


def built(folder: Path, number: int) -> None:
    facts.build(folder)


def exported(folder: Path, number: int) -> None:
    export(["crossings"], folder.parent / "out.geojson", store=Store.open(folder), selection=Selection(window=WEEK))


def drawn(folder: Path, number: int) -> None:
    for name in ("out.svg", "out.png"):
        snapshot(Store.open(folder), Shot(window=DAY, format="column", dpi=36), folder.parent / name)


def reported(folder: Path, number: int) -> None:
    write.DPI = 36
    list(write.report(Store.open(folder), Shot(window=DAY, layers=("border", "events")), folder.parent / "brief"))


def backed_up(folder: Path, number: int) -> None:
    backup.backup(folder.parent / "b.zip", folder=folder, when=NOW)


def restored(folder: Path, number: int) -> None:
    backup.restore(folder.parent / "first.zip", folder=folder.parent / "other", replace=True)


ACTS: dict[str, Act] = {
    a.__name__: a for a in (imported, added, reviewed, built, exported, backed_up, restored, drawn, reported)
}


# What left the store: of each file there is the old one or the new one, never a part.
WHOLE: dict[str, Callable[[Path], object]] = {
    "out.geojson": lambda path: json.loads(path.read_text())["features"],
    "out.svg": lambda path: ElementTree.parse(path).getroot().tag.endswith("svg"),  # noqa: S314 - our own file
    "out.png": lambda path: Image.open(path).convert("RGB").size[0] > 100,
    "brief/brief.html": lambda path: path.read_text().rstrip().endswith("</html>"),
    "brief/brief.pdf": lambda path: len(PdfReader(path).pages) > 0,
    "brief/brief.docx": lambda path: ZipFile(path).testzip() is None,
}


def killed(act: Act, folder: Path, first: int, after: float) -> tuple[list[int], bool]:
    """Do ``act`` again and again in a process of its own, and kill it; the numbers that it acknowledged."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        status = 1
        try:
            for number in range(first, first + 500):
                act(folder, number)
                os.write(write, f"{number}\n".encode())
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, how = os.waitpid(child, 0)
    with os.fdopen(read) as pipe:
        told = [int(line) for line in pipe]
    return told, os.WIFSIGNALED(how)


def faults(folder: Path, kept: dict[str, set[int]]) -> list[str]:
    """What is wrong with a store of which so much was acknowledged."""
    out = list(rescue.check(folder))
    values = Counter(int(f.value) // 1000 for f in Additions(folder).read(Figure))
    if len(Store.open(folder).figures) < values.total():
        out.append("the store does not show what was added")
    wanted = kept["imported"] | kept["added"]
    out += [f"batch {n} is lost" for n in wanted if not values[n]]
    out += [f"batch {n} is there by halves: {held}" for n, held in values.items() if held != ROWS]
    accepted = {c.id for c in ReviewLog(folder).candidates("accepted")}
    out += [f"decision c-{n} is lost" for n in kept["reviewed"] if f"c-{n}" not in accepted]
    out += [f"{name} is there by halves" for name, whole in WHOLE.items() if not whole(folder.parent / name)]
    if kept["backed_up"]:
        backup.restore(folder.parent / "b.zip", folder=folder.parent / "tried", replace=True)
    if (other := folder.parent / "other").exists():
        out += rescue.check(other)
        batches = len(Additions(other).batches())
        out += [] if batches in (0, 1) else [f"a restore left {batches} batches of 1"]
    return out


def main(times: int, seed: int) -> int:
    chance, kept = random.Random(seed), {name: set() for name in ACTS}
    moments = Counter()
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "store"
        added(folder, 1)
        backup.backup(Path(parent) / "first.zip", folder=folder, when=NOW)
        typical = {}
        for i, (name, act) in enumerate(ACTS.items(), 2):
            act(folder, i)
            started = time.monotonic()
            act(folder, 100 + i)
            typical[name] = time.monotonic() - started
            kept[name] |= {i, 100 + i}
        number = 1000
        for turn in range(times):
            name = list(ACTS)[turn % len(ACTS)]
            told, by_signal = killed(ACTS[name], folder, number, chance.uniform(0, 3 * typical[name] + 0.01))
            kept[name] |= set(told)
            moments[f"{name}: {'killed at work' if by_signal else 'had ended'}"] += 1
            ACTS[name](folder, number + 600)
            kept[name].add(number + 600)
            if wrong := faults(folder, kept):
                print(json.dumps({"seed": seed, "turn": turn, "act": name, "wrong": wrong}, indent=1))
                return 1
            number += 1000
        left = [p.name for p in folder.parent.rglob(".*")]
    told = {name: len(numbers) for name, numbers in kept.items()}
    print(json.dumps({"kills": times, "seed": seed, "acknowledged": told, "moments": moments, "left": len(left)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 10**6))
