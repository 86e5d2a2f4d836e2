"""Coordinates against the place that a row names, and the area that holds a point.

The narrowest loaded boundary around the place decides; where nothing is loaded, the distance to the place's own point.
"""

from collections.abc import Iterable
from typing import Final

from db.vocabulary import PlaceLevel, Severity
from ingest.normalize.areas import distance_km
from ingest.normalize.gazetteer import Gazetteer, Place
from ingest.normalize.place import Finding

CODE: Final = "point_outside_place"

BORDER_KM: Final = 2.0
"""How far outside an area a point may lie: boundaries and points are both drawn to about a kilometre."""

FAR_KM: Final = {
    PlaceLevel.GOVERNORATE: 250.0,
    PlaceLevel.DISTRICT: 100.0,
    PlaceLevel.SUBDISTRICT: 50.0,
    PlaceLevel.SETTLEMENT: 25.0,
}
"""How far a point may lie from the point of a place, by its level: about half the length of the longest such area."""


def check_point(gazetteer: Gazetteer, place: Place | None, lat: float, lon: float) -> Finding | None:
    """What is wrong with a row's coordinates (degrees) for the place it names; None where they fit or nothing can tell.

    ``place`` None: only coordinates that can be nowhere are reported.
    """
    if lat == 0 and lon == 0:
        return _finding("The coordinates 0, 0 are software's way to say that there are none.", "Clear them.")
    if _fits(gazetteer, place, lat, lon):
        return None
    said = f"{lat:g}, {lon:g}"
    if _on_earth(lon, lat) and place is not None and _fits(gazetteer, place, lon, lat):
        return _finding(
            f"The point {said} is not in {place}, but {lon:g}, {lat:g} is: latitude and longitude seem swapped.",
            "Exchange the two, if the source agrees.",
        )
    if not _on_earth(lat, lon):
        return _finding(
            f"There is no point {said}: latitude ends at 90 degrees, longitude at 180.",
            "Correct the coordinates, or clear them.",
        )
    assert place is not None  # noqa: S101  (a point on earth fits no place)
    return _finding(
        f"The point {said} lies {_away(gazetteer, place, lat, lon)}.",
        f"Check which is wrong, the place or the coordinates. {_held(gazetteer, lat, lon)}".strip(),
    )


def locate_point(gazetteer: Gazetteer, lat: float, lon: float) -> Place | None:
    """The narrowest loaded area that holds a point; on a border, the area around both sides. None outside all areas."""
    if not _on_earth(lat, lon):
        return None
    holding = [gazetteer.get(pcode) for pcode in gazetteer.areas.holding(lat, lon) if pcode in gazetteer]
    narrowest = max((place.level.number for place in holding), default=0)
    places = [place for place in holding if place.level.number == narrowest]
    return gazetteer.common(places) if places else None


def _fits(gazetteer: Gazetteer, place: Place | None, lat: float, lon: float) -> bool:
    """Whether the point is on earth and, as far as can be told, in or near the place."""
    if not _on_earth(lat, lon):
        return False
    if place is None:
        return True
    outside = _outside_km(gazetteer, place, lat, lon)
    return (outside is None or outside <= BORDER_KM) and not _far(place, lat, lon, known_inside=outside is not None)


def _on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


def _outside_km(gazetteer: Gazetteer, place: Place, lat: float, lon: float) -> float | None:
    """How far outside the narrowest loaded area around the place; None where none is loaded."""
    areas = _around(gazetteer, place)
    return min((gazetteer.areas.beyond_km(pcode, lat, lon) for pcode in areas), default=None)


def _around(gazetteer: Gazetteer, place: Place) -> Iterable[str]:
    """The narrowest loaded area around a place; for a country without one, all its governorates."""
    for area in gazetteer.path(place):
        if area.pcode in gazetteer.areas:
            return (area.pcode,)
    if place.level is PlaceLevel.COUNTRY:
        return [other.pcode for other in gazetteer if other.parent == place.pcode and other.pcode in gazetteer.areas]
    return ()


def _far(place: Place, lat: float, lon: float, *, known_inside: bool) -> bool:
    """Whether the point is too far from the place's own; an area with a boundary is not measured from its middle."""
    if place.lat is None or place.lon is None or (known_inside and place.level is not PlaceLevel.SETTLEMENT):
        return False
    return distance_km(lat, lon, place.lat, place.lon) > FAR_KM.get(place.level, float("inf"))


def _away(gazetteer: Gazetteer, place: Place, lat: float, lon: float) -> str:
    """How far away the point is, and from what."""
    if place.lat is not None and place.lon is not None and place.level is PlaceLevel.SETTLEMENT:
        return f"{distance_km(lat, lon, place.lat, place.lon):,.0f} km from {place}"
    outside = _outside_km(gazetteer, place, lat, lon)
    if outside is not None:
        return f"{outside:,.0f} km outside {place}"
    return f"{distance_km(lat, lon, place.lat or 0, place.lon or 0):,.0f} km from the middle of {place}"


def _held(gazetteer: Gazetteer, lat: float, lon: float) -> str:
    place = locate_point(gazetteer, lat, lon)
    return f"The point is in {place}." if place else ""


def _finding(message: str, remedy: str) -> Finding:
    return Finding(Severity.WARNING, CODE, message, remedy)
