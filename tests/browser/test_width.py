"""Nothing is wider than a phone or than half a screen (which is what 200 % of zoom leaves), on any page."""

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.places import FULL, LITE, in_language, lead

pytestmark = pytest.mark.browser

PHONE, ZOOMED = 360, 640
"""Widths in CSS pixels; 1,280 pixels at 200 % of zoom are 640."""
WIDER = """width => Array.from(document.querySelectorAll('body *')).filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && (box.right > width + 1 || box.left < -1) && !element.closest('.table-box, .js-plotly-plot');
}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_scrolls_sideways(chromium: Browser, address: str, language: str) -> None:
    context = chromium.new_context(viewport={"width": PHONE, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    too_wide = []
    for path in FULL:
        lead(page, address, in_language(path, language))
        page.evaluate("document.querySelectorAll('main details').forEach(drawer => (drawer.open = true))")
        too_wide += [f"{path} at {width}: {why}" for width in (PHONE, ZOOMED) for why in wider(page, width)]
    page.goto(address + in_language(LITE, language))
    too_wide += [f"{LITE} at {width}: {why}" for width in (PHONE, ZOOMED) for why in wider(page, width)]
    context.close()
    assert not too_wide, "\n".join(too_wide)


def wider(page: Page, width: int) -> list[str]:
    """What makes the page wider than the window, once its charts are drawn anew; nothing if it is not."""
    page.set_viewport_size({"width": width, "height": 800})
    try:
        page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width, timeout=5_000)
    except PlaywrightTimeoutError:
        return [f"{page.evaluate('document.documentElement.scrollWidth')} pixels", *page.evaluate(WIDER, width)]
    return []


def test_who_asks_for_less_motion_gets_none(chromium: Browser, address: str) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    lead(page, address, "/")
    page.locator("#take summary").click()
    longest = page.evaluate(
        """Math.max(...Array.from(document.querySelectorAll('*')).flatMap(element => {
          const style = getComputedStyle(element);
          return [style.transitionDuration, style.animationDuration].flatMap(each => each.split(',').map(parseFloat));
        }))"""
    )
    assert longest <= 0.001
    context.close()
