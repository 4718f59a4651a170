"""What a statement draws on: its text, sentences, dates, places and publication, found by where they stand."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
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

    def dates_before(self, position: int, paragraphs: int) -> Iterator[DateMention]:
        """Walk back over the dates before a position, in its paragraph and so many before it."""
        here = self.sentences.paragraph(position)
        last = bisect_left(self._date_starts, position) - 1
        for i in range(last, max(-1, last - FARTHEST), -1):
            if here - self.sentences.paragraph(self.dates[i].start) > paragraphs:
                return
            yield self.dates[i]

    def places_before(self, position: int) -> Iterator[PlaceMention]:
        """Walk back over the places before a position, in its paragraph and the one before it."""
        here = self.sentences.paragraph(position)
        last = bisect_left(self._place_starts, position) - 1
        for i in range(last, max(-1, last - FARTHEST), -1):
            if here - self.sentences.paragraph(self.places[i].start) > 1:
                return
            yield self.places[i]

    def figures_in(self, start: int, end: int) -> tuple[int, ...]:
        """Give the numbers of the figures that begin in a range."""
        low = bisect_left(self.figure_starts, start)
        return tuple(range(low, bisect_left(self.figure_starts, end, low)))
