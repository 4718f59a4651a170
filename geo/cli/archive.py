"""``marz archive``: millions of documents as partitioned GeoParquet, added to and counted where it lies."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.archive import BYS
from geo.cli.common import add_store, add_window, known_by, print_json, say, window, window_json
from geo.schema import CATEGORIES

if TYPE_CHECKING:
    from geo.archive.add import Added, Tell
    from geo.archive.count import Ask

_SAY_EVERY = 0.5  # seconds


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "archive", help="millions of documents as partitioned GeoParquet",
        description="Keep the statements of many documents as GeoParquet by month and country, on a disk or an object "
        "store, and count them where they lie.",
    )  # fmt: skip
    verbs = command.add_subparsers(title="verbs", metavar="VERB", required=True)
    _add_add(verbs)
    _add_count(verbs)


def _add_add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser(
        "add", help="documents → archive",
        description="Add texts and tables of known formats (GDELT and others) to an archive, which is made where there "
        "is none. What is there already adds nothing; a run that was stopped goes on when it is repeated.",
    )  # fmt: skip
    _add_where(verb)
    verb.add_argument(
        "what", metavar="FOLDER|FILE", nargs="?", type=Path, help="texts and tables; left out: the claim store"
    )
    verb.add_argument("--published", metavar="DATE", default="", help="of texts: day of publication, for all of them")
    _add_workers(verb)
    add_store(verb)
    verb.set_defaults(run=run_add)


def _add_count(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser(
        "count", help="how many claims and figures", description="Count the claims and figures of a window by DuckDB."
    )
    _add_where(verb)
    add_window(verb, required=False)
    verb.add_argument("--by", metavar="WHAT", choices=BYS, default="category", help=f"groups: {', '.join(BYS)}")
    verb.add_argument("--place", metavar="P", help="only at this place, or in this province (an id or any name)")
    verb.add_argument("--category", metavar="C", choices=CATEGORIES, help="only claims of this category")
    verb.add_argument("--json", action="store_true", help="answer as JSON")
    _add_workers(verb)
    verb.set_defaults(run=run_count)


def _add_where(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("archive", metavar="ARCHIVE", help="a folder, or a URL of fsspec (s3://bucket/folder, …)")


def _add_workers(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--workers", metavar="N", type=int, default=None, help="processes of this machine")
    verb.add_argument("--cluster", metavar="ADDRESS", default="", help="a Dask scheduler to use instead")


def run_add(arguments: argparse.Namespace) -> int:
    """Add documents, and say what was added and what was refused."""
    from geo.archive.add import add as add_to
    from geo.archive.folder import Archive
    from geo.calendars import parse_period

    if arguments.published:
        parse_period(arguments.published)
    done = add_to(
        Archive(arguments.archive), arguments.what, store=arguments.store, published=arguments.published,
        workers=_workers(arguments, 0), cluster=arguments.cluster, tell=_progress() if sys.stderr.isatty() else None,
    )  # fmt: skip
    _tell(done, arguments.archive)
    return 0


def run_count(arguments: argparse.Namespace) -> int:
    """Count a window, in words or as JSON."""
    from geo.archive.count import count, total
    from geo.archive.folder import Archive

    ask = _ask(arguments)
    rows = count(Archive(arguments.archive), ask, workers=_workers(arguments, 1), cluster=arguments.cluster)
    if arguments.json:
        chosen = window_json(window(arguments), ask.known_by) if ask.first or ask.last else None
        print_json({"window": chosen, "by": ask.by, "counts": rows})
        return 0
    width = max([len(str(row[ask.by] or "none")) for row in rows] + [len(ask.by)])
    print(f"{ask.by:<{width}}  {'claims':>12}  {'figures':>12}")
    for row in rows:
        print(f"{row[ask.by] or 'none'!s:<{width}}  {row['claims']:>12,}  {row['figures']:>12,}")
    if not rows:
        say("The archive holds nothing of this. Leave out --from and --to, or add documents with 'marz archive add'.")
    elif ask.by not in ("place", "province", "country"):
        sums = total(rows)
        print(f"{'':<{width}}  {sums['claims']:>12,}  {sums['figures']:>12,}")
    return 0


def _ask(arguments: argparse.Namespace) -> "Ask":
    from geo.archive.count import Ask

    chosen = window(arguments)
    place: dict[str, Any] = {}
    if arguments.place:
        place = _place(arguments.place)
    return Ask(
        arguments.by, chosen.start if arguments.first else None, chosen.last if arguments.last else None,
        category=arguments.category or "", known_by=known_by(arguments), **place,
    )  # fmt: skip


def _place(name: str) -> dict[str, str]:
    from geo import gazetteer
    from geo.cli.common import place_id
    from geo.store import Store

    found = place_id(name, Store.open())
    kind = gazetteer.load().place(found).kind
    return {"province" if kind == "province" else "place": found}


def _workers(arguments: argparse.Namespace, usual: int) -> int:
    from geo.errors import MarzError

    if arguments.workers is not None and arguments.workers < 1:
        raise MarzError(f"{arguments.workers} workers are too few. Give 1 or more, or leave --workers out.")
    return usual if arguments.workers is None else int(arguments.workers)


def _tell(done: "Added", where: str) -> None:
    for line in done.told:
        say(f"refused: {line}")
    if done.refused > len(done.told):
        say(f"refused: {done.refused - len(done.told):,} more")
    added = f"{done.documents:,} documents with {done.rows:,} rows added"
    say(f"{added}, {done.held:,} held before, {done.refused:,} refused → {where}")


def _progress() -> "Tell":
    """Make a line that says how many documents are done."""
    began = said = time.monotonic()

    def tell(done: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= _SAY_EVERY:
            said = now
            pace = f"{done / (now - began):,.0f} a second"
            print(f"\r{done:,} documents, {pace} \033[K", end="", file=sys.stderr, flush=True)

    return tell
