"""One family of errors; every message ends with the remedy."""


class MarzError(Exception):
    """An input or a state that Marz refuses; the message says what to do about it."""


class RefusedRow(MarzError):
    """A row of a file that cannot be admitted.

    Examples
    --------
    >>> raise RefusedRow("returns.csv", 7, "period ends before it starts")
    Traceback (most recent call last):
    ...
    geo.errors.RefusedRow: returns.csv line 7: period ends before it starts
    """

    def __init__(self, file: str, line: int, why: str):
        super().__init__(f"{file} line {line}: {why}")
        self.file, self.line, self.why = file, line, why


class BadDate(MarzError, ValueError):
    """A date that no calendar knows, or that is written in no known form."""


class BadNumber(MarzError, ValueError):
    """A number that cannot be read, or a range whose ends are swapped."""


class UnknownPlace(MarzError, KeyError):
    """A place that the gazetteer does not hold."""

    def __str__(self) -> str:
        """Give the message without the quotes that ``KeyError`` adds."""
        return str(self.args[0])


class NotBuilt(MarzError):
    """Something under ``data/`` is missing or older than the seeds."""


class Unwritable(MarzError):
    """A disk or a folder that does not take what was to be written."""


class BadFrame(MarzError, ValueError):
    """A frame at a layer's door that breaks the layer's columns, types or CRS."""
