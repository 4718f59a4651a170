"""Snapshots: a view as a sheet for a report, a slide or a column, made again to the byte from its command."""

from pathlib import Path

from geo.durable import write_atomic
from geo.store import Store
from layers.snapshot import furniture
from layers.snapshot.claims import one_event
from layers.snapshot.save import rendered, suffix_of
from layers.snapshot.series import by_body, by_crossing
from layers.snapshot.sheet import Sheet, drawing
from layers.snapshot.shot import Shot
from layers.snapshot.situation import situation
from layers.snapshot.told import Told, tell

LAYOUTS = {"map": situation, "crossings": by_crossing, "returns": by_body, "event": one_event}
__all__ = ["Shot", "picture", "snapshot"]


def snapshot(store: Store, shot: Shot, path: Path) -> None:
    """Draw ``shot`` and write it as PNG, SVG or PDF, by the file's suffix, atomically."""
    write_atomic(path, picture(store, shot, path.name))


def picture(store: Store, shot: Shot, name: str) -> bytes:
    """Draw ``shot`` and give the bytes of a file of that name. What may not leave this computer is left out.

    Raises
    ------
    MarzError
        If the shot names what the store does not hold, or the name ends in no known format.
    """
    store = store.shareable()
    shot.check(store)
    told = tell(store, shot)
    with drawing():
        sheet = _drawn(store, shot, told)
        return rendered(sheet, suffix_of(Path(name)), dpi=shot.dpi, title=furniture.title(store, shot, told),
                        command=shot.command(name), digest=store.digest)  # fmt: skip


def _drawn(store: Store, shot: Shot, told: Told) -> Sheet:
    return LAYOUTS[shot.template](store, shot, told)
