"""Where a feature lies: its area in degrees, its point."""

from collections.abc import Iterator

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from ingest.places.layer import Feature, RefusedError


def is_area(shape: BaseGeometry | None) -> bool:
    """Whether a shape is a polygon or several."""
    return isinstance(shape, Polygon | MultiPolygon)


def polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    """The polygons in a shape of any kind; lines and points that mending left over are passed by."""
    if isinstance(shape, Polygon):
        yield shape
    for part in getattr(shape, "geoms", ()):
        yield from polygons(part)


def area_of(feature: Feature, pcode: str) -> BaseGeometry:
    """The feature's area without self-crossings, in degrees. Raises :class:`RefusedError` where there is none."""
    if feature.shape is None or feature.shape.is_empty or not is_area(feature.shape):
        raise RefusedError("no_shape", f"{pcode} has no area.", "Fetch the file again, or leave the feature out.")
    flat = shapely.make_valid(shapely.force_2d(feature.shape))
    parts = [part for part in polygons(flat) if part.area > 0]
    if not parts:
        raise RefusedError("no_shape", f"The area of {pcode} is empty.", "Fetch the file again.")
    west, south, east, north = flat.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise RefusedError(
            "other_projection",
            f"The area of {pcode} reaches from {west:.0f}, {south:.0f} to {east:.0f}, {north:.0f}: no degrees.",
            "Save the layer with EPSG:4326 (in QGIS: Export, Save Features As).",
        )
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def point_of(
    feature: Feature, lat_column: str | None, lon_column: str | None, area: BaseGeometry | None
) -> tuple[float | None, float | None]:
    """Latitude and longitude: of the columns, else of the feature's point, else of a point inside ``area``.

    None where nothing says. Raises :class:`RefusedError` for what is no coordinate.
    """
    if lat_column and lon_column:
        lat, lon = _degrees(feature, lat_column, 90), _degrees(feature, lon_column, 180)
        if lat is not None and lon is not None:
            return lat, lon
    point = feature.shape if isinstance(feature.shape, Point) else area.representative_point() if area else None
    if point is None or point.is_empty:
        return None, None
    if abs(point.y) > 90 or abs(point.x) > 180:
        raise RefusedError(
            "bad_coordinate",
            f"The point {point.y:g}, {point.x:g} is not in degrees.",
            "Save the layer with EPSG:4326 (in QGIS: Export, Save Features As).",
        )
    return round(point.y, 6), round(point.x, 6)


def _degrees(feature: Feature, column: str, most: int) -> float | None:
    text = feature.cells.get(column, "")
    if not text:
        return None
    try:
        degrees = float(text)
    except ValueError:
        degrees = float("nan")
    if not -most <= degrees <= most:
        message = f"{text!r} is not a coordinate in degrees from -{most} to {most}."
        raise RefusedError("bad_coordinate", message, "Correct it, or leave it blank.", column, text)
    return degrees
