"""``marz backup``: all that people added to the store, in one file."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from geo.cli.common import add_store, print_json


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "backup", help="what people added to the store, in one file",
        description="Write imported tables and the review log into one file with checksums, also while others work. "
        "The seeds are not in it: they are text, for version control.",
    )  # fmt: skip
    command.add_argument("file", metavar="FILE", type=Path, help="file to write, such as marz-2025-07-06.zip")
    command.add_argument("--json", action="store_true", help="answer as JSON")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the backup and say what is in it."""
    from geo.backup import backup

    when = datetime.now(UTC).isoformat(timespec="seconds")
    held = backup(arguments.file, folder=arguments.store, when=when)
    if arguments.json:
        print_json({"file": str(arguments.file), **held})
    else:
        print(f"{arguments.file}:", ", ".join(f"{n:,} {what}" for what, n in held.items()))
    return 0
