"""Sorted whole numbers, repeats and all, in about as many bits as they hold information.

What repeats is written once, with how often. Golomb and Rice's code, as search engines keep their lists: a number is
split at ``2**k``; the quotient is written in ones that a zero ends, the rest in ``k`` bits, with the ``k`` that makes
the whole shortest. Robert F. Rice, *Some practical universal noiseless coding techniques*, JPL Publication 79-22, 1979.
"""

import base64
from typing import Any

import numpy as np

from layers.columns import Numbers

MOST_SPLIT = 24


def counted(values: Numbers) -> dict[str, Any]:
    """Write numbers of any order, none below zero: the gaps between those that occur, and how often each does.

    Examples
    --------
    >>> counted(np.array([3, 3, 10]))["cells"]
    {'n': 2, 'k': 2, 'ones': 'QA==', 'rest': '8A=='}
    """
    cells, often = np.unique(np.asarray(values, dtype=np.int64), return_counts=True)
    return {"cells": rice(np.diff(cells, prepend=0)), "often": rice(often - 1)}


def rice(values: Numbers) -> dict[str, Any]:
    """Write numbers in their order, none below zero.

    Examples
    --------
    >>> rice(np.array([0, 1, 2]))
    {'n': 3, 'k': 0, 'ones': 'WA==', 'rest': ''}
    """
    split = _shortest(values)
    quotients = values >> split
    ones = np.ones(int(quotients.sum()) + len(values), dtype=np.uint8)
    ones[np.cumsum(quotients + 1) - 1] = 0
    rest = ((values[:, None] >> np.arange(split - 1, -1, -1)) & 1).astype(np.uint8)
    return {"n": len(values), "k": split, "ones": _bits(ones), "rest": _bits(rest.ravel())}


def weight(coded: Any) -> int:
    """Give how many characters coded lists take in the page.

    Examples
    --------
    >>> weight({"a": rice(np.array([0, 1, 2])), "span": 7})
    4
    """
    if isinstance(coded, dict):
        return sum(weight(part) for part in coded.values())
    return len(coded) if isinstance(coded, str) else 0


def _shortest(values: Numbers) -> int:
    costs = [int((values >> k).sum()) + len(values) * (k + 1) for k in range(MOST_SPLIT)]
    return int(np.argmin(costs))


def _bits(flags: Numbers) -> str:
    return base64.b64encode(np.packbits(flags).tobytes()).decode()
