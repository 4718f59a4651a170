"""Who counted: from a name as a text gives it to a body of the list."""

from functools import lru_cache
from pathlib import Path

from geo import paths, records
from geo.fold import fold
from geo.schema import Body

NOT_NAMED = "not-named"


def counter(attributed_to: str | None) -> str:
    """Give the id of the body that a name stands for; the longest way of writing it decides, a tie names nobody.

    Examples
    --------
    >>> counter("IOM spokesman Avand Azeez Agha"), counter("a shopkeeper"), counter(None)
    ('iom', 'not-named', 'not-named')
    """
    told = f" {_words(attributed_to or '')} "
    found = {(len(way), body) for way, body in _ways(paths.seeds()) if f" {way} " in told}
    longest = {body for length, body in found if length == max(found)[0]}
    return longest.pop() if len(longest) == 1 else NOT_NAMED


@lru_cache(maxsize=4)
def _ways(folder: Path) -> tuple[tuple[str, str], ...]:
    bodies = [body for _, body in records.read(folder / Body.file, Body)[0]]
    return tuple((words, b.id) for b in bodies for way in (*b.written, b.name, b.name_fa) if (words := _words(way)))


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
