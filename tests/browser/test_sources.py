"""The page on sources in a real browser: a person grades a source, keeps it confidential, and reads of both."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.places import fits

pytestmark = [pytest.mark.browser, pytest.mark.writes]


def test_a_source_is_graded_and_kept_confidential(open_tab: Open) -> None:
    page = open_tab("/sources")
    expect(page.locator("#profiles")).to_contain_text("White Helmets")
    form = page.locator("#decide-form")
    form.locator("summary").press("Enter")
    page.locator("#do-confidential").press("Enter")
    expect(page.locator("#decide-told")).to_contain_text("Choose the source.")
    page.locator("#decide-source").fill("White")
    page.get_by_role("option", name="White Helmets").click()
    form.get_by_label("Your name").fill("Rana")
    form.get_by_label("Reason").fill("two lists compared")
    page.locator("#decide-grade").click()
    page.get_by_role("option", name="C: fairly reliable").click()
    page.locator("#do-grade").press("Enter")
    expect(page.locator("#decide-told")).to_contain_text("White Helmets: graded C: fairly reliable")
    expect(page.locator("#profiles")).to_contain_text("two lists compared")
    form.get_by_label("Reason").fill("their staff is in danger")
    page.locator("#do-confidential").press("Enter")
    expect(page.locator("#decide-told")).to_contain_text("White Helmets: confidential from now on.")
    expect(page.locator("#profiles")).to_contain_text("Confidential: not named in PDFs and public exports")
    expect(page.locator("#source-changes")).to_contain_text("their staff is in danger")

    phone = open_tab("/sources?lang=ar&digits=arab", width=360)
    expect(phone.locator("#profiles")).to_contain_text("سري")
    phone.locator("#decide-form summary").click()
    expect(phone.get_by_role("button", name="أبقه سرياً")).to_be_visible()
    fits(phone, 360)


def test_a_place_is_kept_confidential(open_tab: Open) -> None:
    page = open_tab("/sources")
    expect(page.locator("#place-decisions")).to_contain_text("Nobody has kept a place confidential.")
    page.locator("#hide-form summary").press("Enter")
    page.locator("#keep-place").press("Enter")
    expect(page.locator("#hide-told")).to_contain_text("Write the place: its P-code or its name.")
    page.locator("#hide-place").fill("SY0700")
    page.locator("#hide-by").fill("Rana")
    page.locator("#hide-reason").fill("people hide there")
    page.locator("#keep-place").press("Enter")
    expect(page.locator("#hide-told")).to_contain_text("Idleb (SY0700): confidential from now on")
    expect(page.locator("#place-decisions")).to_contain_text("people hide there")
