"""GeoJSON: features with properties and shapes in degrees (RFC 7946)."""

from typing import Any

from shapely import GEOSException
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from ingest.places.layer import Feature, FileLayer, PlaceFileError, as_text

_WGS_84 = ("crs84", "4326")


def read_geojson(name: str, content: Any, sha256: str) -> FileLayer:
    """The one layer of a parsed GeoJSON file. Raises :class:`PlaceFileError` for what is none, or is not in degrees."""
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        raise PlaceFileError(
            name,
            "not_geojson",
            "The file is JSON, but not a GeoJSON FeatureCollection.",
            "Give boundaries as GeoJSON, aliases as a list of objects with a P-code.",
        )
    _refuse_other_crs(name, content.get("crs"))
    features = tuple(_feature(name, number, raw) for number, raw in enumerate(content["features"], 1))
    header = dict.fromkeys(column for feature in features for column in feature.cells)
    return FileLayer(name, sha256, tuple(header), features)


def _refuse_other_crs(name: str, crs: Any) -> None:
    said = str(((crs or {}).get("properties") or {}).get("name", "")) if isinstance(crs, dict | None) else str(crs)
    if said and not said.casefold().endswith(_WGS_84):
        raise PlaceFileError(
            name,
            "other_projection",
            f"The coordinates are in {said!r}, not in degrees of WGS 84.",
            "Save the layer with EPSG:4326 (in QGIS: Export, Save Features As).",
        )


def _feature(name: str, number: int, raw: Any) -> Feature:
    properties = raw.get("properties") or {} if isinstance(raw, dict) else None
    if not isinstance(properties, dict):
        raise PlaceFileError(
            name, "not_geojson", f"Feature {number} is not a GeoJSON feature.", "Fetch the file again.", number
        )
    return Feature(number, {key: as_text(value) for key, value in properties.items()}, _shape(name, number, raw))


def _shape(name: str, number: int, raw: dict[str, Any]) -> BaseGeometry | None:
    if raw.get("geometry") is None:
        return None
    try:
        return shape(raw["geometry"])
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, GEOSException) as error:
        raise PlaceFileError(
            name,
            "broken_shape",
            f"The shape of feature {number} can't be read: {error}.",
            "Fetch the file again.",
            number,
        ) from error
