"""Countries, capitals and towns that the seeds do not hold, and which of their names a text may mean them by."""

import re
from functools import lru_cache

from geo.fold import fold, squeeze
from geo.gazetteer import Gazetteer
from geo.names.carried import Entry, extract
from geo.names.notplaces import COMMON, GIVEN_NAMES, HOMOGRAPHS
from geo.names.sound import skeleton, sound

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_WORDS_TOO = """
male mary san victoria queens phoenix samara surat salvador pest touba موصول مدینه
اندیشه بهارستان بخاری بدین میانه شهریار پردیس ماری نوایی ناوایی نواوی اهار احمدپور
قوم سکر الام دادو قرشی چشتیان ساری بابل میرپور ترمز بنون بختار سکیز فردیس کمالیه کوتری بهاونا خیوا برزدجن
"""
_ALSO_WORDS = frozenset(_WORDS_TOO.split())
_ARABIC = re.compile("[\u0621-\u06d3]")
_REGION = frozenset({"AF", "IR", "PK", "TM", "TJ", "UZ"})
_BORDER_PROVINCES = frozenset({"IR-09", "IR-11", "IR-29"})
_NEIGHBOURHOOD = frozenset({"IQ", "TR", "AE", "SA", "QA", "SY", "DE"})  # where people of the region go
_CITY, _TOWN = 100_000, 50_000
_BIG_ENOUGH, _GREAT_CITY, _GREAT, _LONG_ENOUGH = 20_000, 500_000, 1_000_000, 5


class Towns:
    """Adds what is carried over to the names of the seeds.

    ``places`` holds ids by folded name, ``always`` the names that mean a place whatever stands around them; both are
    added to. ``by_kind`` holds the names that mean a town beside a word of kind alone, ``short`` ones of three letters.
    """

    def __init__(self, gazetteer: Gazetteer, places: dict[str, list[str]], always: set[tuple[str, str]]):
        self.gazetteer, self.places, self.always = gazetteer, places, always
        self.by_kind: set[tuple[str, str]] = set()
        self.short: set[str] = set()

    def names(self) -> list[str]:
        """Add countries, capitals and the larger towns of the region that the seeds do not name."""
        names, small = [], []
        for _, entry in extract().items():
            if not entry.name or not self._wanted(entry.cells):
                small += [entry] if entry.name else []
                continue
            if _is_far_city(entry):
                names += self._far_names(entry)
                continue
            for name in (entry.name, *entry.names, *self._names_of_seat(entry)):
                if not _LATIN.match(name) and entry.id.startswith("gn-") and entry.cells[3] != "capital":
                    names += self._native_name(entry, name)
                    continue  # without capitals to tell them by, too many towns are written like common words
                key = squeeze(fold(name))
                if (
                    len(key) > 3
                    and key not in _ALSO_WORDS
                    and (key not in self.places or entry.id in self.places[key] or self._bears_its_seat(entry, key))
                ):
                    known = self.places.setdefault(key, [])
                    known += [entry.id] if entry.id not in known else []
                    self.always.add((key, entry.id))
                    names.append(name)
                elif self._is_short_city(entry, name):
                    self.places.setdefault(key, [entry.id])
                    self.short.add(name)
                    names.append(name)
        return [*names, *(name for entry in small for name in self._small_names(entry))]

    def _is_short_city(self, entry: Entry, name: str) -> bool:
        """Tell whether a name of three letters is a city's own, to be believed where the text agrees: Bam."""
        return name == entry.name and len(name) == 3 and entry.cells[2] == "settlement" and entry.population >= _TOWN

    def _small_names(self, entry: Entry) -> list[str]:
        """Add a town of Afghanistan or the border provinces that is too small to be named without saying what it is."""
        _, _, kind, _, country, admin1, *_ = entry.cells
        if kind != "settlement" or (country != "AF" and admin1 not in _BORDER_PROVINCES):
            return []
        words = _ALSO_WORDS | HOMOGRAPHS | COMMON | GIVEN_NAMES
        keys = {n: squeeze(fold(n)) for n in (entry.name, *entry.names) if _LATIN.match(n) or _ARABIC.match(n)}
        kept = [n for n, k in keys.items() if k not in self.places and len(k) >= _LONG_ENOUGH - 1 and k not in words]
        for name in kept:
            self.places[keys[name]] = [entry.id]
            self.by_kind.add((keys[name], entry.id))
        return kept

    def _far_names(self, entry: Entry) -> list[str]:
        """Add a great city far away by its main name alone: its others are words and names of people too often."""
        names = [entry.name] if len(entry.name) >= _LONG_ENOUGH and fold(entry.name) not in _ALSO_WORDS else []
        if entry.cells[4] in _NEIGHBOURHOOD:
            bones = skeleton(sound(fold(entry.name)))
            names += [n for n in entry.names if _ARABIC.match(n) and len(fold(n)) >= _LONG_ENOUGH
                      and skeleton(sound(fold(n))) == bones and fold(n) not in _ALSO_WORDS]  # fmt: skip
        kept = [n for n in names if squeeze(fold(n)) not in self.places]
        for name in kept:
            self.places[squeeze(fold(name))] = [entry.id]
            self.always.add((squeeze(fold(name)), entry.id))
        return kept

    def _bears_its_seat(self, entry: Entry, key: str) -> bool:
        """Tell whether a name stands for the province of whose capital it is the name, too: Kerman."""
        area = entry.cells[5]
        return area in self.places[key] and squeeze(fold(self.gazetteer.place(area).capital)) == squeeze(
            fold(entry.name)
        )

    def _native_name(self, entry: Entry, name: str) -> list[str]:
        """Add the name of a city in Arabic script: a province's seat, a great city, else where the text agrees."""
        key = squeeze(fold(name))
        area = entry.cells[5]
        if entry.cells[2] != "settlement" or key in _ALSO_WORDS | HOMOGRAPHS | COMMON | GIVEN_NAMES:
            return []
        held = self.places.get(key, [])
        if area in held and _name_of_seat(self.gazetteer, area) == squeeze(fold(entry.name)):
            held.append(entry.id)
            self.always.add((key, entry.id))
            return []
        great = entry.population >= _GREAT_CITY and skeleton(sound(key)) == skeleton(sound(fold(entry.name)))
        if held or len(key) < (_LONG_ENOUGH - 2 if great else _LONG_ENOUGH - 1):
            return []
        self.places[key] = [entry.id]
        if entry.population < _CITY:
            self.by_kind.add((key, entry.id))
        if great:
            self.always.add((key, entry.id))
        return [name]

    def _names_of_seat(self, entry: Entry) -> tuple[str, ...]:
        """Give the spellings of the town that a district of Afghanistan bears the name of."""
        return _seats().get((entry.cells[5], entry.name), ()) if entry.cells[2] == "district" else ()

    @staticmethod
    def _wanted(cells: tuple[str, ...]) -> bool:
        _, _, kind, subtype, country, admin1, _, _, _, population, _ = cells
        if kind == "district":
            return country == "AF" or admin1 in _BORDER_PROVINCES
        people = int(population or 0)
        return kind == "country" or subtype == "capital" or people >= (_BIG_ENOUGH if country in _REGION else _GREAT)


def _name_of_seat(gazetteer: Gazetteer, area: str) -> str:
    return squeeze(fold(gazetteer.place(area).capital))


def _is_far_city(entry: Entry) -> bool:
    _, _, kind, subtype, country, *_ = entry.cells
    return kind == "settlement" and subtype != "capital" and country not in _REGION


@lru_cache(maxsize=1)
def _seats() -> dict[tuple[str, str], tuple[str, ...]]:
    """Spellings of the towns of Afghanistan, by province and name."""
    towns = (entry for _, entry in extract().items() if entry.cells[2] == "settlement" and entry.cells[4] == "AF")
    return {(town.cells[5], town.name): town.names for town in towns}
