"""What speaks for two incidents being one."""

from datetime import date
from typing import Any

import pytest

from ingest.incidents.evidence import FEATURES, evidence_of
from ingest.incidents.pairs import pairs_of
from ingest.incidents.wording import likeness, parties_in
from tests.ingest.incidents.conftest import Sides
from tests.ingest.incidents.test_pairs import NEAR, NOBODY


def told(sides: Sides, one: dict[str, Any], other: dict[str, Any]) -> dict[str, float]:
    frame = sides(one, other | {"recorder": "Beta"})
    rows = evidence_of(frame, pairs_of(frame, NOBODY, NEAR), {}).rows(named=True)
    assert len(rows) == 1
    return rows[0]


def test_two_that_say_the_same(sides: Sides) -> None:
    found = told(sides, {"parties": ["turkey"]}, {"parties": ["turkey", "israel"]})
    speaks_for = {
        "name": 1.0,
        "same_low": 1.0,
        "same_high": 1.0,
        "same_size": pytest.approx(1.609, abs=1e-3),
        "parties": 1.0,
    }
    assert {name: found[name] for name in FEATURES} == dict.fromkeys(FEATURES, 0.0) | speaks_for


def test_days_kilometres_and_persons_between_two(sides: Sides) -> None:
    other = {
        "day": date(2017, 3, 5),
        "lat": 36.5,
        "killed_civilian_low": 7,
        "killed_civilian_best": 8,
        "killed_civilian_high": 9,
    }
    found = told(sides, {"parties": ["turkey"]}, other | {"parties": ["israel"]})
    assert (found["days_apart"], found["one_day_apart"], found["starts_apart"]) == (1, 0, 2)
    assert found["km"] == pytest.approx(16.68, abs=0.01)
    assert (found["beyond_5_km"], found["beyond_15_km"]) == (1, 1)
    assert found["apart"] == pytest.approx(1.386, abs=1e-3)  # three persons between 4 and 7
    assert (found["same_low"], found["same_high"], found["same_size"], found["parties"]) == (0, 0, 0, -1)


def test_civilians_of_one_are_compared_with_all_of_the_other(sides: Sides) -> None:
    whole = {f"killed_all_{end}": 4 for end in ("low", "best", "high")}
    nobody = {f"killed_civilian_{end}": None for end in ("low", "best", "high")}
    assert told(sides, whole | nobody, {})["apart"] == 0
    assert told(sides, whole | nobody, {})["same_low"] == 1


def test_injured_are_compared_where_a_side_counts_no_killed(sides: Sides) -> None:
    nobody = {f"killed_civilian_{end}": None for end in ("low", "best", "high")}
    hurt = {f"injured_{end}": 6 for end in ("low", "best", "high")}
    assert told(sides, nobody | hurt, hurt)["same_low"] == 1
    assert told(sides, nobody | hurt, {})["no_figures"] == 1


def test_features_are_the_same_from_either_side(sides: Sides) -> None:
    one = {"lat": 36.4, "killed": 2, "place": "Bizaah, Al Bab, Aleppo"}
    other = {"day": date(2017, 3, 4), "killed": 7, "place": "Bza'a"}
    assert told(sides, one, other) == told(sides, other, one)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Ar-Raqqah", "al Raqqa city", 0.85, 1.0),
        ("Panorama Roundabout, Ar Raqqah", "Ar Raqqah town, Ar Raqqah district, Ar Raqqah Governorate", 1.0, 1.0),
        ("Fakhikha, Ar Raqqah", "Fakhakiya/Al-Farikh village, Ar Raqqah district, Ar Raqqah Governorate", 0.7, 1.0),
        ("Ratlah village, Ar Raqqah district, Ar Raqqah Governorate", "Hisha, Raqqa Governorate", 0.0, 0.6),
        ("تادف", "Tadef", 0.5, 0.5),
        ("مدينة الرقّة", "الرقة", 1.0, 1.0),
        ("", "Tadef", 0.5, 0.5),
    ],
)
def test_likeness_of_names(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness([one], [other]) <= most
    assert likeness([one], [other]) == likeness([other], [one])


def test_a_name_that_the_gazetteer_has_in_both_scripts_is_compared_in_the_others(sides: Sides) -> None:
    assert likeness(["تادف", "Tadef", "Tadaf"], ["Tadif town"]) > 0.7


def test_parties_are_read_from_words_but_not_from_lists_of_sources() -> None:
    import polars as pl  # noqa: PLC0415

    texts = [
        "U.S.-led Coalition",
        "IS - SDF. Original sources: SOHR, Turkish military.",
        "الطيران الروسي روسيا",
        "Unknown",
    ]
    found = parties_in(pl.Series(texts)).to_list()
    assert found == [["us_led_coalition"], ["us_led_coalition"], ["syrian_government_and_russia"], []]
