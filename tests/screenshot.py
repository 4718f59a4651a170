"""Make the pictures of the page: start the app, open it in Chromium, save what a person sees.

Run as ``make screenshot``.
"""

from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser

from layers.snapshot.film import palette
from tests.browser import NARROW, chromium, page_of
from tests.server import served

GALLERY = Path(__file__).parent / "gallery"
WIDE = (1280, 900)
Scheme = Literal["light", "dark"]
VIEWS: dict[str, tuple[str, tuple[int, int], Scheme]] = {
    "first-view": ("", WIDE, "light"),
    "disputed": ("?from=2021-07-08&to=2021-07-08&place=islam-qala", WIDE, "light"),
    "dark": ("?lang=prs", WIDE, "dark"),
    "narrow": ("?lang=fa", NARROW, "light"),
}


def main() -> None:
    """Save each view once its map and its panel are there."""
    GALLERY.mkdir(exist_ok=True)
    with served() as url, chromium() as browser:
        for name in VIEWS:
            print(picture(browser, url, name))


def picture(browser: Browser, url: str, name: str) -> Path:
    """Save one view, in as few bytes as its colours need."""
    query, size, scheme = VIEWS[name]
    path = GALLERY / f"{name}.png"
    with page_of(browser, url + query, size=size, scheme=scheme) as page:
        page.frame_locator("iframe").get_by_role("slider").first.wait_for(timeout=60_000)
        page.locator(".mz-event").first.wait_for(timeout=60_000, state="attached")
        page.wait_for_timeout(4000)
        page.screenshot(path=path)
    with Image.open(path) as taken:
        drawn = taken.convert("RGB")
    drawn.quantize(palette=palette(drawn), dither=Image.Dither.NONE).save(path, optimize=True)
    return path


if __name__ == "__main__":
    main()
