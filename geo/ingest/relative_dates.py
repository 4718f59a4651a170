"""Dates that count from another day: weekdays, "last week", "two days later", "so far this year"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from geo.calendars import carry_month, from_solar, month_end, solar
from geo.ingest.clock import Clock, Days
from geo.ingest.date_forms import Written
from geo.ingest.date_words import SMALL, UNITS, WEEKDAYS
from geo.ingest.spans import around, back, part_of, years_on

_OFFSETS = {
    word: days
    for days, words in {
        -2: "the day before yesterday|پریروز|پرسوں", -1: "yesterday|last night|overnight|دیروز|دیشب|پرون|روز گذشته|"
            "شب گذشته|گزشتہ روز|گزشتہ شب|تېره ورځ|تیره ورځ|تېره شپه",
        0: "today|tonight|this morning|this afternoon|this evening|امروز|امشب|نن|آج", 1: "tomorrow|فردا|سبا",
        2: "the day after tomorrow|پس‌فردا",
    }.items()
    for word in words.split("|")
}  # fmt: skip
_PASHTO = re.compile("[ېۍ]")
_URDU = re.compile("[ہےٹڈڑں]")
_YEAR, _DAY, _WEEK = 364, timedelta(days=1), timedelta(days=7)
_BEFORE = frozenset([
    "last", "previous", "past", "preceding", "گذشته", "قبل", "پیش", "تېره", "تیره", "تېرې", "تیرې", "گزشتہ", "پچھلے",
    "this past", "پیش از آن", "قبل از آن",
])  # fmt: skip
_AFTER = frozenset(["next", "coming", "this coming", "following", "بعد", "پس از آن", "پیش رو", "آینده", "آتی"]) | {
    "راتلونکې", "اگلے", "بله",
}  # fmt: skip
_OF_URDU = frozenset({"اس", "رواں", "گزشتہ", "پچھلے", "اگلے"})  # which counts years as the Gregorian calendar does
LATER = frozenset({"later", "after", "بعد", "پس از آن"})


def _ytd(w: Written, c: Clock) -> Days:
    solar_year = (
        not w.surface.isascii() and "میلادی" not in w.surface and ("سال کے" not in w.surface or bool(w.get("solar")))
    ) or bool(w.get("solar") or (c.solar and "current" in w.surface))
    here = solar(c.today)[0] if solar_year else c.today.year
    year = int(w.get("y") or here)
    if year < 1600:
        return from_solar(year, 1, 1), c.open_end, "year to date"
    return date(year, 1, 1), c.open_end, "year to date"


def _sameperiod(w: Written, c: Clock) -> Days:
    start, end = c.counted or c.stated or (c.today, c.today)
    if w.get("unit") == "month":
        start, end = start.replace(day=1), month_end(start.year, start.month)
    year = int(w.get("y") or 0)
    there = (year - (solar(start)[0] if year < 1600 else start.year)) if year else -1
    return years_on(start, there), years_on(end, there), "the same days of another year"


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
    """Resolve "a day earlier", "two days after the incident": a point that counts from the date named before."""
    count, unit = SMALL.get(w.get("n")) or int(w.get("n")), UNITS[w.get("unit")]
    start, base = c.stated or (c.today, c.today)
    if unit == "year":
        years = count if w.get("dir") in LATER else -count
        named = c.stated or around(c.today, "year")
        return years_on(named[0], years), years_on(named[1], years), "years counted from the date before it"
    if unit == "month" and start.day == 1 and base == month_end(start.year, start.month):
        year, month = carry_month(start.year, start.month + (count if w.get("dir") in LATER else -count))
        return date(year, month, 1), month_end(year, month), "months counted from the one before it"
    span = base - back(base, count, unit)
    if w.get("dir") in LATER:
        day = base + span if c.stated else c.today  # "a day after the fire" is news of today
        return day, day, "counted on from the date before it"
    first = start if start - base == _DAY - span else base  # "a week earlier" than a week is a week
    return first - span, base - span, "counted back from the date before it"


def _offset(w: Written, c: Clock) -> Days:
    if w.get("o") == "کل":
        day = c.today + timedelta(days=1 if c.future else -1)
        return day, day, "relative to publication"
    away = _OFFSETS[w.get("o").removeprefix("earlier ")]
    day = c.today + timedelta(days=away)
    return min(day, c.first if away == 0 else day), day, "relative to publication"


def _weekday(w: Written, c: Clock) -> Days:
    wanted, rel = WEEKDAYS[w.get("w")], w.get("rel").strip()
    if rel in ("following", "preceding", "same", "that") and (stated := c.stated):
        return _weekday_beside(wanted, rel, stated)
    if rel in _AFTER or (rel not in _BEFORE and c.first == c.today and c.future):
        day = c.today + timedelta(days=(wanted - c.today.weekday()) % 7 or 7 * (rel == "next"))
        return day, day, "weekday on or after publication"
    if c.today - c.first >= _WEEK and len(possible := _weekdays_in(c.first, c.today, wanted)) > 1:
        return possible[0], possible[-1], "weekday, any within the days of publication"
    if rel in _BEFORE:
        day = c.first - timedelta(days=(c.first.weekday() - wanted) % 7 or 7)
        return day, day, "the last such weekday before publication"
    day = c.today - timedelta(days=(c.today.weekday() - wanted) % 7)
    return day, day, "weekday = publication day" if day == c.today else "weekday before publication"


def _weekdays_in(first: date, last: date, wanted: int) -> list[date]:
    """Give the days of a name from ``first`` to ``last``, within sixty days."""
    days = [first + timedelta(days=n) for n in range(min((last - first).days, 59) + 1)]
    return [d for d in days if d.weekday() == wanted]


def _weekday_beside(wanted: int, rel: str, stated: tuple[date, date]) -> Days:
    """Resolve "the following Thursday": the first such day after the day just named; "that Thursday" is the nearest."""
    ahead = (wanted - stated[1].weekday()) % 7
    if rel == "preceding":
        day = stated[0] - timedelta(days=(stated[0].weekday() - wanted) % 7 or 7)
    elif rel == "that":
        day = stated[1] + timedelta(days=ahead - 7 * (ahead > 3))
    else:
        day = stated[1] + timedelta(days=ahead if rel == "same" else ahead or 7)
    return day, day, "counted from the date before it"


def _weekdayof(w: Written, c: Clock) -> Days:
    """Resolve "Friday last week"."""
    rel = w.get("rel")
    start, _ = around(c.today, "week", _first_weekday(w))
    start += timedelta(days=7 * ((rel in _AFTER) - (rel in _BEFORE)))
    day = start + timedelta(days=(WEEKDAYS[w.get("w")] - start.weekday()) % 7)
    return day, day, "day of a week relative to publication"


def _first_weekday(w: Written) -> int:
    """Give the day on which a week begins: Sunday, in Persian texts Saturday, in Urdu texts Monday."""
    if w.surface.isascii():
        return 6
    if _PASHTO.search(w.surface):
        return 6
    return 0 if _URDU.search(w.surface) else 5


def _rel(w: Written, c: Clock) -> Days:
    unit, rel = UNITS[w.get("unit")] if w.get("unit") != "weekend" else "week", w.get("rel") or w.get("fa")
    if w.surface.endswith(" before"):
        rel = "previous"
    elif w.surface.endswith((" after", " after that")):
        rel = "following"
    elif unit == "day" and not rel:  # "earlier in the day"
        rel = "same"
    if rel in ("that", "same", "همان", "همدې", "همدغه", "اسی") or (
        rel in ("previous", "following", "preceding")
        and (c.counted or (c.stated and unit != "day" and rel != "previous"))
    ):
        return _anaphor(unit, rel, c)
    if rel in ("بعد", "پس از آن") and unit != "day" and (named := c.counted or c.stated):
        length = named[1] - named[0] + _DAY
        return named[1] + _DAY, named[1] + length, "after the days just named"
    if unit == "day" and c.stated:
        day = c.stated[1] + timedelta(days=(rel in _AFTER) - (rel in _BEFORE))
        return day, day, "counted from the date before it"
    first_weekday = 0 if w.get("unit") == "weekend" else _first_weekday(w)
    start, end = around(c.today, unit, first_weekday)
    solar_words = w.get("fa") and w.get("cal") != "میلادی" and rel not in _OF_URDU
    if unit == "year" and (solar_words or (c.solar and rel == "current")):
        return _solar_year(rel, c)
    if w.get("unit") == "ماه" and w.get("cal") != "میلادی":
        return _solar_month(w, rel, c)
    if w.get("unit") == "weekend" and not rel and c.today.weekday() < 6:
        rel = "last"
    if rel in _BEFORE:
        start, end = around(start - timedelta(days=1), unit, first_weekday)
        basis = f"the {unit} before publication"
    elif rel in _AFTER:
        start, end = around(end + timedelta(days=1), unit, first_weekday)
        basis = f"the {unit} after publication"
    elif w.get("part") == "later":
        start, basis = c.today, f"the rest of the {unit} of publication"
    elif w.get("part") not in ("", "earlier"):
        basis = f"part of the {unit} of publication"
    elif unit == "year" and rel == "this" and c.future:
        basis = "the year of publication"
    else:
        end, basis = (c.open_end if unit == "year" else c.today), f"{unit} to date"
    if w.get("part") not in ("", "earlier", "later"):
        start, end = part_of(start, end, w.get("part"), unit)
    return (end - timedelta(days=1) if w.get("unit") == "weekend" else start), end, basis


def _solar_year(rel: str, c: Clock) -> Days:
    """Resolve سال گذشته: the years of Persian, Dari and Pashto texts begin in spring."""
    year = solar(c.today)[0] - (rel in _BEFORE) + (rel in _AFTER)
    end = from_solar(year + 1, 1, 1) - timedelta(days=1)
    return (
        from_solar(year, 1, 1),
        min(end, c.open_end) if rel not in _AFTER else end,
        "solar year relative to publication",
    )


def _solar_month(w: Written, rel: str, c: Clock) -> Days:
    """Resolve این ماه: the months of Persian and Dari texts are those of the solar calendar."""
    year, month, _ = solar(c.today)
    year, month = carry_month(year, month - (rel in _BEFORE) + (rel in _AFTER))
    start, end = from_solar(year, month, 1), month_end(year, month)
    if w.get("part"):
        return *part_of(start, end, w.get("part"), "month"), "part of a solar month relative to publication"
    here = rel not in _BEFORE and rel not in _AFTER
    return start, min(end, c.open_end) if here else end, "solar month relative to publication"


def _anaphor(unit: str, rel: str, c: Clock) -> Days:
    start, end = (c.stated if unit == "day" else c.counted or c.stated) or (c.today, c.today)
    if (unit in ("month", "year") and (end - start).days < _YEAR) or (unit == "week" and start == end):
        start, end = around(start, unit)
    length = (end - start) + timedelta(days=1) if unit != "day" else _DAY
    if unit in ("month", "year") and start.day == 1 and rel in ("previous", "preceding", "following"):
        beside = end + _DAY if rel == "following" else start - _DAY
        return *around(beside, unit), f"the {unit} beside the days just named"
    if rel in ("previous", "preceding"):
        return start - length, start - timedelta(days=1), "before the days just named"
    if rel == "following":
        return end + timedelta(days=1), end + length, "after the days just named"
    return start, end, "the days just named"


def _theweek(w: Written, c: Clock) -> Days | None:
    if c.counted:
        return *c.counted, "the days just named"
    if w.get("unit") == "week" and not w.surface.startswith(("of", "by", "for")):
        return c.today - timedelta(days=6), c.today, "the week up to publication"
    return None


RESOLVERS: dict[str, Callable[[Written, Clock], Days | None]] = {
    "ytd": _ytd, "sameperiod": _sameperiod, "past": _past, "recent": _recent, "duration": _past, "hours": _past,
    "ago": _ago, "after": _after, "offset": _offset, "weekday": _weekday, "weekdayof": _weekdayof, "rel": _rel,
    "theweek": _theweek,
}  # fmt: skip
