"""The situation map: what happened where, who counted how many at which gate, in one sheet."""

from geo.claims import EventView
from geo.store import Store
from layers.snapshot import furniture, happenings, panel
from layers.snapshot.ground import Ground, ground
from layers.snapshot.happenings import Canvas
from layers.snapshot.legend import legend
from layers.snapshot.names import gate_names, names
from layers.snapshot.paper import paper
from layers.snapshot.room import Room
from layers.snapshot.sheet import Sheet
from layers.snapshot.shot import Shot
from layers.snapshot.told import Told

_PANEL = 0.335


def situation(store: Store, shot: Shot, told: Told) -> Sheet:
    """Draw the map with its panel. As many events are listed as there is room for; the others are counts.

    How high the legend is, is known once the map is drawn: a sheet is drawn again until it has the room it needs.
    """
    keep = 0.0
    for _ in range(4):
        sheet, needed = _attempt(store, shot, told, keep)
        if 0 <= keep - needed < 1.5 * sheet.line:
            break
        keep = max(needed, keep - sheet.line) + 0.1
    return sheet


def _attempt(store: Store, shot: Shot, told: Told, keep: float) -> tuple[Sheet, float]:
    """Draw once, with so many mm kept for the legend; say how many it needed."""
    sheet = Sheet(paper(shot.format), shot.lang)
    top = furniture.head(sheet, store, shot, told)
    land = _land(sheet, store, shot, top, 0, 0)
    bottom = furniture.foot(sheet, store, shot, told, credits=furniture.credits(shot), projection=land.name)
    land = _land(sheet, store, shot, top, bottom, keep)
    inner, below = sheet.width - 2 * sheet.margin, land.y + land.height + 0.5 * sheet.line
    if sheet.paper.small:
        canvas = draw_map(sheet, land, store, shot, told, [])
        y = panel.returns(sheet, store, shot, told, sheet.margin, below, inner, most=2)
        y = y if told.views else panel.events(sheet, store, shot, told, [], sheet.margin, y, inner)
        end = legend(sheet, canvas.found, sheet.margin, y + 0.4 * sheet.line, inner, columns=2)
        return sheet, keep + end - bottom
    if sheet.paper.wide:
        x, width = sheet.margin + inner * (1 - _PANEL) + 4, inner * _PANEL - 4
        listed = panel.panel(sheet, store, shot, told, x, top, width, bottom)
    else:
        listed = panel.columns(sheet, store, shot, told, sheet.margin, below + keep + 0.6 * sheet.line, inner, bottom)
    canvas = draw_map(sheet, land, store, shot, told, listed)
    wide = land.width / (7.2 * sheet.type)
    return sheet, legend(sheet, canvas.found, sheet.margin, below, land.width, columns=max(2, round(wide))) - below


def _land(sheet: Sheet, store: Store, shot: Shot, top: float, bottom: float, keep: float) -> Ground:
    """Say where the map lies, above the legend if that needs ``keep`` mm."""
    inner, tall = sheet.width - 2 * sheet.margin, bottom - top
    if sheet.paper.wide:
        width, tall = inner * (1 - _PANEL), tall - keep - 0.5 * sheet.line
    else:
        width, tall = inner, tall * (0.5 if sheet.paper.small else 0.52) - keep * sheet.paper.small
    return ground(store.places[shot.place], sheet.left(sheet.margin, width), top, width, max(tall, 1))


def draw_map(sheet: Sheet, land: Ground, store: Store, shot: Shot, told: Told, listed: list[EventView]) -> Canvas:
    """Draw land, volumes, places, events and names, in the order in which they claim their room."""
    axes = land.draw(sheet, provinces=shot.draws("provinces"), border=shot.draws("border"))
    furniture.scale_bar(sheet, axes)
    furniture.north(sheet, land)
    right, base, line = land.x + land.width, land.y + land.height, sheet.line
    room = Room((land.x + 0.6, land.y + 0.6, right - 0.6, base - 0.6))
    inset = 0.0 if sheet.paper.small else min(0.21 * land.width, 46)
    for wide, top, tall, at_start in (
        (0.3 * land.width, base - 2.6 * line, 2.6 * line, False),
        (2 * line, land.y, 4.4 * line, False),
        (inset + 2, base - 0.72 * inset - 2, 0.72 * inset + 2, True),
    ):
        left = land.x if at_start != sheet.rtl else right - wide
        if wide > 2:
            room.take((left, top, left + wide, top + tall))
    canvas = Canvas(sheet, land, room, store, shot)
    if shot.draws("returns"):
        happenings.volumes(canvas, told)
    happenings.places(canvas)
    if shot.draws("crossings"):
        gate_names(sheet, land, room, store, shot)
    happenings.events(canvas, told, listed)
    names(sheet, land, room, store, shot)
    if inset:
        _inset(canvas, land, inset)
    return canvas


def _inset(canvas: Canvas, land: Ground, width: float) -> None:
    """Lay the locator into the lower corner where reading starts."""
    x = land.x + land.width - width - 1 if canvas.sheet.rtl else land.x + 1
    height = 0.7 * width
    furniture.locator(canvas.sheet, land, x, land.y + land.height - height - 1, width, canvas.away)
    if canvas.away:
        canvas.found.marks.add("away")
