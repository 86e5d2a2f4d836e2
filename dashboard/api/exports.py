"""Exports over HTTP: an address for each table and form, read as a stream."""

from collections.abc import Callable, Iterator
from typing import Annotated, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from dashboard.api.asked import AskedFilters, Public, Small, only_known_words
from dashboard.api.described import filed
from dashboard.api.issues import RefusedError
from dashboard.api.rooms import api_routes
from dashboard.desk import Desk
from dashboard.exports.about import About
from dashboard.exports.columns import Table
from dashboard.exports.make import made
from dashboard.exports.order import SMALL_IS_PUBLIC, Form, Order
from dashboard.rows.problems import problem
from db.engine import reading
from db.filters import Filters
from db.queries import By

Grouped = Annotated[By | None, Query(description="One row for each month, governorate, source or incident.")]


def router(desk: Desk) -> APIRouter:
    """The routes under ``/export``."""
    routes = api_routes("/export", dependencies=[Depends(only_known_words)])
    for table in Table:
        for form in Form:
            routes.add_api_route(
                f"/{table}.{form}",
                _grouped(desk, form) if table is Table.TOTALS else _plain(desk, table, form),
                methods=["GET"],
                response_class=StreamingResponse,
                responses=filed(form.media_type.partition(";")[0]),
                summary=f"Export {table} as {_CALLED[form]}",
                operation_id=f"export_{table}_{form.name.lower()}",
            )
    return routes


_CALLED = {
    Form.CSV: "CSV (UTF-8 with its mark)",
    Form.HXL: "CSV with HXL tags",
    Form.XLSX: "a workbook with a README",
    Form.JSON: "JSON",
    Form.README: "a README: what the file of this address says of itself",
}


def _plain(desk: Desk, table: Table, form: Form) -> Callable[..., StreamingResponse]:
    def export(
        request: Request, filters: AskedFilters, public: Public = False, small: Small = None
    ) -> StreamingResponse:
        return _answer(desk, request, ordered(table, filters, None, public, small), form)

    return export


def _grouped(desk: Desk, form: Form) -> Callable[..., StreamingResponse]:
    def export(
        request: Request, filters: AskedFilters, by: Grouped = None, public: Public = False, small: Small = None
    ) -> StreamingResponse:
        return _answer(desk, request, ordered(Table.TOTALS, filters, by, public, small), form)

    return export


def ordered(table: Table, filters: Filters, by: By | None, public: bool, small: int | None) -> Order:
    """What an address asks for; only totals are grouped, and only public exports coarsen small counts."""
    if by is not None and table is not Table.TOTALS:
        message = f"by groups totals; {table} are not grouped."
        remedy = "Leave it out, or export totals."
        raise RefusedError(422, problem("parameter", message, remedy, column="by", value=by))
    if small is not None and not public:
        message = f"small: {SMALL_IS_PUBLIC}."
        raise RefusedError(422, problem("parameter", message, "Add public=true.", column="small", value=str(small)))
    return Order(table, filters, by, public, small)


def _answer(desk: Desk, request: Request, order: Order, form: Form) -> StreamingResponse:
    """The file as a stream; what is wrong with the order is told before it begins."""
    file = _file(desk, order, form)
    about = cast("About", next(file))
    headers = {"Content-Disposition": f'attachment; filename="{order.file_name(form)}"'}
    if not form.tells_of_itself:
        headers["Link"] = _described_by(request, about, form)
    return StreamingResponse(cast("Iterator[bytes]", file), media_type=form.media_type, headers=headers)


def _file(desk: Desk, order: Order, form: Form) -> Iterator[About | bytes]:
    """What the file says of itself, then its pieces: of one state of the register."""
    with reading(desk.engine) as session:
        about = About.of(session, order, desk.settings.organisation)
        yield about
        yield from made(session, about, order, form)


def _described_by(request: Request, about: About, form: Form) -> str:
    """Where the README of a plain table is (RFC 8288), as of the moment that the table speaks of."""
    words = dict(request.query_params)
    if about.known_at is not None:
        words["as_of"] = about.known_at.isoformat()
    path = request.url.path.removesuffix(form) + Form.README
    return f'<{path}?{urlencode(words)}>; rel="describedby"; type="text/plain"'
