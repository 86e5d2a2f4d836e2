"""The whole way of a file: messy, mapped, mended, sent again, found, followed to its words, and shared as a link."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.places import drawn
from tests.browser.test_pages import choose

pytestmark = [pytest.mark.browser, pytest.mark.writes]

MESSY = """تقرير المكتب الميداني;;;;;
الرقم;رمز الحادث;التاريخ;المكان;ضحايا قضوا;المصدر
ق1;سوق;٢٩/١١/٢٠٢٤;إدلب;٤;مكتب إدلب
ق2;سوق;٢٩/١١/٢٠٢٤;إدلب;ما بين ٨ و ١٢;الدفاع المدني
ق3;جسر;٣١/١٣/٢٠٢٤;حماة;٣;مكتب إدلب
ق4;مشفى;٣٠/١١/٢٠٢٤;حمص;غير واضح؟؟;مكتب إدلب
"""
MENDED = {"ق3": {"التاريخ": "٣٠/١١/٢٠٢٤"}, "ق4": {"ضحايا قضوا": "٧"}}


def test_a_messy_arabic_file_becomes_a_figure_that_two_people_read_the_same(open_tab: Open, tmp_path: Path) -> None:
    page = open_tab("/upload")
    recorded(page, messy(tmp_path))
    mended = mend(page, tmp_path)
    choose(page, mended)
    page.get_by_role("button", name="Record 2 rows").click()
    expect(page.locator("#upload-stage")).to_contain_text("Recorded as batch 5")
    expect(page.locator("#upload-stage")).to_contain_text("is in the register")

    page.get_by_role("link", name="See it in the overview").click()
    expect(page.locator("#standing")).to_contain_text("4 incidents")
    page.get_by_role("link", name="Incidents", exact=True).click()
    row = page.locator("#incident-list tbody tr", has_text="4–12")
    expect(row).to_have_count(1)
    row.get_by_role("link").click()
    expect(page.locator("#incident-figures")).to_contain_text("4–12")
    voice = page.locator("#incident-words .voice", has_text="الدفاع المدني")
    expect(voice.locator("mark")).to_have_text("ما بين ٨ و ١٢")

    page.get_by_role("textbox", name="Policy").click()
    page.get_by_role("option", name="Lowest").click()
    page.wait_for_url("**policy=lowest**")
    expect(page.locator("#standing")).to_contain_text("Policy: Lowest")
    page.get_by_role("link", name="Incidents", exact=True).click()
    market = page.locator("#incident-list tbody tr", has_text="29 November 2024")
    expect(market).to_contain_text("مكتب إدلب")
    expect(market).not_to_contain_text("4–12")
    drawn(page)
    said = page.locator("#incident-list").inner_text()

    colleague = open_tab(page.url[page.url.index("/incidents") :])
    expect(colleague.get_by_role("textbox", name="Policy")).to_have_value("Lowest")
    expect(colleague.locator("#incident-list tbody tr")).to_have_count(page.locator("#incident-list tbody tr").count())
    expect(colleague.locator("#incident-list")).to_have_text(said, use_inner_text=True)


def messy(folder: Path) -> Path:
    """The file as a field office sends it: a title above the headings, semicolons, "Unicode text" of a spreadsheet."""
    file = folder / "تقرير.csv"
    file.write_text(MESSY, encoding="utf-16")
    return file


def recorded(page: Page, file: Path) -> None:
    """Map the column that no name explains, and record what can be read."""
    choose(page, file)
    expect(page.get_by_role("button", name="Nothing can be recorded from this file")).to_be_disabled()
    page.locator('tr[data-column="ضحايا قضوا"] select').select_option("killed")
    page.get_by_role("button", name="Use this").click()
    expect(page.locator(".issues")).to_contain_text("غير واضح؟؟")
    page.get_by_label("Your name").fill("رنا")
    page.get_by_role("button", name="Record 2 rows, leave out 2").click()
    expect(page.locator("#upload-stage")).to_contain_text("Recorded as batch 4")


def mend(page: Page, folder: Path) -> Path:
    """Download the rejected rows, mend them as a person does in a spreadsheet, and keep the rest as it came."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the 2 rejected rows").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert [row["الرقم"] for row in rows] == list(MENDED)
    file = folder / "mended.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as sheet:
        writer = csv.DictWriter(sheet, rows[0])
        writer.writeheader()
        writer.writerows(row | MENDED[row["الرقم"]] for row in rows)
    return file
