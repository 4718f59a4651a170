"""A folder of texts in, one line of candidates per text out: over all cores or a cluster, and resumable.

Workers are told names and read the files themselves: sending texts costs more than extracting from them. A line is
written whole or not at all, and carries the hash of the file that it is of, so that a second run does what is missing.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from geo.errors import MarzError
from geo.ingest.extract import extract
from geo.ingest.reader import KINDS, UnreadableText, read
from geo.spread import cores, pool

_MOST_IN_BATCH, _BATCHES_EACH, _TOO_FEW = 64, 8, 64
Tell = Callable[[int, int], None]


class BadOutput(MarzError, ValueError):
    """An output file that is not of this command."""


@dataclass(frozen=True, slots=True)
class Task:
    """Some files of a folder, and what the output holds of them already: name → hash."""

    folder: Path
    names: tuple[str, ...]
    known: dict[str, str]
    published: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """How a run went: texts extracted now, texts that the output held before, texts that cannot be read."""

    extracted: int
    held: int
    refused: int


def extract_folder(
    folder: Path, out: Path, *, workers: int = 0, cluster: str = "", published: str = "", tell: Tell | None = None
) -> Done:
    """Extract every text of a folder into a file of lines; ``tell`` hears how many of how many are done.

    ``workers`` 1 runs in this process; 0 takes all cores, through Dask. ``cluster`` is the address of a Dask scheduler
    whose workers see the same folder.

    Raises
    ------
    BadOutput
        If the output exists and is not of this command.
    UnreadableText
        If there is no such folder, here or where a worker of a cluster runs.
    """
    known = held(out)
    names = files_of(folder, out)
    workers = workers or (1 if len(names) < _TOO_FEW else cores())
    tasks = _tasks(folder.resolve(), names, known, workers, published)
    done = [0, 0, 0]
    with out.open("a", encoding="utf-8", newline="\n") as file, pool(workers, cluster) as run:
        for lines, skipped, refused in run(answer, tasks):
            file.write("".join(lines))
            file.flush()
            for i, more in enumerate((len(lines) - refused, skipped, refused)):
                done[i] += more
            if tell:
                tell(sum(done), len(names))
    return Done(*done)


def files_of(folder: Path, out: Path) -> list[str]:
    """List the texts of a folder and the folders in it, in order of name; hidden ones and the output are none.

    Raises
    ------
    UnreadableText
        If the folder does not exist or holds no text.
    """
    if not folder.is_dir():
        raise UnreadableText(f"{folder} is no folder. Check the name.")
    found = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix.lower() in KINDS and path.is_file() and path.resolve() != out.resolve()
    )
    found = [name for name in found if not any(part.startswith(".") for part in name.split("/"))]
    if not found:
        raise UnreadableText(f"{folder} holds no text. Put .txt, .html, .docx or .pdf files into it.")
    return found


def held(out: Path) -> dict[str, str]:
    """Give what an output holds, name → hash, and drop a last line that was never finished.

    Raises
    ------
    BadOutput
        If the file holds lines of something else.
    """
    if not out.exists():
        return {}
    known: dict[str, str] = {}
    whole = 0
    with out.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            known.update([_key(line, out)])
            whole += len(line)
    if whole < out.stat().st_size:
        os.truncate(out, whole)
    return known


def _key(line: bytes, out: Path) -> tuple[str, str]:
    try:
        found = json.loads(line)
        return found["file"], _mark(found["sha256"], found.get("published_as", ""))
    except (ValueError, KeyError, TypeError) as fault:
        raise BadOutput(f"{out} holds lines that are no answers of this command. Name another --out.") from fault


def _mark(digest: str, published: str) -> str:
    return f"{digest} {published}" if published else digest


def _tasks(
    folder: Path, names: Sequence[str], known: dict[str, str], workers: int, published: str
) -> Iterator[Task]:  # fmt: skip
    size = max(1, min(_MOST_IN_BATCH, len(names) // (workers * _BATCHES_EACH)))
    for start in range(0, len(names), size):
        some = tuple(names[start : start + size])
        yield Task(folder, some, {name: known[name] for name in some if name in known}, published)


Answer = tuple[list[str], int, int]


def answer(task: Task) -> Answer:
    """Extract some files: their lines, how many were known already, how many cannot be read."""
    if not task.folder.is_dir():
        raise UnreadableText(f"A worker does not see {task.folder}. Put the texts where all workers read them.")
    lines: list[str] = []
    refused = 0
    for name in task.names:
        if found := _line(task, name):
            lines.append(json.dumps(found, ensure_ascii=False) + "\n")
            refused += "refused" in found
    return lines, len(task.names) - len(lines), refused


def _line(task: Task, name: str) -> dict[str, Any] | None:
    path = task.folder / name
    try:
        digest = sha256(path.read_bytes()).hexdigest()
    except OSError as fault:
        return {"file": name, "sha256": "", "refused": f"It cannot be read ({fault.strerror})."}
    if task.known.get(name) == _mark(digest, task.published):
        return None
    about = {"file": name, "sha256": digest} | ({"published_as": task.published} if task.published else {})
    try:
        return about | extract(read(path, published=task.published)).as_dict()
    except UnreadableText as fault:
        return about | {"refused": str(fault)}
    except Exception as fault:  # one broken file must not end a night's run; its line says what broke
        return about | {"refused": f"It broke the reader ({type(fault).__name__}: {fault}). Report the file."}
