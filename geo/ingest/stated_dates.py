"""Dates that name their day, month, season or year, with the year inferred where it is left out."""

from collections.abc import Callable
from datetime import date, timedelta

from geo.calendars import carry_month, from_solar, month_end, solar
from geo.errors import BadDate
from geo.ingest.clock import Clock, Days
from geo.ingest.date_forms import Written
from geo.ingest.date_words import MONTHS, SEASONS, SMALL, WEEKDAYS
from geo.ingest.lunar import lunar_days
from geo.ingest.spans import build, day_in_month, latest, month_beside, nearest, number, part_of, year_in

_DAY = timedelta(days=1)


def _day(w: Written, c: Clock) -> Days:
    (calendar, month), day_of_month = MONTHS[w.get("m")], number(w.get("d"))
    if w.get("y") or w.get("ry"):
        day = build(calendar, year_of(w, c, calendar), month, day_of_month)
        return day, day, _checked(day, w, "stated" if w.get("y") else "stated, year relative to publication")
    weekday = WEEKDAYS.get(w.get("w"))
    found = nearest(calendar, month, day_of_month, c.today, future=c.future, weekday=weekday)
    return found, found, _checked(found, w, "year from publication")


def year_of(w: Written, c: Clock, calendar: str) -> int:
    """Give the year that a date states, or says by "last year"."""
    if w.get("y"):
        return int(w.get("y"))
    here = year_in(c.today, calendar)
    words = w.get("ry")
    return here - (words in ("last", "سال گذشته", "پارسال")) + (words == "next")


def _checked(day: date, w: Written, basis: str) -> str:
    word = w.get("w")
    if not word or WEEKDAYS.get(word, day.weekday()) == day.weekday():
        return basis
    return f"{basis}; the weekday written contradicts it ({day:%A})"


def _days(w: Written, c: Clock) -> Days:
    calendar, month = MONTHS[w.get("m")]
    first, last = number(w.get("d")), number(w.get("d2"))
    if w.get("y"):
        start = build(calendar, int(w.get("y")), month, first)
    else:
        start = nearest(calendar, month, first, c.today, future=c.future)
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
        end = nearest(calendar, m2, d2, c.today, future=c.future)
    there = end.year if calendar == "gregorian" else solar(end)[0]
    start = build(calendar, int(w.get("y1") or there - (m1 > m2)), m1, d1)
    return start, end, "stated" if w.get("y") else "stated, year from publication"


def _ending(w: Written, c: Clock) -> Days:
    """Resolve "the week ending 5 July": seven days."""
    if w.get("w"):
        end = c.today - timedelta(days=(c.today.weekday() - WEEKDAYS[w.get("w")]) % 7)
        return end - timedelta(days=6), end, "week ending on a weekday before publication"
    parts = {**w.parts, "m": w.get("m") or w.get("m1"), "d": w.get("d") or w.get("d1")}
    _, end, basis = _day(Written(w.start, w.end, "day", parts), c)
    return end - timedelta(days=6), end, f"week ending on a day {basis}"


def _beginning(w: Written, c: Clock) -> Days:
    """Resolve "the week of 29 June": seven days."""
    end, basis = _ending(w, c)[1:]
    return end, end + timedelta(days=6), basis.replace("ending", "beginning")


def _runup(w: Written, c: Clock) -> Days:
    """Resolve "the seven days to 20 October"."""
    _, end, basis = _ending(w, c)
    count = SMALL.get(w.get("n")) or int(w.get("n"))
    days = count * (7 if w.get("unit") == "weeks" else 1)
    return end - timedelta(days=days - 1), end, basis.replace("week ending", "days up to")


def _daysof(w: Written, c: Clock) -> Days:
    """Resolve "the last ten days of Jawza"."""
    if w.get("m"):
        first, last, basis = _month(w, c)
    else:
        (first, last), basis = month_beside(c.today, w.get("rel")), "relative to publication"
    which, unit = w.get("end"), w.get("unit")
    count = SMALL.get(w.get("n")) or int(w.get("n") or (3 if unit == "days" else 1))
    days = timedelta(days=_PARTS_OF_MONTH.get(unit) or count * (1 if unit.startswith("day") else 7))
    if which in ("last", "final", "closing", "آخر", "پایانی") or (which in ("second", "دوم") and days.days == 15):
        return max(first, last - days + _DAY), last, basis
    start = first + days * {"second": 1, "دوم": 1, "third": 2, "سوم": 2}.get(which, 0)
    return start, min(last, start + days - _DAY), basis


def _nth(w: Written, c: Clock) -> Days:
    """Resolve "the 5th", "Tuesday, the 18th", "the 12th of last month"."""
    rel, wanted, native = w.get("rel"), WEEKDAYS.get(w.get("w")), not w.surface.isascii()
    if native:
        year, month, _ = solar(c.today)
        months = year * 12 + month - 1 + (rel == "آینده") - (rel == "گذشته")
        day = from_solar(months // 12, months % 12 + 1, number(w.get("d")))
        return day, day, "month relative to publication"
    base = c.stated[0] if c.stated and rel in ("the same", "that", "the") else c.today
    away = [(rel == "next") - (rel == "last")] if rel else ([0, 1, -1] if c.future else [0, -1, 1])
    days = [d for n in away if (d := day_in_month(base, n, number(w.get("d"))))]
    fitting = [d for d in days if wanted is None or d.weekday() == wanted] or days
    beyond = [d for d in fitting if (d >= c.today if c.future else d <= c.today)] or fitting
    return beyond[0], beyond[0], _checked(beyond[0], w, "month from publication")


def _decade(w: Written, _: Clock) -> Days:
    year = int(w.get("y"))
    return _months_of(year, 1, 12)[0], _months_of(year + 9, 1, 12)[1], "stated"


_PARTS_OF_MONTH = {"half": 15, "نیمه": 15, "دهه": 10}


def _years(w: Written, _: Clock) -> Days:
    return _months_of(int(w.get("y1")), 1, 12)[0], _months_of(int(w.get("y")), 1, 12)[1], "stated"


def _months(w: Written, c: Clock) -> Days:
    (calendar, m1), (_, m2) = MONTHS[w.get("m")], MONTHS[w.get("m2")]
    if w.get("y") or w.get("ry"):
        last, basis = build(calendar, year_of(w, c, calendar), m2, 1), "stated"
    else:
        last = nearest(calendar, m2, 1, c.today, future=c.future)
        basis = "year from publication"
    year = solar(last)[0] if calendar == "solar" else last.year
    return build(calendar, year - (m1 > m2), m1, 1), month_end(year, m2), basis


def _month(w: Written, c: Clock) -> Days:
    calendar, month = MONTHS[w.get("m")]
    basis = "stated"
    if w.get("y") or w.get("ry"):
        first = build(calendar, year_of(w, c, calendar), month, 1)
    elif w.get("rm") in ("last", "past"):
        first = latest(calendar, month, 1, c.today - timedelta(days=28))
        basis = "the last one before publication"
    else:
        first, basis = nearest(calendar, month, 1, c.today, future=c.future), "year from publication"
    if calendar == "lunar":
        return first, lunar_days(first), basis
    year, month, _ = (first.year, first.month, 1) if calendar == "gregorian" else solar(first)
    part = w.get("part")
    start, end = part_of(first, month_end(year, month), part, "month")
    if w.get("pre").startswith("earlier") and start <= c.today:
        end = min(end, c.today)
    return start, end, f"part of month, {basis}" if part else basis


def _numeric(w: Written, c: Clock) -> Days:
    year, month, day_of_month = int(w.get("y")), int(w.get("m")), int(w.get("d"))
    orders = [(month, day_of_month), (day_of_month, month)]
    if w.form != "dmy" or w.get("sep") != "/" or year < 1600:  # only with strokes is the month written first by some
        orders = orders[:1]
    orders = orders[:: -1 if w.get("us") else 1]
    possible = [d for m, n in orders if (d := _day_or_none(year, m, n))]
    if not possible:
        raise BadDate(f"No day {year}-{month}-{day_of_month}. Check the month and the day.")
    fitting = [d for d in possible if d.weekday() == WEEKDAYS.get(w.get("w"))]
    day = (fitting or [d for d in possible if d <= c.today] or possible)[0]
    return day, day, _checked(day, w, "stated")


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return from_solar(year, month, day) if year < 1600 else date(year, month, day)
    except (BadDate, ValueError):
        return None


def _season(w: Written, c: Clock) -> Days:
    first_month = SEASONS[w.get("s")]
    if not w.get("s").isascii():
        return _solar_season(w, c)
    year = int(w.get("y") or 0) or _season_year(first_month, w, c)
    if w.get("part").endswith(("start of", "beginning of")):  # a season starts at the equinox or solstice
        start = date(year, first_month, 21)
        return start, start + timedelta(days=9), "start of a season"
    start = date(year, first_month, 1)
    end = month_end(*carry_month(year, first_month + 2))
    start, end = part_of(start, end, w.get("part"), "season")
    return start, end, "season of a stated year" if w.get("y") else "season relative to publication"


def _season_year(month: int, w: Written, c: Clock) -> int:
    rel, year = w.get("rel"), c.today.year
    if w.surface.endswith(" year"):
        return year - (rel == "last") + (rel == "next")
    if rel == "last":
        return year - (month_end(*carry_month(year, month + 2)) > c.today)
    if rel == "next" or (c.future and not rel):
        return year + (date(year, month, 1) < c.today)
    over = month == 12 and c.today.month < 3
    return year - (date(year, month, 1) > c.today if not rel else over)


def _solar_season(w: Written, c: Clock) -> Days:
    """Resolve بهار and the others: three months each of the year that begins with spring."""
    first, rel, (here, month, _) = {3: 1, 6: 4, 9: 7, 12: 10}[SEASONS[w.get("s")]], w.get("rel"), solar(c.today)
    if w.get("y"):
        year = int(w.get("y")) if int(w.get("y")) < 1600 else int(w.get("y")) - 621
    elif rel == "گذشته":
        year = here - (month < first + 3)
    else:
        year = here - (rel in ("سال گذشته", "پارسال")) + (rel == "سال آینده" or (rel == "آینده" and month >= first))
    return from_solar(year, first, 1), month_end(year, first + 2), "season of the solar year"


def _part(w: Written, c: Clock) -> Days:
    if not w.surface.isascii():
        return _solar_part(w, c)
    solar_year = w.get("solar") or (c.solar and w.get("rel") == "the current")
    here = solar(c.today)[0] if solar_year else c.today.year
    year = int(w.get("y") or 0) or here - (w.get("rel") in ("last", "the previous"))
    if w.get("h"):
        return _months_of(year, 1 if w.get("h") == "h1" else 7, 6)
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(w.get("nth")) or int("".join(
        filter(str.isdigit, w.get("nth"))) or 0)  # fmt: skip
    of = w.get("of")
    length = 6 if of == "half" else 3 if of in ("quarter", "") else SMALL.get(of.split()[0], 1)
    start = 13 - length if w.get("nth") in ("last", "final") else (nth - 1) * length + 1
    open_year = not (w.get("y") or c.future) and (w.get("rel") in ("", "the") if w.get("solar") else not w.get("rel"))
    if open_year and _months_of(year, start, length)[0] > c.today:
        year -= 1
    return _months_of(year, start, length)


def _solar_part(w: Written, c: Clock) -> Days:
    """Resolve نیمه نخست سال ۱۴۰۲, سه ماه نخست امسال."""
    year = int(w.get("y") or 0) or solar(c.today)[0] - (w.get("rel") == "گذشته")
    of = w.get("of")
    number = of.split("ماه")[0].strip(" \u200c")
    length = 6 if of.startswith("نیم") else SMALL.get(number) or int(number)
    nth = {"دوم": 2, "سوم": 3, "چهارم": 4}.get(w.get("nth"), 1)
    return _months_of(year, 13 - length if w.get("nth") in ("آخر", "پایانی") else (nth - 1) * length + 1, length)


def _months_of(year: int, first: int, length: int) -> Days:
    start = from_solar(year, first, 1) if year < 1600 else date(year, first, 1)
    return start, month_end(year, first + length - 1), "part of year"


def _year(w: Written, c: Clock) -> Days:
    if not w.get("y") and w.get("part"):
        year = solar(c.today)[0] - (w.get("ry") == "گذشته")
        return *part_of(from_solar(year, 1, 1), month_end(year, 12), w.get("part"), "year"), "part of year"
    if not w.get("y"):
        here = solar(c.today)[0]
        year = here - (w.get("ry") == "پارسال")
        return from_solar(year, 1, 1), month_end(year, 12) if year != here else c.today, "relative to publication"
    year = int(w.get("y"))
    if year < 1600:
        return *part_of(from_solar(year, 1, 1), month_end(year, 12), w.get("part"), "year"), "stated"
    start, end = part_of(date(year, 1, 1), date(year, 12, 31), w.get("part"), "year")
    return start, end, "part of year" if w.get("part") else "stated"


RESOLVERS: dict[str, Callable[[Written, Clock], Days]] = {
    "iso": _numeric, "slashed": _numeric, "dmy": _numeric, "day": _day, "days": _days, "span": _span, "ending": _ending,
    "runup": _runup, "beginning": _beginning, "nth": _nth, "decade": _decade, "daysof": _daysof,
    "months": _months, "years": _years, "month": _month, "season": _season, "part": _part, "year": _year,
}  # fmt: skip
