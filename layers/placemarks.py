"""Crossings and camps on the map: small marks that stay whatever the window, each with the ring of its uncertainty."""

from collections.abc import Iterable

from branca.element import MacroElement
from folium.template import Template

from geo.schema import Place
from layers.inert import script_json


class PlaceMarks(MacroElement):
    """Marks for places whose point is known; add it after the time layer, which shows the chosen place's card.

    Examples
    --------
    >>> place = Place(id="x", name="X", kind="camp", country="AF", source="", lat=34.3, lon=62.2, precision_km=15)
    >>> PlaceMarks([place]).payload["places"][0]["precision_km"]
    15
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = marz.placeMarks({{ this._parent.get_name() }}, {{ this.text }});
        {% endmacro %}
        """
    )

    def __init__(self, places: Iterable[Place]):
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "PlaceMarks"
        self.payload = {"places": [_mark(p) for p in places if p.lat is not None and p.lon is not None]}
        self.text = script_json(self.payload)


def _mark(place: Place) -> dict[str, object]:
    names = ("id", "name", "name_fa", "kind", "lat", "lon", "precision_km")
    return {name: getattr(place, name) for name in names}
