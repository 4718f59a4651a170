"""Facts in the reader's language: bounds, periods, figures, names, what a place is."""

from datetime import date
from typing import TYPE_CHECKING

from geo.calendars import Calendar, format_day, format_range, parse_period
from geo.schema import Event, Figure, Place, Source
from geo.store import Store
from geo.words import short_name
from layers.language import Language

if TYPE_CHECKING:  # the solver behind it is slow to import
    from geo.volumes import Conflict

UNNAMED = "not stated"  # as the seeds write it
SHAPED = {"province": "place_area", "country": "place_area", "border": "place_line"}


def day(when: date, t: Language) -> str:
    """Write a day in the calendar the reader dates by."""
    return format_day(when, calendar=own_calendar(t), lang=t.lang)


def days(start: date, end: date, t: Language) -> str:
    """Write the days from ``start`` to ``end``, both included, in the calendar the reader dates by."""
    return format_range(start, end, calendar=own_calendar(t), lang=t.lang)


def days_otherwise(start: date, end: date, t: Language) -> str:
    """Write the same days in the other calendar."""
    if t.rtl:
        return format_range(start, end, calendar="gregorian", lang=t.lang)
    return format_range(start, end, calendar="solar", lang="fa")


def own_calendar(t: Language) -> Calendar:
    """Name the calendar that readers of the language date by."""
    return "solar" if t.rtl else "gregorian"


def period(start: date | None, end: date | None, t: Language) -> str:
    """Write a period, saying so when an end is not known.

    Examples
    --------
    >>> from layers.language import language
    >>> period(None, date(2018, 9, 30), language("en"))
    'up to 30 September 2018'
    """
    if start and end:
        return days(start, end, t)
    if end:
        return t("up_to_day", day=day(end, t))
    return t("from_day", day=day(start, t)) if start else t("undated")


def published(text: str, t: Language) -> str:
    """Write when a source came out, no finer than it is known.

    Examples
    --------
    >>> from layers.language import language
    >>> published("2025-07-06", language("en")), published("2025-07", language("fa")), published("", language("en"))
    ('6 July 2025', 'ژوئیه ۲۰۲۵', 'undated')
    """
    if not text:
        return t("undated")
    known = parse_period(text)
    if known.precision == "day":
        return day(known.start, t)
    whole = format_day(known.start, lang=t.lang)
    return whole.partition(" ")[2] if known.precision == "month" else whole.rpartition(" ")[2]


def publisher(source: Source, t: Language) -> str:
    """Name who published a source, or say in the reader's language that the source does not."""
    return t("publisher_unnamed") if source.publisher in {"", UNNAMED} else source.publisher


def bounds(low: float | None, high: float | None, t: Language) -> str:
    """Write bounds so that an open end stays open; nothing known is said in words, never as 0.

    Examples
    --------
    >>> from layers.language import language
    >>> bounds(75001, None, language("en")), bounds(0, None, language("en")), bounds(25000, 35000, language("fa"))
    ('≥ 75,001', 'no figure sets a limit', '۲۵٬۰۰۰ تا ۳۵٬۰۰۰')
    """
    if low is None and high is None:
        return t("not_known")
    if high is None:
        return t("at_least", n=low) if low else t("no_limit")
    if not low:
        return t("at_most", n=high)
    return t.number(low) if low == high else t("between", low=low, high=high)


def value(figure: Figure, t: Language) -> str:
    """Write a figure's value with its qualifier, unit and nature, as published.

    Examples
    --------
    >>> from layers.language import language
    >>> weekly = Figure(id="f", source_id="s", measure="returns_all", nature="rate_weekly", place_ids=(), value=65000,
    ...                 qualifier="at least", unit="people", counted_by="b", attributed_to="x")
    >>> value(weekly, language("en")), value(weekly, language("fa"))
    ('at least 65,000 people a week', 'دست‌کم ۶۵٬۰۰۰ نفر در هفته')
    """
    number = t.number(figure.value)
    if figure.value_high is not None:
        number = t("range", low=figure.value, high=figure.value_high)
    if figure.qualifier == "vague":
        number = figure.value_written or number
    elif figure.qualifier not in {"exact", "range"}:
        number = t(f"qualified_{figure.qualifier.replace(' ', '_')}", n=number)
    counted = f"unit_{figure.unit}"
    what = t(counted, n=number) if t.has(counted) else t("unit_other", n=number, unit=figure.unit)
    nature = f"nature_{figure.nature}"
    return t(nature, what=what) if t.has(nature) else what


def silence(silent: int, days: int, t: Language, *, lumped: int = 0) -> str:
    """Say for how many days of the window nobody reported, or only in a total over more than a month.

    Examples
    --------
    >>> from layers.language import language
    >>> [silence(n, 15, language("en")) for n in (0, 6, 15)]
    ['', '6 of 15 days: no report', 'no report']
    >>> silence(0, 15, language("en"), lumped=15)
    'only in totals over more than a month'
    """
    if silent == days:
        return t("no_report")
    said = [t("silent_some", n=silent, of=days)] if silent else []
    if lumped:
        said.append(t("lumped_all") if lumped == days else t("lumped_some", n=lumped, of=days))
    return t("dot").join(said)


def name(place: Place, t: Language) -> str:
    """Name a place in the reader's script."""
    return t.either(place.name, place.name_fa)


def title(event: Event, t: Language) -> str:
    """Give an event's title in the reader's script."""
    return t.either(event.title, event.title_fa)


def body(body_id: str, store: Store, t: Language) -> str:
    """Name a counting body; in English by its usual short name."""
    found = store.bodies[body_id]
    return t.either(short_name(found.name), found.name_fa)


def measure(measure_id: str, store: Store, t: Language) -> str:
    """Name what is counted."""
    found = store.measures[measure_id]
    return t.either(found.label[:1].lower() + found.label[1:], found.label_fa)


def kind_of(place: Place, t: Language) -> str:
    """Say what kind of place it is."""
    subtype = f"subtype_{place.subtype.replace(' ', '_')}"
    kind = t(f"kind_{place.kind}")
    return f"{kind} ({t(subtype)})" if t.has(subtype) else kind


def what_it_is(place: Place, store: Store, t: Language) -> str:
    """Say in one line what a place is and how precisely it is known."""
    kind = kind_of(place, t)
    where = t("comma").join(name(store.places[a], t) for a in place.admin1 if a in store.places)
    if where:
        kind = t("place_in", kind=kind, where=where)
    if place.precision_km is not None:
        known = "place_precise_basis" if place.basis and not t.rtl else "place_precise"
        return f"{kind}{t('semicolon')}{t(known, km=place.precision_km, basis=place.basis)}"
    return f"{kind}{t('semicolon')}{t(SHAPED.get(place.kind, 'place_nowhere'))}"


def conflict(found: "Conflict", t: Language) -> str:
    """Say which figures cannot stand beside each other."""
    return t(f"conflict_{found.kind}", figure=found.figure, others=t("comma").join(found.against), by=found.by)
