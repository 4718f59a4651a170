"""What a story has claimed so far, kept so that looking back costs the same however long the story is."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from geo.ingest.statement import FLOWS, HAPPENINGS, ClaimMention

_MET = frozenset({"talks", "diplomacy", "policy"})  # where people speak, not where that happened of which they speak
_ON_A_DAY = HAPPENINGS - FLOWS  # who counts a year says no day


class Told:
    """The claims of a story in the order in which they were made.

    Examples
    --------
    >>> told = Told()
    >>> told.add(ClaimMention(0, 9, "closure", "reported", None, None, "milak", "", placed=True))
    >>> told.add(ClaimMention(10, 19, "clash", "denied", None, None, "", ""))
    >>> told.place_before("clash", 2), told.claimed_before("clash", 2), told.claimed_before("closure", 2)
    ('milak', None, 0)
    """

    def __init__(self) -> None:
        self.claims: list[ClaimMention] = []
        self._claimed: defaultdict[str, list[int]] = defaultdict(list)
        self._placed: defaultdict[str, list[int]] = defaultdict(list)
        self._dated_at: dict[str, int] = {}

    def add(self, claim: ClaimMention) -> None:
        """Add the claim that comes next."""
        number = len(self.claims)
        self.claims.append(claim)
        if claim.status != "denied":
            self._claimed[claim.category].append(number)
        if claim.placed and claim.place_id and not claim.aside:
            self._placed[claim.category].append(number)
            if claim.category not in _MET:
                self._placed[""].append(number)
        if claim.first and claim.category in _ON_A_DAY:
            self._dated_at.setdefault(claim.place_id, number)

    def date_last(self, first: date, last: date) -> None:
        """Give the claims of the last sentence that are of the last category their days."""
        for number in self._alike():
            claim = self.claims[number]
            claim.first, claim.last, claim.dated = first, last, True
            if claim.category in _ON_A_DAY:
                self._dated_at[claim.place_id] = min(number, self._dated_at.get(claim.place_id, number))

    def place_last(self, places: Sequence[str]) -> None:
        """Give the last claim the crossings that the sentence after it names."""
        number = len(self.claims) - 1
        claim = self.claims[number]
        claim.place_id, claim.also_at, claim.placed = places[0], tuple(places[1:]), True
        self._placed[claim.category].append(number)

    def first_alike(self) -> int:
        """Give the number of the first claim of the last sentence that is of the last category."""
        return self._alike()[-1]

    def claimed_before(self, category: str, before: int) -> int | None:
        """Give the last claim of a category before a number that denies nothing."""
        return _last(self._claimed.get(category, ()), before)

    def place_before(self, category: str, before: int) -> str:
        """Give where the last claim of a category before a number says that it happened, else the last of any.

        Where people crossed is not where something else happened.
        """
        number = _last(self._placed.get(category, ()), before)
        if number is None and category not in FLOWS:
            number = _last(self._placed.get("", ()), before)
        return "" if number is None else self.claims[number].place_id

    def dated_at(self, place_id: str) -> ClaimMention | None:
        """Give the first happening at a place whose day is known."""
        number = self._dated_at.get(place_id)
        return None if number is None else self.claims[number]

    def _alike(self) -> list[int]:
        """Give the claims of the last sentence that are of the last category, backwards."""
        last, found = self.claims[-1], list[int]()
        for number in range(len(self.claims) - 1, -1, -1):
            if self.claims[number].start != last.start:
                break
            if self.claims[number].category == last.category:
                found.append(number)
        return found


def _last(numbers: Sequence[int], before: int) -> int | None:
    """Give the last number below another; those above it are of one sentence, and few."""
    for number in reversed(numbers):
        if number < before:
            return number
    return None
