"""The journal: what people did to a store, one JSON line each, beside the files that hold it.

A line is on the disk before what it tells of is acknowledged, so that decisions survive the loss of the review log's
file (:mod:`geo.rescue`), and so that it can be asked who did what. Lines are only ever appended.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geo import paths
from geo.durable import refusing, write_atomic

FILE = "journal.jsonl"
Line = dict[str, Any]


def file_of(folder: Path | None = None) -> Path:
    """Path of a store's journal (default: that of :func:`geo.paths.store`)."""
    return (folder or paths.store()) / FILE


def append(folder: Path | None, lines: Iterable[Line]) -> None:
    """Append lines and bring them to the disk.

    Raises
    ------
    Unwritable
        If the disk is full, or the folder may not be written to.
    """
    text = _text(lines)
    if not text:
        return
    path = file_of(folder)
    with refusing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "rb+", buffering=0) as file:
            whole = _ends_whole(file.fileno())
            _write_all(file.fileno(), text if whole else b"\n" + text)
            os.fsync(file.fileno())


def read(folder: Path | None = None) -> Iterator[Line]:
    """Read the lines in order; one that a crash cut short was never acknowledged, and is passed over.

    Examples
    --------
    >>> list(read(Path("/nowhere")))
    []
    """
    try:
        with file_of(folder).open("rb") as file:
            for raw in file:
                try:
                    line = json.loads(raw)
                except ValueError:
                    continue
                if isinstance(line, dict):
                    yield line
    except FileNotFoundError:
        return


def begin_again(folder: Path, lines: Iterable[Line]) -> None:
    """Put a journal of these lines in place of the one there."""
    write_atomic(file_of(folder), _text(lines))


def _text(lines: Iterable[Line]) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=True, sort_keys=True) + "\n" for line in lines).encode()


def _ends_whole(handle: int) -> bool:
    size = os.fstat(handle).st_size
    return size == 0 or os.pread(handle, 1, size - 1) == b"\n"


def _write_all(handle: int, text: bytes) -> None:
    while text:
        text = text[os.write(handle, text) :]
