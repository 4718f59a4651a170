"""Many people at once: real Streamlit sessions over websockets, each moving the window as the map would tell it.

``python -m tests.bench.load_sessions 50 60`` opens fifty and moves each for sixty seconds, with some fifteen seconds to
look in between; it prints how long a settled window took, and what a session holds in the server's memory. ``--store
DIR`` serves another store.
"""

import argparse
import asyncio
import json
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

LOOK_SECONDS, LEAST, MEGABYTE = 15.0, 3, 1e6
FIRST, DAYS = date(2023, 9, 1), 700


class Session:
    """One person: a connection, the map's widget, and how long each window took."""

    def __init__(self, url: str, chance: random.Random):
        self.url, self.chance = url, chance
        self.map, self.opened, self.took, self.received = "", 0.0, [], 0

    async def live(self, until: float) -> None:
        """Open the page, then move the window again and again."""
        options: dict[str, Any] = {"subprotocols": ["streamlit"], "max_size": None, "origin": self.url.rstrip("/")}
        address = self.url.replace("http", "ws") + "_stcore/stream"
        async with websockets.connect(address, open_timeout=300, ping_timeout=300, **options) as line:
            started = time.monotonic()
            await self.ask(line, {})
            self.opened = time.monotonic() - started
            while time.monotonic() < until or len(self.took) < LEAST:
                await asyncio.sleep(self.chance.uniform(0.5, 1.5) * LOOK_SECONDS)
                started = time.monotonic()
                await self.ask(line, self.window())
                self.took.append(time.monotonic() - started)

    def window(self) -> dict[str, str]:
        """What the map tells when it has come to rest: a window of a day to a month."""
        start = FIRST + timedelta(days=self.chance.randrange(DAYS))
        return {"start": str(start), "end": str(start + timedelta(days=self.chance.choice((1, 7, 15, 30))))}

    async def ask(self, line: Any, told: dict[str, str]) -> None:
        """Have the script run, and wait until it has."""
        back = BackMsg()
        back.rerun_script.query_string = ""
        if told:
            state = back.rerun_script.widget_states.widgets.add()
            state.id, state.json_value = self.map, json.dumps({**told, "nonce": uuid.uuid4().hex})
        await line.send(back.SerializeToString())
        moved = not told
        while True:
            content = await line.recv()
            self.received += len(content)
            message = ForwardMsg.FromString(content)
            element = message.delta.new_element
            if element.HasField("component_instance") and "folium" in element.component_instance.component_name:
                self.map = element.component_instance.id
            if message.HasField("page_info_changed"):
                moved = moved or f"from={told['start']}" in message.page_info_changed.query_string
            if message.HasField("script_finished"):
                assert moved and self.map, "the page did not follow the map"  # noqa: PT018
                return


async def many(url: str, count: int, seconds: float, server: psutil.Process) -> dict[str, Any]:
    """Open one session to warm the server, then all of them."""
    first = Session(url, random.Random(0))
    await first.live(time.monotonic() + 10)
    before, worked = server.memory_info().rss, sum(server.cpu_times()[:2])
    sessions = [Session(url, random.Random(n + 1)) for n in range(count)]
    until = time.monotonic() + seconds + count * 0.5
    tasks = []
    for session in sessions:
        tasks.append(asyncio.create_task(session.live(until)))
        await asyncio.sleep(0.3)
    peak = before
    while not all(task.done() for task in tasks):
        peak = max(peak, server.memory_info().rss)
        await asyncio.sleep(0.5)
    await asyncio.gather(*tasks)
    worked = sum(server.cpu_times()[:2]) - worked
    took = sorted(t for session in sessions for t in session.took)
    return {
        "sessions": count, "windows": len(took), "p50": round(statistics.median(took), 3),
        "p95": round(took[int(len(took) * 0.95)], 3), "slowest": round(took[-1], 3),
        "alone p50": round(statistics.median(first.took), 3),
        "opened p50": round(statistics.median(s.opened for s in sessions), 2),
        "server's CPU seconds a run": round(worked / (len(took) + count), 3),
        "MB a session": round((peak - before) / count / MEGABYTE, 2), "server MB": round(peak / MEGABYTE),
        "MB received a session": round(sum(s.received for s in sessions) / count / MEGABYTE, 2),
    }  # fmt: skip


def main() -> None:
    """Serve, load, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sessions", type=int)
    parser.add_argument("seconds", type=float)
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
        url = f"http://localhost:{port}/"
        print(json.dumps(asyncio.run(many(url, asked.sessions, asked.seconds, psutil.Process(server.pid)))))
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
