"""A folium map that asks nothing of any network."""

import hashlib
from typing import Any, Literal

import folium
from branca.element import Element
from folium.template import Template
from folium.utilities import camelize

from layers import assets as files
from layers.basemap import Basemap, plain
from layers.inert import script_json
from layers.palette import HUES, themes

Assets = Literal["served", "inline"]


class OfflineMap(folium.Map):
    """A map without tiles whose every file is local.

    Parameters
    ----------
    location
        Latitude and longitude of the centre.
    zoom_start
        First zoom level.
    assets
        ``served`` links to the files that :func:`layers.assets.install` puts into the static folder, for ``st_folium``;
        ``inline`` writes them into the page, for one-file exports and ``st.iframe``.
    prefix
        Where served files lie, as seen from the page.
    credits
        Attribution, as plain text; shown beside Leaflet's name.
    lang
        Language of the interface: ``en``, ``fa`` or ``prs``.
    dark
        Whether the map opens in its dark theme.
    base
        Tiles under the map; without, it asks for none.
    bounds
        ``((south, west), (north, east))`` to bring into view above the slider, whatever the size of the screen.

    Examples
    --------
    >>> page = OfflineMap(assets="served").get_root().render()
    >>> "https://" in page
    False
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1.0" />
            <style>
                html, body { width: 100%; height: 100%; margin: 0; padding: 0; overflow: hidden; }
                #{{ this.get_name() }} { position: relative; width: 100%; height: 100%; }
            </style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id="{{ this.get_name() }}" ></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = marz.openMap("{{ this.get_name() }}", {{ this.opening() }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        location: tuple[float, float] = (33.0, 61.3),
        zoom_start: int = 7,
        *,
        assets: Assets = "served",
        prefix: str = files.SERVED,
        credits: str = "",
        lang: str = "en",
        dark: bool = False,
        bounds: tuple[tuple[float, float], tuple[float, float]] | None = None,
        base: Basemap | None = None,
        min_zoom: float = 4,
        max_zoom: float = 15,
        **options: Any,
    ):
        super().__init__(
            location=location, zoom_start=zoom_start, tiles=None, prefer_canvas=True, control_scale=False,
            minZoom=min_zoom, maxZoom=max_zoom, zoomSnap=0.5, **options,
        )  # fmt: skip
        self.assets = assets
        self.looks = {
            "credits": " · ".join(part for part in (credits, plain(base.credit) if base else "") if part),
            "tiles": base.told() if base else None,
            "dark": dark,
            "lang": lang,
            "bounds": bounds,
            "themes": themes(),
            "hues": HUES,
        }
        served = assets == "served"
        self.default_js = [("map", prefix + files.bundle().name)] if served else []
        self.default_css = [(f"{a.stem}_css", prefix + a.name) for a in files.styles()] if served else []

    def opening(self) -> str:
        """Everything the browser needs to open the map, as JSON that is safe inside a script."""
        options = {camelize(name): value for name, value in self.options.items()}
        return script_json({"options": {"center": self.location, **options}, **self.looks})

    def render(self, **kwargs: Any) -> str:
        """Give every element a stable id, then render: st_folium remounts a map whose script differs."""
        _drop_updates(self)
        settle_ids(self)
        if self.assets == "inline":
            header = self.get_root().header  # type: ignore[attr-defined]
            for style in files.styles(inline=True):
                header.add_child(_Raw(f"<style>{style.text}</style>"), name=f"{style.stem}_css")
            for script in files.scripts():
                header.add_child(_Raw(f"<script>{_unclosed(script.text)}</script>"), name=script.stem)
        return super().render(**kwargs) or ""  # type: ignore[no-untyped-call]


class _Raw(Element):
    """Text that is not a template: Leaflet's own code holds what Jinja would take for tags."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str):
        super().__init__()
        self.text = text


def settle_ids(element: Element, path: str = "marz") -> None:
    """Replace folium's random ids by hashes of each element's place in the tree.

    They stay 32 hexadecimal digits: streamlit-folium replaces ids inside the script by text search, and a word for an
    id would be found inside other words.
    """
    element._id = hashlib.sha256(path.encode()).hexdigest()[:32]
    for i, child in enumerate(element._children.values()):
        settle_ids(child, f"{path}/{i}")
    for part in ("header", "html", "script"):
        inside = getattr(element, part, None)
        if isinstance(inside, Element):
            settle_ids(inside, f"{path}.{part}")


def _unclosed(code: str) -> str:
    return code.replace("</script", "<\\/script")


def _drop_updates(map_: folium.Map) -> None:
    """Forget feature groups that st_folium added to this map in an earlier run: in the script they force a remount."""
    for name, child in list(map_._children.items()):
        if getattr(child, "_id", "").startswith("feature_group_"):
            del map_._children[name]
