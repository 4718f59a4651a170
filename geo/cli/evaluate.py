"""``marz evaluate``: score the extractor against annotated texts."""

import argparse
from pathlib import Path

from geo.cli.common import print_json


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "evaluate",
        help="precision, recall and F1 against annotated texts",
        description="Score places, dates, figures and events of every annotated text of a folder, and print every miss "
        "with its sentence. A folder holds NN.txt with NN.json, or texts with one table of claims (*_gold.csv).",
    )
    command.add_argument("folder", metavar="DIR", type=Path, help="folder of annotated texts")
    command.add_argument("--gold", metavar="FILE", type=Path, help="table of claims and figures, if not in the folder")
    command.add_argument(
        "--undated", action="store_true", help="do not tell the extractor when the texts were published"
    )
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the scores, then the faults."""
    from geo.ingest.evaluate import evaluate

    scores = evaluate(arguments.folder, gold=arguments.gold, docdates=not arguments.undated)
    if arguments.json:
        print_json({kind: score.as_dict() for kind, score in scores.items()})
        return 0
    print(f"{'':28}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'extra':>7}{'missed':>8}")
    for kind, s in scores.items():
        shares = (f"{v:.3f}" if v is not None else "–" for v in (s.precision, s.recall, s.f1))
        print("{:28}{:>10}{:>8}{:>8}{:>7}{:>7}{:>8}".format(kind, *shares, s.hits, s.extras, s.misses))
    for kind, s in scores.items():
        print(f"\n{kind}:", *(f"  {fault}" for fault in s.faults), sep="\n")
    return 0
