"""The change log over HTTP: a feed that can be followed from any place in it, a page at a time."""

from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from dashboard.api.asked import Limit, Public, next_address, only_known_words
from dashboard.api.issues import RefusedError
from dashboard.api.rooms import api_routes
from dashboard.desk import Desk
from dashboard.exports.discretion import Discretion
from dashboard.exports.public_changes import public_change
from dashboard.rows.changes import change_row
from db.engine import reading
from db.history.change_records import Cursor, CursorError
from db.history.changes import changes
from db.history.moments import window_of

Moment = Annotated[str | None, Query(description="A day, or a moment as 2024-11-30T18:00Z.")]


def router(desk: Desk) -> APIRouter:
    """The routes under ``/changes``."""
    routes = api_routes(dependencies=[Depends(only_known_words)])

    @routes.get("/changes")
    def tell(
        request: Request,
        response: Response,
        since: Moment = None,
        until: Moment = None,
        cursor: Annotated[str | None, Query(description="Go on from here: the cursor of an earlier answer.")] = None,
        limit: Limit = 1000,
        public: Public = False,
    ) -> dict[str, Any]:
        """What the register came to know after ``since``, up to and with ``until``, oldest first.

        ``cursor`` is the place after the last change told (null: none was told and none was asked for): ask again with
        it to hear what comes next, now or later. A day as ``since`` is its begin, as ``until`` its end, in UTC.
        """
        window = window_of(since, until)
        after = _place(cursor)
        with reading(desk.engine) as session:
            log = changes(session, window, after)
            if public:
                discretion = Discretion.of(session)
                log = (public_change(change, discretion) for change in log)
            found = list(islice(log, limit + 1))
        told = found[:limit]
        last = str(told[-1].cursor) if told else cursor
        if len(found) > limit:
            response.headers.update(next_address(request, cursor=last))
        return {"changes": [change_row(change) for change in told], "cursor": last}

    return routes


def _place(cursor: str | None) -> Cursor | None:
    try:
        return None if not cursor else Cursor.read(cursor)
    except CursorError as error:
        message, _, remedy = str(error).rpartition("; ")
        raise RefusedError.because(422, "cursor", f"{message}.", f"{remedy[:1].upper()}{remedy[1:]}.") from None
