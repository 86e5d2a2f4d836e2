"""Where on a map the label of an area stands."""

from collections.abc import Iterable, Iterator
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


def roomiest(geometry: dict[str, Any], tall: float) -> tuple[Point, float]:
    """Where an area is widest over the height of a label (``tall``, in degrees of latitude): its middle, and how wide.

    Both widths are in degrees of longitude; 0 where no such stretch lies inside.
    """
    rings = [[(lon, lat) for lon, lat, *_ in ring] for ring in _outer_rings(geometry)]
    _, south, _, north = bounds([geometry])
    best: tuple[float, Point] = (0.0, label_point(geometry))
    for step in range(1, TRIES):
        lat = south + (north - south) * step / TRIES
        for west, east in _stretches(rings, lat):
            start, end = _shared(rings, (lat + tall * part for part in (-0.5, -0.25, 0.25, 0.5)), west, east)
            best = max(best, (end - start, ((start + end) / 2, lat)))
    return best[1], best[0]


def bounds(geometries: Iterable[dict[str, Any]]) -> tuple[float, float, float, float]:
    """West, south, east and north of areas, of which there is at least one."""
    points = [point for geometry in geometries for ring in _outer_rings(geometry) for point in ring]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons), min(lats), max(lons), max(lats)


def _shared(rings: list[Ring], lats: Iterable[float], west: float, east: float) -> tuple[float, float]:
    """The widest part of a stretch that lies inside at other latitudes too; an empty one where none does."""
    for lat in lats:
        parts = [(max(west, start), min(east, end)) for start, end in _stretches(rings, lat)]
        west, east = max(parts, key=lambda part: part[1] - part[0], default=(west, west))
    return west, max(west, east)


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
