import io
import struct

import numpy as np
import pytest

from geo import timezones
from geo.errors import MarzError

RING = np.array([[61_000_000 + 37 * k, 34_000_000 - 11 * (k % 9)] for k in range(130)])  # two blocks; millionths


def packed(values):
    """Pack one axis of a block: its lowest value, the width of a step, the words."""
    steps = values - values.min()
    width = int(steps.max()).bit_length()
    bits = ((steps[:, None] >> np.arange(width)) & 1).astype(np.uint8).ravel()
    bits = np.concatenate([bits, np.zeros(-len(bits) % 32, np.uint8)])
    return int(values.min()) * 10, width, np.packbits(bits, bitorder="little").tobytes()


def files(layout=timezones.LAYOUT):
    blocks = [RING[:129], np.concatenate([RING[128:], RING[:1]])]
    axes = [[packed(block[:, axis]) for axis in (0, 1)] for block in blocks]
    payload = b"".join(axis[2] for block in axes for axis in block) + bytes(8)
    tables = {
        "zone_ids": [0],
        "boundaries/nr_vertices": [len(RING)],
        "boundaries/block_offsets": [0, 2],
        "boundaries/block_bases": [block[0][0] for block in axes],
        "boundaries/block_ranges": [[block[1][0], 0] for block in axes],
        "boundaries/block_widths": [[block[0][1], block[1][1]] for block in axes],
    }
    read = {f"{timezones.FOLDER}/{name}.npy": npy(values) for name, values in tables.items()}
    read[f"{timezones.FOLDER}/timezone_names.txt"] = b"Asia/Kabul\nAsia/Tehran"
    read[f"{timezones.FOLDER}/boundaries/coordinates.bin"] = flatbuffer(payload, layout)
    return read.__getitem__


def npy(values):
    file = io.BytesIO()
    np.save(file, np.array(values))
    return file.getvalue()


def flatbuffer(payload, layout):
    """Lay out a collection of one polygon; every offset counts from where it is written."""
    header = struct.pack("<I4s", 16, b"TZFP")
    root_fields = struct.pack("<4H", 8, 12, 4, 8)
    root = struct.pack("<iIHxx", 8, 8, layout)
    polygons = struct.pack("<II", 1, 12)
    polygon_fields = struct.pack("<4H", 6, 8, 4, 0)
    polygon = struct.pack("<iI", 8, 4)
    words = struct.pack("<I", len(payload) // 4) + payload
    return header + root_fields + root + polygons + polygon_fields + polygon + words


def test_a_ring_is_unpacked_to_the_sixth_decimal():
    (ring,) = timezones.outer_rings("Asia/Kabul", files())
    assert (np.round(ring * 1e6).astype(int) == RING).all()


def test_a_zone_without_rings_gives_none():
    assert timezones.outer_rings("Asia/Tehran", files()) == []


def test_an_unknown_layout_is_refused():
    with pytest.raises(MarzError, match="layout 4"):
        timezones.outer_rings("Asia/Kabul", files(layout=4))
