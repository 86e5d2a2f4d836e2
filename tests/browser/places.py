"""The pages that there are, for tests of all of them at once."""

import time
from typing import Any, Final

from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE_MS

INCIDENT: Final = "/incident?code=News+article+on+Aleppo+and+Idlib%2Fidlib-airstrikes"
FULL: Final = (
    "/",
    "/incidents",
    INCIDENT,
    "/tolls",
    "/displacement",
    "/sources",
    "/quality",
    "/upload?batch=1",
    "/method",
    "/changes?as_of=2020-01-01",
    "/nowhere",
)
"""Every page of the dashboard over the demo register; the last is one that there is not."""
LITE: Final = "/lite"


def in_language(path: str, language: str) -> str:
    """The address of a page in a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


def lead(page: Page, address: str, path: str) -> None:
    """Go to a page of the dashboard, and wait until all of it is drawn. No server has a page ``/nowhere``."""
    if path.startswith("/nowhere"):
        page.goto(address + path.replace("/nowhere", "/upload"))
        drawn(page)
        page.evaluate(
            "path => { history.pushState({}, '', path); dispatchEvent(new CustomEvent('_dashprivate_pushstate')) }",
            path,
        )
        expect(page.locator("#content .nowhere")).to_have_count(1)
    else:
        page.goto(address + path)
    drawn(page)


def until(page: Page, so: str, arg: Any = None) -> None:
    """Wait until a function, run in the page, says that it is so; fails when it has taken too long.

    Playwright's own ``wait_for_function`` asks a second time by ``eval``, which the pages' policy forbids.
    """
    last = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(so, arg):
        assert time.monotonic() < last, f"not so after {PATIENCE_MS} ms, with {arg}: {so}"
        page.wait_for_timeout(50)


def fits(page: Page, width: int) -> None:
    """Wait until the page is exactly as wide as the window, with nothing to scroll to sideways."""
    until(page, "width => document.documentElement.scrollWidth === width", width)


def drawn(page: Page) -> None:
    """Wait until the full page stands, and nothing of it is a placeholder."""
    expect(page.locator("#content")).to_be_visible()
    expect(page.locator(".mantine-Skeleton-root")).to_have_count(0)
    page.wait_for_load_state("networkidle")
