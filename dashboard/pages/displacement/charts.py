"""The charts of the page on displacement as specs: ask the register, hand the answer to the chart's builder."""

from dataclasses import replace

from sqlmodel import Session

from dashboard.charts.displacement import MEASURES
from dashboard.charts.incident_months import incident_months
from dashboard.charts.monthly import monthly_chart
from dashboard.charts.movement_lines import movement_lines
from dashboard.charts.old_stocks import old_stocks
from dashboard.charts.routes import routes
from dashboard.charts.running_lines import Reader
from dashboard.charts.spec import ChartSpec
from dashboard.charts.stock_lines import stock_curves, stock_places
from dashboard.pages.displacement.ids import Movement, Old, Stock, Way
from dashboard.pages.drawing import MakeSpec, reader_of
from dashboard.view import View
from db import queries
from db.answers import Total
from db.series.monthly import Monthly, monthly
from db.series.running import Running, running
from db.vocabulary import Measure, Series


def _stocks(session: Session, view: View) -> Running:
    """The stocks of displacement; those of people detained or missing are none of it."""
    found = running(session, view.filters, Series.STOCK)
    return replace(found, lines=tuple(line for line in found.lines if line.measure in MEASURES))


def _places(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return stock_places(_stocks(session, view), reader_of(session, view, most_rows))


def _curves(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return stock_curves(_stocks(session, view), reader_of(session, view, most_rows))


def _totals(
    session: Session, view: View, measures: frozenset[Measure] = MEASURES, by: queries.By | None = None
) -> list[Total]:
    """The totals of displacement, a measure at a time, so that nothing is read of those who were killed."""
    asked = view.filters.measure
    wanted = sorted(measures if asked is None else measures & {asked}, key=lambda measure: measure.number)
    return [total for measure in wanted for total in queries.totals(session, view.filters.but(measure=measure), by)]


def _by_month(session: Session, view: View, measures: frozenset[Measure], reader: Reader) -> Monthly:
    """What sources count over months, and beside it what recorded incidents come to."""
    found = monthly(session, view.filters, measures)
    if view.filters.series not in (None, Series.INCIDENT):
        return found
    incidents = replace(view, filters=view.filters.but(series=Series.INCIDENT))
    totals = _totals(session, incidents, measures, "month")
    return replace(found, lines=(*found.lines, *incident_months(totals, reader)))


def _months(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    reader = reader_of(session, view, most_rows)
    found = _by_month(session, view, MEASURES - {Measure.RETURNED}, reader)
    return monthly_chart(Movement.MONTHS, view.speaker.text("Displacement by month"), found, reader)


def _returns(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    reader = reader_of(session, view, most_rows)
    found = _by_month(session, view, frozenset({Measure.RETURNED}), reader)
    return monthly_chart(Movement.RETURNS, view.speaker.text("Returns by month"), found, reader)


def _others(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return movement_lines(_totals(session, view), reader_of(session, view, most_rows))


def _routes(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return routes(_totals(session, view), reader_of(session, view, most_rows))


def _old(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    return old_stocks(Old.STOCKS, _stocks(session, view), reader_of(session, view, most_rows))


CHARTS: dict[str, MakeSpec] = {
    Stock.PLACES.value: _places,
    Stock.CURVES.value: _curves,
    Movement.MONTHS.value: _months,
    Movement.RETURNS.value: _returns,
    Movement.OTHERS.value: _others,
    Way.ROUTES.value: _routes,
}
LISTINGS: dict[str, MakeSpec] = {Old.STOCKS.value: _old}
TABLES = CHARTS | LISTINGS
"""What can be fetched as CSV."""
