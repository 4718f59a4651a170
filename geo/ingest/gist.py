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


@lru_cache(maxsize=4096)
def _name_of(place_id: str) -> str:
    return place_named(place_id).name


def gist(claim: ClaimMention, figures: Sequence[FigureMention]) -> str:
    """Say in own words what a claim is about, where, how many, and who says so.

    Examples
    --------
    >>> gist(ClaimMention(0, 9, "closure", "denied", None, None, "AF-HER", "Kabul"), ())
    'Closure at Herat, denied by Kabul'
    """
    about = _LABELS.get(claim.category, claim.category.replace("_", " ").capitalize())
    names = [_name_of(place) for place in (claim.place_id, *claim.also_at) if place]
    where = f" at {', '.join(names)}" if names else ""
    numbers = [f for f in figures if f.value is not None][:3]
    many = ", ".join(
        f"{f.qualifier.replace('exact', '')} {format_number(f.value or 0)} {f.unit}".strip() for f in numbers
    )
    how = "" if claim.status == "reported" else f", {claim.status}"
    by = f" by {claim.attributed_to}" if how and claim.attributed_to not in ("", "not named") else ""
    return f"{about}{where}{': ' + many if many else ''}{how}{by}"
