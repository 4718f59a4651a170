"""Areas and lines that the map draws once and the time layer refers to by id: land, provinces, the border."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from geo.errors import BadFrame

Role = Literal["land", "neighbour", "province", "district", "border"]
ROLES: tuple[str, ...] = get_args(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A geometry with the part it plays on the base map; the browser chooses its colours by role and theme.

    ``geometry`` is a GeoJSON geometry (``shapely.geometry.mapping(geom)``) in lon/lat: polygons, or lines for a
    ``border``. Simplify it first: the page carries every vertex.
    """

    id: str
    role: Role
    geometry: Mapping[str, Any]
    name: str = ""
    name_fa: str = ""

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise BadFrame(f"Shape {self.id!r} has role {self.role!r}. Use one of: {', '.join(ROLES)}.")
