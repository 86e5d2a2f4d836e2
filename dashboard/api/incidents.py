"""Incidents over HTTP: those of a view with their figures, and one with every claim about it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response

from dashboard.api.asked import AskedFilters, Limit, Offset, next_address, only_known_words
from dashboard.api.issues import RefusedError
from dashboard.api.rooms import api_routes
from dashboard.desk import Desk
from dashboard.rows.incidents import Nested, decision_row, incident_row
from dashboard.rows.records import claim_row
from db import queries
from db.engine import reading
from db.incidents.one_incident import UnknownIncidentError, one_incident

Code = Annotated[str, Path(description="The code of the incident, as claims and incidents carry it.")]


def router(desk: Desk) -> APIRouter:
    """The routes under ``/incidents``."""
    routes = api_routes("/incidents", dependencies=[Depends(only_known_words)])

    @routes.get("")
    def every(
        request: Request, response: Response, filters: AskedFilters, limit: Limit = 1000, offset: Offset = 0
    ) -> list[Nested]:
        """Incidents with their figures under the policy, newest first."""
        with reading(desk.engine) as session:
            found = queries.incidents(session, filters, limit=limit + 1, offset=offset)
        if len(found) > limit:
            response.headers.update(next_address(request, limit=limit, offset=offset + limit))
        return [incident_row(incident) for incident in found[:limit]]

    @routes.get("/{code:path}")
    def one(code: Code, filters: AskedFilters) -> dict[str, Any]:
        """One incident: its figures, the claims about it and the judgements of it, each oldest first."""
        with reading(desk.engine) as session:
            try:
                found = one_incident(session, filters, code)
            except UnknownIncidentError as error:
                told = f"{str(error)[:1].upper()}{str(error)[1:]}."
                raise RefusedError.because(
                    404, "unknown_incident", told, "/api/v1/incidents lists those there are."
                ) from None
        return {
            "incident": incident_row(found.incident),
            "claims": [claim_row(claim) for claim in found.claims],
            "judgements": [decision_row(decision) for decision in found.decisions],
        }

    return routes
