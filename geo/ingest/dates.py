"""Dates in a text: found, and resolved against its publication or its own anchors."""

import re
from dataclasses import replace
from datetime import date, timedelta

from geo.calendars import Period
from geo.ingest.anchor import anchor, titled_days
from geo.ingest.clock import Clock
from geo.ingest.date_forms import Written, find
from geo.ingest.date_mentions import DateMention, join
from geo.ingest.heads import Places
from geo.ingest.leads import HEADS, MAY_OPEN, REPORT, looks_ahead, statement_days
from geo.ingest.periods import resolve
from geo.ingest.sentences import Sentences

_REPORTING = 2  # paragraphs from the top within which a bulletin says what days it covers
_SINCE = re.compile(
    r"(?:\b(?:since|starting|beginning)\s(?:the\s|in\s|on\s)?|\bfrom\s(?:the\s)?|(?:^|\s)(?:از|له)\s(?:ابتدای\s|"
    r"آغاز\s)?)$"
)
_UNTIL = re.compile(r"(?:\b(?:by|before|until|till|at)\s(?:the\s)?|\bتا\s)$")
_FROM_THEN = re.compile(r"\sسے\b(?!\s(?:قبل|پہلے|زیادہ|زائد|کم))(?![^۔]{0,25}\sتک\b)")
_ONWARD = re.compile(r"\s?(?:on(?:wards?)?\b(?! the)|and onwards?\b|up to now|به این سو|تاکنون|به بعد|تا کنون|راهیسې)")
_AWAY = re.compile(r"(?:^|[^\w])(?<!پیش )(?<!پس )(?<!بعد )(?<!قبل )(?<!بیش )(?<!بیشتر )(?<!کمتر )(?<!غیر )از\s$")
_LEADS_ON = re.compile(r"(?:\s\S+)?\s(?:تا|الی)\s(?!اکنون|کنون|امروز|به حال|هنوز|حالا)")
_NEAR_START = 45
_THAT = frozenset({"that", "same", "همان", "همدې", "همدغه", "اسی"})
_SHORT = timedelta(days=6)
_FARTHEST = 30  # dates to look back over
_RANGES = frozenset({"days", "span", "months", "runup", "ending", "beginning"})
_DAYS = frozenset({"day", "iso", "slashed", "dmy", "weekday", "offset", "nth", "weekdayof"})


def find_dates(text: str, flat_text: str, sentences: Sentences, published: Period | None) -> list[DateMention]:
    """Find and resolve every date of a text.

    Examples
    --------
    >>> text = "They crossed on Thursday."
    >>> day = date(2021, 7, 9)
    >>> [(d.first, d.basis) for d in find_dates(text, text.lower(), Sentences.of(text), Period(day, day, "day"))]
    [(datetime.date(2021, 7, 8), 'weekday before publication')]
    """
    return resolve_all(find(flat_text, text, sentences.ranges), flat_text, sentences, published)


def resolve_all(
    written: list[Written], flat_text: str, sentences: Sentences, published: Period | None, leads: Places | None = None,
    *, title: str = "",
) -> list[DateMention]:  # fmt: skip
    """Resolve dates in reading order, each against what was named before it.

    ``leads`` is what :data:`HEADS` read in the flat text, where that is known; ``title`` may say what days a report is
    of.
    """
    leads = leads or HEADS.read(flat_text)
    when = published or anchor(written, flat_text, sentences, title=title)
    spoken = statement_days(written, leads, sentences, when)
    said = {sentences.index(start): day for start, day in spoken.items()}
    found: list[DateMention] = []
    reporting = _titled(title, when)
    covered = reporting if reporting and reporting.first != reporting.last else None  # what "the week" means in all
    for w in written:
        mention = _mention(w, _clock(w, when, found, (reporting, covered), said, leads, sentences), leads)
        if reporting is None and mention.form in _RANGES and sentences.paragraph(mention.start) == 0:
            reporting = mention
        if covered is None and mention.form in _RANGES and sentences.paragraph(mention.start) <= _REPORTING:
            covered = mention
        if w.start in spoken or _is_dateline(w, flat_text, sentences):
            mention = replace(mention, said=True)
        join(found, mention, flat_text)
    return found


def _titled(title: str, when: Period | None) -> DateMention | None:
    days = titled_days(title, Clock(when.start, when.end)) if when else None
    return DateMention(0, 0, "span", days.start, days.end, "of the title") if days else None


def _clock(
    w: Written, when: Period | None, found: list[DateMention], bulletin: tuple[DateMention | None, DateMention | None],
    said: dict[int, date], leads: Places, sentences: Sentences,
) -> Clock | None:  # fmt: skip
    if when is None:
        return None
    here, (reporting, covered) = sentences.index(w.start), bulletin
    near = _in_paragraph(found, w.start, sentences)
    ranges = [m for m in near if m.form in _RANGES] or ([reporting] if reporting else [])
    days = [m for m in near if m.form in _DAYS]
    if _counts_on(w):  # "24-25 September; the next day"
        days = [
            m for m in near if m in days or (m.form in _RANGES and m.last and m.first and m.last - m.first <= _SHORT)
        ]
    if w.form == "rel" and w.surface.endswith(" before"):
        ranges = [m for m in near if m.first != m.last] or ranges
    if not ranges and covered and (w.form == "theweek" or w.surface.endswith(" before")):
        ranges = [covered]
    if not (days or ranges) and _counts_from_days(w):
        days = [m for m in _lately(found, w.start, sentences) if m.form in _DAYS and not m.said]
    if w.form == "after":  # "a day earlier" than what has happened, not than what is planned
        days = [m for m in days if m.last and m.last <= when.end]
    if w.form == "sameperiod":
        ranges = [m for m in near if m.first != m.last] or ranges
    today = said.get(here, when.end)
    if w.form in ("past", "recent") and (beside := [m for m in days if sentences.index(m.start) == here]):
        today = min(today, beside[-1].last or today)
    return Clock(
        min(when.start, today), today if w.form in ("past", "recent") else when.end,
        stated=_ends(days or ranges), counted=_ends(ranges),
        future=looks_ahead(w, leads, sentences), until=min(today, when.end),
    )  # fmt: skip


def _counts_on(w: Written) -> bool:
    rel = (w.get("rel") or w.get("fa")).strip()
    return w.form == "rel" and w.get("unit") in ("day", "روز") and rel not in _THAT


def _counts_from_days(w: Written) -> bool:
    if w.form in ("weekday", "rel"):
        rel = (w.get("rel") or w.get("fa")).strip()
        return rel in _THAT or rel in ("following", "preceding") or w.get("unit") in ("day", "روز")
    return w.form == "after"


def _in_paragraph(found: list[DateMention], start: int, sentences: Sentences) -> list[DateMention]:
    """Give the decided dates of a paragraph before a place in it."""
    paragraph, near = sentences.paragraph(start), []
    for mention in found[: -_FARTHEST - 1 : -1]:
        if sentences.paragraph(mention.start) != paragraph:
            break
        if mention.first and mention.last:
            near.append(mention)
    return near[::-1]


def _lately(found: list[DateMention], start: int, sentences: Sentences) -> list[DateMention]:
    """Give the decided dates of the three paragraphs before a place."""
    here = sentences.paragraph(start)
    return [m for m in found[-12:] if m.first and m.last and here - sentences.paragraph(m.start) <= 3]


def _ends(mentions: list[DateMention]) -> tuple[date, date] | None:
    last = mentions[-1] if mentions else None
    return (last.first, last.last) if last and last.first and last.last else None


def _mention(w: Written, clock: Clock | None, leads: Places) -> DateMention:
    flat_text = leads.text
    found = resolve(w, clock or Clock(date(2000, 1, 1), date(2000, 1, 1))) if clock or _self_dated(w) else None
    if found is None:
        return DateMention(w.start, w.end, w.form, None, None, "undecided: the text has no publication date")
    first, last, basis = found
    if w.get("part").endswith(("end of", "پایان", "آخر")) and _UNTIL.search(flat_text, max(0, w.start - 10), w.start):
        first = last
    start = w.start
    led = leads.may(MAY_OPEN, w.start - 16, w.start)
    since = _SINCE.search(flat_text, max(0, w.start - 16), w.start) if led else None
    open_start = (
        (" له " in w.surface and bool(_ONWARD.match(flat_text, w.end)))
        or w.get("pre") in ("since", "از")
        or w.get("on") == "since"
    )
    if clock and (
        open_start
        or _from_then_on(w, flat_text)
        or (since and (not since[0].startswith(("from", "از", " از", "له")) or _ONWARD.match(flat_text, w.end)))
    ):
        start = since.start() + len(since[0]) - len(since[0].lstrip()) if since else start
        if w.get("part") in ("mid",):
            first += timedelta(days=4)  # "since mid-June" is since the fifteenth
        if w.form not in ("ytd", "past", "recent") and clock.today >= first:
            until = clock.open_end if clock.open_end >= first else clock.today
            return DateMention(start, w.end, "since", first, until, f"open interval, start {basis}")
    return DateMention(start, w.end, w.form, first, last, basis)


def _from_then_on(w: Written, flat_text: str) -> bool:
    """Tell whether a Persian "from" opens an interval that the words after it do not close."""
    if w.form not in ("weekday", "offset", "month", "day", "ago", "rel") or w.surface.isascii():
        return False
    if _FROM_THEN.match(flat_text, w.end):
        return True
    away = w.get("pre") == "از" or _AWAY.search(flat_text, max(0, w.start - 12), w.start)
    return bool(away) and not _LEADS_ON.match(flat_text, w.end)


def _self_dated(w: Written) -> bool:
    return bool(w.get("y")) and not w.get("ry") and w.form != "ytd"


def _is_dateline(w: Written, flat_text: str, sentences: Sentences) -> bool:
    """Tell whether a day stands before a report, as in "TEHRAN, Sept 10: "."""
    start, _ = sentences.around(w.start)
    return w.form == "day" and w.start - start < _NEAR_START and bool(REPORT.match(flat_text, w.end))
