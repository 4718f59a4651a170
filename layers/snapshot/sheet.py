"""A sheet of paper to write on: positions in mm from its top, text measured before it is set, so that none is clipped.

Across, a position counts from the edge where reading starts: the left one, or the right one for Persian and Dari.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from geo.calendars import Lang
from layers.palette import LIGHT
from layers.snapshot.fonts import FAMILY, families, settable
from layers.snapshot.paper import Paper

INCH, POINT = 25.4, 25.4 / 72
LEADING = 1.36
_SETTINGS: Any = {
    "font.family": FAMILY, "svg.fonttype": "none", "svg.hashsalt": "marz", "pdf.fonttype": 42, "text.parse_math": False,
    "hatch.linewidth": 0.5, "path.simplify": False, "text.hinting": "none",
}  # fmt: skip
# matplotlib's settings are one for the process; a server draws for many.
_ONE_AT_A_TIME = threading.RLock()
_ISOLATES = "\u2066\u2067\u2068\u2069"  # a line is isolated by itself, and the font has no glyph for them
_STRONG = {"L", "R", "AL"}


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with matplotlib's own defaults and ours, whatever the machine's settings are."""
    with _ONE_AT_A_TIME, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


class Sheet:
    """One figure, ``paper.width`` by ``paper.height`` mm; make it inside :func:`drawing`, and save it once."""

    def __init__(self, paper: Paper, lang: Lang):
        self.paper, self.lang, self.rtl = paper, lang, lang != "en"
        self.width, self.height, self.margin, self.type = paper.width, paper.height, paper.margin, paper.type
        self.figure = Figure(figsize=(self.width / INCH, self.height / INCH), facecolor=LIGHT["paper"])
        self.ink: Axes = self.axes(0, 0, self.width, self.height)
        self.ink.set(xlim=(0, self.width), ylim=(self.height, 0), zorder=5)
        self.ink.patch.set_visible(False)

    @property
    def line(self) -> float:
        """Height of a line of running text in mm."""
        return self.type * POINT * LEADING

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Add axes without ticks at physical mm from the left and the top."""
        added = self.figure.add_axes((x / self.width, 1 - (y + height) / self.height, width / self.width,
                                      height / self.height))  # fmt: skip
        added.set_axis_off()
        return added

    def left(self, x: float, width: float = 0) -> float:
        """Turn a position from the reader's edge into one from the left."""
        return self.width - x - width if self.rtl else x

    def say(
        self, x: float, y: float, text: str, *, size: float = 1, bold: bool = False, color: str = LIGHT["ink"],
        at: str = "start", **more: Any,
    ) -> None:  # fmt: skip
        """Write one line with its top at ``y``; ``at`` says which of its ends ``x`` is: start, middle or end."""
        side = {"start": "right" if self.rtl else "left", "end": "left" if self.rtl else "right", "middle": "center"}
        points = self.type * size
        style: dict[str, Any] = {
            "fontsize": points,
            "fontweight": "bold" if bold else "normal",
            "color": color,
            "fontfamily": families(text),
        }
        self.ink.text(self.left(x), y + 0.98 * points * POINT, directed(text, rtl=self.rtl), va="baseline",
                      ha=side[at], **style | more)  # fmt: skip

    def paragraph(
        self, x: float, y: float, width: float, text: str, *, size: float = 1, bold: bool = False,
        color: str = LIGHT["ink"], most: int = 99, **more: Any,
    ) -> float:  # fmt: skip
        """Write lines from ``y`` down, at most ``most``, and return where the next line would begin."""
        for line in self.wrap(text, width, size=size, bold=bold, most=most):
            self.say(x, y, line, size=size, bold=bold, color=color, **more)
            y += self.line * size
        return y

    def measure(self, text: str, *, size: float = 1, bold: bool = False) -> float:
        """Width of a line in mm."""
        return width_of(directed(text, rtl=self.rtl), bold) * self.type * size

    def wrap(self, text: str, width: float, *, size: float = 1, bold: bool = False, most: int = 99) -> list[str]:
        """Break a text into lines; what goes beyond ``most`` lines ends in an ellipsis, visibly cut."""
        lines: list[str] = [""]
        for word in _words(text):
            longer = lines[-1] + word
            if lines[-1] and self.measure(longer.rstrip(), size=size, bold=bold) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        lines = [line.strip() for line in lines]
        return lines if len(lines) <= most else [*lines[: most - 1], self._cut(lines[most - 1], width, size, bold)]

    def _cut(self, text: str, width: float, size: float, bold: bool) -> str:
        while text and self.measure(text + "…", size=size, bold=bold) > width:
            text = text[:-1]
        return text.rstrip(" ،,;؛.") + "…"

    def rule(self, x: float, y: float, width: float, *, color: str = LIGHT["faint"], weight: float = 0.6) -> None:
        """Draw a line across."""
        left = self.left(x, width)
        self.ink.plot([left, left + width], [y, y], color=color, linewidth=weight, solid_capstyle="butt")


def directed(text: str, *, rtl: bool) -> str:
    r"""Make a text fit to be drawn: no control characters, letters that the font has, and the page's direction first.

    Examples
    --------
    >>> directed("IOM: ۱۲ نفر", rtl=True) == "\u200fIOM: ۱۲ نفر", directed("a\nb", rtl=False)
    (True, 'a b')
    """
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in settable(text) if c not in _ISOLATES)
    first = next((b for c in plain if (b := unicodedata.bidirectional(c)) in _STRONG), "R" if rtl else "L")
    if rtl == (first != "L"):
        return plain
    return ("\u200f" if rtl else "\u200e") + plain


@lru_cache(maxsize=20_000)
def width_of(text: str, bold: bool) -> float:
    """Width in mm of a line set at one point."""
    font = FontProperties(family=families(text), weight="bold" if bold else "normal", size=100)
    wide, _, _ = _renderer().get_text_width_height_descent(text, font, False)  # type: ignore[no-untyped-call]
    return float(wide) / 100 * POINT


@lru_cache(maxsize=1)
def _renderer() -> RendererAgg:
    return RendererAgg(8, 8, 72)  # type: ignore[no-untyped-call]


def _words(text: str) -> list[str]:
    """Cut a text after its spaces, and words that no line could hold into pieces."""
    return [piece for word in re.findall(r"\S+\s*|\s+", text) for piece in re.findall(r"(?s).{1,60}", word)]
