"""Events that all maps of a bench draw."""

import numpy as np

from geo.schema import CATEGORIES, STATUSES
from layers.timedata import TimeData

PLACES, DAYS, WINDOW = 400, 8 * 365, 91
SHARES = [0.9, 0.04, 0.03, 0.01, 0.01, 0.01]  # of statuses


def synthetic(n: int, *, even: bool = False) -> TimeData:
    """Make events over 400 places and eight years, as lists of incidents have them: most last a day at a few places.

    ``even`` spreads them evenly over everything: the hardest to write small.
    """
    rng = np.random.default_rng(n)
    start = np.sort(rng.integers(0, DAYS - 30, n))
    named = min(n, 5000)
    place = rng.integers(0, PLACES, n) if even else (PLACES * rng.random(n) ** 2).astype(int)
    length = rng.integers(1, 15, n) if even else np.where(rng.random(n) < 0.9, 1, rng.integers(2, 15, n))
    category = rng.integers(0, len(CATEGORIES), n) if even else (len(CATEGORIES) * rng.random(n) ** 3).astype(int)
    status = rng.integers(0, len(STATUSES), n) if even else rng.choice(len(STATUSES), n, p=SHARES)
    return TimeData(
        first=0, last=DAYS, place_id=[f"p{i}" for i in range(PLACES)], place_name=[f"Place {i}" for i in range(PLACES)],
        place_name_fa=[""] * PLACES, place_kind=["settlement"] * PLACES, place_lat=rng.uniform(30, 36, PLACES),
        place_lon=rng.uniform(58, 66, PLACES), place_precision_km=[None] * PLACES, place_shape=[""] * PLACES,
        event_title=[f"Event number {i}" for i in range(named)], event_title_fa=[""] * named,
        event_id=[f"e{i}" for i in range(named)],
        event_category=np.array(CATEGORIES)[category].tolist(), event_start=start,
        event_end=start + length, at_event=np.arange(n), at_place=place, step_event=np.arange(n), step_day=start,
        step_status=np.array(STATUSES)[status].tolist(),
    )  # fmt: skip
