"""On the map with the keyboard: into a governorate, to its districts, into one of them, and back to the whole."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.settings import Settings
from db.engine import open_register
from ingest.places.load import load_places
from tests.browser.axe import findings
from tests.browser.conftest import Open
from tests.ingest.places import invented

pytestmark = pytest.mark.browser


def districts_of_idleb(path: Path) -> Path:
    """Two squares that stand for districts of Idleb."""
    around = {"adm1_pcode": "SY07", "adm1_name": "Idleb", "adm0_pcode": "SY", "lang": "en", "lang1": "ar"}
    squares = (("SY0700", "Idleb", "إدلب", 36.0), ("SY0702", "Harim", "حارم", 36.5))
    features = [
        invented.feature(
            invented.square(west, 35.5, 0.5), adm2_name=name, adm2_name1=arabic, adm2_pcode=pcode, **around
        )
        for pcode, name, arabic, west in squares
    ]
    return invented.write_geojson(path, features)


@pytest.mark.writes
def test_a_governorate_is_chosen_by_its_link_and_left_again(open_tab: Open, settings: Settings, tmp_path: Path) -> None:
    engine = open_register(settings.register_url)
    load_places(engine, [districts_of_idleb(tmp_path / "admin2.geojson")])
    engine.dispose()
    page = open_tab("/")
    heading, links = page.locator("#map-heading h2"), page.locator("#map-notes .area-links")
    links.get_by_role("link", name="Idleb").press("Enter")
    expect(heading).to_have_text("People killed in recorded incidents in Idleb, by district")
    expect(page).to_have_url(re.compile(r"\?place=SY07$"))
    assert [found for found in findings(page) if "map-notes" in found or "area-links" in found] == []
    links.get_by_role("link", name="all governorates").press("Enter")
    expect(heading).to_have_text("People killed in recorded incidents, by governorate")
    expect(page.locator("#filter-place")).to_have_value("")
