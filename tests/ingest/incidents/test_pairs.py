"""Which incidents are compared."""

from datetime import date

import polars as pl
import pytest

from ingest.incidents.pairs import pairs_of
from ingest.incidents.weights import Blocking
from tests.ingest.incidents.conftest import Sides

NEAR = Blocking(days=3, km=40)
NOBODY = pl.DataFrame(schema={"id": pl.Int64, "built_from": pl.String, "reports": pl.Int64})


def pairs(frame: pl.DataFrame, built: pl.DataFrame = NOBODY) -> list[tuple[int, int]]:
    return pairs_of(frame, built, NEAR).select("one", "other").rows()


def test_incidents_of_two_recorders_near_each_other_are_one_pair_with_the_first_recorder_first(sides: Sides) -> None:
    assert pairs(sides({"recorder": "Beta"}, {"recorder": "Alpha"})) == [(2, 1)]


def test_events_of_one_recorder_on_one_day_at_one_point_are_never_compared(sides: Sides) -> None:
    assert pairs(sides({}, {}, {})) == []


@pytest.mark.parametrize(("days", "compared"), [(0, True), (3, True), (4, False)])
def test_days_apart(sides: Sides, days: int, compared: bool) -> None:
    frame = sides({}, {"recorder": "Beta", "day": date(2017, 3, 3 + days)})
    assert bool(pairs(frame)) is compared
    assert bool(pairs(frame.reverse())) is compared


@pytest.mark.parametrize(
    ("lat", "lon", "compared"), [(36.499, 37.499, True), (36.501, 37.501, True), (36.72, 37.53, False)]
)
def test_distance_is_measured_across_the_borders_of_cells(sides: Sides, lat: float, lon: float, compared: bool) -> None:
    frame = sides({"lat": 36.4999, "lon": 37.4999} if compared else {}, {"recorder": "Beta", "lat": lat, "lon": lon})
    assert bool(pairs(frame)) is compared


def test_without_a_point_the_governorate_decides(sides: Sides) -> None:
    nowhere = {"recorder": "Beta", "lat": None, "lon": None}
    assert pairs(sides({}, nowhere)) == [(1, 2)]
    assert pairs(sides({}, nowhere | {"governorate": "SY07"})) == []
    assert pairs(sides({}, nowhere | {"governorate": None})) == []


def test_whoever_says_whose_reports_it_is_built_from_is_compared_in_the_whole_governorate(sides: Sides) -> None:
    far = sides({}, {"recorder": "Beta", "lat": 35.6})
    assert pairs(far) == []
    told = pl.DataFrame({"id": [1], "built_from": ["Beta"], "reports": [1]})
    assert pairs(far, told) == [(1, 2)]
    assert pairs(far, told.with_columns(built_from=pl.lit("Gamma"))) == []


def test_an_incident_of_several_days_is_compared_on_each(sides: Sides) -> None:
    long = {"recorder": "Beta", "date_from": date(2017, 2, 20), "date_to": date(2017, 2, 28)}
    assert pairs(sides({}, long)) == [(1, 2)]


def test_the_same_distance_is_compared_far_from_the_equator(sides: Sides) -> None:
    west, east = ({"lat": 68.0, "lon": lon} for lon in (33.0, 33.9))  # 37 km apart, in cells 0.5 degrees wide
    assert pairs(sides(west, {"recorder": "Beta", **east})) == [(1, 2)]
