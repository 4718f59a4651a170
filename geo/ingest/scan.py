"""One pass over a flat text that tells every grammar where its patterns may begin."""

from collections.abc import Sequence
from typing import NamedTuple

from geo.ingest import cues, date_forms, furniture, leads, measures, number_forms, speakers
from geo.ingest.heads import Places, Starts, Together


class Scanned(NamedTuple):
    """Where the patterns of each grammar may begin in a flat text."""

    furniture: Places
    dates: Places
    leads: Places
    numbers: Places
    measures: Places
    cues: Places
    speech: Places
    at: Starts | None


_ALL = Together([
    furniture.HEADS, date_forms.HEADS, leads.HEADS, number_forms.HEADS, measures.HEADS, cues.HEADS, speakers.HEADS
])  # fmt: skip


def scan(flat_text: str, text: str) -> Scanned:
    """Find where the patterns of all grammars may begin; those of speech read the text itself.

    Examples
    --------
    >>> scanned = scan("closed since 5 july", "Closed since 5 July")
    >>> scanned.dates.text, scanned.numbers.may(3, 0, 19), scanned.numbers.may(3, 0, 12)
    ('closed since 5 july', True, False)
    """
    return _of(_ALL.positions(flat_text), flat_text, text)


def blanked(scanned: Scanned, flat_text: str, text: str, spans: Sequence[tuple[int, int]]) -> Scanned:
    """Give what is found once some ascending spans of a text that was scanned are blank."""
    return _of(_ALL.mended(scanned.at, flat_text, spans), flat_text, text)


def _of(at: Starts | None, flat_text: str, text: str) -> Scanned:
    page, written, leads, numbers, measured, told, speech = _ALL.places(at, flat_text, [*[flat_text] * 6, text])
    return Scanned(page, written, leads, numbers, measured, told, speech, at)
