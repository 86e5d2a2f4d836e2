"""Reading the register as JSON: whether it is there, its totals, claims and sources; filtered as the pages are."""

from importlib.metadata import version
from typing import Final

from fastapi import APIRouter, Depends, Request, Response

from dashboard.api.asked import AskedFilters, Limit, Offset, next_address, only_known_words
from dashboard.api.described import listed
from dashboard.api.rooms import api_routes
from dashboard.desk import Desk
from dashboard.exports.columns import Table
from dashboard.locale import speak
from dashboard.rows.incidents import Nested, source_row
from dashboard.rows.records import Row, claim_row, total_row
from dashboard.wording import uncounted_words
from db import queries
from db.engine import reading, require_current
from db.filters import Filters
from db.sources.history import confidential_sources

NOT_COUNTED: Final = "Sijill-Not-Counted"
"""The header that says which claims and incidents of a view no sum holds."""


def router(desk: Desk) -> APIRouter:
    """The routes that read."""
    routes = api_routes(dependencies=[Depends(only_known_words)])

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

    @routes.get("/totals", responses=listed(Table.TOTALS))
    def totals(response: Response, filters: AskedFilters, by: queries.By | None = None) -> list[Row]:
        """A row for each kind (and group); kinds are never added. What no sum holds is said in a header."""
        with reading(desk.engine) as session:
            if left_out := uncounted_words(queries.standing(session, filters), speak("en")):
                response.headers[NOT_COUNTED] = "; ".join(left_out)
            return [total_row(total, by) for total in queries.totals(session, filters, by)]

    @routes.get("/claims", responses=listed(Table.CLAIMS))
    def claims(
        request: Request, response: Response, filters: AskedFilters, limit: Limit = 1000, offset: Offset = 0
    ) -> list[Row]:
        """Claims as they were said and read, newest happening first."""
        with reading(desk.engine) as session:
            found = queries.claims(session, filters, limit=limit + 1, offset=offset)
        if len(found) > limit:
            response.headers.update(next_address(request, limit=limit, offset=offset + limit))
        return [claim_row(claim) for claim in found[:limit]]

    @routes.get("/sources")
    def sources(filters: AskedFilters) -> list[Nested]:
        """Who speaks in the view, most claims first, with reliability notes and every grade that was given."""
        with reading(desk.engine) as session:
            hidden = confidential_sources(session)
            found = queries.sources(session, filters)
            return [source_row(source, confidential=source.name in hidden) for source in found]

    return routes
