"""Areas and lines that the map draws once and the time layer refers to by id: land, provinces, the border."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from branca.element import MacroElement
from folium.template import Template

from geo.errors import BadFrame
from layers.inert import script_json

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

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise BadFrame(f"Shape {self.id!r} has role {self.role!r}. Use one of: {', '.join(ROLES)}.")


class ShapeLayer(MacroElement):
    """The base map: every shape once, neighbours first and the border last, whatever order they come in.

    Shapes with the role ``district`` are not drawn until something is said of them.

    Examples
    --------
    >>> square = {"type": "Polygon", "coordinates": [[(60, 34), (61, 34), (61, 35), (60, 34)]]}
    >>> ShapeLayer([Shape(id="AF-HER", role="province", geometry=square)]).payload["shapes"][0]["parts"]
    [[[600000, 340000, 10000, 0, 0, 10000, -10000, -10000]]]
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = marz.shapeLayer({{ this._parent.get_name() }}, {{ this.text }});
        {% endmacro %}
        """
    )

    def __init__(self, shapes: Iterable[Shape]):
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ShapeLayer"
        ordered = sorted(shapes, key=lambda shape: _DRAWN.index(shape.role))
        self.payload = {"shapes": [_encoded(shape) for shape in ordered]}
        self.text = script_json(self.payload)


_DRAWN: tuple[Role, ...] = ("neighbour", "land", "district", "province", "border")
_PARTS = {"Polygon": 1, "MultiPolygon": 2, "LineString": 0, "MultiLineString": 1}


def _encoded(shape: Shape) -> dict[str, Any]:
    kind, coordinates = shape.geometry["type"], shape.geometry["coordinates"]
    if kind not in _PARTS:
        raise BadFrame(f"Shape {shape.id!r} is a {kind}. Give polygons or lines.")
    line = "Line" in kind
    parts: Any = coordinates if kind.startswith("Multi") else [coordinates]
    packed = [_ring(part) if line else [_ring(ring) for ring in part] for part in parts]
    return {"id": shape.id, "role": shape.role, "line": line, "parts": packed}


def _ring(points: Any) -> list[int]:
    """Differences of whole ten-thousandths of a degree (some ten metres), which are short to write."""
    whole = np.rint(np.asarray([point[:2] for point in points], dtype=float) * 1e4).astype(int)
    steps: list[int] = np.diff(whole, axis=0, prepend=[[0, 0]]).ravel().tolist()
    return steps
