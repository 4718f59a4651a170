"""Where sentences, paragraphs and stories begin and end."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 1_500  # characters; a list of towns may go on for several hundred
# It begins with a set of letters, as Python looks for those alone without trying the pattern at every character.
_BREAK = re.compile(
    r"[.!?؟۔\n](?:(?<=\n)\s*|[.!?؟۔]{0,9}[\"'”’)\]¹²³⁴-⁹]{0,9}(?=\s+[\"'“‘(\[]?[A-Z0-9\u0621-\u06d3ÀÉ]))"
)
_ABBREVIATED = """
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mr Mrs Ms Dr Gen Col Lt Maj Capt Sgt St No Prof Sen Rep Gov vs approx
e.g i.e Inc Ltd Co
"""
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATED.split()))}|[A-Z](?:\.[A-Z])*)$")
_ABBREVIATION_ENDS = frozenset(word[-2:] for word in _ABBREVIATED.split())
_LINE_ENDS_OF_STORIES = 4  # within two blocks of three lines each
_MONTH_AFTER = re.compile(  # "10. Nov 2021"
    r"\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,? (?:19|20)\d\d(?!\d)"
)
_PARAGRAPH_GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Ranges of the sentences of a text, and the paragraph that each belongs to.

    Examples
    --------
    >>> [s for s in Sentences.of("It shut on Jan. 5. It opened later.").ranges]
    [(0, 18), (19, 35)]
    """

    ranges: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Sentences":
        """Split a text at stops and line ends; a stop after an abbreviation, or a day and before its month, is none."""
        ranges: list[tuple[int, int]] = []
        paragraphs: list[int] = []
        start = paragraph = 0
        for found in _BREAK.finditer(text):
            stop, end = found.span()
            mark = text[stop]
            if mark == "." and _is_within_a_sentence(text, stop):
                continue
            if mark == "\n":
                _add(ranges, text, start, stop)
                paragraphs += [paragraph] * (len(ranges) - len(paragraphs))
                paragraph += 1
            else:
                _add(ranges, text, start, end)
            start = end
        _add(ranges, text, start, len(text))
        paragraphs += [paragraph] * (len(ranges) - len(paragraphs))
        return cls(tuple(ranges), tuple(paragraphs), tuple([start for start, _ in ranges]))

    def index(self, position: int) -> int:
        """Give the number of the sentence that holds a position, or the one before it."""
        return (bisect_right(self.starts, position) or 1) - 1

    def between(self, begin: int, stop: int) -> range:
        """Numbers of the sentences that begin in a range."""
        return range(bisect_left(self.starts, begin), bisect_left(self.starts, stop))

    def around(self, position: int) -> tuple[int, int]:
        """Range of the sentence that holds a position."""
        return self.ranges[(bisect_right(self.starts, position) or 1) - 1]

    def paragraph(self, position: int) -> int:
        """Give the number of the paragraph that holds a position."""
        return self.paragraphs[(bisect_right(self.starts, position) or 1) - 1]


def _is_within_a_sentence(text: str, stop: int) -> bool:
    """Tell whether a full stop ends an abbreviation, or the number of a day before its month."""
    last = text[stop - 1 : stop]
    if (last.isupper() or text[stop - 2 : stop] in _ABBREVIATION_ENDS) and _ABBREVIATION.search(
        text, max(0, stop - 8), stop
    ):
        return True
    return last.isdigit() and bool(_MONTH_AFTER.match(text, stop + 1))


def _add(ranges: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a sentence; one that goes on without end is cut between words, so that no reading of it takes forever."""
    sentence = text[start:end].rstrip()
    end = start + len(sentence)
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST)) + 1
        cut = cut if cut > start else start + LONGEST
        _add(ranges, text, start, cut)
        start, sentence = cut, text[cut:end]
    if begun := sentence.lstrip():
        ranges.append((end - len(begun), end))


def stories(text: str) -> list[tuple[int, int]]:
    """Split a bulletin into its stories at blank lines that two or more paragraphs of one line each lie between.

    A text whose paragraphs are all set off by blank lines is one story: only where some paragraphs follow each other
    without one does a blank line mean more than a paragraph.
    """
    lines, whole = text.count("\n"), [(0, len(text))]
    if lines < 2 * text.count("\n\n") + _LINE_ENDS_OF_STORIES:
        return whole
    gaps = [m.span() for m in _PARAGRAPH_GAP.finditer(text)]
    if lines < 2 * len(gaps) + _LINE_ENDS_OF_STORIES:
        return whole
    edges = [0, *(end for _, end in gaps), len(text)]
    blocks = [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]
    several = sum(text[a:b].strip().count("\n") >= 2 for a, b in blocks)
    return blocks if several >= 2 and several * 2 >= len(blocks) else whole
