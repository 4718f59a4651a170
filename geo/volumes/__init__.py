"""Return volumes that cannot double-count: ``[low, best, high]`` by counting body, from every figure it published."""

from geo.volumes.compare import disagreements, doubts, sums
from geo.volumes.conflicts import Conflict
from geo.volumes.envelope import Envelope, envelope, headline
from geo.volumes.explain import explain
from geo.volumes.findings import findings
from geo.volumes.steps import Step, steps
from geo.volumes.stored import of_store
from geo.volumes.tally import REPORT_DAYS, Tally, Volume
from geo.volumes.trees import BORDER, Trees

__all__ = [
    "BORDER",
    "REPORT_DAYS",
    "Conflict",
    "Envelope",
    "Step",
    "Tally",
    "Trees",
    "Volume",
    "disagreements",
    "doubts",
    "envelope",
    "explain",
    "findings",
    "headline",
    "of_store",
    "steps",
    "sums",
]
