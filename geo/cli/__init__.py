"""The ``marz`` command: one module per command, each with ``add(subparsers)``.

Exit status: 0 done, 1 refused input (the message ends with the remedy), 2 wrong usage.
"""

import argparse
import importlib
import keyword
import os
import sys
from collections.abc import Sequence

from geo.durable import reason, remedy
from geo.errors import MarzError, harmless

COMMANDS = (
    "app",
    "build",
    "check",
    "geocode",
    "extract",
    "archive",
    "import",
    "review",
    "evaluate",
    "events",
    "returns",
    "pressure",
    "export",
    "snapshot",
    "report",
    "backup",
    "restore",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except MarzError as refusal:
        print(f"marz: {refusal}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        named = f"{fault.filename}: " if fault.filename else ""
        print(harmless(f"marz: {named}{reason(fault)}. {remedy(fault)}."), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("marz: stopped; nothing half-written was kept.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """Build the parser with every command."""
    top = argparse.ArgumentParser(prog="marz", description="A sourced, dated map of the Iran–Afghanistan border.")
    top.add_argument("--version", action="version", version="marz 0.1.0")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = f"{name}_" if keyword.iskeyword(name) else name
        importlib.import_module(f"geo.cli.{module}").add(commands)
    return top
