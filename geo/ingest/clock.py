"""What a date in a text is resolved against."""

from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date, str]


@dataclass(slots=True)  # not frozen, which would make a text's hundred mentions nine times slower
class Clock:
    """What relative dates count from.

    ``first`` and ``today`` bound the publication of the text; ``stated`` is the last full date before the mention, and
    ``counted`` the last range of days before it (a reporting week). ``future`` says that the sentence looks ahead,
    ``solar`` that "the current year" is one of the solar calendar.
    """

    first: date
    today: date
    stated: tuple[date, date] | None = None
    counted: tuple[date, date] | None = None
    future: bool = False
    until: date | None = None
    solar: bool = False

    @property
    def open_end(self) -> date:
        """Where an interval that is still running ends: when its words were said, or with the days just counted."""
        said = self.until or self.today
        fresh = self.counted and timedelta(0) <= said - self.counted[1] <= timedelta(days=10)
        return self.counted[1] if self.counted and fresh and said == self.today else said
