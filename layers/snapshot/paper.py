"""Paper: the sizes that reports, slides and columns have, and how large type stands on each."""

from dataclasses import dataclass

from geo.errors import MarzError


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in mm; ``type`` is the size of running text in points, from which all other sizes follow."""

    name: str
    width: float
    height: float
    type: float
    margin: float = 10

    @property
    def wide(self) -> bool:
        """Whether a panel fits beside the map, not only below it."""
        return self.width > 1.15 * self.height

    @property
    def small(self) -> bool:
        """Whether there is room for the map and its legend only."""
        return self.width < 120


PAPERS = {
    p.name: p
    for p in (
        Paper("a4", 210, 297, 7.5),
        Paper("a4-landscape", 297, 210, 7.5),
        Paper("a3", 297, 420, 9.5, 13),
        Paper("a3-landscape", 420, 297, 9.5, 13),
        Paper("slide", 338.7, 190.5, 9.6, 11),
        Paper("column", 86, 130, 5.6, 3),
        Paper("two-columns", 178, 140, 6.2, 4),
    )
}


def paper(name: str) -> Paper:
    """Give a paper by name.

    Examples
    --------
    >>> paper("slide").wide, paper("column").small, paper("a4").wide
    (True, True, False)
    """
    if name not in PAPERS:
        raise MarzError(f"No format called {name!r}. Pick one of: {', '.join(PAPERS)}.")
    return PAPERS[name]
