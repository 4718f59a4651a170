"""``marz export``: a layer, or all, as files."""

import argparse
from pathlib import Path

from geo.cli.common import add_store, add_window, known_by, say, say_left_out, window
from geo.errors import MarzError

FORMATS = ("geojson",)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "export",
        help="a layer, or all, as GeoJSON",
        description="Write a layer as GeoJSON (RFC 7946), with sources, status, bounds and precision.",
    )
    command.add_argument(
        "layer", metavar="LAYER|all", help="countries, provinces, border, camps, crossings, returns, events, all"
    )
    command.add_argument("--format", choices=FORMATS, default="geojson", help="file format (default geojson)")
    command.add_argument("--out", type=Path, required=True, metavar="PATH", help="file to write; a folder for 'all'")
    add_window(command, required=False)
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the file or files and say how many rows each holds."""
    from geo.store import Store
    from layers.export import export, left_out
    from layers.registry import LAYERS

    if arguments.layer not in {*LAYERS, "all"}:
        raise MarzError(f"No layer called {arguments.layer!r}. Pick one of: {', '.join(LAYERS)}, all.")
    names = list(LAYERS) if arguments.layer == "all" else [arguments.layer]
    store, chosen = Store.open(arguments.store), window(arguments)
    for name in names:
        path = arguments.out / f"{name}.geojson" if arguments.layer == "all" else arguments.out
        rows = export(name, path, store=store, window=chosen, known_by=known_by(arguments))
        say(f"{path}: {rows} rows")
        say_left_out(left_out(name, store=store, window=chosen, known_by=known_by(arguments)))
    return 0
