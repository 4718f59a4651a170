"""What a date in a text counts from: the words around it, and the dates before it."""

import re
from dataclasses import replace
from datetime import date, timedelta

from geo.calendars import Period
from geo.ingest.anchor import titled_days
from geo.ingest.clock import Clock
from geo.ingest.date_forms import Written
from geo.ingest.date_mentions import DateMention, join
from geo.ingest.date_words import UNITS
from geo.ingest.heads import Places
from geo.ingest.leads import GOES_ON, SOLAR_YEAR, looks_ahead
from geo.ingest.sentences import Sentences

_REPORTING = 2  # paragraphs from the top within which a bulletin says what days it covers
_THAT = frozenset({"that", "same", "همان", "همدې", "همدغه", "اسی"})
_NEXT = frozenset({"following", "بعد", "پس از آن"})
_SHORT, _FRESH = timedelta(days=6), timedelta(days=10)
_FARTHEST = 30  # dates to look back over
_RANGES = frozenset({"days", "span", "months", "runup", "ending", "beginning"})
_POINTS = frozenset({"month", "season", "year"})
_OF_SPEAKER = frozenset({"past", "recent", "hours", "offset"})  # what counts from the day on which words were said
_DAYS = frozenset({"day", "iso", "slashed", "dmy", "weekday", "offset", "nth", "weekdayof"})
_TOTALS = re.compile(
    r"\b(?:br(?:ings?|inging|ought)|t(?:akes?|aking|ook)|rais(?:es?|ed|ing)|push(?:es|ed|ing)?)\b[^.;]{0,40}\b(?:total|"
    r"number|figure|tally|count|toll)\b|(?:مجموع|شمار|تعداد)"
)
_NAMING = {"day": _DAYS | {"since"}, "month": _DAYS | _RANGES | {"month"}, "year": _DAYS | _RANGES | _POINTS}


class Text:
    """What is known of a text when the next of its dates is resolved."""

    __slots__ = ("_title", "_when", "covered", "found", "leads", "reporting", "said", "sentences", "spoken")

    def __init__(
        self, when: Period | None, leads: Places, sentences: Sentences, spoken: dict[int, date], title: str
    ):  # fmt: skip
        self.leads, self.sentences, self.spoken = leads, sentences, spoken
        self.said = {sentences.index(start): day for start, day in spoken.items()}
        self.found: list[DateMention] = []
        self._title, self._when = title, when
        self.reporting: DateMention | None = None
        self.covered: DateMention | None = None  # what "the week" means in all

    def read_title(self) -> None:
        """Take the days that the title says the report is of, unless that was done."""
        if self._title and self._when:
            titled = self.reporting = _titled(self._title, self._when)
            self.covered = titled if titled and titled.first != titled.last else None
            self._title = ""

    def add(self, mention: DateMention) -> None:
        """Add a date after those before it."""
        if mention.form in _RANGES:
            self.read_title()
            paragraph = self.sentences.paragraph(mention.start)
            if self.reporting is None and paragraph == 0:
                self.reporting = mention
            if self.covered is None and paragraph <= _REPORTING:
                self.covered = mention
        join(self.found, mention, self.leads.text)

    def near(self, start: int) -> list[DateMention]:
        """Give the decided dates of a paragraph before a place in it."""
        if not self.found:
            return []
        near: list[DateMention] = []
        paragraph = self.sentences.paragraph(start)
        for mention in self.found[: -_FARTHEST - 1 : -1]:
            if self.sentences.paragraph(mention.start) != paragraph:
                break
            if mention.first and mention.last:
                near.append(mention)
        near.reverse()
        return near

    def lately(self, start: int) -> list[DateMention]:
        """Give the decided dates of the three paragraphs before a place."""
        here = self.sentences.paragraph(start)
        return [m for m in self.found[-12:] if m.first and m.last and here - self.sentences.paragraph(m.start) <= 3]

    def spoken_on(self, w: Written) -> date | None:
        """Tell on what day the words around a date were said, where that is not the day of the text."""
        said, sentences = self.said, self.sentences
        if not said:
            return None
        here = sentences.index(w.start)
        if here in said:
            return said[here]
        begin, end = sentences.ranges[here]
        paragraphs = sentences.paragraphs
        beside = [n for n in (here - 1, here + 1) if n in said and paragraphs[n] == paragraphs[here]]
        if w.form == "offset" and beside:
            return said[beside[-1]]
        goes_on = beside and beside[0] < here and GOES_ON.search(self.leads.text, begin, end)
        return said[beside[0]] if goes_on else None


def _titled(title: str, when: Period) -> DateMention | None:
    days = titled_days(title, Clock(when.start, when.end))
    return DateMention(0, 0, "span", days.start, days.end, "of the title") if days else None


class Now(Clock):
    """What a date counts from, by the words around it and the dates before it; worked out where it is asked for."""

    __slots__ = ("_ahead", "_days", "_near", "_ranges", "_text", "_w", "_when")

    def __init__(self, w: Written, text: Text, when: Period):
        self._w, self._text, self._when = w, text, when
        self._ahead: bool | None = None
        self._near: list[DateMention] | None = None
        today = self._said_on() if w.form in _OF_SPEAKER else when.end
        super().__init__(min(when.start, today), today)

    @property
    def stated(self) -> tuple[date, date] | None:
        """The last full date before the mention."""
        self._look_back()
        return _ends(self._days or self._ranges)

    @property
    def counted(self) -> tuple[date, date] | None:
        """The last range of days before the mention: a reporting week."""
        self._look_back()
        return _ends(self._ranges)

    @property
    def future(self) -> bool:
        """Whether the sentence looks ahead."""
        if self._ahead is None:
            w, text = self._w, self._text
            self._ahead = w.start not in text.spoken and looks_ahead(w, text.leads, text.sentences)
        return self._ahead

    @property
    def solar(self) -> bool:
        """Whether "the current year" is one of the solar calendar."""
        return "current" in self._w.surface and bool(SOLAR_YEAR.search(self._text.leads.text))

    @property
    def open_end(self) -> date:
        """Where an interval that is still running ends: when its words were said, or with the days just counted."""
        said, counted = self._as_of() or min(self._said_on(), self._when.end), self.counted
        fresh = counted and said == self.today and timedelta(0) <= said - counted[1] <= _FRESH
        return counted[1] if counted and fresh else said

    def _said_on(self) -> date:
        w, today = self._w, self._when.end
        if w.form == "offset" and not _is_quoted(w, self._text.leads.text):
            return today
        today = self._text.spoken_on(w) or today
        if w.form in ("past", "recent"):
            self._look_back()
            index = self._text.sentences.index
            if self._days and (beside := [m for m in self._days if index(m.start) == index(w.start)]):
                today = min(today, beside[-1].last or today)
        return today

    def _as_of(self) -> date | None:
        """Give the last of the days that a running total was just brought up to date with: "brings the total to"."""
        near = self._look_back()
        if not near:
            return None
        begin, _ = self._text.sentences.around(self._w.start)
        counted = [m for m in near if m.start >= begin and m.form in _RANGES and m.last]
        return (
            counted[-1].last
            if counted and _TOTALS.search(self._text.leads.text, counted[-1].end, self._w.start)
            else None
        )

    def _look_back(self) -> list[DateMention]:
        """Find the days and the ranges of days before the mention that it may count from, among those near it."""
        if self._near is not None:
            return self._near
        w, text, when = self._w, self._text, self._when
        near = self._near = text.near(w.start)
        text.read_title()
        reporting, covered = text.reporting, text.covered
        ranges = [m for m in near if m.form in _RANGES] or ([reporting] if reporting else [])
        days = [m for m in near if m.form in _DAYS]
        if _counts_on(w):  # "24-25 September; the next day"
            days = [
                m
                for m in near
                if m in days or (m.form in _RANGES and m.last and m.first and m.last - m.first <= _SHORT)
            ]
        if w.form == "rel" and w.surface.endswith(" before"):
            ranges = [m for m in near if m.first != m.last] or ranges
        if not ranges and covered and (w.form == "theweek" or w.surface.endswith(" before")):
            ranges = [covered]
        if not (days or ranges) and _counts_from_days(w):
            before = text.lately(w.start) if w.get("dir") != "after" else text.found[-_FARTHEST:]
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
            days = _that(w, text, near, when) or days
            ranges = days if UNITS[w.get("unit")] in ("month", "year") and days else ranges
        if w.form == "rel" and rel in _THAT and UNITS.get(w.get("unit")) == "week" and not ranges:
            ranges = _weeks(text.found)
        if w.form == "theweek" and w.get("unit").startswith("week"):
            ranges = _weeks(near) or _weeks(text.found) or _weeks([covered] if covered else [])
        self._days, self._ranges = days, ranges
        return near


def _that(w: Written, text: Text, near: list[DateMention], when: Period) -> list[DateMention]:
    """Find the happening that "the same day", "that year" go back to: the last one dated, not what said so."""
    naming = _NAMING.get(UNITS[w.get("unit")], frozenset())
    for mentions in (near, text.lately(w.start)):
        past = [m for m in mentions if m.form in naming and m.last and m.last <= when.end and not _is_long(m)]
        if told := [m for m in past if not m.said] or (past if mentions is near else []):
            last = told[-1]
            return [replace(last, last=last.first) if last.form == "since" else last]
    return []


def _is_long(m: DateMention) -> bool:
    """Tell whether a running interval began with more than a day: "since spring"."""
    return m.form == "since" and m.opened_by not in _DAYS


def _weeks(mentions: list[DateMention]) -> list[DateMention]:
    return [m for m in mentions if m.first and m.last and timedelta(days=4) <= m.last - m.first <= timedelta(days=8)]


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


def _ends(mentions: list[DateMention]) -> tuple[date, date] | None:
    last = mentions[-1] if mentions else None
    return (last.first, last.last) if last and last.first and last.last else None
