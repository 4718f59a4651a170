"""Names on the printed map: gates first, then countries, provinces, towns; each where nothing else stands, or not."""

from collections.abc import Iterator
from typing import Any

from matplotlib.patheffects import Stroke
from shapely import Point

from geo.schema import Place
from geo.store import Store
from layers.geometry import shape
from layers.overlay import HOME, MAIN_TOWNS, NAMED
from layers.palette import LIGHT
from layers.snapshot.fonts import families
from layers.snapshot.ground import Ground
from layers.snapshot.room import Box, Room
from layers.snapshot.sheet import Sheet, directed
from layers.snapshot.shot import Shot
from layers.snapshot.told import counting_gates
from layers.snapshot.words import gate_name, place_name

_INSIDE = 4.0


def names(sheet: Sheet, ground: Ground, room: Room, store: Store, shot: Shot) -> None:
    """Write the names of countries, provinces and towns in view."""
    for place, size, spaced in _areas(store, shot):
        _area(sheet, ground, room, place_name(place, shot.lang), place, size, spaced)
    for id_ in sorted(MAIN_TOWNS, key=lambda t: MAIN_TOWNS[t]):
        town = store.places.get(id_)
        if town and town.lon is not None and town.lat is not None and ground.holds(town.lon, town.lat, margin=2):
            _town(sheet, room, ground.at(town.lon, town.lat), place_name(town, shot.lang))


def gate_names(sheet: Sheet, ground: Ground, room: Room, store: Store, shot: Shot) -> None:
    """Write the names of crossings, those that people were counted at first."""
    counted = counting_gates(store)
    for place in sorted(_gates(store), key=lambda p: (p.id not in counted, p.id)):
        if place.lon is not None and place.lat is not None and ground.holds(place.lon, place.lat, margin=1):
            beside(sheet, room, ground.at(place.lon, place.lat), gate_name(place, shot.lang), size=1.1, bold=True)


def beside(
    sheet: Sheet, room: Room, at: tuple[float, float], text: str, *, size: float, bold: bool = False
) -> Box | None:
    """Write a name beside a point; an important one that fits nowhere is left out, the list has it."""
    box = room.label(*at, sheet.measure(text, size=size, bold=bold) + 0.6, sheet.line * size * 0.86, 0.5 * sheet.line)
    if box:
        room.take(box)
        halo(sheet, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, text, size=size, bold=bold)
    return box


def halo(
    sheet: Sheet, x: float, y: float, text: str, *, size: float = 1, bold: bool = False, color: str = LIGHT["ink"]
) -> None:
    """Write over the map: a white edge as outlines, and on it the text itself, so that it stays text in SVG and PDF."""
    style: dict[str, Any] = {"ha": "center", "va": "center_baseline", "fontsize": sheet.type * size,
             "fontweight": "bold" if bold else "normal", "fontfamily": families(text)}  # fmt: skip
    said = directed(text, rtl=sheet.rtl)
    edge = [Stroke(linewidth=sheet.type * 0.28, foreground=LIGHT["halo"])]
    sheet.ink.text(x, y, said, color=LIGHT["halo"], path_effects=edge, zorder=24, **style)
    sheet.ink.text(x, y, said, color=color, zorder=25, **style)


def _areas(store: Store, shot: Shot) -> Iterator[tuple[Place, float, bool]]:
    for code in NAMED:
        if code in store.places:
            yield store.places[code], 1.35, True
    if shot.draws("provinces"):
        yield from ((p, 0.92, False) for p in store.places.values() if p.kind == "province")


def _area(sheet: Sheet, ground: Ground, room: Room, text: str, place: Place, size: float, spaced: bool) -> None:
    """Write an area's name inside what is seen of it, at the first of some points where it is free."""
    outline = shape(place)
    seen = ground.seen(outline) if outline is not None else None
    if seen is None or seen.is_empty:
        return
    if not sheet.rtl:
        text = text.upper()
    wide, tall = sheet.measure(text, size=size, bold=spaced) + 1, sheet.line * size
    middle = seen.representative_point()
    points = [(middle.x, middle.y), (seen.centroid.x, seen.centroid.y)]
    points += [(middle.x, middle.y + k * tall) for k in (-1.5, 1.5, -3, 3, -5, 5)]
    for x, y in points:
        box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        narrow = box[2] - box[0] > (seen.bounds[2] - seen.bounds[0]) + _INSIDE
        if room.free(box) and not narrow and seen.intersects(Point(x, y)):
            room.take(box)
            halo(sheet, x, y, text, size=size, bold=spaced, color="#8C867A" if spaced else LIGHT["name"])
            return


def _town(sheet: Sheet, room: Room, at: tuple[float, float], text: str) -> None:
    dot = 0.22 * sheet.line
    if not room.free((at[0] - dot, at[1] - dot, at[0] + dot, at[1] + dot)):
        return
    if beside(sheet, room, at, text, size=0.95):
        sheet.ink.plot([at[0]], [at[1]], "o", markersize=sheet.type * 0.26, color=LIGHT["name"], zorder=11)


def _gates(store: Store) -> list[Place]:
    """Give the crossings with Iran whose point is known well enough to be named."""
    return [p for p in store.places.values() if p.part_of == "border-af-ir" and p.kind == "crossing"
            and p.lat is not None and (p.precision_km or 99) <= 15]  # fmt: skip


assert set(NAMED) >= HOME  # noqa: S101 - a country whose land is drawn must be named
