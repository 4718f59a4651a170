"""Columns of numbers kept in a folder: written as a whole or not at all, and mapped into memory rather than read."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
T = TypeVar("T")


def save(folder: Path, about: Mapping[str, Any], arrays: Mapping[str, Numbers], *, keep: int) -> None:
    """Write arrays, and what is said about them, to ``folder``; of those with its first word, ``keep`` stay.

    The oldest, of earlier states of a store, go.
    """
    word = folder.name.partition("-")[0]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{word}-") as beside:
        fresh = Path(beside) / "fresh"
        fresh.mkdir()
        (fresh / "about.json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")
        for name, array in arrays.items():
            np.save(fresh / f"{name}.npy", array, allow_pickle=False)
        kept = sorted(folder.parent.glob(f"{word}-*"), key=lambda one: one.stat().st_mtime)
        for old in kept[: 1 - keep]:
            shutil.rmtree(old, ignore_errors=True)
        fresh.rename(folder)


def load(folder: Path, format_: str, make: Callable[[dict[str, Any]], T]) -> T | None:
    """Make something of what a folder says about its arrays; ``None`` where that is of another format or unreadable."""
    try:
        about = json.loads((folder / "about.json").read_text("utf-8"))
        return make(about) if about["format"] == format_ else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def mapped(folder: Path, names: Sequence[str]) -> dict[str, Numbers]:
    """Map arrays of a folder into memory."""
    return {name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in names}
