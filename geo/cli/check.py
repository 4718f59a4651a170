"""``marz check``: validates seeds and store, and writes nothing; with ``--repair`` it mends what is broken."""

import argparse

from geo.cli.common import add_store, print_json, say


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "check",
        help="validates seeds and store; --repair mends them",
        description="Read every seed row and every store file and say what is wrong. Writes nothing without --repair.",
    )
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.add_argument("--strict", action="store_true", help="exit with 1 if any row is refused")
    command.add_argument(
        "--repair", action="store_true",
        help="build and save what can be, from the seeds, the journal, and what is left of a broken file (it is kept)",
    )  # fmt: skip
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print kept counts, refused rows with file, line and reason, and the store's state."""
    from geo import facts, narratives, paths, rescue, seeds

    for done in rescue.repair(arguments.store) if arguments.repair else ():
        say(done)
    read = seeds.read()
    told, untold = narratives.read(read)
    file = paths.store(arguments.store) / facts.FILE
    fresh = facts.digest_of(file) == facts.seeds_digest()
    state = "up to date" if fresh else "to be built again: run 'marz build'"
    broken = rescue.check(arguments.store)
    if arguments.json:
        refused = [{"file": r.file, "line": r.line, "why": r.why} for r in (*read.refused, *untold)]
        kept = {**read.counts(), "narratives": len(told)}
        print_json({"kept": kept, "refused": refused, "store": state, "broken": broken})
    else:
        kept = {**read.counts(), "narratives": len(told)}
        print("kept:", ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in kept.items()))
        print(f"refused: {len(read.refused) + len(untold)}")
        for refusal in (*read.refused, *untold):
            print(f"  {refusal}")
        print("store:", state)
        for fault in broken:
            print("broken:", fault)
    return 1 if broken or (arguments.strict and (read.refused or untold)) else 0
