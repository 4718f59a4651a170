"""The situation map: what happened where, who counted how many at which gate, in one sheet."""

from math import ceil

from geo.claims import EventView
from geo.numbers import format_number
from geo.store import Store
from geo.words import period_text
from layers.palette import LIGHT
from layers.snapshot import furniture, happenings, marks
from layers.snapshot.ground import Ground, ground
from layers.snapshot.happenings import Canvas
from layers.snapshot.legend import legend
from layers.snapshot.names import gate_names, names
from layers.snapshot.paper import paper
from layers.snapshot.room import Room
from layers.snapshot.sheet import Sheet
from layers.snapshot.shot import Shot
from layers.snapshot.told import Told, chosen, nothing_counted, nothing_happened, rows
from layers.snapshot.words import event_title, place_name, word

QUIET = LIGHT["name"]
_PANEL = 0.335
_ENTRY = 2.5  # lines an event takes in the list


def situation(store: Store, shot: Shot, told: Told) -> Sheet:
    """Draw the map with its panel. As many events are listed as the panel holds; the others are counts."""
    most = 0 if paper(shot.format).small else min(len(told.views), 16)
    while True:
        sheet, over = _attempt(store, shot, told, most)
        if over <= 0 or not most:
            return sheet
        most = max(0, most - max(1, ceil(over / (_ENTRY * sheet.line))))


def _attempt(store: Store, shot: Shot, told: Told, most: int) -> tuple[Sheet, float]:
    sheet = Sheet(paper(shot.format), shot.lang)
    listed = chosen(told, shot, most)
    top = furniture.head(sheet, store, shot, told)
    land = _land(sheet, store, shot, top, 0)
    bottom = furniture.foot(sheet, store, shot, told, credits=furniture.credits(shot), projection=land.name)
    land = _land(sheet, store, shot, top, bottom)
    canvas = draw_map(sheet, land, store, shot, told, listed)
    inner = sheet.width - 2 * sheet.margin
    if sheet.paper.wide:
        x, width = sheet.margin + inner * (1 - _PANEL) + 4, inner * _PANEL - 4
        return sheet, _panel(canvas, told, listed, x, top, width) - bottom
    y = land.y + land.height + 0.8 * sheet.line
    if sheet.paper.small:
        y = _returns(canvas, told, sheet.margin, y, inner)
        if not told.views:
            y = _events(canvas, told, listed, sheet.margin, y + 0.4 * sheet.line, inner)
        return sheet, legend(sheet, canvas.found, sheet.margin, y + 0.4 * sheet.line, inner, columns=2) - bottom
    half = inner / 2 - 3
    left = _returns(canvas, told, sheet.margin, y, half)
    left = legend(sheet, canvas.found, sheet.margin, left + 0.6 * sheet.line, half, columns=2)
    right = _events(canvas, told, listed, sheet.margin + half + 6, y, half)
    return sheet, max(left, right) - bottom


def _land(sheet: Sheet, store: Store, shot: Shot, top: float, bottom: float) -> Ground:
    inner, tall = sheet.width - 2 * sheet.margin, bottom - top
    if sheet.paper.wide:
        width = inner * (1 - _PANEL)
    else:
        width, tall = inner, tall * (0.5 if sheet.paper.small else 0.56)
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


def _panel(canvas: Canvas, told: Told, listed: list[EventView], x: float, y: float, width: float) -> float:
    sheet = canvas.sheet
    y = _returns(canvas, told, x, y, width)
    y = _events(canvas, told, listed, x, y + 0.6 * sheet.line, width)
    return legend(sheet, canvas.found, x, y + 0.6 * sheet.line, width, columns=2)


def _returns(canvas: Canvas, told: Told, x: float, y: float, width: float) -> float:
    """Set the bodies side by side, never summed."""
    sheet, shot = canvas.sheet, canvas.shot
    if not shot.draws("returns"):
        return y
    y = furniture.heading(sheet, x, y, width, word("returns_head", shot.lang))
    answers = rows(told, canvas.store, shot)
    if not answers:
        return sheet.paragraph(x, y, width, nothing_counted(canvas.store, shot), color=QUIET)
    most = 2 if sheet.paper.small else 5 if sheet.paper.wide else 6
    first = [r for r in answers if r.volume.low][:most] or answers[:1]
    for row in first:
        y = _row(sheet, row.body, " · ".join(t for t in (row.measure, row.silent) if t), row.bounds, x, y, width)
    rest = len(answers) - len(first)
    said = [word("most_caps", shot.lang, n=rest) + "."] if rest else []
    said += [word("returns_note", shot.lang)]
    return sheet.paragraph(x, y, width, " ".join(said), color=QUIET, size=0.9)


def _row(sheet: Sheet, body: str, about: str, bounds: str, x: float, y: float, width: float) -> float:
    room = width - sheet.measure(bounds, bold=True) - 2
    sheet.say(x + width, y, bounds, bold=True, at="end")
    y = sheet.paragraph(x, y, room, body, most=2)
    y = sheet.paragraph(x, y, width, about, color=QUIET, size=0.88, most=2)
    return y + 0.25 * sheet.line


def _events(canvas: Canvas, told: Told, listed: list[EventView], x: float, y: float, width: float) -> float:
    sheet, shot = canvas.sheet, canvas.shot
    if not shot.draws("events"):
        return y
    count = f" ({format_number(len(told.views), shot.lang)})" if told.views else ""
    y = furniture.heading(sheet, x, y, width, word("events_head", shot.lang) + count)
    if not told.views:
        return sheet.paragraph(x, y, width, nothing_happened(canvas.store, shot), color=QUIET)
    for number, view in enumerate(listed, 1):
        y = _event(canvas, number, view, x, y, width)
    if len(told.views) > len(listed):
        more = word("events_more", shot.lang, n=len(told.views) - len(listed))
        y = sheet.paragraph(x, y, width, more, color=QUIET, size=0.9)
    return y


def _event(canvas: Canvas, number: int, view: EventView, x: float, y: float, width: float) -> float:
    sheet, lang, event = canvas.sheet, canvas.shot.lang, view.event
    r = 0.5 * sheet.line
    marks.event_mark(sheet.ink, sheet.left(x + r + 0.2), y + 0.66 * sheet.line, event.category, view.status, r)
    sheet.say(x + 3.05 * sheet.line * 0.7 + 0.4, y, format_number(number, lang), bold=True, at="end")
    start = x + 2.5 * sheet.line
    y = sheet.paragraph(start, y, width - 2.5 * sheet.line, event_title(view, lang), most=2)
    when = period_text(event.start, event.end, lang)
    where = ("، " if sheet.rtl else ", ").join(place_name(canvas.store.places[p], lang) for p in event.place_ids[:2])
    told = " · ".join([word(f"status_{view.status}", lang), when, where])
    y = sheet.paragraph(start, y, width - 2.5 * sheet.line, told, color=QUIET, size=0.88, most=1)
    return y + 0.2 * sheet.line
