"""Names on the base map, placed by the browser so that none covers another."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from branca.element import MacroElement
from folium.template import Template

from layers.inert import script_json

LabelKind = Literal["country", "province", "crossing", "town"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name at a point.

    Lower ``rank`` is placed first; ``dot`` marks the point of a town, or keeps room for a crossing's mark.
    """

    name: str
    name_fa: str = ""
    lat: float
    lon: float
    kind: LabelKind
    rank: int = 100
    min_zoom: float = 0
    max_zoom: float | None = None
    dot: bool = False


class LabelLayer(MacroElement):
    """Names of countries, provinces, crossings and towns; more of them appear as the map zooms in.

    Examples
    --------
    >>> layer = LabelLayer([Label(name="Herat", name_fa="هرات", lat=34.35, lon=62.2, kind="town", dot=True)])
    >>> layer.get_name().startswith("label_layer_")
    True
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = marz.labelLayer({{ this._parent.get_name() }}, {{ this.text }});
        {% endmacro %}
        """
    )

    def __init__(self, labels: Iterable[Label]):
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "LabelLayer"
        self.text = script_json({"labels": [asdict(label) for label in labels]})
