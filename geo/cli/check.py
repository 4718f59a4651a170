"""``marz check``: validates seeds and store; writes nothing."""

import argparse

from geo.cli.common import add_store, print_json


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "check",
        help="validates seeds and store; writes nothing",
        description="Read every seed row and say what is wrong.",
    )
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.add_argument("--strict", action="store_true", help="exit with 1 if any row is refused")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print kept counts, refused rows with file, line and reason, and the store's state."""
    from geo import paths, seeds, store

    read = seeds.read()
    file = (arguments.store or paths.store()) / "facts.sqlite"
    fresh = store.digest_of(file) == store.seeds_digest()
    state = "up to date" if fresh else "to be built again: run 'marz build'"
    if arguments.json:
        refused = [{"file": r.file, "line": r.line, "why": r.why} for r in read.refused]
        print_json({"kept": read.counts(), "refused": refused, "store": state})
    else:
        print("kept:", ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in read.counts().items()))
        print(f"refused: {len(read.refused)}")
        for refusal in read.refused:
            print(f"  {refusal}")
        print("store:", state)
    return 1 if arguments.strict and read.refused else 0
