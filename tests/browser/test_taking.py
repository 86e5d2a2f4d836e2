"""What is taken away of a view: by the filters of the address, for colleagues or the public, kept over a reload."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.snapshot.verify import inspect
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def take(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_a_filter_that_is_misspelt_is_told_and_sent_on_to_files_which_refuse_it(open_tab: Open) -> None:
    page = open_tab("/?mesure=killed&sort=killed")
    expect(page.locator("#standing")).to_contain_text("did you mean 'measure'?")
    page.locator("#take summary").click()
    link = page.get_by_role("link", name="Claims as XLSX")
    expect(link, "no file is made as if unfiltered").to_have_attribute(
        "href", "/api/v1/export/claims.xlsx?mesure=killed"
    )
    page.get_by_role("link", name="Show this page with measure=killed").press("Enter")
    expect(page.locator("#standing")).to_contain_text("claims")
    assert parse_qs(urlsplit(page.url).query) == {"measure": ["killed"], "sort": ["killed"]}


def test_a_file_follows_the_filters_and_says_for_whom_it_is(open_tab: Open) -> None:
    page = open_tab("/incidents?source=OHCHR&sort=killed")
    page.locator("#take summary").click()
    about = json.loads(take(page, "Totals as JSON"))["about"]
    assert (about["filters"], about["public"]) == ({"source": "OHCHR"}, None)
    page.get_by_label("For the public", exact=True).check()
    about = json.loads(take(page, "Totals as JSON"))["about"]
    assert "made to be shown to anybody" in about["public"]
    assert "coarsened" not in about["columns"]
    page.get_by_label("For the public, small counts coarsened").check()
    about = json.loads(take(page, "Totals as JSON"))["about"]
    assert "a figure from 1 to 4 is told as “<5”" in about["public"]
    page.get_by_role("link", name="Displacement", exact=True).click()
    expect(page.locator("#content h1")).to_have_text("Displacement")
    page.get_by_role("link", name="Reset filters").click()
    expect(page).not_to_have_url(re.compile("source="))
    page.locator("#take summary").click()
    hxl = take(page, "Claims as HXL")
    assert "#" in hxl.splitlines()[1]
    assert "White Helmets" in hxl
    link = page.get_by_role("link", name="Claims as XLSX")
    expect(link, "it leads to the file, to be copied or opened").to_have_attribute("href", "/api/v1/export/claims.xlsx")


def test_on_the_page_of_an_incident_the_data_are_of_it_alone(open_tab: Open) -> None:
    page = open_tab("/incidents")
    page.locator(".incident-table tbody a").first.click()
    expect(page.locator(".incident-title")).to_be_visible()
    code = parse_qs(urlsplit(page.url).query)["code"][0]
    page.locator("#take summary").click()
    expect(page.locator("#take caption")).to_have_text("Data of this incident")
    told = json.loads(take(page, "Claims as JSON"))
    assert told["about"]["filters"] == {"incident": code}
    assert {row["incident"] for row in told["claims"]} == {code}


@pytest.mark.writes
def test_a_pdf_in_both_languages_is_one_file_that_begins_with_that_of_the_page(open_tab: Open) -> None:
    page = open_tab("/tolls?lang=ar&digits=arab&measure=killed&sort=killed")
    page.locator("#take summary").click()
    link = page.get_by_role("link", name="PDF: كلتاهما في ملف واحد")
    expect(link).to_have_attribute("href", "/api/v1/snapshot.pdf?measure=killed&lang=both&first=ar&digits=arab")
    link.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "sijill-ar-en.pdf"
    sealed = inspect(Path(download.value.path()).read_bytes())
    assert (sealed.language, sealed.filters["measure"]) == ("ar+en", "killed")
    assert sealed.parts[0].labels["digits"].startswith("٠")


@pytest.mark.writes
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_file_that_was_made_is_offered_after_a_reload_until_it_is_put_away(open_tab: Open, language: str) -> None:
    page = open_tab(f"/?lang={language}")
    with page.expect_download():
        page.locator("#pdf-button").click()
    page.reload()
    offered = page.locator("#making li")
    expect(offered).to_contain_text(f"sijill-{language}.pdf")
    with page.expect_download() as download:
        offered.get_by_role("link").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    offered.get_by_role("button").click()
    expect(page.locator("#making")).to_be_hidden()
    page.reload()
    expect(page.locator("#content h1")).to_be_visible()
    expect(page.locator("#making")).to_be_hidden()


@pytest.mark.writes
@pytest.mark.parametrize(("language", "why"), [("en", "Atlantis"), ("ar", "لا يمكن العمل بأحد عوامل التصفية")])
def test_a_file_that_can_not_be_made_says_why(open_tab: Open, language: str, why: str) -> None:
    page = open_tab(f"/?place=Atlantis&lang={language}")
    page.locator("#pdf-button").click()
    expect(page.locator("#making")).to_contain_text(why)
    expect(page.locator("#making progress")).to_have_count(0)
