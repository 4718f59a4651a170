"""The window: a half-open run of days ``[start, end)``."""

from dataclasses import dataclass
from datetime import date, timedelta

from geo.errors import BadDate

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days from ``start`` up to, not including, ``end``.

    Examples
    --------
    >>> week = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))
    >>> week.days, week.last
    (7, datetime.date(2025, 7, 7))
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise BadDate(f"The window {self.start} – {self.end - ONE_DAY} holds no day. Put the earlier day first.")

    @classmethod
    def inclusive(cls, first: date, last: date) -> "Window":
        """Make the window that people mean by "from ``first`` to ``last``"."""
        if last == date.max:
            raise BadDate(f"There is no day after {last}. Give an earlier last day.")
        return cls(first, last + ONE_DAY)

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - ONE_DAY

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days

    def meets(self, first: date | None, last: date | None) -> bool:
        """Say whether a period (inclusive ends) shares a day with the window.

        A period with one end known counts as that one day; one with none meets no window.

        Examples
        --------
        >>> july = Window.inclusive(date(2025, 7, 1), date(2025, 7, 31))
        >>> july.meets(date(2025, 6, 30), date(2025, 7, 1)), july.meets(None, date(2025, 8, 1)), july.meets(None, None)
        (True, False, False)
        """
        first, last = first or last, last or first
        return first is not None and last is not None and first < self.end and last >= self.start
