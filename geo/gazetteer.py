"""The project's own places: who they are, what they are part of, and how they are written."""

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from time import monotonic

from geo import paths, records
from geo.errors import RefusedRow, UnknownPlace
from geo.fold import fold, squeeze
from geo.names import carried
from geo.schema import Alias, Kind, NotPlace, Place

_LOOK_EVERY = 0.1  # seconds
_held: dict[tuple[Path | None, str | None], tuple[float, "Gazetteer"]] = {}
FILES = ("crossings", "camps", "provinces", "settlements", "areas")


class Gazetteer:
    """Places by id and by name, with the tree of what is part of what.

    Examples
    --------
    >>> gazetteer = load()
    >>> gazetteer.place("islam-qala").country
    'AF-IR'
    >>> sorted(gazetteer.parts("islam-qala"))[-2:]
    ['dogharoun', 'islam-qala-town']
    >>> [place.id for place in gazetteer.named("Dogharoun")]
    ['dogharoun', 'islam-qala']
    """

    def __init__(
        self,
        places: dict[str, Place],
        aliases: tuple[Alias, ...] = (),
        not_places: tuple[NotPlace, ...] = (),
        refused: tuple[RefusedRow, ...] = (),
    ):
        self._places, self.aliases, self.not_places, self.refused = places, aliases, not_places, refused

    def __contains__(self, place_id: object) -> bool:
        """Whether the seeds hold a place of this id."""
        return place_id in self._places

    def __iter__(self) -> Iterator[Place]:
        """Walk the places in the order of the seeds."""
        return iter(self._places.values())

    def __len__(self) -> int:
        """How many places the seeds hold."""
        return len(self._places)

    def place(self, place_id: str) -> Place:
        """Give the place of an id: of the seeds, else (``gn-…``) of the names carried over from GeoNames.

        Raises
        ------
        UnknownPlace
            If there is none; the message names close ids.
        """
        if place_id in self._places:
            return self._places[place_id]
        if place_id.startswith("gn-"):
            found = carried.extract().get(place_id)
            if found is not None:
                return found.place
        raise UnknownPlace(f"No place called {place_id[:80]!r}. Add it to seeds/places/*.csv{self._near(place_id)}.")

    def places(self, kind: Kind | None = None) -> tuple[Place, ...]:
        """List the places of the seeds, or those of one kind."""
        return tuple(p for p in self._places.values() if kind in (None, p.kind))

    def parts(self, place_id: str) -> frozenset[str]:
        """List everything that is part of a place, at any depth, without the place itself.

        Raises
        ------
        UnknownPlace
            If there is no place of this id.
        """
        self.place(place_id)
        found: set[str] = set()
        waiting = list(self._children.get(place_id, ()))
        while waiting:
            child = waiting.pop()
            if child not in found and child != place_id:
                found.add(child)
                waiting.extend(self._children.get(child, ()))
        return frozenset(found)

    def wholes(self, place_id: str) -> tuple[str, ...]:
        """List what a place is part of, nearest first."""
        chain: list[str] = []
        above = self.place(place_id).part_of
        while above and above not in chain and above in self._places:
            chain.append(above)
            above = self._places[above].part_of
        return tuple(chain)

    def named(self, name: str) -> tuple[Place, ...]:
        """List the places that are written so, once both are folded; in order of id."""
        return tuple(self._places[i] for i in sorted(self._names.get(squeeze(fold(name)), ())))

    @cached_property
    def spellings(self) -> tuple[Alias, ...]:
        """Every way to write every place: its names first, then its aliases."""
        own = [
            Alias(place_id=p.id, name=name, lang=lang)
            for p in self
            for name, lang in ((p.name, "en"), (p.name_fa, "fa"), (p.name_ps, "ps"))
            if name and not any(a.name == name for a in self._aliases_of.get(p.id, ()))
        ]
        return (*own, *self.aliases)

    @cached_property
    def _aliases_of(self) -> dict[str, list[Alias]]:
        found: dict[str, list[Alias]] = {}
        for alias in self.aliases:
            found.setdefault(alias.place_id, []).append(alias)
        return found

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for place in self._places.values():
            if place.part_of:
                found.setdefault(place.part_of, []).append(place.id)
        return found

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for alias in self.spellings:
            found.setdefault(squeeze(fold(alias.name)), set()).add(alias.place_id)
        return found

    def _near(self, place_id: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(place_id[:80], self._places, 3, 0.6)
        return f", or pick one of: {', '.join(near)}" if near else ""


def load(folder: Path | None = None) -> Gazetteer:
    """Read the places of the seeds; read once for as long as the files stay as they are.

    A row that cannot be admitted is in ``refused``, with file, line and reason. A change to the files is seen within a
    tenth of a second.
    """
    key = (folder, os.environ.get("MARZ_SEEDS"))
    looked, held = _held.get(key, (0.0, None))
    now = monotonic()
    if held is None or now - looked > _LOOK_EVERY:
        held = _read((folder or paths.seeds()) / "places")
        _held[key] = (now, held)
    return held


def _read(root: Path) -> Gazetteer:
    stamps = []
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(root) as files:
        for file in files:
            if file.name.endswith(".csv"):
                about = file.stat()
                stamps.append((file.name, about.st_mtime_ns, about.st_size))
    return _load(root, tuple(sorted(stamps)))


@lru_cache(maxsize=4)
def _load(root: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Gazetteer:
    refused: list[RefusedRow] = []
    places: dict[str, Place] = {}
    for name in FILES:
        rows, bad = records.read(root / f"{name}.csv", Place, name=f"places/{name}.csv")
        refused += bad
        for line, place in rows:
            if place.id in places:
                refused.append(RefusedRow(f"places/{name}.csv", line, f"the id {place.id!r} is used twice"))
            else:
                places[place.id] = place
    rows_alias, bad = records.read(root / "aliases.csv", Alias, name="places/aliases.csv")
    refused += bad
    aliases = []
    for line, alias in rows_alias:
        if alias.place_id in places:
            aliases.append(alias)
        else:
            refused.append(RefusedRow("places/aliases.csv", line, f"no place has the id {alias.place_id!r}"))
    rows_not, bad = records.read(root / "not_places.csv", NotPlace, name="places/not_places.csv")
    return Gazetteer(places, tuple(aliases), tuple(row for _, row in rows_not), tuple(refused + bad))
