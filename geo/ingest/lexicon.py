"""The names that the automaton looks for, and what each may mean."""

import re
from collections import defaultdict
from functools import lru_cache

from geo.fold import fold, squeeze
from geo.gazetteer import Gazetteer, load
from geo.ingest.matcher import Matcher, ways
from geo.ingest.meanings import Name
from geo.ingest.towns import Towns
from geo.ingest.variants import Variants
from geo.names.carried import extract
from geo.names.sound import skeleton, sound
from geo.schema import Place

_PAIR = re.compile(r"(.+?) ?\((.+)\)")
_KIND_FIRST = tuple(f"{fold(kind)} " for kind in ("استان", "ولایت", "ولسوالی", "شهرستان"))
_MOST_KEPT = 1_000


class Lexicon:
    """Folded names with the places they may stand for, and the names that are no places.

    Examples
    --------
    >>> lexicon = lexicon_of(load())
    >>> lexicon.name("herat").places[0].id in ("AF-HER", "herat-city")
    True
    """

    def __init__(self, gazetteer: Gazetteer):
        self.gazetteer = gazetteer
        self._places: dict[str, list[str]] = defaultdict(list)
        self._met: dict[str, Name] = {}
        self._inside: dict[str, tuple[float | None, float | None]] = {}
        self._always: set[tuple[str, str]] = set()
        self.excluded: dict[str, tuple[str, ...]] = {}
        names = self._own_names()
        towns = Towns(gazetteer, self._places, self._always)
        names += towns.names() + self._excluded_names()
        self._by_kind = {key: frozenset({place}) for key, place in towns.by_kind}
        self.short = towns.short | {a.name for a in gazetteer.spellings if len(a.name) == 3 and a.name.istitle()}
        self.people = self._people()
        self.rivers = self._rivers()
        self.matcher = Matcher(names)
        self.variants = Variants(gazetteer)
        self._at_gates = self._crossings_by_sound()

    def name(self, folded: str) -> Name:
        """Give what a folded name may mean, the places of the seeds first."""
        met = self._met.get(folded)
        if met is None:
            key = squeeze(fold(folded))
            ids = self._places.get(key, ())
            met = self._met[folded] = Name(
                folded,
                self._with_crossings([place_named(i, self.gazetteer) for i in ids], folded),
                frozenset(i for i in ids if (key, i) not in self._always),
                self._by_kind.get(key, frozenset()),
                carried=all(i.startswith("gn-") for i in ids),
            )
        return met

    def learn(self, ids: tuple[str, ...], spelling: str) -> Name:
        """Give the name that a spelling is which was never written down before, and keep what it means."""
        folded = fold(spelling)
        met = self._met.get(folded)
        if met is None or (met.only and met.only.id in met.by_kind):
            places = self._with_crossings([place_named(i, self.gazetteer) for i in ids], folded)
            by_kind = self._by_kind.get(squeeze(folded), frozenset())
            met = self._met[folded] = Name(folded, places, frozenset(), by_kind, carried=False)
        return met

    def only_meaning(self, name: Name, surface: str) -> Place | None:
        """Give the one place that a name, written so, means wherever it stands; none where that depends."""
        only = name.only
        if only is None or name.unsure:
            return None
        sure = name.sure.get(surface)
        if sure is None:
            if len(name.sure) > _MOST_KEPT:
                name.sure.clear()
            sure = name.sure[surface] = all(i == only.id for i in self.variants.heard(surface))
        return only if sure else None

    def alike(self, name: str) -> list[Place]:
        """Give the places of the seeds whose names sound like this one."""
        return [place_named(i, self.gazetteer) for i in self.variants.heard(name)]

    def _people(self) -> dict[str, list[str]]:
        """People, by each word of their names."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in {fold(row.name) for row in self.gazetteer.not_places if row.reason == "a person"}:
            for word in name.split():
                found[word].append(name)
        return dict(found)

    def _rivers(self) -> dict[str, Place]:
        """Rivers by the province that bears the name: the Helmand."""
        return {
            province.id: river
            for river in self.gazetteer.places("settlement")
            if river.subtype == "river" and river.name.endswith(" River")
            for province in self.gazetteer.named(river.name.removesuffix(" River"))
            if province.kind == "province"
        }

    def _crossings_by_sound(self) -> dict[str, set[str]]:
        """Crossings by the sound of their names: a town at a gate and the gate share more spellings than are listed."""
        found: dict[str, set[str]] = defaultdict(set)
        for alias in self.gazetteer.spellings:
            if alias.use == "always" and self.gazetteer.place(alias.place_id).kind == "crossing":
                found[skeleton(sound(fold(alias.name)))].add(alias.place_id)
        return found

    def _with_crossings(self, places: list[Place], name: str) -> list[Place]:
        gates = {p.part_of for p in places if p.kind == "settlement"} - {p.id for p in places}
        alike = gates & self._at_gates.get(skeleton(sound(fold(name))), set())
        return [*(place_named(i, self.gazetteer) for i in sorted(alike)), *places]

    def point_inside(self, place_id: str) -> tuple[float | None, float | None]:
        """Give latitude and longitude of a point inside an area; nothing where none is known."""
        point = self._inside.get(place_id)
        if point is None:
            carried = extract().get(place_id)
            inside = carried.point if carried else None
            point = self._inside[place_id] = (inside[1], inside[0]) if inside else (None, None)
        return point

    def _own_names(self) -> list[str]:
        names = []
        written = {fold(alias.name) for alias in self.gazetteer.spellings}
        for alias in self.gazetteer.spellings:
            pair = _PAIR.fullmatch(alias.name)
            if pair and fold(pair[1]) in written and fold(pair[2]) in written:
                continue  # "Milak (Nimroz)" names two places
            key = squeeze(fold(alias.name))
            if alias.place_id not in self._places[key]:
                self._places[key].append(alias.place_id)
            if alias.use == "always":
                self._always.add((key, alias.place_id))
            names.append(alias.name)
            if (
                alias.name.endswith("ه") and " " in alias.name
            ):  # in Pashto, اسلام قلعه has اسلام قلعې for its other cases
                oblique = f"{alias.name[:-1]}ې"
                self._places[squeeze(fold(oblique))] = self._places[key]
                self._always.update((squeeze(fold(oblique)), i) for i in self._places[key] if (key, i) in self._always)
                names.append(oblique)
        return names + self._longer_than_their_kind(written)

    def _longer_than_their_kind(self, written: set[str]) -> list[str]:
        """Add the kind to names of which a shorter one has it: beside "استان خراسان" there is "استان خراسان جنوبی"."""
        parts = {name.partition(" ")[2]: name.partition(" ")[0] for name in written if name.startswith(_KIND_FIRST)}
        longer = {}
        for name in written:
            first, *others = name.split(" ")
            begun = (" ".join([first, *others[:n]]) for n in range(len(others)))
            if kind := next((parts[shorter] for shorter in begun if shorter in parts), ""):
                longer[f"{kind} {name}"] = name
        for whole, name in longer.items():
            key, plain = squeeze(whole), squeeze(name)
            if key not in self._places:
                self._places[key] = self._places[plain]
                self._always.update((key, i) for i in self._places[key] if (plain, i) in self._always)
        return list(longer)

    def _excluded_names(self) -> list[str]:
        for row in self.gazetteer.not_places:
            for way in ways(row.name):
                self.excluded[way] = tuple(fold(word) for word in row.when)
        return [row.name for row in self.gazetteer.not_places]


def place_named(place_id: str, gazetteer: Gazetteer | None = None) -> Place:
    """Give the place of an id: of the seeds, else of the names carried over, far countries among them.

    Examples
    --------
    >>> place_named("islam-qala").kind, place_named("TD").name
    ('crossing', 'Chad')
    """
    gazetteer = load() if gazetteer is None else gazetteer
    carried = None if place_id in gazetteer else extract().get(place_id)
    return carried.place if carried else gazetteer.place(place_id)


@lru_cache(maxsize=2)
def lexicon_of(gazetteer: Gazetteer) -> Lexicon:
    """Build the lexicon of a gazetteer, once."""
    return Lexicon(gazetteer)


def lexicon() -> Lexicon:
    """Give the lexicon of the seeds."""
    return lexicon_of(load())
