"""Many people at once: everybody is answered, each with what they asked for, and the server does not swell."""

import asyncio
import random
from collections.abc import Iterator

import psutil
import pytest

from tests.server import served
from tests.sessions import SHARED, Session

PEOPLE, STEPS = 5, 8
SWELL = 60_000_000  # bytes: several times what this many steps were seen to take


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served() as address:
        yield address


def held() -> int:
    """Bytes that this test's server holds."""
    children = psutil.Process().children(recursive=True)
    (server,) = [p for p in children if "streamlit" in " ".join(p.cmdline())]
    return int(server.memory_info().rss)


async def work(session: Session, steps: int) -> None:
    """Open the page, take steps, and come back to the window that all end on."""
    async with session.connected() as line:
        await session.ask(line)
        for _ in range(steps):
            session.step()
            await session.ask(line)
        session.map = {"start": SHARED[1][0], "end": SHARED[1][1]}
        session.states["filter-categories"] = ("string_array_value", [])
        session.tell()
        await session.ask(line)


async def opened(url: str, lang: str) -> Session:
    """Open the window that all end on with nobody else there, from its address."""
    session = Session(url, random.Random(0))
    session.query = f"from={SHARED[1][0]}&to=2025-07-07&lang={lang}"
    async with session.connected() as line:
        await session.ask(line)
    return session


async def everybody(url: str) -> list[Session]:
    sessions = [Session(url, random.Random(n)) for n in range(PEOPLE)]
    await asyncio.gather(*(work(session, STEPS) for session in sessions))
    return sessions


def said(session: Session) -> list[str]:
    return sorted(body for body in session.panel.values() if "mz-" in body and "<style>" not in body)


def test_everybody_is_answered_and_sees_what_they_would_see_alone(url):
    sessions = asyncio.run(everybody(url))
    before = held()
    again = asyncio.run(everybody(url))
    assert held() - before < SWELL
    assert [s.runs for s in (*sessions, *again)] == [STEPS + 2] * 2 * PEOPLE
    assert len({s.lang for s in sessions}) > 1
    for lang in {s.lang for s in sessions}:
        alone = asyncio.run(opened(url, lang))
        assert len(said(alone)) > 3
        for session in sessions:
            assert session.lang != lang or said(session) == said(alone)
