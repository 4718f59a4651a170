"""What cannot, or can hardly, be true together, as a record and in a sentence."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["contradiction", "uncounted", "unasked", "restatement", "disagreement", "doubt", "sum",
               "share", "amount", "wording", "digits", "date", "measure", "mirror"]  # fmt: skip
_QUERIES = {
    "unasked": "Only the first {2:,} pairs were held against each other ({0}): too many figures are alike, or of the "
    "same days. Correct those that cannot be true, or give fewer.",
    "restatement": "{0} was taken back for {1}: {2:,} apart.",
    "share": "{0} and {1} give shares of the same thing that are {2:,} points apart.",
    "amount": "{0} and {1} do not make one amount: {2:,} apart.",
    "wording": "{0} and {1} give one number, once as a limit and once not.",
    "digits": "{0} and {1} differ as misprints do.",
    "date": "{0} and {1} give one number to different days.",
    "measure": "{0} and {1} give one number to different things.",
    "mirror": "{0} and {1}, counted on the two sides of the border, are {2:,} apart.",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure, the figures it cannot stand beside, and by how many people it would have to give.

    A *contradiction* is within one body, and its figure is set aside. *Uncounted* is a figure that gave way where too
    many contradict each other, or hang together, to try each one; how far it is off is not known. A *disagreement* is
    between two bodies. A *doubt* leaves both possible, but not likely as they are written. A *sum* is a total that its
    own parts do not add up to. *Unasked* names no figure, but the kind of question that was put to ``by`` pairs only.
    The other kinds are questions to the sources (:mod:`geo.volumes.queries`).
    """

    kind: Kind
    figure: str
    against: tuple[str, ...]
    by: int

    @property
    def aside(self) -> bool:
        """Say whether the figure is left out of the answer."""
        return self.kind in ("contradiction", "uncounted")

    def words(self) -> str:
        """Say it in a sentence."""
        others = ", ".join(self.against)
        match self.kind:
            case "contradiction":
                return f"{self.figure} cannot be true beside {others}: it is off by {self.by:,}, and is set aside."
            case "uncounted":
                return (
                    f"{self.figure} is left uncounted: too many figures of its body contradict each other or hang "
                    "together to try each one. Correct those that cannot be true, or give fewer."
                )
            case "disagreement":
                return f"{self.figure} and {others}, of another body, are {self.by:,} apart."
            case "doubt":
                return f"{self.figure} and {others} are hard to believe together: {self.by:,} apart as written."
            case "sum":
                return f"{self.figure} is {self.by:,} away from the sum of {others}, of the same body."
        return _QUERIES[self.kind].format(self.figure, others, self.by)
