"""``marz restore``: a backup back into the store."""

import argparse
from pathlib import Path

from geo.cli.common import add_store, print_json


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "restore", help="a backup back into the store",
        description="Check a backup whole and row by row, and bring it back into the store, all of it or nothing.",
    )  # fmt: skip
    command.add_argument("file", metavar="FILE", type=Path, help="a file that 'marz backup' wrote")
    command.add_argument("--replace", action="store_true", help="put it in the place of what the store holds now")
    command.add_argument("--json", action="store_true", help="answer as JSON")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Restore, and say what is there now."""
    from geo.backup import restore

    held = restore(arguments.file, folder=arguments.store, replace=arguments.replace)
    if arguments.json:
        print_json({"file": str(arguments.file), **held})
    else:
        print("restored:", ", ".join(f"{n:,} {what}" for what, n in held.items()))
    return 0
