"""Turns a choice among readings into an answer."""

from collections.abc import Sequence
from dataclasses import replace
from math import cos, hypot, radians

from geo.fold import fold, squeeze
from geo.names.answers import Ambiguous, Answer, Candidate, Match, Method
from geo.names.choose import Choice, Scored
from geo.names.index import Index, Spot
from geo.names.kindwords import BORDERS, Peeled
from geo.names.ladder import Rung
from geo.names.nearby import Nearby

MAX_CANDIDATES = 8
_AT_THE_BORDER_KM = 50
_CAMP_KM = 30
_SAID = 0.6
_CAPITALS = {"kabul", "tehran", "islamabad", "moscow", "doha", "dushanbe", "ashgabat", "tashkent", "ankara"}
_STANDS_FOR = {
    "crossing": {"settlement", "province", "district"},
    "district": {"settlement", "crossing"},
    "settlement": {"district", "crossing", "province", "camp"},
}


def settle(name: str, rung: Rung, choice: Choice, near: Nearby, typed: Peeled, index: Index) -> Answer:
    """Answer with the best reading, or with all when none stands out."""
    candidates = ranked_candidates(choice.ranked)
    if choice.best is None:
        others = " or ".join(f"{s.spot.name} ({s.spot.kind}, {s.spot.country})" for s in choice.rivals[:4])
        return Ambiguous(name, f"could be {others}; give context or a country", candidates, rung.method)
    best = choice.best
    spot = best.spot if rung.method == "code" else _lifted(best.spot, typed, near, index)
    spot = spot if rung.method == "code" else _its_province(spot, typed, near, index)
    metonym = near.metonym and _is_capital(spot)
    notes = [_how(rung, best), *["type words read as evidence of kind"] * rung.peeled]
    lifted = "the province of that name" if spot.kind == "province" else "a side of the crossing"
    notes += [lifted] * (spot is not best.spot) + ["stands for its government here"] * metonym
    others_too = candidates if len(candidates) > 1 else ()
    score = _confidence(rung.method, best.reading.alike)
    return Match(name, "; ".join(notes), others_too, rung.method, spot, score, metonym)


def settle_conflict(
    name: str, rung: Rung, choice: Choice, near: Nearby, typed: Peeled, index: Index, country: str = ""
) -> Answer:
    """Answer when the words with the name, or around it, speak against every reading."""
    lead = choice.ranked[0]
    kinds = rung.typed.kinds
    if not kinds or lead.spot.kind in kinds:
        return _against_the_text(name, rung, choice, near, typed, index)
    finder = {"crossing": crossing_at, "camp": camp_at}.get(kinds[0])
    there = finder(lead.spot, rung.typed, index) if finder else None
    if there is not None and (not country or country in there.country.split("-")):
        best = replace(lead, spot=there, reading=replace(lead.reading, alike=0.9 * lead.reading.alike))
        return settle(name, rung, Choice((best, *choice.ranked), best), near, typed, index)
    missing = f"no {kinds[0]} of this name is known"
    if choice.best is None or lead.spot.kind not in _STANDS_FOR.get(kinds[0], ()):
        reason = f"{missing}; {lead.spot.name} is a {lead.spot.kind}"
        return Ambiguous(name, reason, ranked_candidates(choice.ranked), rung.method)
    found = settle(name, rung, choice, near, typed, index)
    reason = f"{found.reason}; {missing}, so the {lead.spot.kind}"
    return Match(name, reason, found.candidates, rung.method, found.spot, round(found.score * 0.9, 2))


def ranked_candidates(ranked: Sequence[Scored]) -> tuple[Candidate, ...]:
    """List the readings with shares of the evidence that add to about 1."""
    weights = [10 ** min(0.0, s.total - ranked[0].total) for s in ranked]
    total = sum(weights)
    return tuple(
        Candidate(s.spot.id, s.spot.name, s.spot.kind, s.spot.country, round(w / total, 3))
        for s, w in list(zip(ranked, weights, strict=True))[:MAX_CANDIDATES]
    )


def crossing_of(spot: Spot, index: Index) -> Spot | None:
    """Give the crossing that a side, or a town at it, is part of."""
    number = index.by_id.get(spot.part_of)
    return index.spots[number] if number is not None and index.spots[number].kind == "crossing" else None


def crossing_at(spot: Spot, typed: Peeled, index: Index) -> Spot | None:
    """Give the crossing that "Taybad border" or "Farah crossing" means: the only one there, a road before the rest.

    A town means a crossing within 50 km. A province means one only when a crossing is spoken of, not its border.
    """
    own = crossing_of(spot, index)
    if own is not None:
        return own
    there = [s for s in index.spots if s.kind == "crossing" and s.part_of.startswith("border") and s.lat is not None]
    if spot.kind == "province":
        there = [s for s in there if spot.id in s.admin1 and not BORDERS & set(typed.words)]
    else:
        there = [s for s in there if distance_km(spot, s) <= _AT_THE_BORDER_KM]
    roads = [s for s in there if s.subtype.startswith("road")]
    return (roads or there)[0] if len(roads or there) == 1 else None


def camp_at(spot: Spot, typed: Peeled, index: Index) -> Spot | None:
    """Give the camp that "Torbat-e Jam refugee settlement" means: the only one named after the place, or part of it."""
    parts = {i for i in (spot.id, spot.part_of) if i in index.by_id and index.spots[index.by_id[i]].kind != "country"}
    camps = [s for s in index.spots if s.kind == "camp"]
    key = squeeze(fold(spot.name.split(" (")[0]))
    named = [
        s
        for s in camps
        if squeeze(fold(s.name)).startswith(key) and (s.part_of in parts or distance_km(spot, s) < _CAMP_KM)
    ]
    there = named or [s for s in camps if s.part_of == spot.id and spot.kind == "crossing"]
    return there[0] if len(there) == 1 else None


def distance_km(one: Spot, other: Spot) -> float:
    """Give the distance on a sphere small enough to be flat; infinite where a point is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    return hypot((one.lon - other.lon) * cos(radians(one.lat)), one.lat - other.lat) * 111.2


def _lifted(spot: Spot, typed: Peeled, near: Nearby, index: Index) -> Spot:
    """Take the crossing for its side where they share a name and nothing speaks for the side alone."""
    crossing = crossing_of(spot, index)
    if crossing is None or (spot.kind == "settlement" and typed.kinds[:1] == ("settlement",)):
        return spot
    if spot.kind == "settlement" and near.kinds.get("settlement", 0) > near.kinds.get("crossing", 0):
        return spot
    shared = index.spelled(squeeze(fold(spot.name.split(" (")[0])))
    return crossing if any(index.owner(a) is crossing for a in shared) else spot


def _its_province(spot: Spot, typed: Peeled, near: Nearby, index: Index) -> Spot:
    """Take the province for its capital of the same name where the words say province: Герат, in провинции Герат."""
    said = typed.kinds[:1] == ("province",) or (
        not typed.kinds and near.kinds.get("province", 0) > max(_SAID, near.kinds.get("settlement", 0))
    )
    if spot.kind != "settlement" or not said:
        return spot
    provinces = (index.spots[index.by_id[a]] for a in spot.admin1 if a in index.by_id)
    return next((p for p in provinces if fold(p.name) == fold(spot.name.split(" (")[0])), spot)


def _against_the_text(name: str, rung: Rung, choice: Choice, near: Nearby, typed: Peeled, index: Index) -> Answer:
    lead = choice.ranked[0]
    far = near.points and near.nearness(lead.spot) < 0.05 and lead.spot.kind not in {"country", "border"}
    if far and not rung.peeled:
        reason = f"known as {lead.spot.name}, but {lead.conflict}"
        return Ambiguous(name, reason, ranked_candidates(choice.ranked), rung.method)
    return settle(name, rung, choice, near, typed, index)


def _how(rung: Rung, best: Scored) -> str:
    return {
        "alias": "written so in the gazetteer",
        "code": "a code of this place",
        "folded": f"the same letters as {best.reading.spelling}",
        "transliterated": f"sounds like {best.reading.spelling}",
        "edit": f"a letter or two from {best.reading.spelling}",
    }.get(rung.method, "")


def _confidence(method: Method, alike: float) -> float:
    floor, span = {"transliterated": (0.7, 0.25), "edit": (0.6, 0.25)}.get(method, (0.0, 1.0))
    return round(floor + span * alike, 2)


def _is_capital(spot: Spot) -> bool:
    return spot.subtype == "capital" or spot.id in _CAPITALS
