"""Events and volumes on the printed map: numbered marks where they are listed, counts where they are not."""

from collections import defaultdict
from dataclasses import dataclass, field
from math import hypot

from matplotlib.patches import Rectangle
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geo.claims import EventView
from geo.numbers import format_number
from geo.schema import Place
from geo.store import Store
from layers import phrases
from layers.geometry import shape
from layers.language import language
from layers.overlay import marked_places
from layers.palette import LIGHT, hue
from layers.snapshot import marks
from layers.snapshot.ground import Ground
from layers.snapshot.legend import Found
from layers.snapshot.names import halo
from layers.snapshot.room import Room
from layers.snapshot.sheet import Sheet
from layers.snapshot.shot import Shot
from layers.snapshot.told import Told, counting_gates
from layers.snapshot.words import body_name

MOST_HATCHED = 40
_AREAS = {"province", "country"}


@dataclass
class Canvas:
    """What the parts of a map share while it is drawn."""

    sheet: Sheet
    ground: Ground
    room: Room
    store: Store
    shot: Shot
    found: Found = field(default_factory=Found)
    away: list[tuple[float, float]] = field(default_factory=list)


def volumes(canvas: Canvas, told: Told) -> None:
    """Draw the volume at each gate, area to scale, with its bounds in figures; silent gates are hatched."""
    sheet, shot = canvas.sheet, canvas.shot
    largest = max((max(low, best, high or 0) for low, best, high, _ in told.gates.values()), default=0)
    reach = min(canvas.ground.width, canvas.ground.height) * 0.068
    for gate in counting_gates(canvas.store):
        place = canvas.store.places[gate]
        if place.lon is None or place.lat is None or not canvas.ground.holds(place.lon, place.lat):
            continue
        x, y = canvas.ground.at(place.lon, place.lat)
        low, _, high, days = told.gates.get(gate, (0, 0, None, 0))
        radius = [reach * (n / largest) ** 0.5 if largest else 0 for n in (low, high if high is not None else low)]
        opened, silent = high is None and low > 0, 1 - days / shot.window.days
        marks.returns_mark(sheet.ink, x, y, *radius, opened=opened, silent=silent)
        _note(canvas.found, low, high, opened, silent)
        r = max(*radius, 2) + (2.8 if opened else 1.5)
        canvas.room.take_disc(x, y, r)
        if gate in told.gates:
            text = phrases.bounds(low, high, language(shot.lang))
            below = y + r + sheet.line < canvas.ground.y + canvas.ground.height
            at = y + (r + 0.5 * sheet.line) * (1 if below else -1)
            halo(sheet, x, at, text, bold=True, color="#00507E")
            half = sheet.measure(text, bold=True) / 2
            canvas.room.take((x - half, at - sheet.line / 2, x + half, at + sheet.line / 2))
    if told.body and largest:
        shown = _round_down(largest * min(1, (0.8 * sheet.line / reach) ** 2))
        canvas.found.circle = (reach * (shown / largest) ** 0.5, shown)
        canvas.found.body = body_name(canvas.store.bodies[told.body], shot.lang)


def _note(found: Found, low: float, high: float | None, opened: bool, silent: float) -> None:
    if opened:
        found.marks.add("open")
    if high is not None and high > low:
        found.marks.add("range")
    if silent > 0:
        found.marks.add("silent")


def _round_down(number: float) -> int:
    """Give a round number that is not above another.

    Examples
    --------
    >>> _round_down(2345), _round_down(7.2)
    (2000, 7)
    """
    whole = max(int(number), 1)
    return int(f"{str(whole)[0]}{'0' * (len(str(whole)) - 1)}")


def places(canvas: Canvas) -> None:
    """Draw crossings and camps, with the ring of their uncertainty; those at one point share a mark."""
    seen: set[tuple[str, float, float]] = set()
    for place in marked_places(canvas.store):
        if place.lon is None or place.lat is None or not canvas.shot.draws(f"{place.kind}s"):
            continue
        key = (place.kind, round(place.lat, 3), round(place.lon, 3))
        if key in seen or not canvas.ground.holds(place.lon, place.lat, margin=1):
            continue
        seen.add(key)
        x, y = canvas.ground.at(place.lon, place.lat)
        _ring(canvas, place, x, y)
        r = 0.34 * canvas.sheet.line
        marks.place_mark(canvas.sheet.ink, x, y, place.kind, r, z=12 if place.kind == "camp" else 12.5)
        canvas.room.take((x - r, y - r, x + r, y + r))
        canvas.found.kinds.add(place.kind)


def _ring(canvas: Canvas, place: Place, x: float, y: float) -> None:
    r = (place.precision_km or 0) * 1000 / canvas.ground.scale
    g = canvas.ground
    if r > 1.1 * canvas.sheet.line * 0.5 and g.x + r < x < g.x + g.width - r and g.y + r < y < g.y + g.height - r:
        marks.ring(canvas.sheet.ink, x, y, r)
        canvas.found.marks.add("ring")


def events(canvas: Canvas, told: Told, listed: list[EventView]) -> None:
    """Draw every event of the window: numbered where it is in the list, else counted at its place."""
    number = {v.event.id: i for i, v in enumerate(listed, 1)}
    here: dict[str, list[EventView]] = defaultdict(list)
    for view in told.views:
        for id_ in dict.fromkeys(view.event.place_ids):
            here[id_].append(view)
    for id_, views in sorted(here.items(), key=lambda item: (item[0] not in counting_gates(canvas.store), item[0])):
        place = canvas.store.places[id_]
        # Where years of events lie over each other, only what is listed is hatched: else all provinces would be.
        hatched = len(told.views) <= MOST_HATCHED or any(v.event.id in number for v in views)
        anchor = _anchor(canvas, place, views, hatched=hatched)
        if anchor:
            _at(canvas, place, anchor, views, number)


def _anchor(canvas: Canvas, place: Place, views: list[EventView], *, hatched: bool) -> tuple[float, float] | None:
    """Give where marks for a place stand, after drawing its area or line; ``None`` outside the map."""
    drawn = shape(place)
    if drawn is None:
        return None
    if isinstance(drawn, Point):
        if canvas.ground.holds(drawn.x, drawn.y, margin=0.5):
            return canvas.ground.at(drawn.x, drawn.y)
        canvas.away.append((drawn.x, drawn.y))
        return None
    seen = canvas.ground.seen(drawn)
    if seen.is_empty or (place.kind == "country" and place.id not in {"AF", "IR"}):
        middle = drawn.representative_point()
        canvas.away.append((middle.x, middle.y))
        return None
    return _shape(canvas, place, seen, views, hatched=hatched)


def _shape(
    canvas: Canvas, place: Place, seen: BaseGeometry, views: list[EventView], *, hatched: bool
) -> tuple[float, float]:
    ink, color = canvas.sheet.ink, hue(views[0].event.category)
    if place.kind == "border":
        for line in getattr(seen, "geoms", [seen]):
            x, y = line.xy
            ink.plot(x, y, color=color, linewidth=3.6, alpha=0.55, solid_capstyle="butt", zorder=4)
        canvas.found.marks.add("line")
        longest = max(getattr(seen, "geoms", [seen]), key=lambda g: g.length)
        middle = longest.interpolate(0.43, normalized=True)
        return middle.x, middle.y
    canvas.found.marks.add("area")
    if place.kind == "province" and hatched:
        for polygon in getattr(seen, "geoms", [seen]):
            if polygon.geom_type == "Polygon":
                x, y = polygon.exterior.xy
                ink.fill(x, y, facecolor="none", edgecolor=color, hatch="////", linewidth=1.0, alpha=0.55, zorder=3)
    middle = seen.representative_point()
    return middle.x, middle.y


def _at(
    canvas: Canvas, place: Place, anchor: tuple[float, float], views: list[EventView], number: dict[str, int]
) -> None:
    single = [v for v in views if v.event.id in number]
    rest = [v for v in views if v.event.id not in number]
    r = 0.56 * canvas.sheet.line
    if place.kind not in _AREAS | {"border"} and place.lon is not None:
        _ring(canvas, place, *anchor)
    for view in sorted(single, key=lambda v: number[v.event.id]):
        wide = 0.2 * r + canvas.sheet.measure(
            format_number(number[view.event.id], canvas.shot.lang), size=0.85, bold=True
        )
        spot = _place(canvas, anchor, r + 0.5, area=place.kind in _AREAS, beside=wide)
        marks.event_mark(canvas.sheet.ink, *spot, view.event.category, view.status, r)
        _number(canvas, *spot, r, number[view.event.id])
        canvas.found.statuses.add(view.status)
        canvas.found.categories.add(view.event.category)
    if rest:
        spot = _place(canvas, anchor, 1.2 * r + 0.3, area=place.kind in _AREAS)
        hues = list(dict.fromkeys(hue(v.event.category) for v in rest))[:6]
        said = format_number(len(rest), canvas.shot.lang)
        marks.group_mark(canvas.sheet.ink, *spot, said, hues, 1.2 * r, canvas.sheet.type * 0.82)
        canvas.found.marks.add("group")


def _place(
    canvas: Canvas, anchor: tuple[float, float], r: float, *, area: bool, beside: float = 0
) -> tuple[float, float]:
    """Find room for a mark near its anchor, take it, and tie the two with a line where they are apart."""
    x, y = canvas.room.spot(*anchor, r, beside=beside) or anchor
    canvas.room.take((x - r, y - r - 0.7 * beside, x + r + beside, y + r))
    ink = canvas.sheet.ink
    if abs(x - anchor[0]) + abs(y - anchor[1]) > r:
        start = _edge(canvas, anchor, (x, y))
        ink.plot([start[0], x], [start[1], y], color=LIGHT["name"], linewidth=0.5, zorder=9)
    if area:
        k = 1.18 * r
        ink.add_patch(Rectangle((x - k, y - k), 2 * k, 2 * k, facecolor="none", edgecolor=LIGHT["name"], linewidth=0.7,
                                linestyle=(0, (1, 1.4)), zorder=19))  # fmt: skip
    return x, y


def _edge(canvas: Canvas, anchor: tuple[float, float], mark: tuple[float, float]) -> tuple[float, float]:
    """Give where a line to a mark leaves its place: at the rim of a circle drawn there, else at the point itself."""
    far = hypot(mark[0] - anchor[0], mark[1] - anchor[1])
    rims = (r for x, y, r in canvas.room.discs if hypot(x - anchor[0], y - anchor[1]) < 0.1 and r < far)
    share = max(rims, default=0.0) / far
    return anchor[0] + share * (mark[0] - anchor[0]), anchor[1] + share * (mark[1] - anchor[1])


def _number(canvas: Canvas, x: float, y: float, r: float, number: int) -> None:
    said = format_number(number, canvas.shot.lang)
    wide = canvas.sheet.measure(said, size=0.85, bold=True)
    halo(canvas.sheet, x + 0.9 * r + wide / 2, y - 1.0 * r, said, size=0.85, bold=True)
