"""The one table of all benches: what was measured, ours, a peer's, and what the machine itself allows.

A bench says a row with :func:`row`, beside what it prints; ``make bench`` gathers the rows of all benches.
"""

import json
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

ROWS = "MARZ_BENCH_ROWS"  # the file that rows go to; without it a bench only prints


@dataclass(frozen=True)
class Row:
    """One comparison; ``more`` tells whether more is better, as of rates, or less, as of times."""

    topic: str
    what: str
    ours: float
    peer: str
    theirs: float
    unit: str
    more: bool = False
    limit: str = ""

    @property
    def ahead(self) -> float:
        """How many times better ours is than the peer's; below 1 the peer is ahead."""
        better, worse = (self.ours, self.theirs) if self.more else (self.theirs, self.ours)
        return better / worse if worse else float("inf")


def row(
    topic: str, what: str, ours: float, peer: str, theirs: float, unit: str, *, more: bool = False, limit: str = ""
) -> None:
    """Add a row to the table, if one is being made."""
    if file := os.environ.get(ROWS):
        made = Row(topic, what, float(ours), peer, float(theirs), unit, more, limit)
        with Path(file).open("a", encoding="utf-8") as out:
            out.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")


def read(file: Path) -> list[Row]:
    """Read the rows that benches added to a file."""
    return [Row(**json.loads(line)) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def markdown(rows: Iterable[Row]) -> str:
    """Write rows as a table, in the order of their topics."""
    head = ["topic", "what", "ours", "peer", "peer's", "unit", "times better", "what the machine allows"]
    lines = [head, ["---", "---", "---:", "---", "---:", "---", "---:", "---"]]
    for r in sorted(rows, key=lambda r: r.topic):
        lines.append([r.topic, r.what, plain(r.ours), r.peer, plain(r.theirs), r.unit, plain(r.ahead), r.limit])
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


def plain(number: float) -> str:
    """Write three figures of a number, or all of a large one.

    >>> plain(0.07251), plain(12.345), plain(41663.2)
    ('0.0725', '12.3', '41,663')
    """
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def reading_once(size: int) -> str:
    """Say how long this machine takes to go through so many bytes of memory."""
    block = np.zeros(size // 8, dtype=np.int64)
    return f"reading {size / 1e6:,.0f} MB of memory: {plain(_best(block.sum) * 1e3)} ms"


def writing_once(size: int, folder: Path) -> str:
    """Say how long this machine takes to write so many bytes to a file and have them on the disk."""
    block, path = bytes(1 << 20), folder / "written"

    def write() -> None:
        with path.open("wb") as out:
            for _ in range(max(1, size >> 20)):
                out.write(block)
            out.flush()
            os.fsync(out.fileno())

    found = f"writing {size / 1e6:,.0f} MB to the disk: {plain(_best(write))} s"
    path.unlink()
    return found


def _best(act: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times)
