"""One pass over a flat text that tells every grammar where its patterns may begin."""

from typing import NamedTuple

from geo.ingest import cues, date_forms, leads, measures, number_forms, speakers
from geo.ingest.beginnings import plain
from geo.ingest.heads import Places, Together


class Scanned(NamedTuple):
    """Where the patterns of each grammar may begin in a flat text."""

    dates: Places
    leads: Places
    numbers: Places
    measures: Places
    cues: Places
    speech: Places


_ALL = Together([
    date_forms.HEADS, leads.HEADS, number_forms.HEADS, measures.HEADS, cues.HEADS, speakers.HEADS
])  # fmt: skip


def scan(flat_text: str, text: str, plain_text: str = "") -> Scanned:
    """Find where the patterns of all grammars may begin; those of speech read the text itself.

    ``plain_text`` is the flat text made :func:`plain`, where that is known.

    Examples
    --------
    >>> scanned = scan("closed since 5 july", "Closed since 5 July")
    >>> scanned.dates.text, scanned.numbers.may(3, 0, 19), scanned.numbers.may(3, 0, 12)
    ('closed since 5 july', True, False)
    """
    return Scanned(*_ALL.read(plain_text or plain(flat_text), [*[flat_text] * 5, text]))
