"""The page on method as people meet it: by a link to one of its parts, on a phone, on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.places import drawn, fits, until

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [1280, 360])
def test_every_drawer_opens_and_nothing_is_wider_than_the_page(open_tab: Open, language: str, width: int) -> None:
    page = open_tab(f"/method?lang={language}", width=width)
    expect(page.locator("#layout-ucdp_ged summary")).to_be_visible()
    page.locator("#layout-ucdp_ged summary").press("Enter")
    expect(page.get_by_text("deaths_civilians", exact=False).last).to_be_visible()
    page.evaluate("document.querySelectorAll('.method details').forEach(drawer => (drawer.open = true))")
    fits(page, width)


def test_a_link_to_a_layout_opens_it(open_tab: Open) -> None:
    page = open_tab("/method#layout-ucdp_ged")
    expect(page.locator("#layout-ucdp_ged")).to_have_attribute("open", "")
    expect(page.locator("#layout-ucdp_ged summary")).to_be_in_viewport()
    expect(page.locator("#layout-acled")).not_to_have_attribute("open", "")


def test_the_contents_lead_to_a_section_and_the_drawers_stay_as_they_are(open_tab: Open) -> None:
    page = open_tab()
    page.get_by_role("link", name="Method").click()
    page.locator("#words-measure summary").click()
    page.get_by_role("link", name="Problems and their codes").click()
    expect(page.get_by_role("heading", name="Problems and their codes")).to_be_in_viewport()
    expect(page.locator("#words-measure")).to_have_attribute("open", "")


def test_what_is_in_the_drawers_is_printed(open_tab: Open) -> None:
    page = open_tab("/method")
    expect(page.locator("#layout-ucdp_ged summary")).to_be_visible()
    drawn(page)
    closed = page.locator(".method").bounding_box()
    assert closed is not None
    page.emulate_media(media="print")
    much = "least => document.querySelector('.method').getBoundingClientRect().height > least"
    until(page, much, 5 * closed["height"])
