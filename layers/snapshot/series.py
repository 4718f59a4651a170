"""Returns over time: one chart a counting body, or a crossing, over the same days; bodies are never added."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from geo.store import Store
from geo.window import ONE_DAY
from layers import phrases
from layers.bodychart import INK, bounds_rows, days_of, estimate_rows, top_of
from layers.chart import GREY, HUES, Row, around, chart_rows, most_counted, told_rows
from layers.language import language
from layers.palette import LIGHT
from layers.snapshot import furniture
from layers.snapshot.charts import Chart
from layers.snapshot.paper import paper
from layers.snapshot.sheet import Sheet
from layers.snapshot.shot import Shot
from layers.snapshot.told import Told, counting_gates, nothing_counted
from layers.snapshot.words import body_name, gate_name, word

Box = tuple[float, float, float, float]
_GAP = 5.0


def by_body(store: Store, shot: Shot, told: Told) -> Sheet:
    """Lay out a chart for each body that sets a lower bound, six at most."""
    sheet, span = Sheet(paper(shot.format), shot.lang), around(shot.window)
    volumes = [v for v in told.volumes if v.low][:6]
    boxes = _frame(sheet, shot, store, told, len(volumes), note=word("over_note", shot.lang))
    for volume, box in zip(volumes, boxes, strict=False):
        chart = Chart(sheet, span, shot.window, *box)
        rows = told_rows(store, shot.window, shot.place, volume.counted_by, known_by=shot.known_by, lang=shot.lang)
        pieces = bounds_rows(store, shot.window, shot.place, volume, known_by=shot.known_by, t=language(shot.lang))
        best = estimate_rows(store, shot.window, shot.place, volume, shot.known_by)
        chart.top = top_of(rows, pieces, best)
        silent = [(piece["start"], piece["end"]) for piece in pieces if piece["silent"]]
        chart.silence(silent)
        chart.bounds(pieces, INK)
        chart.counts(rows, {row["body"]: INK for row in rows})
        chart.estimate(best, silent)
        bounds = phrases.bounds(volume.low, volume.high, language(shot.lang))
        comma = "، " if sheet.rtl else ", "
        room = box[2] - sheet.measure(comma + bounds, bold=True) - 1
        body = sheet.wrap(body_name(store.bodies[volume.counted_by], shot.lang), room, bold=True, most=1)[0]
        chart.title(f"{body}{comma}{bounds}")  # a long name is cut, never the number
        chart.finish()
    return sheet


def by_crossing(store: Store, shot: Shot, told: Told) -> Sheet:
    """Lay out a chart for each crossing that anybody counted at, and one for the whole border."""
    sheet, span = Sheet(paper(shot.format), shot.lang), around(shot.window)
    rows = chart_rows(store, shot.window, known_by=shot.known_by, lang=shot.lang)
    places = [*(g for g in counting_gates(store)[:3]), "border-af-ir"]
    colors = dict(zip(most_counted(rows), HUES, strict=False))
    boxes = _frame(sheet, shot, store, told, len(places), note=word("crossings_note", shot.lang), key=colors)
    top = top_of(rows)
    for place, box in zip(places, boxes, strict=False):
        chart, here = Chart(sheet, span, shot.window, *box), [row for row in rows if row["place"] == place]
        chart.top = top
        chart.silence(_silent(here, chart.span.start, chart.span.end))
        chart.counts(here, colors)
        if not here:
            chart.say_nothing(word("no_count_here", shot.lang))
        chart.title(gate_name(store.places[place], shot.lang))
        chart.finish()
    return sheet


def _silent(rows: Iterable[Row], start: date, end: date) -> list[tuple[date, date]]:
    """List the runs of days in a span that no row covers."""
    covered = {day for row in rows for day in days_of(row["start"], row["end"])}
    days = days_of(start, end)
    runs = (list(run) for silent, run in groupby(days, key=lambda d: d not in covered) if silent)
    return [(run[0], run[-1] + ONE_DAY) for run in runs]


def _frame(
    sheet: Sheet, shot: Shot, store: Store, told: Told, charts: int, *, note: str, key: dict[str, str] | None = None
) -> list[Box]:
    """Write what stands around the charts and cut the room between into boxes (left, top, width, height in mm)."""
    width, lang = sheet.width - 2 * sheet.margin, shot.lang
    top = furniture.head(sheet, store, shot, told)
    top = sheet.paragraph(
        sheet.margin, top, width, f"{word('people_a_day', lang)} · {note}", size=0.9, color=LIGHT["name"], most=4
    )
    if key:
        top = _key(sheet, top + 0.8, key, more=language(lang)("chart_others"))
    bottom = furniture.foot(sheet, store, shot, told, credits=())
    if not charts:
        sheet.paragraph(sheet.margin, top + sheet.line, width, nothing_counted(store, shot), size=1.1)
        return []
    across = 1 if sheet.paper.small else 3 if sheet.paper.wide and charts != 4 else 2
    down = -(-charts // across)
    each_width, each_height = (width - _GAP * (across - 1)) / across, (bottom - top - 1.5 - _GAP * (down - 1)) / down
    each_height = min(each_height, each_width * 0.8)
    boxes = []
    for i in range(charts):
        column = across - 1 - i % across if sheet.rtl else i % across
        boxes.append(
            (
                sheet.margin + column * (each_width + _GAP),
                top + 1.5 + (i // across) * (each_height + _GAP),
                each_width,
                each_height,
            )
        )
    return boxes


def _key(sheet: Sheet, y: float, colors: dict[str, str], *, more: str) -> float:
    """Name the bodies by colour, as many in a line as fit, and return the mm below."""
    x = sheet.margin
    for name, color in [*colors.items(), (more, GREY)]:
        label = sheet.wrap(name, sheet.width * 0.4, size=0.9, most=1)[0]
        wide = sheet.measure(label, size=0.9) + 9
        if x + wide > sheet.width - sheet.margin:
            x, y = sheet.margin, y + sheet.line
        sheet.rule(x, y + sheet.line * 0.45, 4, color=color, weight=2)
        sheet.say(x + 5, y, label, size=0.9)
        x += wide
    return y + sheet.line
