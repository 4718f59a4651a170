"""The legend: every mark that the map draws, and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from geo.numbers import format_number
from geo.schema import CATEGORIES, STATUSES
from layers.palette import LIGHT, RETURNS
from layers.snapshot import marks
from layers.snapshot.sheet import Sheet
from layers.snapshot.words import word

ORDER = ("confirmed", "reported", "claimed", "disputed", "denied", "rumour")
SIZE = 0.9
Draw = Callable[[float, float], object]
assert set(ORDER) == set(STATUSES)  # noqa: S101 - a status without a place in the legend must not reach a map


@dataclass
class Found:
    """What a map has drawn so far."""

    statuses: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    circle: tuple[float, int] | None = None  # radius in mm, people
    body: str = ""
    marks: set[str] = field(default_factory=set)  # group, area, line, ring, open, range, silent, away


def legend(sheet: Sheet, found: Found, x: float, y: float, width: float, *, columns: int = 1) -> float:
    """Draw the legend from ``y`` down and return its end; under a map it needs no heading."""
    entries = list(_entries(sheet, found))
    if not entries:
        return y
    across = width / columns
    lines = [sheet.wrap(text, across - 3.2 * sheet.line, size=SIZE, most=3) for _, text in entries]
    heights = [max(SIZE * len(told), 1.25) for told in lines]
    target = sum(heights) / columns
    column, used, lowest, top = 0, 0.0, y, y
    for (draw, _), told, tall in zip(entries, lines, heights, strict=True):
        if column + 1 < columns and used + tall / 2 > target * (column + 1):
            column, top = column + 1, y
        used += tall
        _entry(sheet, draw, told, x + column * across, top, tall)
        top += tall * sheet.line
        lowest = max(lowest, top)
    return lowest


def _entry(sheet: Sheet, draw: Draw, told: list[str], x: float, y: float, tall: float) -> None:
    half = 1.2 * sheet.line
    draw(sheet.left(x + half), y + tall * sheet.line / 2)
    step = SIZE * sheet.line
    start = y + (tall * sheet.line - len(told) * step) / 2
    for i, line in enumerate(told):
        sheet.say(x + 2.75 * sheet.line, start + i * step + 0.1 * sheet.line, line, size=SIZE)


def _entries(sheet: Sheet, found: Found) -> Iterator[tuple[Draw, str]]:
    ink, r, lang = sheet.ink, 0.52 * sheet.line, sheet.lang
    if found.circle:
        across, people = found.circle
        told = word("legend_returns", lang, people=people, body=found.body)
        yield lambda x, y: marks.returns_mark(ink, x, y, across, across, opened=False, silent=0), told
    small, large = 0.4 * sheet.line, 0.75 * sheet.line
    mark, told_open = marks.returns_mark, word("legend_open", lang)
    if "range" in found.marks:
        yield (
            lambda x, y: marks.returns_mark(ink, x, y, small, large, opened=False, silent=0),
            word("legend_range", lang),
        )
    if "open" in found.marks:
        yield lambda x, y: mark(ink, x, y, small, small, opened=True, silent=0), told_open
    if "silent" in found.marks:
        yield lambda x, y: marks.rim(ink, x, y, 0.6 * sheet.line, 0.6), word("legend_silent", lang)
    both = {"reported", "claimed"} <= found.statuses
    for status in (s for s in ORDER if s in found.statuses and not (both and s == "claimed")):
        key = "status_both" if both and status == "reported" else f"status_{status}"
        yield (lambda x, y, s=status: marks.event_mark(ink, x, y, None, s, r)), word(key, lang)  # type: ignore[misc]
    for category in (c for c in CATEGORIES if c in found.categories):
        draw = lambda x, y, c=category: marks.event_mark(ink, x, y, c, "reported", r)  # noqa: E731
        yield draw, word(f"category_{category}", lang)
    if "group" in found.marks:
        hues, three, size = ["#D55E00", RETURNS, "#009E73"], format_number(3, lang), sheet.type * 0.8
        yield (
            lambda x, y: marks.group_mark(ink, x, y, three, hues, 1.15 * r, size),
            word("legend_group", lang),
        )
    for kind in (k for k in ("crossing", "camp") if k in found.kinds):
        yield (lambda x, y, k=kind: marks.place_mark(ink, x, y, k, 0.75 * r)), word(f"legend_{kind}", lang)  # type: ignore[misc]
    if "ring" in found.marks:
        yield lambda x, y: marks.ring(ink, x, y, 0.62 * sheet.line), word("legend_ring", lang)
    if "area" in found.marks:
        yield lambda x, y: marks.hatched(ink, x, y, 0.9 * sheet.line, 0.5 * sheet.line), word("legend_area", lang)
    if "line" in found.marks:
        yield lambda x, y: marks.thick_line(ink, x, y, 0.8 * sheet.line), word("legend_line", lang)
    if "away" in found.marks:
        dot = {"marker": "o", "markersize": sheet.type * 0.33, "color": LIGHT["ink"]}
        yield (lambda x, y: ink.plot([x], [y], **dot)), word("legend_away", lang)  # type: ignore[arg-type]
