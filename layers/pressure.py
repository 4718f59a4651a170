"""Pressure on a place in words: people present or passing against what it can hold or pass, with bounds on both."""

import math
from collections.abc import Iterable

from geo.pressure import Bounds, Pressure, pressure
from geo.schema import Figure
from geo.store import Store
from geo.window import Window
from layers import phrases
from layers.language import Language

UNKNOWN: Bounds = (None, None)


def pressures(figures: Iterable[Figure], window: Window, places: Iterable[str]) -> list[Pressure]:
    """List the pressures at some places, alone or with others; a flow without a known capacity says nothing of it."""
    here = set(places)
    found = pressure((f for f in figures if here & set(f.place_ids)), window)
    told = {(p.kind, p.people, p.capacity): p for p in reversed(found) if p.kind == "holding" or p.capacity != UNKNOWN}
    return list(reversed(told.values()))


def told(found: Pressure, store: Store, t: Language) -> str:
    """Say one pressure, naming the places where they are several together."""
    names = t("comma").join(phrases.name(store.places[p], t) for p in found.place_ids if p in store.places)
    return sentence(found, t) if len(found.place_ids) == 1 else f"{names}{t('dot')}{sentence(found, t)}"


def sentence(found: Pressure, t: Language) -> str:
    """Say one pressure; an unknown capacity is said to be unknown.

    Examples
    --------
    >>> from layers.language import language
    >>> full = Pressure(("camp-milak",), "holding", (14_001, None), (3_000, 4_000), (3.50025, None), ())
    >>> sentence(full, language("en"))
    'people there ≥ 14,001, room for 3,000 – 4,000: at least 3.5 times what it can hold'
    """
    people, capacity = (phrases.bounds(*side, t) for side in (found.people, found.capacity))
    if found.capacity == UNKNOWN:
        return t("pressure_unknown", people=people)
    return t(f"pressure_{found.kind}", people=people, capacity=capacity) + _ratio(*found.ratio, found.kind, t)


def _ratio(low: float | None, high: float | None, kind: str, t: Language) -> str:
    """Say how many times over, in tenths that hold the bounds; nothing where neither side is bounded."""
    down = None if low is None else math.floor(10 * low) / 10
    up = None if high is None else math.ceil(10 * high) / 10
    if down is not None and up is not None:
        return t(f"times_{kind}", n=t.number(down) if down == up else t("range", low=down, high=up))
    if down is not None:
        return t(f"times_{kind}", n=t("qualified_at_least", n=down))
    return "" if up is None else t(f"times_{kind}", n=t("qualified_up_to", n=up))
