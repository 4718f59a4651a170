"""Chromium for tests: one browser, no network but loopback, every error of a page kept.

with chromium() as browser, page_of(browser, path.as_uri()) as page:
    page.keyboard.press("ArrowRight")
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE, NARROW = (1280, 800), (390, 844)
LOCAL = {"127.0.0.1", "localhost", "::1", "[::1]"}


class Visit(list[str]):
    """What went wrong on a page: errors of its scripts, and requests that were refused because they left loopback."""


def executable() -> str | None:
    """Path of Chromium: ``CHROMIUM``, or what the system calls so."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_of(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = WIDE,
    touch: bool = False,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    """Open a page; leaving the block fails when a script of the page did, or when a request tried to leave loopback."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=touch,
        color_scheme=scheme,
        reduced_motion="reduce",
        device_scale_factor=1,
    )
    faults = Visit()
    context.route("**/*", lambda route: _admit(route, faults))
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
    try:
        page.goto(url)
        yield page
        assert not faults, "\n".join(faults)
    finally:
        context.close()


def _admit(route: Route, faults: Visit) -> None:
    parts = urlsplit(route.request.url)
    if parts.scheme in {"file", "data", "blob", "about"} or (parts.hostname or "") in LOCAL:
        route.continue_()
        return
    faults.append(f"left loopback: {route.request.url}")
    route.abort()
