"""A file that could be read in two ways: how to read it is said by keyboard on the upload page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.browser.conftest import Open
from tests.browser.places import fits
from tests.browser.test_pages import choose

pytestmark = [pytest.mark.browser, pytest.mark.writes]

OPEN = "source,date,place,displaced\nOffice,03/04/2024,Idleb,1.200\nOffice,05/06/2024,Hama,2.500\n"
CLEAR = "source,date,place,displaced\nOffice,2024-04-03,Idleb,1200\n"


@pytest.mark.parametrize("width", [1280, 360])
def test_a_file_that_could_be_read_in_two_ways_is_read_as_was_said(open_tab: Open, tmp_path: Path, width: int) -> None:
    file = tmp_path / "open.csv"
    file.write_text(OPEN, encoding="utf-8")
    page = open_tab("/upload?lang=ar", width=width)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="اختر ملفاً").click()
    chooser.value.set_files(file)
    days = page.get_by_label("تواريخ مثل")
    expect(days).to_be_visible()
    fits(page, width)
    days.focus()
    days.press("ArrowDown")
    expect(days).to_have_value("day_first")
    page.keyboard.press("Tab")
    expect(page.get_by_label("أعداد مثل 1.200")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_label("أعداد مثل 1.200")).to_have_value("comma")
    page.get_by_role("button", name="اقرأه هكذا").press("Enter")
    record = page.get_by_role("button", name="سجّل صفين")
    expect(record).to_be_enabled()
    expect(page.locator(".issues")).to_contain_text("قُرئ اليوم فيها أولاً، كما ذُكر للملف")
    expect(days).to_have_value("day_first")
    page.reload()
    expect(days).to_have_value("day_first")
    fits(page, width)
    assert findings(page) == []
    record.press("Enter")
    expect(page.locator(".notice-good")).to_be_visible()


def test_how_to_read_a_file_stays_folded_where_nothing_is_open(open_tab: Open, tmp_path: Path) -> None:
    clear, other = tmp_path / "clear.csv", tmp_path / "open.csv"
    clear.write_text(CLEAR, encoding="utf-8")
    other.write_text(OPEN, encoding="utf-8")
    page = open_tab("/upload")
    choose(page, clear)
    expect(page.get_by_role("button", name="Record 1 row")).to_be_enabled()
    expect(page.get_by_label("Dates such as 03/04/2024")).to_be_hidden()
    page.get_by_text("How to read this file", exact=True).press("Enter")
    page.get_by_label("Dates such as 03/04/2024").select_option("month_first")
    choose(page, other)
    expect(page.get_by_role("button", name="No row of this file can be recorded")).to_be_disabled()
    expect(page.get_by_label("Dates such as 03/04/2024")).to_have_value("")
