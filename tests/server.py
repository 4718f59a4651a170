"""The real app on a port of its own, for tests that open it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


@contextmanager
def served(**environment: str) -> Iterator[str]:
    """Start ``marz app`` and yield its address; stop it at the end."""
    with started(["-m", "geo", "app", "--port={port}"], **environment) as (url, _):
        yield url


@contextmanager
def started(arguments: list[str], **environment: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """Start a server in Python on a free ``{port}``, and yield its address once it answers; stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, *(a.format(port=port) for a in arguments)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://localhost:{port}/_stcore/health", process)
        yield f"http://localhost:{port}/", process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(url: str, process: subprocess.Popen) -> None:
    for _ in range(3000):
        if process.poll() is not None:
            raise RuntimeError(f"the app stopped with status {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - loopback, made above
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"nothing answers at {url}")
