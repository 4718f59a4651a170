"""``marz extract``: news text → candidate places, dates, figures and claims."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.cli.common import print_json

if TYPE_CHECKING:
    from geo.ingest.extract import Extraction


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "extract",
        help="news text → candidates",
        description="Extract places, dates, figures and claims from a text. Reads .txt (with title:, url:, published: "
        "lines above a blank line), .html, .docx and .pdf. Writes nothing.",
    )
    command.add_argument("file", metavar="FILE", type=Path, help="the text")
    command.add_argument("--published", metavar="DATE", default="", help="day of publication; overrides the header")
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the candidates of one text."""
    from geo.ingest.extract import extract
    from geo.ingest.reader import read

    found = extract(read(arguments.file, published=arguments.published))
    if arguments.json:
        print_json(found.as_dict())
    else:
        print(_words(found))
    return 0


def _words(found: "Extraction") -> str:
    answer = found.as_dict()
    lines = [f"{len(answer[kind])} {kind}" for kind in ("places", "dates", "figures", "claims")]
    return "\n".join(
        [", ".join(lines), *(_figure(f) for f in answer["figures"]), *(_claim(c) for c in answer["claims"])]
    )


def _figure(f: dict[str, Any]) -> str:
    return f"  [{f['start']}-{f['end']}] {f['surface']}: {f['measure']}, {f['place_id'] or 'no place'}, {_days(f)}"


def _claim(c: dict[str, Any]) -> str:
    start, end = c["evidence"]
    return f"  [{start}-{end}] {c['category']}, {c['status']}, {_days(c)}: {c['what']}"


def _days(item: dict[str, Any]) -> str:
    if item["from"] == item["to"]:
        return str(item["from"] or "undated")
    return f"{item['from'] or '…'} to {item['to'] or '…'}"
