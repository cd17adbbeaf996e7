"""Takes the picture that the README shows: `make picture`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.site import QUIET, chromium, served

PICTURE = Path(__file__).with_name("results.png")
SHOWN = "/?q=ceasefire&sort=newest&topic=ceasefire"


def main() -> None:
    with TemporaryDirectory() as folder, served(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        page = browser.new_page(viewport={"width": 1200, "height": 860})
        page.goto(site + SHOWN)
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"wrote {PICTURE}")


if __name__ == "__main__":
    main()
