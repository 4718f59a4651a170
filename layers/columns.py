"""Columns as the page carries them: whole numbers in as few bytes as hold them, written in base64."""

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Packed = dict[str, str]
Numbers = NDArray[Any]
_UNSIGNED = ((1 << 8, "u1"), (1 << 16, "u2"))


def pack(values: Sequence[Any] | Numbers, kind: str = "") -> Packed:
    """Pack whole numbers or floats, in the fewest bytes unless a kind is asked for.

    The browser's typed arrays are little-endian, so the bytes are too.

    Examples
    --------
    >>> pack([1, 2, 255])
    {'t': 'u1', 'b': 'AQL/'}
    >>> pack([-1, 70000])["t"], pack([0.5])["t"]
    ('i4', 'f8')
    """
    array = np.asarray(values)
    kind = kind or ("f8" if array.dtype.kind == "f" else _whole(array))
    return {"t": kind, "b": base64.b64encode(np.ascontiguousarray(array, dtype=f"<{kind}").tobytes()).decode()}


def floats(values: Sequence[float | None] | Numbers, kind: str = "f8") -> Packed:
    """Pack numbers some of which are unknown; unknown travels as NaN.

    Examples
    --------
    >>> floats([None])["t"]
    'f8'
    """
    return pack(np.array([np.nan if value is None else value for value in values], dtype=float), kind)


def codes(values: Sequence[str], known: Sequence[str]) -> Numbers:
    """Positions of words in a closed list."""
    at = {word: i for i, word in enumerate(known)}
    return np.fromiter((at[value] for value in values), dtype=np.uint8, count=len(values))


def counting(values: Numbers) -> bool:
    """Whether a column only counts its rows (0, 1, 2 …), so that it need not travel."""
    return bool(np.array_equal(values, np.arange(len(values))))


def _whole(array: Numbers) -> str:
    if array.size == 0:
        return "u1"
    low, high = int(array.min()), int(array.max())
    return next((kind for limit, kind in _UNSIGNED if low >= 0 and high < limit), "i4")
