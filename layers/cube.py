"""Too many events to name: how many of which kind began and ended where, in as few bytes as the page can bear.

A window counts what began before its end, less what was over before its start; so beginnings and ends travel as two
lists that need not be paired. When the lists are too long for the page, days become longer spans: short ones for how
many there were at a place, longer ones for which kinds they were of.
"""

from typing import Any

import numpy as np

from geo.schema import CATEGORIES, STATUSES
from layers.columns import Numbers, codes, pack
from layers.gaps import counted, rice, weight
from layers.timedata import TimeData

MOST_NAMED = 5_000
NAMED_AMONG_MANY = 1_000
MOST_CHARACTERS = 300_000
SPANS = (1, 7, 14, 28, 56, 91, 182, 364, 728, 1456, 2912)
EXACT = 7  # kinds counted in spans no longer than this need no separate totals
MONTH = 30  # days to which the second clock is rounded up where something became known later than it happened


def crowd(data: TimeData, named: int, *, most: int = MOST_CHARACTERS) -> dict[str, Any]:
    """Count the events after the first ``named`` by place, kind and days; a kind is category × 8 + last status.

    Returns
    -------
    dict
        ``turns``: days from which events were known, the first standing for "when it happened"; ``kinds`` and, where
        their spans are long, ``totals``: tables of buckets, which are ``(place × 256 + kind) × turns + turn`` and
        ``place × turns + turn``. A table has its ``span`` in days, the number of its ``units`` from the first day on,
        and coded keys ``bucket's position × (units + 1) + unit``: of beginnings of what lasts one unit (``short``), of
        what lasts longer (``long``), and of the latter's ends (``over``).
    """
    rows = _rows(data, named)
    turns, turn = _turns(rows)
    place, kind = rows[:, 0], rows[:, 1]
    by_kind = (place * 256 + kind) * len(turns) + turn
    kinds = _fitting(by_kind, rows, data, most)
    if kinds["span"] <= EXACT:
        return {"turns": pack(turns), "kinds": kinds, "totals": None}
    totals = _fitting(place * len(turns) + turn, rows, data, most * 2 // 3)
    return {"turns": pack(turns), "kinds": _fitting(by_kind, rows, data, most - weight(totals)), "totals": totals}


def _rows(data: TimeData, named: int) -> Numbers:
    """One row an event and place: place, kind, start, end, the day it was known."""
    at, place = np.asarray(data.at_event), np.asarray(data.at_place)
    at, place = at[at >= named], place[at >= named]
    owner, days = np.asarray(data.step_event), np.asarray(data.step_day)
    last = np.zeros(len(data.event_start), dtype=np.int64)
    last[owner] = codes(data.step_status, STATUSES)  # steps are in order: the last one stays
    known = np.zeros(len(data.event_start), dtype=np.int64)
    known[owner[::-1]] = days[::-1]  # and here the first
    kind = codes(data.event_category, CATEGORIES).astype(np.int64) * 8 + last
    start, end = np.asarray(data.event_start), np.asarray(data.event_end)
    return np.column_stack((place, kind[at], start[at], end[at], known[at])).astype(np.int64)


def _turns(rows: Numbers) -> tuple[Numbers, Numbers]:
    """Give the turns, and each row's: none lies before the day on which the row was known."""
    start, known = rows[:, 2], rows[:, 4]
    late = np.where(known <= start, 0, -(-known // MONTH) * MONTH)
    turns, turn = np.unique(np.append(0, late), return_inverse=True)
    return turns, turn[1:]


def _fitting(keys: Numbers, rows: Numbers, data: TimeData, most: int) -> dict[str, Any]:
    buckets, bucket = np.unique(keys, return_inverse=True)
    listed = rice(np.diff(buckets, prepend=0))
    for span in SPANS:
        table = {"buckets": listed, **_coded(bucket, rows, data, span)}
        if weight(table) <= most:
            break
    return table


def _coded(bucket: Numbers, rows: Numbers, data: TimeData, span: int) -> dict[str, Any]:
    units = -(-(data.last - data.first) // span) + 1
    begin = np.clip((rows[:, 2] - data.first) // span, 0, units - 1)
    until = np.clip(-(-(rows[:, 3] - data.first) // span), begin + 1, units)
    brief = until == begin + 1
    at, wide = bucket * (units + 1), ~brief
    return {
        "span": span, "units": units, "short": counted((at + begin)[brief]),
        "long": counted((at + begin)[wide]), "over": counted((at + until)[wide]),
    }  # fmt: skip
