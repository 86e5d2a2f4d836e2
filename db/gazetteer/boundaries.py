"""Loaded boundaries, for drawing and for finding which area holds a point."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from db.models import Boundary, Place, PlaceSet
from db.vocabulary import PlaceLevel


@dataclass(frozen=True, slots=True)
class Outline:
    """An area for the map: ``geometry`` is GeoJSON, simplified; ``credit`` names its dataset, version and licence."""

    pcode: str
    country: str
    name_en: str
    name_ar: str | None
    geometry: dict[str, Any]
    credit: str


def outlines(session: Session, level: PlaceLevel = PlaceLevel.GOVERNORATE, parent: str | None = None) -> list[Outline]:
    """The loaded areas of one level by P-code: in all countries, or right under ``parent``; empty without any."""
    under = () if parent is None else (col(Place.parent) == parent,)
    statement = (
        select(col(Boundary.pcode), col(Place.name_en), col(Place.name_ar), col(Boundary.outline), PlaceSet)
        .join(Place, col(Place.pcode) == col(Boundary.pcode))
        .join(PlaceSet, col(PlaceSet.id) == col(Boundary.set_id))
        .where(col(Place.level) == level, col(Boundary.set_id).in_(_newest()), *under)
        .order_by(col(Boundary.pcode))
    )
    return [
        Outline(pcode, from_set.country, name_en, name_ar, geometry, credit(from_set))
        for pcode, name_en, name_ar, geometry, from_set in session.execute(statement)
    ]


def credit(place_set: PlaceSet) -> str:
    """The line that stands wherever the set's boundaries are drawn: dataset, version, day and licence."""
    day = place_set.valid_on.isoformat() if place_set.valid_on else None
    about = ", ".join(part for part in (place_set.dataset, place_set.version, day) if part)
    return f"{about} ({place_set.licence})" if place_set.licence else about


def shapes(session: Session) -> dict[str, bytes]:
    """The areas as the files have them: P-code to WKB in degrees, WGS 84."""
    statement = select(col(Boundary.pcode), col(Boundary.shape)).where(col(Boundary.set_id).in_(_newest()))
    return {pcode: bytes(shape) for pcode, shape in session.execute(statement)}


def _newest() -> Select[int | None]:
    """The last set of every layer: an area that it leaves out is no longer an area, though claims may name it."""
    layer = (col(PlaceSet.kind), col(PlaceSet.country), col(PlaceSet.level), col(PlaceSet.dataset))
    return select(func.max(col(PlaceSet.id))).where(col(PlaceSet.kind) == "boundaries").group_by(*layer)
