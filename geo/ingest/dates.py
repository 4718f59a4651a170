"""Dates in a text: found, and resolved against its publication or its own anchors."""

import re

from geo.calendars import Period
from geo.ingest.anchor import anchor, is_dateline
from geo.ingest.date_clock import Now, Text
from geo.ingest.date_forms import Written, find
from geo.ingest.date_mentions import DateMention
from geo.ingest.heads import Places
from geo.ingest.leads import HEADS, statement_days
from geo.ingest.openings import mention_of
from geo.ingest.sentences import Sentences

_MUST = re.compile(
    r"\b(?:will|would|must|should|shall|may|might|can|could|(?:has|have|had|is|are|was|were) to|to (?:leave|go|be|quit|"
    r"return|hand|pay|answer|apply)|ordered|told|given?|gave|deadline|every|each|usually|"
    r"often|normally|open|works?)\b|باید|شود|می\u200c?(?:شود|توان)|هر\s|ضرب"
)


def find_dates(text: str, flat_text: str, sentences: Sentences, published: Period | None) -> list[DateMention]:
    """Find and resolve every date of a text.

    Examples
    --------
    >>> from datetime import date
    >>> text = "They crossed on Thursday."
    >>> day = date(2021, 7, 9)
    >>> [(d.first, d.basis) for d in find_dates(text, text.lower(), Sentences.of(text), Period(day, day, "day"))]
    [(datetime.date(2021, 7, 8), 'weekday before publication')]
    """
    written, leads = find(flat_text, text, sentences.ranges), HEADS.read(flat_text)
    return resolve_all(written, sentences, published or anchor(written, flat_text, sentences, leads=leads), leads)


def resolve_all(
    written: list[Written], sentences: Sentences, when: Period | None, leads: Places, *, title: str = ""
) -> list[DateMention]:
    """Resolve dates in reading order, each against what was named before it, or else when the text was published.

    ``leads`` is what :data:`~geo.ingest.leads.HEADS` read in the flat text; ``title`` may say what days a report is of.
    """
    text = Text(when, leads, sentences, statement_days(written, leads, sentences, when), title)
    for w in written:
        clock = Now(w, text, when) if when else None
        if w.form == "after" and clock and not clock.stated and w.get("dir") == "later":
            continue  # of a way of travelling: "two days later they are over the mountains"
        if w.form == "hours" and not (clock and _have_passed(w, text)):
            continue
        mention = mention_of(w, clock, leads, sentences)
        mention.said = w.start in text.spoken or is_dateline(w, leads.text, sentences)
        text.add(mention)
    return text.found


def _have_passed(w: Written, text: Text) -> bool:
    """Tell whether "within 24 hours" are the last ones: neither a deadline nor hours of a day just named."""
    begin, _ = text.sentences.around(w.start)
    named = bool(text.found) and text.found[-1].start >= begin
    return not named and not _MUST.search(text.leads.text, max(begin, w.start - 90), w.start)
