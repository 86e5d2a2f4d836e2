"""From the overview to an incident, its words and its history; judging it by keyboard; in Arabic on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.places import fits

pytestmark = [pytest.mark.browser, pytest.mark.writes]


def test_an_incident_is_found_read_judged_and_the_judgement_undone(open_tab: Open) -> None:
    page = open_tab("/?show=injured")
    page.locator("#incidents tbody a").first.click()
    page.wait_for_url("**/incident?show=injured&code=*")
    expect(page.locator("#incident-head")).to_contain_text("Idleb")
    expect(page.locator("#incident-words mark").first).to_have_text("at least four")
    expect(page.locator("#incident-claims-figure .js-plotly-plot .scatterlayer")).to_be_attached()
    expect(page.locator("#incident-figures")).to_contain_text("4+")
    with page.expect_download() as download:
        page.locator("#incident-figures a[download]").click()
    assert download.value.suggested_filename == "sijill-incident-figures.csv"
    assert "4+" in Path(download.value.path()).read_text(encoding="utf-8-sig")

    page.locator("#judge-form summary").press("Enter")
    page.locator("#do-discount").press("Enter")
    expect(page.locator("#judge-told")).to_contain_text("Say who judges")
    page.get_by_label("Your name").fill("Rana")
    page.get_by_label("Reason").fill("read twice")
    page.locator("#do-discount").press("Enter")
    expect(page.locator("#judge-told")).to_contain_text("Judgement 1 is recorded: Discounted.")
    expect(page.locator("#incident-head")).to_contain_text("Discounted")
    expect(page.locator("#incident-history")).to_contain_text("read twice")
    page.get_by_label("Reason").fill("a slip")
    page.locator("#judge-judgement").click()
    page.get_by_role("option", name="1. Discounted").click()
    page.locator("#do-undo").click()
    expect(page.locator("#judge-told")).to_contain_text("Judgement 1 is undone")
    expect(page.locator("#incident-history")).to_contain_text("a slip")
    expect(page.locator("#incident-head")).to_contain_text("Single source")
    page.get_by_role("link", name="Reset filters").click()
    expect(page.locator("#incident-head")).to_contain_text("Idleb")
    page.get_by_role("link", name="All incidents").click()
    expect(page.locator("#incident-list")).to_contain_text("1 incident in this view")
    page.get_by_role("link", name="Killed").click()
    expect(page.locator("#incident-list th[aria-sort]")).to_contain_text("Killed")
    expect(page).to_have_url(re.compile("sort=killed"))

    phone = open_tab("/incidents?lang=ar&digits=arab", width=360)
    phone.locator("#incident-list tbody a").first.click()
    expect(phone.locator("#incident-words mark").first).to_have_text("at least four")
    expect(phone.locator("#incident-head")).to_contain_text("إدلب")
    phone.locator("#judge-form summary").click()
    expect(phone.get_by_role("button", name="استبعده")).to_be_visible()
    fits(phone, 360)
