"""Hangs the API's rooms into the server."""

from fastapi import FastAPI

from dashboard.api import batches, change_log, downloads, exports, incidents, jobs, places, questions, uploads
from dashboard.api.issues import CHECK_ADDRESS, RefusedError, answer_errors
from dashboard.desk import Desk


def mount(server: FastAPI, desk: Desk) -> None:
    """Add every route of the API; an address that none of them knows is told so in JSON, not with a page."""
    answer_errors(server)
    for room in (questions, incidents, change_log, uploads, batches, exports, downloads, places, jobs):
        server.router.routes.extend(room.router(desk).routes)

    @server.api_route("/api/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def nowhere(path: str) -> None:
        raise RefusedError.because(404, "unknown_address", f"There is no /api/{path} for this method.", CHECK_ADDRESS)
