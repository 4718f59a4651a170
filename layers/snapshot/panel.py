"""What stands beside the printed map: bodies side by side, and as many events as there is room for."""

from geo.claims import EventView
from geo.numbers import format_number
from geo.store import Store
from layers import phrases
from layers.language import language
from layers.palette import LIGHT
from layers.snapshot import furniture, marks
from layers.snapshot.sheet import Sheet
from layers.snapshot.shot import Shot
from layers.snapshot.told import Told, chosen, nothing_counted, nothing_happened, rows
from layers.snapshot.words import event_title, place_name, word

QUIET = LIGHT["name"]
MOST_EVENTS = 24  # a longer list is for a table
FEW_EVENTS = 5  # bodies give way until so many events can be listed
BODIES = (6, 5, 4, 3, 2)
_TITLE, _ABOUT, _GAP = 0.95, 0.82, 0.2  # lines of an event


def panel(
    sheet: Sheet, store: Store, shot: Shot, told: Told, x: float, y: float, width: float, bottom: float
) -> list[EventView]:
    """Write bodies and events below each other, and give the events that are listed."""
    trial = Sheet(sheet.paper, sheet.lang)
    wanted = min(FEW_EVENTS, len(told.views)) * 2.2 + 4
    for most in BODIES[1:]:
        end = returns(trial, store, shot, told, x, y, width, most=most) + 0.6 * sheet.line
        if end + wanted * sheet.line <= bottom:
            break
    y = returns(sheet, store, shot, told, x, y, width, most=most) + 0.6 * sheet.line
    listed = fitting(sheet, shot, told, width, bottom - y)
    events(sheet, store, shot, told, listed, x, y, width)
    return listed


def columns(
    sheet: Sheet, store: Store, shot: Shot, told: Told, x: float, y: float, width: float, bottom: float
) -> list[EventView]:
    """Write bodies and events beside each other, and give the events that are listed."""
    half, trial = width / 2 - 3, Sheet(sheet.paper, sheet.lang)
    ends = {n: returns(trial, store, shot, told, x, y, half, most=n) for n in BODIES}
    returns(sheet, store, shot, told, x, y, half, most=next((n for n in BODIES if ends[n] <= bottom), BODIES[-1]))
    listed = fitting(sheet, shot, told, half, bottom - y)
    events(sheet, store, shot, told, listed, x + half + 6, y, half)
    return listed


def returns(
    sheet: Sheet, store: Store, shot: Shot, told: Told, x: float, y: float, width: float, *, most: int
) -> float:
    """Set the bodies side by side, never summed."""
    if not shot.draws("returns"):
        return y
    y = furniture.heading(sheet, x, y, width, word("returns_head", shot.lang))
    answers = rows(told, store, shot)
    if not answers:
        return sheet.paragraph(x, y, width, nothing_counted(store, shot), color=QUIET)
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


def fitting(sheet: Sheet, shot: Shot, told: Told, width: float, room: float) -> list[EventView]:
    """Choose as many events as a list of so many mm holds, with its heading and how many are not in it."""
    for most in range(min(len(told.views), MOST_EVENTS), 0, -1):
        listed = chosen(told, shot, most)
        lines = sum(_lines(sheet, view, width) for view in listed) + 1.5
        lines += 1.8 if len(listed) < len(told.views) else 0
        if lines * sheet.line <= room:
            return listed
    return []


def _lines(sheet: Sheet, view: EventView, width: float) -> float:
    titles = sheet.wrap(event_title(view, sheet.lang), width - 2.75 * sheet.line, size=_TITLE, most=2)
    return _TITLE * len(titles) + _ABOUT + _GAP


def events(
    sheet: Sheet, store: Store, shot: Shot, told: Told, listed: list[EventView], x: float, y: float, width: float
) -> float:
    """List events under the numbers that their marks carry, and say how many are not listed, and where they are."""
    if not shot.draws("events"):
        return y
    count = f" ({format_number(len(told.views), shot.lang)})" if told.views else ""
    y = furniture.heading(sheet, x, y, width, word("events_head", shot.lang) + count)
    if not told.views:
        return sheet.paragraph(x, y, width, nothing_happened(store, shot), color=QUIET)
    for number, view in enumerate(listed, 1):
        y = _event(sheet, store, number, view, x, y, width)
    if rest := len(told.views) - len(listed):
        more = word("events_more" if listed else "events_all", shot.lang, n=rest)
        y = sheet.paragraph(x, y, width, more, color=QUIET, size=0.9, most=2)
    return y


def _event(sheet: Sheet, store: Store, number: int, view: EventView, x: float, y: float, width: float) -> float:
    lang, event, r = sheet.lang, view.event, 0.5 * sheet.line
    marks.event_mark(sheet.ink, sheet.left(x + r + 0.2), y + 0.66 * sheet.line, event.category, view.status, r)
    sheet.say(x + 2.5 * sheet.line, y, format_number(number, lang), bold=True, at="end", size=_TITLE)
    x, width = x + 2.75 * sheet.line, width - 2.75 * sheet.line
    y = sheet.paragraph(x, y, width, event_title(view, lang), most=2, size=_TITLE)
    when = phrases.period(event.start, event.end, language(lang))
    where = ("، " if sheet.rtl else ", ").join(place_name(store.places[p], lang) for p in event.place_ids[:2])
    told = " · ".join(part for part in (word(f"status_{view.status}", lang), when, where) if part)
    y = sheet.paragraph(x, y, width, told, color=QUIET, size=_ABOUT, most=1)
    return y + _GAP * sheet.line
