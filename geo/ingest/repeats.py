"""Statements that a text repeats, made one."""

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from geo.errors import UnknownPlace
from geo.gazetteer import load
from geo.ingest.cue_words import FAMILY
from geo.ingest.statement import FLOWS, HAPPENINGS, ClaimMention

_MOST_RANGES = 100
_FARTHEST = 200  # claims to look back over: a story has fewer
_NEAR = 1_500  # characters: some paragraphs
_DAYS = timedelta(days=7)
_SAID, _FIRMER = frozenset({"reported", "claimed", "confirmed", "disputed"}), frozenset({"confirmed", "disputed"})
_ONE_PLACE = frozenset({"return_flow", "outflow", "capture"})  # of a part something else is true than of the whole


def without_repeats(claims: Sequence[ClaimMention]) -> list[ClaimMention]:
    """Keep of the statements that say the same the first, with what the others add: days, place, voice, numbers.

    Two say the same when they are of one category, status and voice, on the same days, at one place or one inside the
    other. What names no day of its own tells more of the happening of its family before it, whoever says so: a blast
    may be an attack to one and a clash to another. Different voices that each name the day stay apart, as denials and
    rumours do: that is what a reader wants to see. A claim that the text goes on to dispute is a disputed one.
    """
    kept: list[ClaimMention] = []
    number: list[int | None] = []
    alike: dict[tuple[str, str], list[int]] = {}
    for claim in claims:
        # Two that are one share the family of the happening, and whether it is said to be so.
        kind = FAMILY.get(claim.category, claim.category), "" if claim.status in _SAID else claim.status
        candidates = alike.setdefault(kind, [])
        at, oldest = len(kept), len(kept) - _FARTHEST
        for i in reversed(candidates):
            if i < oldest:
                break
            if _same(kept[i], claim):
                at = i
                break
        if claim.answers is not None:
            claim.answers = number[claim.answers]
        if at < len(kept):
            _join(kept[at], claim)
        elif not claim.aside:
            candidates.append(at)
            kept.append(claim)
        number.append(at if at < len(kept) else None)
    return kept


def _same(first: ClaimMention, later: ClaimMention) -> bool:
    """Tell whether two statements of one kind say the same."""
    if _tells_more(first, later):
        return True
    if first.category != later.category or (
        first.status != later.status and "disputed" not in (first.status, later.status)
    ):
        return False
    if first.attributed_to != later.attributed_to and first.attributed_to and later.attributed_to:
        return False
    if not _same_days(first, later):
        return False
    if first.place_id == later.place_id or not later.placed:
        return True
    if first.category in HAPPENINGS and first.category not in FLOWS:
        return within(first.place_id, later.place_id) or within(later.place_id, first.place_id)
    return within(first.place_id, later.place_id) and not later.counts


def _tells_more(first: ClaimMention, later: ClaimMention) -> bool:
    """Tell whether of two statements near each other one has no day of its own, and no other place."""
    if first.dated and later.dated:
        return False
    if later.start - (first.also[-1][1] if first.also else first.end) > _NEAR:
        return False
    if later.dated and later.first and first.first and abs(later.first - first.first) > _DAYS:
        return False
    if not later.placed or first.place_id == later.place_id:
        return True
    places = (first.place_id, *first.also_at), (later.place_id, *later.also_at)
    if later.category in _ONE_PLACE:
        return any(within(a, b) for a in places[0] for b in places[1])
    return any(_may_be_in(a, b) or _may_be_in(b, a) for a in places[0] for b in places[1])


def _same_days(first: ClaimMention, later: ClaimMention) -> bool:
    if not (first.first and first.last and later.first and later.last):
        return True
    if first.category in FLOWS and (first.counts and later.counts):
        return (first.first, first.last) == (later.first, later.last)
    if not (first.dated and later.dated):
        return True
    return first.first <= later.last and later.first <= first.last


def _join(first: ClaimMention, later: ClaimMention) -> None:
    """Add to a statement what one that says the same adds."""
    voice = first.attributed_to or (later.attributed_to if later.status == first.status else "")
    firmer = later if later.status in _FIRMER and first.status != "disputed" else first
    first.status, first.attributed_to = firmer.status, voice or firmer.attributed_to
    if later.dated and not first.dated:
        first.first, first.last, first.dated = later.first, later.last, True
    if later.placed and (not first.placed or _may_be_in(later.place_id, first.place_id)):
        first.place_id, first.placed, first.also_at = later.place_id, True, later.also_at
    if later.counts:
        first.counts = tuple(sorted({*first.counts, *later.counts}))
    if first.answers is None:
        first.answers = later.answers
    again = (later.start, later.end)
    if not (again == (first.start, first.end) or again in first.also[-1:] or len(first.also) >= _MOST_RANGES):
        first.also = (*first.also, again)


@lru_cache(maxsize=8192)
def _may_be_in(inner: str, outer: str) -> bool:
    """Tell whether a place is inside another, or on this side or that of a border that it may be."""
    if within(inner, outer) or "border" not in outer:
        return within(inner, outer)
    try:
        return load().place(inner).kind != "country" and load().place(inner).country in load().place(outer).country
    except UnknownPlace:
        return False


@lru_cache(maxsize=8192)
def within(inner: str, outer: str) -> bool:
    """Tell whether a place is another, a part of it, or on its border.

    Examples
    --------
    >>> within("islam-qala", "AF-HER"), within("AF-HER", "islam-qala"), within("islam-qala", "border-af-ir")
    (True, False, True)
    """
    if inner == outer:
        return True
    try:
        place = load().place(inner)
        wholes = {*load().wholes(inner), *place.admin1, *place.country.split("-")}
    except UnknownPlace:
        return False
    return outer in wholes
