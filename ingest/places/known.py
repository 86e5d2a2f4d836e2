"""The register's gazetteer, ready to find places in."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.gazetteer.boundaries import shapes
from db.models import Place as PlaceRow
from ingest.normalize.areas import Areas
from ingest.normalize.gazetteer import Gazetteer, Place

_COLUMNS = ("pcode", "level", "name_en", "name_ar", "parent", "lat", "lon", "aliases")


def known_places(session: Session) -> Gazetteer:
    """Every place of the register, with the boundaries that were loaded."""
    rows = session.connection().execute(select(*(col(getattr(PlaceRow, name)) for name in _COLUMNS)))
    places = (
        Place(pcode, level, name_en, name_ar or "", parent, lat, lon, tuple(aliases))
        for pcode, level, name_en, name_ar, parent, lat, lon, aliases in rows
    )
    return Gazetteer(places, Areas(shapes(session)))
