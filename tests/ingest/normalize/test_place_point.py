"""Coordinates against the place that a row names."""

import pytest
from shapely.geometry import box

from db.vocabulary import PlaceLevel, Severity
from ingest.normalize.areas import Areas, distance_km
from ingest.normalize.place import Gazetteer, Place, shipped_gazetteer
from ingest.normalize.place_point import check_point, locate_point

COUNTRY = Place("AQ", PlaceLevel.COUNTRY, "Antarctica", "")
NORTH = Place("AQ01", PlaceLevel.GOVERNORATE, "North Ice", "", "AQ")
SOUTH = Place("AQ02", PlaceLevel.GOVERNORATE, "South Ice", "", "AQ")
BAY = Place("AQ0101", PlaceLevel.DISTRICT, "Penguin Bay", "", "AQ01")
TOWN = Place("C1", PlaceLevel.SETTLEMENT, "Whaleton", "", "AQ0101", 41.2, 10.2)
VILLAGE = Place("C2", PlaceLevel.SETTLEMENT, "Icy", "", "AQ02")
SHAPES = {"AQ01": box(10, 41, 11, 42), "AQ02": box(10, 40, 11, 41), "AQ0101": box(10, 41, 10.5, 42)}
DRAWN = Gazetteer([COUNTRY, NORTH, SOUTH, BAY, TOWN, VILLAGE], Areas({code: area.wkb for code, area in SHAPES.items()}))
SHIPPED = shipped_gazetteer()


@pytest.mark.parametrize(
    ("place", "lat", "lon"),
    [
        (NORTH, 41.5, 10.9),
        (BAY, 41.5, 10.2),
        (TOWN, 41.25, 10.2),
        (VILLAGE, 40.5, 10.5),
        (COUNTRY, 40.5, 10.5),
        (NORTH, 40.99, 10.5),  # 1 km outside: both were drawn by hand
        (None, 41.5, 10.5),
    ],
)
def test_a_point_in_or_at_the_place_raises_nothing(place: Place | None, lat: float, lon: float) -> None:
    assert check_point(DRAWN, place, lat, lon) is None


@pytest.mark.parametrize(
    ("place", "lat", "lon", "said"),
    [
        (NORTH, 40.5, 10.5, "The point 40.5, 10.5 lies 56 km outside North Ice (governorate, AQ01)."),
        (BAY, 41.5, 10.9, "lies 33 km outside Penguin Bay (district, AQ0101)."),
        (TOWN, 41.9, 10.2, "lies 78 km from Whaleton (town or village, C1)."),
        (VILLAGE, 41.5, 10.5, "lies 56 km outside Icy (town or village, C2)."),
        (COUNTRY, 44.0, 10.5, "lies 222 km outside Antarctica (country, AQ)."),
    ],
)
def test_a_point_elsewhere_is_told_with_the_place_and_the_distance(
    place: Place, lat: float, lon: float, said: str
) -> None:
    finding = check_point(DRAWN, place, lat, lon)
    assert finding is not None
    assert (finding.code, finding.severity) == ("point_outside_place", Severity.WARNING)
    assert said in finding.message
    assert "Check which is wrong" in finding.remedy


def test_the_area_that_does_hold_the_point_is_named() -> None:
    finding = check_point(DRAWN, SOUTH, 41.5, 10.2)
    assert finding is not None
    assert finding.remedy.endswith("The point is in Penguin Bay (district, AQ0101).")


def test_swapped_coordinates_are_told_where_swapping_them_lands_inside() -> None:
    finding = check_point(DRAWN, NORTH, 10.9, 41.5)
    assert finding is not None
    assert "but 41.5, 10.9 is: latitude and longitude seem swapped" in finding.message


def test_coordinates_that_can_be_nowhere_are_told_even_without_a_place() -> None:
    for place in (NORTH, None):
        zero, far = check_point(DRAWN, place, 0, 0), check_point(DRAWN, place, 35.9, 4239)
        assert zero is not None
        assert "0, 0" in zero.message
        assert far is not None
        assert "There is no point 35.9, 4239" in far.message


def test_without_boundaries_the_distance_to_the_place_decides() -> None:
    aleppo = SHIPPED.get("SY02")
    assert check_point(SHIPPED, aleppo, 36.2, 37.15) is None
    finding = check_point(SHIPPED, aleppo, 33.51, 36.29)
    assert finding is not None
    assert "325 km from the middle of Aleppo (governorate, SY02)" in finding.message
    assert check_point(SHIPPED, SHIPPED.get("SY"), 48, 2) is None  # nothing tells how far Syria reaches


def test_a_point_is_located_in_the_narrowest_area_that_holds_it() -> None:
    assert locate_point(DRAWN, 41.5, 10.2) == BAY
    assert locate_point(DRAWN, 41.5, 10.9) == NORTH
    assert locate_point(DRAWN, 41.0, 10.9) == COUNTRY  # the border of north and south
    assert locate_point(DRAWN, 43.0, 10.2) is None
    assert locate_point(DRAWN, 35.9, 4239) is None


def test_distances_are_those_of_the_globe() -> None:
    assert distance_km(36.2, 37.16, 33.51, 36.29) == pytest.approx(309, abs=2)  # Aleppo to Damascus
    assert distance_km(10, 20, 10, 20) == 0
