"""Real Streamlit sessions over websockets, each doing what a person does with the map; for tests and for the bench.

A person here drags, looks and reads. Three steps of five settle another window (one of four of these is a week or month
that others look at, too, the rest fall anywhere since 2018, from a day to a quarter); one of five clicks a place or
leaves it, the others go back to the first window, set or clear a filter, or turn the language. What a browser keeps of
earlier messages is kept here, too, and every answer must say what was asked; a browser's drawing is not done.
"""

import asyncio
import json
import random
import time
import uuid
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LEAST_THINK = 0.5  # seconds
FIRST, LAST = date(2018, 1, 1), date(2025, 12, 1)
SHARED = [
    ("2025-06-25", "2025-07-10"), ("2025-07-01", "2025-07-08"), ("2025-06-01", "2025-07-01"),
    ("2025-07-01", "2025-08-01"), ("2023-11-01", "2023-12-01"), ("2021-07-05", "2021-07-12"),
    ("2021-08-01", "2021-09-01"), ("2025-04-01", "2025-05-01"), ("2024-01-01", "2024-02-01"),
    ("2025-09-01", "2025-10-01"),
]  # fmt: skip
PLACES = ["islam-qala", "milak-zaranj", "abu-nasr-farahi", "herat-city", "AF-HER", "AF-NIM", "camp-milak"]
LENGTHS = (1, 3, 7, 7, 15, 30, 30, 92)
LANGUAGES = {"en": "EN", "fa": "فارسی", "prs": "دری"}


class Session:
    """One person: a connection, what the page has told, and how long each step took."""

    def __init__(self, url: str, chance: random.Random):
        self.url, self.chance = url, chance
        self.ids: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self.states: dict[str, tuple[str, Any]] = {}
        self.kept: dict[str, tuple[int, ForwardMsg]] = {}
        self.runs, self.received, self.query, self.lang = 0, 0, "", "en"
        self.panel: dict[tuple[int, ...], str] = {}
        self.opened, self.took = 0.0, []
        self.map = {"start": SHARED[0][0], "end": SHARED[0][1]}

    def connected(self) -> Any:
        """Connect as a browser does."""
        options: dict[str, Any] = {"subprotocols": ["streamlit"], "max_size": None, "origin": self.url.rstrip("/")}
        address = self.url.replace("http", "ws") + "_stcore/stream"
        return websockets.connect(address, open_timeout=300, ping_timeout=300, **options)

    async def live(
        self, ready: asyncio.Event, everybody: asyncio.Event, *, seconds: float, steps: int, think: float
    ) -> None:
        """Open the page, wait for the others, then take steps until the time is over, or so many."""
        async with self.connected() as line:
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
        self.states = {}
        what = self.chance.choices(["window", "place", "leave", "home", "filter", "language"], (60, 15, 5, 6, 8, 6))[0]
        if what == "window":
            self.map |= dict(zip(("start", "end"), self.window(), strict=True))
        elif what in ("place", "leave"):
            self.map["selected"] = self.chance.choice(PLACES) if what == "place" else ""
        elif what == "home":
            self.map = dict(zip(("start", "end"), SHARED[0], strict=True))
        elif what == "filter":
            chosen = self.chance.sample(self.options["filter-categories"], self.chance.randrange(3))
            self.states["filter-categories"] = ("string_array_value", chosen)
        else:
            self.lang = self.chance.choice(list(LANGUAGES))
            self.states["language"] = ("string_array_value", [LANGUAGES[self.lang]])
        self.tell()

    def tell(self) -> None:
        """Have the map tell what it rests on."""
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
        self.panel = {}
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
                self.check()
                self.runs += 1
                self.kept = {mark: one for mark, one in self.kept.items() if one[0] >= self.runs - 2}
                return took

    def hear(self, message: ForwardMsg) -> None:
        """Take in one message, as a browser would."""
        path = tuple(message.metadata.delta_path)
        if message.HasField("ref_hash"):
            message = self.kept[message.ref_hash][1]
        if message.metadata.cacheable:
            self.kept[message.hash] = self.runs, message
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
            if kind == "multiselect":
                self.options[told.split("-", 2)[-1]] = list(element.multiselect.options)
        elif kind == "html":
            self.panel[path] = element.html.body

    def check(self) -> None:
        """Hold the answer to what was asked: the window, the place and the language are this session's own."""
        if self.states:
            said = {name: values[0] for name, values in parse_qs(self.query).items()}
            asked = self.map["start"], self.map.get("selected", ""), self.lang
            assert (said["from"], said.get("place", ""), said.get("lang", "en")) == asked, (said, asked)
