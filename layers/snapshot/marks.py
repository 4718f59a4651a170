"""The marks of the map in ink, the same as in the browser: outline for status, glyph and hue for category.

Sizes are in mm. The strokes of the glyphs are the interactive map's own (``layers/js/glyphs.json``).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Arc, Circle, PathPatch, Polygon, Wedge
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

from layers.palette import LIGHT, hue

_GLYPHS = Path(__file__).parents[1] / "js" / "glyphs.json"
_BOX = 26.0  # the browser's marks are 22 px wide with a 12 px glyph; radius 11 is our r


def mixed(one: str, other: str, share: float) -> str:
    """Mix two colours.

    Examples
    --------
    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    return str(to_hex(tuple(a * (1 - share) + b * share for a, b in zip(to_rgb(one), to_rgb(other), strict=True))))  # type: ignore[arg-type]


def event_mark(axes: Axes, x: float, y: float, category: str | None, status: str, r: float, *, z: float = 20) -> None:
    """Draw one event; without a category, its outline alone, in grey, as legends show a status."""
    body = LIGHT["name"] if category is None else hue(category)
    edge, pale = mixed(body, LIGHT["ink"], 0.4), mixed(LIGHT["paper"], body, 0.22)
    fill = {"confirmed": body, "reported": pale, "claimed": pale}.get(status, LIGHT["paper"])
    axes.add_patch(Circle((x, y), r, facecolor=fill, edgecolor="none", zorder=z))
    if status == "disputed":
        axes.add_patch(Wedge((x, y), r, 90, 270, facecolor=body, edgecolor="none", zorder=z))
    axes.add_patch(Circle((x, y), r, facecolor="none", edgecolor=edge, zorder=z + 0.1, **_outline(status, r)))
    if category:
        _glyph(axes, x, y, category, status, r, body, z + 0.2)
    if status == "denied":
        k = 1.2 * r
        for color, width in ((LIGHT["paper"], 1.5 * r), (edge, 0.65 * r)):
            axes.plot([x - k, x + k], [y + k, y - k], color=color, linewidth=width, zorder=z + 0.4)


def _outline(status: str, r: float) -> dict[str, Any]:
    width = 0.42 * r
    style: dict[str, Any] = {"linewidth": width}
    if status == "disputed":
        style["linestyle"] = (0, (2.6, 1.5))
    elif status == "rumour":
        style |= {"linestyle": (0, (0.1, 1.7)), "capstyle": "round", "linewidth": 1.25 * width}
    return style


def _glyph(axes: Axes, x: float, y: float, category: str, status: str, r: float, body: str, z: float) -> None:
    scale = 2 * r / _BOX * 1.05
    path = _strokes(category).transformed(Affine2D().translate(-6, -6).scale(scale).translate(x, y))
    light = sum(w * c for w, c in zip((0.299, 0.587, 0.114), to_rgb(body), strict=True)) > 0.55
    ink = (LIGHT["ink"] if light else LIGHT["paper"]) if status == "confirmed" else LIGHT["ink"]
    strokes = [(ink, 0.36 * r)]
    if status == "disputed":  # it crosses both halves of the disc
        strokes.insert(0, (LIGHT["paper"], 1.1 * r))
    for color, width in strokes:
        axes.add_patch(PathPatch(path, facecolor="none", edgecolor=color, linewidth=width, capstyle="round",
                                 joinstyle="round", zorder=z))  # fmt: skip


def group_mark(
    axes: Axes, x: float, y: float, text: str, hues: list[str], r: float, size: float, *, z: float = 20
) -> None:
    """Draw several events as their number in a ring of their hues."""
    axes.add_patch(Circle((x, y), r, facecolor=LIGHT["paper"], edgecolor=LIGHT["faint"], linewidth=0.4, zorder=z))
    share = 360 / len(hues)
    for i, color in enumerate(hues):
        arc = Arc((x, y), 1.72 * r, 1.72 * r, theta1=i * share - 90, theta2=(i + 1) * share - 90, color=color,
                  linewidth=0.75 * r, zorder=z + 0.1)  # fmt: skip
        axes.add_patch(arc)
    axes.text(x, y, text, fontsize=size, fontweight="bold", ha="center", va="center_baseline", color=LIGHT["ink"],
              zorder=z + 0.2)  # fmt: skip


def returns_mark(
    axes: Axes, x: float, y: float, low: float, high: float, *, opened: bool, silent: float, z: float = 10
) -> None:
    """Draw a volume: filled to ``low``, a ring at ``high``, broken and fading where open; ``silent`` is a share."""
    ink = LIGHT["returns"]
    if low > 0:
        axes.add_patch(Circle((x, y), low, facecolor=ink, alpha=0.42, edgecolor="none", zorder=z))
    if opened:
        for wider, alpha in ((0, 0.9), (0.7, 0.4), (1.4, 0.16)):
            across = 2 * (max(high, low) + wider)
            axes.add_patch(Arc((x, y), across, across, theta1=-60, theta2=240, color=ink, alpha=alpha, linewidth=1.1,
                               zorder=z))  # fmt: skip
    elif high > 0:
        axes.add_patch(Circle((x, y), high, facecolor=ink, alpha=0.1, edgecolor="none", zorder=z))
        axes.add_patch(Circle((x, y), high, facecolor="none", edgecolor=ink, linewidth=1.1, zorder=z))
    if silent > 0:
        rim(axes, x, y, max(high, low, 2) + (2.2 if opened else 0.9), silent, z=z)


def rim(axes: Axes, x: float, y: float, r: float, share: float, *, z: float = 10) -> None:
    """Draw silence: a hatched rim over the share of the days that nobody reported on."""
    wedge = Wedge((x, y), r + 0.45, -90, -90 + 359.9 * min(share, 1), width=0.9, facecolor="none",
                  edgecolor="none", zorder=z)  # fmt: skip
    ticks = max(int(share * 2 * 3.1416 * r / 0.75), 1)
    axes.add_patch(wedge)
    for i in range(ticks):
        angle = -90 + 360 * min(share, 1) * (i + 0.5) / ticks
        turn = Affine2D().rotate_deg(angle).translate(x, y)
        (x0, y0), (x1, y1) = turn.transform([(r - 0.45, 0), (r + 0.45, 0)])
        axes.plot([x0, x1], [y0, y1], color=LIGHT["name"], linewidth=0.8, solid_capstyle="butt", zorder=z)


def place_mark(axes: Axes, x: float, y: float, kind: str, r: float, *, z: float = 12) -> None:
    """Draw a crossing as a diamond, a camp as a tent."""
    if kind == "crossing":
        corners, fill, edge = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)], LIGHT["paper"], LIGHT["border"]
    else:
        corners, fill, edge = [(0, -0.9), (1, 0.8), (-1, 0.8)], hue("camp"), "#5B5300"
    drawn = [(x + a * r, y + b * r) for a, b in corners]
    axes.add_patch(Polygon(drawn, closed=True, facecolor=fill, edgecolor=edge, linewidth=0.75 * r, zorder=z))


def ring(axes: Axes, x: float, y: float, r: float, *, z: float = 6) -> None:
    """Draw how far off a point may be."""
    axes.add_patch(Circle((x, y), r, facecolor=(0.42, 0.4, 0.36, 0.07), edgecolor=LIGHT["name"], linewidth=0.5,
                          linestyle=(0, (1, 2.2)), zorder=z))  # fmt: skip


@cache
def _strokes(category: str) -> Outline:
    glyphs: dict[str, str] = json.loads(_GLYPHS.read_text("utf-8"))
    pen = RecordingPen()
    parse_path(glyphs.get(category, glyphs["policy"]), pen)
    points: list[Any] = []
    codes: list[int] = []
    kinds = {"moveTo": Outline.MOVETO, "lineTo": Outline.LINETO, "curveTo": Outline.CURVE4, "qCurveTo": Outline.CURVE3}
    for name, given in pen.value:
        if name in kinds:
            points += given
            codes += [int(kinds[name])] * len(given)
        elif name == "closePath":
            points.append((0, 0))
            codes.append(int(Outline.CLOSEPOLY))
    return Outline(points, codes)


def hatched(axes: Axes, x: float, y: float, half: float, tall: float) -> None:
    """Draw the sample of an area that something is said of."""
    corners = [(x - half, y - tall), (x + half, y - tall), (x + half, y + tall), (x - half, y + tall)]
    axes.add_patch(
        Polygon(corners, closed=True, facecolor="none", edgecolor=LIGHT["name"], hatch="/////", linewidth=0.8)
    )


def thick_line(axes: Axes, x: float, y: float, half: float) -> None:
    """Draw the sample of a border that something is said of."""
    ends = [x - half, x + half], [y + half / 2, y - half / 2]
    axes.plot(*ends, color=hue("capture"), linewidth=3.6, alpha=0.55, solid_capstyle="butt")
    axes.plot(*ends, color=LIGHT["border"], linewidth=1.2, solid_capstyle="butt")
