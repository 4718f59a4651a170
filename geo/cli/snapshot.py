"""``marz snapshot``: a view as a figure for a report, a slide or a column, or as one interactive file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.common import add_store, add_window, known_by, place_id, say, window
from geo.cli.filters import add_filters, narrowed

if TYPE_CHECKING:
    from geo.store import Store
    from layers.snapshot import Shot


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "snapshot",
        help="a view as a figure (PNG, SVG, PDF), one interactive HTML file, or a film",
        description="Draw a window as a sheet with sources, legend and dates. The same facts give the same bytes.",
    )
    add_window(command)
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help=".png .svg .pdf .html .gif .apng .mp4")
    command.add_argument("--template", choices=("map", "crossings", "returns", "event"), default="map",
                         help="situation map, small multiples, returns over time, one event's claims")  # fmt: skip
    command.add_argument("--format", default="a4-landscape", metavar="F",
                         help="a4, a4-landscape, a3, a3-landscape, slide, column, two-columns")  # fmt: skip
    command.add_argument("--lang", choices=("en", "fa", "prs"), default="en", help="language (default en)")
    command.add_argument("--title", default="", metavar="T", help="title, in place of the template's own")
    command.add_argument("--layers", metavar="L,…", help="layers to draw, joined by commas (default: all)")
    command.add_argument("--place", metavar="P", help="the place to show, by id or any name (default: the border)")
    command.add_argument("--event", default="", metavar="ID", help="the event that --template event shows")
    command.add_argument("--counted-by", default="", metavar="B", help="whose counts to draw")
    command.add_argument("--measure", default="", metavar="M", help="only this measure")
    add_filters(command)
    command.add_argument("--dpi", type=int, default=300, metavar="N", help="dots per inch (default 300)")
    command.add_argument("--step", choices=("day", "week", "month"), default="day", help="a film's step (default day)")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw, write, and say what was left out."""
    from geo.durable import write_atomic
    from geo.store import Store
    from layers.report.onefile import frame, onefile
    from layers.snapshot import snapshot
    from layers.snapshot.film import SUFFIXES, film

    store, out = Store.open(arguments.store), arguments.out
    shot = shot_of(arguments, store)
    if out.suffix.lower() in {".html", ".htm"}:
        write_atomic(out, onefile(store, shot, out.name))
        say(f"In a web page: {frame(out.name, shot)}")
    elif out.suffix.lower() in SUFFIXES:
        for line in film(store, shot, out, step=arguments.step):
            say(line)
    else:
        snapshot(store, shot, out)
    if out.exists():
        say(f"{out}: {out.stat().st_size / 1000:,.0f} KB")
    if store.withheld:
        say("What the terms of its source forbid passing on was left out. It is shown in the app only.")
    return 0


def shot_of(arguments: argparse.Namespace, store: "Store") -> "Shot":
    """Turn the arguments into what the snapshot is to show."""
    from geo.volumes import BORDER
    from layers.snapshot import Shot
    from layers.snapshot.shot import DRAWN

    layers = tuple(n.strip() for n in arguments.layers.split(",") if n.strip()) if arguments.layers else DRAWN
    place = place_id(arguments.place, store) if arguments.place else BORDER
    return Shot(
        window=window(arguments), known_by=known_by(arguments), template=arguments.template, format=arguments.format,
        lang=arguments.lang, title=arguments.title, layers=layers, event=arguments.event, dpi=arguments.dpi,
        place=place, **narrowed(arguments, store),
    )  # fmt: skip
