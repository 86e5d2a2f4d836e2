"""Axe-core finds nothing on any page, in either language and theme, with every drawer open."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import OF_COLOURS, findings
from tests.browser.conftest import PATIENCE_MS
from tests.browser.places import FULL, LITE, drawn, in_language, lead, until

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
STILL = "() => document.getAnimations().every(each => each.playState !== 'running')"
FILTERED = "/?measure=killed&place=SY07&from=2024-01-01"
OPEN_DRAWERS = "document.querySelectorAll('details').forEach(drawer => (drawer.open = true))"


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """One tab for all pages, which fetches their scripts once."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", [*FULL, FILTERED])
def test_nothing_keeps_anybody_out_of_a_page(tab: Page, shown: str, path: str, language: str) -> None:
    assert in_both_themes(tab, shown, in_language(path, language)) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_out_of_the_plain_page(tab: Page, shown: str, language: str, scheme: Scheme) -> None:
    assert on_the_plain_page(tab, shown, language, scheme) == []


def in_both_themes(page: Page, address: str, path: str) -> list[str]:
    """What is found on one page as it comes, and in its colours after a press on the switch of themes."""
    lead(page, address, path)
    page.evaluate(OPEN_DRAWERS)
    found = [f"{path}: {line}" for line in findings(page)]
    scheme = page.locator("html").get_attribute("data-mantine-color-scheme")
    page.locator("#theme-toggle").click()
    other = "dark" if scheme == "light" else "light"
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", other)
    drawn(page)
    until(page, STILL)  # else a colour may be on its way
    return found + [f"{path}, the other theme: {line}" for line in findings(page, OF_COLOURS)]


def on_the_plain_page(page: Page, address: str, language: str, scheme: Scheme) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.goto(address + in_language(LITE, language))
    page.evaluate(OPEN_DRAWERS)
    found = [f"{LITE}, {scheme}: {line}" for line in findings(page)]
    page.emulate_media(color_scheme="light")
    return found
