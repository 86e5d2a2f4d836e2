"""Where on a map the label of an area stands."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

TRIES: Final = 24
Point = tuple[float, float]
Ring = list[Point]


def label_point(geometry: dict[str, Any]) -> Point:
    """The longitude and latitude where an area has most room: the middle of its widest stretch from west to east.

    ``geometry`` is a GeoJSON Polygon or MultiPolygon. Stretches near the northern or southern end of an area leave no
    room above or below, so each counts by its width times its distance to the nearer end.
    """
    rings = [[(lon, lat) for lon, lat, *_ in ring] for ring in _outer_rings(geometry)]
    south = min(lat for ring in rings for _, lat in ring)
    north = max(lat for ring in rings for _, lat in ring)
    best: tuple[float, Point] = (-1.0, rings[0][0])
    for step in range(1, TRIES):
        lat = south + (north - south) * step / TRIES
        for west, east in _stretches(rings, lat):
            room = (east - west) * min(lat - south, north - lat)
            best = max(best, (room, ((west + east) / 2, lat)))
    return best[1]


def _outer_rings(geometry: dict[str, Any]) -> list[Any]:
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"][0]]
    return [polygon[0] for polygon in geometry["coordinates"]]


def _stretches(rings: list[Ring], lat: float) -> Iterator[tuple[float, float]]:
    """The parts of a latitude that lie inside, from west to east."""
    for ring in rings:
        crossings = sorted(
            x + (lat - y) / (next_y - y) * (next_x - x)
            for (x, y), (next_x, next_y) in pairwise(ring)
            if (y > lat) != (next_y > lat)
        )
        yield from zip(crossings[::2], crossings[1::2], strict=False)
