"""``marz pressure``: people present or passing against what a place can hold or pass in a day."""

import argparse
from typing import TYPE_CHECKING, Any

from geo.cli.common import add_store, add_window, known_by, place_id, print_json, window, window_json
from geo.words import bounds_text, places_text

if TYPE_CHECKING:
    from geo.pressure import Bounds, Pressure
    from geo.store import Store

_KINDS = {"holding": ("people there", "room for"), "passing": ("people a day", "made for, a day")}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "pressure",
        help="people in camps and at gates against their capacity",
        description="Set people present or passing against capacity, with bounds on both; unknown stays unknown.",
    )
    add_window(command)
    command.add_argument("--place", metavar="P", help="only at this place and its parts (an id or any name)")
    command.add_argument("--json", action="store_true", help="answer as JSON")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer in words or as JSON."""
    from geo.claims import inside
    from geo.pressure import pressure
    from geo.store import Store

    store = Store.open(arguments.store)
    chosen, known = window(arguments), known_by(arguments)
    here = inside(place_id(arguments.place, store), store) if arguments.place else set(store.places)
    figures = [f for f in store.figures if here & set(f.place_ids)]
    if known:
        figures = [f for f in figures if f.published and f.published <= known.isoformat()]
    found = pressure(figures, chosen)
    if arguments.json:
        print_json({"window": window_json(chosen, known), "pressure": [_json(p) for p in found]})
        return 0
    told = "\n".join(_words(p, store) for p in found)
    print(
        told or "Nobody said how many people were in a camp or passed a gate on these days. That is silence, not zero."
    )
    return 0


def _json(found: "Pressure") -> dict[str, Any]:
    sides = {name: dict(zip(("low", "high"), getattr(found, name), strict=True)) for name in ("people", "capacity")}
    ratio = dict(zip(("low", "high"), found.ratio, strict=True))
    return {"place_ids": list(found.place_ids), "kind": found.kind, **sides, "ratio": ratio,
            "figures": list(found.figures)}  # fmt: skip


def _words(found: "Pressure", store: "Store") -> str:
    people, room = _KINDS[found.kind]
    said = f"{places_text(found.place_ids, store)}: {people} {bounds_text(*found.people)}; "
    said += "capacity not known" if found.capacity == (None, None) else f"{room} {bounds_text(*found.capacity)}"
    return f"{said}{_ratio(found.ratio)} [{', '.join(found.figures)}]"


def _ratio(ratio: "Bounds") -> str:
    low, high = ratio
    if low is None:
        return "" if high is None else f"; at most {high:.2g} times its capacity"
    times = f"at least {low:.2g}" if high is None else f"{low:.2g} to {high:.2g}"
    return f"; {times} times its capacity"
