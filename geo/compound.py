"""Names written together: "Islam Qala, Herat", "Taybad/Dogharoun", "Zabol (Iran)" explain each other."""

import re
from collections.abc import Callable

from geo.answers import Ambiguous, Answer, Candidate, Match
from geo.choose import same_spot
from geo.index import Index, Spot
from geo.settle import crossing_of

SIGNS = re.compile(r"[,;/|()\[\]،؛]| [-–—] |[–—]")
WORDS = re.compile(r"[,;/|()\[\]،؛]| [-–—] |[–—-]| (?:and|or|und|oder|و|او|اور|и) ")
MOST = 4
_FROM_NARROW = ("crossing", "camp", "settlement", "district", "province", "border", "country")


def split(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Cut a name into parts; none when it has only one, too many, or scraps.

    Examples
    --------
    >>> split("Islam Qala, Herat", SIGNS), split("Islam Qala", SIGNS), split("Qala-i-Kah", WORDS)
    (['Islam Qala', 'Herat'], [], [])
    """
    parts = [p.strip() for p in pattern.split(text) if p.strip()]
    scraps = any(len(p) < 3 and not p.isupper() for p in parts)
    return parts if 2 <= len(parts) <= MOST and not scraps else []


def read_parts(
    name: str, parts: list[str], ask: Callable[[str, str], Answer], index: Index, *, loose: bool
) -> Answer | None:
    """Ask for every part with the others as its context; ``None`` when they make no sense together.

    ``loose`` lets words after the first part that are no places pass: "Zahedan, day 3".
    """
    answers = [ask(part, " ; ".join(p for p in parts if p is not part)) for part in parts]
    found = [a for a in answers if isinstance(a, Match)]
    if len(found) < len(parts) and not (loose and isinstance(answers[0], Match)):
        return None
    return _narrowest(name, found, index)


def _narrowest(name: str, found: list[Match], index: Index) -> Answer:
    spots = list({a.spot.id: a.spot for a in found if a.spot}.values())
    family = {c.id: c for s in spots if (c := s if s.kind == "crossing" and s.part_of.startswith("border")
                                         else crossing_of(s, index))}  # fmt: skip
    if len(family) == 1:
        crossing = next(iter(family.values()))
        spots = [crossing, *(s for s in spots if s is not crossing and crossing_of(s, index) is not crossing)]
    spots.sort(key=lambda s: _FROM_NARROW.index(s.kind))
    lead, wider = spots[0], spots[1:]
    if all(_covers(wide, lead, index) for wide in wider):
        score = round(min(a.score for a in found), 2)
        return Match(name, "its parts name one place", (), found[0].method, lead, score)
    share = round(1 / len(spots), 2)
    candidates = tuple(Candidate(s.id, s.name, s.kind, s.country, share) for s in spots)
    return Ambiguous(name, "names several places; ask for one at a time", candidates, found[0].method)


def _covers(wide: Spot, narrow: Spot, index: Index) -> bool:
    """Whether naming ``wide`` with ``narrow`` says where it is: its country, its province, the province's towns."""
    if wide.kind == "country":
        return wide.id in narrow.country.split("-")
    here = bool({wide.id, *wide.admin1} & {narrow.id, *narrow.admin1})
    if wide.kind == "settlement" and narrow.kind == "settlement":
        return same_spot(wide, narrow, index) or (here and wide.weight > narrow.weight + 1)
    return here or same_spot(wide, narrow, index)
