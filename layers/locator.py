"""A small still map that shows where one place lies, as one SVG picture: no script, no file, no network.

It keeps the rule of the large map: a point with the ring of its uncertainty, an area as its outline, a border as its
line, and words where nothing is known.
"""

from html import escape
from math import cos, radians
from typing import NamedTuple

import shapely
from shapely.geometry import shape as outline
from shapely.geometry.base import BaseGeometry

from geo.calendars import Lang
from geo.schema import Place
from geo.store import Store
from layers import phrases
from layers.geometry import shape
from layers.language import Language, language
from layers.overlay import MAIN_TOWNS, base_shapes
from layers.palette import themes

WIDTH, HEIGHT = 480, 240
_LEAST_DEGREES = 5.0
_KM_A_DEGREE = 111.32
_HOME = (58.5, 29.8, 64.5, 36.0)


class Frame(NamedTuple):
    """The part of the world that the picture shows, and how degrees become pixels."""

    west: float
    north: float
    x_scale: float
    y_scale: float

    @classmethod
    def around(cls, drawn: BaseGeometry | None) -> "Frame":
        """Frame a shape with room around it; both gates of the border where there is none."""
        west, south, east, north = _HOME if drawn is None or drawn.is_empty else drawn.bounds
        lon, lat = (west + east) / 2, (south + north) / 2
        squeeze = cos(radians(lat))
        tall = max(1.3 * (north - south), 1.3 * (east - west) * squeeze * HEIGHT / WIDTH, _LEAST_DEGREES)
        scale = HEIGHT / tall
        return cls(lon - WIDTH / 2 / scale / squeeze, lat + tall / 2, scale * squeeze, scale)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Give the pixel of a point."""
        return (lon - self.west) * self.x_scale, (self.north - lat) * self.y_scale

    def window(self) -> BaseGeometry:
        """Give the rectangle that the picture shows, in degrees, with a margin."""
        return shapely.box(
            self.west - 0.5, self.north - HEIGHT / self.y_scale - 0.5, self.west + WIDTH / self.x_scale + 0.5,
            self.north + 0.5,
        )  # fmt: skip


def locator_svg(place: Place | None, store: Store, *, dark: bool = False, lang: Lang = "en") -> str:
    """Draw where a place lies; without one, or without a known point, draw the border and say so."""
    look, t = themes()["dark" if dark else "light"], language(lang)
    drawn = shape(place) if place else None
    frame = Frame.around(drawn)
    inside = [_base(s.role, outline(dict(s.geometry)), frame, look) for s in base_shapes()]
    parts = [*inside, *_towns(frame, store, look, place, drawn, t), _place(place, drawn, frame, look, t)]
    told = phrases.name(place, t) if place and drawn is not None else t("locator_none")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="sans-serif" font-size="11"><title>{escape(told)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{look["sea"]}"/>{"".join(parts)}</svg>'
    )


def _base(role: str, geometry: BaseGeometry, frame: Frame, look: dict[str, str]) -> str:
    path = _path(geometry, frame)
    if not path:
        return ""
    if role == "border":
        return f'<path d="{path}" fill="none" stroke="{look["border"]}" stroke-width="1.8"/>'
    fill = "none" if role == "province" else look[role]
    return f'<path d="{path}" fill="{fill}" stroke="{look["province"]}" stroke-width="0.8"/>'


def _path(geometry: BaseGeometry, frame: Frame) -> str:
    seen = shapely.intersection(geometry, frame.window())
    lines = []
    for part in shapely.get_parts(seen):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            if ring.geom_type not in {"LineString", "LinearRing"}:
                continue
            points = [frame.at(lon, lat) for lon, lat, *_ in ring.coords]
            lines.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points))
    return "".join(lines)


def _towns(
    frame: Frame,
    store: Store,
    look: dict[str, str],
    place: Place | None,
    drawn: BaseGeometry | None,
    t: Language,
) -> list[str]:
    marks = []
    for town in (store.places[i] for i, rank in MAIN_TOWNS.items() if i in store.places and rank < 3):
        if town.lon is None or town.lat is None or town == place:
            continue
        x, y = frame.at(town.lon, town.lat)
        if place and drawn is not None and _under_name(x, y, place, frame.at(*_anchor(drawn))):
            continue
        if 4 < x < WIDTH - 60 and 12 < y < HEIGHT - 4:
            name = escape(phrases.name(town, t).split(" (")[0])
            marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="{look["name"]}"/>')
            marks.append(f'<text x="{x + 5:.1f}" y="{y + 4:.1f}" fill="{look["name"]}">{name}</text>')
    return marks


def _anchor(drawn: BaseGeometry) -> tuple[float, float]:
    """Give the point that the name of a shape is written at."""
    lon, lat, *_ = (drawn if drawn.geom_type == "Point" else drawn.representative_point()).coords[0]
    return lon, lat


def _under_name(x: float, y: float, place: Place, at: tuple[float, float]) -> bool:
    """Tell whether a town's name would run into the name of the place."""
    return abs(y - at[1] + 5) < 22 and at[0] - 70 < x < at[0] + 20 + 8 * len(place.name)


def _place(place: Place | None, drawn: BaseGeometry | None, frame: Frame, look: dict[str, str], t: Language) -> str:
    if place is None or drawn is None:
        what = t("locator_unknown", place=phrases.name(place, t)) if place else t("locator_list")
        return f'<text x="12" y="{HEIGHT - 12}" fill="{look["ink"]}" font-size="13">{escape(what)}</text>'
    ink, name = look["returns"], escape(phrases.name(place, t))
    x, y = frame.at(*_anchor(drawn))
    said = (
        f'<text x="{x + 9:.1f}" y="{y - 9:.1f}" fill="{look["ink"]}" stroke="{look["halo"]}" stroke-width="3" '
        f'paint-order="stroke" font-size="13" font-weight="600">{name}</text>'
    )
    if drawn.geom_type != "Point":
        fill = "none" if place.kind == "border" else ink
        path, line = _path(drawn, frame), f'stroke="{ink}" stroke-width="2.5"'
        return f'<path d="{path}" fill="{fill}" fill-opacity="0.18" {line}/>{said}'
    ring = (place.precision_km or 0) / _KM_A_DEGREE * frame.y_scale
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{ring:.1f}" fill="{ink}" fill-opacity="0.1" stroke="{ink}" '
        f'stroke-opacity="0.5"/><circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{ink}" stroke="{look["paper"]}"/>{said}'
    )
