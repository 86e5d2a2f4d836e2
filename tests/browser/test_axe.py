"""Axe-core finds nothing on any page, in either language and theme, with every drawer open."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import findings
from tests.browser.places import FULL, LITE, drawn, in_language, lead

pytestmark = pytest.mark.browser

OPEN_DRAWERS = "document.querySelectorAll('details').forEach(drawer => (drawer.open = true))"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_keeps_anybody_out_of_any_page(chromium: Browser, address: str, language: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = context.new_page()
    found = [line for path in FULL for line in in_both_themes(page, address, in_language(path, language))]
    found += [line for scheme in ("light", "dark") for line in on_the_plain_page(page, address, language, scheme)]
    context.close()
    assert found == []


def in_both_themes(page: Page, address: str, path: str) -> list[str]:
    """What is found on one page as it comes, and after a press on the switch of themes."""
    lead(page, address, path)
    page.evaluate(OPEN_DRAWERS)
    found = [f"{path}: {line}" for line in findings(page)]
    page.locator("#theme-toggle").click()
    drawn(page)
    return found + [f"{path}, the other theme: {line}" for line in findings(page)]


def on_the_plain_page(page: Page, address: str, language: str, scheme: str) -> list[str]:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address + in_language(LITE, language))
    page.evaluate(OPEN_DRAWERS)
    return [f"{LITE}, {scheme}: {line}" for line in findings(page)]
