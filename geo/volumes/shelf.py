"""Series that were worked out before, kept beside the store: each file is named for the content it was made from.

A series depends on its figures, its measure and its place alone, so a name made of these can never be out of date. The
shelf only saves time: a file that is torn, strange or not to be written is as good as none.
"""

import hashlib
import json
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from geo.volumes.cells import Figures
from geo.volumes.constraints import Constraint
from geo.volumes.trees import Trees

FOLDER = "series"
# Changes whenever the estimate is made another way.
RECIPE = "1"
_MOST = 3_000

Series = dict[int, float]


class Shelf:
    """The kept series of a store folder; ``None`` keeps nothing.

    Examples
    --------
    >>> Shelf(None).get("a", lambda: {1: 2.0})
    {1: 2.0}
    """

    def __init__(self, folder: Path | None):
        self._folder = folder / FOLDER if folder else None

    def get(self, name: str, make: Callable[[], Series]) -> Series:
        """Give the series of that name; made, and kept, when it is not there."""
        found = self._read(name)
        return self._keep(name, make()) if found is None else found

    def _read(self, name: str) -> Series | None:
        if self._folder is None:
            return None
        try:
            runs = json.loads((self._folder / f"{name}.json").read_bytes())
            if not isinstance(runs, list):
                return None
            return {start + n: float(people) for start, run in runs for n, people in enumerate(run)}
        except (OSError, ValueError, TypeError):
            return None

    def _keep(self, name: str, series: Series) -> Series:
        if self._folder is not None:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._thin(self._folder)
                fresh = self._folder / f".{name}.{os.getpid()}.{threading.get_ident()}"
                fresh.write_text(json.dumps(_runs(series)), encoding="ascii")  # not synced: a torn one is made again
                fresh.replace(self._folder / f"{name}.json")
        return series

    def _thin(self, folder: Path) -> None:
        """Let the oldest half go when there are too many: figures change, and old names are never asked for again."""
        files = list(folder.glob("*.json"))
        if len(files) >= _MOST:
            for file in sorted(files, key=lambda f: f.stat().st_mtime)[: _MOST // 2]:
                file.unlink(missing_ok=True)


def name_of(figures: Figures, trees: Trees, measure: str, leaves: frozenset[str]) -> str:
    """Name a series after all that it depends on."""
    lines = sorted({trees.line(m) for m in (measure, *(f.measure for f in figures))})
    what = (RECIPE, measure, sorted(leaves), lines, [_said(f) for f in figures])
    return hashlib.sha256(repr(what).encode()).hexdigest()[:32]


def _said(figure: Constraint) -> Sequence[object]:
    days, limits = (figure.start, figure.end), (figure.low, figure.high, figure.day_cap, figure.target, figure.counts)
    return (figure.id, figure.measure, sorted(figure.leaves), *days, *limits)


def _runs(series: Series) -> list[tuple[int, list[float]]]:
    runs: list[tuple[int, list[float]]] = []
    for day in sorted(series):
        if runs and runs[-1][0] + len(runs[-1][1]) == day:
            runs[-1][1].append(series[day])
        else:
            runs.append((day, [series[day]]))
    return runs
