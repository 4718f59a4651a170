"""One event for print: where it is, and what each source claims of it, with how reliable and independent it is."""

from dataclasses import replace

from geo.claims import EventView
from geo.errors import MarzError
from geo.eventlist import find_event
from geo.schema import Claim
from geo.store import Store
from geo.words import period_text
from layers import phrases
from layers.cards import independence
from layers.language import language
from layers.palette import LIGHT
from layers.snapshot import furniture, marks
from layers.snapshot.ground import ground
from layers.snapshot.legend import legend
from layers.snapshot.paper import paper
from layers.snapshot.sheet import Sheet
from layers.snapshot.shot import Shot
from layers.snapshot.situation import draw_map
from layers.snapshot.told import Told
from layers.snapshot.words import word

QUIET = LIGHT["name"]
_GAP = 5.0


def one_event(store: Store, shot: Shot, told: Told) -> Sheet:
    """Lay out the map of the event beside, or above, its claims.

    Raises
    ------
    MarzError
        If the window does not meet the event, or nothing was said of it by the known-by day.
    """
    if not told.views:
        event = find_event(store, shot.event)
        when = period_text(event.start, event.end) if event else ""
        raise MarzError(f"Event {shot.event!r} is of {when}: the window, or what was known by then, does not hold it. "
                        "Choose --from and --to around it.")  # fmt: skip
    (view,) = told.views
    sheet = Sheet(paper(shot.format), shot.lang)
    top = furniture.head(sheet, store, shot, told)
    place = store.places[view.event.place_ids[0]] if view.event.place_ids else store.places[shot.place]
    inner = sheet.width - 2 * sheet.margin
    probe = ground(place, 0, 0, inner, inner * 0.7)
    bottom = furniture.foot(sheet, store, shot, told, credits=furniture.credits(shot), projection=probe.name)
    across = inner * 0.47 if sheet.paper.wide else inner
    high = bottom - top if sheet.paper.wide else (bottom - top) * 0.45
    land = ground(place, sheet.left(sheet.margin, across), top, across, high)
    alone = replace(shot, layers=tuple(name for name in shot.layers if name != "returns"))
    canvas = draw_map(sheet, land, store, alone, told, [view])
    x, y, width = sheet.margin, top + high + _GAP * 0.7, inner
    if sheet.paper.wide:
        x, y, width = sheet.margin + across + _GAP, top, inner - across - _GAP
    keep = 9 * sheet.line
    y = _claims(sheet, store, view, x, y, width, bottom - keep)
    legend(sheet, canvas.found, x, y + 0.6 * sheet.line, width, columns=2)
    return sheet


def _claims(sheet: Sheet, store: Store, view: EventView, x: float, y: float, width: float, bottom: float) -> float:
    t = language(sheet.lang)
    y = furniture.heading(sheet, x, y, width, word("claims_head", sheet.lang))
    voices = " · ".join([word(f"status_{view.status}", sheet.lang), independence(view.claims, store, t)])
    y = sheet.paragraph(x, y, width, voices, color=QUIET, most=1) + 0.4 * sheet.line
    for i, claim in enumerate(view.claims):
        if y + 5 * sheet.line > bottom:
            more = word("claims_more", sheet.lang, n=len(view.claims) - i)
            return sheet.paragraph(x, y, width, more, color=QUIET, most=2)
        y = _claim(sheet, store, view, claim, x, y, width)
    return y


def _claim(sheet: Sheet, store: Store, view: EventView, claim: Claim, x: float, y: float, width: float) -> float:
    r, t, source = 0.5 * sheet.line, language(sheet.lang), store.sources[claim.source_id]
    marks.event_mark(sheet.ink, sheet.left(x + r + 0.3), y + 0.66 * sheet.line, view.event.category, claim.status, r)
    x, width = x + 3 * r, width - 3 * r
    y = sheet.paragraph(x, y, width, t(f"claim_{claim.status}", who=claim.attributed_to), bold=True, most=2)
    y = sheet.paragraph(x, y, width, claim.what, most=3)
    day = phrases.published(source.published, t) if source.published else word("said_unknown", sheet.lang)
    told = " · ".join(
        [
            phrases.publisher(source, language(sheet.lang)),
            day,
            word("reliability", sheet.lang, grade=source.reliability),
        ]
    )
    return sheet.paragraph(x, y, width, told, size=0.88, color=QUIET, most=2) + 0.4 * sheet.line
