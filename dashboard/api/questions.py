"""Reading the register as JSON: whether it is there, its totals, its claims; filtered as the pages are."""

from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Query, Request

from dashboard.api.rows import Row, claim_row, total_row
from dashboard.desk import Desk
from db import queries
from db.engine import reading, require_current
from db.filters import Filters

MOST_CLAIMS = 10_000


def router(desk: Desk) -> APIRouter:
    """The routes that read."""
    routes = APIRouter()

    @routes.get("/health")
    def health() -> dict[str, str | int]:
        """Whether the register answers, and what state it is in."""
        require_current(desk.engine)
        with reading(desk.engine) as session:
            standing = queries.standing(session, Filters())
        return {
            "status": "ok",
            "database": desk.engine.dialect.name,
            "claims": standing.claims,
            "data_version": standing.data_version,
            "version": version("sijill"),
        }

    @routes.get("/totals")
    def totals(request: Request, by: queries.By | None = None) -> list[Row]:
        """A row for each kind (and group); kinds are never added."""
        filters = Filters.from_query(request.url.query)
        with reading(desk.engine) as session:
            return [total_row(total, by) for total in queries.totals(session, filters, by)]

    @routes.get("/claims")
    def claims(
        request: Request,
        limit: Annotated[int, Query(ge=1, le=MOST_CLAIMS)] = 1000,
        offset: Annotated[int, Query(ge=0)] = 0,
    ) -> list[Row]:
        """Claims as they were said and read, newest happening first."""
        filters = Filters.from_query(request.url.query)
        with reading(desk.engine) as session:
            return [claim_row(claim) for claim in queries.claims(session, filters, limit=limit, offset=offset)]

    return routes
