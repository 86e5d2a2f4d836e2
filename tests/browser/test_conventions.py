"""A convention is chosen in the filters: figures change and say so, the policy follows, and a reset takes all back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.settings import Settings
from db.engine import open_register
from ingest.pipeline import ingest
from tests.browser.axe import findings
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

REPORTS = """id,source,date,place,incident,killed
a,Monitor,2024-11-25,Aleppo,market,dozens
b,Radio,2024-11-25,Aleppo,market,30
c,Monitor,2024-11-27,Homs,road,casualties
"""


@pytest.mark.writes
def test_a_convention_changes_figures_which_say_so(open_tab: Open, settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text(REPORTS, encoding="utf-8")
    engine = open_register(settings.register_url)
    ingest(engine, file)
    engine.dispose()
    page = open_tab("/?measure=killed")
    page.get_by_role("textbox", name="Convention").click()
    page.get_by_role("option", name="ACLED").click()
    page.wait_for_url("**measure=killed&convention=acled")
    expect(page.locator("#standing")).to_contain_text("Policy: Lowest")
    expect(page.locator("#standing")).to_contain_text("2 claims of these are read otherwise")
    expect(page.get_by_role("textbox", name="Policy")).to_have_value("Lowest")
    expect(page.locator(".number-card").first).to_contain_text("By ACLED’s convention")
    expect(page.locator("#incidents")).to_contain_text("0 (ACLED’s convention)")
    assert findings(page) == []
    page.get_by_role("textbox", name="Policy").click()
    page.get_by_role("option", name="Envelope").click()
    page.wait_for_url("**policy=envelope**")
    expect(page.locator("#incidents")).to_contain_text("12–30) (ACLED’s convention)")
    page.get_by_role("link", name="Reset filters").click()
    expect(page.locator("#incidents")).to_contain_text("24+")
    expect(page.get_by_role("textbox", name="Convention")).to_have_value("")
