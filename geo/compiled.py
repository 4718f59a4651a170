"""Machine code of the modules that read texts, run in place of their sources where it was made of these very sources.

``make compiled`` makes it (:mod:`geo.compiling`), and reads texts a quarter faster. The answers are the same. It lies
in a folder named after a digest of the sources: where one letter of them has changed, or the interpreter, the sources
are run instead. ``MARZ_COMPILED`` names another folder to look in; empty, none.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
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
    """Give the name of the folder of what these sources, this translator and this interpreter make."""
    from importlib.util import source_hash  # by which Python keeps its own compiled files, too

    files = [*sources(package), package / "compiling.py"]
    names = "\0".join([SUFFIX, *(file.name for file in files)]).encode()
    return source_hash(b"\0".join([names, *(file.read_bytes() for file in files)])).hex()


class Compiled:
    """Finds the modules in a folder of machine code before Python looks for their sources."""

    def __init__(self, folder: Path):
        files = [(file.relative_to(folder).as_posix(), file) for file in folder.rglob(f"*{SUFFIX}")]
        self._files = {name.removesuffix(SUFFIX).replace("/", "."): file for name, file in files}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Give where a module lies, if it was compiled."""
        if file := self._files.get(fullname):
            return ModuleSpec(fullname, ExtensionFileLoader(fullname, str(file)), origin=str(file))
        return None


def prefer() -> bool:
    """Have modules that are imported from now on taken from machine code, where there is some of these sources."""
    folder = where()
    if folder is None or not folder.is_dir() or not (made := folder / version()).is_dir():
        return False
    sys.meta_path.insert(0, Compiled(made))
    return True
