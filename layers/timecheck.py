"""What is wrong with the columns of a time layer, all of it at once."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import numpy as np

from geo.schema import CATEGORIES, KINDS, STATUSES


def faults_of(data: Any) -> Iterable[str]:
    """Tell every fault of a :class:`layers.timedata.TimeData`: lengths, positions, words."""
    if data.last <= data.first:
        yield "the axis is empty: last must be after first"
    for group in ("place", "event", "at", "step", "told", "body", "flow", "leg", "return"):
        lengths = {f.name: len(getattr(data, f.name)) for f in fields(data) if f.name.startswith(group + "_")}
        optional = {"event_id", "event_title", "event_title_fa", "event_key"}
        counted = {n for name, n in lengths.items() if name not in optional or n > len(data.event_start)}
        if len(counted) > 1:
            yield f"columns of {group} differ in length: {lengths}"
    for column, group in (("at_event", "event_start"), ("at_place", "place_id"), ("step_event", "event_start"),
                          ("told_event", "event_start"), ("told_source", "source_id"),
                          ("leg_flow", "flow_id"), ("leg_place", "place_id"),
                          ("return_place", "place_id"), ("return_body", "body_id")):  # fmt: skip
        values = getattr(data, column)
        if len(values) and not 0 <= np.min(values) <= np.max(values) < len(getattr(data, group)):
            yield f"{column} points outside {group}"
    for column, known in (("place_kind", KINDS), ("event_category", CATEGORIES), ("step_status", STATUSES)):
        unknown = sorted(set(getattr(data, column)) - set(known))
        if unknown:
            yield f"{column} has {', '.join(map(repr, unknown))}, not one of {', '.join(known)}"
    stepped = np.zeros(len(data.event_start), dtype=bool)
    owners = np.asarray(data.step_event, dtype=np.int64)
    stepped[owners[(owners >= 0) & (owners < len(stepped))]] = True
    if not stepped.all():
        yield "an event has no status step"
