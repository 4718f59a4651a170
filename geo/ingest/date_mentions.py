"""Dates as mentioned, and which mentions beside each other make one: "from Wednesday to Friday"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

_COMMA = re.compile(r"\s?[،,(]\s?")
_LINK = re.compile(r"\s?(?:to|until|till|through|and|-|تا|الی|سے|و)\s(?:the\s)?")
_THROUGH = re.compile(
    r",?\s(?:up\s)?(?:until|till|to|through|تا|الی|تر)\s(?:the\s)?(?:(?:روز|تاریخ|پایان|آخر|end\sof|د)\s){0,2}"
)
_NIGHT = re.compile(r"\s(?:(?:on|from|into|between|to)\s)?")
_LED = re.compile(r"\b(?:from|between|از|بین|میان)\b")
_BOTH = frozenset({"and", "و"})
_NEAREST = "year from publication"
_FARTHEST = 40  # characters between two dates that are one


@dataclass(slots=True)  # not frozen, which would make a text's hundred mentions nine times slower
class DateMention:
    """A date in a text; ``first`` and ``last`` are inclusive, ``None`` where nothing in the text decides them.

    ``said`` marks the day on which words were said, ``opened_by`` is the form of the date from which an interval runs.
    A clause that opens an interval, "since the road was shut in May", ends at ``clause_end``.
    """

    start: int
    end: int
    form: str
    first: date | None
    last: date | None
    basis: str
    said: bool = False
    opened_by: str = ""
    clause_end: int = 0

    @property
    def own(self) -> tuple[int, int]:
        """The range of the date's own words: a clause that opens an interval names places and counts, too."""
        return self.clause_end or self.start, self.end


def join(found: list[DateMention], mention: DateMention, flat_text: str) -> None:
    """Add a date; join "from 5 July" and "to 9 July" into one interval, and a weekday with the date after it."""
    before = found[-1] if found else mention
    if before is mention or mention.start - before.end > _FARTHEST:
        found.append(mention)
        return
    found[-1:] = _joined(before, mention, flat_text) or [before, mention]


def _joined(before: DateMention, mention: DateMention, flat_text: str) -> list[DateMention]:
    """Make one of two dates beside each other, if they are one."""
    forms = before.form, mention.form
    if (
        forms == ("weekday", "day")
        and before.first == mention.first
        and _COMMA.fullmatch(flat_text, before.end, mention.start)
    ):
        return [replace(mention, start=before.start)]
    if _overnight(before, mention, flat_text):
        return [replace(mention, start=before.start)]
    if forms == ("weekday", "weekday") and (days := _weekdays(before, mention, flat_text)):
        return [DateMention(before.start, mention.end, "span", *days, "weekdays before publication")]
    if forms == ("day", "weekday") and _same_day(before, mention, flat_text):
        return [replace(before, end=mention.end)]
    if mention.last and before.first and _linked(before, mention, flat_text):
        first = before.first
        if first > mention.last and first.day == 1 and before.form == "month" and before.basis == _NEAREST:
            first = first.replace(year=first.year - 1)  # "from January to the end of November", read in December
        if first <= mention.last:
            return [DateMention(before.start, mention.end, "span", first, mention.last, "stated")]
    if _closed(before, mention, flat_text):
        span = DateMention(before.start, mention.end, "span", before.first, mention.last, "stated")
        return [replace(span, clause_end=before.clause_end)]
    return []


def _linked(before: DateMention, mention: DateMention, flat_text: str) -> bool:
    """Tell whether the words before and between two dates make them the ends of one interval."""
    if not _LINK.fullmatch(flat_text, before.end, mention.start):
        return False
    link = flat_text[before.end : mention.start].strip()
    alike = before.form == mention.form and before.basis == mention.basis == "stated" and link not in _BOTH
    until = link == "سے" and flat_text.startswith(" تک", mention.end)
    return alike or until or bool(_LED.search(flat_text[max(0, before.start - 9) : before.start + 8]))


def _closed(before: DateMention, mention: DateMention, flat_text: str) -> bool:
    """Tell whether the words between two dates close what the first opens: "since 1 May until 5 July"."""
    if before.form not in ("ytd", "since") or not (before.first and mention.last and before.first <= mention.last):
        return False
    if flat_text[before.end : mention.start] == " " and flat_text.startswith(" تک", mention.end):
        return True
    through = _THROUGH.match(flat_text, before.end, mention.end)
    return bool(through and through.end() >= mention.start)


def _same_day(before: DateMention, mention: DateMention, flat_text: str) -> bool:
    """Tell whether a weekday in brackets is that of the day before it: "3 July (Thursday)"."""
    near = flat_text[before.end : mention.start] in (" (", " - ")
    return bool(near and before.first and mention.first and before.first.weekday() == mention.first.weekday())


def _overnight(before: DateMention, mention: DateMention, flat_text: str) -> bool:
    """Tell whether "overnight" only says at which hours of the day named after it."""
    night = before.form == "offset" and flat_text.startswith("overnight", before.start) and mention.form != "offset"
    return night and bool(_NIGHT.fullmatch(flat_text, before.end, mention.start))


def _weekdays(before: DateMention, mention: DateMention, flat_text: str) -> tuple[date, date] | None:
    """Join "Wednesday to Friday", and two days in a row: "Saturday and Sunday"."""
    link = flat_text[before.end : mention.start]
    if not (before.first and mention.last and before.first == before.last and mention.first == mention.last):
        return None
    if not _LINK.fullmatch(link):
        return None
    first = before.first if before.first < mention.last else before.first - timedelta(days=7)
    gap = (mention.last - first).days
    led = _LED.search(flat_text[max(0, before.start - 9) : before.start + 8])
    both = link.strip() in _BOTH and not led
    return (first, mention.last) if gap < 7 and (gap == 1 or not both) else None
