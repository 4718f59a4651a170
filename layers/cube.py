"""Too many events to name: how many of which kind began and ended where, in as few rows as the page can bear."""

from typing import Any

import numpy as np

from geo.schema import CATEGORIES, STATUSES
from layers.columns import Numbers, codes, pack
from layers.timedata import TimeData

MOST_NAMED = 5_000
MOST_ROWS = 60_000
SPANS = (1, 7, 28, 91, 364)


def condense(data: TimeData, *, most: int = MOST_ROWS) -> dict[str, Any]:
    """Count events by place, category, last status and days; when rows are too many, days become longer spans.

    Returns
    -------
    dict
        ``events``, ``at`` and ``steps`` as :func:`layers.slider.encode` gives them, sorted by place and kind;
        ``coarse`` is the length of the spans in days.
    """
    rows = _rows(data)
    for span in SPANS:
        cells, count = _counted(_widened(rows, span, data.first))
        if len(cells) <= most:
            break
    place, category, status, start, length = cells.T
    events = {"n": len(cells), "start": pack(start), "length": pack(length), "category": pack(category),
              "count": pack(count), "id": None, "title": None, "title_fa": None, "key": None}  # fmt: skip
    return {"detailed": False, "coarse": span, "events": events, "at": {"event": None, "place": pack(place)},
            "steps": {"event": None, "day": None, "status": pack(status)}}  # fmt: skip


def _rows(data: TimeData) -> Numbers:
    """One row an event and place: place, category, status, start, length."""
    at = np.asarray(data.at_event)
    last = np.zeros(len(data.event_start), dtype=np.uint8)
    last[np.asarray(data.step_event)] = codes(data.step_status, STATUSES)  # steps are in order: the last one stays
    start, end = np.asarray(data.event_start), np.asarray(data.event_end)
    category = codes(data.event_category, CATEGORIES)
    return np.column_stack((np.asarray(data.at_place), category[at], last[at], start[at], (end - start)[at])).astype(
        int
    )


def _widened(rows: Numbers, span: int, first: int) -> Numbers:
    if span == 1:
        return rows
    wide = rows.copy()
    begin = (rows[:, 3] - first) // span
    until = -(-(rows[:, 3] + rows[:, 4] - first) // span)
    wide[:, 3], wide[:, 4] = first + begin * span, (until - begin) * span
    return wide


def _counted(rows: Numbers) -> tuple[Numbers, Numbers]:
    """Distinct rows in order, and how often each occurs; a row is squeezed into one number, which sorts much faster."""
    low = rows.min(axis=0)
    sizes = rows.max(axis=0) - low + 1
    keys = np.ravel_multi_index(tuple((rows - low).T), tuple(sizes))
    distinct, count = np.unique(keys, return_counts=True)
    return np.column_stack(np.unravel_index(distinct, tuple(sizes))) + low, count
