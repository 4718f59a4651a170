"""``marz export``: a layer, or all, as files that open elsewhere."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.common import add_store, add_window, known_by, place_id, say, say_left_out, window
from geo.cli.filters import add_filters, publishers
from geo.cli.progress import Tell, bar

if TYPE_CHECKING:
    from geo.store import Store
    from layers.export.rows import Tick
    from layers.export.selection import Selection

FORMATS = ("geojson", "gpkg", "fgb", "parquet", "kml", "csv", "xlsx")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "export",
        help="a layer, or all, as GeoJSON, GeoPackage, Parquet, CSV …",
        description="Write a layer with sources, status, bounds and precision in every row, and a datapackage.json "
        "that describes it.",
    )
    command.add_argument(
        "layer", metavar="LAYER|all", help="countries, provinces, border, camps, crossings, flows, returns, events, all"
    )
    command.add_argument("--format", choices=FORMATS, help="file format (default: by the suffix of PATH, else geojson)")
    command.add_argument(
        "--out", type=Path, required=True, metavar="PATH",
        help="file to write; for 'all' a .gpkg, .kml or .xlsx, or a folder or .zip of one file a layer",
    )  # fmt: skip
    add_window(command, required=False)
    command.add_argument("--place", metavar="P", help="only this place and its parts (an id or any name)")
    add_filters(command)
    command.add_argument("--counted-by", metavar="B", action="append", help="only what this body counted")
    command.add_argument("--measure", metavar="M", action="append", help="only this measure")
    command.add_argument("--hxl", action="store_true", help="a second row of HXL tags, in CSV and XLSX")
    command.add_argument(
        "--coarsen", action="store_true", help="round informal camps to their district or province, and say so"
    )
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the file or files and say how many rows each holds."""
    from geo.store import Store
    from layers.export.write import export, named

    named([arguments.layer])
    store = Store.open(arguments.store)
    written = export(
        [arguments.layer], arguments.out, store=store, selection=_selection(arguments, store), form=arguments.format,
        hxl=arguments.hxl, tick=_tick(),
    )  # fmt: skip
    for done in written:
        say(f"{done.path}: {done.layer}, {done.rows:,} rows")
        say_left_out(done.left_out)
    return 0


def _selection(arguments: argparse.Namespace, store: "Store") -> "Selection":
    from geo.claims import inside
    from layers.export.selection import Selection
    from layers.sift import Sift

    keep = {n: frozenset(v) for n in ("category", "status", "counted_by", "measure") if (v := getattr(arguments, n))}
    _check_known(keep, store)
    if named := publishers(arguments.source, store):
        keep["source"] = Sift(publishers=named).sources(store)
    place = place_id(arguments.place, store) if arguments.place else ""
    if place:
        keep["place"] = inside(place, store)
    return Selection(
        window=window(arguments), known_by=known_by(arguments), keep=keep, coarsen=arguments.coarsen, place=place
    )


def _check_known(keep: dict[str, frozenset[str]], store: "Store") -> None:
    from geo.errors import MarzError

    for name, known in (("counted_by", store.bodies), ("measure", store.measures)):
        if unknown := sorted(keep.get(name, frozenset()) - set(known)):
            raise MarzError(
                f"Nothing called {unknown[0]!r} for --{name.replace('_', '-')}. Pick one of: {', '.join(known)}."
            )


def _tick() -> "Tick":
    """Tell how far each layer has come."""
    bars: dict[str, Tell] = {}

    def tell(layer: str, seen: int, whole: int) -> None:
        bars.setdefault(layer, bar(layer))(seen, whole)

    return tell
