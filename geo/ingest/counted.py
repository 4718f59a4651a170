"""What the figures of a sentence on people who move say of its claim: is it news, on which days, at which gates."""

import re
from collections.abc import Sequence
from datetime import date

from geo.ingest.around import Around
from geo.ingest.cue_words import COMPARED
from geo.ingest.figures import FigureMention
from geo.ingest.measures import is_flow
from geo.ingest.whereabouts import gate_of

PEOPLE = frozenset({"people", "families", "persons", "individuals"})
_ITEM = re.compile(r"(?:[-•*·] ?)?[~≈]?\d")  # in a flat text
_STOPS = frozenset(".?!؟۔")
_MOST_ROWS = 12


def is_of_people(figure: FigureMention, *, at_gate: bool) -> bool:
    """Tell whether a figure counts people who moved: by its measure, or as a crossing is named beside it."""
    return figure.value is not None and (is_flow(figure.measure) or (at_gate and figure.unit in PEOPLE))


def is_counted(
    category: str, counts: Sequence[int], figures: Sequence[FigureMention], *, at_gate: bool
) -> bool:  # fmt: skip
    """Tell whether a sentence on returns or flight counts people, or names a crossing and counts nothing else."""
    people = [figure for i in counts if (figure := figures[i]).measure not in ("share", "money")]
    if people and all(f.nature == "projection" for f in people):
        return False
    if category == "outflow":
        return bool(people or not counts)
    if at_gate and (people or not counts):
        return True
    return any(is_flow(f.measure) or f.unit in PEOPLE for f in people)


def are_of_flight(counts: Sequence[int], figures: Sequence[FigureMention]) -> bool:
    """Tell whether all people who moved, as far as a sentence counts them, left Afghanistan."""
    measures = {figures[i].measure for i in counts if is_flow(figures[i].measure)}
    return measures == {"outflows"}


def by_days(
    category: str, counts: tuple[int, ...], figures: Sequence[FigureMention], around: Around
) -> list[tuple[int, ...]]:  # fmt: skip
    """Split what a sentence on returns counts by the days that it counts over: 61,200 in May and 38,500 in June.

    What it only compares with, "up from 38,500 in May", is no news.
    """
    if category != "return_flow" or len(counts) < 2:
        return [counts]
    days = {
        i: (figures[i].first, figures[i].last) for i in counts if is_flow(figures[i].measure) and figures[i].own_days
        and not COMPARED.search(around.flat_text, max(0, figures[i].start - 40), figures[i].start)
    }  # fmt: skip
    if len(set(days.values())) < 2:
        return [counts]
    main = next(iter(days.values()))
    others: dict[tuple[date | None, date | None], list[int]] = {}
    for i in counts:
        others.setdefault(days.get(i, main), []).append(i)
    return [tuple(numbers) for numbers in others.values()]


def of_this_border(counts: Sequence[int], figures: Sequence[FigureMention]) -> bool:
    """Tell whether beside the total of two borders a sentence gives that of the border between Iran and Afghanistan."""
    return any(figures[i].place_id == "border-af-ir" for i in counts if is_flow(figures[i].measure))


def is_item(start: int, end: int, around: Around, figures: Sequence[FigureMention]) -> bool:
    """Tell whether a line begins with a number and dates a count of people: a key figure, "9,000 returns in May"."""
    if not _ITEM.match(around.flat_text, start):
        return False
    return any(is_flow(figures[i].measure) and figures[i].own_days for i in around.figures_in(start, end))


def rows_after(start: int, end: int, around: Around) -> tuple[list[str], int]:
    """Give the crossings that the lines after a line split its count by, and where the last of those lines ends.

    A row names one crossing and holds a figure; one line of column names may come first, as in a table.
    """
    found, stop = list[str](), end
    if around.flat_text[end - 1] in _STOPS:
        return found, end
    first = around.sentences.index(start) + 1
    for number, (begin, until) in enumerate(around.sentences.ranges[first : first + _MOST_ROWS]):
        crossings = around.crossings_in(begin, until)
        if len(crossings) == 1 and around.figures_in(begin, until):
            found.append(gate_of(crossings[0].place.id))
            stop = until
        elif number or "|" not in around.flat_text[begin:until]:
            break
    return (found, stop) if len(found) > 1 else ([], end)
