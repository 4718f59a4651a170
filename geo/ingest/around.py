"""What a statement draws on: its text, sentences, dates, places and publication, found by where they stand."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.calendars import Period
from geo.ingest.date_mentions import DateMention
from geo.ingest.heads import Places
from geo.ingest.measures import HEADS
from geo.ingest.places import PlaceMention
from geo.ingest.scan import Scanned
from geo.ingest.sentences import Sentences

FARTHEST = 100  # mentions to walk back over: who reads a paragraph without end no longer has them in mind


@dataclass(slots=True)
class Around:
    """What a figure draws on: the flat text, its sentences, dates, places and publication, and what was scanned."""

    flat_text: str
    sentences: Sentences
    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]
    published: Period | None
    scanned: Scanned | None = None
    cues: Places = field(init=False)
    figure_starts: Sequence[int] = ()
    crossings: list[PlaceMention] = field(init=False)
    countries: frozenset[str] = field(init=False)
    _date_starts: list[int] = field(init=False)
    _place_starts: list[int] = field(init=False)
    _crossing_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.cues = self.scanned.measures if self.scanned else HEADS.read(self.flat_text)
        self.crossings = [m for m in self.places if m.place.kind == "crossing"]
        self._crossing_starts = [m.start for m in self.crossings]
        self.countries = frozenset(m.place.country for m in self.places)
        self._date_starts = [d.start for d in self.dates]
        self._place_starts = [m.start for m in self.places]

    def keep_dates(self, dates: Sequence[DateMention]) -> None:
        """Keep of the dates some only."""
        self.dates, self._date_starts = dates, [d.start for d in dates]

    def dates_in(self, start: int, end: int) -> Sequence[DateMention]:
        """List the dates that begin in a range."""
        low = bisect_left(self._date_starts, start)
        return self.dates[low : bisect_left(self._date_starts, end, low)]

    def places_in(self, start: int, end: int) -> Sequence[PlaceMention]:
        """List the places that begin in a range."""
        low = bisect_left(self._place_starts, start)
        return self.places[low : bisect_left(self._place_starts, end, low)]

    def crossings_in(self, start: int, end: int) -> Sequence[PlaceMention]:
        """List the crossings that are named in a range."""
        low = bisect_left(self._crossing_starts, start)
        return self.crossings[low : bisect_left(self._crossing_starts, end, low)]

    def dates_before(self, position: int, paragraphs: int) -> Sequence[DateMention]:
        """List the dates before a position, the last first, in its paragraph and so many before it."""
        low, end = self._before(self._date_starts, position, paragraphs)
        return self.dates[low:end][::-1]

    def places_before(self, position: int) -> Sequence[PlaceMention]:
        """List the places before a position, the last first, in its paragraph and the one before it."""
        low, end = self._before(self._place_starts, position, 1)
        return self.places[low:end][::-1]

    def _before(self, starts: Sequence[int], position: int, paragraphs: int) -> tuple[int, int]:
        end = bisect_left(starts, position)
        if not end:
            return 0, 0
        sentences = self.sentences
        first = bisect_left(sentences.paragraphs, sentences.paragraph(position) - paragraphs)
        low = bisect_left(starts, sentences.starts[first], 0, end) if first else 0
        return max(low, end - FARTHEST), end

    def figures_in(self, start: int, end: int) -> tuple[int, ...]:
        """Give the numbers of the figures that begin in a range."""
        starts = self.figure_starts
        low = bisect_left(starts, start)
        if low == len(starts) or starts[low] >= end:
            return ()
        return tuple(range(low, bisect_left(starts, end, low)))
