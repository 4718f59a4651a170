"""The answers: ``[low, best, high]`` for a window, a place and a measure, body by body.

Bodies are never combined; :mod:`geo.volumes.envelope` says between which ends they all lie.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from geo.schema import Figure, Measure, Place
from geo.volumes.best import daily
from geo.volumes.cells import Figures, Question
from geo.volumes.conflicts import Conflict
from geo.volumes.constraints import Constraint, constrain
from geo.volumes.model import Optimum, bounds
from geo.volumes.restate import standing
from geo.volumes.shelf import Shelf, name_of
from geo.volumes.trees import BORDER, Trees, plain
from geo.volumes.views import View
from geo.window import Window

# A count over more days than the longest month holds a day, and reports nothing of it.
REPORT_DAYS = 31
_VIEWS = 192


@dataclass(frozen=True, slots=True)
class Volume:
    """How many people one body's figures allow, for one measure, place and window.

    ``best`` is an estimate, always within ``low`` and ``high``: what the daily series gives; where only a larger whole
    was counted, half of the whole's; ``None`` where no figure speaks of any of the days.
    ``high`` is ``None`` where nothing published caps it. ``figures`` are those that speak of the window or make a
    bound; ``low_from`` and ``high_from`` say how many times each one's limit enters the bound. ``unreported_days`` are
    in no count at all, ``lumped_days`` only in counts over more than :data:`REPORT_DAYS` days.
    """

    counted_by: str
    measure: str
    window: Window
    low: int
    best: int | None
    high: int | None
    figures: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    unreported_days: int
    lumped_days: int
    low_from: Mapping[str, float]
    high_from: Mapping[str, float]


class Tally:
    """Figures made ready for questions; each view and each series is worked out once.

    Parameters
    ----------
    figures, places, measures
        The records.
    trust
        How far a figure's source is trusted, 0 to 1; used only to choose which of contradicting figures to keep.
    folder
        The store's, beside which series that were worked out are kept; without one they are kept in memory.
    """

    def __init__(
        self,
        figures: Iterable[Figure],
        places: Iterable[Place],
        measures: Iterable[Measure],
        *,
        trust: Callable[[Figure], float] = lambda _: 1.0,
        folder: Path | None = None,
    ):
        self.records = {f.id: f for f in figures}
        self.trees = Trees(places, measures)
        self.constraints, self.unused = constrain(self.records.values(), self.trees, trust=trust)
        self._shelf = Shelf(folder)
        self._standing = lru_cache(maxsize=_VIEWS)(self._stood)

    def constraint(self, figure_id: str) -> Constraint:
        """Give what one figure says, in the model's terms."""
        return self._by_id[figure_id]

    @cached_property
    def _by_id(self) -> dict[str, Constraint]:
        return {c.id: c for c in self.constraints}

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Bodies that published at least one usable figure, in order."""
        return tuple(sorted({c.body for c in self.constraints}))

    @cached_property
    def _turns(self) -> dict[str, list[int]]:
        """Give the days on which each body published."""
        turns: dict[str, set[int]] = {}
        for c in self.constraints:
            turns.setdefault(c.body, set()).add(c.known)
        return {body: sorted(days) for body, days in turns.items()}

    def view(self, body: str, known_by: date | None = None) -> View:
        """Give a body's figures as they stood on a day: the same view from one publication to the next."""
        if known_by is None:
            return self._standing(body, None)
        turns = self._turns.get(body, [])
        at = bisect_right(turns, known_by.toordinal())
        return self._standing(body, turns[at - 1] if at else 0)

    def _stood(self, body: str, day: int | None) -> View:
        return View(standing((c for c in self.constraints if c.body == body), day), self.trees, self._daily)

    def components(
        self, body: str, known_by: date | None = None, window: Window | None = None
    ) -> list[tuple[Figures, tuple[Conflict, ...]]]:
        """Give the components that meet a window (``None``: all), without what was set aside, and that beside them."""
        return self.view(body, known_by).parts(window)

    def conflicts(self, body: str, known_by: date | None = None) -> tuple[Conflict, ...]:
        """Give every contradiction among a body's figures as they stood on a day."""
        return tuple(c for _, aside in self.components(body, known_by) for c in aside)

    def measures(self, body: str, window: Window, place: str = BORDER, known_by: date | None = None) -> tuple[str, ...]:
        """Give the measures that a body's figures for this window and place count, as they are on the closed list."""
        ask = self.question("", window, place)
        found = {
            plain(c.measure)
            for group, _ in self.components(body, known_by, window)
            for c in group
            if c.start < ask.end and ask.start < c.end and not c.leaves.isdisjoint(ask.leaves)
        }
        return tuple(sorted(found))

    def question(self, measure: str, window: Window, place: str = BORDER) -> Question:
        """Put a question in the model's terms."""
        return Question(measure, self.trees.leaves([place]), window.start.toordinal(), window.end.toordinal())

    def volume(
        self, body: str, measure: str, window: Window, *, place: str = BORDER, known_by: date | None = None
    ) -> Volume:
        """Answer for one body, measure, place and window."""
        ask = self.question(measure, window, place)
        solved = self.components(body, known_by, window)
        groups = [g for g, _ in solved if any(ask.heard(c, self.trees) for c in g)]
        low, high = self.bounds(groups, ask)
        told = _told(groups, ask, self.trees)
        # Series are smoothed one measure at a time; a part's estimate must not exceed its whole's all the same.
        parts = sorted({c.measure for g in groups for c in g if measure in self.trees.line(c.measure)} | {measure})
        view = self.view(body, known_by)
        sums = [_sum(view.series(part, ask.leaves, window), told) for part in parts]
        estimated = [people for people in sums if people is not None]
        if not estimated:
            estimated = self._half_of_whole(groups, view, ask, window, told)
        return Volume(
            counted_by=body,
            measure=measure,
            window=window,
            low=low.value or 0,
            best=_best(estimated, low.value or 0, high.value),
            high=high.value,
            figures=self._speaking(groups, ask, {*low.pulls, *high.pulls}),
            conflicts=self._aside(solved, ask),
            unreported_days=window.days - len(told),
            lumped_days=sum(days > REPORT_DAYS for days in told.values()),
            low_from=low.pulls,
            high_from=high.pulls,
        )

    def volumes(
        self,
        window: Window,
        *,
        place: str = BORDER,
        measure: str | None = None,
        counted_by: str | None = None,
        known_by: date | None = None,
    ) -> list[Volume]:
        """Answer for every body and measure that has something to say about the window, side by side."""
        answers = []
        for body in (counted_by,) if counted_by else self.bodies:
            counted = self.measures(body, window, place, known_by)
            if measure:
                counted = (measure,) if any(self.trees.related(measure, m) for m in counted) else ()
            found = (self.volume(body, m, window, place=place, known_by=known_by) for m in counted)
            answers += [v for v in found if v.low or v.best is not None or v.high is not None]
        return answers

    def series(
        self,
        body: str,
        measure: str,
        *,
        place: str = BORDER,
        known_by: date | None = None,
        window: Window | None = None,
    ) -> dict[int, float]:
        """Give the best estimate by day (an ordinal) for the days that the body counts; other days are absent.

        With a window, only the stretches of counted days that meet it are worked out, each to its ends.
        """
        joined: dict[int, float] = {}
        for one in self.view(body, known_by).series(measure, self.trees.leaves([place]), window):
            joined |= one
        return joined

    def _daily(self, stretch: Figures, measure: str, leaves: frozenset[str]) -> dict[int, float]:
        if len(stretch) == 1:
            return daily(stretch, self.trees, measure, leaves)
        name = name_of(stretch, self.trees, measure, leaves)
        return self._shelf.get(name, lambda: daily(stretch, self.trees, measure, leaves))

    def _half_of_whole(
        self, groups: Iterable[Figures], view: View, ask: Question, window: Window, told: Iterable[int]
    ) -> list[float]:
        """Where only larger wholes were counted, give half of what the smallest of them is estimated at."""
        line = self.trees.line(ask.measure)
        wholes = [c for g in groups for c in g if c.counts and ask.heard(c, self.trees) and c.leaves >= ask.leaves]
        wholes = [c for c in wholes if c.measure in line]
        if not wholes:
            return []
        least = min(wholes, key=lambda c: (len(c.leaves), line.index(c.measure), c.days, c.id))
        people = _sum(view.series(least.measure, least.leaves, window), told)
        return [] if people is None else [people / 2]

    def bounds(self, groups: Iterable[Figures], ask: Question) -> tuple[Optimum, Optimum]:
        """Give the fewest and the most people that components leave possible, with the figures behind each."""
        low, high, area = 0, 0, 0
        open_end = False
        low_from: dict[str, float] = {}
        high_from: dict[str, float] = {}
        for group in groups:
            least, most, covered = bounds(group, self.trees, ask)
            area += covered
            low += least.value or 0
            low_from |= least.pulls
            open_end = open_end or most.value is None
            high += most.value or 0
            high_from |= most.pulls
        open_end = open_end or area < ask.area
        return Optimum(low, low_from), Optimum(None if open_end else high, {} if open_end else high_from)

    def _aside(self, known: Iterable[tuple[Figures, tuple[Conflict, ...]]], ask: Question) -> tuple[Conflict, ...]:
        """Give what was set aside in components of the measure's line, where the figure or its rivals are heard."""
        return tuple(
            c
            for _, aside in known
            for c in aside
            if any(ask.heard(self.constraint(f), self.trees) for f in (c.figure, *c.against))
        )

    def _speaking(self, groups: Iterable[Figures], ask: Question, pulling: set[str]) -> tuple[str, ...]:
        return tuple(sorted(c.id for g in groups for c in g if c.id in pulling or ask.heard(c, self.trees)))


def _told(groups: Iterable[Iterable[Constraint]], ask: Question, trees: Trees) -> dict[int, int]:
    """Give the days of the question that a count or rate related to it covers, with the days of the shortest such."""
    told: dict[int, int] = {}
    for c in sorted((c for g in groups for c in g if c.counts and ask.heard(c, trees)), key=lambda c: -c.days):
        told |= dict.fromkeys(range(max(c.start, ask.start), min(c.end, ask.end)), c.days)
    return told


def _sum(series: Iterable[Mapping[int, float]], days: Iterable[int]) -> float | None:
    """Sum up over days what series of different days give."""
    joined: dict[int, float] = {}
    for one in series:
        joined |= one
    found = [joined[day] for day in days if day in joined]
    return sum(found) if found else None


def _best(estimated: list[float], low: int, high: int | None) -> int | None:
    """Give the greatest of the estimates, within the bounds."""
    if not estimated:
        return None
    best = max(low, round(max(estimated)))
    return best if high is None else min(best, high)
