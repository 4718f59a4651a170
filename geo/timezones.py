"""Outlines of time zones out of timezonefinder's data files, read as files.

The package stores the rings of all zones in one FlatBuffers file: each ring in blocks of 128 points, each block as
bit-packed steps from the block's south-west corner (its polygon layout 3). The numbers beside it say how to unpack.
"""

import io
import struct
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from geo.errors import MarzError

FOLDER = "timezonefinder_data/data"
LAYOUT = 3
BLOCK = 128  # points in a block
STEP = 1e6  # steps in a degree: the source's six decimals

Read = Callable[[str], bytes]
Ints = npt.NDArray[np.int64]


def outer_rings(zone: str, read: Read) -> list[npt.NDArray[np.float64]]:
    """Give the outer rings of a zone as arrays of (longitude, latitude), without the closing point.

    ``read`` gives the bytes of one file, named from :data:`FOLDER` on.

    Raises
    ------
    MarzError
        If the files are laid out in a way this reader does not know.
    """
    names = read(f"{FOLDER}/timezone_names.txt").decode().split("\n")
    ids = _array(read, "zone_ids")
    index = [int(i) for i in np.flatnonzero(ids == names.index(zone))]
    rings = _Rings(read)
    return [rings.ring(i) for i in index]


def _array(read: Read, stem: str) -> Ints:
    loaded: Ints = np.load(io.BytesIO(read(f"{FOLDER}/{stem}.npy"))).astype(np.int64)
    return loaded


class _Rings:
    def __init__(self, read: Read):
        self.bytes = read(f"{FOLDER}/boundaries/coordinates.bin")
        root = self._uint(0)
        layout = struct.unpack_from("<H", self.bytes, self._field(root, 1))[0]
        if self.bytes[4:8] != b"TZFP" or layout != LAYOUT:
            raise MarzError(f"Time zones are in layout {layout}, not {LAYOUT}. Pin the version this reader knows.")
        self.table = self._follow(self._field(root, 0))
        self.points = _array(read, "boundaries/nr_vertices")
        self.blocks = _array(read, "boundaries/block_offsets")
        self.west = _array(read, "boundaries/block_bases")
        self.south = _array(read, "boundaries/block_ranges")[:, 0]
        self.widths = _array(read, "boundaries/block_widths")

    def ring(self, number: int) -> npt.NDArray[np.float64]:
        """Unpack one ring, block by block."""
        words, at, left = self._payload(number), 0, int(self.points[number])
        parts = []
        for block in range(self.blocks[number], self.blocks[number + 1]):
            count = min(BLOCK, left) + 1  # and the first point of the next block
            axes = []
            for axis, corner in enumerate((self.west[block], self.south[block])):
                width = int(self.widths[block, axis])
                used = -(-count * width // 32)
                axes.append(_unpack(words[at : at + used], width, count) + corner // 10)
                at += used
            parts.append(np.stack(axes, axis=1)[:-1])
            left -= BLOCK
        return np.concatenate(parts) / STEP

    def _payload(self, number: int) -> npt.NDArray[np.uint32]:
        polygon = self._follow(self.table + 4 + 4 * number)
        vector = self._follow(self._field(polygon, 0))
        return np.frombuffer(self.bytes, "<u4", self._uint(vector), vector + 4)

    def _uint(self, at: int) -> int:
        return int(struct.unpack_from("<I", self.bytes, at)[0])

    def _follow(self, at: int) -> int:
        return at + self._uint(at)

    def _field(self, table: int, slot: int) -> int:
        offsets = table - struct.unpack_from("<i", self.bytes, table)[0]
        return int(table + struct.unpack_from("<H", self.bytes, offsets + 4 + 2 * slot)[0])


def _unpack(words: npt.NDArray[np.uint32], width: int, count: int) -> Ints:
    """Read ``count`` numbers of ``width`` bits each, lowest bit first."""
    if not width:
        return np.zeros(count, dtype=np.int64)
    bits = np.unpackbits(words.view(np.uint8), bitorder="little")[: count * width].reshape(count, width)
    unpacked: Ints = bits.astype(np.int64) @ (1 << np.arange(width, dtype=np.int64))
    return unpacked
