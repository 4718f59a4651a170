"""Seats of districts: the town of a province that bears the district's name, for want of an outline."""

from collections.abc import Iterable
from typing import Any

from geo.fold import fold, squeeze
from geo.names.kindwords import peel
from geo.names.sound import skeleton, sound

_ALIKE = 88  # of 100, between sounds of one skeleton
_LEAST_BONES = 3


class Seats:
    """Towns by province and name, asked for with a district's names.

    Examples
    --------
    >>> seats = Seats()
    >>> seats.add("IR-22", ["Jask", "جاسک"], {"lat": 25.64, "lon": 57.77})
    >>> seats.find("IR-22", ["Shahrestān-e Jāsk"]), seats.find("IR-11", ["Jask"])
    ({'lat': 25.64, 'lon': 57.77}, {})
    """

    def __init__(self) -> None:
        self._named: tuple[dict[tuple[str, str], dict[str, Any]], ...] = ({}, {})
        self._heard: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = {}

    def add(self, admin1: str, names: Iterable[str], point: dict[str, Any]) -> None:
        """Hold one town by its main name, given first, and its others; of two of one name the first stays."""
        for rank, name in enumerate(names):
            folded = fold(name)
            self._named[rank > 0].setdefault((admin1, squeeze(folded)), point)
            heard = sound(folded)
            self._heard.setdefault((admin1, skeleton(heard)), []).append((heard, point))

    def find(self, admin1: str, names: Iterable[str]) -> dict[str, Any]:
        """Give the town that one of the names means: by its main name, by another, else the only one by its sound."""
        cores = list(dict.fromkeys(core for name in names for core in (fold(name), peel(fold(name)).core) if core))
        for named in self._named:
            for core in cores:
                if (admin1, squeeze(core)) in named:
                    return named[admin1, squeeze(core)]
        found = {id(point): point for core in cores for point in self._sounding(admin1, core)}
        return next(iter(found.values())) if len(found) == 1 else {}

    def _sounding(self, admin1: str, core: str) -> list[dict[str, Any]]:
        from rapidfuzz.fuzz import ratio

        mine = sound(core)
        bones = skeleton(mine)
        if len(bones) < _LEAST_BONES:
            return []
        return [point for heard, point in self._heard.get((admin1, bones), ()) if ratio(mine, heard) >= _ALIKE]
