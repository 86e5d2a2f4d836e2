"""By keyboard, by ear, by drag and drop, and when Sijill does not answer."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE_MS, Open
from tests.browser.places import drawn, until
from tests.browser.test_pages import CLAIMS, choose

pytestmark = pytest.mark.browser

DROP = """(zone, content) => {
  const carried = new DataTransfer();
  carried.items.add(new File([content], "dropped.csv", { type: "text/csv" }));
  for (const kind of ["dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


WORDS_ON_CHART = """() => {
  const chart = document.querySelector('#stocks-figure').getBoundingClientRect();
  const words = [...document.querySelectorAll('#stocks-figure .annotation-text')];
  const boxes = words.map(each => each.getBoundingClientRect());
  return boxes.length && boxes.every(box => box.left >= chart.left - 1 && box.right > chart.right - 60);
}"""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


@pytest.mark.writes
def test_a_dropped_file_is_read(open_tab: Open) -> None:
    page = open_tab("/upload")
    page.locator("#upload-drop-zone").evaluate(DROP, CLAIMS)
    expect(page.get_by_role("heading", name="dropped.csv")).to_be_visible()
    expect(page.locator("#upload-drop-zone")).not_to_have_class("drop-zone over")


@pytest.mark.writes
def test_focus_goes_to_what_has_come_of_a_file(open_tab: Open, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text(CLAIMS, encoding="utf-8")
    page = open_tab("/upload")
    choose(page, file)
    expect(page.locator(":focus")).to_contain_text("claims.csv")
    page.get_by_role("button", name="Record 1 row, leave out 1").press("Enter")
    expect(page.locator(":focus")).to_contain_text("Recorded as batch")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("See it in the overview")


def test_the_first_steps_of_the_tab_key_lead_through_the_head_of_the_page(open_tab: Open) -> None:
    page = open_tab()
    expect(page.locator("#headlines .number-card").first).to_be_visible()
    drawn(page)
    steps = []
    pages = ["Overview", "Incidents", "Tolls", "Displacement", "Sources", "Quality", "Upload", "Method"]
    for _ in range(len(pages) + 3):
        page.keyboard.press("Tab")
        steps.append(focused(page) or str(page.evaluate("document.activeElement.ariaLabel")))
    assert steps == ["Skip to content", "Sijillسجل", *pages, "PDF of this view"]


def test_a_day_is_typed_year_first_in_whatever_digits(open_tab: Open) -> None:
    page = open_tab()
    since = page.get_by_label("From", exact=True)
    since.fill("٢٠٢٤/١١/١")
    since.press("Enter")
    page.wait_for_url("**from=2024-11-01**")
    expect(since).to_have_value("2024-11-01")
    since.fill("03/04/2024")
    since.press("Enter")
    expect(page.locator("#standing")).to_contain_text("'03/04/2024' is not a day; write it as 2024-11-30")


def test_the_button_of_the_filters_says_how_many_are_in_force(open_tab: Open) -> None:
    page = open_tab("/?measure=killed&from=2024-01-01", width=360)
    expect(page.get_by_role("button", name="Filters (2)")).to_be_visible()


@pytest.mark.parametrize(
    ("form", "name", "begins"), [("png", "نزّل الرسم صورةً", b"\x89PNG"), ("svg", "بصيغة SVG للطباعة", b"<svg")]
)
def test_the_picture_of_a_chart_is_downloaded(open_tab: Open, form: str, name: str, begins: bytes) -> None:
    page = open_tab("/?lang=ar")
    expect(page.locator("#timeline-figure .js-plotly-plot")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).first.press("Enter")
    assert download.value.suggested_filename == f"sijill-timeline.{form}"
    picture = Path(download.value.path()).read_bytes()
    assert picture.startswith(begins)
    assert form == "png" or "الخوذ البيضاء".encode() in picture


def test_arabic_words_on_a_chart_stay_on_it(open_tab: Open) -> None:
    page = open_tab("/?lang=ar", width=360)
    expect(page.locator("#stocks-figure .annotation-text").first).to_be_visible()
    drawn(page)
    until(page, WORDS_ON_CHART)


def test_what_was_read_stays_under_a_dated_banner_when_sijill_does_not_answer(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    expect(page.locator("#timeline-figure .js-plotly-plot")).to_be_visible()
    expect(page.locator("#unreachable")).to_be_empty()
    page.route("**/_dash-update-component*", lambda route: route.abort())
    page.get_by_role("link", name="Injured", exact=True).click()
    expect(page.locator("#unreachable")).to_contain_text("Sijill does not answer. What is shown was read on")
    expect(page.locator("#timeline-heading")).to_contain_text("People killed")
    page.unroute("**/_dash-update-component*")
    page.get_by_role("link", name="Killed", exact=True).click()
    expect(page.locator("#unreachable")).to_be_empty()
    page.close()
