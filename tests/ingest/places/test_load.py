"""Files of places into the gazetteer: whole or not at all, and the same again changes nothing."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.engine import reading
from db.gazetteer.boundaries import outlines, shapes
from db.gazetteer.place_sets import layer_of, missing, sets
from db.models import Place, PlaceSet
from db.vocabulary import PlaceLevel
from ingest.normalize.place import locate
from ingest.places.known import known_places
from ingest.places.load import load_places
from ingest.places.loaded import About, Loaded, LoadRefusedError
from tests.ingest.places import invented

Files = dict[str, Path]


def place(engine: Engine, pcode: str) -> Place:
    with reading(engine) as session:
        return session.scalars(select(Place).where(col(Place.pcode) == pcode)).one()


def counts(loaded: Loaded) -> list[tuple[str, int, int, int, int, int]]:
    return [(one.file_name, one.read, one.new, one.changed, one.unchanged, one.refused) for one in loaded.sets]


def test_files_in_any_order_are_loaded_from_wide_to_narrow(engine: Engine, files: Files) -> None:
    loaded = load_places(engine, [files["aliases"], files["points"], files["admin2"], files["admin1"]])
    assert counts(loaded) == [
        ("admin1.geojson", 2, 2, 0, 0, 0),
        ("admin2.geojson", 2, 2, 0, 0, 0),
        ("points.csv", 4, 4, 0, 0, 0),
        ("aliases.csv", 3, 0, 3, 0, 0),
    ]
    assert [one.areas for one in loaded.sets] == [1, 0, 4, 0]  # the country; three coasts and South Bay


def test_every_feature_is_counted_once(engine: Engine, files: Files) -> None:
    for one in load_places(engine, files.values()).sets:
        assert one.read == one.new + one.changed + one.unchanged + one.refused


def test_places_have_their_names_levels_and_parents(engine: Engine, files: Files) -> None:
    load_places(engine, files.values())
    north = place(engine, "AQ01")
    assert (north.name_en, north.name_ar, north.level, north.parent) == (
        "North Ice",
        "الجليد الشمالي",
        PlaceLevel.GOVERNORATE,
        "AQ",
    )
    assert north.aliases == ["Glace du Nord", "Northern Shelf"]
    bay = place(engine, "AQ0101")
    assert (bay.name_en, bay.name_ar, bay.level, bay.parent) == (
        "Penguin Bay",
        "خليج البطريق",
        PlaceLevel.DISTRICT,
        "AQ01",
    )
    coast, haven = place(engine, "AQ010201"), place(engine, "C3")
    assert (coast.level, coast.parent) == (PlaceLevel.SUBDISTRICT, "AQ0102")
    assert (haven.level, haven.parent, haven.lat, haven.lon) == (PlaceLevel.SETTLEMENT, "AQ010201", 1.4, 10.9)
    assert haven.aliases == ["Port Phoque", "Seehundshafen"]
    country = place(engine, "AQ")
    assert (country.name_en, country.name_ar, country.aliases) == ("Antarctica", "أنتاركتيكا", ["ATA"])


def test_the_same_files_again_change_nothing_and_say_so(
    engine: Engine, files: Files, contents: Callable[[Engine], Any]
) -> None:
    load_places(engine, files.values())
    before = contents(engine)
    again = load_places(engine, files.values())
    assert [(one.set_id, one.unchanged) for one in again.sets] == [(None, 2), (None, 2), (None, 4), (None, 3)]
    assert contents(engine) == before


def test_the_dataset_its_version_day_and_licence_are_kept(sqlite_engine: Engine, files: Files) -> None:
    load_places(sqlite_engine, [files["admin1"], files["admin2"]], About(licence="CC BY-IGO"))
    with reading(sqlite_engine) as session:
        first, second = sets(session)
        assert (first.dataset, first.version, first.valid_on) == ("COD-AB AQ", None, date(2020, 1, 1))
        assert (second.version, second.valid_on, len(second.sha256)) == ("v02", date(2020, 1, 1), 64)
        credit = "COD-AB AQ, 2020-01-01 (CC BY-IGO)"
        assert {(one.pcode, one.country, one.credit) for one in outlines(session)} == {
            ("AQ01", "AQ", credit),
            ("AQ02", "AQ", credit),
        }


def test_a_newer_version_renames_adds_and_keeps_what_it_leaves_out(
    engine: Engine, files: Files, tmp_path: Path
) -> None:
    load_places(engine, [files["admin1"]])
    north, _ = invented.admin1("Upper Ice", "2024-01-01")
    east = invented.feature(
        invented.square(11, 0), **{**_properties(north), "ADM1_PCODE": "AQ03", "ADM1_EN": "East Ice"}
    )
    newer = invented.write_geojson(tmp_path / "newer.geojson", [north, east])
    [put] = load_places(engine, [newer]).sets
    assert (put.new, put.changed, put.unchanged, put.missing) == (1, 1, 0, ("AQ02",))
    renamed = place(engine, "AQ01")
    assert (renamed.name_en, "North Ice" in renamed.aliases) == ("Upper Ice", True)
    assert place(engine, "AQ02").name_en == "South Ice"
    with reading(engine) as session:
        assert missing(session, layer_of(sets(session)[-1])) == ["AQ02"]
        assert [one.pcode for one in outlines(session)] == ["AQ01", "AQ03"]
        assert locate(known_places(session), "North Ice").pcode == "AQ01"


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    return dict(feature["properties"])


def test_an_older_version_is_refused_with_a_way_out(sqlite_engine: Engine, files: Files, tmp_path: Path) -> None:
    load_places(sqlite_engine, [files["admin1"]])
    older = invented.write_geojson(tmp_path / "older.geojson", invented.admin1("Old Ice", "2015-01-01"))
    with pytest.raises(LoadRefusedError, match=r"older.geojson: The file is of 2015-01-01.*--dataset"):
        load_places(sqlite_engine, [older])
    assert place(sqlite_engine, "AQ01").name_en == "North Ice"


BROKEN = "NAME_EN,PCODE,ADMIN1_COD,ADMIN1_EN,LATITUDE,LONGITUDE\n"


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ("Lost,,AQ01,North Ice,1,10", "no_pcode", "broken.csv, row 2, column PCODE: There is no P-code."),
        (",C9,AQ01,North Ice,1,10", "no_name", "row 2: C9 has no name."),
        ("Lost,C9,AQ01,North Ice,far,10", "bad_coordinate", "row 2, column LATITUDE: 'far' is not a coordinate"),
        ("Lost,C9,AQ01,North Ice,91,10", "bad_coordinate", "'91' is not a coordinate in degrees from -90 to 90"),
        ("Lost,C9,Z01,North Ice,1,10", "no_country", "'Z01' does not begin with a country's ISO code"),
        ("Lost,AQ02,AQ01,North Ice,1,10", "other_level", "AQ02 is a town or village here and a governorate in"),
    ],
)
def test_a_row_that_says_too_little_refuses_the_whole_call(
    sqlite_engine: Engine,
    files: Files,
    tmp_path: Path,
    contents: Callable[[Engine], Any],
    row: str,
    code: str,
    said: str,
) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text(f"{BROKEN}{row}\nFound,C8,AQ01,North Ice,1.5,10.5\n", "utf-8")
    before = contents(sqlite_engine)
    with pytest.raises(LoadRefusedError) as refusal:
        load_places(sqlite_engine, [files["admin1"], broken])
    [issue] = refusal.value.issues
    assert (issue.issue.code, issue.issue.row) == (code, 2)
    assert said in str(issue)
    assert issue.issue.remedy
    assert contents(sqlite_engine) == before
    *_, put = load_places(sqlite_engine, [files["admin1"], broken], leave_out=True).sets
    assert (put.read, put.new, put.refused) == (2, 1, 1)


def test_a_pcode_that_another_country_has_is_refused(sqlite_engine: Engine, files: Files, tmp_path: Path) -> None:
    load_places(sqlite_engine, [files["admin1"], files["points"]])
    other = tmp_path / "other.csv"
    other.write_text(f"{BROKEN}Elsewhere,C1,SY07,Idleb,35.9,36.6\n", "utf-8")
    with pytest.raises(LoadRefusedError, match="row 2: C1 is in SY here and in AQ in the gazetteer"):
        load_places(sqlite_engine, [other])
    assert place(sqlite_engine, "C1").name_en == "Whaleton"


def test_a_country_is_known_by_its_code_of_three_letters_too(sqlite_engine: Engine, tmp_path: Path) -> None:
    whole = invented.feature(invented.square(10, 0, 2.0), ADM0_EN="The Ice", ADM0_PCODE="ATA")
    [put] = load_places(sqlite_engine, [invented.write_geojson(tmp_path / "admin0.geojson", [whole])]).sets
    assert (put.layer.country, put.layer.level, put.new) == ("AQ", PlaceLevel.COUNTRY, 1)
    assert (place(sqlite_engine, "AQ").name_en, place(sqlite_engine, "AQ").parent) == ("The Ice", None)


def test_a_pcode_twice_in_a_file_is_refused(sqlite_engine: Engine, tmp_path: Path) -> None:
    north, _ = invented.admin1()
    twice = invented.write_geojson(tmp_path / "twice.geojson", [north, north])
    with pytest.raises(LoadRefusedError, match="feature 2: The P-code AQ01 is also that of 1"):
        load_places(sqlite_engine, [twice])


def test_an_alias_of_an_unknown_place_is_refused(sqlite_engine: Engine, files: Files) -> None:
    with pytest.raises(LoadRefusedError, match=r"aliases.csv, row 2, column pcode: The P-code 'C3' is not in"):
        load_places(sqlite_engine, [files["aliases"]])


def test_a_json_list_of_aliases_is_read_by_its_paths(sqlite_engine: Engine, files: Files, tmp_path: Path) -> None:
    entry = {
        "name": {"en": "Norden"},
        "aliases": [{"value": "Nord", "language": "de"}],
        "externalIds": {"ochaPcode": "AQ01"},
    }
    listed = tmp_path / "aliases.json"
    listed.write_text(json.dumps([entry]), "utf-8")
    load_places(sqlite_engine, [files["admin1"], listed])
    assert place(sqlite_engine, "AQ01").aliases == ["Glace du Nord", "Nord", "Norden"]


def test_a_zipped_shapefile_says_the_same_as_geojson(sqlite_engine: Engine, files: Files, tmp_path: Path) -> None:
    load_places(sqlite_engine, [files["admin1"]])
    packed = invented.write_shapefile(tmp_path / "aq.zip", invented.admin1())
    [put] = load_places(sqlite_engine, [packed]).sets
    assert (put.file_name, put.read, put.new, put.unchanged) == ("aq.zip/areas.shp", 2, 0, 2)
    again = load_places(sqlite_engine, [packed]).sets[0]
    assert (again.set_id, again.unchanged) == (None, 2)
    with Session(sqlite_engine) as session:
        assert len(shapes(session)) == 2


@pytest.mark.parametrize("projection", ['PROJCS["UTM_Zone_37N"]', 'GEOGCS["GCS_Pulkovo_1942"]'])
def test_a_shapefile_in_another_projection_is_refused(sqlite_engine: Engine, tmp_path: Path, projection: str) -> None:
    packed = invented.write_shapefile(tmp_path / "aq.zip", invented.admin1(), projection)
    with pytest.raises(LoadRefusedError, match=r"not in degrees of WGS 84.*EPSG:4326"):
        load_places(sqlite_engine, [packed])


def test_geojson_in_metres_is_refused(sqlite_engine: Engine, tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    told = invented.write_geojson(tmp_path / "told.geojson", invented.admin1(), crs=crs)
    far = invented.feature(invented.square(500_000, 4_000_000, 10_000), **_properties(invented.admin1()[0]))
    untold = invented.write_geojson(tmp_path / "untold.geojson", [far])
    for path in (told, untold):
        with pytest.raises(LoadRefusedError, match="EPSG:4326"):
            load_places(sqlite_engine, [path])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cut.geojson", '{"type": "FeatureCollection", "features": [', "The file is not whole"),
        ("other.json", '{"a": 1}', "not a GeoJSON FeatureCollection"),
        ("names.json", '[{"name": "x"}]', "none of its objects has a P-code"),
        ("words.csv", "place,killed\nHere,4\n", "No column has P-codes; the file has place, killed"),
        ("missing.csv", None, "no such file"),
    ],
)
def test_a_file_that_is_no_file_of_places_is_refused(
    sqlite_engine: Engine, tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(LoadRefusedError) as refusal:
        load_places(sqlite_engine, [tmp_path / name])
    [issue] = refusal.value.issues
    assert str(issue).startswith(name)
    assert said in str(issue)


def test_the_country_can_be_said_where_the_file_does_not(sqlite_engine: Engine, tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text("PCODE,NAME_EN,LATITUDE,LONGITUDE\nC77,Iceville,1,10\n", "utf-8")
    with pytest.raises(LoadRefusedError, match="--country"):
        load_places(sqlite_engine, [points])
    load_places(sqlite_engine, [points], About(country="ata"))
    assert place(sqlite_engine, "C77").parent == "AQ"
    with pytest.raises(LoadRefusedError, match="no country with the code 'Narnia'"):
        load_places(sqlite_engine, [points], About(country="Narnia"))


def test_shipped_names_stay_as_aliases_where_a_file_writes_them_differently(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    other = invented.feature(invented.square(36, 35), ADM1_EN="Idlib", ADM1_PCODE="SY07", ADM0_PCODE="SY")
    load_places(sqlite_engine, [invented.write_geojson(tmp_path / "sy.geojson", [other])])
    idlib = place(sqlite_engine, "SY07")
    assert (idlib.name_en, idlib.name_ar, idlib.parent) == ("Idlib", "إدلب", "SY")
    assert "Idleb" in idlib.aliases
    assert (idlib.lat, idlib.lon) == (35.78, 36.68)  # a file without a point moves none


def test_a_set_counts_what_it_read(sqlite_engine: Engine, files: Files) -> None:
    load_places(sqlite_engine, files.values())
    with reading(sqlite_engine) as session:
        told = {one.kind: one.read for one in session.scalars(select(PlaceSet)) if one.level is not PlaceLevel.DISTRICT}
    assert told == {"boundaries": 2, "points": 4, "aliases": 3}
