"""The charts of the page on tolls as specs: ask the register, hand the answer to the chart's builder."""

from sqlmodel import Session

from dashboard.charts.spec import ChartSpec
from dashboard.charts.toll_changes import toll_changes
from dashboard.charts.toll_curves import toll_curves
from dashboard.charts.toll_differences import toll_differences
from dashboard.pages.drawing import MakeSpec, reader_of
from dashboard.pages.tolls.ids import Chart, Listing
from dashboard.view import View
from db.series.noted import notes_of
from db.series.running import running
from db.vocabulary import Series


def _curves(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return toll_curves(running(session, view.filters, Series.CUMULATIVE), reader_of(session, view, most_rows))


def _differences(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    tolls = running(session, view.filters, Series.CUMULATIVE)
    noted = notes_of(session, view.filters, (line.latest.key for line in tolls.lines if not line.part))
    return toll_differences(tolls, reader_of(session, view, most_rows), noted)


def _changes(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return toll_changes(running(session, view.filters, Series.CUMULATIVE), reader_of(session, view, most_rows))


CHARTS: dict[str, MakeSpec] = {Chart.CURVES.value: _curves, Chart.DIFFERENCES.value: _differences}
LISTINGS: dict[str, MakeSpec] = {Listing.CHANGES.value: _changes}
TABLES = CHARTS | LISTINGS
"""What can be fetched as CSV."""
