"""Areas made small enough for a page: simplified together, so that neighbours keep one border between them."""

import json
from collections.abc import Sequence
from typing import Any, Final

import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from ingest.places.where import polygons

AREA_BYTES: Final = 4_000
"""What one area's outline may take on average, as JSON: 14 governorates come to 56 kB before compression."""

TOLERANCES: Final = (0.002, 0.004, 0.008, 0.016, 0.032, 0.064)
"""Degrees, tried from fine to coarse until the outlines are small enough; 0.002 degrees are about 200 m."""

DECIMALS: Final = 4  # about 10 m


def outlines(areas: Sequence[BaseGeometry]) -> list[dict[str, Any]]:
    """The areas of one layer as GeoJSON geometries with fewer points, exterior rings clockwise (d3-geo needs that).

    Islands smaller than the tolerance are left out; an area's largest part never is.
    """
    drawn: list[dict[str, Any]] = []
    for tolerance in TOLERANCES:
        drawn = [_geojson(_without_specks(area, tolerance)) for area in shapely.coverage_simplify(areas, tolerance)]
        if sum(len(json.dumps(shape, separators=(",", ":"))) for shape in drawn) <= AREA_BYTES * len(drawn):
            break
    return drawn


def _without_specks(area: BaseGeometry, tolerance: float) -> BaseGeometry:
    if not isinstance(area, MultiPolygon):
        return area
    parts = sorted(area.geoms, key=lambda part: -part.area)
    return MultiPolygon([parts[0], *(part for part in parts[1:] if part.area >= tolerance**2)])


def _geojson(area: BaseGeometry) -> dict[str, Any]:
    clockwise = shapely.orient_polygons(area, exterior_cw=True)
    parts = [_rings(part) for part in polygons(clockwise)]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _rings(part: Polygon) -> list[list[list[float]]]:
    return [
        [[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat, *_ in ring] for ring in mapping(part)["coordinates"]
    ]
