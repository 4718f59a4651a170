"""Everything about a body's figures, and between bodies, that does not fit: for a reader who wants to query sources."""

from collections.abc import Iterator
from datetime import date

from geo.volumes.compare import disagreements, doubts, sums
from geo.volumes.conflicts import Conflict
from geo.volumes.pairs import Pairs
from geo.volumes.queries import queries
from geo.volumes.tally import Tally
from geo.window import Window


def findings(tally: Tally, window: Window | None = None, *, known_by: date | None = None) -> list[Conflict]:
    """List contradictions, restatements, disagreements, doubts, sums that miss, and questions, each pair once.

    With a window, only those of which some figure speaks of it. Only figures known by the given day are held against
    each other. Where too many speak of the same days to hold each against each, the last conflicts say so.
    """
    day = known_by.toordinal() if known_by else None
    flows = [c for c in tally.constraints if day is None or c.known <= day]
    public = {c.id for c in flows} | tally.unused.keys()
    figures = [f for f in tally.records.values() if f.id in public]
    pairs = Pairs()
    found = [
        *(c for body in tally.bodies for c in (*tally.conflicts(body, known_by), *_restated(tally, body, known_by))),
        *sums(flows, tally.trees),
        *disagreements(flows, tally.trees, pairs),
        *doubts(flows, tally.trees, pairs),
        *queries(figures, flows, tally.trees, pairs),
    ]
    seen: set[frozenset[str]] = set()
    told = [c for c in found if _speaks(c, tally, window) and _first(frozenset({c.figure, *c.against}), seen)]
    return told + pairs.left()


def _restated(tally: Tally, body: str, known_by: date | None) -> Iterator[Conflict]:
    for old, new in sorted(tally.view(body, known_by).standing.restated.items()):
        by = round(abs(tally.constraint(old).target - tally.constraint(new).target))
        yield Conflict("restatement", old, (new,), by)


def _speaks(found: Conflict, tally: Tally, window: Window | None) -> bool:
    figures = (tally.records[name] for name in (found.figure, *found.against))
    return window is None or any(window.meets(f.start, f.end) for f in figures)


def _first(pair: frozenset[str], seen: set[frozenset[str]]) -> bool:
    fresh = pair not in seen
    seen.add(pair)
    return fresh
