"""Many people at once: real Streamlit sessions over websockets, each doing what a person does with the map.

``python -m tests.bench.load_sessions 50 300`` opens fifty and lets them work for 300 seconds from when the last is in;
it prints how long a settled window took, the server's work for one, and what a session holds in its memory. ``--think
0 --steps 144`` has each take as many steps as it would in an hour, as fast as they are answered; ``--store DIR`` serves
another store.

The time between two answers and a person's next step is exponential, 25 seconds on average and no less than half a
second; what the steps are, :mod:`tests.sessions` says. The time until all have come in is not counted.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from tests.server import ROOT, wait_for
from tests.sessions import Session

THINK, MEGABYTE = 25.0, 1e6


async def many(
    url: str, count: int, server: psutil.Process, *, seconds: float = 0, steps: int = 0, think: float = THINK
) -> dict[str, Any]:
    """Open one session to warm the server, then all of them; what is timed begins when the last is in."""
    everybody = asyncio.Event()
    first = Session(url, random.Random(0))
    alone = asyncio.Event()
    alone.set()
    await first.live(asyncio.Event(), alone, seconds=0, steps=10, think=0)
    before = server.memory_info().rss
    sessions = [Session(url, random.Random(n + 1)) for n in range(count)]
    tasks, doors = [], [asyncio.Event() for _ in sessions]
    for session, door in zip(sessions, doors, strict=True):
        tasks.append(asyncio.create_task(session.live(door, everybody, seconds=seconds, steps=steps, think=think)))
        await asyncio.wait({asyncio.create_task(door.wait()), tasks[-1]}, return_when=asyncio.FIRST_COMPLETED)
    opened, worked, since = server.memory_info().rss, sum(server.cpu_times()[:2]), time.monotonic()
    everybody.set()
    held = []
    while not all(task.done() for task in tasks):
        held.append(server.memory_info().rss)
        await asyncio.sleep(0.5)
    await asyncio.gather(*tasks)
    worked, passed = sum(server.cpu_times()[:2]) - worked, time.monotonic() - since
    took = sorted(t for session in sessions for t in session.took)
    quarters = [held[int((len(held) - 1) * part / 4)] for part in range(5)] if held else []
    return {
        "sessions": count, "steps": len(took), "seconds": round(passed), "p50": round(statistics.median(took), 3),
        "p95": round(took[int(len(took) * 0.95)], 3), "slowest": round(took[-1], 3),
        "alone p50": round(statistics.median(first.took), 3),
        "opened p50": round(statistics.median(s.opened for s in sessions), 2),
        "server's CPU seconds a step": round(worked / len(took), 3),
        "server MB before, with all open": [round(before / MEGABYTE), round(opened / MEGABYTE)],
        "MB a session, open": round((opened - before) / count / MEGABYTE, 2),
        "MB a session, at the end": round((quarters[-1] - before) / count / MEGABYTE, 2),
        "server MB at each quarter": [round(q / MEGABYTE) for q in quarters],
        "MB received a step": round(sum(s.received for s in sessions) / (len(took) + count) / MEGABYTE, 2),
        "load average": [round(n, 1) for n in os.getloadavg()],
    }  # fmt: skip


def main() -> None:
    """Serve, load, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sessions", type=int)
    parser.add_argument("seconds", type=float, nargs="?", default=0)
    parser.add_argument("--steps", type=int, default=0, help="so many steps each, however long it takes")
    parser.add_argument("--think", type=float, default=THINK, help="seconds between steps on average")
    parser.add_argument("--store", type=Path)
    asked = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "geo", "app", "--port", str(port)]
    command += ["--store", str(asked.store)] if asked.store else []
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://localhost:{port}/_stcore/health", server)
        run = many(
            f"http://localhost:{port}/", asked.sessions, psutil.Process(server.pid),
            seconds=asked.seconds, steps=asked.steps, think=asked.think,
        )  # fmt: skip
        print(json.dumps(asyncio.run(run)))
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
