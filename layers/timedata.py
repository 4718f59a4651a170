"""What the time layer draws: columns of places, events and returns, with days as whole numbers.

Columns, not records, because the page carries them to the browser: a hundred thousand events fit in about a
megabyte. Small sets are more easily written as rows (:class:`TimePlace`, :class:`TimeEvent`, :class:`TimeReturn`) and
turned into columns by :meth:`TimeData.of`.

Days count from :data:`EPOCH`; every interval is half-open, ``[start, end)``, so an event of one day ends on the next.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from geo.errors import BadFrame
from layers.timecheck import faults_of

EPOCH = date(2000, 1, 1)
FOR_GOOD = 2**31 - 1  # a day that never comes


def day_number(day: date) -> int:
    """Days since :data:`EPOCH`.

    Examples
    --------
    >>> day_number(date(2025, 6, 25))
    9307
    >>> day_number(date(2000, 1, 1))
    0
    """
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Undo :func:`day_number`.

    Examples
    --------
    >>> day_of(9307)
    datetime.date(2025, 6, 25)
    """
    return EPOCH + timedelta(days=int(number))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePlace:
    """A place that something is said of.

    ``lat``/``lon`` is the point of the mark: the place itself, or the label point of an area or line. ``shape`` is the
    id of a :class:`layers.shapes.Shape` when the place is an area (province, district) or a line (border): then the
    shape is hatched or thickened and the mark only labels it. A place with neither point nor shape is not drawn.
    """

    id: str
    name: str
    name_fa: str = ""
    kind: str
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    shape: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEvent:
    """An event at one or several places, with its status as it stood over time.

    ``status`` lists ``(from_day, status)`` steps in order of day, where the day is the first on which the claims that
    give that status were public. The status drawn is that of the window's last day (or of the *known by* day, when
    that is earlier); before the first step it is the first status.
    """

    id: str
    title: str
    title_fa: str = ""
    category: str
    start: int
    end: int
    place_ids: tuple[str, ...]
    status: tuple[tuple[int, str], ...]
    key: bool = False
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReturn:
    """How many came back at a place in an interval, by one body's count: totals over the whole interval.

    ``known`` and ``until`` are the days from and before which this was what the body had published. Rows of one place
    and body known on one day never overlap (cut them before); days without a row are days without a report.
    ``high`` is ``None`` where no published figure caps the count. A window that cuts an interval takes its share of
    ``best``, nothing of ``low`` and all of ``high``: the bounds stay true, and the server may send tighter ones.
    ``told`` is false where only totals over more than a month cover the days: they bound them, and report nothing.
    """

    place_id: str
    body: str
    start: int
    end: int
    low: float
    best: float
    high: float | None
    known: int = 0
    until: int = FOR_GOOD
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBody:
    """A body that counts returns; ``name`` is what the legend and the tooltips say."""

    id: str
    name: str
    name_fa: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFlow:
    """So many people who went from these places to those, in an interval, as ``by`` says; known from a day on.

    Several places at one end are named together, without each one's share.
    """

    id: str
    from_ids: tuple[str, ...]
    to_ids: tuple[str, ...]
    start: int
    end: int
    low: float
    high: float | None
    by: str
    by_fa: str = ""
    status: str
    known: int


@dataclass(frozen=True, kw_only=True)
class TimeData:
    """Columns for :class:`layers.slider.TimeLayer`. Columns of one group have one length; numpy arrays are welcome.

    Attributes
    ----------
    first, last
        The days the axis spans, ``[first, last)``.
    place_id, place_name, place_name_fa, place_kind, place_lat, place_lon, place_precision_km, place_shape
        One entry a place; see :class:`TimePlace`.
    event_id, event_title, event_title_fa, event_category, event_start, event_end, event_key
        One entry an event; see :class:`TimeEvent`. Ids, titles and keys may be given for the first events only, or for
        none (``()``): the others are counted.
    at_event, at_place
        Which event is at which place: positions in the two groups above.
    step_event, step_day, step_status
        Status steps: position of the event, first day, status. Sorted by event, then day; every event has one or more.
    source_id, told_event, told_source
        The sources, and which of them tells of which event (positions): for filters.
    body_id, body_name, body_name_fa
        The bodies that count returns; the first is drawn unless another is chosen.
    flow_id, flow_start, flow_end, flow_low, flow_high, flow_by, flow_by_fa, flow_status, flow_known
        One entry a flow; see :class:`TimeFlow`.
    leg_flow, leg_place, leg_out
        Which places are at which end of which flow; ``leg_out`` says whether they left from there.
    return_place, return_body, return_start, return_end, return_low, return_best, return_high,
    return_known, return_until, return_told
        One entry an interval; place and body are positions; ``return_high`` is ``None`` or NaN where it is open.
    crowd
        Further events that are only counted, as :func:`layers.cube.crowd` gives them.

    Raises
    ------
    BadFrame
        With every fault found, when columns differ in length or point outside their group.

    Examples
    --------
    >>> data = TimeData.of(
    ...     first=day_number(date(2021, 7, 1)), last=day_number(date(2021, 8, 1)),
    ...     places=[TimePlace(id="islam-qala", name="Islam Qala", kind="crossing", lat=34.708, lon=61.005)],
    ...     events=[TimeEvent(id="capture", title="Islam Qala captured", category="capture", start=7859, end=7860,
    ...                       place_ids=("islam-qala",), status=((7859, "disputed"), (7860, "confirmed")))],
    ... )
    >>> data.at_place, data.step_status
    ((0,), ('disputed', 'confirmed'))
    >>> TimeData(first=5, last=5)
    Traceback (most recent call last):
    ...
    geo.errors.BadFrame: TimeData: the axis is empty: last must be after first. Correct the columns before drawing.
    """

    first: int
    last: int
    place_id: Sequence[str] = ()
    place_name: Sequence[str] = ()
    place_name_fa: Sequence[str] = ()
    place_kind: Sequence[str] = ()
    place_lat: Sequence[float | None] = ()
    place_lon: Sequence[float | None] = ()
    place_precision_km: Sequence[float | None] = ()
    place_shape: Sequence[str] = ()
    event_id: Sequence[str] = ()
    event_title: Sequence[str] = ()
    event_title_fa: Sequence[str] = ()
    event_category: Sequence[str] = ()
    event_start: Sequence[int] = ()
    event_end: Sequence[int] = ()
    event_key: Sequence[bool] = ()
    at_event: Sequence[int] = ()
    at_place: Sequence[int] = ()
    step_event: Sequence[int] = ()
    step_day: Sequence[int] = ()
    step_status: Sequence[str] = ()
    source_id: Sequence[str] = ()
    told_event: Sequence[int] = ()
    told_source: Sequence[int] = ()
    body_id: Sequence[str] = ()
    body_name: Sequence[str] = ()
    body_name_fa: Sequence[str] = ()
    flow_id: Sequence[str] = ()
    flow_start: Sequence[int] = ()
    flow_end: Sequence[int] = ()
    flow_low: Sequence[float] = ()
    flow_high: Sequence[float | None] = ()
    flow_by: Sequence[str] = ()
    flow_by_fa: Sequence[str] = ()
    flow_status: Sequence[str] = ()
    flow_known: Sequence[int] = ()
    leg_flow: Sequence[int] = ()
    leg_place: Sequence[int] = ()
    leg_out: Sequence[bool] = ()
    return_place: Sequence[int] = ()
    return_body: Sequence[int] = ()
    return_start: Sequence[int] = ()
    return_end: Sequence[int] = ()
    return_low: Sequence[float] = ()
    return_best: Sequence[float] = ()
    return_high: Sequence[float | None] = ()
    return_known: Sequence[int] = ()
    return_until: Sequence[int] = ()
    return_told: Sequence[bool] = ()
    crowd: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        faults = list(faults_of(self))
        if faults:
            raise BadFrame(f"TimeData: {'; '.join(faults)}. Correct the columns before drawing.")

    @classmethod
    def of(
        cls,
        *,
        first: int,
        last: int,
        places: Sequence[TimePlace],
        events: Sequence[TimeEvent] = (),
        returns: Sequence[TimeReturn] = (),
        bodies: Sequence[TimeBody] = (),
        flows: Sequence[TimeFlow] = (),
        sources: Iterable[str] = (),
    ) -> "TimeData":
        """Turn rows into columns. A place or body that is named but not given is an error.

        ``sources`` names those that no event here is told by.
        """
        at = {place.id: i for i, place in enumerate(places)}
        body = {b.id: i for i, b in enumerate(bodies)}
        missing = sorted({p for e in events for p in e.place_ids if p not in at}
                         | {r.place_id for r in returns if r.place_id not in at}
                         | {p for f in flows for p in (*f.from_ids, *f.to_ids) if p not in at}
                         | {r.body for r in returns if r.body not in body})  # fmt: skip
        if missing:
            raise BadFrame(f"TimeData: named but not given: {', '.join(missing)}. Add them to places= or bodies=.")
        known = {s: i for i, s in enumerate(sorted({*sources, *(s for e in events for s in e.source_ids)}))}
        told = [(i, known[s]) for i, e in enumerate(events) for s in e.source_ids]
        pairs = [(i, at[p]) for i, e in enumerate(events) for p in dict.fromkeys(e.place_ids)]
        legs = [(i, at[p], out) for i, f in enumerate(flows) for out in (True, False)
                for p in (f.from_ids if out else f.to_ids)]  # fmt: skip
        steps = [(i, day, status) for i, e in enumerate(events) for day, status in sorted(e.status)]
        return cls(
            first=first,
            last=last,
            **_columns("place", TimePlace, places, skip=()),
            **_columns("event", TimeEvent, events, skip=("place_ids", "status", "source_ids")),
            **_columns("body", TimeBody, bodies, skip=()),
            **_columns("return", TimeReturn, returns, skip=("place_id", "body")),
            **_columns("flow", TimeFlow, flows, skip=("from_ids", "to_ids")),
            leg_flow=tuple(i for i, _, _ in legs),
            leg_place=tuple(place for _, place, _ in legs),
            leg_out=tuple(out for _, _, out in legs),
            return_place=tuple(at[r.place_id] for r in returns),
            return_body=tuple(body[r.body] for r in returns),
            source_id=tuple(known),
            told_event=tuple(i for i, _ in told),
            told_source=tuple(s for _, s in told),
            at_event=tuple(i for i, _ in pairs),
            at_place=tuple(p for _, p in pairs),
            step_event=tuple(i for i, _, _ in steps),
            step_day=tuple(day for _, day, _ in steps),
            step_status=tuple(status for _, _, status in steps),
        )


def _columns(group: str, kind: type, rows: Sequence[object], *, skip: tuple[str, ...]) -> dict[str, Any]:
    names = [f.name for f in fields(kind) if f.name not in skip]
    return {f"{group}_{name}": tuple(getattr(row, name) for row in rows) for name in names}
