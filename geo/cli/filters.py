"""Filters that several commands share: kinds of events, statuses, sources."""

import argparse
from collections.abc import Iterable
from typing import Any

from geo.errors import MarzError
from geo.schema import CATEGORIES, STATUSES
from geo.store import Store


def add_filters(command: argparse.ArgumentParser) -> None:
    """Add ``--category``, ``--status`` and ``--source``; each may be given several times."""
    command.add_argument(
        "--category", metavar="C", action="append", choices=CATEGORIES, default=[],
        help=f"only events of this kind (repeatable): {', '.join(CATEGORIES)}",
    )  # fmt: skip
    command.add_argument(
        "--status", metavar="S", action="append", choices=STATUSES, default=[],
        help=f"only events of this status (repeatable): {', '.join(STATUSES)}",
    )  # fmt: skip
    command.add_argument(
        "--source", metavar="S", action="append", default=[],
        help="only what this publisher, or source by its id, says (repeatable)",
    )  # fmt: skip


def publishers(names: Iterable[str], store: Store) -> tuple[str, ...]:
    """Give publishers or ids of sources as the store writes them, in any case of letters.

    Raises
    ------
    MarzError
        If nobody is called so; the message names those whose names are like it.
    """
    known = {n.casefold(): n for s in store.sources.values() for n in (s.id, s.publisher)}
    return tuple(dict.fromkeys(_meant(name, known) for name in names))


def narrowed(arguments: argparse.Namespace, store: Store) -> dict[str, Any]:
    """Give what the arguments leave of a figure or a report, as a shot takes it."""
    return {
        "category": tuple(arguments.category), "status": tuple(arguments.status),
        "source": publishers(arguments.source, store),
        "counted_by": arguments.counted_by, "measure": arguments.measure,
    }  # fmt: skip


def _meant(name: str, known: dict[str, str]) -> str:
    wanted = " ".join(name.split()).casefold()
    if wanted in known:
        return known[wanted]
    from rapidfuzz import process

    near = [known[found] for found, _, _ in process.extract(wanted, list(known), limit=5)]
    raise MarzError(f"No publisher or source is called {name!r}. Near to it: {'; '.join(near)}.")
