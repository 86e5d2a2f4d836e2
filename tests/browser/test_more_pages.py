"""The pages on tolls, displacement and sources as people meet them: on a phone, by keyboard, by a link, as a file."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.places import fits, until

pytestmark = pytest.mark.browser

WORDS_ON_PHONE = """where => {
  const words = document.querySelector(where);
  const box = words && words.getBoundingClientRect();
  return box && box.width && box.left >= 0 && box.right <= 360;
}"""
FIRST_CHART = {
    "tolls": "#toll-curves-figure",
    "displacement": "#stock-places-figure",
    "sources": "#coverage-time-figure",
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_draw_their_charts_and_fit_a_phone(open_tab: Open, language: str) -> None:
    for name, chart in FIRST_CHART.items():
        page = open_tab(f"/{name}?lang={language}&digits=arab", width=360)
        expect(page.locator(f"{chart} .js-plotly-plot .main-svg").first).to_be_visible()
        expect(
            page.locator(f"{chart} .js-plotly-plot .bars, {chart} .js-plotly-plot .scatterlayer").first
        ).to_be_attached()
        expect(page.locator(".mantine-Skeleton-root")).to_have_count(0)
        fits(page, 360)
        until(page, WORDS_ON_PHONE, f"{chart} .annotation-text")


def test_a_toll_is_read_as_table_and_file_by_keyboard_alone(open_tab: Open) -> None:
    page = open_tab()
    page.get_by_role("link", name="Tolls", exact=True).press("Enter")
    page.wait_for_url("**/tolls")
    expect(page.locator("#toll-differences-heading")).to_contain_text("Why do these differ?")
    summary = page.locator("details", has=page.locator("#toll-differences-table")).locator("summary")
    summary.press("Enter")
    expect(page.locator("#toll-differences-table table")).to_be_visible()
    expect(page.locator("#toll-differences-table")).to_contain_text("350,209")
    with page.expect_download() as download:
        page.locator("#toll-differences-csv").press("Enter")
    assert download.value.suggested_filename == "sijill-toll-differences.csv"
    assert "350,209" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_the_filters_of_a_page_are_its_address_and_resetting_them_stays_on_it(open_tab: Open) -> None:
    page = open_tab("/sources?source=OHCHR")
    expect(page.locator("#profiles .profile")).to_have_count(1)
    expect(page.locator("#standing")).to_contain_text("4 claims")
    page.get_by_role("link", name="Displacement", exact=True).click()
    page.wait_for_url("**/displacement?source=OHCHR")
    expect(page.locator("#stock-places-heading")).to_contain_text("No figure of people in displacement")
    page.get_by_role("link", name="Reset filters").click()
    expect(page.locator("#stock-places-figure .js-plotly-plot")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/displacement\??$"))
    page.get_by_role("link", name="Sources", exact=True).click()
    expect(page.locator("#profiles .profile")).to_have_count(6)
