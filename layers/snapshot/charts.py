"""Charts for print, in people a day: published counts as bars over their days, bounds as bands, silence as hatching."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import FuncFormatter, MaxNLocator

from geo.calendars import format_day
from geo.numbers import format_number
from geo.window import Window
from layers.chart import Row
from layers.palette import LIGHT
from layers.snapshot.sheet import Sheet, directed

GREY = "#8A857B"
_AXIS_MM = (13.0, 6.5)


class Chart:
    """One chart on a sheet, over ``span``, with ``window`` shaded; ``x`` mm from the left, ``y`` from the top."""

    def __init__(self, sheet: Sheet, span: Window, window: Window, x: float, y: float, width: float, height: float):
        self.sheet, self.span, self.window = sheet, span, window
        left, below = _AXIS_MM
        head = sheet.line * 1.25
        self.x, self.y, self.width = x, y, width
        self.axes: Axes = sheet.axes(x + left, y + head, width - left - 1, height - head - below)
        self.axes.set_axis_on()
        self.axes.set_zorder(4)
        self.top = 1.0

    def title(self, text: str) -> None:
        """Write what the chart is of, at the reader's side."""
        x = self.sheet.width - self.x - self.width if self.sheet.rtl else self.x
        line = self.sheet.wrap(text, self.width, size=1, bold=True, most=1)[0]
        self.sheet.say(x, self.y, line, bold=True)

    def silence(self, days: Sequence[tuple[date, date]]) -> None:
        """Hatch half-open runs of days that nobody reported on."""
        for start, end in days:
            self.axes.axvspan(
                _at(start), _at(end), facecolor="none", edgecolor=LIGHT["faint"], hatch="////", linewidth=0, zorder=0
            )

    def bounds(self, pieces: Iterable[Row], color: str) -> None:
        """Draw the bounds piece by piece as bands; one with no upper limit, or a far one, runs out at the top."""
        for piece in pieces:
            if piece["silent"]:
                continue
            opened = piece["high"] is None
            high = self.top if opened else min(piece["high"], self.top)
            self.axes.fill_between(
                [_at(piece["start"]), _at(piece["end"])],
                piece["low"],
                max(high, piece["low"]),
                color=color,
                alpha=0.1 if opened else 0.2,
                linewidth=0,
                zorder=1,
            )

    def counts(self, rows: Iterable[Row], colors: dict[str, str]) -> None:
        """Draw published counts: a line over their days, a band where there are two ends, a triangle where open."""
        for row in rows:
            low, high = row["low"], row["high"]
            color, ends = colors.get(row["body"], GREY), [_at(row["start"]), _at(row["end"])]
            if high > low:
                self.axes.fill_between(ends, low, min(high, self.top), color=color, alpha=0.3, linewidth=0, zorder=2)
            self.axes.plot(ends, [low, low], color=color, linewidth=1.8, solid_capstyle="butt", zorder=3)
            if row["open"]:
                self.axes.plot(
                    [sum(ends) / 2],
                    [low + 0.035 * self.top],
                    marker="^",
                    markersize=3.6,
                    color=color,
                    markeredgewidth=0,
                    zorder=3,
                )

    def estimate(self, series: Iterable[Row], silent: Sequence[tuple[date, date]]) -> None:
        """Draw the estimate as steps; it breaks where a day has none, or where the body is silent."""
        days = list(series)
        people = [
            float("nan")
            if row["people"] is None or any(start <= row["day"] < end for start, end in silent)
            else row["people"]
            for row in days
        ]
        self.axes.step(
            [_at(row["day"]) for row in days], people, where="post", color=LIGHT["ink"], linewidth=0.7, zorder=4
        )

    def finish(self) -> None:
        """Shade the window, and set axes and labels in the reader's digits."""
        axes, points = self.axes, self.sheet.type * 0.8
        axes.axvspan(_at(self.window.start), _at(self.window.end), color=GREY, alpha=0.1, linewidth=0, zorder=0)
        axes.set(xlim=(_at(self.span.start), _at(self.span.end)), ylim=(0, self.top))
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set(color=LIGHT["faint"])
        axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: format_number(int(value), self.sheet.lang)))
        ticks = _ticks(self.span)
        axes.set_xticks(
            [_at(day) for day in ticks],
            [directed(_day_text(day, self.span, self.sheet), rtl=self.sheet.rtl) for day in ticks],
        )
        axes.tick_params(labelsize=points, length=2, width=0.5, color=LIGHT["faint"], labelcolor=LIGHT["name"], pad=1.5)
        axes.grid(axis="y", color=LIGHT["faint"], linewidth=0.4, alpha=0.6)
        axes.set_axisbelow(True)

    def say_nothing(self, text: str) -> None:
        """Say in the chart why it is empty."""
        self.axes.text(
            0.5,
            0.5,
            directed(text, rtl=self.sheet.rtl),
            transform=self.axes.transAxes,
            ha="center",
            va="center",
            fontsize=self.sheet.type * 0.9,
            color=LIGHT["name"],
        )


def _at(day: date) -> float:
    return float(date2num(day))  # type: ignore[no-untyped-call]


def _ticks(span: Window) -> list[date]:
    step = max(span.days // 4, 1)
    return [span.start + timedelta(days=step * i + step // 2) for i in range(4)]


def _day_text(day: date, span: Window, sheet: Sheet) -> str:
    """Write a day short; the year where the span holds several."""
    words = format_day(day, calendar="solar" if sheet.rtl else "gregorian", lang=sheet.lang).split()
    return " ".join(words[:2]) if span.days <= 300 else " ".join(words[1:])
