"""How far a long command is, on stderr: a bar on a terminal, elsewhere a line now and then."""

import sys
import time
from collections.abc import Callable

Tell = Callable[[int, int], None]
ON_TERMINAL, ELSEWHERE = 0.2, 10.0  # seconds between two


def bar(what: str = "") -> Tell:
    """Make what tells how much of a whole is done, how fast that goes, and when it will be.

    Nothing is said of what is done before the first of its seconds is over. A whole of 0 is one that nobody counted.

    Examples
    --------
    >>> tell = bar("events")
    >>> tell(1, 3)
    """
    began = said = time.monotonic()
    terminal = sys.stderr.isatty()
    every = ON_TERMINAL if terminal else ELSEWHERE

    def tell(done: int, whole: int) -> None:
        nonlocal said
        now, ends = time.monotonic(), 0 < whole <= done
        if now - said < every and not (ends and said > began):
            return
        said = now
        line = f"{what}: " * bool(what) + _line(done, whole, done / max(now - began, 1e-9))
        print(f"\r{line} \033[K" if terminal else line, end="\n" if ends or not terminal else "", file=sys.stderr,
              flush=True)  # fmt: skip

    return tell


def _line(done: int, whole: int, pace: float) -> str:
    """Write the line.

    Examples
    --------
    >>> _line(500, 1000, 100), _line(500, 0, 100)
    ('███████████████░░░░░░░░░░░░░░░ 500 of 1,000, 100 a second, 5 s left', '500, 100 a second')
    """
    if not whole:
        return f"{done:,}, {pace:,.0f} a second"
    filled = "█" * (30 * min(done, whole) // whole)
    left = max(whole - done, 0) / max(pace, 1e-9)
    return f"{filled:░<30} {done:,} of {whole:,}, {pace:,.0f} a second, {left:,.0f} s left"
