"""Files to take away: the upload template, the tables behind the charts, the PDF snapshot."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from dashboard.api.asked import AskedFilters, only_known_words
from dashboard.api.described import filed
from dashboard.api.issues import RefusedError
from dashboard.api.rooms import PREFIX, api_routes
from dashboard.api.tongues import AskedTongues
from dashboard.desk import Desk
from dashboard.exports.columns import Table
from dashboard.exports.order import Form
from dashboard.locale.tongues import file_name
from dashboard.pages import changes, displacement, incident, incidents, quality, sources, tolls
from dashboard.pages.drawing import MakeSpec
from dashboard.pages.overview.charts import CHARTS as OVERVIEW
from dashboard.rows.csv_text import csv_of
from dashboard.view import View
from db.engine import reading

CHARTS: Final[dict[str, MakeSpec]] = {
    **OVERVIEW,
    **incidents.TABLES,
    **incident.TABLES,
    **tolls.TABLES,
    **displacement.TABLES,
    **sources.TABLES,
    **quality.TABLES,
    **changes.TABLES,
}
"""Every chart and table of the pages, by the name that its CSV is fetched under."""


def _of_a_page(
    filters: AskedFilters,
    code: Annotated[str | None, Query(description="The incident that the page of the table is of.")] = None,
    sort: Annotated[str | None, Query(description="The order of a table of incidents, as on its page.")] = None,
    page: Annotated[str | None, Query(description="Which page of a table of incidents.")] = None,
    look: Annotated[str | None, Query(description="Which problems a table of the page on quality has.")] = None,
    at: Annotated[str | None, Query(description="Which page of these.")] = None,
) -> None:
    """The words that a page's address may have: declared here, and read as the page reads them, by its view."""


def router(desk: Desk) -> APIRouter:
    """The routes that answer with a file."""
    routes = api_routes(dependencies=[Depends(only_known_words)])

    @routes.get("/template.csv", response_class=Response, responses=filed("text/csv"))
    def template() -> Response:
        """An empty file with the columns that are always understood."""
        from ingest.layouts.template import template_csv  # noqa: PLC0415

        return _attachment(template_csv(), "text/csv; charset=utf-8", "sijill-template.csv")

    of_a_page = [Depends(_of_a_page)]

    @routes.get("/charts/{chart}.csv", response_class=Response, responses=filed("text/csv"), dependencies=of_a_page)
    def table(chart: str, request: Request) -> Response:
        """The table that says the same as a chart of a page, in the view of that page's address.

        The header ``Link`` leads to the README of that view: filters, policy, version and citation.
        """
        if chart not in CHARTS:
            known = ", ".join(CHARTS)
            raise RefusedError.because(404, "unknown_chart", f"There is no chart {chart!r}.", f"There are {known}.")
        view = View.from_search(request.url.query, desk.settings.language)
        with reading(desk.engine) as session:
            spec = CHARTS[chart](session, view)
        answer = _attachment(csv_of(spec.table), "text/csv; charset=utf-8", f"sijill-{spec.id}.csv")
        readme = f"{PREFIX}/export/{Table.TOTALS}.{Form.README}?{view.filters.to_query()}"
        answer.headers["Link"] = f'<{readme}>; rel="describedby"; type="text/plain"'  # RFC 8288
        return answer

    @routes.get("/snapshot.pdf", response_class=Response, responses=filed("application/pdf"))
    def snapshot(filters: AskedFilters, tongues: AskedTongues) -> Response:
        """A view as a PDF. Runs in a worker thread, as every route here that is not async."""
        from dashboard.snapshot.build import snapshot_pdf  # noqa: PLC0415

        speakers = tongues.speakers(desk.settings)
        pdf = snapshot_pdf(desk.engine, filters, speakers, desk.settings)
        return _attachment(pdf, "application/pdf", file_name(speakers))

    return routes


def _attachment(content: str | bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
