"""What the gazetteer lacks, over HTTP: files to fill in for ``sijill places load``."""

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from dashboard.api.asked import only_known_words
from dashboard.api.described import filed
from dashboard.api.rooms import api_routes
from dashboard.desk import Desk
from dashboard.rows.csv_text import BOM, csv_pieces
from dashboard.rows.records import Row
from dashboard.rows.unknown_places import PLACES, SPELLINGS, unknown_places, unknown_spellings
from db.engine import reading


def router(desk: Desk) -> APIRouter:
    """The routes under ``/places``."""
    routes = api_routes("/places", dependencies=[Depends(only_known_words)])

    @routes.get("/unknown.csv", response_class=Response, responses=filed("text/csv"))
    def places() -> Response:
        """Places that recorded files name and the gazetteer has not got; give each a P-code and load them."""
        with reading(desk.engine) as session:
            return _csv("unknown-places.csv", PLACES, unknown_places(session))

    @routes.get("/unknown-spellings.csv", response_class=Response, responses=filed("text/csv"))
    def spellings() -> Response:
        """The same names as other spellings of places that it has: give each that place's P-code and load them."""
        with reading(desk.engine) as session:
            return _csv("unknown-spellings.csv", SPELLINGS, unknown_spellings(session))

    return routes


def _csv(name: str, columns: tuple[str, ...], rows: list[Row]) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(BOM + "".join(csv_pieces([columns], rows)), media_type="text/csv; charset=utf-8", headers=headers)
