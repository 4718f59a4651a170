"""Places that a text names: found in one pass, resolved by what stands around them."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from geo.ingest.beginnings import Gated
from geo.ingest.lexicon import Lexicon, lexicon
from geo.ingest.matcher import Folded, folded
from geo.ingest.meanings import Name
from geo.ingest.metonyms import is_dateline, is_metonym
from geo.ingest.surroundings import GUARDS, Surroundings
from geo.ingest.touching import is_part_of_a_name
from geo.schema import Place

Hit = tuple[int, int, Name]


@dataclass(slots=True)  # not frozen, which would make a text's hundred mentions nine times slower
class PlaceMention:
    """A place named at ``[start, end)``; ``metonym`` where the name stands for a government."""

    start: int
    end: int
    place: Place
    surface: str
    metonym: bool = False
    dateline: bool = False


def find_places(text: str, flat_text: str, words: Lexicon | None = None) -> list[PlaceMention]:
    """Find and resolve every place of a text, in reading order.

    Examples
    --------
    >>> text = "Islam Qala in Herat reopened, Tehran said."
    >>> [(m.surface, m.place.id, m.metonym) for m in find_places(text, text.lower())]
    [('Islam Qala', 'islam-qala', False), ('Herat', 'AF-HER', False), ('Tehran', 'tehran', True)]
    """
    words = words or lexicon()
    fold_text = folded(text)
    hits = _without_people(text, _admitted(text, fold_text, words), fold_text, words)
    hits = _with_variants(text, hits, words)
    around = Surroundings(flat_text, hits, words)
    found = []
    for index, (start, end, name) in enumerate(hits):
        surface = text[start:end]
        if place := words.only_meaning(name, surface) or around.choose(index, surface):
            if river := words.rivers.get(place.id):
                place = river if _names_a_river(flat_text, start, end) else place
            if kind_word := _KIND_WORD.match(flat_text, end):
                end = kind_word.end()
                surface = text[start:end]
            metonym = is_metonym(flat_text, start, end, place)
            dateline = place.kind == "settlement" and is_dateline(flat_text, start, end)
            found.append(PlaceMention(start, end, place, surface, metonym, dateline))
    return _merged(found, flat_text, text)


def _admitted(text: str, fold_text: Folded, words: Lexicon) -> list[Hit]:
    """Keep the names that begin with a capital (or have none to begin with) and are no name of something else."""
    kept = []
    for start, end, name in words.matcher.find(fold_text):
        first = text[start]
        if first.isascii() and (first.islower() or (end - start <= 3 and not _stands_alone(text[start:end], words))):
            continue
        if (when := words.excluded.get(name)) is not None and (not when or _stands_near(fold_text, start, end, when)):
            continue
        if text.startswith(_RIVER_WORDS, end) and _RIVER.match(text, end):
            continue  # the Helmand river is not the province
        if text.startswith("$", end) or is_part_of_a_name(text, start, end, name):
            continue  # US$ is money, Kandahar Steel a company
        if name.endswith(_BORDER) and GUARDS.match(text, end):
            end, name = end - len(_BORDER), name.removesuffix(_BORDER)  # "the Zabol border regiment" is of Zabol
        kept.append((start, end, words.name(name)))
    return kept


def _stands_alone(name: str, words: Lexicon) -> bool:
    """Tell whether a name of three letters is one: an abbreviation in capitals, or a town written with one."""
    return name.isupper() or name in words.short


_BARE = re.compile(
    r"(?=[^\w\s'-]|$|\n)|\s(?:and|or|into|in|at|near|lies?|is|was|were|are|from|by|which|that|where|on|with|has|had|"
    r"runs?|flows?|rose|burst|flooded|dried|below|above|but|as|between|across)\b"
)


def _names_a_river(flat_text: str, start: int, end: int) -> bool:
    """Tell whether an article and no noun stand around a name: the Helmand is the river, Helmand the province."""
    return flat_text.endswith("the ", max(0, start - 4), start) and bool(_BARE.match(flat_text, end))


def _stands_near(fold_text: Folded, start: int, end: int, when: tuple[str, ...]) -> bool:
    around = f" {fold_text.text[max(0, start - _NEAR) : end + _NEAR]} "
    return any(f" {word} " in around for word in when)


_NEAR, _BORDER = 60, " border"
_RIVER, _RIVER_WORDS = re.compile(r" [Rr]ivers?\b"), (" river", " River")
_CAPITALISED_BEFORE, _CAPITALISED_AFTER = re.compile(r"[A-Z][\w'-]+ $"), re.compile(r" [A-Z][a-z]+")


def _without_people(text: str, hits: list[Hit], fold_text: Folded, words: Lexicon) -> list[Hit]:
    """Drop names that the seeds do not hold where the text once uses them within a person's name."""
    unheld = [hit for hit in hits if hit[2].carried]
    if not unheld:
        return hits
    names = {name.folded for _, _, name in unheld}
    people = {name for name in names if any(who in fold_text.text for who in words.people.get(name, ()))} | {
        name.folded
        for start, end, name in unheld
        if _CAPITALISED_BEFORE.search(text[max(0, start - 20) : start]) or _CAPITALISED_AFTER.match(text, end)
    }
    return [hit for hit in hits if hit[2].folded not in people] if people else hits


def _with_variants(text: str, hits: list[Hit], words: Lexicon) -> list[Hit]:
    """Add the names that only sound like a place; a longer one takes over a town that the seeds do not hold."""
    taken = [(start, end, name.carried) for start, end, name in hits if not name.by_kind]
    if heard := words.variants.find(text, taken):
        more = [(start, end, words.learn(ids, text[start:end])) for start, end, ids in heard]
        kept = [(start, end, words.name(name.folded)) for start, end, name in _beside(hits, more)]  # some just learned
        hits = sorted([*kept, *more], key=_span)
    return _with_short_names(text, hits, words) if " camp" in text else hits


def _span(hit: Hit) -> tuple[int, int]:
    return hit[0], hit[1]


def _beside(hits: list[Hit], more: list[Hit]) -> list[Hit]:
    """Leave out the names that others, in reading order, overlap."""
    starts = [start for start, _, _ in more]
    last = [bisect_left(starts, end) - 1 for _, end, _ in hits]
    return [hit for hit, i in zip(hits, last, strict=True) if i < 0 or more[i][1] <= hit[0]]


def _with_short_names(text: str, hits: list[Hit], words: Lexicon) -> list[Hit]:
    """Add the camps that a text goes on to call by the name alone: "White Stone camp", then "White Stone"."""
    short = {m[1]: name for start, end, name in hits if (m := _CAMP.match(text, start)) and m.end(1) <= end}
    if not short:
        return hits
    taken = {position for start, end, _ in hits for position in (start, end - 1)}
    again = [
        (m.start(), m.end(), words.learn(tuple(p.id for p in name.places), short_name))
        for short_name, name in short.items()
        for m in _whole(short_name).finditer(text)
        if not {m.start(), m.end() - 1} & taken
    ]
    return sorted([*hits, *again], key=_span) if again else hits


def _whole(name: str) -> "re.Pattern[str]":
    """Make a pattern of a name that is no part of a word; as it begins with its letters, it is found fast."""
    letters = re.escape(name)
    return re.compile(rf"{letters}(?<!\w{letters})\b")


_CAMP = re.compile(r"([A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}) camp\b")


_JOIN = re.compile(r"\s?(?:[-/]|–|—)?\s?|\s(?:border|crossing)\s(?:with|and)\s")
_KIND_WORD = Gated(
    r"\s(?:province|district|city|county|border crossing|border district|border|crossing|region|valley)\b"
)


def _merged(found: list[PlaceMention], flat_text: str, text: str) -> list[PlaceMention]:
    """Take "Islam Qala-Dogharoun" for one mention of one crossing."""
    kept: list[PlaceMention] = []
    for mention in found:
        if kept and kept[-1].place.id == mention.place.id and _JOIN.fullmatch(flat_text[kept[-1].end : mention.start]):
            kept[-1].end, kept[-1].surface = mention.end, text[kept[-1].start : mention.end]
        else:
            kept.append(mention)
    return kept
