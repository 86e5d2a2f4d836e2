"""The plain page and the page on quality as people meet them: without scripts, on a phone, page by page."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE_MS, Open
from tests.browser.places import fits

pytestmark = pytest.mark.browser


def test_the_plain_page_works_without_scripts_and_leads_back_to_the_same_view(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}/tolls?measure=killed")
    page.get_by_role("link", name="Lite").first.click()
    page.wait_for_url("**/lite?measure=killed")
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Source", exact=True).select_option("OHCHR")
    page.get_by_role("button", name="Show this view").click()
    expect(page.locator("main")).to_contain_text("350,209")
    expect(page.locator("main")).not_to_contain_text("560,000")
    assert "source=OHCHR" in page.url
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("main")).to_contain_text("350,209")
    assert "source=OHCHR" in page.url
    context.close()


def test_the_plain_page_fits_a_phone_and_quality_leads_to_it(open_tab: Open) -> None:
    for language in ("en", "ar"):
        page = open_tab(f"/quality?lang={language}&source=OHCHR", width=360)
        expect(page.locator("#quality-summary li")).to_have_count(10)
        expect(page.locator("#claims-lacking h2")).to_be_visible()
        fits(page, 360)
        page.locator("#language a[href^='/lite']").click()
        page.wait_for_url("**/lite?**")
        expect(page.locator("article svg").first).to_be_visible()
        fits(page, 360)
        assert page.evaluate("document.scripts.length") == 0
        strips = [box for strip in page.locator("svg.strip").all() if (box := strip.bounding_box())]
        assert len({(strip["x"], strip["width"]) for strip in strips}) == 1, "marks of parts stand on the same axis"
        assert strips[0]["width"] > 200


def test_a_kind_of_problem_is_opened_and_left_by_its_links(open_tab: Open) -> None:
    page = open_tab("/quality")
    link = page.locator("#quality-issues tbody a").first
    expect(link).to_be_visible()
    link.press("Enter")
    page.wait_for_url("**look=**")
    expect(page.locator("#quality-issues tbody tr").first).to_be_visible()
    expect(page.locator("#stale-sources")).to_be_empty()
    page.get_by_role("link", name="All of the page on quality").press("Enter")
    expect(page.locator("#stale-sources h2")).to_be_visible()
    page.locator("#quality-issues tbody a[href^='/upload']").first.press("Enter")
    page.wait_for_url("**/upload?batch=*")
    expect(page.locator("#recorded-opened h3")).to_be_visible()
