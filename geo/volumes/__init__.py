"""Return volumes that cannot double-count: ``[low, best, high]`` by counting body, from every figure it published."""

from geo.volumes.tally import Tally, Volume
from geo.volumes.trees import BORDER, Trees

__all__ = ["BORDER", "Tally", "Trees", "Volume"]
