"""A messy Arabic file whose columns nobody foresaw, mapped by keyboard on the upload page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.places import fits
from tests.browser.test_pages import choose

pytestmark = [pytest.mark.browser, pytest.mark.writes]

MESSY = """م;اليوم والتاريخ;البلدة او القرية;ضحايا قضوا;ملاحظات
1;٢٩/١١/٢٠٢٤;إدلب;٤;سوق
2;٣٠/١١/٢٠٢٤;حماة;ما لا يقل عن ٣;
"""


@pytest.mark.parametrize("width", [1280, 360])
def test_a_messy_arabic_file_is_mapped_recorded_and_read_the_same_way_the_next_time(
    open_tab: Open, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "messy.csv"
    file.write_text(MESSY, encoding="utf-8")
    page = open_tab("/upload?lang=ar", width=width)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="اختر ملفاً").click()
    chooser.value.set_files(file)
    step = page.locator("#upload-columns")
    expect(step).to_contain_text("الخلايا تشبه تواريخ")
    killed = page.get_by_label("اقرأ العمود ضحايا قضوا على أنه")
    expect(killed).to_have_value("")
    page.get_by_role("button", name="املأ التخمينات").press("Enter")
    expect(page.get_by_label("اقرأ العمود اليوم والتاريخ على أنه")).to_have_value("date")
    killed.focus()
    killed.select_option("killed")
    page.get_by_label("مصدر الملف كله").fill("مكتب إدلب")
    page.get_by_role("button", name="اعمل بهذا").press("Enter")
    record = page.get_by_role("button", name="سجّل صفين")
    expect(record).to_be_enabled()
    expect(killed).to_have_value("killed")
    fits(page, width)
    page.locator("#upload-recorded-by").fill("رنا")
    record.press("Enter")
    expect(page.locator(".notice-good")).to_be_visible()
    file.write_text(MESSY.replace("حماة", "حمص"), encoding="utf-8")
    choose_again = open_tab("/upload")
    choose(choose_again, file)
    expect(choose_again.locator('tr[data-column="ضحايا قضوا"] select')).to_have_value("killed")
    expect(choose_again.locator("#upload-columns")).to_contain_text("رنا")
    expect(choose_again.get_by_role("button", name="Record 2 rows")).to_be_enabled()


def test_what_was_said_of_one_file_is_forgotten_with_the_next(open_tab: Open, tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("A,B\n2024-11-30,5\n", encoding="utf-8")
    other.write_text("A,C\n2024-11-30,5\n", encoding="utf-8")
    page = open_tab("/upload")
    choose(page, one)
    page.get_by_label("Read column B as").select_option("killed")
    page.get_by_label("Source of the whole file").fill("Office X")
    page.get_by_role("button", name="Use this").click()
    expect(page.get_by_role("button", name="Record 1 row")).to_be_enabled()
    choose(page, other)
    expect(page.get_by_role("button", name="Nothing can be recorded from this file")).to_be_disabled()
    expect(page.get_by_label("Read column C as")).to_have_value("")
    expect(page.get_by_label("Read column A as")).to_have_value("")
    expect(page.get_by_label("Source of the whole file")).to_have_value("")
