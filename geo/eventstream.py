"""The events of a window a block at a time: memory holds one block, however many were imported.

What people wrote or reviewed is little, and held. What tables brought is read in the order of its days, which SQLite or
PostgreSQL sorts on the disk; of its places only those that a block speaks of are looked up.
"""

from collections.abc import Iterator
from datetime import date

from geo.claims import EventView, in_order, views_of
from geo.imported import Imported
from geo.schema import Event
from geo.store import Store
from geo.window import Window

BLOCK = 10_000


def count(store: Store, window: Window) -> int:
    """Count the dated events of a window, at the most: those that nobody may see are among them."""
    written = sum(window.meets(e.start, e.end) for e in store.whole.written(Event))
    with store.added.reading() as base:
        return written + (Imported(base, store).count(window) if base else 0)


def blocks(
    store: Store, window: Window, *, known_by: date | None = None, size: int = BLOCK
) -> Iterator[tuple[list[EventView], Store]]:
    """Give the events that share a day with ``window``, by day and id, and where their places and sources are found.

    The same as :func:`geo.eventlist.events_in`, about ``size`` at a time; at least one block, which may be empty.
    """
    with store.added.reading() as base:
        if base is None:
            yield views_of(store.events.values(), store.claims, store, window, known_by=known_by), store
            return
        imported = Imported(base, store)
        written, known = imported.written()
        waiting = _views(written, store, window, known_by)
        for excerpt in imported.excerpts(window, known, written.places, size):
            views = _views(excerpt, store, window, known_by)
            last = in_order(views[-1]) if views else (date.min, "")
            now, waiting = [v for v in waiting if in_order(v) < last], [v for v in waiting if in_order(v) >= last]
            yield sorted([*now, *views], key=in_order), excerpt
        yield waiting, written


def _views(excerpt: Store, store: Store, window: Window, known_by: date | None) -> list[EventView]:
    heard = (c for c in excerpt.claims if c.source_id not in store.silent)
    return views_of(excerpt.events.values(), heard, excerpt, window, known_by=known_by)
