"""A recorded file is opened and withdrawn, by mouse and by keyboard, in English and in Arabic."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.places import fits
from tests.browser.test_pages import CLAIMS, choose

pytestmark = pytest.mark.browser


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text(CLAIMS, encoding="utf-8")
    return path


def send(page: Page, file: Path) -> None:
    choose(page, file)
    page.locator("#upload-confirm").click()
    expect(page.locator("#recorded-list")).to_contain_text("claims.csv")


@pytest.mark.writes
def test_a_file_is_withdrawn_from_the_overview_and_can_be_sent_again(open_tab: Open, file: Path) -> None:
    page = open_tab("/upload")
    send(page, file)
    page.get_by_role("link", name="claims.csv").click()
    expect(page.locator("#recorded-opened")).to_contain_text("Problems by kind")
    with page.expect_download() as download:
        page.locator("#recorded-opened").get_by_role("link", name="Download the 1 rejected row").click()
    assert "2024-13-45" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    page.get_by_text("Withdraw this file…").click()
    expect(page.locator("#recorded-foreseen")).to_have_text("1 claim no longer stands.")
    page.get_by_label("Why it is withdrawn").fill("the wrong month")
    page.get_by_label("Withdrawn by").fill("Rana")
    page.locator("#recorded-withdraw").click()
    expect(page.locator("#recorded-opened")).to_contain_text("is withdrawn.")
    expect(page.locator("#recorded-opened")).to_contain_text("the wrong month")
    expect(page.locator("#recorded-list tbody tr").first).to_contain_text("Withdrawn")
    expect(page.locator("#recorded-withdraw")).not_to_be_visible()
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(page.locator("#standing")).to_contain_text("41 claims, 1 incident")
    page.get_by_role("link", name="Upload").click()
    choose(page, file)
    expect(page.get_by_role("button", name="Record 1 row, leave out 1")).to_be_enabled()


@pytest.mark.writes
def test_it_is_withdrawn_with_the_keyboard_alone_and_not_without_a_reason(open_tab: Open, file: Path) -> None:
    page = open_tab("/upload")
    send(page, file)
    page.get_by_role("link", name="claims.csv").press("Enter")
    expect(page.locator(":focus")).to_have_text("Batch 4: claims.csv")
    summary = page.get_by_text("Withdraw this file…")
    summary.focus()
    page.keyboard.press("Enter")
    page.locator("#recorded-withdraw").press("Enter")
    expect(page.get_by_text("Say why; colleagues will want to know.")).to_be_visible()
    page.get_by_label("Why it is withdrawn").press("x")
    page.locator("#recorded-withdraw").press("Enter")
    expect(page.locator(":focus")).to_contain_text("is withdrawn.")


def test_the_recorded_files_are_in_arabic_too_and_fit_a_phone(open_tab: Open) -> None:
    page = open_tab("/upload?lang=ar&digits=arab&batch=1", width=360)
    expect(page.get_by_role("heading", name="الملفات المسجلة")).to_be_visible()
    expect(page.locator("#recorded-opened h3")).to_contain_text("الدفعة ١")
    page.get_by_text("سحب هذا الملف…").click()
    expect(page.get_by_role("button", name="اسحب الدفعة ١")).to_be_visible()
    fits(page, 360)
