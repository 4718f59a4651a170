"""Precision, recall and F1, with every miss and every extra kept beside its sentence."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

G = TypeVar("G")
F = TypeVar("F")
ONE_DAY = 1


@dataclass(slots=True)
class Score:
    """How many were right, extra and missed; ``faults`` says which, each with its sentence.

    ``recall_only`` where the annotators listed some of what is there, so that an extra is no fault.
    """

    hits: int = 0
    extras: int = 0
    misses: int = 0
    faults: list[str] = field(default_factory=list)
    recall_only: bool = False

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; unknown where nothing was found."""
        known = self.hits + self.extras and not self.recall_only
        return self.hits / (self.hits + self.extras) if known else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was found; unknown where there is nothing to find."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall.

        Examples
        --------
        >>> Score(8, 2, 2).f1
        0.8
        """
        total = 2 * self.hits + self.extras + self.misses
        return 2 * self.hits / total if total and not self.recall_only else None

    def add(self, other: "Score") -> None:
        """Add another text's score."""
        self.hits, self.extras, self.misses = (
            self.hits + other.hits, self.extras + other.extras, self.misses + other.misses)  # fmt: skip
        self.faults += other.faults

    def as_dict(self) -> dict[str, Any]:
        """Write it for JSON."""
        return {
            "hits": self.hits, "extras": self.extras, "misses": self.misses, "precision": _rounded(self.precision),
            "recall": _rounded(self.recall), "f1": _rounded(self.f1), "faults": self.faults,
        }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def match(
    gold: Sequence[G], found: Sequence[F], same: Callable[[G, F], bool],
    say_gold: Callable[[G], str], say_found: Callable[[F], str],
) -> Score:  # fmt: skip
    """Pair each gold item with one found item that is the same; what is left over is missed or extra.

    Examples
    --------
    >>> match([1, 2], [2, 3], lambda g, f: g == f, str, str).as_dict()["faults"]
    ['missed 1', 'extra 3']
    """
    score, left = Score(), list(found)
    for item in gold:
        pair = next((f for f in left if same(item, f)), None)
        if pair is None:
            score.misses += 1
            score.faults.append(f"missed {say_gold(item)}")
        else:
            score.hits += 1
            left.remove(pair)
    score.extras = len(left)
    score.faults += [f"extra {say_found(item)}" for item in left]
    return score


def overlap(a: Sequence[int], b: Sequence[int]) -> bool:
    """Tell whether two half-open ranges share a character."""
    return a[0] < b[1] and b[0] < a[1]


def day(text: str | None) -> date | None:
    """Read an ISO day, or nothing."""
    return date.fromisoformat(text) if text else None


def close(a: date | None, b: date | None) -> bool:
    """Tell whether two days are within one day of each other; an unknown gold day asks for nothing."""
    return a is None or (b is not None and abs((a - b).days) <= ONE_DAY)


def days_overlap(start: date | None, end: date | None, first: date | None, last: date | None) -> bool:
    """Tell whether two inclusive intervals share a day; an open end reaches as far as it must."""
    if first is None or last is None:
        return start is None and end is None
    return (start is None or start <= last) and (end is None or first <= end)


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance, good enough within a region.

    Examples
    --------
    >>> round(kilometres(34.3, 62.2, 34.7, 61.0))
    119
    """
    east = math.radians(lon2 - lon) * math.cos(math.radians((lat + lat2) / 2))
    return 6371.0 * math.hypot(east, math.radians(lat2 - lat))
