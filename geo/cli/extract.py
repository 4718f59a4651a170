"""``marz extract``: news text → candidate places, dates, figures and claims."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.cli.common import print_json, say_misread_day
from geo.cli.progress import bar
from geo.errors import MarzError

if TYPE_CHECKING:
    from geo.ingest.extract import Extraction


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "extract",
        help="news text → candidates",
        description="Extract places, dates, figures and claims from a text. Reads .txt (with title:, url:, published: "
        "lines above a blank line), .html, .docx and .pdf. Of one text, prints what it found and writes nothing. Of a "
        "folder, adds a line of JSON per text to --out; run again, it does what is missing there.",
    )
    command.add_argument("file", metavar="FILE|FOLDER", type=Path, help="the text, or a folder of texts")
    command.add_argument("--published", metavar="DATE", default="", help="day of publication; overrides the header")
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.add_argument("--out", metavar="FILE.jsonl", type=Path, help="of a folder: where the lines go")
    command.add_argument(
        "--workers", metavar="N", type=int, default=0, help="of a folder: processes; default all cores"
    )
    command.add_argument(
        "--cluster", metavar="ADDRESS", default="", help="of a folder: a Dask scheduler to use instead"
    )
    command.set_defaults(run=run)


class BadFolder(MarzError, ValueError):
    """A folder without a place for its answers, or one for a single text."""


def run(arguments: argparse.Namespace) -> int:
    """Print the candidates of one text, or write those of a folder."""
    if arguments.file.is_dir():
        return _folder(arguments)
    if arguments.out:
        raise BadFolder(f"{arguments.file} is no folder, and --out is for folders. Leave it out, or name a folder.")
    from geo.ingest.extract import extract
    from geo.ingest.reader import read

    paper = read(arguments.file, published=arguments.published)
    say_misread_day(arguments.file, paper)
    found = extract(paper)
    if arguments.json:
        print_json(found.as_dict())
    else:
        print(_words(found))
    return 0


def _folder(arguments: argparse.Namespace) -> int:
    if not arguments.out:
        raise BadFolder(f"{arguments.file} is a folder. Say with --out FILE.jsonl where its answers go.")
    if arguments.workers < 0:
        raise BadFolder(
            f"{arguments.workers} workers are too few. Give 1 or more, or leave --workers out for all cores."
        )
    if arguments.published:
        from geo.calendars import parse_period

        parse_period(arguments.published)
    from geo.ingest.folder import extract_folder

    done = extract_folder(
        arguments.file, arguments.out, workers=arguments.workers, cluster=arguments.cluster,
        published=arguments.published, tell=bar() if sys.stderr.isatty() else None,
    )  # fmt: skip
    print(f"{done.extracted:,} texts extracted, {done.held:,} held before, {done.refused:,} refused → {arguments.out}",
          file=sys.stderr)  # fmt: skip
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
