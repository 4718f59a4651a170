"""Many people at once: real Streamlit sessions over websockets, each doing what a person does with the map.

``python -m tests.bench.load_sessions 50 300`` opens fifty and lets them work for 300 seconds from when the last is in;
it prints how long a settled window took, the server's work for one, and what a session holds in its memory. ``--think
0 --steps 144`` has each take as many steps as it would in an hour, as fast as they are answered; ``--store DIR`` serves
another store.

A person here drags, looks and reads: the time between two answers and the next step is exponential, 25 seconds on
average, no less than half a second. Three steps of five settle another window (one of four of these is a week or month
that others look at, too, the rest fall anywhere since 2018, from a day to a quarter); one of five clicks a place or
leaves it, the others go back to the first window, set or clear a filter, or turn the language. What a browser keeps of
earlier messages is kept here, too, and the browser's share of the work, drawing, is not done.
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
import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.server import ROOT, wait_for

THINK, LEAST_THINK, MEGABYTE = 25.0, 0.5, 1e6
FIRST, LAST = date(2018, 1, 1), date(2025, 12, 1)
SHARED = [
    ("2025-06-25", "2025-07-10"), ("2025-07-01", "2025-07-08"), ("2025-06-01", "2025-07-01"),
    ("2025-07-01", "2025-08-01"), ("2023-11-01", "2023-12-01"), ("2021-07-05", "2021-07-12"),
    ("2021-08-01", "2021-09-01"), ("2025-04-01", "2025-05-01"), ("2024-01-01", "2024-02-01"),
    ("2025-09-01", "2025-10-01"),
]  # fmt: skip
PLACES = ["islam-qala", "milak-zaranj", "abu-nasr-farahi", "herat-city", "AF-HER", "AF-NIM", "camp-milak"]
LENGTHS = (1, 3, 7, 7, 15, 30, 30, 92)
CATEGORIES = ("clash", "policy", "return_flow", "migrant_harm")


class Session:
    """One person: a connection, what the page has told, and how long each step took."""

    def __init__(self, url: str, chance: random.Random):
        self.url, self.chance = url, chance
        self.ids: dict[str, str] = {}
        self.states: dict[str, tuple[str, Any]] = {}
        self.kept: dict[str, int] = {}
        self.runs, self.received, self.query = 0, 0, ""
        self.opened, self.took = 0.0, []
        self.map = {"start": SHARED[0][0], "end": SHARED[0][1]}

    async def live(
        self, ready: asyncio.Event, everybody: asyncio.Event, *, seconds: float, steps: int, think: float
    ) -> None:
        """Open the page, wait for the others, then take steps until the time is over, or so many."""
        options: dict[str, Any] = {"subprotocols": ["streamlit"], "max_size": None, "origin": self.url.rstrip("/")}
        address = self.url.replace("http", "ws") + "_stcore/stream"
        async with websockets.connect(address, open_timeout=300, ping_timeout=300, **options) as line:
            self.opened = await self.ask(line)
            ready.set()
            await everybody.wait()
            over = time.monotonic() + seconds
            while True:
                rest = max(LEAST_THINK, self.chance.expovariate(1 / think)) if think else 0
                await asyncio.sleep(rest if steps else min(rest, max(over - time.monotonic(), 0)))
                if len(self.took) == steps if steps else time.monotonic() >= over:
                    return
                self.step()
                self.took.append(await self.ask(line))

    def step(self) -> None:
        """Do one thing that a person does."""
        what = self.chance.choices(["window", "place", "leave", "home", "filter", "language"], (60, 15, 5, 6, 8, 6))[0]
        if what == "window":
            self.map |= dict(zip(("start", "end"), self.window(), strict=True))
        elif what in ("place", "leave"):
            self.map["selected"] = self.chance.choice(PLACES) if what == "place" else ""
        elif what == "home":
            self.map = dict(zip(("start", "end"), SHARED[0], strict=True))
        elif what == "filter":
            chosen = self.chance.sample(CATEGORIES, self.chance.randrange(3))
            self.states["filter-categories"] = ("string_array_value", chosen)
        else:
            self.states["language"] = ("string_array_value", [self.chance.choice(("en", "fa", "prs"))])
        self.states["map"] = ("json_value", json.dumps({**self.map, "nonce": uuid.uuid4().hex}))

    def window(self) -> tuple[str, str]:
        """Choose a window: now and then one that others look at, too."""
        if self.chance.random() < 0.25:
            return self.chance.choice(SHARED)
        start = FIRST + timedelta(days=self.chance.randrange((LAST - FIRST).days))
        return str(start), str(start + timedelta(days=self.chance.choice(LENGTHS)))

    async def ask(self, line: Any) -> float:
        """Have the script run, wait until it has, and say how many seconds that took."""
        back = BackMsg()
        back.rerun_script.query_string = self.query
        back.rerun_script.cached_message_hashes.extend(self.kept)
        for key, (kind, value) in self.states.items():
            state = back.rerun_script.widget_states.widgets.add(id=self.ids[key])
            getattr(state, kind).data.extend(value) if isinstance(value, list) else setattr(state, kind, value)
        started = time.monotonic()
        await line.send(back.SerializeToString())
        while True:
            content = await line.recv()
            self.received += len(content)
            message = ForwardMsg.FromString(content)
            self.hear(message)
            if message.HasField("script_finished"):
                took = time.monotonic() - started
                assert message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY, "the page failed"
                assert not self.states or f"from={self.map['start']}" in self.query, "the page did not follow the map"
                self.runs += 1
                self.kept = {mark: run for mark, run in self.kept.items() if run >= self.runs - 2}
                return took

    def hear(self, message: ForwardMsg) -> None:
        """Take in one message, as a browser would."""
        if message.HasField("ref_hash"):
            self.kept[message.ref_hash] = self.runs
        elif message.metadata.cacheable:
            self.kept[message.hash] = self.runs
        if message.HasField("page_info_changed"):
            self.query = message.page_info_changed.query_string
        element = message.delta.new_element
        assert not element.HasField("exception"), element.exception.message
        kind = element.WhichOneof("type")
        if kind == "component_instance" and "folium" in element.component_instance.component_name:
            self.ids["map"] = element.component_instance.id
        elif kind in ("button_group", "multiselect"):
            told = getattr(element, kind).id
            self.ids[told.split("-", 2)[-1]] = told


async def many(
    url: str, count: int, server: psutil.Process, *, seconds: float = 0, steps: int = 0, think: float = THINK
) -> tuple[list[Session], dict[str, Any]]:
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
    return sessions, {
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
        print(json.dumps(asyncio.run(run)[1]))
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
