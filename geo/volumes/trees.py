"""How places and measures nest, so that a figure about a whole can be set against figures about its parts.

A place becomes the set of its *leaves*: the crossings inside it and, for a border with crossings, an unnamed rest. The
border is exactly the sum of its leaves. Measures nest by inclusion only: a part is at most the whole, and nothing is
assumed about how two parts overlap.
"""

from collections.abc import Iterable, Mapping

from geo.errors import UnknownPlace
from geo.schema import Measure, Place

BORDER = "border-af-ir"
GATES = ("islam-qala", "milak-zaranj", "abu-nasr-farahi")
REST = "rest"
# Figures of these count no flow, or nothing that could be set against another count.
NOT_FLOWS = frozenset({"people_present", "capacity", "share", "money", "other"})
# Each wording of these counts something else: children alone, people in families, cash, transport.
DESCRIBED = frozenset({"returns_part", "families_part", "assisted"})
_JOINT = "~"


class Trees:
    """The place tree and the measure tree, as the bounds need them.

    Examples
    --------
    >>> gate = Place(id="islam-qala", name="Islam Qala", kind="crossing", country="AF-IR", source="", part_of=BORDER)
    >>> border = Place(id=BORDER, name="the border", kind="border", country="AF-IR", source="")
    >>> sorted(Trees([gate, border], []).leaves([BORDER]))
    ['border-af-ir/rest', 'islam-qala']
    """

    def __init__(self, places: Iterable[Place], measures: Iterable[Measure]):
        self._places = {p.id: p for p in places}
        self._parents = {m.id: m.part_of for m in measures}
        self._children: dict[str, list[str]] = {}
        for place in self._places.values():
            if place.kind in ("crossing", "border") and place.part_of and self.whole(place.id) == place.id:
                self._children.setdefault(place.part_of, []).append(place.id)
        self._leaves: dict[tuple[str, ...], frozenset[str]] = {}
        self._lines: dict[str, tuple[str, ...]] = {}

    def whole(self, place_id: str) -> str:
        """Give the crossing that a side belongs to; any other place stands for itself.

        What is counted on one side of a gate went through the gate.
        """
        place = self._places.get(place_id)
        parent = self._places.get(place.part_of) if place else None
        return self.whole(parent.id) if parent and parent.kind == "crossing" else place_id

    def leaves(self, place_ids: Iterable[str]) -> frozenset[str]:
        """Give the smallest parts that the places consist of, together.

        Raises
        ------
        UnknownPlace
            When an id is neither in the gazetteer nor the unnamed rest of the border.
        """
        key = tuple(place_ids)
        if key not in self._leaves:
            self._leaves[key] = frozenset(leaf for p in key for leaf in self._leaves_of(p))
        return self._leaves[key]

    def _leaves_of(self, place_id: str) -> frozenset[str]:
        if place_id == REST:
            return self._leaves_of(BORDER) - {leaf for gate in GATES for leaf in self._leaves_of(gate)}
        if place_id not in self._places:
            raise UnknownPlace(f"No place called '{place_id}'. Add it to seeds/places/, or give an id from there.")
        children = self._children.get(self.whole(place_id), [])
        if not children:
            return frozenset({self.whole(place_id)})
        inside = frozenset(leaf for child in children for leaf in self._leaves_of(child))
        crossings = any(self._places[child].kind == "crossing" for child in children)
        return inside | {f"{place_id}/{REST}"} if crossings else inside

    def line(self, measure: str) -> tuple[str, ...]:
        """Give a measure and all that include it, the widest last; a described part stands below its measure.

        Examples
        --------
        >>> from geo.schema import Measure
        >>> whole = Measure(id="returns_all", label="", unit="people", definition="")
        >>> part = Measure(id="deportations", label="", unit="people", part_of="returns_all", definition="")
        >>> Trees([], [whole, part]).line("deportations")
        ('deportations', 'returns_all')
        """
        if measure not in self._lines:
            above = measure.split(_JOINT)[0] if _JOINT in measure else self._parents.get(measure, "")
            self._lines[measure] = (measure, *self.line(above)) if above else (measure,)
        return self._lines[measure]

    def root(self, measure: str) -> str:
        """Give the widest measure that includes this one; measures with different roots never meet."""
        return self.line(measure)[-1]

    def related(self, one: str, other: str) -> bool:
        """Say whether one measure includes the other, or they are the same."""
        return one in self.line(other) or other in self.line(one)


def described(measure: str, written: str) -> str:
    """Give the name under which a figure is held: its measure, told apart by wording where wording is what counts.

    Examples
    --------
    >>> described("returns_part", "unaccompanied children"), described("returns_all", "came back")
    ('returns_part~unaccompanied children', 'returns_all')
    """
    return f"{measure}{_JOINT}{written}" if measure in DESCRIBED and written else measure


def plain(measure: str) -> str:
    """Give the measure on the closed list behind a described one."""
    return measure.split(_JOINT)[0]


def flows(measures: Mapping[str, Measure]) -> tuple[str, ...]:
    """Give the measures that count people or families on the move, in the order of the closed list."""
    return tuple(m for m in measures if m not in NOT_FLOWS)
