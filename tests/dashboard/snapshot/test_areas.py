"""Whose boundaries a document shows: those that were loaded, which it brings along, else those of every document."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import Engine

from dashboard.settings import Settings, assets_dir
from dashboard.snapshot.build import build, snapshot_pdf
from dashboard.snapshot.check import check_snapshot
from dashboard.snapshot.content import AREAS_NAME
from dashboard.snapshot.verify import inspect
from db.columns.store import beside
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from ingest.places.load import load_places
from ingest.places.loaded import About
from tests.db.conftest import make_batch, make_claim
from tests.ingest.places import invented


@pytest.fixture
def elsewhere(sqlite_engine: Engine, tmp_path: Path) -> Engine:
    """An incident in an area of a country whose boundaries were loaded."""
    path = invented.write_geojson(tmp_path / "admin1.geojson", invented.admin1())
    load_places(sqlite_engine, [path], About(dataset="Ice boundaries", licence="CC BY-IGO"))
    with writing(sqlite_engine) as session:
        record(session, make_batch(make_claim("ice", place="North Ice", pcode="AQ01")))
    return beside(sqlite_engine)


def content_of(engine: Engine, place: str | None = None) -> Any:
    with reading(engine) as session:
        return build(session, Filters(place=place), "en", "")


def test_loaded_boundaries_are_named_and_travel_with_the_document(elsewhere: Engine) -> None:
    content = content_of(elsewhere)
    assert "Boundaries: Ice boundaries" in content.disclaimers[0]
    assert "Natural Earth" not in " ".join(content.disclaimers)
    (areas,) = [each for each in content.attachments if each.name == AREAS_NAME]
    drawn = {feature["properties"]["pcode"] for feature in json.loads(areas.data)["features"]}
    assert drawn == {"AQ01", "AQ02"}


def test_without_loaded_boundaries_the_document_names_those_that_it_is_made_with(sqlite_engine: Engine) -> None:
    with writing(sqlite_engine) as session:
        record(session, make_batch(make_claim("one")))
    content = content_of(sqlite_engine)
    assert content.disclaimers[0].endswith("Boundaries: Natural Earth.")
    assert AREAS_NAME not in {each.name for each in content.attachments}


def test_without_a_map_no_boundaries_are_named(sqlite_engine: Engine) -> None:
    assert "Boundaries:" not in content_of(sqlite_engine).disclaimers[0]


def test_a_document_with_its_own_areas_is_drawn_and_can_be_drawn_again(elsewhere: Engine) -> None:
    pdf = snapshot_pdf(elsewhere, Filters(), "en", Settings())
    assert AREAS_NAME in inspect(pdf).files
    assert check_snapshot(pdf, elsewhere, assets_dir()).intact
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    assert "North Ice" in text
    assert "Damascus" not in text


def test_the_districts_of_a_chosen_governorate_travel_with_the_document_and_are_drawn(
    elsewhere: Engine, tmp_path: Path
) -> None:
    load_places(elsewhere, [invented.write_geojson(tmp_path / "admin2.geojson", invented.admin2())])
    with writing(elsewhere) as session:
        record(session, make_batch(make_claim("bay", place="Penguin Bay", pcode="AQ0101", incident="bay", best=9)))
    (areas,) = [each for each in content_of(elsewhere, "AQ01").attachments if each.name == AREAS_NAME]
    drawn = {feature["properties"]["pcode"] for feature in json.loads(areas.data)["features"]}
    assert drawn == {"AQ0101", "AQ0102"}
    pdf = snapshot_pdf(elsewhere, Filters(place="AQ01"), "en", Settings())
    assert check_snapshot(pdf, elsewhere, assets_dir()).intact
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    assert "in North Ice, by district" in text
    assert "claim names only the governorate of North Ice" in text
