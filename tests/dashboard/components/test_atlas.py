"""What the map draws, with boundaries loaded and without."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.charts.governorates import governorate_map
from dashboard.charts.screen import figure
from dashboard.components.atlas import Atlas, shipped
from dashboard.locale import speak
from db import queries
from db.engine import reading
from db.vocabulary import Measure
from ingest.places.load import load_places
from ingest.places.loaded import About
from tests.ingest.places import invented


def square_of_syria(pcode: str, name: str) -> dict[str, object]:
    return invented.feature(invented.square(36, 35), ADM1_EN=name, ADM1_PCODE=pcode, ADM0_PCODE="SY")


@pytest.fixture
def loaded(sqlite_engine: Engine, tmp_path: Path) -> Engine:
    """A register with the invented country's areas of first order."""
    path = invented.write_geojson(tmp_path / "admin1.geojson", invented.admin1())
    load_places(sqlite_engine, [path], About(licence="CC BY-IGO"))
    return sqlite_engine


def atlas(engine: Engine) -> Atlas:
    with reading(engine) as session:
        return Atlas.of(session)


def test_without_loaded_boundaries_syria_is_drawn_as_it_comes_with_sijill(sqlite_engine: Engine) -> None:
    found = atlas(sqlite_engine)
    assert found.countries({"SY07", None}) == ("SY",)
    assert found.credits(("SY",)) == ()
    pcodes = [feature["properties"]["pcode"] for feature in shipped()["features"]]
    assert found.geojson(code for code in pcodes if code)["features"] == shipped()["features"]


def test_a_loaded_country_is_drawn_alone_where_no_claim_is_elsewhere(loaded: Engine) -> None:
    found = atlas(loaded)
    assert found.countries(set()) == ("AQ",)
    assert found.countries({"AQ01"}) == ("AQ",)
    assert found.countries({"SY07"}) == ("SY",)
    assert found.countries({"SY07", "AQ01", None}) == ("AQ", "SY")


def test_loaded_boundaries_of_syria_replace_those_that_come_with_sijill(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = invented.write_geojson(tmp_path / "sy.geojson", [square_of_syria("SY07", "Idleb")])
    load_places(sqlite_engine, [path])
    [drawn] = atlas(sqlite_engine).geojson(["SY01", "SY07"])["features"]
    assert drawn["properties"] == {"pcode": "SY07", "name_en": "Idleb", "name_ar": "إدلب"}
    assert drawn["geometry"] == {
        "type": "Polygon",
        "coordinates": [[[36.0, 35.0], [36.0, 36.0], [37.0, 36.0], [37.0, 35.0], [36.0, 35.0]]],
    }


def test_the_map_of_a_loaded_country_has_its_areas_and_names_their_licence(loaded: Engine) -> None:
    found = atlas(loaded)
    with reading(loaded) as session:
        places = queries.choices(session).places
    countries = found.countries({"AQ01"})
    for language, said in (("en", "Boundaries: COD-AB AQ, 2020-01-01 (CC BY-IGO)."), ("ar", "الحدود: ")):
        spec = governorate_map(
            [],
            Measure.KILLED,
            places,
            speak(language),
            source_line="A",
            countries=countries,
            drawn_from=found.credits(countries),
        )
        assert [area.pcode for area in spec.areas] == ["AQ01", "AQ02"]
        assert spec.source_line.startswith("A. ")
        assert said in spec.source_line
        drawn = figure(spec, geojson=found.geojson(area.pcode for area in spec.areas))
        assert drawn["data"][0]["locations"] == ["AQ01", "AQ02"]
        assert len(json.dumps(drawn["data"][0]["geojson"])) < 1_000


def test_an_atlas_within_a_governorate_holds_its_districts_alone(loaded: Engine, tmp_path: Path) -> None:
    load_places(loaded, [invented.write_geojson(tmp_path / "admin2.geojson", invented.admin2())])
    with reading(loaded) as session:
        north, south, idleb = (Atlas.of(session, pcode) for pcode in ("AQ01", "AQ02", "SY07"))
        whole = Atlas.of(session)
    assert [outline.pcode for outline in north.loaded] == ["AQ0101", "AQ0102"]
    assert (south.loaded, idleb.loaded) == ((), ())
    assert [outline.pcode for outline in whole.loaded] == ["AQ01", "AQ02"]
