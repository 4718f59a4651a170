"""Where sentences, paragraphs and stories begin and end."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 1_500  # characters; a list of towns may go on for several hundred
# They begin with a set of letters, as Python looks for those alone without trying the pattern at every character; the
# fewer letters, the fewer tries, so that blanks are among them only where some stand at the end of a line.
_STOP = r"(?<=\S)(?P<stop>[.!?؟۔]{0,9}[\"'”’)\]¹²³⁴-⁹]{0,9})(?=\s+[\"'“‘(\[]?[A-Z0-9\u0621-\u06d3ÀÉ])|(?<=\n)\s*"
_BREAK = re.compile(rf"[.!?؟۔\n](?:{_STOP})")
_BREAK_OR_BLANKS = re.compile(rf"[.!?؟۔\s](?:{_STOP}|(?<=\s)[^\S\n]{{0,999}}\n\s*)")
_BLANK_END = re.compile(r"\n(?<=[^\S\n].)", re.DOTALL)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|St|No|Prof|Sen|Rep|Gov"
    r"|vs|approx|e\.g|i\.e|Inc|Ltd|Co)|\b[A-Z](?:\.[A-Z])*)$"
)
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
        pattern = _BREAK_OR_BLANKS if _BLANK_END.search(text) else _BREAK
        for stop in pattern.finditer(text):
            stopped = stop["stop"] is not None
            if (
                stopped
                and text[stop.start()] == "."
                and (
                    _ABBREVIATION.search(text, max(0, stop.start() - 8), stop.start())
                    or (text[stop.start() - 1].isdigit() and _MONTH_AFTER.match(text, stop.start() + 1))
                )
            ):
                continue
            end = stop.end() if stopped else stop.start()
            pieces = _pieces(text, start, end)
            ranges += pieces
            paragraphs += [paragraph] * len(pieces)
            paragraph += not stopped
            start = stop.end()
        pieces = _pieces(text, start, len(text))
        ranges += pieces
        paragraphs += [paragraph] * len(pieces)
        return cls(tuple(ranges), tuple(paragraphs), tuple(start for start, _ in ranges))

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


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give a sentence; one that goes on without end is cut between words, so that no reading of it takes forever."""
    pieces: list[tuple[int, int]] = []
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST)) + 1
        cut = cut if cut > start else start + LONGEST
        pieces += _stripped(text, start, cut)
        start = cut
    return pieces + _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give a range without the white space at its ends, if it holds anything else."""
    begun = text[start:end].lstrip()
    first = end - len(begun)
    return [(first, first + len(begun.rstrip()))] if begun else []


def stories(text: str) -> list[tuple[int, int]]:
    """Split a bulletin into its stories at blank lines that two or more paragraphs of one line each lie between.

    A text whose paragraphs are all set off by blank lines is one story: only where some paragraphs follow each other
    without one does a blank line mean more than a paragraph.
    """
    gaps = [m.span() for m in _PARAGRAPH_GAP.finditer(text)]
    if text.count("\n") < 2 * len(gaps) + _LINE_ENDS_OF_STORIES:
        return [(0, len(text))]
    edges = [0, *(end for _, end in gaps), len(text)]
    blocks = [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]
    several = sum(text[a:b].strip().count("\n") >= 2 for a, b in blocks)
    return blocks if several >= 2 and several * 2 >= len(blocks) else [(0, len(text))]
