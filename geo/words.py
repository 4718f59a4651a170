"""Facts in the words of a careful colleague: bounds, periods, figures, sentences."""

from datetime import date

from geo.calendars import Lang, format_day, format_range
from geo.numbers import format_number
from geo.schema import Claim, Figure, Place, Source
from geo.store import Store

BEFORE = {
    "about": "about ",
    "at least": "at least ",
    "more than": "more than ",
    "up to": "up to ",
    "less than": "fewer than ",
    "nearly": "nearly ",
}
PER = {
    "rate_daily": " a day",
    "rate_weekly": " a week",
    "rate_monthly": " a month",
    "rate_yearly": " a year",
    "peak": " on the busiest day",
    "projection": " expected",
}


def bounds_text(low: float | None, high: float | None, lang: Lang = "en") -> str:
    """Write bounds so that an open end stays open; nothing known is said in words, never as 0.

    Examples
    --------
    >>> bounds_text(12574, 12574), bounds_text(75001, None), bounds_text(25000, 35000), bounds_text(None, None)
    ('12,574', '≥ 75,001', '25,000 – 35,000', 'not known')
    >>> bounds_text(0, 4000), bounds_text(0, None)
    ('≤ 4,000', 'no figure sets a limit')
    """
    if low is None and high is None:
        return "not known"
    if high is None:
        return f"≥ {format_number(low or 0, lang)}" if low else "no figure sets a limit"
    if not low:
        return f"≤ {format_number(high, lang)}"
    return format_number(low, lang) if low == high else f"{format_number(low, lang)} – {format_number(high, lang)}"


def period_text(start: date | None, end: date | None, lang: Lang = "en") -> str:
    """Write a period, saying so when an end is not known.

    Examples
    --------
    >>> period_text(date(2025, 6, 29), date(2025, 7, 6)), period_text(None, date(2018, 9, 30)), period_text(None, None)
    ('29 June – 6 July 2025', 'up to 30 September 2018', 'undated')
    """
    if start and end:
        return format_range(start, end, lang=lang)
    if end:
        return f"up to {format_day(end, lang=lang)}"
    return f"from {format_day(start, lang=lang)}" if start else "undated"


def value_text(figure: Figure, lang: Lang = "en") -> str:
    """Write a figure's value with its qualifier and unit, as published.

    Examples
    --------
    >>> from geo.schema import Figure
    >>> value_text(Figure(id="f", source_id="s", measure="returns_all", nature="count", place_ids=(), value=65000,
    ...                   qualifier="at least", unit="people", counted_by="b", attributed_to="x"))
    'at least 65,000 people'
    """
    number = format_number(figure.value, lang)
    if figure.value_high is not None:
        number += f"–{format_number(figure.value_high, lang)}"
    unit = "%" if figure.unit == "percent" else f" {figure.unit}"
    if figure.qualifier == "vague":
        return f"{figure.value_written or number}{unit}"
    return f"{BEFORE.get(figure.qualifier, '')}{number}{unit}{PER.get(figure.nature, '')}"


def places_text(place_ids: tuple[str, ...], store: Store) -> str:
    """Name the places of a statement."""
    return ", ".join(store.places[p].name for p in place_ids) or "no place given"


def figure_sentence(figure: Figure, store: Store) -> str:
    """Say one figure whole: how many, of what, where, when, who says so, where it is printed."""
    source, measure = store.sources[figure.source_id], store.measures[figure.measure]
    value = value_text(figure)
    when = period_text(figure.start, figure.end)
    subject = f"{measure.label}: {value}" if figure.nature in {"count", "peak"} else f"{measure.label}, {value}"
    return f"{subject}, {places_text(figure.place_ids, store)}, {when}, says {figure.attributed_to} ({cite(source)})."


def claim_sentence(claim: Claim, store: Store) -> str:
    """Say one claim whole: who, in which manner, what, where it is printed."""
    verbs = {"denied": "denies", "rumour": "is quoted with a rumour", "confirmed": "confirms", "disputed": "disputes"}
    source = store.sources[claim.source_id]
    return f"{claim.attributed_to} {verbs.get(claim.status, 'says')}: {claim.what} ({cite(source)})."


def cite(source: Source) -> str:
    """Cite a source in short form: publisher, day, Admiralty grade."""
    return f"{source.publisher}, {source.published or 'undated'}, reliability {source.reliability}"


def place_names(place: Place) -> str:
    """Give a place's Latin name with its native one."""
    return f"{place.name} · {place.name_fa}" if place.name_fa else place.name


def short_name(name: str) -> str:
    """Give a body's usual short name, where it has one.

    Examples
    --------
    >>> short_name("International Organization for Migration (IOM)"), short_name("Governor's office, Nimruz (Taliban)")
    ('IOM', "Governor's office, Nimruz (Taliban)")
    """
    short = name.rpartition("(")[2].rstrip(")")
    return short if "(" in name and short.isupper() else name
