from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.places import fits

pytestmark = pytest.mark.browser

CLAIMS = """id,source,date,place,killed
b1,Field office,2024-12-03,Aleppo,between 8 and 12
b2,Field office,2024-13-45,Homs,?
"""


def choose(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(file)


@pytest.mark.writes
def test_an_uploaded_file_changes_the_overview(open_tab: Open, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text(CLAIMS, encoding="utf-8")
    page = open_tab()
    expect(page.locator("#timeline-heading")).to_contain_text("November 2024: at least 4")
    page.get_by_role("link", name="Upload").click()
    choose(page, file)
    expect(page.locator(".issues")).to_contain_text("2024-13-45")
    page.get_by_label("Your name").fill("Rana")
    page.get_by_role("button", name="Record 1 row, leave out 1").click()
    expect(page.get_by_text("Recorded as batch")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the 1 rejected row").click()
    assert "2024-13-45" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    page.get_by_role("link", name="See it in the overview").click()
    expect(page.locator("#timeline-heading")).to_contain_text("December 2024")
    expect(page.locator("#timeline-figure .js-plotly-plot")).to_be_visible()
    expect(page.locator("#incidents")).to_contain_text("8–12")


@pytest.mark.writes
@pytest.mark.parametrize("content", [b"foo,bar\n1,2\n", b"\x00\x01\x02\xff\xfe", b""])
def test_a_broken_file_changes_nothing_and_says_why(open_tab: Open, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.csv"
    file.write_bytes(content)
    page = open_tab("/upload")
    choose(page, file)
    expect(page.get_by_text("broken.csv can't be recorded")).to_be_visible()
    expect(page.get_by_role("button", name="Nothing can be recorded from this file")).to_be_disabled()
    expect(page.locator(".issues tbody tr").first).to_be_visible()
    page.get_by_role("link", name="Overview").click()
    expect(page.locator("#standing")).to_contain_text("41 claims, 1 incident")


def test_a_link_reproduces_the_view_and_back_and_forward_work(open_tab: Open) -> None:
    page = open_tab()
    expect(page.locator("#standing")).to_contain_text("41 claims")
    page.get_by_role("textbox", name="Measure").click()
    page.get_by_role("option", name="Injured").click()
    page.wait_for_url("**measure=injured**")
    expect(page.locator("#standing")).to_contain_text("1 claim, 1 incident")
    other = open_tab(page.url.removeprefix(page.url.split("/?")[0]))
    expect(other.locator("#standing")).to_contain_text("1 claim, 1 incident")
    expect(other.get_by_role("textbox", name="Measure")).to_have_value("Injured")
    expect(other.locator("#timeline-heading")).to_contain_text("People injured")
    page.go_back()
    expect(page.locator("#standing")).to_contain_text("41 claims")
    expect(page.get_by_role("textbox", name="Measure")).to_have_value("")
    page.go_forward()
    expect(page.locator("#standing")).to_contain_text("1 claim,")
    page.get_by_role("link", name="Reset filters").click()
    expect(page.locator("#standing")).to_contain_text("41 claims")


def test_the_charts_of_incidents_switch_from_killed_to_injured(open_tab: Open) -> None:
    page = open_tab()
    page.get_by_role("link", name="Injured", exact=True).click()
    page.wait_for_url("**show=injured**")
    expect(page.locator("#timeline-heading")).to_contain_text("People injured")
    expect(page.locator("#map-heading")).to_contain_text("People injured")


def test_arabic_runs_from_right_to_left_from_the_first_response(open_tab: Open) -> None:
    page = open_tab("/?lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.get_by_role("heading", name="نظرة عامة")).to_be_visible()
    expect(page.locator("#headlines")).to_contain_text("ملايين")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()


@pytest.mark.writes
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pdf_of_the_view_is_made_and_downloaded(open_tab: Open, language: str) -> None:
    page = open_tab(f"/?lang={language}")
    with page.expect_download() as download:
        page.locator("#pdf-button").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    assert download.value.suggested_filename == f"sijill-{language}.pdf"
    expect(page.locator("#pdf-status")).not_to_be_empty()


@pytest.mark.parametrize("path", ["/", "/?lang=ar", "/upload", "/upload?lang=ar"])
def test_nothing_is_wider_than_a_phone(open_tab: Open, path: str) -> None:
    page = open_tab(path, width=360)
    expect(page.locator("#content h1")).to_be_visible()
    if not path.startswith("/upload"):
        expect(page.locator("#movements-figure .js-plotly-plot")).to_be_visible()
    fits(page, 360)


def test_the_filters_of_a_phone_are_behind_a_button(open_tab: Open) -> None:
    page = open_tab(width=360)
    place = page.get_by_role("textbox", name="Place")
    expect(page.get_by_role("button", name="Filters")).to_be_visible()
    expect(place).not_to_be_visible()
    page.get_by_role("button", name="Filters").click()
    expect(place).to_be_visible()


def test_light_and_dark_change_on_a_click_and_stay(open_tab: Open) -> None:
    page = open_tab()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.reload()
    expect(page.locator("#headlines .number-card").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
