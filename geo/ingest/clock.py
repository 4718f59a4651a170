"""What a date in a text is resolved against."""

from datetime import date

Days = tuple[date, date, str]


class Clock:
    """What relative dates count from: ``first`` and ``today`` bound the publication of the text.

    This one knows of nothing else; :mod:`geo.ingest.date_clock` has one that knows of the words around a date.
    """

    __slots__ = ("first", "today")

    def __init__(self, first: date, today: date):
        self.first, self.today = first, today

    @property
    def stated(self) -> tuple[date, date] | None:
        """The last full date before the mention."""
        return None

    @property
    def counted(self) -> tuple[date, date] | None:
        """The last range of days before the mention: a reporting week."""
        return None

    @property
    def future(self) -> bool:
        """Whether the sentence looks ahead."""
        return False

    @property
    def solar(self) -> bool:
        """Whether "the current year" is one of the solar calendar."""
        return False

    @property
    def open_end(self) -> date:
        """Where an interval that is still running ends: when its words were said, or with the days just counted."""
        return self.today
