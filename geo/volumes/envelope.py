"""The envelope over several bodies: from the least low to the greatest high, open when any of them is; never a sum."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from geo.volumes.tally import Volume


@dataclass(frozen=True, slots=True)
class Envelope:
    """From the least low to the greatest high of several bodies; ``None`` where one of them is open."""

    low: int | None
    high: int | None


def envelope(volumes: Iterable[Volume], measure: str = "") -> Envelope:
    """Give the envelope of one measure over bodies, never a sum; without a measure, of the :func:`headline`."""
    answers = list(volumes)
    wanted = measure or headline(answers)
    highs = [v.high for v in answers if v.measure == wanted]
    if not highs:
        return Envelope(None, None)
    low = min(v.low for v in answers if v.measure == wanted)
    return Envelope(low, None if None in highs else max(h for h in highs if h is not None))


def headline(volumes: Iterable[Volume]) -> str:
    """Name the measure that a headline gives: all returns where some body counted them, else what most counted."""
    counted = Counter(v.measure for v in volumes)
    if not counted or "returns_all" in counted:
        return "returns_all"
    return min(counted, key=lambda m: (-counted[m], m))
