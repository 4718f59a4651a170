"""The review log: candidates, and who decided what about them, when and why.

Kept beside the claim store (:mod:`geo.depot`): several people read while one writes, a decision is one transaction, and
triggers refuse to change or delete what was once written. Undoing is a decision, too. In the same transaction the
records of the candidate join the store, or leave it (:mod:`geo.reviewed`). The text of a document is never kept: its
SHA-256 and the ranges are.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any

from geo import depot, journal, paths, reviewed
from geo.errors import MarzError
from geo.ingest.candidates import Candidate
from geo.ingest.joining import records_of

FILE = reviewed.FILE
STATES = ("pending", "accepted", "refused")
CANDIDATE = ("id", "kind", "text_sha256", "first", "last", "source", "fields", "added_by", "added_at")
DECISION = ("seq", "candidate_id", "verdict", "fields", "who", "at", "why", "undoes")
ADD_CANDIDATE = "insert into candidate values (?,?,?,?,?,?,?,?,?)"
ADD_DECISION = (
    "insert into decision (seq, candidate_id, verdict, fields, who, at, why, undoes) values (?,?,?,?,?,?,?,?)"
)
_VERDICTS = {"accept": "accepted", "refuse": "refused", "edit": ""}
_COLUMNS = "id, kind, text_sha256, first, last, source, fields"
_TABLES = (
    """create table if not exists candidate (
        id text primary key, kind text not null, text_sha256 text not null, first integer not null,
        last integer not null, source text not null, fields text not null, added_by text not null,
        added_at text not null)""",
    """create table if not exists decision (
        seq integer primary key autoincrement, candidate_id text not null references candidate (id),
        verdict text not null, fields text not null default '{}', who text not null, at text not null,
        why text not null default '', undoes integer references decision (seq))""",
)
_STAYS = """
create trigger if not exists {table}s_{word} before {action} on {table}
    begin select raise(abort, '{table}s are append-only'); end
"""


class ReviewConflict(MarzError):
    """A decision that somebody else's decision has overtaken, or that cannot be made."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log."""

    seq: int
    candidate_id: str
    verdict: str
    who: str
    at: str
    why: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    undoes: int | None = None


class ReviewLog:
    """Reads and appends to the log of a store (default: :func:`geo.paths.where`).

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> log = ReviewLog(Path(tempfile.mkdtemp()))
    >>> seen = {"value": 300, "measure": "other", "nature": "count", "qualifier": "exact"}
    >>> log.add([Candidate("c1", "figure", "ab", 0, 9, {}, seen)], who="Ana", at="2025-07-06T09:00")
    1
    >>> log.decide("c1", "accept", who="Ana", at="2025-07-06T09:01").seq
    1
    >>> log.show("c1").state
    'accepted'
    """

    def __init__(self, where: paths.Where | None = None):
        self.where = where or paths.where()
        self._depot = depot.of(self.where)

    def add(self, candidates: Iterable[Candidate], *, who: str, at: str) -> int:
        """Queue candidates and return how many are new; the same statement of the same text is queued once."""
        rows = [
            (c.id, c.kind, c.text_sha256, c.first, c.last, _json(c.source), _json(c.fields), who, at)
            for c in candidates
        ]
        with self._writing() as base:
            there = depot.there(base, "candidate", [r[0] for r in rows])
            new = list({r[0]: r for r in reversed(rows) if r[0] not in there}.values())[::-1]
            base.insert("candidate", CANDIDATE, new)
            base.note(map(line_of_candidate, new))
            return len(new)

    def decide(
        self, candidate_id: str, verdict: str, *, who: str, at: str, why: str = "",
        fields: dict[str, Any] | None = None, seen: int | None = None,
    ) -> Decision:  # fmt: skip
        """Accept, refuse or edit a candidate; ``seen`` is its ``seq`` as the person saw it.

        Raises
        ------
        ReviewConflict
            If there is no such candidate, a refusal has no reason, or somebody decided in the meantime.
        """
        if verdict not in _VERDICTS:
            raise ReviewConflict(f"No decision called {verdict!r}. Use one of: {', '.join(_VERDICTS)}.")
        if verdict == "refuse" and not why.strip():
            raise ReviewConflict("A refusal needs a reason. Give one with --why.")
        with self._writing() as base:
            self._check(base, candidate_id, seen)
            return self._append(base, Decision(0, candidate_id, verdict, who, at, why, fields or {}))

    def undo(self, *, who: str, at: str, seq: int | None = None, why: str = "") -> Decision:
        """Take back a decision: the one named, else the person's own last one that still stands."""
        with self._writing() as base:
            standing = [d for d in _standing(_decisions(base)) if d.seq == seq or (seq is None and d.who == who)]
            if not standing:
                raise ReviewConflict("There is no such decision to undo. See 'marz review log' for those that stand.")
            back = standing[-1]
            return self._append(base, Decision(0, back.candidate_id, "undo", who, at, why, undoes=back.seq))

    def candidates(self, state: str | None = "pending") -> list[Candidate]:
        """List candidates in the order of their texts, those of one state or all."""
        with self._reading() as base:
            if base is None:
                return []
            by_id: dict[str, list[Decision]] = {}
            for decision in _decisions(base):
                by_id.setdefault(decision.candidate_id, []).append(decision)
            rows = base.execute(f"select {_COLUMNS} from candidate order by rowid").fetchall()  # noqa: S608
        found = [_folded(row, by_id.get(row[0], [])) for row in rows]
        return [c for c in found if state is None or c.state == state]

    def show(self, candidate_id: str) -> Candidate:
        """Give one candidate by its id, or by the beginning of it that no other shares."""
        found = [c for c in self.candidates(None) if c.id.startswith(candidate_id)]
        if len(found) != 1:
            what = "No candidate" if not found else "More than one candidate"
            raise ReviewConflict(f"{what} has an id that begins with {candidate_id!r}. See 'marz review list'.")
        return found[0]

    def log(self) -> list[Decision]:
        """List all decisions in the order they were made."""
        with self._reading() as base:
            return _decisions(base) if base is not None else []

    def _append(self, base: depot.Base, d: Decision) -> Decision:
        (last,) = base.execute("select coalesce(max(seq), 0) from decision").fetchone()
        row = (last + 1, d.candidate_id, d.verdict, _json(d.fields), d.who, d.at, d.why, d.undoes)
        base.execute(ADD_DECISION, row)
        join(base, d.candidate_id)
        base.note([line_of_decision(row)])
        return replace(d, seq=last + 1)

    @staticmethod
    def _check(base: depot.Base, candidate_id: str, seen: int | None) -> None:
        if not base.execute("select 1 from candidate where id = ?", [candidate_id]).fetchone():
            raise ReviewConflict(f"No candidate has the id {candidate_id!r}. See 'marz review list'.")
        last = base.execute("select seq, who from decision where candidate_id = ? order by seq desc", [candidate_id])
        row = last.fetchone()
        if seen is not None and row and row[0] != seen:
            raise ReviewConflict(f"{row[1]} has decided on {candidate_id} since you looked. Look again, then decide.")

    def _writing(self) -> AbstractContextManager[depot.Base]:
        return self._depot.writing("review", prepare)

    def _reading(self) -> AbstractContextManager[depot.Base | None]:
        return self._depot.reading("review")


def prepare(base: sqlite3.Connection) -> None:
    """Make the tables that are not there, and the triggers that keep what is written."""
    for statement in (*_TABLES, *reviewed.SCHEMA):
        base.execute(statement)
    for table in ("decision", "candidate"):
        for action, word in (("update", "stay"), ("delete", "remain")):
            base.execute(_STAYS.format(table=table, action=action, word=word))


def line_of_candidate(row: Sequence[Any]) -> journal.Line:
    """Write a candidate's row as a line of the journal."""
    return {"did": "candidate", "row": list(row), "who": row[7], "when": row[8]}


def line_of_decision(row: Sequence[Any]) -> journal.Line:
    """Write a decision's row as a line of the journal."""
    return {"did": "decision", "row": list(row), "who": row[4], "when": row[5]}


def join(base: depot.Executes, candidate_id: str) -> None:
    """Bring the records of a candidate up to the decisions on it."""
    row = base.execute(f"select {_COLUMNS} from candidate where id = ?", [candidate_id]).fetchone()  # noqa: S608
    candidate = _folded(row, _decisions(base, candidate_id))
    accepted = records_of([candidate] if candidate.state == "accepted" else [])
    reviewed.put(base, candidate_id, [record for kind in accepted.values() for record in kind])


def _decisions(base: depot.Executes, candidate_id: str | None = None) -> list[Decision]:
    columns = "seq, candidate_id, verdict, who, at, why, fields, undoes"
    command = f"select {columns} from decision where cast(? as text) is null or candidate_id = ? order by seq"  # noqa: S608
    rows = base.execute(command, [candidate_id, candidate_id])
    return [
        Decision(seq, about, verdict, who, at, why, json.loads(fields), undoes)
        for seq, about, verdict, who, at, why, fields, undoes in rows
    ]


def _standing(decisions: list[Decision]) -> list[Decision]:
    """Leave out the decisions that were taken back, and the taking back."""
    undone = {d.undoes for d in decisions if d.undoes}
    return [d for d in decisions if d.seq not in undone and d.verdict != "undo"]


def _folded(row: tuple[Any, ...], decisions: list[Decision]) -> Candidate:
    identity, kind, sha, first, end, source, written = row
    fields, state, last = json.loads(written), "pending", Decision(0, identity, "", "", "")
    newest = max((d.seq for d in decisions), default=0)
    for decision in _standing(decisions):
        fields |= decision.fields
        state = _VERDICTS[decision.verdict] or state
        last = decision
    return Candidate(identity, kind, sha, first, end, json.loads(source), fields, state, newest, last.who, last.why)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
