"""Names and figures on the map: readable each by itself, on a wide screen and on a narrow one."""

import json
import math
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from dashboard.charts.governorates import governorate_map
from dashboard.charts.map_labels import STEP_PX, Frame, Label, Lettering, lettering
from dashboard.charts.screen import figure
from dashboard.charts.spec import Area, Figure
from dashboard.locale import speak
from db.vocabulary import Measure
from tests.dashboard.charts.demo import BY_PLACE, NAMES, PLACES

GEOJSON = json.loads((Path(__file__).parents[3] / "assets" / "geo" / "syria_admin1.geojson").read_text("utf-8"))
SHAPES = {each["properties"]["pcode"]: each["geometry"] for each in GEOJSON["features"]}
WIDE, NARROW = Frame(640, 440, beside=True), Frame(280, 440, beside=False)
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]]}


def all_with(text: str) -> list[Area]:
    return [Area(pcode, name, Figure(1, 1, None, text), 0) for pcode, (name, _) in NAMES.items()]


def upwards(latitude: float) -> float:
    """How far north a latitude stands on a Mercator map, in degrees of longitude."""
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def scale_of(drawn: Lettering) -> float:
    """How many pixels a degree of longitude has."""
    return drawn.height_px / (upwards(drawn.lat[1]) - upwards(drawn.lat[0]))


def boxes(labels: list[Label], scale: float) -> list[tuple[float, float, float, float]]:
    """Left, right, low and high of labels on the page, in degrees of longitude."""
    found = []
    for label in labels:
        lon, up = label.point[0], upwards(label.point[1])
        wide = 6 * max(map(len, label.lines)) / scale
        left = lon - wide if label.spot else lon - wide / 2
        tall = 13 * len(label.lines) / scale
        found.append((left, left + wide, up - tall / 2, up + tall / 2))
    return found


@pytest.mark.parametrize("text", ["7", "3,808 (3,769+)", "13,179 (13,075–14,002)"])
def test_no_label_stands_over_another_and_none_is_missing(text: str) -> None:
    drawn = lettering(all_with(text), SHAPES, WIDE)
    assert {label.area.pcode for label in drawn.labels} == set(NAMES)
    for one, other in combinations(boxes(list(drawn.labels), scale_of(drawn)), 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        assert apart, (one, other)


@pytest.mark.parametrize(
    ("text", "wide_px"),
    [("1,163 (1,162–1,204)", 123.8), ("50,517 (49,698+)", 108.0), ("أكثر من ٣٠٠٬٠٠٠", 90.4), ("~560,000", 59.4)],
)
def test_a_figure_beside_the_map_has_room_in_the_widest_letters_of_any_system(text: str, wide_px: float) -> None:
    """Measured in DejaVu Sans Bold of 11 pixels; what has less room is cut off at its start."""
    drawn = lettering(all_with(text), SHAPES, WIDE)
    scale = scale_of(drawn)
    beside = [label for label in drawn.labels if label.spot]
    assert beside
    assert all((label.point[0] - drawn.lon[0]) * scale >= wide_px for label in beside)


def test_what_stands_beside_the_map_is_west_of_it_and_has_a_line_to_its_area() -> None:
    drawn = lettering(all_with("3,808 (3,769+)"), SHAPES, WIDE)
    beside = [label for label in drawn.labels if label.spot]
    assert beside
    assert all(label.spot and label.point[0] < label.spot[0] for label in beside)
    assert [label.spot[1] for label in beside if label.spot] == sorted(
        (label.spot[1] for label in beside if label.spot), reverse=True
    ), "in the order of their areas, so that no line crosses another's label"
    heights = [label.point[1] for label in beside]
    assert all(above > below for above, below in pairwise(heights))


def test_a_map_grows_downwards_where_more_stands_beside_it_than_it_is_high() -> None:
    many = {f"P{n}": SQUARE for n in range(20)}
    areas = [Area(pcode, pcode, Figure(1, 1, 1, "a figure longer than its area is wide " * 4), 0) for pcode in many]
    drawn = lettering(areas, many, Frame(2000, 300, beside=True))
    assert drawn.height_px == pytest.approx(20 * STEP_PX)
    assert drawn.lat[0] < 0 < drawn.lat[1]


def test_a_narrow_map_shows_only_what_fits_in_its_area() -> None:
    short, long = lettering(all_with("7"), SHAPES, NARROW), lettering(all_with("3,808 (3,769+)"), SHAPES, NARROW)
    assert all(label.spot is None for label in (*short.labels, *long.labels))
    assert len(long.labels) < len(short.labels) < len(NAMES)
    assert short.height_px < 300, "as high as it is drawn, with no empty stretch over and under it"


def test_a_range_stands_under_its_number_where_an_area_is_too_narrow_for_both() -> None:
    [label] = lettering(
        [Area("A", "A", Figure(1, 2, 3, "1,240 (1,217+)"), 0)], {"A": SQUARE}, Frame(60, 60, beside=False)
    ).labels
    assert (label.lines, label.spot) == (("A", "1,240\n(1,217+)"), None)


def test_an_area_without_a_claim_has_no_label() -> None:
    areas = [Area("A", "A", Figure(1, 1, 1, "1"), 0), Area("B", "B", None, None)]
    assert [label.area.pcode for label in lettering(areas, {"A": SQUARE, "B": SQUARE}, WIDE).labels] == ["A"]


def test_the_lines_to_the_areas_are_drawn_on_a_wide_screen_alone() -> None:
    spec = governorate_map(BY_PLACE, Measure.KILLED, PLACES, speak("en"))
    lines = {
        wide: [
            trace for trace in figure(spec, wide=wide, geojson=GEOJSON)["data"] if trace.get("mode") == "lines+markers"
        ]
        for wide in (True, False)
    }
    assert len(lines[True]) == 1
    assert lines[False] == []
