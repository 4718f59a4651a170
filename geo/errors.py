"""One family of errors; every message ends with the remedy."""

import re

_LONGEST = 2_000
# What would speak to a terminal instead of a person, or turn the order of what stands around it.
_LOOSE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    r"""Make words safe to print, whatever was quoted in them; of very long ones the beginning and the end are kept.

    Examples
    --------
    >>> harmless("Nobody calls \x1b[2J a place.")
    'Nobody calls \\x1b[2J a place.'
    """
    plain = _LOOSE.sub(lambda found: ascii(found[0])[1:-1], text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 600]} … {plain[-500:]}"


class MarzError(Exception):
    """An input or a state that Marz refuses; the message says what to do about it."""

    def __str__(self) -> str:
        """Give the message, made safe to print."""
        return harmless(super().__str__())


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
        return harmless(str(self.args[0]))


class NotBuilt(MarzError):
    """Something under ``data/`` is missing or older than the seeds."""


class Unwritable(MarzError):
    """A disk or a folder that does not take what was to be written."""


class BadFrame(MarzError, ValueError):
    """A frame at a layer's door that breaks the layer's columns, types or CRS."""
