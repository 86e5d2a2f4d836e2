"""Nothing is wider than a phone or than half a screen (which is what 200 % of zoom leaves), on any page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PATIENCE_MS
from tests.browser.places import FULL, LITE, in_language, lead, until

pytestmark = pytest.mark.browser

PHONE, ZOOMED = 360, 640
"""Widths in CSS pixels; 1,280 pixels at 200 % of zoom are 640."""
WIDER = """width => Array.from(document.querySelectorAll('body *')).filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && (box.right > width + 1 || box.left < -1) && !element.closest('.table-box, .js-plotly-plot');
}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """One tab for all pages, which fetches their scripts once."""
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", [*FULL, LITE])
def test_no_page_scrolls_sideways(tab: Page, shown: str, path: str, language: str) -> None:
    tab.set_viewport_size({"width": PHONE, "height": 800})
    if path == LITE:
        tab.goto(shown + in_language(path, language))
    else:
        lead(tab, shown, in_language(path, language))
    tab.evaluate("document.querySelectorAll('main details').forEach(drawer => (drawer.open = true))")
    assert {width: wider(tab, width) for width in (PHONE, ZOOMED)} == {PHONE: [], ZOOMED: []}


def wider(page: Page, width: int) -> list[str]:
    """What makes the page wider than the window, once its charts are drawn anew; nothing if it is not."""
    page.set_viewport_size({"width": width, "height": 800})
    try:
        until(page, "width => document.documentElement.scrollWidth <= width", width)
    except AssertionError:
        return [f"{page.evaluate('document.documentElement.scrollWidth')} pixels", *page.evaluate(WIDER, width)]
    return []


def test_who_asks_for_less_motion_gets_none(tab: Page, shown: str) -> None:
    lead(tab, shown, "/")
    tab.locator("#take summary").click()
    longest = tab.evaluate(
        """Math.max(...Array.from(document.querySelectorAll('*')).flatMap(element => {
          const style = getComputedStyle(element);
          return [style.transitionDuration, style.animationDuration].flatMap(each => each.split(',').map(parseFloat));
        }))"""
    )
    assert longest <= 0.001
