"""Dates in a text: found, and resolved against its publication or its own anchors."""

import re
from collections.abc import Container
from dataclasses import replace
from datetime import date, timedelta

from geo.calendars import Period
from geo.ingest.anchor import anchor, is_dateline, titled_days
from geo.ingest.clock import Clock
from geo.ingest.date_forms import Written, find
from geo.ingest.date_mentions import DateMention, join
from geo.ingest.date_words import UNITS
from geo.ingest.heads import Places
from geo.ingest.leads import GOES_ON, HEADS, SOLAR_YEAR, looks_ahead, statement_days
from geo.ingest.openings import mention_of
from geo.ingest.sentences import Sentences

_REPORTING = 2  # paragraphs from the top within which a bulletin says what days it covers
_THAT = frozenset({"that", "same", "همان", "همدې", "همدغه", "اسی"})
_NEXT = frozenset({"following", "بعد", "پس از آن"})
_SHORT = timedelta(days=6)
_FARTHEST = 30  # dates to look back over
_RANGES = frozenset({"days", "span", "months", "runup", "ending", "beginning"})
_POINTS = frozenset({"month", "season", "year"})
_DAYS = frozenset({"day", "iso", "slashed", "dmy", "weekday", "offset", "nth", "weekdayof"})
_MUST = re.compile(
    r"\b(?:will|would|must|should|shall|may|might|can|could|(?:has|have|had|is|are|was|were) to|to (?:leave|go|be|quit|"
    r"return|hand|pay|answer|apply)|ordered|told|given?|gave|deadline|every|each|usually|"
    r"often|normally|open|works?)\b|باید|شود|می\u200c?(?:شود|توان)|هر\s|ضرب"
)
_TOTALS = re.compile(
    r"\b(?:br(?:ings?|inging|ought)|t(?:akes?|aking|ook)|rais(?:es?|ed|ing)|push(?:es|ed|ing)?)\b[^.;]{0,40}\b(?:total|"
    r"number|figure|tally|count|toll)\b|(?:مجموع|شمار|تعداد)"
)
_NAMING = {"day": _DAYS | {"since"}, "month": _DAYS | _RANGES | {"month"}, "year": _DAYS | _RANGES | _POINTS}


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
        clock = _clock(w, when, found, (reporting, covered), spoken, said, leads, sentences)
        if w.form == "after" and clock and not clock.stated and w.get("dir") == "later":
            continue  # of a way of travelling: "two days later they are over the mountains"
        if w.form == "hours" and not _have_passed(w, found, clock, leads.text, sentences):
            continue
        mention = mention_of(w, clock, leads, sentences)
        if reporting is None and mention.form in _RANGES and sentences.paragraph(mention.start) == 0:
            reporting = mention
        if covered is None and mention.form in _RANGES and sentences.paragraph(mention.start) <= _REPORTING:
            covered = mention
        if w.start in spoken or is_dateline(w, flat_text, sentences):
            mention = replace(mention, said=True)
        join(found, mention, flat_text)
    return found


def _titled(title: str, when: Period | None) -> DateMention | None:
    days = titled_days(title, Clock(when.start, when.end)) if when else None
    return DateMention(0, 0, "span", days.start, days.end, "of the title") if days else None


def _clock(
    w: Written, when: Period | None, found: list[DateMention], bulletin: tuple[DateMention | None, DateMention | None],
    spoken: Container[int], said: dict[int, date], leads: Places, sentences: Sentences,
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
        before = _lately(found, w.start, sentences) if w.get("dir") != "after" else found[-_FARTHEST:]
        days = [m for m in before if m.form in _DAYS and m.first]
        told = [m for m in days if not m.said]
        days = told if told or w.get("dir") != "earlier" else days  # "a day earlier" may be than the words before
    if w.form == "after":  # "a day earlier" than what has happened, not than what is planned
        if UNITS[w.get("unit")] in ("month", "year"):
            days = [m for m in near if not m.said and m.form in _DAYS | _RANGES | _POINTS] or days
        days = [m for m in days if m.last and m.last <= when.end]
    if w.form == "sameperiod":
        ranges = [m for m in near if m.first != m.last] or ranges
    rel = w.get("rel") or w.get("fa")
    if w.form == "rel" and (rel in _THAT or (rel in _NEXT and UNITS[w.get("unit")] in ("month", "year"))):
        days = _that(w, found, near, sentences, when) or days
        ranges = days if UNITS[w.get("unit")] in ("month", "year") and days else ranges
    if w.form == "rel" and rel in _THAT and UNITS.get(w.get("unit")) == "week" and not ranges:
        ranges = _weeks(found)
    if w.form == "theweek" and w.get("unit").startswith("week"):
        ranges = _weeks(near) or _weeks(found) or _weeks([covered] if covered else [])
    today = _spoken_on(w, said, leads.text, sentences) or when.end
    quoted = w.form == "offset" and _is_quoted(w, leads.text)
    if w.form == "offset" and not quoted:
        today = when.end
    if w.form in ("past", "recent") and (beside := [m for m in days if sentences.index(m.start) == here]):
        today = min(today, beside[-1].last or today)
    now = today if w.form in ("past", "recent", "hours") or quoted else when.end
    return Clock(
        min(when.start, now), now,
        stated=_ends(days or ranges), counted=_ends(ranges),
        future=w.start not in spoken and looks_ahead(w, leads, sentences),
        until=_as_of(w, near, leads.text, sentences) or min(today, when.end),
        solar="current" in w.surface and bool(SOLAR_YEAR.search(leads.text)),
    )  # fmt: skip


def _as_of(w: Written, near: list[DateMention], flat_text: str, sentences: Sentences) -> date | None:
    """Give the last of the days that a running total was just brought up to date with: "which brings the total to"."""
    begin, _ = sentences.around(w.start)
    counted = [m for m in near if m.start >= begin and m.form in _RANGES and m.last]
    return counted[-1].last if counted and _TOTALS.search(flat_text, counted[-1].end, w.start) else None


def _that(
    w: Written, found: list[DateMention], near: list[DateMention], sentences: Sentences, when: Period
) -> list[DateMention]:
    """Find the happening that "the same day", "that year" go back to: the last one dated, not what said so."""
    naming = _NAMING.get(UNITS[w.get("unit")], frozenset())
    for mentions in (near, _lately(found, w.start, sentences)):
        past = [m for m in mentions if m.form in naming and m.last and m.last <= when.end and not _is_long(m)]
        if told := [m for m in past if not m.said] or (past if mentions is near else []):
            last = told[-1]
            return [replace(last, last=last.first) if last.form == "since" else last]
    return []


def _is_long(m: DateMention) -> bool:
    """Tell whether a running interval began with more than a day: "since spring"."""
    return m.form == "since" and m.opened_by not in _DAYS


def _have_passed(
    w: Written, found: list[DateMention], clock: Clock | None, flat_text: str, sentences: Sentences
) -> bool:
    """Tell whether "within 24 hours" are the last ones: neither a deadline nor hours of a day just named."""
    begin, _ = sentences.around(w.start)
    named = bool(found) and found[-1].start >= begin
    return bool(clock) and not named and not _MUST.search(flat_text, max(begin, w.start - 90), w.start)


def _weeks(mentions: list[DateMention]) -> list[DateMention]:
    return [m for m in mentions if m.first and m.last and timedelta(days=4) <= m.last - m.first <= timedelta(days=8)]


def _spoken_on(w: Written, said: dict[int, date], flat_text: str, sentences: Sentences) -> date | None:
    """Tell on what day the words around a date were said, where that is not the day of the text."""
    here = sentences.index(w.start)
    if here in said or not said:
        return said.get(here)
    begin, end = sentences.ranges[here]
    beside = [n for n in (here - 1, here + 1) if n in said and sentences.paragraphs[n] == sentences.paragraphs[here]]
    if w.form == "offset" and beside:
        return said[beside[-1]]
    return said[beside[0]] if beside and beside[0] < here and GOES_ON.search(flat_text, begin, end) else None


def _is_quoted(w: Written, flat_text: str) -> bool:
    return flat_text.count('"', flat_text.rfind("\n", 0, w.start) + 1, w.start) % 2 == 1


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
