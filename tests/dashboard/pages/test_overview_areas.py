"""The overview's map: governorates, and the districts of the one that is chosen where their boundaries are loaded."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.charts.spec import MapSpec
from dashboard.components.chart_card import Part
from dashboard.desk import Desk
from dashboard.lite.page import lite_page
from dashboard.pages.overview.areas import map_of_areas
from dashboard.pages.overview.ids import Chart
from dashboard.view import View
from db.drafts import BatchDraft
from db.engine import reading, writing
from db.ledger import record
from db.sources.sourcing import set_confidential
from ingest.places.load import load_places
from tests.dashboard.pages.conftest import Read
from tests.dashboard.pages.test_overview import drawn
from tests.db.conftest import make_batch, make_claim
from tests.ingest.places import invented

Shown = Callable[..., MapSpec]


def claims() -> BatchDraft:
    return make_batch(
        make_claim("bay/killed", best=4, incident="bay", pcode="AQ0101"),
        make_claim("seal/killed", best=9, incident="seal", pcode="AQ0102"),
        make_claim("ice/killed", best=12, incident="ice", pcode="AQ01"),
        make_claim("south/killed", best=1, incident="south", pcode="AQ02"),
    )


@pytest.fixture
def governorates(empty_desk: Desk, tmp_path: Path) -> Desk:
    """A register in which the invented country's governorates and districts are known, and the former can be drawn."""
    load_places(empty_desk.engine, [invented.write_geojson(tmp_path / "admin1.geojson", invented.admin1())])
    return empty_desk


@pytest.fixture
def districts(governorates: Desk, tmp_path: Path) -> Desk:
    load_places(governorates.engine, [invented.write_geojson(tmp_path / "admin2.geojson", invented.admin2())])
    with writing(governorates.engine) as session:
        record(session, claims())
    return governorates


def shown(engine: Engine, search: str, *, on_paper: bool = False) -> MapSpec:
    with reading(engine) as session:
        return map_of_areas(session, replace(View.from_search(search), on_paper=on_paper))


def figures(spec: MapSpec) -> dict[str, str]:
    return {area.pcode: area.figure.text for area in spec.areas if area.figure}


def test_with_no_place_chosen_governorates_are_drawn(districts: Desk) -> None:
    spec = shown(districts.engine, "")
    assert figures(spec) == {"AQ01": "25", "AQ02": "1"}
    assert (spec.within, spec.wider) == ("", ())


def test_a_chosen_governorate_shows_its_districts_and_one_step_back(districts: Desk) -> None:
    spec = shown(districts.engine, "?place=AQ01")
    assert figures(spec) == {"AQ0101": "4", "AQ0102": "9"}
    assert spec.outside == (("North Ice, district not known", "12"),)
    assert spec.wider == (("all governorates", ""),)
    assert "Boundaries: COD-AB AQ" in spec.source_line


def test_a_chosen_district_is_drawn_alone_since_the_others_are_not_in_view(districts: Desk) -> None:
    spec = shown(districts.engine, "?place=AQ0102")
    assert [area.pcode for area in spec.areas] == ["AQ0102"]
    assert spec.wider == (("all governorates", ""), ("all districts of North Ice", "AQ01"))


def test_without_boundaries_the_map_stays_as_it_is_and_says_what_is_wanting(governorates: Desk) -> None:
    with writing(governorates.engine) as session:
        record(session, make_batch(make_claim("ice/killed", best=12, incident="ice", pcode="AQ01")))
    spec = shown(governorates.engine, "?place=AQ01")
    assert figures(spec) == {"AQ01": "12"}
    assert "COD-AB, admin2" in spec.notes[0]
    assert spec.no_claim_label == "No figure, or not in this view"
    assert spec.wider == (("all governorates", ""),)


def test_on_paper_nothing_can_be_opened_and_confidential_sources_keep_their_districts(districts: Desk) -> None:
    assert shown(districts.engine, "?place=AQ01", on_paper=True).wider == ()
    with writing(districts.engine) as session:
        set_confidential(session, "Field office", confidential=True, by="Rana", reason="asked for it")
    spec = shown(districts.engine, "?place=AQ01", on_paper=True)
    assert figures(spec) == {"AQ01": "25"}
    assert "confidential" in spec.notes[0]
    assert figures(shown(districts.engine, "?place=AQ01")) == {"AQ0101": "4", "AQ0102": "9"}


def test_page_and_plain_page_draw_the_same_districts_with_links(districts: Desk, read: Read) -> None:
    parts = drawn(districts, Chart.MAP, "?place=AQ01")
    assert parts[Part.FIGURE]["data"][0]["locations"] == ["AQ0101", "AQ0102"]
    assert "all governorates" in read(parts[Part.NOTES])
    _, page = lite_page(districts, "?place=AQ01")
    assert "in North Ice, by district" in page
    assert "<title>Seal Bay: 9</title>" in page
    assert 'href="?place=AQ0102"' in page
    assert "North Ice, district not known: 12" in page


def test_an_empty_view_of_a_place_still_has_its_way_back(districts: Desk, read: Read) -> None:
    parts = drawn(districts, Chart.MAP, "?place=AQ01&from=1990-01-01&to=1990-12-31")
    assert "No recorded incident in this view." in read(parts[Part.HEADING])
    assert "all governorates" in read(parts[Part.NOTES])
