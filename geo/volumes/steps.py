"""The bounds in the course of a window: cut where some figure of the body begins or ends, and bounded piece by piece.

Between two cuts no figure tells one day from another, so that a piece is as fine as the figures are. A piece that no
count of at most :data:`REPORT_DAYS` speaks of is silent: a total since the start of the year holds the day, and reports
nothing of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from geo.volumes.cells import Figures, Question
from geo.volumes.constraints import Constraint
from geo.volumes.tally import REPORT_DAYS, Tally
from geo.volumes.trees import BORDER
from geo.window import Window


@dataclass(frozen=True, slots=True)
class Step:
    """People in one piece of a window: ``low`` and ``high`` over all its days; silent where nobody reported."""

    window: Window
    low: int
    high: int | None
    silent: bool


def steps(
    tally: Tally, body: str, measure: str, window: Window, *, place: str = BORDER, known_by: date | None = None
) -> list[Step]:
    """Give the pieces of a window in order, without a gap."""
    ask = tally.question(measure, window, place)
    groups = [g for g, _ in tally.components(body, known_by, window) if any(ask.heard(f, tally.trees) for f in g)]
    heard = [f for g in groups for f in g if ask.heard(f, tally.trees)]
    cuts = {ask.start, ask.end} | {day for f in heard for day in (f.start, f.end) if ask.start < day < ask.end}
    pieces = [Question(measure, ask.leaves, start, end) for start, end in pairwise(sorted(cuts))]
    return [_step(tally, piece, groups, heard) for piece in pieces]


def _step(tally: Tally, piece: Question, groups: Sequence[Figures], heard: Iterable[Constraint]) -> Step:
    window = Window(date.fromordinal(piece.start), date.fromordinal(piece.end))
    covering = [f for f in heard if f.counts and f.start <= piece.start and piece.end <= f.end]
    if not any(f.days <= REPORT_DAYS for f in covering):
        return Step(window, 0, None, silent=True)
    low, high = tally.bounds([g for g in groups if any(piece.heard(f, tally.trees) for f in g)], piece)
    return Step(window, low.value or 0, high.value, silent=False)
