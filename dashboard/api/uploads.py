"""Uploading over HTTP: the file as a raw stream, then the word to record it; what was rejected comes back as CSV."""

from functools import partial
from typing import Annotated, Any, Literal
from urllib.parse import unquote

from fastapi import APIRouter, Body, Depends, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse

from dashboard import recording
from dashboard.api.asked import only_known_words
from dashboard.api.described import filed
from dashboard.api.issues import RefusedError
from dashboard.api.rooms import api_routes
from dashboard.desk import Desk
from dashboard.inbox import AlreadyTakenError, TooLargeError, UnknownUploadError
from dashboard.recording import ALREADY_RECORDED
from dashboard.rows.records import Row, outcome_row
from ingest.layouts.household_size import HouseholdSizeError
from ingest.layouts.mapping.checked import map_of
from ingest.layouts.mapping.column_map import ColumnMapError
from ingest.layouts.mapping.propose import Proposal
from ingest.layouts.stated import stated_in_words
from ingest.outcome import FileRefusedError

Sheet = Annotated[str, Query(description="Which sheet of a workbook; without it the first that has a table of claims.")]
DayOrder = Annotated[
    Literal["day_first", "month_first"] | None,
    Query(description="Which comes first in dates such as 03/04/2024 that their columns leave open."),
]
Decimals = Annotated[
    Literal["point", "comma"] | None,
    Query(description="Which mark stands before decimals: 1.200 is 1,200 where that is the comma."),
]
Size = Annotated[str, Query(description="How many people a household has, where no row says it: 5.1.")]
SizeSource = Annotated[str, Query(description="Who says so, and of when; no size is kept without.")]


def router(desk: Desk) -> APIRouter:
    """The routes under ``/uploads``."""
    routes = api_routes("/uploads", dependencies=[Depends(only_known_words)])

    @routes.post("", status_code=201)
    async def receive(request: Request, x_filename: Annotated[str, Header()] = "") -> Row:
        """Take in one file: its bytes are the body, its name (percent-encoded) the header ``X-Filename``."""
        if int(request.headers.get("content-length", 0)) > desk.inbox.max_bytes:
            raise _too_large(desk)
        try:
            upload = await desk.inbox.receive(unquote(x_filename), request.stream())
        except TooLargeError:
            raise _too_large(desk) from None
        return {"token": upload.token, "name": upload.name, "bytes": upload.size_bytes}

    @routes.post("/{token}/confirm")
    async def confirm(
        token: str,
        mapping: Annotated[dict[str, Any] | None, Body()] = None,
        sheet: Sheet = "",
        day_order: DayOrder = None,
        decimal_mark: Decimals = None,
        household_size: Size = "",
        household_size_source: SizeSource = "",
    ) -> Row:
        """Record an upload, whole or not at all; ``mapping`` says what its columns are and is kept for the next file.

        It has the parts of a map file: ``columns`` (column to field or null), ``constants`` and ``words``. What else is
        stated settles what cells leave open, of this file alone; a cell that contradicts it rejects its row.
        """
        try:
            said = None if mapping is None else map_of(mapping)
            stated = stated_in_words(
                sheet=sheet,
                day_order=day_order or "",
                decimal_mark=decimal_mark or "",
                household_size=household_size,
                household_size_source=household_size_source,
            )
            record = partial(recording.record, desk, token, mapping=said, stated=stated)
            return outcome_row(await run_in_threadpool(record))
        except UnknownUploadError:
            raise _unknown() from None
        except AlreadyTakenError:
            raise RefusedError(409, ALREADY_RECORDED) from None
        except HouseholdSizeError as error:
            raise RefusedError(422, error.issue) from error
        except (FileRefusedError, ColumnMapError) as error:
            raise RefusedError(422, *error.issues) from error

    @routes.get("/{token}/columns")
    async def columns(token: str, sheet: Sheet = "") -> list[Row]:
        """What each column could be: none for a file whose columns need no map."""
        try:
            offered = await run_in_threadpool(recording.offered, desk, token, sheet if sheet.strip() else None)
        except UnknownUploadError:
            raise _unknown() from None
        return [proposal_row(proposal) for proposal in offered.proposals] if offered else []

    @routes.get("/{token}/rejects.csv", response_class=FileResponse, responses=filed("text/csv"))
    async def rejects(token: str) -> FileResponse:
        """The rejected rows, each with its problem and what to do, to mend and send again."""
        try:
            path = desk.inbox.rejects(token)
        except UnknownUploadError:
            raise _unknown() from None
        if path is None:
            raise RefusedError.because(404, "no_rejects", "No row was rejected.", "There is nothing to mend.")
        return FileResponse(path, media_type="text/csv; charset=utf-8", filename="rejects.csv")

    return routes


def proposal_row(proposal: Proposal) -> Row:
    """What one column could be, as plain values; what is not ``taken`` counts only once somebody says so."""
    return {
        "column": proposal.column,
        "field": proposal.field,
        "taken": proposal.taken,
        "score": round(proposal.score),
        "why": f"{proposal.why} {proposal.like}".rstrip(),
        "first": "; ".join(proposal.first),
    }


def _too_large(desk: Desk) -> RefusedError:
    return RefusedError.because(
        413,
        "too_large",
        f"The file is larger than {desk.settings.max_upload_mb} MB, the most that can be uploaded.",
        "Split it, or use `sijill ingest` on the computer that keeps the register.",
    )


def _unknown() -> RefusedError:
    message = "There is no such upload, or it has expired."
    return RefusedError.because(404, "unknown_upload", message, "Upload the file again.")
