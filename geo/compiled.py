"""Machine code of the modules that read texts, run in place of their sources where it was made of these very sources.

``make compiled`` makes it (:mod:`geo.compiling`), and gives texts a third more speed. The answers are the same. It lies
in a folder named after a digest of the sources: where one letter of them has changed, or the interpreter, the sources
are run instead. ``MARZ_COMPILED`` names another folder to look in; empty, none.
"""

import hashlib
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).resolve().parent
# What opens files, keeps and compares candidates, and sends tasks to workers: frozen dataclasses of mypyc's cannot be
# unpickled.
_AROUND = frozenset({
    "alike", "candidates", "counters", "evaluate", "folder", "gold", "joining", "reader", "review", "score"
})  # fmt: skip
SUFFIX = EXTENSION_SUFFIXES[0]


def where() -> Path | None:
    """Folder that holds the machine code of all versions and interpreters, or none."""
    named = os.environ.get("MARZ_COMPILED")
    return Path(named) if named else PACKAGE.parent / "build" / "compiled" if named is None else None


def sources(package: Path = PACKAGE) -> list[Path]:
    """List the files that are compiled, in order."""
    return sorted(file for file in (package / "ingest").glob("[!_]*.py") if file.stem not in _AROUND)


def version(package: Path = PACKAGE) -> str:
    """Give the name of the folder of what these sources and this interpreter make."""
    total = hashlib.sha256(SUFFIX.encode())
    for file in sources(package):
        total.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return total.hexdigest()[:32]


class Compiled(MetaPathFinder):
    """Finds the modules in a folder of machine code before Python looks for their sources."""

    def __init__(self, folder: Path):
        files = [(file.relative_to(folder).as_posix(), file) for file in folder.rglob(f"*{SUFFIX}")]
        self._files = {name.removesuffix(SUFFIX).replace("/", "."): file for name, file in files}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Give where a module lies, if it was compiled."""
        file = self._files.get(fullname)
        return spec_from_file_location(fullname, file) if file else None


def prefer() -> bool:
    """Have modules that are imported from now on taken from machine code, where there is some of these sources."""
    folder = where()
    if folder is None or not folder.is_dir() or not (made := folder / version()).is_dir():
        return False
    sys.meta_path.insert(0, Compiled(made))
    return True
