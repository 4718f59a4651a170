"""``marz review``: candidates → claims, with every decision kept."""

import argparse
import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.cli.common import add_store, print_json, say, say_misread_day
from geo.errors import MarzError

if TYPE_CHECKING:
    from geo.ingest.candidates import Candidate
    from geo.ingest.review import ReviewLog

_HELP = {
    "add": "queue the candidates of texts", "list": "candidates, pending ones unless --state says otherwise",
    "show": "one candidate, and what the store holds like it", "accept": "accept candidates",
    "refuse": "refuse candidates; --why is required", "edit": "correct fields: category=closure from=2025-07-05",
    "undo": "take back your last decision, or the numbered one", "log": "every decision: who, when, why",
    "export": "write what was accepted as seed files",
}  # fmt: skip


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its actions."""
    command = commands.add_parser(
        "review", help="candidates → claims", description="Decide on candidates; the log keeps who, when and why."
    )
    actions = command.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    for name, about in _HELP.items():
        action = actions.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
        action.add_argument("--json", action="store_true", help="answer as JSON")
        action.add_argument("--who", default="", help="who decides (default: the account's name)")
        add_store(action)
        _details(name, action)
        action.set_defaults(run=run)


def _details(name: str, action: argparse.ArgumentParser) -> None:
    if name == "add":
        action.add_argument("files", metavar="FILE", nargs="+", type=Path, help="texts")
        action.add_argument("--published", metavar="DATE", default="", help="day of publication")
    elif name == "list":
        action.add_argument(
            "--state", choices=("pending", "accepted", "refused", "all"), default="pending", help="which"
        )
    elif name in ("accept", "refuse"):
        action.add_argument("ids", metavar="ID", nargs="+", help="ids, or their first letters")
        if name == "accept":
            action.add_argument("--event", metavar="ID", default="", help="the event that the claims are about")
    elif name in ("show", "edit"):
        action.add_argument("id", metavar="ID", help="an id, or its first letters")
    elif name == "undo":
        action.add_argument("seq", metavar="NUMBER", nargs="?", type=int, help="number of the decision in the log")
    elif name == "export":
        action.add_argument("out", metavar="DIR", type=Path, help="folder for the seed files")
    if name == "edit":
        action.add_argument("changes", metavar="FIELD=VALUE", nargs="+", help="new values")
    if name in ("accept", "refuse", "edit", "undo"):
        action.add_argument("--why", default="", help="the reason, kept in the log")


def run(arguments: argparse.Namespace) -> int:
    """Do one action."""
    from geo.ingest.review import ReviewLog

    _ACTIONS[arguments.action](arguments, ReviewLog(arguments.store))
    return 0


def _stamp(arguments: argparse.Namespace) -> dict[str, str]:
    who = arguments.who or getpass.getuser()
    return {"who": who, "at": datetime.now(UTC).isoformat(timespec="seconds")}


def _add(arguments: argparse.Namespace, log: "ReviewLog") -> None:
    from geo.ingest.candidates import candidates_of
    from geo.ingest.extract import extract
    from geo.ingest.reader import read

    for file in arguments.files:
        paper = read(file, published=arguments.published)
        say_misread_day(file, paper)
        found = candidates_of(extract(paper))
        say(f"{file.name}: {log.add(found, **_stamp(arguments))} new candidates of {len(found)}")


def _list(arguments: argparse.Namespace, log: "ReviewLog") -> None:
    found = log.candidates(None if arguments.state == "all" else arguments.state)
    _tell(arguments, [_as_dict(c) for c in found], [_line(c) for c in found])


def _show(arguments: argparse.Namespace, log: "ReviewLog") -> None:
    from geo.ingest.alike import alike
    from geo.store import Store

    candidate = log.show(arguments.id)
    notes = alike(candidate, Store.open(arguments.store))
    lines = [_line(candidate), *(f"    {k}: {v}" for k, v in candidate.fields.items()), *(f"    {n}" for n in notes)]
    _tell(arguments, {**_as_dict(candidate), "alike": notes}, lines)


def _decide(arguments: argparse.Namespace, log: "ReviewLog") -> None:
    from geo.store import Store

    event = getattr(arguments, "event", "")
    if event and event not in Store.open(arguments.store).events:
        raise MarzError(f"No event has the id {event!r}. 'marz review show ID' names those that may be the same.")
    for candidate in [log.show(i) for i in arguments.ids]:
        done = log.decide(
            candidate.id, arguments.action, **_stamp(arguments), why=arguments.why, seen=candidate.seq,
            fields={"event_id": event} if event and candidate.kind == "claim" else {},
        )  # fmt: skip
        say(f"{done.seq}: {candidate.id} {arguments.action}ed".replace("refuseed", "refused"))


def _edit(arguments: argparse.Namespace, log: "ReviewLog") -> None:
    from geo.ingest.candidates import checked

    if bad := [c for c in arguments.changes if "=" not in c]:
        raise MarzError(f"{bad[0]!r} changes nothing. Write FIELD=VALUE, such as category=closure.")
    candidate = log.show(arguments.id)
    fields = checked(candidate, dict(change.split("=", 1) for change in arguments.changes))
    stamp = _stamp(arguments)
    done = log.decide(
        candidate.id, "edit", who=stamp["who"], at=stamp["at"], why=arguments.why, fields=fields,
        seen=candidate.seq,
    )  # fmt: skip
    say(f"{done.seq}: {candidate.id} edited")


def _undo(arguments: argparse.Namespace, log: "ReviewLog") -> None:
    done = log.undo(seq=arguments.seq, why=arguments.why, **_stamp(arguments))
    say(f"{done.seq}: decision {done.undoes} on {done.candidate_id} undone")


def _log(arguments: argparse.Namespace, log: "ReviewLog") -> None:
    from dataclasses import asdict

    done = log.log()
    lines = [f"{d.seq}  {d.at}  {d.who}  {d.verdict}  {d.candidate_id}  {d.why}".rstrip() for d in done]
    _tell(arguments, [asdict(d) for d in done], lines)


def _export(arguments: argparse.Namespace, log: "ReviewLog") -> None:
    from geo import seeds
    from geo.ingest.joining import export

    held = seeds.read()
    known = {e.id for e in held.events} | {p.id for p in held.places}
    for path in export(log.candidates("accepted"), arguments.out, known=known):
        print(path)


def _as_dict(candidate: "Candidate") -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(candidate)


def _line(c: "Candidate") -> str:
    about = c.fields.get("what") or f"{c.fields.get('measure')} {c.fields.get('value')} at {c.fields.get('place_id')}"
    return f"{c.id}  {c.state:8}  {c.kind:6}  [{c.first}-{c.last}]  {about}"


def _tell(arguments: argparse.Namespace, answer: object, lines: list[str]) -> None:
    if arguments.json:
        print_json(answer)
    else:
        print("\n".join(lines) if lines else "Nothing here.")


_ACTIONS = {
    "add": _add, "list": _list, "show": _show, "accept": _decide, "refuse": _decide, "edit": _edit, "undo": _undo,
    "log": _log, "export": _export,
}  # fmt: skip
