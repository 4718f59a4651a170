"""Make the README's picture: start the app, open it in Chromium, save what a person sees.

Run as ``make screenshot``.
"""

from pathlib import Path

from tests.browser import chromium, page_of
from tests.server import served

PICTURE = Path(__file__).parent / "gallery" / "first-view.png"


def main() -> None:
    """Save the first view at 1280 × 1000."""
    PICTURE.parent.mkdir(exist_ok=True)
    with served() as url, chromium() as browser, page_of(browser, url, size=(1280, 1000)) as page:
        page.frame_locator("iframe").get_by_role("slider").first.wait_for(timeout=60_000)
        page.get_by_text("Never added").first.wait_for(timeout=60_000)
        page.wait_for_timeout(1500)
        page.screenshot(path=PICTURE)
    print(PICTURE)


if __name__ == "__main__":
    main()
