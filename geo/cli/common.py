"""What several commands share: the window, a place, JSON on stdout, words on stderr."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.calendars import parse_period
from geo.database import database_of
from geo.errors import MarzError, UnknownPlace, harmless
from geo.paths import Where
from geo.store import Store
from geo.window import Window

if TYPE_CHECKING:
    from geo.ingest.reader import Document

EVERYTHING = (date(1970, 1, 1), date(2099, 12, 31))


def add_window(command: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add ``--from``, ``--to`` (both inclusive) and ``--known-by``."""
    how = "2025-07-01, 2025-07, or Solar Hijri 1404-04-10"
    command.add_argument("--from", dest="first", metavar="DAY", required=required, help=f"first day: {how}")
    command.add_argument("--to", dest="last", metavar="DAY", required=required, help="last day, itself included")
    command.add_argument("--known-by", metavar="DAY", help="only what had been published by this day")


def add_store(command: argparse.ArgumentParser) -> None:
    """Add ``--store``."""
    command.add_argument(
        "--store",
        metavar="DIR|URL",
        type=_where,
        help="folder of the claim store, or a team's postgresql://USER@HOST/DB",
    )


def window(arguments: argparse.Namespace) -> Window:
    """Read the window that the arguments name; a month stands for all its days."""
    first = parse_period(arguments.first).start if arguments.first else EVERYTHING[0]
    last = parse_period(arguments.last).end if arguments.last else EVERYTHING[1]
    return Window.inclusive(first, last)


def known_by(arguments: argparse.Namespace) -> date | None:
    """Read ``--known-by``: the last day it names."""
    return parse_period(arguments.known_by).end if arguments.known_by else None


def place_id(name: str, store: Store) -> str:
    """Turn an id or any name of a place into its id.

    Raises
    ------
    UnknownPlace
        If the name is unknown, or could be several places; the message lists them.
    """
    if name in store.places:
        return name
    from geo.geocode import geocode

    answer = geocode(name)
    if answer.status == "matched" and answer.place_id in store.places:
        return str(answer.place_id)
    others = ", ".join(c.place_id for c in answer.candidates[:6])
    remedy = f"Pick one of: {others}." if others else "Add it to seeds/places/, or give an id from there."
    raise UnknownPlace(f"No single place called {name!r}. {remedy}")


def window_json(chosen: Window, known: date | None) -> dict[str, Any]:
    """Describe a window with inclusive ends, as people write it."""
    return {"from": chosen.start, "to": chosen.last, "days": chosen.days, "known_by": known}


def print_json(answer: object) -> None:
    """Print ``answer`` as one JSON document; days as ISO strings."""
    print(json.dumps(answer, ensure_ascii=False, default=_plain, indent=2 if sys.stdout.isatty() else None))


def say(message: str) -> None:
    """Tell the person something that is not the answer."""
    print(harmless(message), file=sys.stderr, flush=True)


def say_misread_day(file: Path, paper: "Document") -> None:
    """Tell that the header of a text names no day of publication, although it has a line for it."""
    if paper.misread_day:
        say(
            f"{file.name}: {paper.misread_day!r} is no day of publication that can be read, so the text is dated by "
            "what it says itself. Write 'published: 2025-07-06', or give --published."
        )


def say_left_out(count: int) -> None:
    """Tell how much was left out because it must not be passed on; nothing, where nothing was."""
    if count:
        say(f"{count} left out: the terms of their source forbid passing them on. They are shown in the app only.")


def _where(text: str) -> Where:
    """Read an address; a password in it would stand in the list of processes for all to see."""
    try:
        database = database_of(text)
    except MarzError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None
    if database and database.has_password:
        raise argparse.ArgumentTypeError(
            "leave the password out: everybody on this machine could read it there. Put it in PGPASSWORD or ~/.pgpass"
        )
    return database or Path(text)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise MarzError(f"Cannot write {type(value).__name__} as JSON. Report this as a fault of Marz.")
