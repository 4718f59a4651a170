"""What a claim is about, in own words: the sentence itself stays in the text that its range points at."""

from collections.abc import Sequence
from functools import lru_cache

from geo.ingest.figures import FigureMention
from geo.ingest.lexicon import place_named
from geo.ingest.statement import ClaimMention
from geo.numbers import format_number

_LABELS = {
    "capture": "Change of control", "closure": "Closure", "reopening": "Reopening", "clash": "Clash",
    "attack": "Attack", "migrant_harm": "Harm to people on the move", "accident": "Accident",
    "return_flow": "Returns", "outflow": "Flight", "policy": "Policy", "camp": "Camp", "talks": "Talks",
    "diplomacy": "Diplomacy", "barrier": "Barrier", "trade": "Trade", "water": "Water", "security": "Security",
}  # fmt: skip
_MOST_NUMBERS = 3


@lru_cache(maxsize=4096)
def _name_of(place_id: str) -> str:
    return place_named(place_id).name


def gist(claim: ClaimMention, figures: Sequence[FigureMention]) -> str:
    """Say in own words what a claim is about, where, how many of the figures of its text, and who says so.

    Examples
    --------
    >>> gist(ClaimMention(0, 9, "closure", "denied", None, None, "AF-HER", "Kabul"), ())
    'Closure at Herat, denied by Kabul'
    """
    said = _LABELS.get(claim.category) or claim.category.replace("_", " ").capitalize()
    if claim.place_id:
        said += f" at {_name_of(claim.place_id)}"
        for place in claim.also_at:
            said += f", {_name_of(place)}"
    told, sign = 0, ": "
    for index in claim.counts:
        if (value := figures[index].value) is not None and told < _MOST_NUMBERS:
            said += f"{sign}{_amount(figures[index].qualifier, value, figures[index].unit)}"
            told, sign = told + 1, ", "
    if claim.status != "reported":
        by = f" by {claim.attributed_to}" if claim.attributed_to not in ("", "not named") else ""
        said += f", {claim.status}{by}"
    return said


def _amount(qualifier: str, value: float, unit: str) -> str:
    said = format_number(value)
    if qualifier not in ("", "exact"):
        said = f"{qualifier} {said}"
    return f"{said} {unit}" if unit else said
