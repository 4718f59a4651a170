"""When a text was published that does not say so in its header."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from geo.calendars import Period, from_solar
from geo.errors import BadDate
from geo.ingest import known
from geo.ingest.clock import Clock
from geo.ingest.date_forms import Written, find
from geo.ingest.date_words import MONTHS, any_of
from geo.ingest.flat import flat
from geo.ingest.heads import Places
from geo.ingest.leads import HEADS, REPORT, looks_ahead
from geo.ingest.periods import resolve
from geo.ingest.scan import scan
from geo.ingest.sentences import Sentences

_DAYS = frozenset({"day", "iso", "dmy", "slashed"})
_RANGES = frozenset({"days", "span", "ending", "beginning", "runup"})
_TOP, _BOTTOM = (1000, 8), (500, 3)  # characters and lines within which a page says when it was posted
_WORDS_BEFORE, _WORDS_AFTER, _NEAR_START = 8, 7, 45
_DIGIT = re.compile(r"\d")
_LONG, _FIRST_YEAR = timedelta(days=300), 2015
_IN_PROSE = re.compile(
    r"(?:^|[^\w])(?:since|in|on|until|till|by|from|between|to|and|before|after|than|of|the|از|تا|در|له|په|د|به)\s$"
)
_LABEL = re.compile(
    r"\b(?:post|publish|updat|issu|releas|dat(?:e|ed)\b|fil(?:e|ed)\b|written|as (?:of|at)|modifi)|انتشار|تاریخ|نشر|"
    r"خپور|شائع"
)
_LATER = re.compile(r"updat|modifi|edit|به‌?روز")
_OF_OTHERS = re.compile(
    r"^\W*(?:\[|\d+[.)\]]|sources?\b|access|retriev|see\b|photo|file\b|copyright|©|related|(?:also )?read\b)"
)
_MONTHS = any_of({w: m for w, m in MONTHS.items() if w.isascii()})
_ADDRESSES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[/-](?P<y>20[0-3]\d|1[34]\d\d)[/-](?P<m>0?[1-9]|1[0-2]|{_MONTHS})[/-](?P<d>[0-2]?\d|3[01])(?!\d)",
        r"[/-](?P<y>20[0-3]\d|1[34]\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])\d{0,7}(?![^/.?#_-])",
        rf"[/-](?P<d>\d{{1,2}})-(?P<m>{_MONTHS})-(?P<y>20\d\d)(?!\d)",
    )
)


def anchor(
    written: Sequence[Written],
    flat_text: str,
    sentences: Sentences,
    *,
    title: str = "",
    url: str = "",
    page: Sequence[str] = (),
    leads: Places | None = None,
) -> Period | None:
    r"""Find when a text was published: by where it or its address says so, else by the newest day that it knows of.

    ``page`` holds what stood on its page beside the text: "Last updated: 5 July 2025"; ``leads`` is what
    :data:`~geo.ingest.leads.HEADS` read in the flat text, where that is known.

    Examples
    --------
    >>> text = "By A. Writer\\nThursday, 10/17/2024\\n\\nThe gate was shut on Monday."
    >>> anchor(find(text.lower(), text), text.lower(), Sentences.of(text)).start
    datetime.date(2024, 10, 17)
    """
    full = [(w, p) for w in written if w.get("y") and w.form in _DAYS | _RANGES and (p := _period(w))]
    if posted := _posted(full, flat_text, sentences) or _of_address(url) or _of_page(page):
        return posted
    leads = leads or HEADS.read(flat_text)
    past = [p.end for w, p in full if not looks_ahead(w, leads, sentences)]
    newest = max(past or [p.end for _, p in full], default=None)
    if (titled := titled_days(title)) and (newest is None or titled.end >= newest):
        return Period(titled.end, titled.end, "day", approximate=titled.start != titled.end)
    if day := _of_dateline(written, flat_text, sentences):
        return day
    if stated := _from_weekdays(written, leads, sentences, newest):
        return stated if newest is None or newest <= stated.end else Period(newest, newest, "day", approximate=True)
    named = known.publication(flat_text)
    if newest and (not named or newest >= named.start):
        return Period(newest, newest, "day", approximate=True)
    return named


def titled_days(title: str, clock: Clock | None = None) -> Period | None:
    """Give the days that a title says a report is of: "(as of 27 July 2025)", "(7-13 October 2018)"."""
    if not _DIGIT.search(title):
        return None
    flat_title = flat(title)
    written = find(flat_title, title, places=scan(flat_title, title).dates)
    days = [w for w in written if w.form in _DAYS | _RANGES and (clock or w.get("y"))]
    return next((period for w in reversed(days) if (period := _period(w, clock))), None)


def _period(w: Written, clock: Clock | None = None) -> Period | None:
    found = resolve(w, clock or Clock(date(2000, 1, 1), date(2000, 1, 1)))
    return Period(found[0], found[1], "day") if found else None


def _posted(full: Sequence[tuple[Written, Period]], flat_text: str, sentences: Sentences) -> Period | None:
    """Find the line above or below a text that holds little but a day, or the dateline of its first report."""
    lines = [(w, p) for w, p in full if w.form in _DAYS and _is_posting(w, flat_text)]
    first = [(w, p) for w, p in lines if not _LATER.search(_line(w, flat_text)[0])] or lines
    if len(lines) > 2:  # a calendar of events
        return None
    if first:
        return first[0][1]
    for w, period in full:
        if is_dateline(w, flat_text, sentences):
            return period
    return None


def _line(w: Written, flat_text: str) -> tuple[str, str]:
    end = flat_text.find("\n", w.end)
    return flat_text[flat_text.rfind("\n", 0, w.start) + 1 : w.start], flat_text[w.end : end if end > 0 else None]


def _is_posting(w: Written, flat_text: str) -> bool:
    before, after = _line(w, flat_text)
    if len(before.split()) > _WORDS_BEFORE or len(after.split()) > _WORDS_AFTER or _OF_OTHERS.search(before):
        return False
    if _IN_PROSE.search(before) and not _LABEL.search(before):
        return False
    above, below = flat_text[: w.start - len(before)], flat_text[w.end + len(after) :]
    return any(
        len(rest) < characters and sum(1 for line in rest.split("\n") if line.strip()) < lines
        for rest, (characters, lines) in ((above, _TOP), (below, _BOTTOM))
    )


def _of_page(page: Sequence[str]) -> Period | None:
    """Find the day beside a label in what is no part of the text."""
    for line in page:
        for w in find(flat(line), line):
            if w.form in _DAYS and w.get("y") and _LABEL.search(flat(line), 0, w.start) and (period := _period(w)):
                return period
    return None


def _of_dateline(written: Sequence[Written], flat_text: str, sentences: Sentences) -> Period | None:
    """Give a dateline without a year the year of the newest day or month that the text dates in full, or the next."""
    known_days = [
        p.start for w in written if w.get("y") and w.form in _DAYS | _RANGES | {"month"} and (p := _period(w))
    ]
    here = next((w for w in written if w.form == "day"), None)
    if here is None or here.get("y") or not known_days or not is_dateline(here, flat_text, sentences):
        return None
    newest = max(known_days)
    for year in (newest.year, newest.year + 1):
        period = _period(here, Clock(date(year, 12, 31), date(year, 12, 31)))
        if period and newest <= period.end <= newest + _LONG:
            return Period(period.start, period.end, "day", approximate=True)
    return None


def is_dateline(w: Written, flat_text: str, sentences: Sentences) -> bool:
    """Tell whether a day stands before a report, as in "TEHRAN, Sept 10: "."""
    if w.form not in _DAYS or not REPORT.match(flat_text, w.end):
        return False
    start, _ = sentences.around(w.start)
    return w.start - start < _NEAR_START


def _of_address(url: str) -> Period | None:
    """Read the day in an address: ``/2021/07/09/``, ``/202507091234``, ``-29-march-2020``."""
    for pattern in _ADDRESSES:
        for found in pattern.finditer(url.lower()):
            year, word, day = int(found["y"]), found["m"], int(found["d"])
            month = int(word) if word.isdigit() else MONTHS[word][1]
            try:
                there = from_solar(year, month, day) if year < 1600 else date(year, month, day)
            except (BadDate, ValueError):
                continue
            return Period(there, there, "day")
    return None


def _from_weekdays(
    written: Sequence[Written], leads: Places, sentences: Sentences, newest: date | None
) -> Period | None:
    """Find the year in which the weekdays written beside dates are right: the last, or the first from ``newest`` on."""
    named = [w for w in written if w.form == "day" and w.get("w") and not w.get("y")]
    past = [w for w in named if not looks_ahead(w, leads, sentences)] or named
    this_year = datetime.now(tz=UTC).year
    for year in range(newest.year, this_year + 1) if newest else range(this_year, _FIRST_YEAR - 1, -1):
        clock = Clock(date(year, 12, 31), date(year, 12, 31))
        right = [r for w in named if (r := resolve(w, clock)) and r[0].year == year and "contradicts" not in r[2]]
        if named and len(right) == len(named):
            last = max(r[0] for w in past if (r := resolve(w, clock)))
            return Period(last, last, "day", approximate=True)
    return None
