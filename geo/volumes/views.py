"""One body's figures as they stood on a day, made ready for questions: what rests on them alone is worked out once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geo.volumes.best import stretches
from geo.volumes.cells import Figures, components
from geo.volumes.conflicts import Conflict
from geo.volumes.resolve import resolve
from geo.volumes.restate import Standing
from geo.volumes.trees import Trees
from geo.window import Window

Part = tuple[Figures, tuple[Conflict, ...]]
Series = dict[int, float]
Estimate = Callable[[Figures, str, frozenset[str]], Series]


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` up to, not including, ``last`` (ordinals)."""

    first: int
    last: int

    @classmethod
    def of(cls, figures: Figures) -> "Span":
        """Span what figures speak of."""
        return cls(min(f.start for f in figures), max(f.end for f in figures))

    def meets(self, window: Window | None) -> bool:
        """Say whether a window shares a day with it; no window stands for all days."""
        return window is None or (self.first < window.end.toordinal() and window.start.toordinal() < self.last)


class View:
    """A body's figures in components; contradictions are resolved, and series estimated, where a question meets them.

    ``estimate`` makes the daily series of one stretch of figures for a measure and some leaves.
    """

    def __init__(self, stood: Standing, trees: Trees, estimate: Estimate):
        self.standing, self._trees, self._estimate = stood, trees, estimate
        self._groups = [(Span.of(group), group) for group in components(stood.kept, trees)]
        self._parts: dict[int, list[Part]] = {}
        self._stretches: dict[tuple[str, frozenset[str]], list[tuple[Span, Figures]]] = {}
        self._series: dict[tuple[str, frozenset[str], int], Series] = {}

    def parts(self, window: Window | None = None) -> list[Part]:
        """Give the components that meet a window (``None``: all), without what was set aside, and that beside them."""
        meeting = (number for number, (span, _) in enumerate(self._groups) if span.meets(window))
        return [part for number in meeting for part in self._resolved(number)]

    def series(self, measure: str, leaves: frozenset[str], window: Window | None = None) -> Iterator[Series]:
        """Give the daily series of each stretch of counted days that meets a window, to its ends."""
        if (measure, leaves) not in self._stretches:
            found = stretches((group for group, _ in self.parts()), self._trees, measure, leaves)
            self._stretches[measure, leaves] = [(Span.of(figures), figures) for figures in found]
        for number, (span, figures) in enumerate(self._stretches[measure, leaves]):
            if span.meets(window):
                key = measure, leaves, number
                if key not in self._series:
                    self._series[key] = self._estimate(figures, measure, leaves)
                yield self._series[key]

    def _resolved(self, number: int) -> list[Part]:
        if number not in self._parts:
            kept, aside = resolve(self._groups[number][1], self._trees)
            split = components(kept, self._trees) if aside else [kept]
            self._parts[number] = [(part, aside if n == 0 else ()) for n, part in enumerate(split)]
        return self._parts[number]
