"""The recorded files over HTTP: the list, one with its problems, its rejected rows as CSV, and taking it back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from dashboard.api.asked import Offset, next_address, only_known_words
from dashboard.api.described import filed
from dashboard.api.issues import RefusedError
from dashboard.api.rooms import api_routes
from dashboard.desk import Desk
from dashboard.recording import take_back
from dashboard.rows.records import Row, batch_row, issue_count_row, withdrawn_row
from db import batches
from db.batches import UnknownBatchError
from db.engine import reading
from db.withdrawal import AlreadyWithdrawnError, NoReasonError
from ingest.kept import kept_outcome
from ingest.rejects import rejects_csv

MOST_BATCHES = 1_000

Number = Annotated[int, Path(ge=1, lt=2**31, description="The number of the batch.")]


class Wish(BaseModel):
    """The wish to withdraw a batch: why (never blank), and by whom (default: as the settings say)."""

    reason: str
    by: str = ""


def router(desk: Desk) -> APIRouter:
    """The routes under ``/batches``."""
    routes = api_routes("/batches", dependencies=[Depends(only_known_words)])

    @routes.get("")
    def every(
        request: Request,
        response: Response,
        limit: Annotated[int, Query(ge=1, le=MOST_BATCHES)] = 100,
        offset: Offset = 0,
    ) -> list[Row]:
        """The recorded files, newest first."""
        with reading(desk.engine) as session:
            found = batches.batches(session, limit=limit + 1, offset=offset)
        if len(found) > limit:
            response.headers.update(next_address(request, limit=limit, offset=offset + limit))
        return [batch_row(batch) for batch in found[:limit]]

    @routes.get("/{number}")
    def one(number: Number) -> dict[str, Row | list[Row]]:
        """One recorded file, and how often it raised which problem."""
        with reading(desk.engine) as session:
            try:
                found = batches.batch(session, number)
            except UnknownBatchError as error:
                raise _unknown(error) from None
            counts = batches.issue_counts(session, number)
        return {"batch": batch_row(found), "issues": [issue_count_row(count) for count in counts]}

    @routes.get("/{number}/rejects.csv", response_class=Response, responses=filed("text/csv"))
    def rejects(number: Number) -> Response:
        """The rejected rows, each with its problem and what to do, to mend and send again."""
        with reading(desk.engine) as session:
            try:
                outcome = kept_outcome(session, number)
            except UnknownBatchError as error:
                raise _unknown(error) from None
        if not outcome.rejects:
            raise RefusedError.because(404, "no_rejects", "No row was rejected.", "There is nothing to mend.")
        named = {"Content-Disposition": f'attachment; filename="rejects-{number}.csv"'}
        return Response(rejects_csv(outcome), media_type="text/csv; charset=utf-8", headers=named)

    @routes.post("/{number}/withdraw")
    def withdraw_batch(number: Number, wish: Wish) -> Row:
        """Take a batch back, whole or not at all; every version stays in the history."""
        try:
            return withdrawn_row(take_back(desk, number, by=wish.by, reason=wish.reason))
        except UnknownBatchError as error:
            raise _unknown(error) from None
        except AlreadyWithdrawnError as error:
            told = _sentence(error)
            raise RefusedError.because(
                409, "already_withdrawn", told, "Send the file again to bring it back."
            ) from None
        except NoReasonError as error:
            raise RefusedError.because(422, "no_reason", _sentence(error), "Fill in “reason”.") from None

    return routes


def _unknown(error: UnknownBatchError) -> RefusedError:
    return RefusedError.because(404, "unknown_batch", _sentence(error), "/api/v1/batches lists those there are.")


def _sentence(error: Exception) -> str:
    words = str(error)
    return f"{words[0].upper()}{words[1:]}."
