"""Totals by place to the map."""

import pytest

from dashboard.charts.classes import breaks, class_labels, class_of
from dashboard.charts.governorates import governorate_map
from dashboard.locale import speak
from db.vocabulary import Measure, Quantifier
from tests.dashboard.charts.demo import BY_PLACE, PLACES, exactly, total

EN, AR = speak("en"), speak("ar")


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([4], ["1–4"]),
        ([2, 7], ["1–4", "5–9"]),
        ([0, 4, 61], ["0", "1–4", "5–9", "10–49", "50–99"]),
        ([499], ["1–9", "10–49", "50–99", "100–499"]),
        ([12, 4_000], ["1–99", "100–499", "500–999", "1,000–4,999"]),
        ([13_075, 5_593, 1_217, 100], ["1–999", "1,000–4,999", "5,000–9,999", "10,000–49,999"]),
        ([350_209], ["1–9,999", "10,000–49,999", "50,000–99,999", "100,000–499,999"]),
        ([0], ["0"]),
        ([600_000_000], ["1–9,999,999", "10,000,000–49,999,999", "50,000,000–99,999,999", "100,000,000–600,000,000"]),
        ([], []),
    ],
)
def test_classes_fit_the_numbers(values: list[int], labels: list[str]) -> None:
    edges = breaks(values)
    assert list(class_labels(edges, EN)) == labels
    for value in values:
        at = class_of(value, edges)
        assert edges[at] <= value < edges[at + 1]


def test_areas_are_shaded_by_the_least_that_is_claimed() -> None:
    spec = governorate_map(BY_PLACE, Measure.KILLED, PLACES, EN)
    shades = {area.name: (area.figure.text, area.shade) for area in spec.areas if area.figure}
    assert spec.classes == ("0", "1–4", "5–9", "10–49", "50–99")
    assert shades == {
        "Aleppo": ("9", 2),
        "Rural Damascus": ("61", 4),
        "Homs": ("≤ 20", None),
        "Hama": ("< 10", None),
        "Idleb": ("4+", 1),
        "Deir-ez-Zor": ("14", 3),
        "Tartous": ("0", 0),
    }
    assert len(spec.areas) == 14


def test_what_no_area_can_show_stands_outside() -> None:
    spec = governorate_map(BY_PLACE, Measure.KILLED, PLACES, EN)
    assert spec.outside == (("Syria, governorate not known", "3+"), ("Governorate not known", "2+"))
    assert spec.table.rows[-1][0] == "Governorate not known"


def test_districts_count_to_their_governorate_and_open_bounds_stay_open() -> None:
    rows = [
        total(Measure.KILLED, 4, 4, None, quantifier=Quantifier.AT_LEAST, group="SY0700"),
        exactly(Measure.KILLED, 6, group="SY07"),
        exactly(Measure.KILLED, 1, group="TR"),
    ]
    spec = governorate_map(rows, Measure.KILLED, PLACES, EN)
    figure = next(area.figure for area in spec.areas if area.pcode == "SY07")
    assert figure is not None
    assert (figure.low, figure.best, figure.high, figure.text) == (10, 10, None, "10+")
    assert spec.outside == (("Türkiye", "1"),)


def test_a_low_nobody_claims_is_left_out_of_a_sum_and_not_zero() -> None:
    rows = [
        total(Measure.KILLED, None, None, 10, quantifier=Quantifier.LESS_THAN, group="SY0700"),
        exactly(Measure.KILLED, 6, group="SY07"),
    ]
    figure = next(a.figure for a in governorate_map(rows, Measure.KILLED, PLACES, EN).areas if a.figure)
    assert (figure.low, figure.best, figure.high) == (6, None, 16)


def test_the_sentence_names_the_place_in_the_reader_s_language() -> None:
    one = [exactly(Measure.KILLED, 6, group="SY07")]
    wide = [exactly(Measure.KILLED, 6, group="SY")]
    assert governorate_map(one, Measure.KILLED, PLACES, EN).sentence == (
        "People killed in recorded incidents in Idleb: 6."
    )
    assert "ريف دمشق (61)" in governorate_map(BY_PLACE, Measure.KILLED, PLACES, AR).sentence
    assert governorate_map(wide, Measure.KILLED, PLACES, EN).sentence == (
        "People killed in recorded incidents: none can be placed in a governorate."
    )


def test_an_open_sum_is_most_and_darkest_by_its_best() -> None:
    rows = [
        exactly(Measure.KILLED, 15, group="SY02"),
        total(Measure.KILLED, 4, 504, None, group="SY07"),
    ]
    spec = governorate_map(rows, Measure.KILLED, PLACES, EN)
    assert spec.sentence == "People killed in recorded incidents: most in Idleb (504 (at least 4))."
    shades = {area.name: area.shade for area in spec.areas if area.figure}
    assert shades["Idleb"] == len(spec.classes) - 1 > (shades["Aleppo"] or 0)


def test_no_place_has_most_where_an_upper_bound_alone_is_higher() -> None:
    rows = [
        exactly(Measure.KILLED, 9, group="SY07"),
        total(Measure.KILLED, None, 20, 20, quantifier=Quantifier.AT_MOST, group="SY12"),
    ]
    said = governorate_map(rows, Measure.KILLED, PLACES, EN).sentence
    assert said == "People killed in recorded incidents: which place had most is not known."


def test_a_claim_without_a_number_leaves_no_area_without_a_claim() -> None:
    rows = [total(Measure.KILLED, None, None, None, group="SY07")]
    spec = governorate_map(rows, Measure.KILLED, PLACES, EN)
    assert spec.sentence == "People killed in recorded incidents: no number is stated for an area of the map."
    assert spec.no_claim_label == "No figure"
    said = governorate_map([], Measure.KILLED, PLACES, EN, recorded=2).sentence
    assert said == "People killed: no recorded incident in this view has a figure that counts."


def test_nothing_recorded_leaves_all_areas_without_a_claim() -> None:
    spec = governorate_map([], Measure.KILLED, PLACES, EN)
    assert spec.sentence == "No recorded incident in this view."
    assert {(area.figure, area.shade) for area in spec.areas} == {(None, None)}
    assert (spec.classes, spec.outside, spec.notes) == ((), (), ())
