"""A sentence and what it names, found once for all that it tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.ingest.around import Around
from geo.ingest.date_mentions import DateMention
from geo.ingest.places import PlaceMention


@dataclass(slots=True)
class Passage:
    """A sentence ``[start, end)``, its flat words, and the days, places and crossings that it names.

    ``event_days`` are the days on which words were not only said. ``parted`` tells that semicolons part the sentence.
    ``sites`` are the places where something may happen, once that was asked for.
    """

    start: int
    end: int
    words: str
    days: list[DateMention]
    event_days: list[DateMention]
    places: Sequence[PlaceMention]
    crossings: list[PlaceMention]
    parted: bool
    sites: list[PlaceMention] | None = None

    def part(self, at: int) -> "Passage":
        """Cut out the part between semicolons that says what happened at a position."""
        if not self.parted:
            return self
        low, high, here = 0, len(self.words), at - self.start
        for sign in ";؛":
            if self.words.find(sign, low, high) >= 0:
                low = max(self.words.rfind(sign, low, here) + 1, low)
                stop = self.words.find(sign, here, high)
                high = stop if stop >= 0 else high
        start, end = self.start + low, self.start + high
        return Passage(
            start, end, self.words[low:high],
            [d for d in self.days if start <= d.start < end], [d for d in self.event_days if start <= d.start < end],
            [m for m in self.places if start <= m.start < end], [m for m in self.crossings if start <= m.start < end],
            parted=False,
        )  # fmt: skip


def passage(start: int, end: int, around: Around) -> Passage:
    """Read a sentence.

    Examples
    --------
    >>> from geo.ingest.sentences import Sentences
    >>> text = "it shut on monday; then it opened."
    >>> read = passage(0, 34, Around(text, Sentences.of(text), (), (), None))
    >>> read.words[3:7], read.places, read.part(3).words, read.part(27).words
    ('shut', (), 'it shut on monday', ' then it opened.')
    """
    words, places, dates = around.flat_text[start:end], around.places_in(start, end), around.dates_in(start, end)
    days = [d for d in dates if d.first] if dates else []
    return Passage(
        start, end, words, days, [d for d in days if not d.said] if days else days, places,
        [m for m in places if m.place.kind == "crossing"] if places else [], ";" in words or "؛" in words,
    )  # fmt: skip
