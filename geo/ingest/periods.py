"""From a date as written to the days it means, given when the text was published."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from geo.calendars import carry_month, from_solar, month_end, solar
from geo.errors import BadDate
from geo.ingest.date_forms import Written
from geo.ingest.date_words import MONTHS, SEASONS, SMALL, UNITS, WEEKDAYS
from geo.ingest.lunar import lunar_days
from geo.ingest.spans import around, back, build, each, latest, nearest, number, part_of, year_back

Days = tuple[date, date, str]
_OFFSETS = {"today": 0, "tonight": 0, "yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1,
            "the day before yesterday": -2, "امروز": 0, "امشب": 0, "دیروز": -1, "دیشب": -1, "پریروز": -2, "فردا": 1,
            "نن": 0, "پرون": -1, "سبا": 1, "آج": 0}  # fmt: skip
_BEFORE = frozenset(
    ["last", "previous", "past", "preceding", "گذشته", "قبل", "پیش", "تېره", "تیره", "گزشتہ", "پچھلے", "this past"]
)
_AFTER = frozenset(["next", "coming", "following", "آینده", "آتی"])


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative dates count from.

    ``first`` and ``today`` bound the publication of the text; ``stated`` is the last full date before the mention, and
    ``counted`` the last range of days before it (a reporting week). ``future`` says that the sentence looks ahead.
    """

    first: date
    today: date
    stated: tuple[date, date] | None = None
    counted: tuple[date, date] | None = None
    future: bool = False
    until: date | None = None

    @property
    def open_end(self) -> date:
        """Where an interval that is still running ends: when its words were said, or with the days just counted."""
        said = self.until or self.today
        return self.counted[1] if said == self.today and self.counted and self.counted[1] <= said else said


def resolve(written: Written, clock: Clock) -> Days | None:
    """Give first day, last day and basis; nothing where the parts make no date (30 February).

    Examples
    --------
    >>> resolve(Written(0, 6, "day", {"d": "5", "m": "july"}), Clock(date(2025, 7, 6), date(2025, 7, 6)))
    (datetime.date(2025, 7, 5), datetime.date(2025, 7, 5), 'year from publication')
    """
    try:
        return _RESOLVERS[written.form](written, clock)
    except (BadDate, ValueError, OverflowError):
        return None


def _day(w: Written, c: Clock) -> Days:
    (calendar, month), day_of_month = MONTHS[w.get("m")], number(w.get("d"))
    if w.get("y") or w.get("ry"):
        day = build(calendar, _year_of(w, c, calendar), month, day_of_month)
        return day, day, _checked(day, w, "stated" if w.get("y") else "stated, year relative to publication")
    found = nearest(
        lambda year: build(calendar, year, month, day_of_month),
        c.today,
        calendar,
        future=c.future,
        weekday=WEEKDAYS.get(w.get("w")),
    )
    return found, found, _checked(found, w, "year from publication")


def _year_of(w: Written, c: Clock, calendar: str) -> int:
    if w.get("y"):
        return int(w.get("y"))
    here = solar(c.today)[0] if calendar == "solar" else c.today.year
    words = w.get("ry")
    return here - (words in ("last", "سال گذشته", "پارسال")) + (words == "next")


def _checked(day: date, w: Written, basis: str) -> str:
    named = WEEKDAYS.get(w.get("w"))
    if named is None or named == day.weekday():
        return basis
    return f"{basis}; the weekday written contradicts it ({day:%A})"


def _days(w: Written, c: Clock) -> Days:
    calendar, month = MONTHS[w.get("m")]
    first, last = number(w.get("d")), number(w.get("d2"))
    if w.get("y"):
        start = build(calendar, int(w.get("y")), month, first)
    else:
        start = nearest(lambda year: build(calendar, year, month, first), c.today, calendar, future=c.future)
    end = start + timedelta(days=last - first)
    if last < first:
        raise BadDate(f"Days {first} to {last} run backwards. Swap them.")
    return start, end, "stated" if w.get("y") else "stated, year from publication"


def _span(w: Written, c: Clock) -> Days:
    (calendar, m1), (_, m2) = MONTHS[w.get("m")], MONTHS[w.get("m2")]
    d1, d2 = number(w.get("d")), number(w.get("d2"))
    if w.get("y"):
        end = build(calendar, int(w.get("y")), m2, d2)
    else:
        end = nearest(lambda year: build(calendar, year, m2, d2), c.today, calendar, future=c.future)
    there = end.year if calendar == "gregorian" else solar(end)[0]
    start = build(calendar, int(w.get("y1") or there - (m1 > m2)), m1, d1)
    return start, end, "stated" if w.get("y") else "stated, year from publication"


def _months(w: Written, c: Clock) -> Days:
    year, (_, m1), (_, m2) = int(w.get("y")), MONTHS[w.get("m")], MONTHS[w.get("m2")]
    return date(year - (m1 > m2), m1, 1), month_end(year, m2), "stated"


def _month(w: Written, c: Clock) -> Days:
    calendar, month = MONTHS[w.get("m")]
    basis = "stated"
    if w.get("y") or w.get("ry"):
        first = build(calendar, _year_of(w, c, calendar), month, 1)
    elif w.get("rm") in ("last", "past"):
        first = latest(lambda year: build(calendar, year, month, 1), c.today - timedelta(days=28), calendar)
        basis = "the last one before publication"
    else:
        first, basis = (
            nearest(lambda year: build(calendar, year, month, 1), c.today, calendar, future=c.future),
            "year from publication",
        )
    if calendar == "lunar":
        return first, lunar_days(first), basis
    year, month, _ = (first.year, first.month, 1) if calendar == "gregorian" else solar(first)
    start, end = part_of(first, month_end(year, month), w.get("part"), "month")
    return start, end, f"part of month, {basis}" if w.get("part") else basis


def _numeric(w: Written, c: Clock) -> Days:
    year, month, day_of_month = int(w.get("y")), int(w.get("m")), int(w.get("d"))
    day = from_solar(year, month, day_of_month) if year < 1600 else date(year, month, day_of_month)
    return day, day, "stated"


def _season(w: Written, c: Clock) -> Days:
    first_month = SEASONS[w.get("s")]
    year = int(w.get("y") or 0) or _season_year(first_month, w.get("rel"), c)
    start = date(year, first_month, 1)
    end = month_end(*carry_month(year, first_month + 2))
    start, end = part_of(start, end, w.get("part"), "season")
    return start, end, "season of a stated year" if w.get("y") else "season relative to publication"


def _season_year(month: int, rel: str, c: Clock) -> int:
    if rel == "last":
        return c.today.year - (month_end(*carry_month(c.today.year, month + 2)) > c.today)
    return c.today.year + (1 if rel == "next" and date(c.today.year, month, 1) < c.today else 0)


def _part(w: Written, c: Clock) -> Days:
    year = int(w.get("y") or 0) or c.today.year - (w.get("rel") == "last")
    if w.get("h"):
        return _months_of(year, 1 if w.get("h") == "h1" else 7, 6)
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(w.get("nth")) or int("".join(
        filter(str.isdigit, w.get("nth"))) or 0)  # fmt: skip
    of = w.get("of")
    length = 6 if of == "half" else 3 if of in ("quarter", "") else SMALL.get(of.split()[0], 1)
    start = 13 - length if w.get("nth") == "last" else (nth - 1) * length + 1
    return _months_of(year, start, length)


def _months_of(year: int, first: int, length: int) -> Days:
    return date(year, first, 1), month_end(year, first + length - 1), "part of year"


def _ytd(w: Written, c: Clock) -> Days:
    year = int(w.get("y") or c.today.year)
    if year < 1600:
        return from_solar(year, 1, 1), c.open_end, "year to date"
    return date(year, 1, 1), c.open_end, "year to date"


def _sameperiod(w: Written, c: Clock) -> Days:
    start, end = c.counted or c.stated or (c.today, c.today)
    if w.get("unit") == "month":
        start, end = start.replace(day=1), month_end(start.year, start.month)
    return year_back(start), year_back(end), "the same days a year before"


def _past(w: Written, c: Clock) -> Days:
    unit = UNITS[(w.get("unit") or w.get("unit2")).rstrip("\u200c")]
    count = 1.5 if w.get("half") else SMALL.get(w.get("n")) or int(w.get("n") or 1)
    return back(c.today, count, unit), c.today, "counted back from publication"


def _recent(w: Written, c: Clock) -> Days:
    return back(c.today, 3, UNITS[w.get("unit")]), c.today, "vague, counted back from publication"


def _ago(w: Written, c: Clock) -> Days:
    unit, count = UNITS[w.get("unit").rstrip("\u200c")], SMALL.get(w.get("n")) or int(w.get("n"))
    day = back(c.today, count, unit)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31), "counted back from publication"
    if unit == "month":
        return day.replace(day=1), month_end(day.year, day.month), "counted back from publication"
    return day, day, "counted back from publication"


def _after(w: Written, c: Clock) -> Days:
    count, unit = SMALL.get(w.get("n")) or int(w.get("n")), UNITS[w.get("unit")]
    base = (c.stated or (c.today, c.today))[1]
    if w.get("dir") == "later":
        day = base + (base - back(base, count, unit))
        return day, day, "counted on from the date before it"
    return back(base, count, unit), base, "counted back from the date before it"


def _offset(w: Written, c: Clock) -> Days:
    day = c.today + timedelta(days=_OFFSETS[w.get("o")])
    return min(day, c.first if _OFFSETS[w.get("o")] == 0 else day), day, "relative to publication"


def _weekday(w: Written, c: Clock) -> Days:
    wanted, rel = WEEKDAYS[w.get("w")], w.get("rel").strip()
    if rel == "next" or (c.future and c.first == c.today and rel not in _BEFORE):
        day = c.today + timedelta(days=(wanted - c.today.weekday()) % 7 or 7 * (rel == "next"))
        return day, day, "weekday on or after publication"
    possible = [d for d in each(c.first, c.today) if d.weekday() == wanted]
    if len(possible) > 1:
        return possible[0], possible[-1], "weekday, any within the days of publication"
    day = c.today - timedelta(days=(c.today.weekday() - wanted) % 7)
    if rel in _BEFORE and day == c.today:
        day -= timedelta(days=7)
    return day, day, "weekday = publication day" if day == c.today else "weekday before publication"


def _rel(w: Written, c: Clock) -> Days:
    unit, rel = UNITS[w.get("unit")] if w.get("unit") != "weekend" else "week", w.get("rel") or w.get("fa")
    if rel in ("that", "same") or (rel in ("previous", "following", "preceding") and c.counted):
        return _anaphor(unit, rel, c)
    start, end = around(c.today, unit)
    if rel in _BEFORE:
        start, end = around(start - timedelta(days=1), unit)
        basis = f"the {unit} before publication"
    elif rel in _AFTER:
        start, end = around(end + timedelta(days=1), unit)
        basis = f"the {unit} after publication"
    elif w.get("part") == "later":
        start, basis = c.today, f"the rest of the {unit} of publication"
    elif w.get("part") in ("end", "middle"):
        start, end = part_of(start, end, w.get("part"), unit)
        basis = f"part of the {unit} of publication"
    else:
        end, basis = (c.open_end if unit == "year" else c.today), f"{unit} to date"
    return (end - timedelta(days=1) if w.get("unit") == "weekend" else start), end, basis


def _anaphor(unit: str, rel: str, c: Clock) -> Days:
    start, end = c.counted or c.stated or (c.today, c.today)
    if unit in ("month", "year"):
        start, end = around(start, unit)
    length = (end - start) + timedelta(days=1)
    if rel in ("previous", "preceding"):
        return start - length, start - timedelta(days=1), "before the days just named"
    if rel == "following":
        return end + timedelta(days=1), end + length, "after the days just named"
    return start, end, "the days just named"


def _theweek(w: Written, c: Clock) -> Days | None:
    return (*c.counted, "the days just named") if c.counted else None


def _year(w: Written, c: Clock) -> Days:
    if not w.get("y"):
        here = solar(c.today)[0]
        year = here - (w.get("ry") == "پارسال")
        return from_solar(year, 1, 1), month_end(year, 12) if year != here else c.today, "relative to publication"
    year = int(w.get("y"))
    if year < 1600:
        return from_solar(year, 1, 1), month_end(year, 12), "stated"
    start, end = part_of(date(year, 1, 1), date(year, 12, 31), w.get("part"), "year")
    return start, end, "part of year" if w.get("part") else "stated"


_RESOLVERS: dict[str, Callable[[Written, Clock], Days | None]] = {
    "iso": _numeric, "slashed": _numeric, "dmy": _numeric, "day": _day, "days": _days, "span": _span,
    "months": _months, "month": _month, "season": _season, "part": _part, "ytd": _ytd, "sameperiod": _sameperiod,
    "past": _past, "recent": _recent, "duration": _past, "ago": _ago, "after": _after, "offset": _offset,
    "weekday": _weekday, "rel": _rel, "theweek": _theweek, "year": _year,
}  # fmt: skip
