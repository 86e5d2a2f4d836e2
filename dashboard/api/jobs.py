"""Long work over HTTP: begun with POST, looked at with GET, and its file fetched when it is done."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse

from dashboard.api.asked import AskedFilters, Public, Small, only_known_words
from dashboard.api.described import filed
from dashboard.api.exports import Grouped, ordered
from dashboard.api.issues import RefusedError
from dashboard.api.rooms import api_routes
from dashboard.api.taking import start_export, start_snapshot
from dashboard.api.tongues import AskedTongues
from dashboard.desk import Desk
from dashboard.exports.columns import Table
from dashboard.exports.order import Form
from dashboard.jobs import Job, State, UnknownJobError

PATIENCE_S = 0.5
"""How long an answer to the word to begin waits, since most work is over by then."""

Token = Annotated[str, Path(description="What the word to begin was answered with.")]


def router(desk: Desk) -> APIRouter:
    """The routes under ``/jobs``."""
    routes = api_routes("/jobs", dependencies=[Depends(only_known_words)])

    @routes.post("/snapshot", status_code=202)
    async def snapshot(filters: AskedFilters, tongues: AskedTongues) -> dict[str, Any]:
        """Begin the PDF of a view."""
        return await _begun(desk, start_snapshot(desk, filters, tongues.speakers(desk.settings)))

    @routes.post("/export/{table}/{form}", status_code=202)
    async def export(
        table: Table,
        form: Form,
        filters: AskedFilters,
        by: Grouped = None,
        public: Public = False,
        small: Small = None,
    ) -> dict[str, Any]:
        """Begin an export of a view; only totals are grouped ``by`` something."""
        return await _begun(desk, start_export(desk, ordered(table, filters, by, public, small), form))

    @routes.get("/{token}")
    def job(token: Token) -> dict[str, Any]:
        """How far a piece of work is."""
        return job_row(_found(desk, token))

    @routes.get("/{token}/file", response_class=FileResponse, responses=filed("application/octet-stream"))
    def file(token: Token) -> FileResponse:
        """The file that was made."""
        found = _found(desk, token)
        if found.state is not State.DONE or found.file is None:
            message = f"There is no file: the work is {found.state}."
            raise RefusedError.because(404, "no_file", message, "Wait until it is done, or begin it again.")
        return FileResponse(desk.jobs.path(token), media_type=found.media_type, filename=found.file)

    return routes


def job_row(job: Job) -> dict[str, Any]:
    """A job as plain values."""
    row = job.row()
    del row["media_type"]
    return row


async def _begun(desk: Desk, job: Job) -> dict[str, Any]:
    return job_row(await run_in_threadpool(desk.jobs.wait, job.token, PATIENCE_S))


def _found(desk: Desk, token: str) -> Job:
    try:
        return desk.jobs.find(token)
    except UnknownJobError:
        message = "There is no such work, or it was forgotten after a day."
        raise RefusedError.because(404, "unknown_job", message, "Begin it again.") from None
