"""Files to take away: the upload template, the tables behind the charts, the PDF snapshot."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dashboard.api.csv_text import csv_of
from dashboard.api.described import filed
from dashboard.api.issues import RefusedError
from dashboard.desk import Desk
from dashboard.pages import displacement, incident, incidents, quality, sources, tolls
from dashboard.pages.drawing import MakeSpec
from dashboard.pages.overview.charts import CHARTS as OVERVIEW
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
}
"""Every chart and table of the pages, by the name that its CSV is fetched under."""


def router(desk: Desk) -> APIRouter:
    """The routes that answer with a file."""
    routes = APIRouter()

    @routes.get("/template.csv", response_class=Response, responses=filed("text/csv"))
    def template() -> Response:
        """An empty file with the columns that are always understood."""
        from ingest.layouts.template import template_csv  # noqa: PLC0415

        return _attachment(template_csv(), "text/csv; charset=utf-8", "sijill-template.csv")

    @routes.get("/charts/{chart}.csv", response_class=Response, responses=filed("text/csv"))
    def table(chart: str, request: Request) -> Response:
        """The table that says the same as a chart, in the view of the query."""
        if chart not in CHARTS:
            known = ", ".join(CHARTS)
            raise RefusedError.because(404, "unknown_chart", f"There is no chart {chart!r}.", f"There are {known}.")
        view = View.from_search(request.url.query, desk.settings.language)
        with reading(desk.engine) as session:
            spec = CHARTS[chart](session, view)
        return _attachment(csv_of(spec.table), "text/csv; charset=utf-8", f"sijill-{spec.id}.csv")

    @routes.get("/snapshot.pdf", response_class=Response, responses=filed("application/pdf"))
    def snapshot(request: Request) -> Response:
        """The view of the query as a PDF. Runs in a worker thread, as every route here that is not async."""
        from dashboard.snapshot.build import snapshot_pdf  # noqa: PLC0415

        view = View.from_search(request.url.query, desk.settings.language)
        pdf = snapshot_pdf(desk.engine, view.filters, view.speaker.language, desk.settings)
        return _attachment(pdf, "application/pdf", f"sijill-{view.speaker.language}.pdf")

    return routes


def _attachment(content: str | bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
