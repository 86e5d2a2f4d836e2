"""With the keyboard alone: filter, sort, turn pages, open an incident, merge it with a reason, take data home."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.settings import Settings
from db.engine import open_register
from ingest.pipeline import ingest
from tests.browser.conftest import Open
from tests.browser.places import until

pytestmark = pytest.mark.browser

MOST_STEPS = 120
SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
}"""


@pytest.fixture
def many(tmp_path: Path, address: str) -> None:
    """Sixty incidents beside the demo."""
    file = tmp_path / "many.csv"
    rows = "".join(f"k{n},Field office,2024-12-{n % 28 + 1:02},Aleppo,{n},E{n}\n" for n in range(1, 61))
    file.write_text(f"id,source,date,place,killed,incident\n{rows}", encoding="utf-8")
    engine = open_register(Settings(data_dir=tmp_path / "data").register_url)
    ingest(engine, file, recorded_by="test")
    engine.dispose()


def tab_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """Press Tab until something has focus, which has to be visible at every step."""
    expect(target).to_be_visible()
    for _ in range(MOST_STEPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if target.evaluate("element => element === document.activeElement"):
            until(page, SEEN)
            return
    raise AssertionError(f"{target} is not reached with the Tab key")


@pytest.mark.writes
@pytest.mark.usefixtures("many")
def test_incidents_are_filtered_sorted_and_paged_without_a_mouse(open_tab: Open) -> None:
    page = open_tab()
    expect(page.locator("#standing")).to_contain_text("61 incidents")
    tab_to(page, page.get_by_role("textbox", name="Measure"))
    page.keyboard.type("Kill")
    expect(page.get_by_role("option", name="Injured")).to_have_count(0)
    expect(page.get_by_role("option", name="Killed").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**measure=killed**")
    expect(page.get_by_role("textbox", name="Measure")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Incidents", exact=True), back=True)
    page.keyboard.press("Enter")
    expect(page.locator("h1:focus")).to_have_text("Incidents")
    expect(page).to_have_title("Incidents · Sijill سجل")

    tab_to(page, page.get_by_role("link", name="Killed"))
    page.keyboard.press("Enter")
    expect(page.locator("#incident-list th[aria-sort]")).to_contain_text("Killed")
    expect(page.locator("#incident-list tbody tr").first).to_contain_text("60")
    expect(page.locator("#incident-list:focus-within, #incident-list:focus")).to_have_count(1)
    tab_to(page, page.get_by_role("link", name="Last page"))
    page.keyboard.press("Enter")
    expect(page.locator("#incident-list h2")).to_have_text("Incidents 51 to 61 of 61")
    expect(page.locator("#incident-list:focus-within, #incident-list:focus")).to_have_count(1)
    tab_to(page, page.get_by_role("link", name="First page"), back=True)
    page.keyboard.press("Enter")
    expect(page.locator("#incident-list h2")).to_have_text("Incidents 1 to 50 of 61")
    tab_to(page, page.locator("#incident-list tbody a").first, back=True)
    page.keyboard.press("Enter")
    expect(page.locator("h1:focus")).to_have_text("Incident")
    expect(page.locator("#incident-head")).to_contain_text("Aleppo")


@pytest.mark.writes
@pytest.mark.usefixtures("many")
def test_an_incident_is_merged_with_a_reason_without_a_mouse(open_tab: Open) -> None:
    page = open_tab("/incident?code=E60")
    expect(page.locator("#incident-head")).to_contain_text("Aleppo")
    tab_to(page, page.locator("#judge-form summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Your name"))
    page.keyboard.type("Rana")
    tab_to(page, page.get_by_label("Reason"))
    page.keyboard.type("one market")
    tab_to(page, page.get_by_label("Code of the other incident"))
    page.keyboard.type("E59")
    tab_to(page, page.locator("#do-merge"))
    page.keyboard.press("Enter")
    expect(page.locator("#judge-told")).to_contain_text("Judgement 1 is recorded")
    expect(page.locator("#judge-form :focus, #judge-form:focus")).to_have_count(1)


def test_data_are_taken_home_without_a_mouse(open_tab: Open) -> None:
    page = open_tab()
    menu = page.locator("#take summary")
    tab_to(page, menu)
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Claims as CSV")
    tab_to(page, link)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "sijill-claims.csv"
    assert "White Helmets" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(link).not_to_be_visible()
