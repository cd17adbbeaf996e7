"""A visit in a real browser: with script and without, by keyboard, on a small screen, in both directions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

PAGES = {
    "results": "/?q=ceasefire",
    "everything": "/",
    "filtered": "/?q=ceasefire&language=en&from=2021&sort=newest",
    "nothing found": "/?q=ceasefire+xylophone&language=ar",
    "Arabic results": "/?q=الحصار",
    "Arabic statement": "/statements/{arabic}?q=الحصار",
    "statement": "/statements/{english}?q=ceasefire",
    "without near-duplicates": "/?q=ceasefire&collapse=1",
    "versions": "/statements/{english}/versions",
    "redline": "/redline?from={arabic}&to={english}",
    "Arabic redline": "/redline?from={english}&to={arabic}",
    "review": "/review",
    "review of one doubt": "/review?doubt=undated",
    "help": "/help",
    "error": "/nowhere",
}


@pytest.fixture
def open(browser: Browser, site: str) -> Iterator[Open]:
    """`open(address, width=..., dark=..., script=...)`; at the end nothing was refused and nothing failed."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def _open(address: str, *, width: int = 1280, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            base_url=site,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if "Refused" in said.text else None)
        page.goto(address)
        return page

    yield _open
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def ids(browser: Browser, site: str) -> dict[str, str]:
    """An English and an Arabic statement that hold what is searched for."""
    page = browser.new_page(base_url=site)
    found = {}
    for name, words in (("english", "ceasefire lang:en"), ("arabic", "الحصار lang:ar")):
        page.goto(f"/?q={words}")
        address = page.locator("ol.hits h2 a").first.get_attribute("href") or ""
        found[name] = address.split("?")[0].removeprefix("/statements/")
    page.close()
    return found


def count(page: Page) -> int:
    return int(page.locator("h1 [role=status]").inner_text().split()[0].replace(",", ""))


def tick(page: Page, facet: str, *, fewer_than: int) -> int:
    """Ticks the first value of the facet that not every statement has; gives the count that stands beside it."""
    for label in page.locator(f"fieldset[data-live={facet}] label").all():
        promised = int(label.locator(".count").inner_text().replace(",", ""))
        if promised < fewer_than:
            label.locator("input").check()
            return promised
    raise AssertionError(f"every value of {facet} is on all {fewer_than}")


def test_a_newcomer_searches_filters_and_reads(open: Open) -> None:
    page = open("/")
    page.get_by_role("searchbox").fill("ceasefire")
    page.keyboard.press("Enter")
    found = count(page)
    assert found > 3
    promised = tick(page, "speaker", fewer_than=found)
    expect(page.locator(".chips")).to_be_visible()
    assert count(page) == promised < found
    assert "speaker=" in page.url
    page.locator("ol.hits h2 a").first.click()
    expect(page.locator("#match-1, .trail span").first).to_be_attached()
    page.go_back()
    expect(page.locator("h1 [role=status]")).to_contain_text(str(promised))
    page.go_back()
    expect(page.locator("h1 [role=status]")).to_contain_text(str(found))


def test_ticking_a_box_keeps_the_focus_and_does_not_load_the_page_again(open: Open) -> None:
    page = open("/?q=water")
    page.evaluate("window.same = true")
    box = page.locator("fieldset[data-live=language] input").first
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(".chips")).to_be_visible()
    assert page.evaluate("window.same") is True
    assert page.evaluate("document.activeElement.name") == "language"


def test_everything_works_without_script(open: Open) -> None:
    page = open("/", script=False)
    page.locator("#q").fill("water")
    page.get_by_role("button", name="Search").click()
    found = count(page)
    promised = tick(page, "topic", fewer_than=found)
    page.get_by_role("button", name="Apply filters").click()
    assert count(page) == promised < found
    page.get_by_role("link", name="Newest").click()
    assert "sort=newest" in page.url
    page.get_by_role("link", name="Clear all").click()
    assert count(page) == found
    page.locator(".chart svg a").first.click()
    assert 0 < count(page) < found


def test_by_keyboard_the_skip_links_come_first(open: Open) -> None:
    page = open("/?q=water")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the results"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#results$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('ol.hits') !== null")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_small_phone(open: Open, ids: dict[str, str], name: str) -> None:
    page = open(PAGES[name].format(**ids), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (320, False)])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_wrong(open: Open, ids: dict[str, str], name: str, width: int, dark: bool) -> None:
    page = open(PAGES[name].format(**ids), width=width, dark=dark)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found: Any = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    said = [f"{v['id']}: {node['target']}" for v in found.response["violations"] for node in v["nodes"]]
    assert said == []


def test_an_arabic_statement_stands_on_the_right(open: Open, ids: dict[str, str]) -> None:
    page = open(f"/statements/{ids['arabic']}")
    assert page.locator("article").evaluate("e => getComputedStyle(e).direction") == "rtl"
    heading = page.locator("article h1").bounding_box()
    assert heading is not None
    assert page.locator("article h1").evaluate("e => getComputedStyle(e).textAlign") in ("start", "right")
