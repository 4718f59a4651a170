"""The names that the automaton looks for, and what each may mean."""

from collections import defaultdict
from functools import lru_cache

from geo.fold import fold, squeeze
from geo.gazetteer import Gazetteer, load
from geo.ingest.matcher import Matcher, ways
from geo.names import extract
from geo.schema import Place

_REGION = frozenset({"AF", "IR", "PK", "TM", "TJ", "UZ"})
_BIG_ENOUGH = 20_000


class Lexicon:
    """Folded names with the places they may stand for, and the names that are no places.

    Examples
    --------
    >>> lexicon = lexicon_of(load())
    >>> lexicon.meanings("herat")[0].id in ("AF-HER", "herat-city")
    True
    """

    def __init__(self, gazetteer: Gazetteer):
        self.gazetteer = gazetteer
        self._places: dict[str, list[str]] = defaultdict(list)
        self.by_context: set[str] = set()
        self.excluded: dict[str, tuple[str, ...]] = {}
        names = self._own_names() + self._carried_names() + self._excluded_names()
        self.people = {fold(row.name) for row in gazetteer.not_places if row.reason == "a person"}
        self.matcher = Matcher(names)

    def meanings(self, found: str) -> list[Place]:
        """Give the places that a folded name may stand for, those of the seeds first."""
        return [self.gazetteer.place(i) for i in self._places.get(squeeze(fold(found)), ())]

    def only_by_context(self, found: str) -> bool:
        """Tell whether a name is a place only where the text around it agrees (a misprint, a common word)."""
        return squeeze(fold(found)) in self.by_context

    def carried_only(self, found: str) -> bool:
        """Tell whether a name is one carried over for towns that the seeds do not hold."""
        return all(i.startswith("gn-") for i in self._places.get(squeeze(fold(found)), ()))

    def _own_names(self) -> list[str]:
        names = []
        for alias in self.gazetteer.spellings:
            key = squeeze(fold(alias.name))
            if alias.place_id not in self._places[key]:
                self._places[key].append(alias.place_id)
            if alias.use == "context":
                self.by_context.add(key)
            names.append(alias.name)
        return names

    def _carried_names(self) -> list[str]:
        """Add countries, capitals and the larger towns of the region that the seeds do not name."""
        names = []
        for _, entry in extract().items():
            if not entry.name or not self._wanted(entry.cells):
                continue
            for name in (entry.name, *entry.names):
                key = squeeze(fold(name))
                if len(key) > 3 and (key not in self._places or entry.id in self._places[key]):
                    self._places.setdefault(key, [entry.id])
                    names.append(name)
        return names

    @staticmethod
    def _wanted(cells: tuple[str, ...]) -> bool:
        _, _, kind, subtype, country, _, _, _, _, population, _ = cells
        return kind == "country" or subtype == "capital" or (country in _REGION and int(population or 0) >= _BIG_ENOUGH)

    def _excluded_names(self) -> list[str]:
        for row in self.gazetteer.not_places:
            for way in ways(row.name):
                self.excluded[way] = tuple(fold(word) for word in row.when)
        return [row.name for row in self.gazetteer.not_places]


@lru_cache(maxsize=2)
def lexicon_of(gazetteer: Gazetteer) -> Lexicon:
    """Build the lexicon of a gazetteer, once."""
    return Lexicon(gazetteer)


def lexicon() -> Lexicon:
    """Give the lexicon of the seeds."""
    return lexicon_of(load())
