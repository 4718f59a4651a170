"""One pass over a flat text that tells every grammar where its patterns may begin."""

from typing import NamedTuple

from geo.ingest import cues, date_forms, dates, measures, number_forms
from geo.ingest.heads import Places, Together


class Scanned(NamedTuple):
    """Where the patterns of each grammar may begin in a flat text."""

    dates: Places
    leads: Places
    numbers: Places
    measures: Places
    cues: Places


_ALL = Together([date_forms.HEADS, dates.HEADS, number_forms.HEADS, measures.HEADS, cues.HEADS])


def scan(flat_text: str) -> Scanned:
    """Find where the patterns of all grammars may begin.

    Examples
    --------
    >>> scanned = scan("closed since 5 july")
    >>> scanned.dates.text, scanned.numbers.may(3, 0, 19), scanned.numbers.may(3, 0, 12)
    ('closed since 5 july', True, False)
    """
    return Scanned(*_ALL.read(flat_text))
