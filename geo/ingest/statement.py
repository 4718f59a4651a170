"""What one statement of a text claims."""

from dataclasses import dataclass
from datetime import date

HAPPENINGS = frozenset({"capture", "clash", "closure", "reopening", "migrant_harm", "accident", "attack", "return_flow",
                         "outflow"})  # fmt: skip
FLOWS = frozenset({"return_flow", "outflow"})


@dataclass(slots=True)  # not frozen, which would make a text's hundred mentions nine times slower
class ClaimMention:
    """A candidate claim. ``counts`` holds the numbers, in reading order, of the figures of its sentence.

    ``dated`` and ``placed`` say that its own sentence names the day and the place; else they are carried over.
    ``also`` holds the ranges of the sentences that say the same again, ``also_at`` the further crossings of which one
    statement speaks: a count at three gates together is one count. An ``aside`` is no claim where none before it is
    one that it tells more of.
    """

    start: int
    end: int
    category: str
    status: str
    first: date | None
    last: date | None
    place_id: str
    attributed_to: str
    counts: tuple[int, ...] = ()
    answers: int | None = None
    dated: bool = False
    placed: bool = False
    what: str = ""
    also: tuple[tuple[int, int], ...] = ()
    also_at: tuple[str, ...] = ()
    aside: bool = False
