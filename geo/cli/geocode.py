"""``marz geocode``: names to places, one JSON line per name."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.errors import MarzError

MAX_LINE = 20_000_000
_EVERY = 5_000


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "geocode",
        help="names → places, one JSON line per name",
        description="Find the place that each NAME means, or say why it is ambiguous or no place.",
    )
    command.add_argument("names", metavar="NAME", nargs="*", help="a name, in any script")
    command.add_argument("--context", metavar="TEXT", default="", help="the text that the names stand in")
    command.add_argument("--country", metavar="CC", default="", help="the country they lie in: AF, IR, PK …")
    command.add_argument("--explain", action="store_true", help="print the ladder walked, on stderr")
    command.add_argument(
        "--batch", metavar="FILE", type=Path,
        help='JSON lines of {"name", "context", "country"} (- for stdin); one answer each, in order',
    )  # fmt: skip
    command.add_argument("--json", action="store_true", help="JSON lines (they always are)")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one JSON line per name; refused names are answers, not failures."""
    if bool(arguments.names) == bool(arguments.batch):
        print("marz geocode: give names, or --batch FILE. Try: marz geocode 'Islam Qala'", file=sys.stderr)
        return 2
    if arguments.batch:
        return _batch(arguments.batch, arguments.context, arguments.country)
    from geo.geocode import explain

    for name in arguments.names:
        answer, steps = explain(name, context=arguments.context, country=arguments.country)
        if arguments.explain:
            print(f"{name[:200]}:", *(f"  {step}" for step in steps), sep="\n", file=sys.stderr)
        _print(answer.as_dict())
    return 0


def _batch(path: Path, context: str, country: str) -> int:
    """Answer every line in order; a line that cannot be read is refused by file and line, and the rest go on."""
    from geo.geocode import Refusal, geocode

    label = "stdin" if str(path) == "-" else path.name
    done = bad = 0
    for number, line in _lines(path):
        done += 1
        try:
            name, said, where = _fields(line)
            answer = geocode(name, context=said or context, country=where or country).as_dict()
        except ValueError as fault:
            bad += 1
            why = f"{label} line {number}: {fault}"
            print(f"marz: {why}", file=sys.stderr)
            answer = Refusal("", why).as_dict()
        _print(answer)
        if done % _EVERY == 0:
            print(f"{done:,} names", file=sys.stderr, flush=True)
    if bad:
        print(f"marz: {bad} of {done} lines could not be read; the others are answered. Mend them.", file=sys.stderr)
    return 1 if bad else 0


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with sys.stdin.buffer if str(path) == "-" else path.open("rb") as file:
            yield from ((n, line) for n, line in enumerate(file, 1) if line.strip())
    except OSError as fault:
        raise MarzError(f"Cannot read {path}: {fault.strerror}. Give a file of JSON lines, or - for stdin.") from None


def _fields(line: bytes) -> tuple[str, str, str]:
    if len(line) > MAX_LINE:
        raise ValueError(f"longer than {MAX_LINE // 1_000_000} MB")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except json.JSONDecodeError as fault:
        raise ValueError(f"not JSON ({fault.msg})") from None
    row = {"name": row} if isinstance(row, str) else row
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        raise ValueError('no "name"; write {"name": "Islam Qala", "context": "…"}')
    said, where = (row.get(key) or "" for key in ("context", "country"))
    if not isinstance(said, str) or not isinstance(where, str):
        raise ValueError('"context" and "country" must be text')
    return row["name"], said, where


def _print(answer: dict[str, Any]) -> None:
    text = json.dumps(answer, ensure_ascii=False)
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
