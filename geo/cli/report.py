"""``marz report``: a situation brief as HTML, PDF and DOCX."""

import argparse
from pathlib import Path

from geo.cli.common import add_store, add_window, known_by, place_id, say, window
from geo.cli.filters import add_filters, narrowed


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "report",
        help="a situation brief: HTML, PDF and DOCX",
        description="Write a brief of a window: map, returns by body with bounds, events, sources, methods.",
    )
    add_window(command)
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for brief.html, .pdf and .docx")
    command.add_argument("--lang", choices=("en", "fa", "prs"), default="en", help="language (default en)")
    command.add_argument("--title", default="", metavar="T", help="title of the brief")
    command.add_argument("--place", metavar="P", help="the place to report on, by id or any name (default: the border)")
    command.add_argument("--counted-by", default="", metavar="B", help="only what this body counted")
    command.add_argument("--measure", default="", metavar="M", help="only this measure")
    add_filters(command)
    command.add_argument("--template", type=Path, metavar="FILE", help="a Jinja template of one's own")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the three files."""
    from geo.store import Store
    from geo.volumes import BORDER
    from layers.report import report
    from layers.snapshot import Shot

    store = Store.open(arguments.store)
    place = place_id(arguments.place, store) if arguments.place else BORDER
    shot = Shot(
        window=window(arguments), known_by=known_by(arguments), lang=arguments.lang, title=arguments.title, place=place,
        **narrowed(arguments, store),
    )  # fmt: skip
    for path in report(store, shot, arguments.out, template=arguments.template):
        say(f"{path}: {path.stat().st_size / 1000:,.0f} KB")
    return 0
