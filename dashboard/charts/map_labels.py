"""Where the names and figures of a map stand: in their areas where these have room, else beside the map with a line.

Two labels never stand over each other: a figure that can't be told from its neighbour's is read as the neighbour's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan, degrees, log, pi, radians, sinh, tan
from typing import Any, Final, NamedTuple

from dashboard.charts.geography import Point, bounds, roomiest
from dashboard.charts.spec import Area

GeoJson = dict[str, Any]

DIGIT_PX: Final = 7.7
LATIN_PX: Final = 7.0
ARABIC_PX: Final = 6.0
SIGN_PX: Final = 4.6
MARK_PX: Final = 9.3
"""How wide digits, letters of either script, blanks and signs between them, and marks such as + are in bold.

As wide as in DejaVu Sans, than which no system has a wider one: on a slow line it stands in for our own, and the map
cuts off what goes over its edge, so that too little room makes 1,163 into 63.
"""
_MARKS: Final = frozenset("+~≈<>=±−")
LINE_PX: Final = 15.0
GAP_PX: Final = 4.0
STEP_PX: Final = 2 * LINE_PX + GAP_PX
"""From one label beside the map to the next: the name and the figure."""
LEADER_PX: Final = 14.0


class Frame(NamedTuple):
    """The room that a map has, in pixels. ``beside``: what does not fit in an area stands at the western edge."""

    width_px: float
    height_px: float
    beside: bool


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text at ``point`` (longitude, latitude): in their area, or beside the map with a line to ``spot``.

    The last is the figure; in a narrow area it has a line break before its range.
    """

    area: Area
    lines: tuple[str, ...]
    point: Point
    spot: Point | None = None


@dataclass(frozen=True, slots=True)
class Lettering:
    """The labels of a map, the longitudes and latitudes that it shows with them, and how high it is in pixels."""

    labels: tuple[Label, ...]
    lon: tuple[float, float]
    lat: tuple[float, float]
    height_px: float


def lettering(areas: Sequence[Area], geometries: Mapping[str, GeoJson], frame: Frame) -> Lettering:
    """Labels for all areas with a figure; without room ``beside`` those that don't fit in their areas have none."""
    west, south, east, north = bounds(geometries.values())
    named = [area for area in areas if area.figure is not None and area.pcode in geometries]
    column_px = max((_width(_aside(area)) for area in named), default=0.0) + LEADER_PX if frame.beside else 0.0
    tall = max(_up(north) - _up(south), 1e-6)
    scale = min(frame.height_px / tall, (frame.width_px - column_px) / max(east - west, 1e-6))
    inside, outside = [], []
    for area in named:
        tried = [_placed(area, lines, geometries[area.pcode], scale) for lines in _within(area)]
        if fitting := next((label for label, fits in tried if fits), None):
            inside.append(fitting)
        else:
            spot = tried[0][0].point
            outside.append(Label(area, _aside(area), spot, spot))
    edge = west - LEADER_PX / scale
    if not frame.beside or not outside:
        return Lettering(tuple(inside), (west, east), (south, north), tall * scale)
    foot = min(_up(south), _up(north) - len(outside) * STEP_PX / scale)
    beside = _in_a_column(outside, edge, (foot, _up(north)), STEP_PX / scale)
    extent = (west - column_px / scale, east), (_down(foot), north)
    return Lettering((*inside, *beside), *extent, (_up(north) - foot) * scale)


def _placed(area: Area, lines: tuple[str, ...], geometry: GeoJson, scale: float) -> tuple[Label, bool]:
    """The label where its area has most room for it, and whether it fits there."""
    high = LINE_PX * sum(1 + line.count("\n") for line in lines)
    spot, room = roomiest(geometry, high / scale)
    return Label(area, lines, spot), room * scale >= _width(lines) + GAP_PX


def _within(area: Area) -> list[tuple[str, ...]]:
    """The words of a label as they may stand in an area: the figure in one line, else its range under it."""
    figure = area.figure.text if area.figure else ""
    return [(*area.name.split(), printed) for printed in dict.fromkeys((figure, figure.replace(" (", "\n(", 1)))]


def _aside(area: Area) -> tuple[str, ...]:
    return area.name, area.figure.text if area.figure else ""


def _width(lines: Sequence[str]) -> float:
    return max(sum(map(_letter_width, part)) for line in lines for part in line.split("\n"))


def _letter_width(letter: str) -> float:
    if letter.isdigit():
        return DIGIT_PX
    if not letter.isalnum():
        return MARK_PX if letter in _MARKS else SIGN_PX
    return LATIN_PX if letter.isascii() else ARABIC_PX


def _in_a_column(labels: Sequence[Label], edge: float, span: tuple[float, float], step: float) -> list[Label]:
    """The labels at one longitude, each as near its area as those above leave room, none below the map's foot."""
    ordered = sorted(labels, key=lambda label: -label.point[1])
    foot, top = span
    heights: list[float] = []
    for label in ordered:
        heights.append(min(_up(label.point[1]), heights[-1] - step if heights else top - step / 2))
    lowest = foot + step / 2
    for at in reversed(range(len(heights))):
        heights[at] = max(heights[at], lowest)
        lowest = heights[at] + step
    placed = zip(ordered, heights, strict=True)
    return [Label(label.area, label.lines, (edge, _down(height)), label.spot) for label, height in placed]


def _up(latitude: float) -> float:
    """How far north a latitude stands on a Mercator map, in degrees of longitude."""
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))


def _down(height: float) -> float:
    return degrees(atan(sinh(radians(height))))
