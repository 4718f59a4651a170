"""``marz returns``: how many came back in a window, by whose count, and how far that is certain."""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.calendars import format_range
from geo.cli.common import add_store, add_window, known_by, place_id, print_json, say, window, window_json
from geo.errors import MarzError
from geo.numbers import format_number
from geo.schema import Body
from geo.store import Store
from geo.words import short_name

if TYPE_CHECKING:
    from geo.volumes import Conflict, Tally, Volume

_HEAD = ("counted by", "measure", "low", "best", "high", "days without a figure", "only in long totals")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "returns",
        help="how many came back: [low, best, high] for each body that counts",
        description="Bound how many came back in a window, from every figure that each counting body published.",
    )
    add_window(command)
    command.add_argument("--place", metavar="P", help="a crossing or border, by id or any name (default: border-af-ir)")
    command.add_argument("--measure", metavar="M", help="a measure on the closed list, such as returns_all")
    command.add_argument("--counted-by", metavar="B", help="only this body's count")
    command.add_argument("--figures", metavar="FILE.csv", type=Path, help="answer from this table alone")
    command.add_argument("--explain", action="store_true", help="say which figures make each low and high")
    command.add_argument(
        "--conflicts", action="store_true",
        help="list also what does not fit: between bodies, in sums, in wordings, in days",
    )  # fmt: skip
    command.add_argument("--json", action="store_true", help="answer as JSON")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer in words or as JSON."""
    from geo import volumes

    chosen, known = window(arguments), known_by(arguments)
    tally, place, answers = _from_table(arguments) if arguments.figures else _from_store(arguments)
    whole = volumes.envelope(answers, arguments.measure or "")
    if arguments.json:
        bodies = [_json(v, tally, explain=arguments.explain) for v in answers]
        stated = window_json(chosen, known) | {"place": place}
        whole_answer = {"window": stated, "bodies": bodies, "envelope": {"low": whole.low, "high": whole.high}}
        listed = {"conflicts": [_conflict(c) for c in _found(arguments, tally)]} if arguments.conflicts else {}
        print_json(whole_answer | listed)
        return 0
    print(f"{place}, {format_range(chosen.start, chosen.last)} ({_many(chosen.days, 'day', 'days')})")
    if not answers:
        print("No body published a figure that says anything about these days. That is silence, not zero.")
        return 0
    print(_table(answers))
    for answer in answers:
        print(*_notes(answer, tally, explain=arguments.explain), sep="\n", end="")
    measure = arguments.measure or volumes.headline(answers)
    count = _many(sum(v.measure == measure for v in answers), "body", "bodies side by side")
    print(f"\n{measure}, by {count}: from {_number(whole.low)} to {_number(whole.high, 'open')}.")
    print("Bodies count differently; they are never added together.")
    print("best is an estimate within low and high; open: no published figure caps it.")
    print(f"Long totals run over more than {volumes.REPORT_DAYS} days: they hold a day, and report nothing of it.")
    if arguments.conflicts:
        told = [f"{c.kind}: {c.words()}" for c in _found(arguments, tally)]
        print("\nWhat does not fit", *(told or ["Nothing found."]), sep="\n  ")
    return 0


def _from_store(arguments: argparse.Namespace) -> tuple["Tally", str, list["Volume"]]:
    from geo.volumes import BORDER, of_store

    store = Store.open(arguments.store)
    tally = of_store(store)
    _settle(arguments, store.measures, {b.id: _names(b) for b in store.bodies.values()})
    place = place_id(arguments.place, store) if arguments.place else BORDER
    answers = tally.volumes(
        window(arguments),
        place=place,
        measure=arguments.measure,
        counted_by=arguments.counted_by,
        known_by=known_by(arguments),
    )
    return tally, place, answers


def _from_table(arguments: argparse.Namespace) -> tuple["Tally", str, list["Volume"]]:
    """Answer each body and measure of the table, whether or not it says anything about the window."""
    from geo import gazetteer
    from geo.volumes import BORDER, Tally
    from geo.volumes.table import place_ids, read_table, vocabulary
    from geo.volumes.trees import plain

    places, (listed, words) = gazetteer.load(), vocabulary()
    read = read_table(arguments.figures, places, listed, words)
    for refusal in read.refused:
        say(f"left out: {refusal}")
    tally = Tally(read.figures, places, listed.values())
    _settle(arguments, listed, dict.fromkeys(tally.bodies, ()))
    found = place_ids(arguments.place, places, tally.trees) if arguments.place else (BORDER,)
    if len(found) != 1:
        raise MarzError(f"--place takes one place, not {arguments.place!r}. Ask for each apart.")
    known, answers = known_by(arguments), []
    for body in (arguments.counted_by,) if arguments.counted_by else tally.bodies:
        counted = sorted({plain(c.measure) for c in tally.constraints if c.body == body})
        if arguments.measure:
            asked = arguments.counted_by or any(tally.trees.related(arguments.measure, m) for m in counted)
            counted = [arguments.measure] if asked else []
        answers += [tally.volume(body, m, window(arguments), place=found[0], known_by=known) for m in counted]
    return tally, found[0], answers


def _settle(arguments: argparse.Namespace, measures: Iterable[str], bodies: Mapping[str, Iterable[str]]) -> None:
    """Turn the measure and the body asked for into the ones that are meant, in any case and by any of their names."""
    if arguments.measure:
        arguments.measure = _meant("measure", arguments.measure, dict.fromkeys(measures, ()))
    if arguments.counted_by:
        arguments.counted_by = _meant("counting body", arguments.counted_by, bodies)


def _names(body: Body) -> tuple[str, ...]:
    return body.name, short_name(body.name), body.name.partition(" (")[0], body.name_fa, *body.written


def _meant(what: str, given: str, known: Mapping[str, Iterable[str]]) -> str:
    if given in known:
        return given
    wanted = " ".join(given.replace("_", " ").split()).casefold()
    for one, names in known.items():
        if wanted in {name.replace("_", " ").casefold() for name in (one, *names)}:
            return one
    raise MarzError(f"No {what} called {given!r}. Pick one of: {', '.join(known)}.")


def _json(volume: "Volume", tally: "Tally", *, explain: bool) -> dict[str, Any]:
    from geo import volumes

    answer: dict[str, Any] = {
        "counted_by": volume.counted_by,
        "measure": volume.measure,
        "low": volume.low,
        "best": volume.best,
        "high": volume.high,
        "figures": list(volume.figures),
        "conflicts": [_conflict(c) for c in volume.conflicts],
        "unreported_days": volume.unreported_days,
    }
    return answer | ({"explain": volumes.explain(volume, tally)} if explain else {})


def _found(arguments: argparse.Namespace, tally: "Tally") -> list["Conflict"]:
    """Find what does not fit in the window, of one body if one was asked for."""
    from geo.volumes import findings

    body = arguments.counted_by
    return [
        c
        for c in findings(tally, window(arguments), known_by=known_by(arguments))
        if body is None or c.kind == "unasked" or body in {tally.records[f].counted_by for f in (c.figure, *c.against)}
    ]


def _conflict(found: "Conflict") -> dict[str, Any]:
    return {"kind": found.kind, "figure": found.figure, "against": list(found.against), "by": found.by,
            "text": found.words()}  # fmt: skip


def _table(answers: list["Volume"]) -> str:
    rows = [_HEAD] + [
        (v.counted_by, v.measure, _number(v.low), _number(v.best, "–"), _number(v.high, "open"),
         f"{v.unreported_days} of {v.window.days}", str(v.lumped_days or "–"))
        for v in answers
    ]  # fmt: skip
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    aligned = (
        [cell.ljust(w) if i < 2 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))]
        for row in rows
    )
    return "\n".join("  ".join(row).rstrip() for row in aligned)


def _notes(volume: "Volume", tally: "Tally", *, explain: bool) -> list[str]:
    from geo import volumes

    lines = volumes.explain(volume, tally) if explain else [f"set aside: {c.words()}" for c in volume.conflicts]
    return [f"\n{volume.counted_by}, {volume.measure}", *(f"  {line}" for line in lines), ""] if lines else [""][:0]


def _number(number: int | None, unknown: str = "not known") -> str:
    return unknown if number is None else format_number(number)


def _many(count: int, one: str, more: str) -> str:
    return f"{format_number(count)} {one if count == 1 else more}"
