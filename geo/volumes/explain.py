"""Why a bound is what it is: the arithmetic over published figures that a reader can redo by hand.

The dual of the linear programme says how many times each figure's limit enters the optimum; the terms add up to the
bound, but for rounding to whole people.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from geo.calendars import format_range
from geo.numbers import format_number
from geo.schema import Figure
from geo.volumes.constraints import Constraint
from geo.volumes.tally import Tally, Volume


def explain(volume: Volume, tally: Tally) -> list[str]:
    """Say in plain lines which figures make the low and the high of an answer that ``tally`` gave, and what is open."""
    lines = [
        f"low {format_number(volume.low)}" + (": no figure sets a floor." if not volume.low_from else " comes from")
    ]
    lines += _terms(volume.low_from, tally, low=True)
    if volume.high is None:
        lines.append("high open: " + _why_open(volume, tally))
    else:
        lines.append(f"high {format_number(volume.high)} comes from")
        lines += _terms(volume.high_from, tally, low=False)
    lines += [f"set aside: {conflict.words()}" for conflict in volume.conflicts]
    return lines + list(_clock(volume, tally))


def _terms(pulls: Mapping[str, float], tally: Tally, *, low: bool) -> list[str]:
    """Write one line for each figure, those that are added first."""
    ordered = sorted(pulls.items(), key=lambda item: (-item[1], item[0]))
    return [_term(tally.constraint(name), tally.records.get(name), pull, low=low) for name, pull in ordered]


def _term(constraint: Constraint, figure: Figure | None, pull: float, *, low: bool) -> str:
    floor = (pull > 0) == low
    limit = constraint.low if floor else constraint.high
    times = "" if abs(abs(pull) - 1) < 1e-6 else f"{abs(pull):g} × "
    if limit is None:
        amount = f"at most {format_number(constraint.day_cap or 0)} a day"
    else:
        amount = f"{'at least' if floor else 'at most'} {format_number(limit)}"
        if constraint.low == constraint.high:
            amount = format_number(limit)
    return f"  {'+' if pull > 0 else '−'} {times}{amount}: {told(constraint, figure)}"


def told(constraint: Constraint, figure: Figure | None) -> str:
    """Name a figure with its words, place and days."""
    when = format_range(_day(constraint.start), _day(constraint.end - 1))
    if figure is None:
        return f"{constraint.id} ({when})"
    word = "" if figure.qualifier == "exact" else f"{figure.qualifier} "
    places = ", ".join(figure.place_ids)
    return f"{word}{format_number(figure.value)} {figure.measure} at {places}, {when} [{constraint.id}]"


def _why_open(volume: Volume, tally: Tally) -> str:
    if volume.unreported_days == volume.window.days:
        return "no figure of this body reports on any of these days."
    if volume.unreported_days:
        return (
            f"{volume.unreported_days} of {volume.window.days} days are in no count of this body, so nothing caps them."
        )
    return "some days or places are in no figure that sets a ceiling; floors such as 'more than' set none."


def _clock(volume: Volume, tally: Tally) -> Iterator[str]:
    undated = [f for f in volume.figures if tally.constraint(f).assumed]
    if undated:
        yield (f"{len(undated)} of {len(volume.figures)} figures come from undated sources; "
               "each is taken as known from the last day that its source counts.")  # fmt: skip


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)
