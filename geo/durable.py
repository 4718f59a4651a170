"""Writes that last: a file is whole or not there, and on the disk before anybody is told so.

Where the disk refuses, the reason and the remedy are said in words (:func:`refusing`).
"""

import errno
import glob
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo.errors import Unwritable

FORGOTTEN_SECONDS = 3600.0
_WORKSHOP = ".making-"
_REMEDIES = {
    errno.ENOSPC: "Make room on the disk, or give another folder, and run it again",
    errno.EDQUOT: "Make room in your quota, or give another folder, and run it again",
    errno.EFBIG: "Let files grow larger here (see 'ulimit -f'), or give another folder, and run it again",
    errno.EROFS: "Give a folder that can be written to: --store DIR, --out PATH, --refused FILE",
    errno.EACCES: "Ask for the right to this folder, or give another: --store DIR, --out PATH, --refused FILE",
    errno.EPERM: "Ask for the right to this folder, or give another: --store DIR, --out PATH, --refused FILE",
    errno.ENOENT: "Check the name",
    errno.EISDIR: "Give the name of a file, not of a folder",
    errno.ENOTDIR: "Give the name of a folder where a folder is wanted",
    errno.EEXIST: "Give the name of a folder where a folder is wanted",
    errno.ENAMETOOLONG: "Give a shorter name",
    errno.ELOOP: "Give the file itself, not a link that leads to itself",
    errno.EMFILE: "Close other programs, or allow more open files (see 'ulimit -n')",
}


def write_atomic(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``: after a crash the old file is there, or the new one, never a part.

    Raises
    ------
    Unwritable
        If the disk is full, or the folder may not be written to; the old file is untouched then.
    """
    with refusing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
            put(Path(temporary), path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


@contextmanager
def workshop(path: Path) -> Iterator[Path]:
    """Give a folder beside ``path`` to make it in, gone afterwards, with those that killed processes left long ago."""
    with refusing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in path.parent.glob(f"{_WORKSHOP}*"):
            if _forgotten(left):
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=_WORKSHOP, ignore_cleanup_errors=True) as made:
            yield Path(made)


def put(made: Path, path: Path) -> None:
    """Bring a finished file to the disk and then to its place, in one step."""
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; nothing where the system cannot open folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Say what the disk refused, and what to do about it, in place of an ``OSError``.

    Examples
    --------
    >>> with refusing(Path("out.geojson")):
    ...     raise OSError(errno.ENOSPC, "No space left on device")
    Traceback (most recent call last):
    ...
    geo.errors.Unwritable: out.geojson cannot be written: no space left on device. Make room on the disk, or give ...
    """
    try:
        yield
    except OSError as fault:
        raise Unwritable(f"{path} cannot be written: {reason(fault)}. {remedy(fault)}.") from fault


def reason(fault: OSError) -> str:
    """Say what went wrong, as the system puts it, without its number."""
    return (fault.strerror or str(fault) or type(fault).__name__).rstrip(".").lower()


def remedy(fault: OSError) -> str:
    """Say what to do about it."""
    return _REMEDIES.get(fault.errno or 0, "See whether the disk is in order, and run it again")


def _sweep(path: Path) -> None:
    """Remove what processes that were killed left of this file: their unfinished parts, once they are an hour old."""
    for left in path.parent.glob(f".{glob.escape(path.name[:100])}.*"):
        if _forgotten(left):
            with suppress(OSError):
                left.unlink()


def _forgotten(left: Path) -> bool:
    try:
        return time.time() - left.stat().st_mtime > FORGOTTEN_SECONDS
    except OSError:
        return False
