"""Syria's real boundaries, places and aliases: what is loaded, and how right the places of real reports come out."""

import csv
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Engine

from db.engine import open_register, reading
from db.gazetteer.boundaries import outlines
from db.vocabulary import PlaceLevel
from ingest.normalize.areas import distance_km
from ingest.normalize.place import Gazetteer, Located, locate
from ingest.normalize.place_point import check_point, locate_point
from ingest.places.known import known_places
from ingest.places.load import load_places
from ingest.places.loaded import Loaded

AIRWARS, UCDP = "airwars_syria_incidents.csv", "ucdp_ged_syria_2016_2017.csv"


class Report(NamedTuple):
    """A row of a real file: the place it names, the area it names around it, its own coordinates."""

    text: str
    areas: tuple[str, ...]
    lat: float
    lon: float


@pytest.fixture(scope="module")
def loaded(lasting_sqlite_url: str, shared_data: Path) -> tuple[Engine, Loaded]:
    engine = open_register(lasting_sqlite_url)
    return engine, load_places(engine, sorted((shared_data / "geo").iterdir()), leave_out=True)


@pytest.fixture(scope="module")
def syria(loaded: tuple[Engine, Loaded]) -> Gazetteer:
    with reading(loaded[0]) as session:
        return known_places(session)


def reports(folder: Path, name: str) -> Iterator[Report]:
    with (folder / "events" / name).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if name == AIRWARS and row["lat"] and row["location_en"]:
                area = row["governorate_en"] or row["region_en"]
                yield Report(row["location_en"], (area,), float(row["lat"]), float(row["lon"]))
            elif name == UCDP and row["where_prec"] in {"1", "2"}:
                areas = (row["adm_1"], row["adm_2"])
                yield Report(row["where_coordinates"], areas, float(row["latitude"]), float(row["longitude"]))


def located(gazetteer: Gazetteer, report: Report) -> Located:
    within = "SY"
    for area in filter(None, report.areas):
        within = locate(gazetteer, area, within=within).pcode or within
    return locate(gazetteer, report.text, within=within)


def test_every_feature_of_the_real_files_is_counted(loaded: tuple[Engine, Loaded]) -> None:
    counts = {one.file_name: (one.read, one.new, one.areas, one.refused) for one in loaded[1].sets}
    assert counts == {
        "syr_admin1.geojson": (14, 0, 0, 0),
        "syr_admin2.geojson": (62, 48, 0, 0),
        "syria_populated_places.csv": (5_251, 5_251, 270, 0),
        "opensyria_governorates.json": (14, 0, 0, 0),
        "opensyria_districts.json": (62, 0, 0, 0),
        "opensyria_subdistricts.json": (272, 0, 0, 6),  # four of Tartous and two of Quneitra have no populated place
    }


def test_outlines_are_light_and_share_their_borders(loaded: tuple[Engine, Loaded]) -> None:
    with reading(loaded[0]) as session:
        governorates, districts = outlines(session), outlines(session, PlaceLevel.DISTRICT)
    assert (len(governorates), len(districts)) == (14, 62)
    for areas in (governorates, districts):
        assert sum(len(json.dumps(one.geometry)) for one in areas) < 5_000 * len(areas)
    sides: Counter[frozenset[tuple[float, ...]]] = Counter()
    for one in governorates:
        shape = one.geometry
        for polygon in shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]:
            for ring in polygon:
                sides.update(frozenset((tuple(a), tuple(b))) for a, b in pairwise(ring))
    assert set(sides.values()) == {1, 2}
    assert sum(count == 2 for count in sides.values()) > 0.3 * len(sides)


@pytest.mark.parametrize(
    ("name", "known", "within_5_km", "within_15_km"), [(UCDP, 0.55, 0.99, 0.995), (AIRWARS, 0.35, 0.95, 0.96)]
)
def test_real_places_are_found_or_kept_as_the_area_around_them(
    shared_data: Path, syria: Gazetteer, name: str, known: float, within_5_km: float, within_15_km: float
) -> None:
    """Of the rows whose place was found (not only the area around it): how many lie where the row's coordinates are."""
    away: defaultdict[bool, list[float]] = defaultdict(list)
    for report in reports(shared_data, name):
        found = located(syria, report)
        if found.place is None:
            continue
        kept = "unknown_place" in {issue.code for issue in found.issues}
        away[kept].append(_away_km(syria, found, report))
    sure = away[False]
    assert len(sure) / (len(sure) + len(away[True])) > known
    assert sum(km <= 5 for km in sure) / len(sure) > within_5_km
    assert sum(km <= 15 for km in sure) / len(sure) > within_15_km
    assert statistics.median(sure) < 1


def _away_km(gazetteer: Gazetteer, found: Located, report: Report) -> float:
    """Kilometres from the place's point, or outside its area."""
    place = found.place
    assert place is not None
    if place.level is PlaceLevel.SETTLEMENT and place.lat is not None and place.lon is not None:
        return distance_km(report.lat, report.lon, place.lat, place.lon)
    area = next((area.pcode for area in gazetteer.path(place) if area.pcode in gazetteer.areas), None)
    return gazetteer.areas.beyond_km(area, report.lat, report.lon) if area else 0.0


def test_nearly_all_points_of_ucdp_lie_in_the_place_that_is_named(shared_data: Path, syria: Gazetteer) -> None:
    found = [check_point(syria, located(syria, one).place, one.lat, one.lon) for one in reports(shared_data, UCDP)]
    assert len(found) == 10_468
    assert sum(one is not None for one in found) < 0.02 * len(found)


def test_nearly_all_places_lie_in_the_district_that_their_file_says(syria: Gazetteer) -> None:
    wrong = []
    for place in syria:
        if place.level is PlaceLevel.SETTLEMENT and place.lat is not None and place.lon is not None:
            area = locate_point(syria, place.lat, place.lon)
            district = next(one for one in syria.path(place) if one.level is PlaceLevel.DISTRICT)
            wrong += [place.pcode] if area != district else []
    assert 0 < len(wrong) < 0.03 * len(syria)


def test_every_spelling_of_a_governorate_is_still_read_as_it_among_thousands_of_villages(
    shared_data: Path, syria: Gazetteer
) -> None:
    arabic = {place.name_ar: place.pcode for place in syria if place.level is PlaceLevel.GOVERNORATE}
    with (shared_data / "events" / AIRWARS).open(encoding="utf-8-sig", newline="") as file:
        pairs = {
            (row[f"{column}_en"], arabic[row[f"{column}_ar"]])
            for row in csv.DictReader(file)
            for column in ("region", "governorate")
            if row[f"{column}_ar"] in arabic and row[f"{column}_en"]
        }
    assert len({spelling for spelling, pcode in pairs if pcode == "SY08"}) == 11
    assert {(one, pcode) for one, pcode in pairs if locate(syria, one, country="SY").pcode != pcode} == set()


def test_jdideh_nine_times_keeps_the_country(syria: Gazetteer) -> None:
    found = locate(syria, "Jdideh")
    assert (found.pcode, [issue.code for issue in found.issues]) == ("SY", ["homonym_place"])
    assert "and 6 more" in found.issues[0].message
