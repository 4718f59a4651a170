"""What frames every snapshot: title, window in both calendars, sources, dates, credits; north, scale and locator."""

from collections.abc import Iterable
from importlib.metadata import version

import geopandas as gpd
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from matplotlib_scalebar.scalebar import ScaleBar
from shapely.geometry.base import BaseGeometry

from geo import boundaries
from geo.eventlist import find_event
from geo.numbers import local_digits
from geo.store import Store
from layers.overlay import HOME
from layers.palette import LIGHT
from layers.snapshot.ground import LAMBERT, Ground, projected, projected_point
from layers.snapshot.sheet import POINT, Sheet
from layers.snapshot.shot import Shot
from layers.snapshot.told import Told, known_text, only_words, publishers
from layers.snapshot.words import event_title, place_name, window_words, word

QUIET = LIGHT["name"]
FINE = 0.86


def head(sheet: Sheet, store: Store, shot: Shot, told: Told) -> float:
    """Write title and window; return where the rest may begin (mm from the top)."""
    inner = sheet.width - 2 * sheet.margin
    y = sheet.paragraph(sheet.margin, sheet.margin, inner, title(store, shot, told), size=1.9, bold=True, most=2)
    y = sheet.paragraph(sheet.margin, y, inner, window_words(shot.window, shot.lang), size=1.1, color=QUIET, most=2)
    if only := only_words(store, shot):
        y = sheet.paragraph(sheet.margin, y, inner, only, size=1.1, color=QUIET, most=2)
    sheet.rule(sheet.margin, y + 0.4 * sheet.line, inner, color=LIGHT["ink"], weight=0.9)
    return y + 0.9 * sheet.line


def title(store: Store, shot: Shot, told: Told) -> str:
    """Give the title: the one asked for, else what the snapshot shows and where."""
    if shot.title:
        return shot.title
    if shot.template == "event":
        if told.views:
            return event_title(told.views[0], shot.lang)
        event = find_event(store, shot.event)
        return event.title if event else shot.event
    what = word(f"title_{shot.template}", shot.lang)
    place = store.places[shot.place]
    return what if place.kind == "border" else word("at", shot.lang, what=what, place=place_name(place, shot.lang))


def foot(sheet: Sheet, store: Store, shot: Shot, told: Told, *, credits: Iterable[str], projection: str = "") -> float:
    """Write sources, dates, disclaimer, credits and hash at the bottom; return where the picture must end."""
    inner = sheet.width - 2 * sheet.margin
    lang, step = shot.lang, sheet.line * FINE
    lines = sheet.wrap(_sources(sheet, told, shot, inner), inner, size=FINE, most=3 if sheet.paper.small else 2)
    made = [
        known_text(told, shot),
        word("hash", lang, hash=store.digest[:12]),
        word("made_by", lang, version=version("marz")),
        word("projection", lang, name=projection) + "." if projection else "",
    ]
    lines += sheet.wrap(" · ".join(m for m in made if m), inner, size=FINE)
    lines += sheet.wrap(" ".join([word("disclaimer", lang), *credits]), inner, size=FINE)
    top = sheet.height - sheet.margin - step * len(lines)
    sheet.rule(sheet.margin, top - 0.5 * step, inner)
    for i, line in enumerate(lines):
        sheet.say(sheet.margin, top + i * step, line, size=FINE, color=QUIET)
    return top - 1.0 * step


def _sources(sheet: Sheet, told: Told, shot: Shot, inner: float) -> str:
    """Name as many publishers as two lines hold, and how many more there are."""
    names, comma = publishers(told, shot.lang), "، " if sheet.rtl else ", "
    before = word("sources", shot.lang) + ": "
    for kept in range(len(names), 0, -1):
        rest = len(names) - kept
        more = f" {word('sources_more', shot.lang, n=rest)}" if rest else ""
        text = before + comma.join(names[:kept]) + more + "."
        if len(sheet.wrap(text, inner, size=FINE)) <= (3 if sheet.paper.small else 2):
            return text
    return ""


def credits(shot: Shot, *, names: bool = True) -> list[str]:
    """Credit what a map draws."""
    keys = ["credit_land"] * (shot.draws("provinces") or shot.draws("countries"))
    keys += ["credit_border"] * shot.draws("border") + ["credit_names"] * names
    return [word(key, shot.lang) for key in keys]


def scale_bar(sheet: Sheet, axes: Axes) -> None:
    """Draw the scale in a lower corner of the map, at the side where reading ends."""

    def told(value: float, unit: str) -> str:
        return f"{local_digits(f'{value:g}', sheet.lang)} {word('km', sheet.lang) if unit == 'km' else unit}"

    bar = ScaleBar(
        1, "m", rotation="horizontal-only",
        location="lower left" if sheet.rtl else "lower right", length_fraction=0.22, width_fraction=0.004,
        box_alpha=0.8, box_color=LIGHT["paper"], color=LIGHT["ink"], scale_loc="top",
        scale_formatter=told, font_properties={"size": sheet.type * 0.9}, border_pad=0.5, pad=0.3,
    )  # fmt: skip
    bar.set_zorder(30)
    axes.add_artist(bar)


def north(sheet: Sheet, ground: Ground) -> None:
    """Draw a plain arrow to the north in the upper corner where reading ends."""
    h = 2.2 * sheet.line
    aside = max(0.7 * sheet.line, sheet.measure(word("north", sheet.lang), bold=True) / 2) + 1
    x = ground.x + (aside if sheet.rtl else ground.width - aside)
    y = ground.y + 1.2 * sheet.line + 1
    w = 0.3 * h
    dark, pale = ([(x, y), (x + side * w, y + h), (x, y + 0.72 * h)] for side in (1, -1))
    sheet.ink.add_patch(Polygon(dark, facecolor=LIGHT["ink"], linewidth=0, zorder=31))
    sheet.ink.add_patch(Polygon(pale, facecolor=LIGHT["paper"],
                                edgecolor=LIGHT["ink"], linewidth=0.5, zorder=31))  # fmt: skip
    sheet.ink.text(x, y - 0.25 * sheet.line, word("north", sheet.lang), ha="center", va="baseline", fontsize=sheet.type,
                   fontweight="bold", zorder=31)  # fmt: skip


def locator(
    sheet: Sheet, ground: Ground, x: float, y: float, width: float, away: Iterable[tuple[float, float]]
) -> float:
    """Draw a small map of both countries with the part that is shown, and dots for events outside it; give its end."""
    shapes = [(c, projected(g, LAMBERT)) for c, g in zip(*_countries(), strict=True)]
    west, south, east, top = shapely.union_all([g for c, g in shapes if c in HOME]).bounds
    pad = 0.04 * (east - west)
    height = width * (top - south + 2 * pad) / (east - west + 2 * pad)
    axes = sheet.axes(x, y, width, height)
    axes.set_axis_on()
    axes.set(xticks=[], yticks=[], facecolor=LIGHT["sea"], zorder=6)
    axes.spines[:].set(color=LIGHT["name"], linewidth=0.4)
    for home, fill in ((False, LIGHT["neighbour"]), (True, LIGHT["faint"])):
        part = gpd.GeoSeries([shapely.simplify(g, 8000) for c, g in shapes if (c in HOME) is home], crs=LAMBERT)
        part.plot(ax=axes, facecolor=fill, edgecolor=LIGHT["paper"], linewidth=0.4, aspect=None)
    outline = shapely.segmentize(ground.frame, 20_000)
    shown = gpd.GeoSeries([outline], crs=ground.crs).to_crs(LAMBERT)
    shown.plot(ax=axes, facecolor="none", edgecolor="#D55E00", linewidth=1.0, aspect=None)
    dots = [projected_point(*p, LAMBERT) for p in away]
    axes.plot([x for x, _ in dots], [y for _, y in dots], "o", markersize=sheet.type * 0.33, color=LIGHT["ink"],
              markeredgewidth=0.3, markeredgecolor=LIGHT["paper"])  # fmt: skip
    axes.set(xlim=(west - pad, east + pad), ylim=(south - pad, top + pad), xlabel="", ylabel="")
    return y + height


def _countries() -> tuple[list[str], list[BaseGeometry]]:
    frame = boundaries.countries()
    return list(frame["iso_a2"]), list(frame.geometry)


def heading(sheet: Sheet, x: float, y: float, width: float, text: str) -> float:
    """Write a small heading with a line under it."""
    sheet.say(x, y, text, bold=True, size=1.05)
    sheet.rule(x, y + 1.15 * sheet.line, width)
    return y + 1.45 * sheet.line


def gap(sheet: Sheet, points: float) -> float:
    """Give a distance in mm that grows with the type."""
    return points * POINT * sheet.type / 7.5
