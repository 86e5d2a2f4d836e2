"""The charts of the page on sources as specs: ask the register, hand the answer to the chart's builder."""

from sqlmodel import Session

from dashboard.charts.coverage import coverage_in_space, coverage_in_time
from dashboard.charts.relays import relay_chart
from dashboard.charts.revision_tables import revision_list, revision_records
from dashboard.charts.spec import ChartSpec
from dashboard.pages.drawing import MakeSpec, reader_of
from dashboard.pages.sources.changed import source_changes
from dashboard.pages.sources.hiding import place_decisions
from dashboard.pages.sources.ids import Chart, Listing
from dashboard.view import View
from db import queries
from db.history.figures_said import figures_said
from db.history.revisions import by_source, revisions
from db.sources.coverage import by_area, by_month, relays


def _time(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return coverage_in_time(by_month(session, view.filters), reader_of(session, view, most_rows))


def _space(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return coverage_in_space(by_area(session, view.filters), reader_of(session, view, most_rows))


def _relays(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return relay_chart(relays(session, view.filters), reader_of(session, view, most_rows))


def _records(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    own = by_source(revisions(session, view.filters))
    said = figures_said(session, view.filters)
    return revision_records(queries.sources(session, view.filters), own, said, reader_of(session, view, most_rows))


def _revisions(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return revision_list(revisions(session, view.filters), reader_of(session, view, most_rows))


CHARTS: dict[str, MakeSpec] = {Chart.TIME.value: _time, Chart.SPACE.value: _space, Chart.RELAYS.value: _relays}
LISTINGS: dict[str, MakeSpec] = {Listing.RECORDS.value: _records, Listing.REVISIONS.value: _revisions}
DECIDED: dict[str, MakeSpec] = {Listing.DEEDS.value: source_changes}
"""What changes when somebody decides about a source."""

ABOUT_PLACES: dict[str, MakeSpec] = {Listing.PLACES.value: place_decisions}
"""What changes when somebody decides about a place."""

TABLES = CHARTS | LISTINGS | DECIDED | ABOUT_PLACES
"""What can be fetched as CSV."""
