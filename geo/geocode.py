"""A written name to a place, or to an honest refusal.

The ladder, from the surest rung to the boldest: alias as written, code, folded, transliterated by sound, repaired
letters. The first rung whose readings agree with the words around the name answers. See :mod:`geo.names.ladder` for
the rungs, :mod:`geo.names.choose` for how one of several places is taken, :mod:`geo.names.refuse` for what is never
matched.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from geo.fold import clean, fold, squeeze
from geo.names import compound, rivals
from geo.names.answers import Ambiguous, Answer, Candidate, Match, Refusal
from geo.names.choose import Choice, choose, same_spot
from geo.names.index import Index, is_well_known
from geo.names.kindwords import BORDERS, DIRECTIONS, Peeled, peelings
from geo.names.ladder import Reading, Rung, Written, climb, codes_of, retyped, sounding
from geo.names.nearby import Nearby, read
from geo.names.notplaces import HOMOGRAPHS
from geo.names.plain import match
from geo.names.refuse import denied, is_brief, surname, too_bold, too_little
from geo.names.settle import ranked_candidates, settle, settle_conflict
from geo.names.stored import load
from geo.names.trim import POSSESSIVES, is_plain_word, trim
from geo.schema import KINDS

__all__ = ["Ambiguous", "Answer", "Candidate", "Match", "Refusal", "explain", "geocode"]

MAX_NAME = 160
_BESIDE = 0.6  # a word of kind that touches the name
_MUCH_TOO_LONG = 8 * MAX_NAME


def geocode(name: str, *, context: str = "", country: str = "") -> Answer:
    """Find the place that ``name`` means.

    ``context`` is the text that the name stands in, or any words about it; ``country`` an ISO 3166-1 alpha-2 code that
    the place must lie in. Returns a :class:`Match`, or :class:`Ambiguous` with ranked candidates when the name means
    several places and the context does not decide, or a :class:`Refusal` with its reason. Never raises on any text.

    Examples
    --------
    >>> geocode("Islam-Qala").place_id, geocode("Islam-Qala").method
    ('islam-qala', 'folded')
    >>> geocode("زابل").status, geocode("زابل", context="سیستان و بلوچستان").place_id
    ('ambiguous', 'zabol')
    >>> geocode("Herat Carpets").reason
    'not a place: a dish or a thing'
    """
    index = load()
    if context or len(name) > MAX_NAME:
        return _Walk(name, context, country, index).answer()
    return _bare(name, country, index)


@lru_cache(maxsize=50_000)
def _bare(name: str, country: str, index: Index) -> Answer:
    """Answer without context; the same name is asked again and again."""
    return _Walk(name, "", country, index).answer()


def explain(name: str, *, context: str = "", country: str = "") -> tuple[Answer, list[str]]:
    """Geocode, and say rung by rung what was tried and found."""
    steps: list[str] = []
    return _Walk(name, context, country, load(), steps).answer(), steps


class _Walk:
    """One walk up the ladder."""

    def __init__(self, name: str, context: str, country: str, index: Index, steps: list[str] | None = None):
        self.name, self.context, self.index = name, context, index
        self.country = country.strip().upper()
        self.steps, self.explained = [] if steps is None else steps, steps is not None
        self.needs_text = False
        self.dropped: list[Reading] = []

    def answer(self) -> Answer:
        if len(self.name) > _MUCH_TOO_LONG:
            return self._refuse(f"longer than any name of a place ({len(self.name):,} characters)")
        text = clean(self.name)
        text = text if self.index.spelled(squeeze(fold(text))) else trim(text)
        folded = fold(text)
        if not folded:
            return self._refuse("no letters or digits in it")
        if len(text) > MAX_NAME:
            return self._refuse(f"longer than any name of a place ({len(text)} characters)")
        self.near = read(text, self.context, self.index) if self.context else Nearby()
        reason = denied(folded, self.near, self.index.known)
        if reason:
            return self._refuse(reason)
        plain = None if self.context or self.explained else match(self.name, text, self.country, self.index)
        if plain:
            return plain
        self.written = Written(text, folded, peelings(folded))
        if not self.written.bare.core and not self.index.spelled(squeeze(folded)):
            return self._refuse("only a word for a kind of place; say which one")
        return self._climb()

    def _climb(self) -> Answer:
        against: tuple[Rung, Choice] | None = None
        small: Answer | None = None
        for rung in climb(self.written, self.index, self._code):
            if rung.method == "transliterated" and not rung.peeled and not self._only_against(against):
                early = self._before_bold_rungs()
                if early:
                    return early
            if rung.method == "edit" and against:
                break
            choice = self._weigh(rung)
            if choice is None:
                continue
            if not choice.ranked[0].conflict:
                found = settle(self.name, rung, choice, self.near, self.written.bare, self.index)
                enough = self._enough(found, choice)
                if enough is found or rung.method in {"transliterated", "edit"}:
                    return enough
                small = small or enough
                continue
            against = against or (rung, choice)
        if against:
            return settle_conflict(self.name, *against, self.near, self.written.bare, self.index, self.country)
        return small or self._parts(compound.WORDS, loose=False) or self._placed() or self._camp() or self._unknown()

    def _camp(self) -> Answer | None:
        """Read a name with the word camp that stands next to it in the text: Ansar, of "Ansar camp in Herat"."""
        if self.written.bare.kinds or self.near.kinds.get("camp", 0) <= _BESIDE:
            return None
        found = retyped(self.written, Peeled(self.written.folded, ("camp",)), self.index)
        spots = [self.index.spots[r.spot] for r in found]
        fits = len(spots) == 1 and self.country in {"", spots[0].country}
        return Match(self.name, "the camp that the text speaks of", (), "folded", spots[0], 0.9) if fits else None

    def _enough(self, found: Answer, choice: Choice) -> Answer:
        """Ask for context where a lone word means no more than a village or a person's name."""
        if found.method != "code" and not (self.country or self.written.bare.kinds):
            why = surname(self.written.folded, found.spot, self.near, self.index)
            if why:
                return self._refuse(why)
        alone = not (self.context or self.country or self.written.bare.kinds)
        if not alone or found.spot is None or found.method == "code":
            return found
        areas = any(s.spot.kind in {"district", "province"} and same_spot(s.spot, found.spot, self.index)
                    for s in choice.ranked)  # fmt: skip
        why = "" if areas else too_little(self.written.folded, found.spot)
        twins = None if why else rivals.twins(found, choice, self.written, self.near, self.index)
        if twins:
            return twins
        ours = [r for r in self.dropped if self.index.spots[r.spot].curated]
        if ours and not found.spot.curated:
            both = [*(s.reading for s in choice.ranked), *ours]
            return self._offer(both, "also a short form of one of our places") or found
        return Ambiguous(self.name, why, ranked_candidates(choice.ranked), found.method) if why else found

    def _only_against(self, against: tuple[Rung, Choice] | None) -> bool:
        """Whether a place is known by this name, though not of the kind or country asked for."""
        countries = against is not None and all(s.spot.kind == "country" for s in against[1].ranked)
        return against is not None and not countries

    def _before_bold_rungs(self) -> Answer | None:
        """Refuse, or read in parts, what must not be matched by sound or by repairing letters."""
        if self.needs_text:
            others = self._offer(rivals.others_like(self.written, self.index), "a slip for one name and nearly another")
            return others or self._refuse("known only as a slip for another name; the text around it must agree")
        border = self._border()
        if border:
            return border
        parts = self._parts(compound.SIGNS, loose=bool(compound.LOOSE.search(self.written.text)))
        if parts or self._sounds_ours():
            return parts
        said = max((self.near.kinds.get(kind, 0) for kind in ("settlement", "crossing", "camp")), default=0) > _BESIDE
        bold = too_bold(self.written, self.index, capitals=self.written.text.isupper(), said_to_be_a_place=said)
        if bold:
            return self._refuse(bold)
        return self._offer(rivals.first_words(self.written.bare.core, self.index), "the first word of several names")

    def _offer(self, readings: Sequence[Reading], why: str) -> Answer | None:
        """List what a name may be where it means no place for certain."""
        choice = choose(readings, self.index, self.written.bare, self.near, self.country)
        if not choice.ranked:
            return None
        self.steps.append(f"{why}: {', '.join(s.spot.id for s in choice.ranked)}")
        return Ambiguous(self.name, f"{why}; give context or the whole name", ranked_candidates(choice.ranked))

    def _weigh(self, rung: Rung) -> Choice | None:
        """Choose among what a rung found; ``None`` when it found nothing that may be used."""
        if self.explained:
            label = rung.method + " without type words" * rung.peeled
            self.steps.append(f"{label}: {_say(rung, self.index) or 'nothing'}")
        plain = any(not r.context_only for r in rung.readings)
        usable = [r for r in rung.readings if not r.context_only or self._agrees(r.spot, rung, clearly=plain)]
        if rung.method == "transliterated" and self.near.in_text and not self.near.speaks_of_places:
            usable = [] if is_brief(self.written.folded) else usable
        if rung.method in {"transliterated", "edit"} and is_plain_word(self.written.text):
            usable = [r for r in usable if is_well_known(self.index.spots[r.spot])]  # "children" is no town
        if rung.readings and not usable and not rung.peeled and rung.readings[0].alike > 0.97:
            self.needs_text = True
        self.dropped += [r for r in rung.readings if r not in usable and r.context_only]
        if not usable:
            return None
        choice = choose(usable, self.index, rung.typed, self.near, self.country, self.written.bare)
        return choice if choice.ranked else None

    def _code(self, text: str) -> str:
        """Turn a code of any family into an id: ours, ISO 3166-2, P-code, GeoNames, Wikidata."""
        codes = codes_of(self.index.known)
        return codes.get(text) or codes.get(text.upper()) or (f"gn-{text}" if text.isdigit() else text)

    def _agrees(self, spot: int, rung: Rung, *, clearly: bool) -> bool:
        """Whether the text allows a reading by a slip or a rare name; ``clearly`` where another reading is at hand."""
        place = self.index.spots[spot]
        if self.country:
            return self.country in place.country.split("-")
        if self.written.text.isascii() and self.written.text.islower():
            return False  # "heart" in small letters is a heart
        if self.near.in_text and squeeze(self.written.folded) in HOMOGRAPHS:
            return self.near.placed or bool(self.near.kinds)
        if place.kind in rung.typed.kinds[:1] or (place.kind == "camp" and self.near.kinds.get("camp", 0) > _BESIDE):
            return True
        spoken_of = any(c in self.near.countries for c in place.country.split("-"))
        if clearly and not any(a in self.near.admin1 for a in place.admin1):
            return False
        return spoken_of and self.near.share(place.country) > (0.4 if clearly else -0.4)

    def _border(self) -> Answer | None:
        """Read a border from the countries that name it."""
        words = fold(POSSESSIVES.sub(" ", self.written.text)).split()
        core = " ".join(w for w in words if w not in BORDERS)
        spot = compound.border_between(core, self.index) if len(core.split()) < len(words) else None
        bare = self.written.bare
        if spot is None and "border" in bare.kinds:
            spot = compound.border_between(bare.core, self.index)
        if spot is None or (self.country and self.country not in spot.country.split("-")):
            return None
        self.steps.append(f"countries of a border: {spot.id}")
        return Match(self.name, "the border of the countries that name it", (), "folded", spot, 0.95)

    def _sounds_ours(self) -> bool:
        """Whether all words together sound like one of the project's own places: Abu Naser Farahi is no person."""
        readings = sounding(self.written.folded, self.index) if " " in self.written.folded else ()
        return any(r.alike > 0.88 and self.index.spots[r.spot].curated for r in readings)

    def _parts(self, pattern: re.Pattern[str], *, loose: bool) -> Answer | None:
        parts = compound.split(self.written.text, pattern)
        if not parts:
            return None
        joined = pattern is compound.WORDS
        found = compound.read_parts(self.name, parts, self._ask, self.index, loose=loose, joined=joined)
        between = None if found and found.kind == "crossing" else compound.crossing_between(parts, self.index)
        if between and self.country in {"", *between.country.split("-")}:
            return Match(self.name, "the crossing between its parts", (), "folded", between, 0.9)
        if found and found.kind not in (None, *self._must_be()):
            return None
        self.steps.append(f"in parts {' | '.join(parts)}: {found.place_id or found.status if found else 'nothing'}")
        return found

    def _placed(self) -> Answer | None:
        """Read a place with the place it is in and nothing between them, or with a direction before it."""
        tokens = self.written.folded.split()
        if len(tokens) > 1 and tokens[0] in DIRECTIONS:
            whole = geocode(" ".join(tokens[1:]), context=self.context, country=self.country)
            self.steps.append(f"without {tokens[0]}: {whole.place_id or whole.status}")
            return replace(whole, name=self.name, reason=f"a part of it: {tokens[0]}") if whole.spot else None
        bare = self.written.bare.core.split()
        cuts = compound.with_its_place(tokens, self.index)
        for parts in cuts or (compound.with_its_place(bare, self.index) if bare != tokens else []):
            found = compound.read_parts(self.name, parts, self._ask, self.index, loose=False, joined=False)
            if isinstance(found, Match) and found.kind in self._must_be() and found.spot and found.spot.curated:
                return found
        return None

    def _ask(self, part: str, others: str) -> Answer:
        across = "crossing" in peelings(fold(part))[-1].kinds  # Herat's border with Iran is not in Iran
        country = self.country or ("" if across else compound.country_of(fold(others), self.index))
        found = geocode(part, context=others, country=country)
        return found if found.spot or not country else geocode(part, context=others, country=self.country)

    def _must_be(self) -> tuple[str, ...]:
        """Give the kinds that a name in parts may have: a camp at a place is not the place."""
        kinds = self.written.bare.kinds
        return kinds if kinds[:1] in {("camp",), ("crossing",)} else KINDS

    def _unknown(self) -> Refusal:
        where = f" in {self.country}" if self.country else ""
        remedy = "add it to seeds/places/aliases.csv if it is a place"
        return self._refuse(f"no place{where} is known by this name; {remedy}")

    def _refuse(self, reason: str) -> Refusal:
        self.steps.append(f"refused: {reason}")
        short = self.name if len(self.name) <= _MUCH_TOO_LONG else f"{self.name[:MAX_NAME]}…"
        return Refusal(short, reason)


def _say(rung: Rung, index: Index) -> str:
    return ", ".join(f"{r.spelling} → {index.spots[r.spot].id} ({r.alike:.2f})" for r in rung.readings[:6])
